package mapping

import (
	"math"

	"github.com/paulmach/orb"
)

// AreaStyle is how an area looks. Widths are logical pixels.
type AreaStyle struct {
	Fill    Fill
	Outline Stroke
}

// AreaLayer draws areas: first all fills, in their order, then all outlines, so that no neighbour covers half a line.
type AreaLayer struct {
	Title  string
	Areas  *Geometry
	Style  AreaStyle                   // of every area, unless Of is set
	Groups []Group                     // what each area stands for; may be nil
	Of     func(feature int) AreaStyle // the style of one area; may be nil
}

// Name is the layer's title.
func (l *AreaLayer) Name() string { return l.Title }

// Local implements Local.
func (l *AreaLayer) Local() {}

// Bound is the box around all areas.
func (l *AreaLayer) Bound() orb.Bound { return l.Areas.Bound() }

// Draw paints what the viewport sees.
func (l *AreaLayer) Draw(c Canvas, v Viewport) {
	margin := outlineMargin(l.Style.Outline, v)
	lv := l.Areas.level(v, margin)
	var s sight
	var p Path
	l.Areas.each(v, 2, func(i int) {
		f := l.styleOf(i).Fill
		if !f.Visible() {
			return
		}
		f.Unit = v.Unit()
		p.Reset()
		l.Areas.sightOf(i, v, 2, &s)
		if lv.rings(i, &s, &p); p.Len() > 0 {
			named(c, l.Groups, i, func() { c.Fill(&p, f) })
		}
	})
	l.Areas.each(v, margin, func(i int) {
		drawLine(c, v, l.Areas, lv, i, l.styleOf(i).Outline, &s, &p)
	})
}

func (l *AreaLayer) styleOf(i int) AreaStyle {
	if l.Of != nil {
		return l.Of(i)
	}
	return l.Style
}

// Hit returns the topmost area around p.
func (l *AreaLayer) Hit(v Viewport, p Pt) (Group, bool) {
	q := v.Plane(p)
	for i := len(l.Groups) - 1; i >= 0; i-- {
		if l.Groups[i].ID != "" && l.Areas.Contains(i, q) {
			return l.Groups[i], true
		}
	}
	return Group{}, false
}

// LineLayer draws lines one after the other.
type LineLayer struct {
	Title  string
	Lines  *Geometry
	Style  Stroke                   // of every line, unless Of is set
	Groups []Group                  // what each line stands for; may be nil
	Of     func(feature int) Stroke // the style of one line; may be nil
}

// Name is the layer's title.
func (l *LineLayer) Name() string { return l.Title }

// Local implements Local.
func (l *LineLayer) Local() {}

// Bound is the box around all lines.
func (l *LineLayer) Bound() orb.Bound { return l.Lines.Bound() }

// Draw paints what the viewport sees.
func (l *LineLayer) Draw(c Canvas, v Viewport) {
	margin := outlineMargin(l.Style, v)
	lv := l.Lines.level(v, margin)
	var s sight
	var p Path
	l.Lines.each(v, margin, func(i int) {
		named(c, l.Groups, i, func() { drawLine(c, v, l.Lines, lv, i, l.styleOf(i), &s, &p) })
	})
}

func (l *LineLayer) styleOf(i int) Stroke {
	if l.Of != nil {
		return l.Of(i)
	}
	return l.Style
}

// lineReach is how far beside a line a pointer still means it, in logical pixels.
const lineReach = 4

// Hit returns the topmost line within reach of p.
func (l *LineLayer) Hit(v Viewport, p Pt) (Group, bool) {
	q := v.Plane(p)
	for i := len(l.Groups) - 1; i >= 0; i-- {
		reach := max(l.styleOf(i).Width/2, lineReach) * v.Unit()
		if l.Groups[i].ID != "" && l.Lines.Distance(i, q, float64(reach)/v.Scale) <= float64(reach)/v.Scale {
			return l.Groups[i], true
		}
	}
	return Group{}, false
}

func outlineMargin(s Stroke, v Viewport) float32 { return max(s.Width, 8)*2*v.Unit() + 2 }

// named draws in the group of feature i, when it has one.
func named(c Canvas, groups []Group, i int, draw func()) {
	if i < len(groups) && groups[i] != (Group{}) {
		c.Group(groups[i], draw)
		return
	}
	draw()
}

func drawLine(c Canvas, v Viewport, g *Geometry, lv *level, i int, st Stroke, s *sight, p *Path) {
	if st.Color.A == 0 || !(st.Width > 0) {
		return
	}
	p.Reset()
	g.sightOf(i, v, outlineMargin(st, v), s)
	lv.lines(i, s, len(st.Dash) > 0, p)
	if p.Len() > 0 {
		c.Stroke(p, st.times(v.Unit()))
	}
}

// times is the stroke with its lengths multiplied by the pixels of a logical pixel.
func (s Stroke) times(unit float32) Stroke {
	if unit == 1 {
		return s
	}
	s.Width *= unit
	dash := make([]float32, len(s.Dash))
	for i, d := range s.Dash {
		dash[i] = d * unit
	}
	s.Dash = dash
	return s
}

// specks is the size in pixels below which a feature leaves no trace.
const specks = 0.05

// each calls draw for every feature that reaches into the view.
func (g *Geometry) each(v Viewport, margin float32, draw func(i int)) {
	b := v.Bound().Pad(float64(margin) / v.Scale)
	small := specks / v.Scale
	for i := range g.features {
		f := &g.features[i].bound
		if f.Max[0] < b.Min[0] || f.Min[0] > b.Max[0] || f.Max[1] < b.Min[1] || f.Min[1] > b.Max[1] || f.Max[0] < f.Min[0] {
			continue
		}
		if f.Max[0]-f.Min[0] < small && f.Max[1]-f.Min[1] < small {
			continue
		}
		draw(i)
	}
}

// Contains tells whether q, in plane coordinates, lies in the rings of feature i (even-odd).
func (g *Geometry) Contains(i int, q orb.Point) bool {
	f := &g.features[i]
	if !f.bound.Contains(q) {
		return false
	}
	x, y := float32(q[0]-f.origin[0]), float32(q[1]-f.origin[1])
	in := false
	for _, p := range g.base.parts[g.base.first[i]:g.base.first[i+1]] {
		if p.closed && crossedOdd(g.base.pts[p.from:p.to], x, y) {
			in = !in
		}
	}
	return in
}

func crossedOdd(pts []offset, x, y float32) bool {
	odd := false
	a := pts[len(pts)-1]
	for _, b := range pts {
		if (a.y > y) != (b.y > y) && x < a.x+(y-a.y)*(b.x-a.x)/(b.y-a.y) {
			odd = !odd
		}
		a = b
	}
	return odd
}

// Distance is how far q lies from the lines of feature i, in plane units; farther than reach it may be infinite.
func (g *Geometry) Distance(i int, q orb.Point, reach float64) float64 {
	f := &g.features[i]
	best := math.Inf(1)
	if !f.bound.Pad(reach).Contains(q) {
		return best
	}
	at := orb.Point{q[0] - f.origin[0], q[1] - f.origin[1]}
	for _, p := range g.base.parts[g.base.first[i]:g.base.first[i+1]] {
		pts := g.base.pts[p.from:p.to]
		a := pts[0]
		if p.closed {
			a = pts[len(pts)-1]
		}
		for _, b := range pts {
			best = min(best, awayFrom(at, orb.Point{float64(a.x), float64(a.y)}, orb.Point{float64(b.x), float64(b.y)}))
			a = b
		}
	}
	return best
}
