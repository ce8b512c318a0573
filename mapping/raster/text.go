package raster

import (
	"image"
	"math"

	"chainatlas/mapping"
)

// Text writes one line. Letters stand on whole rows and on quarters of a pixel along the line.
func (c *Canvas) Text(t mapping.Text) {
	if c.faces == nil || c.clip.empty() || !(t.Face.Size > 0) || t.Face.Size > maxGlyphSide || !finite(t.At) {
		return
	}
	c.flush()
	at := t.Origin(c.faces)
	if t.Halo.A > 0 && t.HaloWidth > 0 {
		c.halo(t, at)
	}
	if t.Color.A == 0 {
		return
	}
	c.flat = flatInk{c.img, inkOf(t.Color)}
	c.letters(t, at, 0, func(x, y int, m *image.Alpha) { c.flat.mask(x, y, m, c.clip) })
}

// letters calls put with the picture of each glyph and the pixel it stands on.
func (c *Canvas) letters(t mapping.Text, at mapping.Pt, halo float32, put func(x, y int, m *image.Alpha)) {
	y := whole(at.Y)
	x := at.X
	for _, r := range t.S {
		g := c.faces.Glyph(r, t.Face.Bold)
		// Beyond the picture a letter need not be made; its place still counts.
		if (x+(g.Box.Min.X-1)*t.Face.Size) < float32(c.clip.x1) && (x+(g.Box.Max.X+1)*t.Face.Size) > float32(c.clip.x0) {
			px, quarter := quarterOf(x)
			if m := c.glyphs.mask(maskKey{g, t.Face.Size, halo, quarter}); m != nil {
				put(px, y, m)
			}
		}
		x += g.Advance * t.Face.Size
	}
}

func quarterOf(x float32) (pixel int, quarter uint8) {
	q := int(math.Floor(float64(x)*quarters + 0.5))
	return q >> 2, uint8(q & 3)
}

// lineMask collects the halos of a line, so that where two letters' halos overlap the colour is laid on once.
type lineMask struct{ image.Alpha }

func (c *Canvas) halo(t mapping.Text, at mapping.Pt) {
	box := t.Box(c.faces).Inset(-t.HaloWidth - t.Face.Size/2)
	b := pixels(box).intersect(c.clip)
	if b.empty() {
		return
	}
	c.line.clear(image.Rect(b.x0, b.y0, b.x1, b.y1))
	c.letters(t, at, t.HaloWidth, c.line.put)
	c.flat = flatInk{c.img, inkOf(t.Halo)}
	c.flat.mask(0, 0, &c.line.Alpha, c.clip)
}

func (l *lineMask) clear(r image.Rectangle) {
	n := r.Dx() * r.Dy()
	if cap(l.Pix) < n {
		l.Pix = make([]uint8, n)
	}
	l.Pix, l.Stride, l.Rect = l.Pix[:n], r.Dx(), r
	clear(l.Pix)
}

func (l *lineMask) put(x, y int, m *image.Alpha) {
	r := m.Rect.Add(image.Pt(x, y)).Intersect(l.Rect)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		from := m.Pix[(py-y-m.Rect.Min.Y)*m.Stride+r.Min.X-x-m.Rect.Min.X:]
		to := l.Pix[(py-l.Rect.Min.Y)*l.Stride+r.Min.X-l.Rect.Min.X:][:r.Dx()]
		for i := range to {
			to[i] = max(to[i], from[i])
		}
	}
}
