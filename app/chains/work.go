package chains

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
	"chainatlas/model/store"
)

// work is a chain with what stands on it, and the list of all chains.
type work struct {
	Rows     []listed
	Chain    *model.Chain // nil when there is none
	Firms    []*model.Enterprise
	Projects []*model.Project
}

// listed is a row of the list at the left.
type listed struct {
	ID                     model.ID
	Name, Office           string
	Nodes, Firms, Projects int
}

// read reads the chains and what stands on the wanted one, or on the first when that one is gone.
func read(ctx context.Context, s *store.Store, want model.ID) (*work, error) {
	chains, err := all[*model.Chain](ctx, s, model.KindChain)
	if err != nil {
		return nil, err
	}
	firms, err := all[*model.Enterprise](ctx, s, model.KindEnterprise)
	if err != nil {
		return nil, err
	}
	projects, err := all[*model.Project](ctx, s, model.KindProject)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(chains, inListOrder)
	return gather(chains, firms, projects, want), nil
}

// all is every record of a kind as its own type.
func all[T model.Record](ctx context.Context, s *store.Store, k model.Kind) ([]T, error) {
	records, err := s.All(k)
	if err != nil {
		return nil, fmt.Errorf("read %s records: %w", k, err)
	}
	out := make([]T, 0, len(records))
	for _, r := range records {
		if t, ok := r.(T); ok {
			out = append(out, t)
		}
	}
	return out, ctx.Err()
}

// inListOrder puts chains before corporate families, each by name.
func inListOrder(a, b *model.Chain) int {
	if fa, fb := a.ChainKind == model.FamilyChain, b.ChainKind == model.FamilyChain; fa != fb {
		if fa {
			return 1
		}
		return -1
	}
	return strings.Compare(a.Name, b.Name)
}

// gather counts for every chain and keeps what stands on the wanted one.
func gather(chains []*model.Chain, firms []*model.Enterprise, projects []*model.Project, want model.ID) *work {
	w := &work{}
	for _, c := range chains {
		on, of := standing(c.ID, firms), running(c.ID, projects)
		w.Rows = append(w.Rows, listed{c.ID, c.Name, c.Office, len(c.Nodes), len(on), len(of)})
		if w.Chain == nil || c.ID == want {
			w.Chain, w.Firms, w.Projects = c, on, of
		}
	}
	return w
}

// standing keeps the enterprises with a role in the chain.
func standing(chain model.ID, firms []*model.Enterprise) (out []*model.Enterprise) {
	for _, e := range firms {
		if _, ok := e.Roles.On(chain, ""); ok {
			out = append(out, e)
		}
	}
	return out
}

// running keeps the projects of the chain.
func running(chain model.ID, projects []*model.Project) (out []*model.Project) {
	for _, p := range projects {
		if p.Chain.ID == chain {
			out = append(out, p)
		}
	}
	return out
}
