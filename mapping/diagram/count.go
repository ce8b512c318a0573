package diagram

import "github.com/paulmach/orb"

// count counts the crossings of the drawn routes: between columns by order, which is what the bends show, and for
// the few others by their lines.
func (s *sketch) count() {
	var c counter
	s.plan.Crossings = c.all(s.mesh)
	var special []int
	for i, r := range s.plan.Routes {
		if r.Kind == Support || r.Kind == Loop {
			special = append(special, i)
		}
	}
	if len(special) == 0 {
		return
	}
	lines := make([]drawn, len(s.plan.Routes))
	for i, r := range s.plan.Routes {
		lines[i] = newDrawn(r.Line())
	}
	for _, i := range special {
		for j, r := range s.plan.Routes {
			// Two special routes meet twice in these loops and count once.
			if twice := r.Kind == Support || r.Kind == Loop; !twice || j > i {
				s.plan.Crossings += lines[i].crossings(lines[j])
			}
		}
	}
}

// drawn is a line with its box.
type drawn struct {
	line  orb.LineString
	bound orb.Bound
}

func newDrawn(l orb.LineString) drawn { return drawn{l, l.Bound()} }

// crossings is how many pieces of two lines cross properly; touching is no crossing.
func (a drawn) crossings(b drawn) int {
	n := 0
	if !a.bound.Intersects(b.bound) {
		return 0
	}
	for i := 1; i < len(a.line); i++ {
		piece := orb.MultiPoint{a.line[i-1], a.line[i]}.Bound()
		if !piece.Intersects(b.bound) {
			continue
		}
		for j := 1; j < len(b.line); j++ {
			if properCrossing(a.line[i-1], a.line[i], b.line[j-1], b.line[j]) {
				n++
			}
		}
	}
	return n
}

func properCrossing(a, b, c, d orb.Point) bool {
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}
