package mapping

import "image/color"

// Map is layers over a background, the first at the bottom.
type Map struct {
	Layers     []Layer
	Background color.NRGBA
}

// overhang is how far a symbol or a label may reach beyond its place, in logical pixels.
const overhang = 256

// Draw paints the background and every layer that has something in view, each in a group with its name.
func (m *Map) Draw(c Canvas, v Viewport) {
	if b, ok := c.(batcher); ok {
		b.Batch(func() { m.draw(c, v) })
		return
	}
	m.draw(c, v)
}

// batcher is a canvas that paints many shapes faster when it is told where they end.
type batcher interface{ Batch(draw func()) }

func (m *Map) draw(c Canvas, v Viewport) {
	if m.Background.A > 0 {
		var page Path
		page.Rect(v.Box())
		c.Fill(&page, Fill{Color: m.Background})
	}
	for _, l := range m.Layers {
		if v.sees(l, overhang*v.Unit()) {
			c.Group(Group{Kind: "layer", Title: l.Name()}, func() { l.Draw(c, v) })
		}
	}
}

// Hit returns what lies under p, asking the topmost layer first.
func (m *Map) Hit(v Viewport, p Pt) (Group, bool) {
	for i := len(m.Layers) - 1; i >= 0; i-- {
		h, ok := m.Layers[i].(Hitter)
		if !ok || !v.sees(m.Layers[i], overhang*v.Unit()) {
			continue
		}
		if g, ok := h.Hit(v, p); ok {
			return g, true
		}
	}
	return Group{}, false
}

// sees tells whether a layer may show in the viewport. A layer without a bound is everywhere.
func (v Viewport) sees(l Layer, margin float32) bool {
	b := l.Bound()
	return b.IsZero() || v.Bound().Pad(float64(margin)/v.Scale).Intersects(b)
}
