package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
)

// Standing is a chain at a time, with every enterprise and project of that time, whatever chain they stand on.
type Standing struct {
	Chain    *model.Chain // nil when there was none yet
	Firms    []*model.Enterprise
	Projects []*model.Project
}

// ChangeKind is what happened on a chain.
type ChangeKind string

// The kinds, in the order of the list.
const (
	NodeTurned   ChangeKind = "node_status"
	NodeAdded    ChangeKind = "node_added"
	NodeRemoved  ChangeKind = "node_removed"
	MemberAdded  ChangeKind = "member_added"
	MemberMoved  ChangeKind = "member_moved"
	MemberGone   ChangeKind = "member_gone"
	ProjectAdded ChangeKind = "project_added"
	ProjectMoved ChangeKind = "project_stage"
	ProjectEnded ChangeKind = "project_ended"
	ProjectGone  ChangeKind = "project_gone"
)

var changeLabels = []struct {
	kind  ChangeKind
	label string
}{
	{NodeTurned, "环节状态变化"}, {NodeAdded, "新增环节"}, {NodeRemoved, "减少环节"}, {MemberAdded, "新增企业"}, {MemberMoved, "企业环节或角色变化"},
	{MemberGone, "减少企业"}, {ProjectAdded, "新增项目"}, {ProjectMoved, "项目阶段变化"}, {ProjectEnded, "项目终止"}, {ProjectGone, "减少项目"},
}

// ChangeKinds lists the kinds in the order of the list.
func ChangeKinds() (out []ChangeKind) {
	for _, c := range changeLabels {
		out = append(out, c.kind)
	}
	return out
}

// Label is the kind's Chinese name.
func (k ChangeKind) Label() string { return changeLabels[k.order()].label }

func (k ChangeKind) order() int {
	for i, c := range changeLabels {
		if c.kind == k {
			return i
		}
	}
	panic("report: no label for " + string(k)) // a hole in our own table
}

// ChainChange is one thing that changed. A change of a node has no record.
type ChainChange struct {
	Change    ChangeKind    `json:"change"`
	ID        model.ID      `json:"id,omitzero"`
	Kind      model.Kind    `json:"kind,omitempty"`
	Name      string        `json:"name"`
	Node      model.NodeRef `json:"node,omitzero"`
	Was       string        `json:"was,omitempty"`
	Now       string        `json:"now,omitempty"`
	Fictional bool          `json:"fictional,omitempty"`
}

// Turn is was → now; what was not stated is —.
func (c ChainChange) Turn() string {
	if c.Was == "" && c.Now == "" {
		return ""
	}
	return cmp.Or(c.Was, "—") + " → " + cmp.Or(c.Now, "—")
}

// Changes lists what changed on a chain between two times, kind by kind. Nodes are compared by their codes, records by their ids.
func Changes(before, now Standing) []ChainChange {
	if now.Chain == nil {
		return nil
	}
	state := StateOf(now.Chain, now.Firms, now.Projects)
	var was ChainState
	if before.Chain != nil {
		was = StateOf(before.Chain, before.Firms, before.Projects)
	}
	out := nodeChanges(before.Chain, now.Chain, was, state)
	out = append(out, memberChanges(now.Chain, was.Firms, state.Firms)...)
	out = append(out, projectChanges(was.Projects, state.Projects)...)
	slices.SortStableFunc(out, func(a, b ChainChange) int { return cmp.Compare(a.Change.order(), b.Change.order()) })
	return out
}

// nodeChanges says nothing of a chain that was made since: all of it is new.
func nodeChanges(before, now *model.Chain, was, is ChainState) (out []ChainChange) {
	if before == nil {
		return nil
	}
	for _, n := range now.Nodes {
		old, there := before.Node(n.Code)
		a, b := was.Nodes[n.Code], is.Nodes[n.Code]
		switch {
		case !there:
			out = append(out, ChainChange{Change: NodeAdded, Name: n.Name, Node: n.Ref(), Now: string(b.Status)})
		case a.Status != b.Status:
			out = append(out, ChainChange{Change: NodeTurned, Name: old.Name, Node: n.Ref(), Was: string(a.Status), Now: string(b.Status)})
		}
	}
	for _, n := range before.Nodes {
		if _, there := now.Node(n.Code); !there {
			out = append(out, ChainChange{Change: NodeRemoved, Name: n.Name, Node: n.Ref(), Was: string(was.Nodes[n.Code].Status)})
		}
	}
	return out
}

func memberChanges(chain *model.Chain, was, now []*model.Enterprise) (out []ChainChange) {
	old := byID(was)
	for _, e := range named(now) {
		roles := rolesOn(chain, e)
		c := ChainChange{Change: MemberAdded, ID: e.ID, Kind: model.KindEnterprise, Name: e.Name, Node: nodeOn(chain, e), Now: roles, Fictional: e.Fictional}
		if before := old[e.ID]; before != nil {
			if c.Change, c.Was = MemberMoved, rolesOn(chain, before); c.Was == c.Now {
				continue
			}
		}
		out = append(out, c)
	}
	left := byID(now)
	for _, e := range named(was) {
		if left[e.ID] == nil {
			out = append(out, ChainChange{Change: MemberGone, ID: e.ID, Kind: model.KindEnterprise, Name: e.Name, Node: nodeOn(chain, e), Was: rolesOn(chain, e), Fictional: e.Fictional})
		}
	}
	return out
}

// rolesOn are a firm's places on one chain in words: 炼钢（链主）、轧制（配套）.
func rolesOn(chain *model.Chain, e *model.Enterprise) string {
	var out []string
	for _, r := range e.Roles {
		if isChain(r.Chain, chain) {
			words := r.Node.String()
			if r.Role != "" {
				words += "（" + string(r.Role) + "）"
			}
			out = append(out, words)
		}
	}
	return strings.Join(out, "、")
}

func nodeOn(chain *model.Chain, e *model.Enterprise) model.NodeRef {
	for _, r := range e.Roles {
		if isChain(r.Chain, chain) {
			return r.Node
		}
	}
	return model.NodeRef{}
}

func projectChanges(was, now []*model.Project) (out []ChainChange) {
	old := byID(was)
	for _, p := range named(now) {
		before := old[p.ID]
		c := ChainChange{ID: p.ID, Kind: model.KindProject, Name: p.Name, Node: p.Node, Now: p.Stage.String(), Fictional: p.Fictional}
		switch {
		case before == nil:
			c.Change = ProjectAdded
		case p.Status == model.Ended && before.Status != model.Ended:
			c.Change, c.Was, c.Now = ProjectEnded, before.Stage.String(), string(p.Status)
		case p.Stage != before.Stage:
			c.Change, c.Was = ProjectMoved, before.Stage.String()
		default:
			continue
		}
		out = append(out, c)
	}
	left := byID(now)
	for _, p := range named(was) {
		if left[p.ID] == nil {
			out = append(out, ChainChange{Change: ProjectGone, ID: p.ID, Kind: model.KindProject, Name: p.Name, Node: p.Node, Was: p.Stage.String(), Fictional: p.Fictional})
		}
	}
	return out
}

func byID[R model.Record](list []R) map[model.ID]R {
	out := make(map[model.ID]R, len(list))
	for _, r := range list {
		out[r.Head().ID] = r
	}
	return out
}

// named is the list by name.
func named[R model.Record](list []R) []R {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b R) int { return strings.Compare(a.Head().Name, b.Head().Name) })
	return out
}

// ChangesSummary says in a line how much changed: 新增企业 3，项目阶段变化 2.
func ChangesSummary(list []ChainChange) string {
	var parts []string
	for _, k := range ChangeKinds() {
		n := 0
		for _, c := range list {
			if c.Change == k {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", k.Label(), n))
		}
	}
	if len(parts) == 0 {
		return "没有变化"
	}
	return strings.Join(parts, "，")
}
