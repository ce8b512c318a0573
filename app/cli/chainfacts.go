package cli

import (
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// standing is everything that an audience may know of, whatever chain it stands on.
type standing struct {
	firms    []*model.Enterprise
	projects []*model.Project
}

func stand(s *store.Store, to model.Audience) (standing, error) {
	firms, err := allSeen[*model.Enterprise](s, model.KindEnterprise, to)
	if err != nil {
		return standing{}, err
	}
	projects, err := allSeen[*model.Project](s, model.KindProject, to)
	return standing{firms, projects}, err
}

// knownChain is a chain and what stands on it.
type knownChain struct {
	chain                 *model.Chain
	states                map[string]thematic.NodeState // by node
	enterprises, projects int
	invented              bool // some of them are 虚构
}

// chain finds a chain by name, code or id, with what the audience may know of it.
func (c *call) chain(name string, to model.Audience) (*knownChain, error) {
	s, r, err := c.find(string(model.KindChain), name)
	if err != nil {
		return nil, err
	}
	all, err := stand(s, to)
	if err != nil {
		return nil, err
	}
	return all.on(r.(*model.Chain)), nil
}

// on counts what stands on a chain and on each of its nodes.
func (a standing) on(chain *model.Chain) *knownChain {
	k := &knownChain{chain: chain, states: map[string]thematic.NodeState{}}
	judged := report.NodeStatuses(chain, plain(a.firms), plain(a.projects))
	for _, n := range chain.Nodes {
		s := a.state(chain, n.Code)
		s.Status, s.Note = string(judged[n.Code].Status), judged[n.Code].Why
		k.states[n.Code] = s
	}
	for _, e := range a.firms {
		if _, ok := e.Roles.On(chain.ID, ""); ok {
			k.enterprises++
			k.invented = k.invented || e.Fictional
		}
	}
	for _, p := range a.projects {
		if p.Chain.ID == chain.ID && p.Status != model.Ended {
			k.projects++
			k.invented = k.invented || p.Fictional
		}
	}
	return k
}

func plain[T model.Record](list []T) []model.Record {
	out := make([]model.Record, len(list))
	for i, r := range list {
		out[i] = r
	}
	return out
}

// state counts everybody on a node, target firms and those of unknown place too.
func (a standing) state(chain *model.Chain, node string) thematic.NodeState {
	var out thematic.NodeState
	for _, e := range a.firms {
		if _, ok := e.Roles.On(chain.ID, node); ok {
			out.Enterprises++
		}
	}
	var invest int64
	for _, p := range a.projects {
		if p.Chain.ID != chain.ID || p.Node.Code != node || p.Status == model.Ended {
			continue
		}
		out.Projects++
		if p.TotalInvestment.Known && p.TotalInvestment.Currency == "CNY" {
			invest += p.TotalInvestment.Min // 约3—5亿元 counts as 3
		}
	}
	if invest > 0 {
		out.Invest = model.CNY(invest).Text
	}
	return out
}
