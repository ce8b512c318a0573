package raster

import (
	"math"

	"chainatlas/mapping"
)

// outline adds the outline of a line of distinct points. Normals point to the right of the way (x right, y down),
// half a width long; the right side is walked forwards and the left one back, so all pieces turn the same way round.
func (s *stroker) outline(pts []mapping.Pt, closed bool) {
	n := len(pts)
	if n < 2 {
		return
	}
	first := s.leg(pts[0], pts[1])
	was := first
	// What the sides of the segment before left open.
	right, left := pts[0].Add(was.normal), pts[0].Sub(was.normal)
	var start sides
	if closed {
		start = s.turn(pts[0], s.leg(pts[n-1], pts[0]), first)
		right, left = start.rightOut, start.leftOut
	} else {
		s.capEnd(pts[0], mapping.Pt{X: -first.normal.X, Y: -first.normal.Y})
	}
	for i := 1; i < n; i++ {
		p := pts[i]
		if i == n-1 && !closed {
			s.to.edge(p.Sub(was.normal), left)
			s.to.edge(right, p.Add(was.normal))
			s.capEnd(p, was.normal)
			return
		}
		var is leg
		if i < n-1 {
			is = s.leg(p, pts[i+1])
		} else {
			is = s.leg(p, pts[0])
		}
		t := s.turn(p, was, is)
		s.to.edge(t.leftIn, left)
		s.to.edge(right, t.rightIn)
		right, left, was = t.rightOut, t.leftOut, is
	}
	s.to.edge(start.leftIn, left)
	s.to.edge(right, start.rightIn)
}

// leg is a segment's length and its right-hand normal, half a width long.
type leg struct {
	normal mapping.Pt
	length float32
}

func (s *stroker) leg(a, b mapping.Pt) leg {
	dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
	l := float32(math.Sqrt(dx*dx + dy*dy))
	k := s.half / l
	return leg{mapping.Pt{X: float32(-dy) * k, Y: float32(dx) * k}, l}
}

// sides is where the two sides of the segments before and after a corner meet it.
type sides struct{ rightIn, rightOut, leftIn, leftOut mapping.Pt }

// turn adds the join at p between two segments.
func (s *stroker) turn(p mapping.Pt, before, after leg) sides {
	a, b := before.normal, after.normal
	square := s.half * s.half
	cos := (a.X*b.X + a.Y*b.Y) / square
	sin := (a.X*b.Y - a.Y*b.X) / square // positive: the way turns right, the left side is outside
	// The sides cross at p ± (a+b)/(1+cos), half·tan(θ/2) along the segments: inside, when these are long enough.
	room := s.half*abs(sin) < min(before.length, after.length)/2*(1+cos)
	if cos > s.gentle && room {
		m := corner(a, b, cos)
		return sides{p.Add(m), p.Add(m), p.Sub(m), p.Sub(m)}
	}
	t := sides{p.Add(a), p.Add(b), p.Sub(a), p.Sub(b)}
	s.inner(p, corner(a, b, cos), sin, room && cos > -0.95, &t)
	if sin > 0 {
		s.outer(p, mapping.Pt{X: -b.X, Y: -b.Y}, mapping.Pt{X: -a.X, Y: -a.Y}, cos)
	} else {
		s.outer(p, a, b, cos)
	}
	return t
}

// corner is where the sides with the normals a and b cross, seen from the corner of the line.
func corner(a, b mapping.Pt, cos float32) mapping.Pt {
	k := 1 / (1 + cos)
	return mapping.Pt{X: (a.X + b.X) * k, Y: (a.Y + b.Y) * k}
}

// gentlest is the cosine of the turns whose join cannot be told from a miter: its tip is half·(1/cos(θ/2)-1) out.
func gentlest(half float32) float32 {
	c := half / (half + tipFlatness)
	return 2*c*c - 1
}

const tipFlatness = 1.0 / 16 // pixels

// inner joins the inside of a corner: at m, where the two sides cross, or through the corner itself, which overlaps
// but leaves no hole.
func (s *stroker) inner(p, m mapping.Pt, sin float32, room bool, t *sides) {
	switch {
	case room && sin > 0:
		t.rightIn, t.rightOut = p.Add(m), p.Add(m)
	case room:
		t.leftIn, t.leftOut = p.Sub(m), p.Sub(m)
	case sin > 0:
		s.to.edge(t.rightIn, p)
		s.to.edge(p, t.rightOut)
	default:
		s.to.edge(t.leftOut, p)
		s.to.edge(p, t.leftIn)
	}
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}

// outer adds the outside of a corner from p+a to p+b.
func (s *stroker) outer(p, a, b mapping.Pt, cos float32) {
	switch {
	case s.join == mapping.RoundJoin:
		s.arc(p, a, b)
	case s.join == mapping.MiterJoin && 2 < miterLimit*miterLimit*(1+cos):
		m := p.Add(corner(a, b, cos))
		s.to.edge(p.Add(a), m)
		s.to.edge(m, p.Add(b))
	default:
		s.to.edge(p.Add(a), p.Add(b))
	}
}

// arc adds chords around p from p+a to p+b, a half turn at most and on the same side as a cap. It halves the angle
// until a chord lies within the flatness.
func (s *stroker) arc(p, a, b mapping.Pt) {
	dot := (a.X*b.X + a.Y*b.Y) / (s.half * s.half)
	// half·(1-cos(θ/2)) is how far the chord lies inside; cos(θ/2) = √((1+cos θ)/2).
	halfCos := float32(math.Sqrt(float64(max(1+dot, 0)) / 2))
	if !(s.half*(1-halfCos) >= arcFlatness) {
		s.to.edge(p.Add(a), p.Add(b))
		return
	}
	m := mapping.Pt{X: a.X + b.X, Y: a.Y + b.Y}
	if halfCos < 0.01 { // opposite ends: the middle is a quarter turn on
		m = mapping.Pt{X: a.Y, Y: -a.X}
	}
	k := s.half / float32(math.Sqrt(float64(m.X)*float64(m.X)+float64(m.Y)*float64(m.Y)))
	m = mapping.Pt{X: m.X * k, Y: m.Y * k}
	s.arc(p, a, m)
	s.arc(p, m, b)
}

// capEnd closes a line that ends at p and whose right-hand normal there is n: from p+n round to p-n.
func (s *stroker) capEnd(p, n mapping.Pt) {
	on := mapping.Pt{X: n.Y, Y: -n.X} // the way on
	switch s.cap {
	case mapping.RoundCap:
		s.arc(p, n, mapping.Pt{X: -n.X, Y: -n.Y})
	case mapping.SquareCap:
		a, b := p.Add(n), p.Sub(n)
		s.to.edge(a, a.Add(on))
		s.to.edge(a.Add(on), b.Add(on))
		s.to.edge(b.Add(on), b)
	default:
		s.to.edge(p.Add(n), p.Sub(n))
	}
}
