// Package slide lays out the slides of a deck: what is said, in boxes that every output understands.
//
// A page is a list of elements in logical pixels. It draws itself on any canvas, and a writer of presentations makes text
// boxes, shapes and tables of the same elements. Nothing here knows a record: the words are ready, and were chosen for
// whoever reads them.
package slide

import (
	"image"
	"image/color"

	"chainatlas/mapping"
)

// Page is one slide.
type Page struct {
	Title    string // for bookmarks and lists
	Notes    string // for the speaker alone
	W, H     float32
	Ground   color.NRGBA
	Elements []Element
}

// Element is something on a page: *Text, *Shape, *Table or *Picture.
type Element interface {
	Bounds() mapping.Rect
	draw(c mapping.Canvas, m mapping.Measurer, fine float32)
}

// Draw paints the page scale times as large as it is; scale also says how fine pictures on it are drawn.
func (p *Page) Draw(on mapping.Canvas, m mapping.Measurer, scale float32) {
	c := mapping.Placed{On: on, Scale: scale}
	all := mapping.R(0, 0, p.W, p.H)
	fill(c, all, p.Ground)
	for _, e := range p.Elements {
		c.Clip(all, func() { e.draw(c, m, scale) })
	}
}

func (p *Page) add(e ...Element) { p.Elements = append(p.Elements, e...) }

// Shape is a plain area.
type Shape struct {
	Box    mapping.Rect
	Fill   color.NRGBA
	Border color.NRGBA // transparent for none
	Arrow  bool        // its right side is a point: a step that leads on
}

// Bounds implements Element.
func (s *Shape) Bounds() mapping.Rect { return s.Box }

// arrowPoint is how far the point of an arrow reaches, of its height.
const arrowPoint = 0.28

func (s *Shape) draw(c mapping.Canvas, _ mapping.Measurer, _ float32) {
	var p mapping.Path
	if s.Arrow {
		d, mid := s.Box.H()*arrowPoint, s.Box.Center().Y
		p.Line(s.Box.Min, mapping.Pt{X: s.Box.Max.X - d, Y: s.Box.Min.Y}, mapping.Pt{X: s.Box.Max.X, Y: mid}, mapping.Pt{X: s.Box.Max.X - d, Y: s.Box.Max.Y}, mapping.Pt{X: s.Box.Min.X, Y: s.Box.Max.Y})
	} else {
		p.Rect(s.Box)
	}
	c.Fill(&p, mapping.Fill{Color: s.Fill})
	if s.Border.A > 0 {
		c.Stroke(&p, mapping.Stroke{Color: s.Border, Width: 1, Closed: true, Join: mapping.MiterJoin})
	}
}

// Picture is what cannot be text: a map, a chain, a chart, a photo.
type Picture struct {
	Box   mapping.Rect
	Name  string      // what it shows, for readers who do not see it
	Photo image.Image // nil for a drawing
	Fill  bool        // a photo fills its box and loses what stands over; else it is shown whole
	// Editable says what of a drawing stays shapes and words in a file that can be edited.
	Editable Editable
	// Paint draws into the box at (0, 0) of w by h logical pixels, fine device pixels to one.
	Paint func(c mapping.Canvas, m mapping.Measurer, w, h, fine float32)
}

// Editable is how much of a drawing can be edited.
type Editable uint8

// What can be edited.
const (
	Pixels     Editable = iota // nothing
	Corners                    // of a map: title, legend, scale, north arrow, notices
	Everything                 // of a chart or a chain
)

// Bounds implements Element.
func (p *Picture) Bounds() mapping.Rect { return p.Box }

func (p *Picture) draw(c mapping.Canvas, m mapping.Measurer, fine float32) {
	if p.Photo != nil {
		c.Clip(p.Place(), func() { c.Image(p.Photo, p.Whole()) })
		return
	}
	c.Clip(p.Box, func() { p.Paint(mapping.Placed{On: c, At: p.Box.Min, Scale: 1}, m, p.Box.W(), p.Box.H(), fine) })
}

// Whole is where all of a photo would stand, in its own shape.
func (p *Picture) Whole() mapping.Rect {
	b := p.Photo.Bounds()
	kx, ky := p.Box.W()/float32(max(b.Dx(), 1)), p.Box.H()/float32(max(b.Dy(), 1))
	k := min(kx, ky)
	if p.Fill {
		k = max(kx, ky)
	}
	w, h := float32(b.Dx())*k, float32(b.Dy())*k
	return mapping.R(p.Box.Center().X-w/2, p.Box.Center().Y-h/2, w, h)
}

// Place is where the picture is seen.
func (p *Picture) Place() mapping.Rect {
	if p.Photo != nil && !p.Fill {
		return p.Whole()
	}
	return p.Box
}

// shape is the width of a photo for a height of one; a drawing has the shape of its box.
func (p *Picture) shape() float32 {
	if p.Photo == nil {
		return 1
	}
	b := p.Photo.Bounds()
	return float32(max(b.Dx(), 1)) / float32(max(b.Dy(), 1))
}

func fill(c mapping.Canvas, r mapping.Rect, col color.NRGBA) {
	var p mapping.Path
	p.Rect(r)
	c.Fill(&p, mapping.Fill{Color: col})
}
