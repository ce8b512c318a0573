package mapping

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"chainatlas/mapping/crs"
)

// Corner is where on the picture a piece of furniture stands.
type Corner uint8

// The corners.
const (
	BottomLeft Corner = iota
	BottomRight
	TopLeft
	TopRight
)

// Dress is how furniture looks; the zero value is dark ink on translucent paper. Lengths are logical pixels.
type Dress struct {
	Ink    color.NRGBA
	Paper  color.NRGBA
	Size   float32 // of the writing; 0 means 12
	Margin Pt      // from the corner; 0 means 12
}

func (d Dress) worn(v Viewport) Dress {
	if d.Ink == (color.NRGBA{}) {
		d.Ink = color.NRGBA{0x33, 0x3a, 0x40, 255}
	}
	if d.Paper == (color.NRGBA{}) {
		d.Paper = color.NRGBA{255, 255, 255, 255}
	}
	if d.Size == 0 {
		d.Size = 12
	}
	if d.Margin == (Pt{}) {
		d.Margin = Pt{12, 12}
	}
	u := v.Unit()
	d.Size *= u
	d.Margin = Pt{d.Margin.X * u, d.Margin.Y * u}
	return d
}

// place puts a box of w by h pixels into the corner.
func (d Dress) place(at Corner, v Viewport, w, h float32) Rect {
	x, y := d.Margin.X, d.Margin.Y
	if at == BottomRight || at == TopRight {
		x = float32(v.W) - d.Margin.X - w
	}
	if at == BottomLeft || at == BottomRight {
		y = float32(v.H) - d.Margin.Y - h
	}
	return R(x, y, w, h)
}

// ScaleBar shows how long a round distance is on the ground, west to east in the middle of the picture. A plane that
// is no map (YDown) has none.
type ScaleBar struct {
	Corner Corner
	Dress  Dress
	Widest float32 // logical pixels; 0 means 140
	Say    Say     // of the distance
}

// Length chooses the distance, a 1, 2 or 5 with zeros, and how many pixels it takes.
func (s ScaleBar) Length(v Viewport) (metres, px float64) {
	widest := float64(s.Widest)
	if widest <= 0 {
		widest = 140
	}
	lat := crs.WebMercator.ToWGS84(v.Center)[1]
	perPx := crs.GroundPerMercator(lat) / v.Scale
	limit := perPx * widest * float64(v.Unit())
	ten := math.Pow(10, math.Floor(math.Log10(limit)))
	for _, k := range []float64{5, 2, 1} {
		if k*ten <= limit*(1+1e-9) {
			return k * ten, k * ten / perPx
		}
	}
	return ten, ten / perPx
}

// Draw paints the bar, with what it stands for above it.
func (s ScaleBar) Draw(c Canvas, v Viewport, _ Measurer) {
	if v.YDown || !(v.Scale > 0) {
		return
	}
	metres, px := s.Length(v)
	if !(px > 0) || math.IsInf(px, 0) {
		return
	}
	d, u := s.Dress.worn(v), v.Unit()
	box := d.place(s.Corner, v, float32(px), d.Size*1.5+6*u)
	l, r, y, tick := box.Min.X, box.Max.X, box.Max.Y, 5*u
	var bar Path
	bar.Line(Pt{l, y - tick}, Pt{l, y}, Pt{r, y}, Pt{r, y - tick})
	c.Group(Group{Kind: "scale"}, func() {
		c.Stroke(&bar, Stroke{Color: d.Paper, Width: 4 * u, Cap: SquareCap, Join: MiterJoin})
		c.Stroke(&bar, Stroke{Color: d.Ink, Width: 1.5 * u, Cap: SquareCap, Join: MiterJoin})
		c.Text(Text{S: s.Say.Word(distanceWords(metres)), At: Pt{(l + r) / 2, y - tick - 2*u}, Anchor: AnchorBaselineCenter,
			Face: Face{Size: d.Size}, Color: d.Ink, Halo: d.Paper, HaloWidth: 2 * u})
	})
}

func distanceWords(metres float64) string {
	switch {
	case metres >= 1000:
		return fmt.Sprintf("%g 公里", metres/1000)
	case metres >= 1:
		return fmt.Sprintf("%g 米", metres)
	}
	return fmt.Sprintf("%g 厘米", math.Round(metres*1000)/10)
}

// NorthArrow points north, which is up on the web map.
type NorthArrow struct {
	Corner Corner
	Dress  Dress
	Word   string // "" for the Chinese one
}

// Draw paints an arrow, one half filled, under the word for north.
func (n NorthArrow) Draw(c Canvas, v Viewport, _ Measurer) {
	if v.YDown {
		return
	}
	if n.Word == "" {
		n.Word = "北"
	}
	d, u := n.Dress.worn(v), v.Unit()
	w, h := 16*u, 24*u
	box := d.place(n.Corner, v, w, h+d.Size*1.3)
	top := Pt{box.Center().X, box.Max.Y - h}
	notch := Pt{top.X, box.Max.Y - h/4}
	var left, whole Path
	left.Line(top, notch, Pt{box.Min.X, box.Max.Y})
	whole.Line(top, Pt{box.Max.X, box.Max.Y}, notch, Pt{box.Min.X, box.Max.Y})
	c.Group(Group{Kind: "north"}, func() {
		c.Fill(&whole, Fill{Color: d.Paper})
		c.Fill(&left, Fill{Color: d.Ink})
		c.Stroke(&whole, Stroke{Color: d.Ink, Width: u, Join: MiterJoin, Closed: true})
		c.Text(Text{S: n.Word, At: Pt{top.X, top.Y - 3*u}, Anchor: AnchorBaselineCenter, Face: Face{Size: d.Size, Bold: true},
			Color: d.Ink, Halo: d.Paper, HaloWidth: 2 * u})
	})
}

// Legend lists what the signs of a drawing mean: the entries it is given and no others.
type Legend struct {
	Corner  Corner
	Dress   Dress
	Title   string
	Entries []LegendEntry
}

// LegendEntry is a sign and its meaning. The sign is an area, a line or a picture.
type LegendEntry struct {
	Text   string
	Fill   Fill
	Stroke Stroke // of the area's border, or of the line where Fill is invisible
	Image  image.Image
}

// Box is where the legend stands; empty without entries.
func (l Legend) Box(v Viewport, m Measurer) Rect {
	if len(l.Entries) == 0 {
		return Rect{}
	}
	d := l.Dress.worn(v)
	g := legendGrid(d)
	w := m.Advance(l.Title, Face{Size: d.Size, Bold: true})
	for _, e := range l.Entries {
		w = max(w, g.sign+g.gap+m.Advance(e.Text, Face{Size: d.Size}))
	}
	rows := len(l.Entries)
	if l.Title != "" {
		rows++
	}
	return d.place(l.Corner, v, w+2*g.pad, float32(rows)*g.row+2*g.pad)
}

// legendSizes are the distances in a legend, in pixels.
type legendSizes struct{ row, sign, gap, pad float32 }

func legendGrid(d Dress) legendSizes {
	return legendSizes{row: d.Size * 1.6, sign: d.Size * 1.8, gap: d.Size * 0.6, pad: d.Size * 0.7}
}

// Draw paints the box with the title and a row an entry.
func (l Legend) Draw(c Canvas, v Viewport, m Measurer) {
	box := l.Box(v, m)
	if box.Empty() {
		return
	}
	d, u := l.Dress.worn(v), v.Unit()
	g := legendGrid(d)
	c.Group(Group{Kind: "legend"}, func() {
		paper(c, box, d, u)
		y := box.Min.Y + g.pad + g.row/2
		x := box.Min.X + g.pad
		if l.Title != "" {
			c.Text(Text{S: l.Title, At: Pt{x, y}, Anchor: AnchorLeft, Face: Face{Size: d.Size, Bold: true}, Color: d.Ink})
			y += g.row
		}
		for _, e := range l.Entries {
			e.sign(c, R(x, y-g.row*0.35, g.sign, g.row*0.7), u)
			c.Text(Text{S: e.Text, At: Pt{x + g.sign + g.gap, y}, Anchor: AnchorLeft, Face: Face{Size: d.Size}, Color: d.Ink})
			y += g.row
		}
	})
}

func paper(c Canvas, box Rect, d Dress, unit float32) {
	var p Path
	p.Rect(box)
	c.Fill(&p, Fill{Color: d.Paper})
	edge := d.Ink
	edge.A = 60
	c.Stroke(&p, Stroke{Color: edge, Width: unit, Closed: true, Join: MiterJoin})
}

func (e LegendEntry) sign(c Canvas, box Rect, unit float32) {
	var p Path
	switch {
	case e.Image != nil:
		b := e.Image.Bounds()
		at := box.Center()
		x, y := math.Round(float64(at.X)-float64(b.Dx())/2), math.Round(float64(at.Y)-float64(b.Dy())/2)
		c.Image(e.Image, R(float32(x), float32(y), float32(b.Dx()), float32(b.Dy())))
		return
	case e.Fill.Visible():
		e.Fill.Unit = unit
		p.Rect(box)
		c.Fill(&p, e.Fill)
		e.Stroke.Closed = true
	default:
		p.Line(Pt{box.Min.X, box.Center().Y}, Pt{box.Max.X, box.Center().Y})
	}
	if e.Stroke.Width > 0 {
		c.Stroke(&p, e.Stroke.times(unit))
	}
}

// Notice is a line about the drawing: its source, its review number, that figures are invented. Nothing is written
// where there is nothing to say.
type Notice struct {
	Corner Corner
	Dress  Dress
	Text   string
}

// Draw writes the line in small letters on paper.
func (n Notice) Draw(c Canvas, v Viewport, m Measurer) {
	if n.Text == "" {
		return
	}
	if n.Dress.Size == 0 {
		n.Dress.Size = 10
	}
	d, u := n.Dress.worn(v), v.Unit()
	face := Face{Size: d.Size}
	box := d.place(n.Corner, v, m.Advance(n.Text, face)+8*u, d.Size*1.5)
	c.Group(Group{Kind: "notice"}, func() {
		var p Path
		p.Rect(box)
		c.Fill(&p, Fill{Color: d.Paper})
		c.Text(Text{S: n.Text, At: Pt{box.Min.X + 4*u, box.Center().Y}, Anchor: AnchorLeft, Face: face, Color: d.Ink})
	})
}
