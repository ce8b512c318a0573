package mapping

import (
	"image"
	"image/color"
)

// Dusk draws light pictures in dark colours: every colour keeps its hue and changes its lightness for the opposite
// one, so that white paper becomes a dark wall and dark ink is read on it.
type Dusk struct{ On Canvas }

var _ Canvas = Dusk{}

// Fill implements Canvas.
func (d Dusk) Fill(p *Path, f Fill) {
	f.Color, f.Ink = dark(f.Color), dark(f.Ink)
	d.On.Fill(p, f)
}

// Stroke implements Canvas.
func (d Dusk) Stroke(p *Path, st Stroke) {
	st.Color = dark(st.Color)
	d.On.Stroke(p, st)
}

// Text implements Canvas.
func (d Dusk) Text(t Text) {
	t.Color, t.Halo = dark(t.Color), dark(t.Halo)
	d.On.Text(t)
}

// Image implements Canvas. Signs are changed as colours are, pictures stay as they are.
func (d Dusk) Image(img image.Image, into Rect) {
	if b := img.Bounds(); b.Dx() <= largestSign && b.Dy() <= largestSign {
		img = darkSign(img)
	}
	d.On.Image(img, into)
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

// Clip implements Canvas.
func (d Dusk) Clip(to Rect, draw func()) { d.On.Clip(to, draw) }

// Group implements Canvas.
func (d Dusk) Group(g Group, draw func()) { d.On.Group(g, draw) }

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
