package report

import (
	"slices"

	"chainatlas/model"
)

// NodeStatus says how well a node of a chain is filled here.
type NodeStatus string

// The statuses. Unchecked is drawn neutrally and is never shown to visitors as a gap.
const (
	Strong    NodeStatus = "强"  // a 链主 is here, or as many 规上 firms as the chain's rule asks for
	Weak      NodeStatus = "弱"  // firms are here, too few of them 规上
	ToFill    NodeStatus = "待补" // only projects under way or target firms
	Blank     NodeStatus = "空白" // nobody, and a directory was imported, so that this means something
	Unchecked NodeStatus = "未核" // no directory, or what decides is not stated
)

// ChainState is what stands on a chain: everybody with a role in it, its projects (ended ones too), and each node by code.
type ChainState struct {
	Firms    []*model.Enterprise
	Projects []*model.Project
	Nodes    map[string]NodeState
}

// NodeState is a node's status, why, and what stands on it. Invest is the projects' planned investment in CNY minor units.
type NodeState struct {
	Firms    []*model.Enterprise `json:"-"` // everybody with a role here: locals, others, targets
	Projects []*model.Project    `json:"-"` // those that go on

	Status      NodeStatus `json:"status"`
	Why         string     `json:"why"`
	Enterprises int        `json:"enterprises"` // local firms
	AboveScale  int        `json:"above_scale"` // of them 规上
	Leaders     int        `json:"leaders"`     // of them 链主
	Targets     int        `json:"targets"`     // target firms, from anywhere
	Leads       int        `json:"leads"`       // projects at 线索 or 研判
	Talks       int        `json:"talks"`       // projects at 在谈 or 拟签约
	Landing     int        `json:"landing"`     // projects signed or later
	Invest      int64      `json:"invest"`
	Gap         bool       `json:"gap"` // nobody here, or in a family nothing, while local firms stand on a neighbouring node

	unknownLocal, unknownScale int
}

// StateOf judges every node of a chain from the enterprises' roles and the projects on it.
// Only local firms count as here. Ended projects, and projects said to be no promotion projects, do not count.
// What stands on a node that is the same business on another chain stands here too.
func StateOf(chain *model.Chain, firms []*model.Enterprise, projects []*model.Project) ChainState {
	out := ChainState{Nodes: make(map[string]NodeState, len(chain.Nodes))}
	ground := groundOf(chain)
	for _, e := range firms {
		if hasRole(e, chain) {
			out.Firms = append(out.Firms, e)
		}
		ground.firm(e)
	}
	for _, p := range projects {
		if isChain(p.Chain, chain) {
			out.Projects = append(out.Projects, p)
		}
		ground.project(p)
	}
	rule := RuleOf(chain)
	for code, s := range ground.nodes {
		s.judge(rule)
		s.Gap = rule.directory && !rule.family && (s.Status == Blank || s.Status == ToFill) && neighboured(chain, ground.nodes, code)
	}
	if rule.family {
		judgeFamily(chain, ground.nodes)
	}
	for code, s := range ground.nodes {
		out.Nodes[code] = *s
	}
	return out
}

// ground is the nodes of a chain, and by their codes the nodes of other chains that are the same business.
type ground struct {
	chain *model.Chain
	nodes map[string]*NodeState
	twins map[string]*NodeState
}

func groundOf(chain *model.Chain) ground {
	p := ground{chain, make(map[string]*NodeState, len(chain.Nodes)), map[string]*NodeState{}}
	for _, n := range chain.Nodes {
		s := new(NodeState)
		p.nodes[n.Code] = s
		for _, twin := range n.Same {
			p.twins[twin] = s
		}
	}
	return p
}

func hasRole(e *model.Enterprise, chain *model.Chain) bool {
	return slices.ContainsFunc(e.Roles, func(r model.Role) bool { return isChain(r.Chain, chain) })
}

// IsLocal tells whether a firm is here already: a target is only wished for.
func IsLocal(e *model.Enterprise, chain model.ID, node string) bool {
	role, _ := e.Roles.On(chain, node)
	return e.Local == model.Yes && role.Role != model.RoleTarget
}

// at is the node that something stands on by a link to a chain and a reference to a node; nil for none of this chain.
func (p ground) at(chain model.Link, ref model.NodeRef) *NodeState {
	if !isChain(chain, p.chain) {
		return p.twins[ref.Code]
	}
	if s := p.nodes[ref.Code]; s != nil {
		return s
	}
	if found, ok := p.chain.FindNode(ref.String()); ok && !ref.IsZero() {
		return p.nodes[found.Code]
	}
	return nil
}

// firm counts a firm once on every node that it has a role on; its weightiest role there decides.
func (p ground) firm(e *model.Enterprise) {
	here := make(map[*NodeState]model.RoleName)
	for _, role := range e.Roles {
		s := p.at(role.Chain, role.Node)
		if s == nil {
			continue
		}
		if old, ok := here[s]; !ok || old == model.RoleTarget || role.Role == model.RoleLeader {
			here[s] = role.Role
		}
	}
	for s, role := range here {
		s.firm(e, role)
	}
}

func isChain(l model.Link, chain *model.Chain) bool {
	return l.ID == chain.ID && !l.ID.IsZero() || l.ID.IsZero() && l.Name != "" && model.NormalName(l.Name) == model.NormalName(chain.Name)
}

func (s *NodeState) firm(e *model.Enterprise, role model.RoleName) {
	s.Firms = append(s.Firms, e)
	switch {
	case role == model.RoleTarget:
		s.Targets++
	case e.Local == "":
		s.unknownLocal++
	case e.Local == model.Yes:
		s.Enterprises++
		if role == model.RoleLeader {
			s.Leaders++
		}
		switch e.AboveScale {
		case model.Yes:
			s.AboveScale++
		case "":
			s.unknownScale++
		}
	}
}

func (g ground) project(p *model.Project) {
	s := g.at(p.Chain, p.Node)
	if s == nil || !goesOn(p) {
		return
	}
	if s.Projects = append(s.Projects, p); p.Promotion == model.No {
		return
	}
	switch {
	case p.Stage.AtLeast(model.StageSigned):
		s.Landing++
	case p.Stage.AtLeast(model.StageTalk):
		s.Talks++
	case p.Stage != "":
		s.Leads++
	default:
		return
	}
	if p.TotalInvestment.Currency == "CNY" {
		s.Invest += p.TotalInvestment.Min
	}
}

func neighboured(chain *model.Chain, states map[string]*NodeState, code string) bool {
	up, down := chain.Neighbours(code)
	for _, other := range append(up, down...) {
		if s := states[other]; s != nil && s.Enterprises > 0 {
			return true
		}
	}
	return false
}
