package thematic

import (
	"image/color"
	"math"
	"slices"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/spatial"

	"github.com/paulmach/orb"
)

// DotStyle is how the points of a Dots look: discs with a ring. Lengths are logical pixels.
type DotStyle struct {
	Fill, Ring color.NRGBA
	Radius     float32 // to the middle of the ring
	RingWidth  float32
}

// Dots is a layer of equal marks, every one of them painted, a later one over an earlier one. It never changes and is safe for
// concurrent use.
type Dots struct {
	title string
	style DotStyle
	at    []orb.Point
	index *spatial.Points
}

// NewDots makes a layer of points of the plane.
func NewDots(title string, at []orb.Point, s DotStyle) *Dots {
	return &Dots{title: title, style: s, at: at, index: spatial.NewPoints(at)}
}

// Name is the title.
func (d *Dots) Name() string { return d.title }

// Bound is the box around all points; zero without any.
func (d *Dots) Bound() orb.Bound {
	if d.index.Len() == 0 {
		return orb.Bound{}
	}
	return d.index.Bound()
}

// Within is the number of points in a box of the plane.
func (d *Dots) Within(b orb.Bound) int {
	n := 0
	d.index.Box(b, func(int, orb.Point) { n++ })
	return n
}

// Draw paints the points in view in their order.
func (d *Dots) Draw(c mapping.Canvas, v mapping.Viewport) {
	reach := d.style.Radius + d.style.RingWidth
	view := v.Bound().Pad(float64(reach*v.Unit()) / v.Scale)
	paint := d.painter(c, v.Unit())
	if b := d.index.Bound(); view.Contains(b.Min) && view.Contains(b.Max) {
		for _, p := range d.at {
			paint(v.Px(p))
		}
		return
	}
	var seen []int
	d.index.Box(view, func(i int, _ orb.Point) { seen = append(seen, i) })
	slices.Sort(seen)
	for _, i := range seen {
		paint(v.Px(d.at[i]))
	}
}

// painter paints a dot as pixels that are copied, and as shapes where shapes are kept.
func (d *Dots) painter(c mapping.Canvas, unit float32) func(at mapping.Pt) {
	on, pixels := c.(*raster.Canvas)
	if !pixels {
		return func(at mapping.Pt) { d.dot(c, at, unit) }
	}
	side := 2*int(math.Ceil(float64((d.style.Radius+d.style.RingWidth)*unit))) + 1
	small := raster.New(side, side, color.NRGBA{}, nil)
	d.dot(small, mapping.Pt{X: float32(side) / 2, Y: float32(side) / 2}, unit)
	sprite := raster.NewSprite(small.Picture())
	return func(at mapping.Pt) { on.Stamp(sprite, at) }
}

func (d *Dots) dot(c mapping.Canvas, at mapping.Pt, u float32) {
	var p mapping.Path
	circle(&p, at, d.style.Radius*u)
	c.Fill(&p, mapping.Fill{Color: d.style.Fill})
	c.Stroke(&p, mapping.Stroke{Color: d.style.Ring, Width: d.style.RingWidth * u, Closed: true})
}
