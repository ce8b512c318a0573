package story

import (
	"context"
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

func read(ctx context.Context, s *store.Store, to model.Audience) (c cast, err error) {
	seen := s.Seen(to)
	if c.chains, err = redacted[*model.Chain](ctx, s, model.KindChain, to, seen); err != nil {
		return c, err
	}
	if c.firms, err = redacted[*model.Enterprise](ctx, s, model.KindEnterprise, to, seen); err != nil {
		return c, err
	}
	if c.projects, err = redacted[*model.Project](ctx, s, model.KindProject, to, seen); err != nil {
		return c, err
	}
	if c.sites, err = redacted[*model.Site](ctx, s, model.KindSite, to, seen); err != nil {
		return c, err
	}
	c.policies, err = redacted[*model.Policy](ctx, s, model.KindPolicy, to, seen)
	return c, err
}

func redacted[T model.Record](ctx context.Context, s *store.Store, k model.Kind, to model.Audience, seen model.Seen) ([]T, error) {
	records, err := s.All(k)
	if err != nil {
		return nil, fmt.Errorf("read %s records for %s: %w", k, to, err)
	}
	var out []T
	for _, r := range records {
		if shown, ok := model.Redact(r, to, seen); ok {
			out = append(out, shown.(T))
		}
	}
	slices.SortStableFunc(out, func(a, b T) int { return strings.Compare(a.Head().Name, b.Head().Name) })
	return out, ctx.Err()
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
