package raster

import (
	"encoding/binary"
	"image"
	"image/color"
)

// ink is a colour ready for blending: premultiplied, its four channels in the four lanes of a word, so that they are
// multiplied at once.
type ink struct {
	lanes uint64
	alpha uint32
	pixel uint32 // the four bytes as they stand in memory
}

// Lanes are 16 bits wide and hold red, blue, green, alpha from the lowest on.
const (
	laneMask  = 0x00ff00ff00ff00ff
	laneHalf  = 0x0080008000800080
	alphaLane = 48
)

func inkOf(c color.NRGBA) ink {
	a := uint32(c.A)
	r, g, b := div255(uint32(c.R)*a), div255(uint32(c.G)*a), div255(uint32(c.B)*a)
	pixel := r | g<<8 | b<<16 | a<<24
	return ink{lanes: spread(pixel), alpha: a, pixel: pixel}
}

func div255(v uint32) uint32 { v += 128; return (v + v>>8) >> 8 }

// spread puts the bytes of a pixel into lanes, gather takes them back.
func spread(px uint32) uint64 { return uint64(px&0x00ff00ff) | uint64(px>>8&0x00ff00ff)<<32 }

func gather(v uint64) uint32 { return uint32(v) | uint32(v>>32)<<8 }

// rounded divides each lane by 255.
func rounded(v uint64) uint64 {
	v += laneHalf
	return (v + (v>>8)&laneMask) >> 8 & laneMask
}

// between is d where c is 0 and the opaque colour k where c is 255.
func between(d uint32, k uint64, c uint64) uint32 {
	return gather(rounded(spread(d)*(255-c) + k*c))
}

// over lays premultiplied lanes on a pixel.
func over(d uint32, k uint64) uint32 {
	return gather(k + rounded(spread(d)*(255-k>>alphaLane)))
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
		default:
			p.even(dst, r.full)
		}
	}
}

func (p *flatInk) vary(dst []byte, cov []uint8) {
	if p.ink.alpha < 255 {
		p.varyThin(dst, cov)
		return
	}
	k, pixel := p.ink.lanes, p.ink.pixel
	for _, c := range cov {
		if len(dst) < 4 {
			return
		}
		switch c {
		case 0:
		case 255:
			binary.LittleEndian.PutUint32(dst, pixel)
		default:
			binary.LittleEndian.PutUint32(dst, between(binary.LittleEndian.Uint32(dst), k, uint64(c)))
		}
		dst = dst[4:]
	}
}

// varyThin is vary for a translucent ink.
func (p *flatInk) varyThin(dst []byte, cov []uint8) {
	k := p.ink.lanes
	for _, c := range cov {
		if len(dst) < 4 {
			return
		}
		if c > 0 {
			binary.LittleEndian.PutUint32(dst, over(binary.LittleEndian.Uint32(dst), rounded(k*uint64(c))))
		}
		dst = dst[4:]
	}
}

// even lays the same coverage on all pixels.
func (p *flatInk) even(dst []byte, c uint8) {
	if uint32(c)*p.ink.alpha == 255*255 {
		fill(dst, p.ink.pixel)
		return
	}
	k := rounded(p.ink.lanes * uint64(c))
	for ; len(dst) >= 4; dst = dst[4:] {
		binary.LittleEndian.PutUint32(dst, over(binary.LittleEndian.Uint32(dst), k))
	}
}

// longFill is how many bytes are worth copying from what was filled before: copies go in larger steps.
const longFill = 256

// fill writes the pixel over and over; two at once.
func fill(dst []byte, pixel uint32) {
	two := uint64(pixel)<<32 | uint64(pixel)
	if len(dst) > longFill {
		fill(dst[:longFill], pixel)
		for n := longFill; n < len(dst); n *= 2 {
			copy(dst[n:], dst[:n])
		}
		return
	}
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
