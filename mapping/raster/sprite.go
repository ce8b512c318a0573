package raster

import (
	"image"
	"image/draw"

	"chainatlas/mapping"
)

// Sprite is a small picture that is painted many times, a marker: it knows where each of its rows is clear, opaque or
// between, so that painting it mostly copies. It does not follow later changes of what it was made from.
type Sprite struct {
	*image.RGBA
	rows []spriteRow
}

// spriteRow is the columns of a row: from…to is not clear, solidFrom…solidTo of it is opaque.
type spriteRow struct{ from, to, solidFrom, solidTo int32 }

// NewSprite prepares a picture.
func NewSprite(img image.Image) *Sprite {
	b := img.Bounds()
	s := &Sprite{RGBA: image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))}
	draw.Draw(s.RGBA, s.Rect, img, b.Min, draw.Src)
	for y := range b.Dy() {
		s.rows = append(s.rows, rowOf(s.Pix[y*s.Stride:][:b.Dx()*4]))
	}
	return s
}

func rowOf(pix []byte) spriteRow {
	alpha := func(x int) byte { return pix[x*4+3] }
	from, to := 0, len(pix)/4
	for from < to && alpha(from) == 0 {
		from++
	}
	for to > from && alpha(to-1) == 0 {
		to--
	}
	solid := from
	for solid < to && alpha(solid) != 255 {
		solid++
	}
	end := solid
	for end < to && alpha(end) == 255 {
		end++
	}
	return spriteRow{int32(from), int32(to), int32(solid), int32(end)}
}

// sprite paints s with its corner on a whole pixel.
func (c *Canvas) sprite(s *Sprite, x, y int) {
	w, h := s.Rect.Dx(), s.Rect.Dy()
	size := c.img.Rect.Size()
	if c.batch != nil && c.clip == (ibox{0, 0, size.X, size.Y}) {
		if c.batch.bytes > batchBytes {
			c.flush()
		}
		c.batch.sprite(s, x, y, size)
		return
	}
	c.flush()
	if x < c.clip.x0 || y < c.clip.y0 || x+w > c.clip.x1 || y+h > c.clip.y1 {
		c.blit(s.RGBA, x, y)
		return
	}
	c.spriteRows(s, x, y, y, y+h)
}

// spriteRows paints what of s falls on the rows y0…y1-1 of the picture.
func (c *Canvas) spriteRows(s *Sprite, x, y, y0, y1 int) {
	w := s.Rect.Dx()
	if x < 0 || x+w > c.img.Rect.Dx() {
		was := c.clip
		c.clip = ibox{0, y0, c.img.Rect.Dx(), y1}
		c.blit(s.RGBA, x, y)
		c.clip = was
		return
	}
	first, last := max(y0-y, 0), min(y1-y, len(s.rows))
	at := (y+first)*c.img.Stride + x*4
	for i := first; i < last; i++ {
		r := &s.rows[i]
		src, dst := s.Pix[i*s.Stride:(i+1)*s.Stride], c.img.Pix[at:at+w*4]
		blendRow(dst[r.from*4:r.solidFrom*4], src[r.from*4:r.solidFrom*4])
		copy(dst[r.solidFrom*4:r.solidTo*4], src[r.solidFrom*4:r.solidTo*4])
		blendRow(dst[r.solidTo*4:r.to*4], src[r.solidTo*4:r.to*4])
		at += c.img.Stride
	}
}

// nearest is the whole pixel a sprite's corner goes to, when the box has its size.
func nearest(s *Sprite, into mapping.Rect) (x, y int, ok bool) {
	b := s.Rect
	ok = into.W() == float32(b.Dx()) && into.H() == float32(b.Dy()) && isWhole(into.Min)
	return int(into.Min.X), int(into.Min.Y), ok
}

// Stamp paints s with its middle as near to a place as whole pixels allow.
func (c *Canvas) Stamp(s *Sprite, at mapping.Pt) {
	w, h := s.Rect.Dx(), s.Rect.Dy()
	x, y := at.X-float32(w)/2+0.5, at.Y-float32(h)/2+0.5
	if !(x > float32(c.clip.x0-w-1) && x < float32(c.clip.x1+1) && y > float32(c.clip.y0-h-1) && y < float32(c.clip.y1+1)) {
		return
	}
	const lift = 1 << 16 // makes the whole part of a positive number the floor
	c.sprite(s, int(x+lift)-lift, int(y+lift)-lift)
}
