package story

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
	"chainatlas/model/store"
)

// cast is everybody whom an audience may see: the one place where records enter a story.
type cast struct {
	chains   []*model.Chain
	firms    []*model.Enterprise
	projects []*model.Project
	sites    []*model.Site
	policies []*model.Policy
}

// need says which records a story speaks of. A kind that is not in All is read by the IDs of Some alone.
type need struct {
	all  map[model.Kind]bool
	some []model.ID
}

// everything is what a proposal chooses among.
func everything() need {
	return need{all: map[model.Kind]bool{model.KindChain: true, model.KindEnterprise: true, model.KindProject: true, model.KindSite: true, model.KindPolicy: true}}
}

// needOf is what the slides of a deck speak of.
func needOf(d *model.Deck) need {
	n := need{all: map[model.Kind]bool{}, some: mentioned(d)}
	whole := func(kinds ...model.Kind) {
		for _, k := range kinds {
			n.all[k] = true
		}
	}
	for _, x := range d.Slides.Shown() {
		switch x.Kind {
		case model.SlideMap:
			whole(model.KindSite)
			for _, k := range x.Layers {
				whole(model.Kind(k))
			}
		case model.SlideChain:
			whole(model.KindEnterprise, model.KindProject)
		case model.SlideFigures:
			whole(model.KindChain, model.KindEnterprise, model.KindSite)
			if x.Chart == model.ChartStages || x.Chart == model.ChartTimeline {
				whole(model.KindProject)
			}
		case model.SlideSite:
			whole(model.KindSite) // its neighbours stand on its map
		}
	}
	return n
}

func read(ctx context.Context, s *store.Store, n need, to model.Audience) (c cast, err error) {
	r := reading{ctx: ctx, store: s, need: n, to: to, seen: s.Seen(to)}
	c.chains, err = redacted[*model.Chain](r, model.KindChain, err)
	c.firms, err = redacted[*model.Enterprise](r, model.KindEnterprise, err)
	c.projects, err = redacted[*model.Project](r, model.KindProject, err)
	c.sites, err = redacted[*model.Site](r, model.KindSite, err)
	c.policies, err = redacted[*model.Policy](r, model.KindPolicy, err)
	return c, err
}

// reading is how records are read for an audience.
type reading struct {
	ctx   context.Context
	store *store.Store
	need  need
	to    model.Audience
	seen  model.Seen
}

// redacted are the records of a kind that are needed, by name, as the audience may see them; nothing after an error.
func redacted[T model.Record](r reading, k model.Kind, before error) ([]T, error) {
	if before != nil {
		return nil, before
	}
	records, err := r.records(k)
	if err != nil {
		return nil, fmt.Errorf("read %s records for %s: %w", k, r.to, err)
	}
	var out []T
	for _, one := range records {
		if shown, ok := model.Redact(one, r.to, r.seen); ok {
			out = append(out, shown.(T))
		}
	}
	slices.SortStableFunc(out, func(a, b T) int { return strings.Compare(a.Head().Name, b.Head().Name) })
	return out, r.ctx.Err()
}

func (r reading) records(k model.Kind) ([]model.Record, error) {
	if r.need.all[k] {
		return r.store.All(k)
	}
	var out []model.Record
	read := map[model.ID]bool{}
	for _, id := range r.need.some {
		if read[id] {
			continue
		}
		read[id] = true
		one, err := r.store.Get(id)
		if errors.Is(err, model.ErrNotFound) {
			continue // rehearsal tells that it is gone
		}
		if err != nil {
			return nil, err
		}
		if one.Kind() == k {
			out = append(out, one)
		}
	}
	return out, nil
}

// invented tells whether any of it is fictional, which visitors never see.
func (c cast) invented() bool {
	return anyOf(c.chains) || anyOf(c.firms) || anyOf(c.projects) || anyOf(c.sites) || anyOf(c.policies)
}

func anyOf[T model.Record](list []T) bool {
	return slices.ContainsFunc(list, func(r T) bool { return r.Head().Fictional })
}

// find returns the records of a list that ids name, in the order of the ids.
func find[T model.Record](list []T, ids []model.ID) (out []T) {
	for _, id := range ids {
		for _, r := range list {
			if r.Head().ID == id {
				out = append(out, r)
			}
		}
	}
	return out
}

func (c cast) chain(id model.ID) (*model.Chain, bool) {
	for _, x := range c.chains {
		if x.ID == id {
			return x, true
		}
	}
	return nil, false
}

// firmsOn lists the firms on a node that are here; a target is not here yet.
func (c cast) firmsOn(chain model.ID, code string) (names []string) {
	for _, e := range c.firms {
		if role, ok := e.Roles.On(chain, code); ok && role.Role != model.RoleTarget && e.Local == model.Yes {
			names = append(names, e.Name)
		}
	}
	return names
}

// firmsOf lists the firms on any node of a chain that are here.
func (c cast) firmsOf(chain model.ID) (out []*model.Enterprise) {
	for _, e := range c.firms {
		for _, role := range e.Roles {
			if role.Chain.ID == chain && role.Role != model.RoleTarget && e.Local == model.Yes {
				out = append(out, e)
				break
			}
		}
	}
	return out
}
