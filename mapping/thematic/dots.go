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

// Local implements mapping.Local.
func (d *Dots) Local() {}

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
	var made [quarters * quarters]*raster.Sprite
	return func(at mapping.Pt) {
		x, y := floor(at.X*quarters+0.5), floor(at.Y*quarters+0.5)
		col, row := floor(x/quarters), floor(y/quarters) // the pixel, and the quarters of one beyond it
		k := int(x-col*quarters) + int(y-row*quarters)*quarters
		if made[k] == nil {
			made[k] = d.sprite(k, unit)
		}
		on.Stamp(made[k], mapping.Pt{X: col + 0.5, Y: row + 0.5})
	}
}

// quarters is into how many places a pixel is divided along each side: dots stand within an eighth of a pixel.
const quarters = 4

// sprite is a dot as pixels, its place so many quarters right of and below the corner of the pixel in the middle.
func (d *Dots) sprite(k int, unit float32) *raster.Sprite {
	side := 2*int(math.Ceil(float64((d.style.Radius+d.style.RingWidth)*unit))) + 3
	small := raster.New(side, side, color.NRGBA{}, nil)
	corner := float32(side / 2)
	d.dot(small, mapping.Pt{X: corner + float32(k%quarters)/quarters, Y: corner + float32(k/quarters)/quarters}, unit)
	return raster.NewSprite(small.Picture())
}

func (d *Dots) dot(c mapping.Canvas, at mapping.Pt, u float32) {
	var p mapping.Path
	circle(&p, at, d.style.Radius*u)
	c.Fill(&p, mapping.Fill{Color: d.style.Fill})
	c.Stroke(&p, mapping.Stroke{Color: d.style.Ring, Width: d.style.RingWidth * u, Closed: true})
}
