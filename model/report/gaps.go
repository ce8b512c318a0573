package report

import (
	"cmp"
	"slices"
	"strings"

	"chainatlas/model"
)

// Gap is a node that is empty or weak while somebody here would buy from it or sell to it; in a family, a company that
// has nothing here yet.
type Gap struct {
	Node      model.Node
	State     NodeState
	LinkType  model.LinkType // what would close it: 补链 for an empty node, 强链 for a weak one; "" in a family
	Buyers    []Neighbour    // local firms that would buy what is made on it
	Suppliers []Neighbour    // local firms that would sell to it
	Targets   []*model.Enterprise
	Leads     []*model.Project // those that would fill it, the furthest first
}

// Neighbour is a local firm on a node beside a gap, of this chain or another.
type Neighbour struct {
	Firm  *model.Enterprise
	Node  model.Node
	Chain string // the chain's name when it is another; "" for this one
}

// The link types that close a gap.
const (
	Fill       model.LinkType = "补链"
	Strengthen model.LinkType = "强链"
)

// Gaps lists the gaps of a chain, the most urgent first: by how many local firms buy from the node or sell to it, then by
// what is in negotiation there, then empty before weak. 未核 is never a gap. all are the chains whose nodes may be
// neighbours; the chain itself may be among them.
func Gaps(chain *model.Chain, all []*model.Chain, firms []*model.Enterprise, projects []*model.Project) []Gap {
	state := StateOf(chain, firms, projects)
	family := chain.ChainKind == model.FamilyChain
	near := nearOf(chain, all, firms, projects, state)
	var out []Gap
	for _, n := range chain.Nodes {
		g := Gap{Node: n, State: state.Nodes[n.Code]}
		if g.Buyers, g.Suppliers = near.buyers(n), near.suppliers(n); !g.counts(chain, family) {
			continue
		}
		g.Targets, g.Leads = targetsOn(g.State, chain, n), leadsOn(g.State)
		out = append(out, g)
	}
	slices.SortStableFunc(out, Gap.compare)
	return out
}

// counts tells whether the node is a gap, and sets what closes it.
func (g *Gap) counts(chain *model.Chain, family bool) bool {
	if family {
		return g.State.Gap
	}
	if len(g.Buyers)+len(g.Suppliers) == 0 || chain.Directory.IsZero() {
		return false
	}
	switch g.State.Status {
	case Weak:
		g.LinkType = Strengthen
	case Blank, ToFill:
		g.LinkType = Fill
	default:
		return false
	}
	return true
}

// Firms is how many different local firms stand beside the gap.
func (g Gap) Firms() int {
	seen := map[model.ID]bool{}
	for _, n := range append(slices.Clone(g.Buyers), g.Suppliers...) {
		seen[n.Firm.ID] = true
	}
	return len(seen)
}

func (g Gap) compare(h Gap) int {
	return cmp.Or(cmp.Compare(h.Firms(), g.Firms()), cmp.Compare(h.State.Talks, g.State.Talks), cmp.Compare(h.State.Invest, g.State.Invest),
		cmp.Compare(order(g.LinkType), order(h.LinkType)))
}

func order(l model.LinkType) int {
	if l == Strengthen {
		return 1
	}
	return 0
}

func targetsOn(s NodeState, chain *model.Chain, n model.Node) (out []*model.Enterprise) {
	for _, e := range s.Firms {
		if role, ok := e.Roles.On(chain.ID, n.Code); ok && role.Role == model.RoleTarget {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Enterprise) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// leadsOn lists the projects that may still fill a node, not what is landed already.
func leadsOn(s NodeState) (out []*model.Project) {
	for _, p := range s.Projects {
		if !p.Stage.AtLeast(model.StageOperating) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Project) int {
		return cmp.Or(cmp.Compare(b.Stage.Order(), a.Stage.Order()), strings.Compare(a.Name, b.Name))
	})
	return out
}

// near finds the local firms beside a node, on this chain and across chains.
type near struct {
	chain *model.Chain
	state map[string]NodeState // of this chain
	other map[string]beside    // nodes of other chains by code
	into  map[string][]string  // by the code of a node here: nodes of other chains that supply it
}

type beside struct {
	node  model.Node
	chain *model.Chain
	state NodeState
}

func nearOf(chain *model.Chain, all []*model.Chain, firms []*model.Enterprise, projects []*model.Project, own ChainState) near {
	out := near{chain, own.Nodes, map[string]beside{}, map[string][]string{}}
	for _, c := range all {
		if c.ID == chain.ID || c.ChainKind == model.FamilyChain {
			continue
		}
		state := StateOf(c, firms, projects)
		for _, n := range c.Nodes {
			out.other[n.Code] = beside{n, c, state.Nodes[n.Code]}
			for _, to := range n.Supplies {
				out.into[to] = append(out.into[to], n.Code)
			}
		}
	}
	return out
}

// buyers are the local firms on the nodes that the node supplies, here, in other chains, and beside its twins.
func (x near) buyers(n model.Node) []Neighbour {
	_, down := x.chain.Neighbours(n.Code)
	out := x.here(n, down)
	out = append(out, x.there(n, n.Supplies)...)
	for _, twin := range x.twins(n) {
		_, down := twin.chain.Neighbours(twin.node.Code)
		out = append(out, x.there(n, down)...)
	}
	return once(out)
}

// suppliers are the local firms on the nodes that supply the node.
func (x near) suppliers(n model.Node) []Neighbour {
	up, _ := x.chain.Neighbours(n.Code)
	out := x.here(n, up)
	out = append(out, x.there(n, x.into[n.Code])...)
	for _, twin := range x.twins(n) {
		up, _ := twin.chain.Neighbours(twin.node.Code)
		out = append(out, x.there(n, append(up, x.into[twin.node.Code]...))...)
	}
	return once(out)
}

func (x near) twins(n model.Node) (out []beside) {
	for _, code := range n.Same {
		if b, ok := x.other[code]; ok {
			out = append(out, b)
		}
	}
	return out
}

// here are the local firms on nodes of this chain, without those that stand on the gap itself.
func (x near) here(gap model.Node, codes []string) (out []Neighbour) {
	for _, code := range codes {
		if n, ok := x.chain.Node(code); ok {
			out = append(out, locals(x.state[code], x.state[gap.Code], x.chain, n, "")...)
		}
	}
	return out
}

func (x near) there(gap model.Node, codes []string) (out []Neighbour) {
	for _, code := range codes {
		if b, ok := x.other[code]; ok {
			out = append(out, locals(b.state, x.state[gap.Code], b.chain, b.node, b.chain.Name)...)
		}
	}
	return out
}

func locals(on, gap NodeState, chain *model.Chain, n model.Node, name string) (out []Neighbour) {
	for _, e := range on.Firms {
		if IsLocal(e, chain.ID, n.Code) && !slices.Contains(gap.Firms, e) {
			out = append(out, Neighbour{e, n, name})
		}
	}
	return out
}

// once keeps the first of every firm and node, ordered by the firms' names.
func once(in []Neighbour) (out []Neighbour) {
	type key struct {
		firm model.ID
		node string
	}
	seen := map[key]bool{}
	for _, n := range in {
		if k := (key{n.Firm.ID, n.Node.Code}); !seen[k] {
			seen[k] = true
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b Neighbour) int {
		return cmp.Or(strings.Compare(a.Firm.Name, b.Firm.Name), strings.Compare(a.Node.Code, b.Node.Code))
	})
	return out
}
