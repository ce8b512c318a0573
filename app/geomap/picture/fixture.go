package picture

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"
)

var noColor color.NRGBA

// fixture is a piece of furniture as a small image above the drawing: it must not move with the layers, and a legend
// in the large picture would.
type fixture struct {
	what Furniture
	img  *canvas.Image
	text string // the drawing as it stands in img
	seen mapping.Viewport
}

func (p *Picture) setFurniture(all []Furniture) {
	for _, f := range p.fixtures {
		p.Overlay().Remove(f.img)
	}
	p.fixtures = p.fixtures[:0]
	for _, f := range all {
		fx := &fixture{what: f, img: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
		fx.img.Hide()
		p.fixtures = append(p.fixtures, fx)
		p.Overlay().Objects = append([]fyne.CanvasObject{fx.img}, p.Overlay().Objects...) // below cards
	}
	p.Overlay().Remove(p.figures.root)
	p.Overlay().Objects = append([]fyne.CanvasObject{p.figures.root}, p.Overlay().Objects...) // a sketch runs below the legend
	p.placeFurniture()
}

func (p *Picture) placeFurniture() {
	v := p.Viewport()
	if v.W == 0 {
		return
	}
	for _, f := range p.fixtures {
		f.place(v, p.typeface)
	}
}

// place draws the piece anew when it looks different in v.
func (f *fixture) place(v mapping.Viewport, t *mapping.Typeface) {
	if _, fixed := f.what.(still); fixed && f.seen.W == v.W && f.seen.H == v.H && f.seen.DPR == v.DPR {
		return
	}
	f.seen = v
	s := scene.New(t)
	f.what.Draw(s, v, t)
	box := s.Bounds()
	if box.Empty() {
		f.img.Hide()
		return
	}
	if text := s.String(); text != f.text {
		f.text = text
		f.draw(v, box, t)
	}
}

// draw paints the piece into a viewport just large enough: at the same distance from its corner it looks the same.
func (f *fixture) draw(v mapping.Viewport, box mapping.Rect, t *mapping.Typeface) {
	mx, my := min(box.Min.X, float32(v.W)-box.Max.X), min(box.Min.Y, float32(v.H)-box.Max.Y)
	small := v
	small.W, small.H = int(box.W()+2*mx+0.5), int(box.H()+2*my+0.5)
	if small.W <= 0 || small.H <= 0 {
		f.img.Hide()
		return
	}
	c := raster.New(small.W, small.H, noColor, t)
	f.what.Draw(c, small, t)
	u := v.Unit()
	f.img.Image = c.Picture()
	f.img.Move(fyne.NewPos((box.Min.X-mx)/u, (box.Min.Y-my)/u))
	f.img.Resize(fyne.NewSize(float32(small.W)/u, float32(small.H)/u))
	f.img.Show()
	f.img.Refresh()
}
