package present

import (
	"image"
	"image/color"

	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
)

// shade draws light pictures in dark colours: every colour keeps its hue and changes its lightness for the opposite
// one, so that white paper becomes a dark wall and dark ink is read on it.
type shade struct{ on mapping.Canvas }

var _ mapping.Canvas = shade{}

// Fill implements mapping.Canvas.
func (s shade) Fill(p *mapping.Path, f mapping.Fill) {
	f.Color, f.Ink = dark(f.Color), dark(f.Ink)
	s.on.Fill(p, f)
}

// Stroke implements mapping.Canvas.
func (s shade) Stroke(p *mapping.Path, st mapping.Stroke) {
	st.Color = dark(st.Color)
	s.on.Stroke(p, st)
}

// Text implements mapping.Canvas.
func (s shade) Text(t mapping.Text) {
	t.Color, t.Halo = dark(t.Color), dark(t.Halo)
	s.on.Text(t)
}

// Image implements mapping.Canvas. Signs are changed as colours are, pictures stay as they are.
func (s shade) Image(img image.Image, into mapping.Rect) {
	if b := img.Bounds(); b.Dx() <= largestSign && b.Dy() <= largestSign {
		img = darkSign(img)
	}
	s.on.Image(img, into)
}

// largestSign is the side of the largest marker, in device pixels; anything larger is a photograph.
const largestSign = 64

func darkSign(img image.Image) image.Image {
	b := img.Bounds()
	out := image.NewNRGBA(b)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.SetNRGBA(x, y, dark(color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)))
		}
	}
	return out
}

// Clip implements mapping.Canvas.
func (s shade) Clip(to mapping.Rect, draw func()) { s.on.Clip(to, draw) }

// Group implements mapping.Canvas.
func (s shade) Group(g mapping.Group, draw func()) { s.on.Group(g, draw) }

// The darkest and the lightest that a projector in a darkened room should show, of 255: pure black is a hole, pure
// white dazzles.
const darkest, lightest = 20, 238

// dark swaps the lightness (the mean of the strongest and the weakest channel) and keeps the spread around it as far
// as there is room.
func dark(c color.NRGBA) color.NRGBA {
	hi, lo := int(max(c.R, c.G, c.B)), int(min(c.R, c.G, c.B))
	from := (hi + lo) / 2
	to := lightest - from*(lightest-darkest)/255
	at := func(v uint8) uint8 { return uint8(min(max(to+int(v)-from, 0), 255)) }
	return color.NRGBA{at(c.R), at(c.G), at(c.B), c.A}
}

// shaded is a layer in dark colours.
type shaded struct{ mapping.Layer }

// Draw implements mapping.Layer.
func (l shaded) Draw(c mapping.Canvas, v mapping.Viewport) { l.Layer.Draw(shade{c}, v) }

// Hit implements mapping.Hitter.
func (l shaded) Hit(v mapping.Viewport, p mapping.Pt) (mapping.Group, bool) {
	if h, ok := l.Layer.(mapping.Hitter); ok {
		return h.Hit(v, p)
	}
	return mapping.Group{}, false
}

// shadedPiece is furniture in dark colours.
type shadedPiece struct{ picture.Furniture }

// Draw implements picture.Furniture.
func (f shadedPiece) Draw(c mapping.Canvas, v mapping.Viewport, m mapping.Measurer) {
	f.Furniture.Draw(shade{c}, v, m)
}
