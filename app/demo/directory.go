package demo

import (
	"slices"

	"chainatlas/model"
)

// standing is how well a node of a chain is filled by the invented directory.
type standing int

const (
	led     standing = iota // a 链主 and a 规上 firm
	scaled                  // a 规上 firm
	small                   // a firm that is not 规上
	empty                   // no firm; projects may be under way
	vacated                 // nobody at all
)

// pattern mixes the standings so that a chain shows all of them; what flows through the middle of a chain is never vacated.
var pattern = [...]standing{led, empty, small, scaled, vacated, scaled, empty, small, empty, scaled, vacated}

// standingOf is how the directory fills node i of chain c.
func standingOf(c *model.Chain, i int) standing {
	s := pattern[(i*4+len(c.Nodes))%len(pattern)]
	if s == vacated && c.Nodes[i].Lane == model.Lanes[1] {
		return scaled
	}
	return s
}

// settled is the first node from i on where something invented may stand.
func settled(c *model.Chain, i int) model.Node {
	for standingOf(c, i%len(c.Nodes)) == vacated {
		i++
	}
	return c.Nodes[i%len(c.Nodes)]
}

// directory makes up a list of local firms (T14), on the nodes where they belong, and a few that wait for their place.
func (v *inventor) directory(put func(model.Record) error) error {
	n := 0
	for _, c := range v.chains {
		for i, node := range c.Nodes {
			for _, e := range v.locals(c, node, standingOf(c, i), &n) {
				if err := put(e); err != nil {
					return err
				}
			}
		}
	}
	for range unplaced {
		if err := put(v.waiting(&n)); err != nil {
			return err
		}
	}
	return nil
}

// unplaced is how many firms of the directory stand on no chain yet.
const unplaced = 6

func (v *inventor) locals(c *model.Chain, node model.Node, s standing, n *int) (out []*model.Enterprise) {
	add := func(role model.RoleName, above model.YesNo) {
		e := v.local(node, n)
		e.AboveScale = above
		if above == model.Yes {
			e.FourUp = "规模以上工业"
		}
		e.Roles = model.Roles{{Chain: model.LinkTo(c), Node: node.Ref(), Role: role}}
		out = append(out, e)
	}
	switch s {
	case led:
		add(model.RoleLeader, model.Yes)
		add(model.RoleSupporter, model.Yes)
	case scaled:
		add(model.RoleKey, model.Yes)
	case small:
		add(model.RoleSupporter, model.No)
	}
	return out
}

// local makes up a firm that makes what a node is about. Negative numbers keep its id apart from those of investors.
func (v *inventor) local(node model.Node, n *int) *model.Enterprise {
	e := &model.Enterprise{Base: v.base(model.KindEnterprise, -1-*n, "示例"+stem(*n)+product(node.Name)+"公司"), FirmKind: "民营企业", Local: model.Yes}
	*n++
	e.Street, e.Place = pick(v, v.streets), "本区"
	e.Products = model.Words{product(node.Name)}
	e.Staff = model.Measured(float64(10*(2+v.chance.IntN(60))), "人")
	e.Location = v.spot()
	return e
}

// waiting is a local firm of which only the industry is known, so that its place can be proposed.
func (v *inventor) waiting(n *int) *model.Enterprise {
	c := v.chains[*n%len(v.chains)]
	i := slices.IndexFunc(c.Nodes, func(node model.Node) bool { return len(node.Industries) > 0 })
	node := c.Nodes[max(i, 0)]
	e := v.local(node, n)
	if i >= 0 {
		e.Industry = node.Industries[0]
	}
	e.AboveScale = model.No
	return e
}
