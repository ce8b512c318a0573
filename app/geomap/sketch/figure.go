// Package sketch holds what an officer draws over the map while working on it: measured lines and areas, circles of distance,
// the outline of a parcel that is being changed.
//
// Places are in degrees of WGS-84, (longitude, latitude). A Figure is on the plane of the map; nothing here knows a window.
package sketch

import (
	"image/color"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
)

// Figure is lines, dots and labels on the Web Mercator plane. The zero value is empty.
type Figure struct {
	Lines  []Line
	Dots   []Dot
	Labels []Label
}

// Line is drawn in a light halo, so that it can be told from what lies below.
type Line struct {
	At     []orb.Point
	Closed bool
	Dashed bool
	Thin   bool
	Bare   bool // without a halo
	Ink    color.NRGBA
}

// Dot is a place; a Hollow one only stands for a ring around it.
type Dot struct {
	At     orb.Point
	Radius float32 // logical pixels
	Ink    color.NRGBA
	Hollow bool
}

// Label is words at a place, on a light ground.
type Label struct {
	At   orb.Point
	Text string
	Ink  color.NRGBA
	Bold bool
	Up   float32 // logical pixels above the place
}

// The inks of sketches: what is measured, what is changed, what is chosen, and what is wrong.
var (
	Measured = color.NRGBA{0x1f, 0x5f, 0x8b, 255}
	Changed  = color.NRGBA{0xb4, 0x53, 0x09, 255}
	Chosen   = color.NRGBA{0x0b, 0x72, 0x85, 255}
	Halo     = color.NRGBA{255, 255, 255, 240}
)

// Sizes in logical pixels.
const (
	LineWidth  float32 = 2
	ThinWidth  float32 = 1.2
	HaloWidth  float32 = 4.5
	LabelSize  float32 = 12
	dashLength float32 = 6
)

// Width is how wide the line is drawn.
func (l Line) Width() float32 {
	if l.Thin {
		return ThinWidth
	}
	return LineWidth
}

// Add puts another figure above this one.
func (f *Figure) Add(g Figure) {
	f.Lines = append(f.Lines, g.Lines...)
	f.Dots = append(f.Dots, g.Dots...)
	f.Labels = append(f.Labels, g.Labels...)
}

// Empty tells whether there is nothing to draw.
func (f Figure) Empty() bool { return len(f.Lines)+len(f.Dots)+len(f.Labels) == 0 }

// Name implements mapping.Layer.
func (f Figure) Name() string { return "标绘" }

// Bound implements mapping.Layer; a figure is asked whatever is in view.
func (f Figure) Bound() orb.Bound { return orb.Bound{} }

// Draw implements mapping.Layer: a picture that leaves the screen has what was drawn over the map.
func (f Figure) Draw(c mapping.Canvas, v mapping.Viewport) {
	u := v.Unit()
	for _, l := range f.Lines {
		var p mapping.Path
		for i, at := range l.At {
			if px := v.Px(at); i == 0 {
				p.MoveTo(px.X, px.Y)
			} else {
				p.LineTo(px.X, px.Y)
			}
		}
		if p.Len() == 0 {
			continue
		}
		s := mapping.Stroke{Color: Halo, Width: HaloWidth * u, Closed: l.Closed}
		if !l.Bare {
			c.Stroke(&p, s)
		}
		s.Color, s.Width = l.Ink, l.Width()*u
		if l.Dashed {
			s.Dash = []float32{dashLength * u, dashLength * u}
		}
		c.Stroke(&p, s)
	}
	for _, d := range f.Dots {
		d.draw(c, v.Px(d.At), u)
	}
	for _, l := range f.Labels {
		at := v.Px(l.At)
		at.Y -= l.Up * u
		c.Text(mapping.Text{S: l.Text, At: at, Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: LabelSize * u, Bold: l.Bold},
			Color: l.Ink, Halo: Halo, HaloWidth: 3 * u})
	}
}

func (d Dot) draw(c mapping.Canvas, at mapping.Pt, u float32) {
	const share = 0.5523 // where the controls of a quarter circle lie
	r := d.Radius * u
	k := r * share
	pt := func(x, y float32) mapping.Pt { return mapping.Pt{X: at.X + x, Y: at.Y + y} }
	var p mapping.Path
	p.MoveTo(at.X, at.Y-r)
	p.CubeTo(pt(k, -r), pt(r, -k), pt(r, 0))
	p.CubeTo(pt(r, k), pt(k, r), pt(0, r))
	p.CubeTo(pt(-k, r), pt(-r, k), pt(-r, 0))
	p.CubeTo(pt(-r, -k), pt(-k, -r), pt(0, -r))
	if !d.Hollow {
		c.Fill(&p, mapping.Fill{Color: Halo})
	}
	c.Stroke(&p, mapping.Stroke{Color: d.Ink, Width: LineWidth * u, Closed: true})
}

// plane is a place in degrees on the plane of the map.
func plane(lonLat orb.Point) orb.Point { return crs.WebMercator.FromWGS84(lonLat) }

func planes(lonLat []orb.Point) []orb.Point {
	out := make([]orb.Point, len(lonLat))
	for i, p := range lonLat {
		out[i] = plane(p)
	}
	return out
}
