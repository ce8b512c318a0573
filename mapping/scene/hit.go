package scene

import (
	"math"

	"chainatlas/mapping"
)

// reach is how far beside a line a pointer still means it, in pixels.
const reach = 3

// Hit returns the innermost named group of the topmost thing painted at p. Decoration (groups without an id) belongs
// to the group around it, and is looked through where there is none.
func (s *Scene) Hit(p mapping.Pt) (mapping.Group, bool) {
	return s.hit(s.root.inside, p, mapping.Group{})
}

func (s *Scene) hit(nodes []node, p mapping.Pt, in mapping.Group) (mapping.Group, bool) {
	for i := len(nodes) - 1; i >= 0; i-- {
		n := &nodes[i]
		switch {
		case n.kind == groupCall:
			g := in
			if n.group.ID != "" {
				g = n.group
			}
			if found, ok := s.hit(n.inside, p, g); ok {
				return found, true
			}
		case n.kind == clipCall:
			if !n.box.Contains(p) {
				continue
			}
			if found, ok := s.hit(n.inside, p, in); ok {
				return found, true
			}
		case in.ID != "" && s.paints(n, p):
			return in, true
		}
	}
	return mapping.Group{}, false
}

// paints tells whether a call leaves ink at p.
func (s *Scene) paints(n *node, p mapping.Pt) bool {
	switch n.kind {
	case fillCall:
		return n.fill.Visible() && n.path.Contains(p)
	case strokeCall:
		near := max(n.stroke.Width/2, reach)
		return n.stroke.Color.A > 0 && n.path.Distance(p, n.stroke.Closed) <= near
	case textCall:
		return n.text.Color.A > 0 && n.text.Box(s.measurer()).Contains(p)
	case imageCall:
		return n.box.Contains(p) && opaque(n, p)
	}
	return false
}

func (s *Scene) measurer() mapping.Measurer {
	if s.Measurer == nil {
		return mapping.RoughMeasurer{}
	}
	return s.Measurer
}

// opaque tells whether the picture has any colour under p: a round marker is not hit in its corners.
func opaque(n *node, p mapping.Pt) bool {
	b := n.image.Bounds()
	x := b.Min.X + int(math.Floor(float64((p.X-n.box.Min.X)/n.box.W())*float64(b.Dx())))
	y := b.Min.Y + int(math.Floor(float64((p.Y-n.box.Min.Y)/n.box.H())*float64(b.Dy())))
	_, _, _, a := n.image.At(x, y).RGBA()
	return a > 0
}
