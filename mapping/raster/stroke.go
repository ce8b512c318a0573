package raster

import (
	"math"

	"chainatlas/mapping"
)

// stroker turns lines into edges of their outline, straight into the filler: the two sides of each segment, the
// joins between segments and the caps. Every piece turns the same way round, so that the non-zero rule makes one
// area of them and no hole shows where they overlap.
type stroker struct {
	to     *filler
	half   float32 // half the width
	gentle float32 // the cosine of turns that need no join
	cap    mapping.Cap
	join   mapping.Join
	visual mapping.Rect // beyond it nothing of the line is seen

	clean []mapping.Pt // the part without repeated and non-finite points
	run   []mapping.Pt // what of it is visible, without a gap
	dash  dasher
}

const (
	miterLimit  = 4         // length of a miter in half widths, as in SVG
	arcFlatness = 0.125     // pixels between an arc and its chords
	shortest    = 1e-3      // pixels; shorter segments have no direction worth drawing
	thinnest    = 1.0 / 512 // pixels; a thinner line leaves no trace
	widest      = 1 << 14
)

// stroke adds the outline of every part of p.
func (s *stroker) stroke(to *filler, p *mapping.Path, style mapping.Stroke) {
	s.to, s.half, s.cap, s.join = to, min(style.Width, widest)/2, style.Cap, style.Join
	s.gentle = gentlest(s.half)
	reach := s.half*miterLimit + 2
	b := to.box
	s.visual = mapping.Rect{
		Min: mapping.Pt{X: float32(b.x0), Y: float32(b.y0)},
		Max: mapping.Pt{X: float32(b.x1), Y: float32(b.y1)},
	}.Inset(-reach)
	s.dash.set(style.Dash)
	for i := range p.Len() {
		s.parts(p.Part(i), style.Closed)
	}
}

// parts strokes one part; a point that is no number breaks it.
func (s *stroker) parts(pts []mapping.Pt, closed bool) {
	from := 0
	for i, p := range pts {
		if !finite(p) {
			s.part(pts[from:i], false)
			from, closed = i+1, false
		}
	}
	s.part(pts[from:], closed)
}

func (s *stroker) part(pts []mapping.Pt, closed bool) {
	if len(pts) == 0 || s.hidden(pts) {
		return
	}
	s.clean = appendDistinct(s.clean[:0], pts)
	if closed && len(s.clean) > 1 && near(s.clean[0], s.clean[len(s.clean)-1]) {
		s.clean = s.clean[:len(s.clean)-1]
	}
	switch n := len(s.clean); {
	case n == 1:
		s.dot(s.clean[0])
	case s.allSeen():
		s.whole(closed && n > 2)
	default:
		s.seen(closed && n > 2)
	}
}

// hidden tells whether all points lie beyond one side of what is seen.
func (s *stroker) hidden(pts []mapping.Pt) bool {
	all := uint8(15)
	for _, p := range pts {
		if all &= s.side(p); all == 0 {
			return false
		}
	}
	return true
}

// side has a bit for each side of the visible box that p is beyond.
func (s *stroker) side(p mapping.Pt) (code uint8) {
	if p.X < s.visual.Min.X {
		code = 1
	} else if p.X > s.visual.Max.X {
		code = 2
	}
	if p.Y < s.visual.Min.Y {
		code |= 4
	} else if p.Y > s.visual.Max.Y {
		code |= 8
	}
	return code
}

func appendDistinct(to, pts []mapping.Pt) []mapping.Pt {
	for _, p := range pts {
		if n := len(to); n == 0 || !near(to[n-1], p) {
			to = append(to, p)
		}
	}
	return to
}

func near(a, b mapping.Pt) bool {
	d := a.Sub(b)
	return d.X < shortest && d.X > -shortest && d.Y < shortest && d.Y > -shortest
}

func (s *stroker) allSeen() bool {
	for _, p := range s.clean {
		if s.side(p) != 0 {
			return false
		}
	}
	return true
}

// whole strokes a part that is seen from end to end.
func (s *stroker) whole(closed bool) {
	if s.dash.on() {
		if closed {
			s.clean = append(s.clean, s.clean[0])
		}
		s.dash.begin(0)
		s.dash.cut(s, s.clean)
		return
	}
	s.outline(s.clean, closed)
}

// seen strokes only the segments that cross the visible box, and keeps the beat of the dashes over the rest. A
// solid ring is entered at a point outside, so that its seam, which has no join, is not seen.
func (s *stroker) seen(closed bool) {
	pts := s.clean
	start, n := 0, len(pts)-1
	if closed {
		n = len(pts)
	}
	for closed && !s.dash.on() && s.side(pts[start]) == 0 {
		start++
	}
	s.run = s.run[:0]
	var gone, runStart float64
	for i := range n {
		a, b := pts[(start+i)%len(pts)], pts[(start+i+1)%len(pts)]
		a64, b64, ok := s.crop(a, b)
		whole := math.Hypot(float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y))
		if !ok {
			gone += whole
			continue
		}
		if len(s.run) == 0 || s.run[len(s.run)-1] != a64 {
			s.flush(runStart)
			runStart = gone + math.Hypot(float64(a64.X)-float64(a.X), float64(a64.Y)-float64(a.Y))
			s.run = append(s.run, a64)
		}
		s.run = append(s.run, b64)
		gone += whole
	}
	s.flush(runStart)
}

// flush strokes the run; begun is how far along the part it begins.
func (s *stroker) flush(begun float64) {
	run := s.run
	s.run = s.run[:0]
	if len(run) < 2 {
		return
	}
	if s.dash.on() {
		s.dash.begin(begun)
		s.dash.cut(s, run)
		return
	}
	s.outline(run, false)
}

// crop returns the piece of a segment in the visible box. An end inside stays exactly as it is.
func (s *stroker) crop(a, b mapping.Pt) (mapping.Pt, mapping.Pt, bool) {
	ca, cb := s.side(a), s.side(b)
	if ca|cb == 0 {
		return a, b, true
	}
	if ca&cb != 0 {
		return a, b, false
	}
	x, y := float64(a.X), float64(a.Y)
	dx, dy := float64(b.X)-x, float64(b.Y)-y
	t0, t1 := 0.0, 1.0
	slab := func(from, d, lo, hi float64) {
		if d == 0 {
			return
		}
		u, v := (lo-from)/d, (hi-from)/d
		t0, t1 = max(t0, min(u, v)), min(t1, max(u, v))
	}
	slab(x, dx, float64(s.visual.Min.X), float64(s.visual.Max.X))
	slab(y, dy, float64(s.visual.Min.Y), float64(s.visual.Max.Y))
	if t0 >= t1 {
		return a, b, false
	}
	from, to := a, b
	if t0 > 0 {
		from = mapping.Pt{X: float32(x + t0*dx), Y: float32(y + t0*dy)}
	}
	if t1 < 1 {
		to = mapping.Pt{X: float32(x + t1*dx), Y: float32(y + t1*dy)}
	}
	return from, to, !near(from, to)
}

// dot is what a line of a single point looks like: nothing with butt caps.
func (s *stroker) dot(p mapping.Pt) {
	switch s.cap {
	case mapping.RoundCap:
		right := mapping.Pt{X: s.half}
		s.arc(p, right, mapping.Pt{X: -s.half})
		s.arc(p, mapping.Pt{X: -s.half}, right)
	case mapping.SquareCap:
		h := s.half
		s.poly(mapping.Pt{X: p.X - h, Y: p.Y - h}, mapping.Pt{X: p.X - h, Y: p.Y + h},
			mapping.Pt{X: p.X + h, Y: p.Y + h}, mapping.Pt{X: p.X + h, Y: p.Y - h})
	}
}

func (s *stroker) poly(pts ...mapping.Pt) {
	for i, p := range pts {
		s.to.edge(p, pts[(i+1)%len(pts)])
	}
}
