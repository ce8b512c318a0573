package chains

import (
	"context"
	"slices"
	"strings"

	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// work is a chain with what stands on it, and the list of all chains.
type work struct {
	Rows  []listed
	Chain *model.Chain // nil when there is none
	report.ChainState
}

// listed is a row of the list at the left.
type listed struct {
	ID                     model.ID
	Name                   string
	Nodes, Firms, Projects int
}

// read reads the chains and what stands on the wanted one, or on the first when that one is gone.
func read(ctx context.Context, s *store.Store, want model.ID) (*work, error) {
	chains, err := store.Every[*model.Chain](s, model.KindChain)
	if err != nil {
		return nil, err
	}
	firms, err := store.Every[*model.Enterprise](s, model.KindEnterprise)
	if err != nil {
		return nil, err
	}
	projects, err := store.Every[*model.Project](s, model.KindProject)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(chains, inListOrder)
	return gather(chains, firms, projects, want), nil
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
		on := report.StateOf(c, firms, projects)
		w.Rows = append(w.Rows, listed{c.ID, c.Name, len(c.Nodes), len(on.Firms), len(on.Projects)})
		if w.Chain == nil || c.ID == want {
			w.Chain, w.ChainState = c, on
		}
	}
	return w
}
