package cli

import (
	"slices"

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
	*model.Chain
	report.ChainState
}

// chain finds a chain by name, code or id, with what the audience may know of it.
func (c *call) chain(name string, to model.Audience) (*knownChain, error) {
	s, r, err := c.find(string(model.KindChain), name)
	if err != nil {
		return nil, err
	}
	shown, ok := model.Redact(r, to, s.Seen(to))
	if !ok {
		return nil, about{"产业链「" + name + "」", model.ErrNotFound}
	}
	all, err := stand(s, to)
	if err != nil {
		return nil, err
	}
	return all.on(shown.(*model.Chain)), nil
}

func (a standing) on(chain *model.Chain) *knownChain {
	return &knownChain{chain, report.StateOf(chain, a.firms, a.projects)}
}

// invented tells whether some of what stands on the chain is 虚构.
func (k *knownChain) invented() bool {
	return slices.ContainsFunc(k.Firms, func(e *model.Enterprise) bool { return e.Fictional }) ||
		slices.ContainsFunc(k.Projects, func(p *model.Project) bool { return p.Fictional })
}
