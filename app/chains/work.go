package chains

import (
	"context"
	"slices"
	"strings"

	"chainatlas/model"
	"chainatlas/model/report"
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
func read(ctx context.Context, all reader, want model.ID) (*work, error) {
	chains, err := every[*model.Chain](all, model.KindChain)
	if err != nil {
		return nil, err
	}
	firms, err := every[*model.Enterprise](all, model.KindEnterprise)
	if err != nil {
		return nil, err
	}
	projects, err := every[*model.Project](all, model.KindProject)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(chains, inListOrder)
	return gather(chains, firms, projects, want), nil
}

// reader hands out every record of a kind.
type reader func(model.Kind) ([]model.Record, error)

func every[R model.Record](all reader, k model.Kind) ([]R, error) {
	records, err := all(k)
	out := make([]R, len(records))
	for i, r := range records {
		out[i] = r.(R)
	}
	return out, err
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
