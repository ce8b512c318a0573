package diagram

import (
	"math"

	"github.com/paulmach/orb"
)

// pin puts pinned boxes exactly where the user wants them. Boxes in their way step aside within their column, and
// edges that no longer meet their boxes or run through one find another way.
func (s *sketch) pin() {
	if !s.g.pinned() {
		return
	}
	loose := make([]bool, len(s.plan.Boxes)) // boxes that left their place in the layout
	for v, n := range s.g.Nodes {
		if n.Pinned != nil {
			b := &s.plan.Boxes[v]
			at := b.Center()
			loose[v] = math.Hypot(n.Pinned[0]-at[0], n.Pinned[1]-at[1]) > 1e-6
			b.X, b.Y = n.Pinned[0]-b.W/2, n.Pinned[1]-b.H/2
			s.y[v] = n.Pinned[1]
		}
	}
	s.stepAside(loose)
	s.route()
	s.mend(loose)
	for _, b := range s.plan.Boxes {
		s.plan.Bound = s.plan.Bound.Union(b.Bound().Pad(s.o.Padding))
	}
	for _, r := range s.plan.Routes {
		s.plan.Bound = s.plan.Bound.Union(r.Line().Bound())
	}
	s.plan.Groups = nil
	s.boundGroups()
}

// stepAside moves boxes that a pinned one covers to the nearest free height.
func (s *sketch) stepAside(loose []bool) {
	for v, n := range s.g.Nodes {
		if n.Pinned != nil || !s.blocked(v, s.plan.Boxes[v].Bound()) {
			continue
		}
		b := s.plan.Boxes[v]
		best, far := b.Y, math.Inf(1)
		for i, other := range s.plan.Boxes {
			if i == v || other.X > b.X+b.W || other.X+other.W < b.X {
				continue
			}
			for _, y := range [2]float64{other.Y - b.H - s.o.EdgeGap, other.Y + other.H + s.o.EdgeGap} {
				moved := b
				moved.Y = y
				if d := abs(y - b.Y); d < far && !s.blocked(v, moved.Bound()) {
					best, far = y, d
				}
			}
		}
		loose[v] = best != b.Y
		s.plan.Boxes[v].Y = best
		s.y[v] = best + b.H/2
	}
}

// blocked tells whether another box lies at the place for v.
func (s *sketch) blocked(v int, at orb.Bound) bool {
	for i, b := range s.plan.Boxes {
		if i != v && meets(at.Pad(s.o.EdgeGap/2), b.Bound()) {
			return true
		}
	}
	return false
}

// meets tells whether two areas share more than a border.
func meets(a, b orb.Bound) bool {
	return a.Min[0] < b.Max[0] && b.Min[0] < a.Max[0] && a.Min[1] < b.Max[1] && b.Min[1] < a.Max[1]
}

// mend draws those edges anew that a loose box spoiled.
func (s *sketch) mend(loose []bool) {
	for i, l := range s.links {
		if s.kinds[i] == Loop {
			continue
		}
		r := &s.plan.Routes[i]
		own := loose[l.from] || loose[l.to]
		if s.strayed(l.from, loose) || s.strayed(l.to, loose) || !s.joins(*r, l) || s.spoiled(*r, own, loose) {
			r.Points = s.detour(i)
		}
	}
}

// strayed tells whether a loose box has left its column, or the band, so that lines no longer find it.
func (s *sketch) strayed(v int32, loose []bool) bool {
	b := s.plan.Boxes[v]
	if !loose[v] || b.Column < 0 {
		return loose[v]
	}
	end := math.Inf(1)
	if b.Column+1 < len(s.columns) {
		end = s.columns[b.Column+1].from
	}
	return b.X < s.columns[b.Column].to || b.X+b.W > end
}

// joins tells whether the route still begins and ends at its boxes.
func (s *sketch) joins(r Route, l link) bool {
	from, to := s.plan.Boxes[l.from].Bound(), s.plan.Boxes[l.to].Bound()
	return from.Pad(1e-6).Contains(r.Points[0]) && to.Pad(1e-6).Contains(r.Points[len(r.Points)-1])
}

// spoiled tells whether the route runs through a loose box, or one with a loose end through any box.
func (s *sketch) spoiled(r Route, own bool, loose []bool) bool {
	line := r.Line()
	for v, b := range s.plan.Boxes {
		if !own && !loose[v] {
			continue
		}
		area := b.Bound().Pad(-0.01)
		for i := 1; i < len(line); i++ {
			if cuts(line[i-1], line[i], area) {
				return true
			}
		}
	}
	return false
}

// cuts tells whether the piece from a to b has a part inside the area (Liang and Barsky).
func cuts(a, b orb.Point, area orb.Bound) bool {
	from, to := 0.0, 1.0
	for axis := range 2 {
		d := b[axis] - a[axis]
		low, high := area.Min[axis]-a[axis], area.Max[axis]-a[axis]
		if abs(d) < 1e-12 {
			if low > 0 || high < 0 {
				return false
			}
			continue
		}
		t, u := low/d, high/d
		from, to = max(from, min(t, u)), min(to, max(t, u))
	}
	return from < to
}
