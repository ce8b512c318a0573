package mapping

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// Fade is a layer painted weaker: opacity 1 is as it is, 0 invisible.
func Fade(l Layer, opacity float64) Layer {
	if opacity >= 1 {
		return l
	}
	f := faded{l, float32(max(opacity, 0))}
	if _, ok := l.(Local); ok {
		return fadedLocal{f}
	}
	return f
}

// Unfaded is the layer that Fade was given; any other layer is itself.
func Unfaded(l Layer) Layer {
	switch f := l.(type) {
	case faded:
		return f.Layer
	case fadedLocal:
		return f.Layer
	}
	return l
}

// fadedLocal is a faded layer that can be drawn in pieces.
type fadedLocal struct{ faded }

// Local implements Local.
func (fadedLocal) Local() {}

type faded struct {
	Layer
	opacity float32
}

// Draw implements Layer.
func (f faded) Draw(c Canvas, v Viewport) { f.Layer.Draw(weakCanvas{c, f.opacity}, v) }

// Hit implements Hitter.
func (f faded) Hit(v Viewport, p Pt) (Group, bool) {
	if h, ok := f.Layer.(Hitter); ok {
		return h.Hit(v, p)
	}
	return Group{}, false
}

// weakCanvas takes from the opacity of everything that is painted.
type weakCanvas struct {
	on      Canvas
	opacity float32
}

func (w weakCanvas) color(c color.NRGBA) color.NRGBA {
	c.A = uint8(math.Round(float64(c.A) * float64(w.opacity)))
	return c
}

// Fill implements Canvas.
func (w weakCanvas) Fill(p *Path, f Fill) {
	f.Color, f.Ink = w.color(f.Color), w.color(f.Ink)
	w.on.Fill(p, f)
}

// Stroke implements Canvas.
func (w weakCanvas) Stroke(p *Path, s Stroke) {
	s.Color = w.color(s.Color)
	w.on.Stroke(p, s)
}

// Text implements Canvas.
func (w weakCanvas) Text(t Text) {
	t.Color, t.Halo = w.color(t.Color), w.color(t.Halo)
	w.on.Text(t)
}

// Image implements Canvas.
func (w weakCanvas) Image(img image.Image, into Rect) {
	weak := image.NewRGBA(img.Bounds())
	draw.DrawMask(weak, weak.Rect, img, weak.Rect.Min, image.NewUniform(color.Alpha{uint8(math.Round(float64(w.opacity) * 255))}), image.Point{}, draw.Src)
	w.on.Image(weak, into)
}

// Clip implements Canvas.
func (w weakCanvas) Clip(to Rect, draw func()) { w.on.Clip(to, draw) }

// Group implements Canvas.
func (w weakCanvas) Group(g Group, draw func()) { w.on.Group(g, draw) }
