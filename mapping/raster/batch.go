package raster

import (
	"image"
	"sync"
)

// batch keeps what is painted until a stretch of rows can be painted at once. A picture is larger than a processor's
// near memory, and shapes come in an order that is not theirs on the picture: painted as they come, nearly half of the
// time goes into waiting for pixels. Coverage is computed at once; only the blending waits, in its order.
type batch struct {
	height int // rows of a band
	bands  []band
	inks   []ink
	marks  []*Sprite
	bytes  int
}

// band is what is to be painted on some rows.
type band struct {
	ops []op
	cov []uint8
	ink int32 // index of the last colour named in ops; -1 for none
}

// op is one stretch of a row, or a sprite, or a change of colour.
type op struct {
	x, n int32 // pixels; n is the index of a sprite or a colour
	y    int16 // of the picture
	kind opKind
	full uint8
}

type opKind uint8

const (
	opVaried opKind = iota // n bytes of coverage
	opEven                 // the coverage full
	opInk
	opSprite
)

const (
	bandBytes    = 1 << 18 // pixels of a band: they fit a processor's second cache with what is painted on them
	batchBytes   = 16 << 20
	mostRows     = 1 << 15 // of a picture that can be batched
	bytesOfAnOp  = 12
	leastOfABand = 8 // rows
)

// batches are empty ones with their memory, which is dear to grow anew for every picture.
var batches = sync.Pool{New: func() any { return &batch{} }}

// Batch does what draw draws, faster for many shapes, with the same pixels. The picture is whole when it returns.
func (c *Canvas) Batch(draw func()) {
	size := c.img.Rect.Size()
	if c.batch != nil || size.X == 0 || size.Y == 0 || size.Y >= mostRows {
		draw()
		return
	}
	b := batches.Get().(*batch)
	b.cut(size)
	c.batch = b
	defer func() {
		c.flush()
		c.batch = nil
		batches.Put(b)
	}()
	draw()
}

// cut divides a picture into bands.
func (b *batch) cut(size image.Point) {
	b.height = min(max(bandBytes/(4*size.X), leastOfABand), size.Y)
	n := (size.Y + b.height - 1) / b.height
	for len(b.bands) < n {
		b.bands = append(b.bands, band{ink: -1})
	}
}

// flush paints what waits.
func (c *Canvas) flush() {
	b := c.batch
	if b == nil || b.bytes == 0 {
		return
	}
	for i := range b.bands {
		one := &b.bands[i]
		c.replay(one, i*b.height, min((i+1)*b.height, c.img.Rect.Dy()))
		one.ops, one.cov, one.ink = one.ops[:0], one.cov[:0], -1
	}
	clear(b.marks)
	b.inks, b.marks, b.bytes = b.inks[:0], b.marks[:0], 0
}

// replay paints a band, the rows y0…y1-1.
func (c *Canvas) replay(b *band, y0, y1 int) {
	cov := b.cov
	p := flatInk{img: c.img}
	for i := range b.ops {
		o := &b.ops[i]
		switch o.kind {
		case opInk:
			p.ink = c.batch.inks[o.n]
		case opSprite:
			c.spriteRows(c.batch.marks[o.n], int(o.x), int(o.y), y0, y1)
		case opEven:
			at := int(o.y)*c.img.Stride + int(o.x)*4
			p.even(c.img.Pix[at:at+int(o.n)*4], o.full)
		default:
			at := int(o.y)*c.img.Stride + int(o.x)*4
			p.vary(c.img.Pix[at:at+int(o.n)*4], cov[:o.n])
			cov = cov[o.n:]
		}
	}
}

// lateInk is a flatInk whose rows wait in a batch.
type lateInk struct {
	b   *batch
	ink int32
}

// late is a painter of a colour that waits.
func (b *batch) late(k ink) lateInk {
	if n := len(b.inks); n == 0 || b.inks[n-1] != k {
		b.inks = append(b.inks, k)
	}
	return lateInk{b, int32(len(b.inks) - 1)}
}

func (p *lateInk) row(y int, runs []run, cov []uint8) {
	one := p.b.named(y/p.b.height, p.ink)
	for _, r := range runs {
		o := op{x: r.x0, n: r.x1 - r.x0, y: int16(y), kind: opEven, full: r.full}
		if r.varied {
			o.kind = opVaried
			one.cov = append(one.cov, cov[r.x0:r.x1]...)
			p.b.bytes += int(o.n)
		}
		one.ops = append(one.ops, o)
		p.b.bytes += bytesOfAnOp
	}
}

// named is a band whose next ops paint in the given colour.
func (b *batch) named(i int, ink int32) *band {
	one := &b.bands[i]
	if one.ink != ink {
		one.ink = ink
		one.ops = append(one.ops, op{n: ink, kind: opInk})
		b.bytes += bytesOfAnOp
	}
	return one
}

// sprite lets a sprite wait with its corner on (x, y); the picture is w by h pixels.
func (b *batch) sprite(s *Sprite, x, y int, size image.Point) {
	if x >= size.X || y >= size.Y || x+s.Rect.Dx() <= 0 || y+s.Rect.Dy() <= 0 {
		return
	}
	if n := len(b.marks); n == 0 || b.marks[n-1] != s {
		b.marks = append(b.marks, s)
	}
	o := op{x: int32(x), n: int32(len(b.marks) - 1), y: int16(y), kind: opSprite}
	first, last := max(y, 0)/b.height, (min(y+s.Rect.Dy(), size.Y)-1)/b.height
	for i := first; i <= last; i++ {
		b.bands[i].ops = append(b.bands[i].ops, o)
		b.bytes += bytesOfAnOp
	}
}
