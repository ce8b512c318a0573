package raster

import (
	"encoding/binary"
	"image"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"

	"chainatlas/mapping"
)

// Image paints img scaled into the box. An image.RGBA that falls on whole pixels in its own size is copied as it is:
// that is how tiles are drawn, and markers as a Sprite.
func (c *Canvas) Image(img image.Image, into mapping.Rect) {
	if s, ok := img.(*Sprite); ok {
		if x, y, fits := nearest(s, into); fits {
			c.sprite(s, x, y)
			return
		}
		img = s.RGBA
	}
	c.flush()
	b := img.Bounds()
	if b.Empty() || !finite(into.Min) || !finite(into.Max) || into.Empty() || c.clip.empty() {
		return
	}
	src, ok := img.(*image.RGBA)
	if ok && into.W() == float32(b.Dx()) && into.H() == float32(b.Dy()) && isWhole(into.Min) {
		c.blit(src, int(into.Min.X), int(into.Min.Y))
		return
	}
	smaller := into.W()*2 < float32(b.Dx()) || into.H()*2 < float32(b.Dy())
	if smaller && max(into.W(), into.H()) < maxShrunk {
		c.shrink(img, into)
		return
	}
	if !ok {
		src = image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
		draw.Draw(src, src.Rect, img, b.Min, draw.Src)
	}
	c.stretch(src, into)
}

// maxShrunk bounds the memory of averaging, in pixels of one side.
const maxShrunk = 1 << 14

func isWhole(p mapping.Pt) bool {
	return p.X == float32(math.Floor(float64(p.X))) && p.Y == float32(math.Floor(float64(p.Y))) &&
		max(p.X, p.Y, -p.X, -p.Y) < 1<<24
}

// blit copies src with its corner on pixel (x, y).
func (c *Canvas) blit(src *image.RGBA, x, y int) {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	b := ibox{x, y, x + w, y + h}.intersect(c.clip)
	if b.empty() {
		return
	}
	n := (b.x1 - b.x0) * 4
	for py := b.y0; py < b.y1; py++ {
		from := (py-y)*src.Stride + (b.x0-x)*4
		at := py*c.img.Stride + b.x0*4
		blendRow(c.img.Pix[at:at+n:at+n], src.Pix[from:from+n:from+n])
	}
}

// blendRow puts premultiplied pixels over others.
func blendRow(dst, src []byte) {
	for len(src) >= 4 && len(dst) >= 4 {
		s := binary.LittleEndian.Uint32(src)
		switch s >> 24 {
		case 0:
		case 255:
			binary.LittleEndian.PutUint32(dst, s)
		default:
			binary.LittleEndian.PutUint32(dst, over(binary.LittleEndian.Uint32(dst), spread(s)))
		}
		dst, src = dst[4:], src[4:]
	}
}

// stretch paints src at least half as large as it is, bilinear between pixel centres.
func (c *Canvas) stretch(src *image.RGBA, into mapping.Rect) {
	b := pixels(into).intersect(c.clip)
	sx, sy := float64(src.Rect.Dx())/float64(into.W()), float64(src.Rect.Dy())/float64(into.H())
	for y := b.y0; y < b.y1; y++ {
		v := newTap((float64(y)+0.5-float64(into.Min.Y))*sy-0.5, src.Rect.Dy())
		row0, row1 := src.Pix[v.lo*src.Stride:], src.Pix[v.hi*src.Stride:]
		dst := c.img.Pix[y*c.img.Stride:]
		for x := b.x0; x < b.x1; x++ {
			h := newTap((float64(x)+0.5-float64(into.Min.X))*sx-0.5, src.Rect.Dx())
			top := mix(word(row0, h.lo), word(row0, h.hi), h.part)
			low := mix(word(row1, h.lo), word(row1, h.hi), h.part)
			px := dst[x*4 : x*4+4 : x*4+4]
			binary.LittleEndian.PutUint32(px, over(binary.LittleEndian.Uint32(px), spread(mix(top, low, v.part))))
		}
	}
}

// tap is a place between two neighbours: part/255 of the way from lo to hi.
type tap struct {
	lo, hi int
	part   uint32
}

func newTap(at float64, n int) tap {
	at = min(max(at, 0), float64(n-1))
	lo := int(at)
	return tap{lo, min(lo+1, n-1), uint32((at-float64(lo))*255 + 0.5)}
}

func word(row []byte, x int) uint32 { return binary.LittleEndian.Uint32(row[x*4:]) }

// mix is a where part is 0 and b where it is 255; no channel rises above its alpha.
func mix(a, b, part uint32) uint32 {
	if a == b {
		return a
	}
	return between(a, spread(b), uint64(part))
}

// shrink averages: a picture made smaller than half needs more than its four nearest pixels.
func (c *Canvas) shrink(img image.Image, into mapping.Rect) {
	b := pixels(into)
	if b.empty() {
		return
	}
	clip := image.Rect(c.clip.x0, c.clip.y0, c.clip.x1, c.clip.y1)
	dst := c.img.SubImage(clip).(*image.RGBA)
	xdraw.BiLinear.Scale(dst, image.Rect(b.x0, b.y0, b.x1, b.y1), img, img.Bounds(), draw.Over, nil)
}
