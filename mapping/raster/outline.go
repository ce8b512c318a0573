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
	first := s.normal(pts[0], pts[1])
	was := first
	// What the sides of the segment before left open.
	right, left := pts[0].Add(was), pts[0].Sub(was)
	var start sides
	if closed {
		last := s.normal(pts[n-1], pts[0])
		start = s.turn(pts[0], last, first, length(pts[n-1], pts[0]), length(pts[0], pts[1]))
		right, left = start.rightOut, start.leftOut
	} else {
		s.capEnd(pts[0], mapping.Pt{X: -first.X, Y: -first.Y})
	}
	for i := 1; i < n; i++ {
		p := pts[i]
		if i == n-1 && !closed {
			s.to.edge(p.Sub(was), left)
			s.to.edge(right, p.Add(was))
			s.capEnd(p, was)
			return
		}
		next := pts[(i+1)%n]
		is := s.normal(p, next)
		t := s.turn(p, was, is, length(pts[i-1], p), length(p, next))
		s.to.edge(t.leftIn, left)
		s.to.edge(right, t.rightIn)
		right, left, was = t.rightOut, t.leftOut, is
	}
	s.to.edge(start.leftIn, left)
	s.to.edge(right, start.rightIn)
}

// sides is where the two sides of the segments before and after a corner meet it.
type sides struct{ rightIn, rightOut, leftIn, leftOut mapping.Pt }

// normal is the right-hand normal of the way from a to b, half a width long.
func (s *stroker) normal(a, b mapping.Pt) mapping.Pt {
	dx, dy := b.X-a.X, b.Y-a.Y
	k := s.half / float32(math.Sqrt(float64(dx)*float64(dx)+float64(dy)*float64(dy)))
	return mapping.Pt{X: -dy * k, Y: dx * k}
}

func length(a, b mapping.Pt) float32 {
	dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
	return float32(math.Sqrt(dx*dx + dy*dy))
}

// turn adds the join at p, where the normal changes from a to b.
func (s *stroker) turn(p, a, b mapping.Pt, before, after float32) sides {
	t := sides{p.Add(a), p.Add(b), p.Sub(a), p.Sub(b)}
	square := s.half * s.half
	cos := (a.X*b.X + a.Y*b.Y) / square
	sin := (a.X*b.Y - a.Y*b.X) / square // positive: the way turns right, the left side is outside
	if cos > 0.9999 {
		s.to.edge(t.rightIn, t.rightOut)
		s.to.edge(t.leftOut, t.leftIn)
		return t
	}
	s.inner(p, a, b, cos, sin, min(before, after), &t)
	if sin > 0 {
		s.outer(p, mapping.Pt{X: -b.X, Y: -b.Y}, mapping.Pt{X: -a.X, Y: -a.Y}, cos)
	} else {
		s.outer(p, a, b, cos)
	}
	return t
}

// inner joins the inside of a corner: where the two sides cross, when the segments are long enough to reach that
// point, else through the corner itself, which overlaps but leaves no hole.
func (s *stroker) inner(p, a, b mapping.Pt, cos, sin, room float32, t *sides) {
	// The sides cross at p ± (a+b)/(1+cos), half·tan(θ/2) along the segments.
	if tan := abs(sin) / (1 + cos); cos > -0.95 && s.half*tan < room/2 {
		k := 1 / (1 + cos)
		m := mapping.Pt{X: (a.X + b.X) * k, Y: (a.Y + b.Y) * k}
		if sin > 0 {
			t.rightIn, t.rightOut = p.Add(m), p.Add(m)
		} else {
			t.leftIn, t.leftOut = p.Sub(m), p.Sub(m)
		}
		return
	}
	if sin > 0 {
		s.to.edge(t.rightIn, p)
		s.to.edge(p, t.rightOut)
		return
	}
	s.to.edge(t.leftOut, p)
	s.to.edge(p, t.leftIn)
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
		k := 1 / (1 + cos)
		m := mapping.Pt{X: p.X + (a.X+b.X)*k, Y: p.Y + (a.Y+b.Y)*k}
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
