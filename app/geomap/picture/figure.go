package picture

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"chainatlas/app/geomap/sketch"
	"chainatlas/app/words"
	"chainatlas/mapping"
)

// figures shows a sketch above the map as lines of the window itself: it follows the pointer without anything being painted.
type figures struct {
	of   func() sketch.Figure // nil for nothing
	root *fyne.Container
	unit float32
	view mapping.Rect // what can be seen, in pixels, and a little around
}

// SetFigure shows what of tells above the map; it is asked whenever the view moves, and by Resketch.
func (p *Picture) SetFigure(of func() sketch.Figure) {
	p.figures.of = of
	p.Resketch()
}

// Resketch draws the sketch anew.
func (p *Picture) Resketch() {
	f, v := &p.figures, p.Viewport()
	if f.of == nil || v.W == 0 {
		return
	}
	was := len(f.root.Objects)
	f.root.Objects = f.root.Objects[:0]
	f.unit, f.view = v.Unit(), v.Box().Inset(-8*v.Unit())
	g := f.of()
	for _, l := range g.Lines {
		f.line(v, l)
	}
	for _, d := range g.Dots {
		f.dot(v.Px(d.At), d)
	}
	for _, l := range g.Labels {
		f.label(v.Px(l.At), l)
	}
	if was+len(f.root.Objects) > 0 {
		f.root.Refresh()
	}
}

// line draws the halo of a line, then the line.
func (f *figures) line(v mapping.Viewport, l sketch.Line) {
	if len(l.At) < 2 {
		return
	}
	at := make([]mapping.Pt, 0, len(l.At)+1)
	for _, p := range l.At {
		at = append(at, v.Px(p))
	}
	if l.Closed {
		at = append(at, at[0])
	}
	dash := float32(0)
	if l.Dashed {
		dash = 6 * f.unit
	}
	if !l.Bare {
		f.stroke(at, 0, func(a, b mapping.Pt) { f.add(a, b, sketch.HaloWidth).StrokeColor = sketch.Halo })
	}
	f.stroke(at, dash, func(a, b mapping.Pt) { f.add(a, b, l.Width()).StrokeColor = l.Ink })
}

func (f *figures) add(a, b mapping.Pt, width float32) *canvas.Line {
	l := &canvas.Line{Position1: f.pos(a), Position2: f.pos(b), StrokeWidth: width}
	f.root.Objects = append(f.root.Objects, l)
	return l
}

func (f *figures) pos(p mapping.Pt) fyne.Position { return fyne.NewPos(p.X/f.unit, p.Y/f.unit) }

// stroke draws what is seen of a line, in dashes of so many pixels; 0 for none.
func (f *figures) stroke(at []mapping.Pt, dash float32, draw func(a, b mapping.Pt)) {
	phase := float32(0)
	for i := 1; i < len(at); i++ {
		a, b, seen := cut(at[i-1], at[i], f.view)
		if !seen {
			phase = 0
			continue
		}
		if dash == 0 {
			draw(a, b)
			continue
		}
		phase = dashes(a, b, dash, phase, draw)
	}
}

// dashes draws every other piece of a line, going on where the one before ended, and tells where this one does.
func dashes(a, b mapping.Pt, dash, phase float32, draw func(a, b mapping.Pt)) float32 {
	length := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
	if length == 0 {
		return phase
	}
	along := func(d float32) mapping.Pt {
		return mapping.Pt{X: a.X + (b.X-a.X)*d/length, Y: a.Y + (b.Y-a.Y)*d/length}
	}
	for d := float32(0); d < length; {
		next := min(d+dash-float32(math.Mod(float64(phase), float64(dash))), length)
		if int(phase/dash)%2 == 0 {
			draw(along(d), along(next))
		}
		phase += max(next-d, 0.01)
		d = max(next, d+0.01)
	}
	return float32(math.Mod(float64(phase), float64(2*dash)))
}

// cut is the part of a line that lies in a box (Liang and Barsky); seen is false for none.
func cut(a, b mapping.Pt, box mapping.Rect) (p, q mapping.Pt, seen bool) {
	x, y := float64(a.X), float64(a.Y)
	dx, dy := float64(b.X)-x, float64(b.Y)-y
	from, to := 0.0, 1.0
	for _, side := range [][2]float64{
		{-dx, x - float64(box.Min.X)}, {dx, float64(box.Max.X) - x}, {-dy, y - float64(box.Min.Y)}, {dy, float64(box.Max.Y) - y},
	} {
		switch {
		case side[0] == 0 && side[1] < 0:
			return p, q, false
		case side[0] < 0:
			from = max(from, side[1]/side[0])
		case side[0] > 0:
			to = min(to, side[1]/side[0])
		}
	}
	if from > to {
		return p, q, false
	}
	at := func(t float64) mapping.Pt { return mapping.Pt{X: float32(x + t*dx), Y: float32(y + t*dy)} }
	return at(from), at(to), true
}

func (f *figures) dot(at mapping.Pt, d sketch.Dot) {
	if !f.view.Contains(at) {
		return
	}
	c := &canvas.Circle{StrokeColor: d.Ink, StrokeWidth: sketch.LineWidth}
	if !d.Hollow {
		c.FillColor = sketch.Halo
	}
	p := f.pos(at)
	c.Position1, c.Position2 = p.SubtractXY(d.Radius, d.Radius), p.AddXY(d.Radius, d.Radius)
	f.root.Objects = append(f.root.Objects, c)
}

func (f *figures) label(at mapping.Pt, l sketch.Label) {
	if !f.view.Contains(at) {
		return
	}
	t := canvas.NewText(words.T(l.Text), l.Ink)
	t.TextSize, t.TextStyle.Bold = sketch.LabelSize, l.Bold
	size := t.MinSize()
	p := f.pos(at).SubtractXY(size.Width/2, size.Height/2+l.Up)
	ground := canvas.NewRectangle(sketch.Halo)
	ground.CornerRadius = 3
	ground.Move(p.SubtractXY(3, 0))
	ground.Resize(size.AddWidthHeight(6, 0))
	t.Move(p)
	t.Resize(size)
	f.root.Objects = append(f.root.Objects, ground, t)
}
