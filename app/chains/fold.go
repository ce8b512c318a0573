package chains

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chainatlas/model"
	"chainatlas/model/report"
)

// foldFrom is how many nodes a picture shows without folding groups: more cannot be read on a screen.
const foldFrom = 150

// foldedCode begins the code of a box that stands for a group; no node of a chain has such a code.
const foldedCode = "▣"

// fewest is how many nodes without a group are folded together at least.
const fewest = 12

func isFolded(code string) bool { return strings.HasPrefix(code, foldedCode) }

// fold puts one box in the place of each group of a lane, in a chain that has too many nodes; groups that are open stay as
// they are. Edges lead to the boxes.
func fold(c *model.Chain, states map[string]report.NodeState, open map[string]bool) (*model.Chain, map[string]report.NodeState) {
	if len(c.Nodes) <= foldFrom {
		return c, states
	}
	members := map[string][]model.Node{}
	for _, n := range c.Nodes {
		members[groupOf(n)] = append(members[groupOf(n)], n)
	}
	stands := map[string]string{} // the box that a node is drawn in
	out, nodes := *c, maps.Clone(states)
	out.Nodes, out.Edges = nil, nil
	for _, n := range c.Nodes {
		group := groupOf(n)
		if list := members[group]; open[group] || len(list) < 2 || n.Group == "" && len(list) < fewest {
			stands[n.Code] = n.Code
			out.Nodes = append(out.Nodes, n)
			continue
		} else if stands[n.Code] = group; n.Code == list[0].Code {
			out.Nodes = append(out.Nodes, model.Node{Code: group, Name: cmp.Or(n.Group, "其他环节") + "（" + strconv.Itoa(len(list)) + "）", Lane: n.Lane})
			nodes[group] = together(list, states)
		}
	}
	seen := map[[2]string]bool{}
	for _, e := range c.Edges {
		pair := [2]string{stands[e.From], stands[e.To]}
		if pair[0] != pair[1] && !seen[pair] {
			seen[pair] = true
			out.Edges = append(out.Edges, model.Edge{From: pair[0], To: pair[1], Kind: e.Kind})
		}
	}
	return &out, nodes
}

// groupOf is the code of the box that a node is folded into.
func groupOf(n model.Node) string { return foldedCode + n.Lane + "/" + n.Group }

// together is what stands on all nodes of a group: firms and projects once each, and the status that most of them have.
func together(list []model.Node, states map[string]report.NodeState) report.NodeState {
	var out report.NodeState
	count := map[report.NodeStatus]int{}
	for _, n := range list {
		s := states[n.Code]
		count[s.Status]++
		out.Firms, out.Projects = append(out.Firms, s.Firms...), append(out.Projects, s.Projects...)
		out.Invest += s.Invest
		out.Enterprises, out.AboveScale = out.Enterprises+s.Enterprises, out.AboveScale+s.AboveScale
		out.Targets, out.Gap = out.Targets+s.Targets, out.Gap || s.Gap
	}
	var why []string
	for _, status := range []report.NodeStatus{report.Strong, report.Weak, report.ToFill, report.Blank, report.Unchecked} {
		if n := count[status]; n > 0 {
			why = append(why, string(status)+" "+strconv.Itoa(n))
			if n > count[out.Status] || out.Status == "" {
				out.Status = status
			}
		}
	}
	out.Why = strings.Join(why, "、")
	slices.SortFunc(out.Projects, func(a, b *model.Project) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	out.Projects = slices.CompactFunc(out.Projects, func(a, b *model.Project) bool { return a.ID == b.ID })
	return out
}

// foldedNote says at the foot of the page that not every node is seen; "" when all are.
func (d drawn) foldedNote() string {
	if !slices.ContainsFunc(d.shape.Nodes, func(n model.Node) bool { return isFolded(n.Code) }) {
		return ""
	}
	return "环节较多，先按组显示；点击一组展开"
}

// unfold opens a group.
func (s *Screen) unfold(code string) {
	if s.open == nil {
		s.open = map[string]bool{}
	}
	s.open[code] = true
	s.read()
}

// foldAll closes all groups again.
func (s *Screen) foldAll() {
	s.open = nil
	s.read()
}
