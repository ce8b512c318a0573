package report

import (
	"fmt"
	"slices"

	"chainatlas/model"
)

// NodeStatus says how well a node of a chain is filled here.
type NodeStatus string

// The statuses. Unchecked is drawn neutrally and is never shown to visitors as a gap.
const (
	Strong    NodeStatus = "强"  // a 链主 or a 规上 firm is here
	Weak      NodeStatus = "弱"  // firms are here, none of them 规上
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
	Gap         bool       `json:"gap"` // nobody here while local firms stand on a neighbouring node

	unknownLocal, unknownScale int
}

// StateOf judges every node of a chain from the enterprises' roles and the projects on it.
// Only local firms count as here. Ended projects, and projects said to be no promotion projects, do not count.
func StateOf(chain *model.Chain, firms []*model.Enterprise, projects []*model.Project) ChainState {
	out := ChainState{Nodes: make(map[string]NodeState, len(chain.Nodes))}
	states := make(map[string]*NodeState, len(chain.Nodes))
	for _, n := range chain.Nodes {
		states[n.Code] = new(NodeState)
	}
	for _, e := range firms {
		if hasRole(e, chain) {
			out.Firms = append(out.Firms, e)
			placeFirm(chain, states, e)
		}
	}
	for _, p := range projects {
		if isChain(p.Chain, chain) {
			out.Projects = append(out.Projects, p)
			placeProject(chain, states, p)
		}
	}
	for code, s := range states {
		s.judge(!chain.Directory.IsZero())
		s.Gap = !chain.Directory.IsZero() && (s.Status == Blank || s.Status == ToFill) && neighboured(chain, states, code)
		out.Nodes[code] = *s
	}
	return out
}

func hasRole(e *model.Enterprise, chain *model.Chain) bool {
	return slices.ContainsFunc(e.Roles, func(r model.Role) bool { return isChain(r.Chain, chain) })
}

// IsLocal tells whether a firm is here already: a target is only wished for.
func IsLocal(e *model.Enterprise, chain model.ID, node string) bool {
	role, _ := e.Roles.On(chain, node)
	return e.Local == model.Yes && role.Role != model.RoleTarget
}

func nodeOf(chain *model.Chain, states map[string]*NodeState, ref model.NodeRef) *NodeState {
	if s := states[ref.Code]; s != nil {
		return s
	}
	if found, ok := chain.FindNode(ref.String()); ok && !ref.IsZero() {
		return states[found.Code]
	}
	return nil
}

// placeFirm counts a firm once on every node that it has a role on; its weightiest role there decides.
func placeFirm(chain *model.Chain, states map[string]*NodeState, e *model.Enterprise) {
	here := make(map[*NodeState]model.RoleName)
	for _, role := range e.Roles {
		s := nodeOf(chain, states, role.Node)
		if s == nil || !isChain(role.Chain, chain) {
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

func placeProject(chain *model.Chain, states map[string]*NodeState, p *model.Project) {
	s := nodeOf(chain, states, p.Node)
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

// judge decides the status. directory tells whether a list of the local firms was imported, without which nobody can say 空白.
func (s *NodeState) judge(directory bool) {
	switch {
	case s.Leaders > 0:
		s.Status, s.Why = Strong, fmt.Sprintf("有链主企业 %d 家", s.Leaders)
	case s.AboveScale > 0:
		s.Status, s.Why = Strong, fmt.Sprintf("有规上企业 %d 家", s.AboveScale)
	case s.unknownScale > 0:
		s.Status, s.Why = Unchecked, fmt.Sprintf("有本地企业 %d 家，其中 %d 家未说明是否规上", s.Enterprises, s.unknownScale)
	case s.unknownLocal > 0:
		s.Status, s.Why = Unchecked, fmt.Sprintf("%d 家企业未说明是否本地", s.unknownLocal)
	case s.Enterprises > 0:
		s.Status, s.Why = Weak, fmt.Sprintf("有本地企业 %d 家，无规上企业", s.Enterprises)
	case s.Talks+s.Landing+s.Targets > 0:
		s.Status, s.Why = ToFill, fmt.Sprintf("在谈项目 %d 个，签约及以后项目 %d 个，目标企业 %d 家", s.Talks, s.Landing, s.Targets)
		if directory {
			s.Why = "名录中没有本地企业；" + s.Why
		} else {
			s.Why = "台账中没有本地企业，名录未导入；" + s.Why
		}
	case directory:
		s.Status, s.Why = Blank, "名录中没有本地企业，也没有在谈项目和目标企业"
	default:
		s.Status, s.Why = Unchecked, "尚未导入该产业链的企业名录"
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
