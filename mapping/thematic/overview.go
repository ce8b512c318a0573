package thematic

import (
	"chainatlas/mapping"

	"github.com/paulmach/orb"
)

// Overview is a small map of the district in the upper right corner that shows which part of it is seen. It draws borders: it is
// for staff.
type Overview struct{ Base *Base }

// overviewBox is the place of the overview, in logical pixels: its size, and how far it stands from the corner.
var overviewBox = struct{ w, h, right, top float32 }{150, 120, 12, 84}

// Draw paints the district and a frame around what v sees; nothing where the view holds all of the overview anyway.
func (o Overview) Draw(c mapping.Canvas, v mapping.Viewport, _ mapping.Measurer) {
	if o.Base == nil {
		return
	}
	u := v.Unit()
	box := mapping.R(float32(v.W)-(overviewBox.right+overviewBox.w)*u, overviewBox.top*u, overviewBox.w*u, overviewBox.h*u)
	small := inBox(v, box, o.Base.Bound())
	seen := mapping.Rect{Min: small.Px(orb.Point{v.Bound().Min[0], v.Bound().Max[1]}), Max: small.Px(orb.Point{v.Bound().Max[0], v.Bound().Min[1]})}
	c.Group(mapping.Group{Kind: "overview"}, func() {
		var frame mapping.Path
		frame.Rect(box)
		c.Fill(&frame, mapping.Fill{Color: withAlpha(paper, 240)})
		c.Clip(box, func() {
			o.Base.neighbours.Draw(c, small)
			o.Base.own.Draw(c, small)
			var view mapping.Path
			view.Rect(clipped(seen, box.Inset(u)))
			c.Stroke(&view, mapping.Stroke{Color: rgb(0xb45309), Width: 1.5 * u, Closed: true, Join: mapping.MiterJoin})
		})
		c.Stroke(&frame, mapping.Stroke{Color: muted, Width: u, Closed: true, Join: mapping.MiterJoin})
	})
}

// inBox is v moved and scaled so that it shows a part of the plane in a box of its pixels.
func inBox(v mapping.Viewport, box mapping.Rect, b orb.Bound) mapping.Viewport {
	fit := mapping.Viewport{W: int(box.W()), H: int(box.H()), DPR: v.DPR}.Fit(b, 8*v.Unit())
	v.Scale, v.Center = fit.Scale, orb.Point{}
	off := v.Px(b.Center()).Sub(box.Center())
	v.Center = orb.Point{float64(off.X) / v.Scale, -float64(off.Y) / v.Scale}
	return v
}

// clipped is what of r lies in the box, and never less than a dot.
func clipped(r, box mapping.Rect) mapping.Rect {
	within := func(x, lo, hi float32) float32 { return min(max(x, lo), hi) }
	out := mapping.Rect{
		Min: mapping.Pt{X: within(r.Min.X, box.Min.X, box.Max.X-3), Y: within(r.Min.Y, box.Min.Y, box.Max.Y-3)},
		Max: mapping.Pt{X: within(r.Max.X, box.Min.X+3, box.Max.X), Y: within(r.Max.Y, box.Min.Y+3, box.Max.Y)},
	}
	out.Max.X, out.Max.Y = max(out.Max.X, out.Min.X+3), max(out.Max.Y, out.Min.Y+3)
	return out
}

// OverviewOf is the overview as a layer of a picture.
type OverviewOf struct{ Overview }

// Name implements mapping.Layer.
func (OverviewOf) Name() string { return "位置示意" }

// Bound implements mapping.Layer: it stands in a corner whatever is in view.
func (OverviewOf) Bound() orb.Bound { return orb.Bound{} }

// Draw implements mapping.Layer.
func (o OverviewOf) Draw(c mapping.Canvas, v mapping.Viewport) { o.Overview.Draw(c, v, nil) }
