package mapping

import "math"

// sight turns the points of one feature into pixels of a viewport. Arithmetic is float64 until a point is in view:
// at street zoom a province is millions of pixels wide.
type sight struct {
	ox, oy float64 // the feature's origin in pixels
	sx, sy float64 // pixels per plane unit
	view   box64   // the picture and a margin
	a, b   []pt64  // a ring between two clippings
}

type pt64 struct{ x, y float64 }

type box64 struct{ minX, minY, maxX, maxY float64 }

// sightOf looks at feature i; margin is how far beyond the picture something may still show, in pixels.
func (g *Geometry) sightOf(i int, v Viewport, margin float32, keep *sight) {
	f := g.features[i]
	m := float64(margin)
	keep.sx, keep.sy = v.Scale, -v.Scale
	if v.YDown {
		keep.sy = v.Scale
	}
	keep.ox = (f.origin[0]-v.Center[0])*keep.sx + float64(v.W)/2
	keep.oy = (f.origin[1]-v.Center[1])*keep.sy + float64(v.H)/2
	keep.view = box64{-m, -m, float64(v.W) + m, float64(v.H) + m}
}

func (s *sight) at(o offset) pt64 {
	return pt64{s.ox + float64(o.x)*s.sx, s.oy + float64(o.y)*s.sy}
}

func (p pt64) px() Pt { return Pt{float32(p.x), float32(p.y)} }

// box turns a chunk's box into pixels.
func (s *sight) box(c chunk) box64 {
	p, q := s.at(offset{c.minX, c.minY}), s.at(offset{c.maxX, c.maxY})
	return box64{min(p.x, q.x), min(p.y, q.y), max(p.x, q.x), max(p.y, q.y)}
}

// sides has a bit for each side of the view that the whole box is beyond.
func (b box64) sides(view box64) (code uint8) {
	if b.maxX < view.minX {
		code = 1
	} else if b.minX > view.maxX {
		code = 2
	}
	if b.maxY < view.minY {
		code |= 4
	} else if b.minY > view.maxY {
		code |= 8
	}
	return code
}

func (b box64) in(view box64) bool {
	return b.minX >= view.minX && b.maxX <= view.maxX && b.minY >= view.minY && b.maxY <= view.maxY
}

func (p pt64) box() box64 { return box64{p.x, p.y, p.x, p.y} }

// Seen is how many features a viewport shows, and how many of their points are left at its scale.
func (g *Geometry) Seen(v Viewport) (features, vertices int) {
	l := g.level(v, 0)
	g.each(v, 0, func(i int) {
		features++
		for _, p := range l.parts[l.first[i]:l.first[i+1]] {
			vertices += int(p.to - p.from)
		}
	})
	return features, vertices
}

// chunksOf returns the boxes of a part.
func (l *level) chunksOf(p part) []chunk {
	return l.chunks[p.chunk : p.chunk+p.chunkCount()]
}

// rings adds the rings of feature i that are in view, cut to it.
func (l *level) rings(i int, s *sight, to *Path) {
	for _, p := range l.parts[l.first[i]:l.first[i+1]] {
		if p.closed {
			l.ring(p, s, to)
		}
	}
}

func (l *level) ring(p part, s *sight, to *Path) {
	pts, chunks := l.pts[p.from:p.to], l.chunksOf(p)
	all, inside := uint8(15), true
	for _, c := range chunks {
		b := s.box(c)
		all &= b.sides(s.view)
		inside = inside && b.in(s.view)
	}
	switch {
	case all != 0: // beyond one side of the view
	case inside:
		for j, o := range pts {
			add(to, j == 0, s.at(o).px())
		}
	default:
		s.cut(pts, chunks)
		for j, q := range s.a {
			add(to, j == 0, q.px())
		}
	}
}

func add(to *Path, first bool, p Pt) {
	if first {
		to.MoveTo(p.X, p.Y)
		return
	}
	to.LineTo(p.X, p.Y)
}

// cut clips a ring to the view into s.a. A stretch beyond one side is as good as the line between its ends.
func (s *sight) cut(pts []offset, chunks []chunk) {
	s.a = s.a[:0]
	for i, c := range chunks {
		stretch := pts[i*chunkLen : min((i+1)*chunkLen, len(pts))]
		if s.box(c).sides(s.view) != 0 {
			s.a = append(s.a, s.at(stretch[0]), s.at(stretch[len(stretch)-1]))
			continue
		}
		for _, o := range stretch {
			s.a = append(s.a, s.at(o))
		}
	}
	s.clip(func(p pt64) float64 { return p.x - s.view.minX })
	s.clip(func(p pt64) float64 { return s.view.maxX - p.x })
	s.clip(func(p pt64) float64 { return p.y - s.view.minY })
	s.clip(func(p pt64) float64 { return s.view.maxY - p.y })
}

// clip keeps the part of the ring s.a where inside is positive (Sutherland and Hodgman's way).
func (s *sight) clip(inside func(pt64) float64) {
	s.b = s.b[:0]
	if len(s.a) == 0 {
		return
	}
	p := s.a[len(s.a)-1]
	dp := inside(p)
	for _, q := range s.a {
		dq := inside(q)
		if (dp < 0) != (dq < 0) {
			t := dp / (dp - dq)
			s.b = append(s.b, pt64{p.x + (q.x-p.x)*t, p.y + (q.y-p.y)*t})
		}
		if dq >= 0 {
			s.b = append(s.b, q)
		}
		p, dp = q, dq
	}
	s.a, s.b = s.b, s.a
}

// lines adds the parts of feature i that are in view. Whole keeps them in one piece, for dashes that must keep their
// beat; else only the segments in view are added, cut well outside it.
func (l *level) lines(i int, s *sight, whole bool, to *Path) {
	for _, p := range l.parts[l.first[i]:l.first[i+1]] {
		pts, chunks := l.pts[p.from:p.to], l.chunksOf(p)
		all, inside := uint8(15), true
		for _, c := range chunks {
			b := s.box(c)
			all &= b.sides(s.view)
			inside = inside && b.in(s.view)
		}
		switch {
		case all != 0:
		case inside || whole:
			s.line(pts, p.closed, whole, to)
		default:
			s.segments(pts, chunks, p.closed, to)
		}
	}
}

func (s *sight) line(pts []offset, closed, dashed bool, to *Path) {
	for j, o := range pts {
		add(to, j == 0, s.at(o).px())
	}
	if closed {
		add(to, false, s.at(pts[0]).px())
	}
	if closed && !dashed { // a step on, so that the seam has its join
		add(to, false, s.at(pts[1]).px())
	}
}

func (s *sight) segments(pts []offset, chunks []chunk, closed bool, to *Path) {
	open := false // the path ends at the segment's first point
	for i, c := range chunks {
		if s.box(c).sides(s.view) != 0 {
			open = false
			continue
		}
		for j := i * chunkLen; j < min((i+1)*chunkLen, len(pts)); j++ {
			if j+1 < len(pts) {
				open = s.segment(s.at(pts[j]), s.at(pts[j+1]), open, to)
			}
		}
	}
	if closed { // and a step on, so that the seam has its join
		open = s.segment(s.at(pts[len(pts)-1]), s.at(pts[0]), open, to)
		s.segment(s.at(pts[0]), s.at(pts[1]), open, to)
	}
}

// segment adds what is in view of the way from p to q, and tells whether the path now ends at q.
func (s *sight) segment(p, q pt64, open bool, to *Path) bool {
	if p.box().sides(s.view)&q.box().sides(s.view) != 0 {
		return false
	}
	a, b := s.near(p, q), s.near(q, p)
	if !open || a != p {
		to.MoveTo(float32(a.x), float32(a.y))
	}
	to.LineTo(float32(b.x), float32(b.y))
	return b == q
}

// farOut is how many pixels a float32 places to a hundredth; ends beyond are moved in along their segment.
const farOut = 50_000

func (s *sight) near(p, other pt64) pt64 {
	limit := box64{s.view.minX - farOut, s.view.minY - farOut, s.view.maxX + farOut, s.view.maxY + farOut}
	t := 0.0
	reach := func(v, o, lo, hi float64) {
		if v < lo && o > v {
			t = max(t, (lo-v)/(o-v))
		} else if v > hi && o < v {
			t = max(t, (v-hi)/(v-o))
		}
	}
	reach(p.x, other.x, limit.minX, limit.maxX)
	reach(p.y, other.y, limit.minY, limit.maxY)
	if t == 0 {
		return p
	}
	t = math.Min(t, 1)
	return pt64{p.x + (other.x-p.x)*t, p.y + (other.y-p.y)*t}
}
