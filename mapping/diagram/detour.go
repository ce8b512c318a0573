package diagram

import "github.com/paulmach/orb"

// detour finds a right-angled way for link i around all boxes: the shortest on the lines beside them, with a turn
// costing as much as turnCost units of length.
func (s *sketch) detour(i int) []orb.Point {
	l := s.ltr(i)
	a, b := s.plan.Boxes[l.from], s.plan.Boxes[l.to]
	leave, reach := s.portsOf(i)
	start, out := gate(a, b, leave, 1)
	end, in := gate(b, a, reach, -1)
	p := newPen(start[0], start[1])
	way := newGrid(s.near(out, in), out, in).way(out, in)
	p.corners(cornerRadius, append(way, end)...)
	if s.kinds[i] == Back {
		return reversed(p.points)
	}
	return p.points
}

// portsOf is how far below the middles of their sides the ends of link i lie.
func (s *sketch) portsOf(i int) (leave, reach float64) {
	if chain := s.chains[i]; chain != nil {
		first := int(s.segment[i])
		return s.ports[first][0], s.ports[first+len(chain)-2][1]
	}
	for _, r := range s.band.risers {
		if r.link == i && !r.bottom {
			return r.port, r.port
		}
	}
	return 0, 0
}

const (
	turnCost  = 60
	clearance = 8  // of a detour from the boxes
	stub      = 14 // of an edge before it may turn
	manyBoxes = 250
)

// gate is where an edge passes the border of a box, and the point up to which it goes straight: right (side 1) or
// left of a box in a lane, above a box of the band, or below it when both ends are there.
func gate(b, other Box, port, side float64) (at, out orb.Point) {
	if b.Column < 0 {
		x := b.X + b.W/2
		if other.Column < 0 {
			return orb.Point{x, b.Y + b.H}, orb.Point{x, b.Y + b.H + stub}
		}
		return orb.Point{x, b.Y}, orb.Point{x, b.Y - stub}
	}
	x, y := b.X+b.W/2+side*b.W/2, b.Y+b.H/2+clamp(port, -b.H/2, b.H/2)
	return orb.Point{x, y}, orb.Point{x + side*stub, y}
}

// near lists the boxes that a detour between two points has to mind. A crowd beyond manyBoxes is cut down to those
// around the straight way.
func (s *sketch) near(a, b orb.Point) []orb.Bound {
	var out []orb.Bound
	around := orb.MultiPoint{a, b}.Bound().Pad(300)
	for _, box := range s.plan.Boxes {
		if len(s.plan.Boxes) <= manyBoxes || meets(box.Bound(), around) && len(out) < manyBoxes {
			out = append(out, box.Bound())
		}
	}
	return out
}
