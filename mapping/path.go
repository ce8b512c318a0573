package mapping

import (
	"math"
	"slices"
)

// Pt is a place on a drawing, in pixels of the viewport, x to the right and y down.
type Pt struct{ X, Y float32 }

// Add returns p moved by q.
func (p Pt) Add(q Pt) Pt { return Pt{p.X + q.X, p.Y + q.Y} }

// Sub returns p seen from q.
func (p Pt) Sub(q Pt) Pt { return Pt{p.X - q.X, p.Y - q.Y} }

// Rect is an upright box in pixels, Min inside and Max outside.
type Rect struct{ Min, Max Pt }

// R makes a Rect from its corner and size.
func R(x, y, w, h float32) Rect { return Rect{Pt{x, y}, Pt{x + w, y + h}} }

// W is the width in pixels.
func (r Rect) W() float32 { return r.Max.X - r.Min.X }

// H is the height in pixels.
func (r Rect) H() float32 { return r.Max.Y - r.Min.Y }

// Center is the middle of the box.
func (r Rect) Center() Pt { return Pt{(r.Min.X + r.Max.X) / 2, (r.Min.Y + r.Max.Y) / 2} }

// Contains tells whether p lies in the box.
func (r Rect) Contains(p Pt) bool {
	return p.X >= r.Min.X && p.X < r.Max.X && p.Y >= r.Min.Y && p.Y < r.Max.Y
}

// Overlaps tells whether the two boxes share a pixel.
func (r Rect) Overlaps(s Rect) bool {
	return r.Min.X < s.Max.X && s.Min.X < r.Max.X && r.Min.Y < s.Max.Y && s.Min.Y < r.Max.Y
}

// Inset returns the box made smaller by d on every side (larger when d is negative).
func (r Rect) Inset(d float32) Rect {
	return Rect{Pt{r.Min.X + d, r.Min.Y + d}, Pt{r.Max.X - d, r.Max.Y - d}}
}

// Union returns the smallest box around both; an empty box adds nothing.
func (r Rect) Union(s Rect) Rect {
	if r.Empty() {
		return s
	}
	if s.Empty() {
		return r
	}
	return Rect{
		Pt{min(r.Min.X, s.Min.X), min(r.Min.Y, s.Min.Y)},
		Pt{max(r.Max.X, s.Max.X), max(r.Max.Y, s.Max.Y)},
	}
}

// Empty tells whether the box holds no pixel.
func (r Rect) Empty() bool { return r.Max.X <= r.Min.X || r.Max.Y <= r.Min.Y }

// Path is a list of lines or rings in pixels, kept in one flat array so that drawing walks memory once.
// The zero value is an empty path.
type Path struct {
	pts  []Pt
	ends []int // index after the last point of each part
}

// MoveTo begins a new part at p.
func (p *Path) MoveTo(x, y float32) {
	p.pts = append(p.pts, Pt{x, y})
	p.ends = append(p.ends, len(p.pts))
}

// LineTo goes on from the last point of the current part.
func (p *Path) LineTo(x, y float32) {
	if len(p.ends) == 0 {
		p.MoveTo(x, y)
		return
	}
	p.pts = append(p.pts, Pt{x, y})
	p.ends[len(p.ends)-1] = len(p.pts)
}

// CubeTo adds a cubic Bézier curve from the last point, flattened to within a quarter of a pixel.
func (p *Path) CubeTo(b, c, d Pt) { p.cubeTo(b, c, d, 0.25) }

func (p *Path) cubeTo(b, c, d Pt, tolerance float64) {
	if len(p.pts) == 0 {
		p.MoveTo(b.X, b.Y)
	}
	a := p.pts[len(p.pts)-1]
	// The second difference bounds the distance between curve and chord: n segments err by dev/(8n²)·6.
	dev := max(hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y), hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y))
	n := int(math.Ceil(math.Sqrt(float64(dev) * 6 / 8 / tolerance)))
	n = min(max(n, 1), 64)
	for i := 1; i <= n; i++ {
		t := float32(i) / float32(n)
		u := 1 - t
		p.LineTo(
			u*u*u*a.X+3*u*u*t*b.X+3*u*t*t*c.X+t*t*t*d.X,
			u*u*u*a.Y+3*u*u*t*b.Y+3*u*t*t*c.Y+t*t*t*d.Y)
	}
}

func hypot(x, y float32) float32 { return float32(math.Hypot(float64(x), float64(y))) }

// Line adds one part with the given points.
func (p *Path) Line(pts ...Pt) {
	if len(pts) == 0 {
		return
	}
	p.pts = append(p.pts, pts...)
	p.ends = append(p.ends, len(p.pts))
}

// Rect adds an upright box as one ring.
func (p *Path) Rect(r Rect) {
	p.Line(r.Min, Pt{r.Max.X, r.Min.Y}, r.Max, Pt{r.Min.X, r.Max.Y})
}

// Reset empties the path and keeps its memory.
func (p *Path) Reset() { p.pts, p.ends = p.pts[:0], p.ends[:0] }

// Len is the number of parts.
func (p *Path) Len() int { return len(p.ends) }

// Part returns the points of part i; the slice belongs to the path.
func (p *Path) Part(i int) []Pt {
	from := 0
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.pts[from:p.ends[i]]
}

// Bounds is the box around all points.
func (p *Path) Bounds() Rect {
	if len(p.pts) == 0 {
		return Rect{}
	}
	r := Rect{p.pts[0], p.pts[0]}
	for _, q := range p.pts[1:] {
		r.Min.X, r.Min.Y = min(r.Min.X, q.X), min(r.Min.Y, q.Y)
		r.Max.X, r.Max.Y = max(r.Max.X, q.X), max(r.Max.Y, q.Y)
	}
	return r
}

// Points returns all points of all parts; the slice belongs to the path.
func (p *Path) Points() []Pt { return p.pts }

// Append adds all parts of q.
func (p *Path) Append(q *Path) {
	n := len(p.pts)
	p.pts = append(p.pts, q.pts...)
	for _, e := range q.ends {
		p.ends = append(p.ends, n+e)
	}
}

// Clone returns a copy that shares no memory.
func (p *Path) Clone() *Path {
	return &Path{pts: slices.Clone(p.pts), ends: slices.Clone(p.ends)}
}

// Contains tells whether q lies inside the rings by the even-odd rule.
func (p *Path) Contains(q Pt) bool {
	in := false
	for i := range p.Len() {
		pts := p.Part(i)
		a := pts[len(pts)-1]
		for _, b := range pts {
			if (a.Y > q.Y) != (b.Y > q.Y) && q.X < a.X+(q.Y-a.Y)*(b.X-a.X)/(b.Y-a.Y) {
				in = !in
			}
			a = b
		}
	}
	return in
}

// Distance is how far q lies from the lines of the path, in pixels. Closed parts are joined at their ends; an empty
// path is infinitely far.
func (p *Path) Distance(q Pt, closed bool) float32 {
	best := float32(math.Inf(1))
	for i := range p.Len() {
		pts := p.Part(i)
		a := pts[0]
		if closed {
			a = pts[len(pts)-1]
		}
		for _, b := range pts {
			best = min(best, segmentDistance(q, a, b))
			a = b
		}
	}
	return best
}

func segmentDistance(q, a, b Pt) float32 {
	d, to := b.Sub(a), q.Sub(a)
	t := float32(0)
	if l := d.X*d.X + d.Y*d.Y; l > 0 {
		t = min(max((to.X*d.X+to.Y*d.Y)/l, 0), 1)
	}
	return hypot(to.X-t*d.X, to.Y-t*d.Y)
}
