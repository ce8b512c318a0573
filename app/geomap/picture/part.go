package picture

import (
	"image"

	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
)

// part lets through some of what is drawn, by the groups that stand outermost.
type part struct {
	on     mapping.Canvas
	keep   func(g mapping.Group) bool
	loose  bool // what stands in no group is drawn
	inside bool // a group that is kept
}

// Fill implements mapping.Canvas.
func (p *part) Fill(path *mapping.Path, f mapping.Fill) {
	if p.inside || p.loose {
		p.on.Fill(path, f)
	}
}

// Stroke implements mapping.Canvas.
func (p *part) Stroke(path *mapping.Path, s mapping.Stroke) {
	if p.inside || p.loose {
		p.on.Stroke(path, s)
	}
}

// Text implements mapping.Canvas.
func (p *part) Text(t mapping.Text) {
	if p.inside || p.loose {
		p.on.Text(t)
	}
}

// Image implements mapping.Canvas.
func (p *part) Image(img image.Image, into mapping.Rect) {
	if p.inside || p.loose {
		p.on.Image(img, into)
	}
}

// Clip implements mapping.Canvas.
func (p *part) Clip(to mapping.Rect, draw func()) { p.on.Clip(to, draw) }

// Group implements mapping.Canvas.
func (p *part) Group(g mapping.Group, draw func()) {
	switch {
	case p.inside:
		p.on.Group(g, draw)
	case p.keep(g):
		p.inside = true
		p.on.Group(g, draw)
		p.inside = false
	}
}

// furniture are the groups of a map picture that stand in a corner.
var furniture = map[string]bool{"scale": true, "north": true, "legend": true, "notice": true, "title": true}

// Ground is a map picture without its furniture, which would move with it.
type Ground struct{ mapping.Layer }

// Draw implements mapping.Layer.
func (g Ground) Draw(c mapping.Canvas, v mapping.Viewport) {
	g.Layer.Draw(&part{on: c, keep: func(g mapping.Group) bool { return !furniture[g.Kind] }, loose: true}, v)
}

// Hit implements mapping.Hitter.
func (g Ground) Hit(v mapping.Viewport, p mapping.Pt) (mapping.Group, bool) {
	if h, ok := g.Layer.(mapping.Hitter); ok {
		return h.Hit(v, p)
	}
	return mapping.Group{}, false
}

// Names are the names on a map picture without its layers: drawn on their own, markers are pixels that are copied.
type Names struct{ mapping.Layer }

// Draw implements mapping.Layer.
func (n Names) Draw(c mapping.Canvas, v mapping.Viewport) {
	n.Layer.Draw(&part{on: c, keep: func(g mapping.Group) bool { return g.Kind != "layer" && !furniture[g.Kind] }}, v)
}

// piece is one kind of furniture of a map picture.
type piece struct {
	of   mapping.Layer
	kind string
}

// Draw implements Furniture.
func (f piece) Draw(c mapping.Canvas, v mapping.Viewport, _ mapping.Measurer) {
	f.of.Draw(&part{on: c, keep: func(g mapping.Group) bool { return g.Kind == f.kind }}, v)
}

// FurnitureOf is everything that a map picture has in its corners.
func FurnitureOf(l mapping.Layer) []Furniture {
	var scale, north Furniture = mapping.ScaleBar{Corner: mapping.BottomLeft}, mapping.NorthArrow{Corner: mapping.TopRight}
	if m, ok := l.(*thematic.MapPicture); ok {
		scale, north = m.Scale(), m.North()
	}
	return []Furniture{scale, north,
		still{piece{l, "legend"}}, still{piece{l, "notice"}}}
}

// still is furniture that looks the same wherever the view is, and is drawn anew only for another size.
type still struct{ Furniture }
