package raster

import (
	"encoding/binary"
	"image"
	"image/color"
)

// ink is a colour ready for blending: premultiplied, red and blue in one word, green and alpha in another, so that
// two channels are multiplied at once.
type ink struct {
	rb, ga uint32
	alpha  uint32
	pixel  uint32 // the four bytes as they stand in memory
}

const lanes = 0x00ff00ff

func inkOf(c color.NRGBA) ink {
	a := uint32(c.A)
	r, g, b := div255(uint32(c.R)*a), div255(uint32(c.G)*a), div255(uint32(c.B)*a)
	k := ink{rb: r | b<<16, ga: g | a<<16, alpha: a}
	k.pixel = k.rb | k.ga<<8
	return k
}

func div255(v uint32) uint32 { v += 128; return (v + v>>8) >> 8 }

// scale multiplies both lanes by c/255, rounded.
func scale(v, c uint32) uint32 {
	v = v*c + 0x00800080
	return (v + (v>>8)&lanes) >> 8 & lanes
}

// over is the pixel d after the ink covered c/255 of it.
func (k ink) over(d, c uint32) uint32 {
	rb, ga := scale(k.rb, c), scale(k.ga, c)
	rest := 255 - ga>>16
	rb += scale(d&lanes, rest)
	ga += scale(d>>8&lanes, rest)
	return rb | ga<<8
}

// flatInk paints coverage in one colour.
type flatInk struct {
	img *image.RGBA
	ink ink
}

func (p *flatInk) row(y int, runs []run, cov []uint8) {
	pix := p.img.Pix[y*p.img.Stride : y*p.img.Stride+p.img.Rect.Dx()*4]
	for _, r := range runs {
		dst := pix[r.x0*4 : r.x1*4]
		switch {
		case r.varied:
			p.vary(dst, cov[r.x0:r.x1])
		case uint32(r.full)*p.ink.alpha == 255*255:
			fill(dst, p.ink.pixel)
		default:
			p.even(dst, uint32(r.full))
		}
	}
}

func (p *flatInk) vary(dst []byte, cov []uint8) {
	k := p.ink
	for i, c := range cov {
		if c == 0 {
			continue
		}
		px := dst[i*4 : i*4+4 : i*4+4]
		if uint32(c)&k.alpha == 255 {
			binary.LittleEndian.PutUint32(px, k.pixel)
			continue
		}
		binary.LittleEndian.PutUint32(px, k.over(binary.LittleEndian.Uint32(px), uint32(c)))
	}
}

func (p *flatInk) even(dst []byte, c uint32) {
	rb, ga := scale(p.ink.rb, c), scale(p.ink.ga, c)
	rest := 255 - ga>>16
	for ; len(dst) >= 4; dst = dst[4:] {
		d := binary.LittleEndian.Uint32(dst)
		r, g := rb+scale(d&lanes, rest), ga+scale(d>>8&lanes, rest)
		binary.LittleEndian.PutUint32(dst, r|g<<8)
	}
}

// fill writes the pixel over and over; two at once.
func fill(dst []byte, pixel uint32) {
	two := uint64(pixel)<<32 | uint64(pixel)
	for ; len(dst) >= 8; dst = dst[8:] {
		binary.LittleEndian.PutUint64(dst, two)
	}
	if len(dst) >= 4 {
		binary.LittleEndian.PutUint32(dst, pixel)
	}
}

// mask paints a grey mask in one colour: glyphs.
func (p *flatInk) mask(x, y int, m *image.Alpha, clip ibox) {
	b := ibox{x + m.Rect.Min.X, y + m.Rect.Min.Y, x + m.Rect.Max.X, y + m.Rect.Max.Y}.intersect(clip)
	if b.empty() {
		return
	}
	for py := b.y0; py < b.y1; py++ {
		from := (py-y-m.Rect.Min.Y)*m.Stride + b.x0 - x - m.Rect.Min.X
		at := py*p.img.Stride + b.x0*4
		p.vary(p.img.Pix[at:at+(b.x1-b.x0)*4], m.Pix[from:from+b.x1-b.x0])
	}
}
