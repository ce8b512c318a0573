package thematic

import (
	"image/color"

	"chainatlas/mapping"

	"github.com/paulmach/orb"
)

// pen draws lengths of a plane (YDown) on a canvas in pixels.
type pen struct {
	c mapping.Canvas
	v mapping.Viewport
	k float32 // pixels per plane unit
}

func penOf(c mapping.Canvas, v mapping.Viewport) *pen { return &pen{c, v, float32(v.Scale)} }

// width is a line's width in pixels: never so thin that it vanishes.
func (p *pen) width(units float32) float32 { return max(units*p.k, 0.6) }

func (p *pen) dash(units []float32) []float32 {
	var out []float32
	for _, u := range units {
		out = append(out, max(u*p.k, 1))
	}
	return out
}

func (p *pen) px(x, y float64) mapping.Pt { return p.v.Px(orb.Point{x, y}) }

func (p *pen) rect(b orb.Bound) mapping.Rect {
	return mapping.Rect{Min: p.v.Px(b.Min), Max: p.v.Px(b.Max)}
}

func (p *pen) fillRect(r mapping.Rect, c color.NRGBA) {
	var path mapping.Path
	path.Rect(r)
	p.c.Fill(&path, mapping.Fill{Color: c})
}

func (p *pen) strokeRect(r mapping.Rect, c color.NRGBA, units float32, dash []float32) {
	var path mapping.Path
	path.Rect(r)
	p.c.Stroke(&path, mapping.Stroke{Color: c, Width: p.width(units), Dash: p.dash(dash), Closed: true, Join: mapping.MiterJoin})
}

// leastType is the size in pixels below which writing is noise.
const leastType = 3

// text writes s at a place in plane units, size in units too.
func (p *pen) text(s string, at mapping.Pt, anchor mapping.Anchor, size float32, bold bool, c color.NRGBA) {
	if s == "" || size*p.k < leastType {
		return
	}
	p.c.Text(mapping.Text{S: s, At: at, Anchor: anchor, Face: mapping.Face{Size: size * p.k, Bold: bold}, Color: c})
}

// circleShare is where the controls of a quarter circle lie.
const circleShare = 0.5523

func circle(p *mapping.Path, at mapping.Pt, r float32) {
	rounded(p, mapping.R(at.X-r, at.Y-r, 2*r, 2*r), r)
}

// rounded adds a box with round corners of radius r pixels.
func rounded(p *mapping.Path, b mapping.Rect, r float32) {
	r = min(r, b.W()/2, b.H()/2)
	l, t, right, bottom, s := b.Min.X, b.Min.Y, b.Max.X, b.Max.Y, r*(1-circleShare)
	pt := func(x, y float32) mapping.Pt { return mapping.Pt{X: x, Y: y} }
	p.MoveTo(l+r, t)
	p.LineTo(right-r, t)
	p.CubeTo(pt(right-s, t), pt(right, t+s), pt(right, t+r))
	p.LineTo(right, bottom-r)
	p.CubeTo(pt(right, bottom-s), pt(right-s, bottom), pt(right-r, bottom))
	p.LineTo(l+r, bottom)
	p.CubeTo(pt(l+s, bottom), pt(l, bottom-s), pt(l, bottom-r))
	p.LineTo(l, t+r)
	p.CubeTo(pt(l, t+s), pt(l+s, t), pt(l+r, t))
}
