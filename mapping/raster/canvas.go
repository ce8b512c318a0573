// Package raster paints on pixels: the screen, PNG, pictures in documents.
//
// Every picture is a premultiplied image.RGBA. Coverage is computed exactly, so the same calls give the same bytes on
// every machine. A Canvas serves one goroutine; several canvases may share a typeface and its glyph pictures.
package raster

import (
	"bufio"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"chainatlas/mapping"
)

// Canvas is a mapping.Canvas on an image.
type Canvas struct {
	img    *image.RGBA
	faces  *mapping.Typeface
	glyphs *glyphStore
	clip   ibox

	filler  filler
	stroker stroker
	flat    flatInk
	hatched hatchInk
	hatches map[hatchKey]*hatchTile
	line    lineMask
	batch   *batch // nil when what is drawn is painted at once
	waiting lateInk
}

// New returns a canvas of w by h pixels filled with bg. Without faces (nil) text is left out.
func New(w, h int, bg color.NRGBA, faces *mapping.Typeface) *Canvas {
	c := On(image.NewRGBA(image.Rect(0, 0, max(w, 0), max(h, 0))), faces)
	c.Reset(bg)
	return c
}

// On returns a canvas that paints over img, whose corner is pixel (0, 0) of the drawing.
func On(img *image.RGBA, faces *mapping.Typeface) *Canvas {
	c := &Canvas{faces: faces}
	if faces != nil {
		c.glyphs = glyphsOf(faces)
	}
	c.Turn(img)
	return c
}

// Turn makes the canvas paint on another image and keeps its working memory.
func (c *Canvas) Turn(img *image.RGBA) {
	c.flush()
	flush := *img
	flush.Pix = img.Pix[img.PixOffset(img.Rect.Min.X, img.Rect.Min.Y):]
	flush.Rect = image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy())
	c.img = &flush
	w, h := flush.Rect.Dx(), flush.Rect.Dy()
	if c.filler.w != w || c.filler.h != h {
		c.filler.resize(w, h)
	}
	c.clip = ibox{0, 0, w, h}
}

// Reset fills the picture with bg.
func (c *Canvas) Reset(bg color.NRGBA) {
	c.flush()
	k := inkOf(bg)
	for y := range c.img.Rect.Dy() {
		fill(c.img.Pix[y*c.img.Stride:][:c.img.Rect.Dx()*4], k.pixel)
	}
}

// Picture is what was painted; it is not copied. (Image is the call that paints one.)
func (c *Canvas) Picture() *image.RGBA {
	c.flush()
	return c.img
}

// WritePNG encodes the picture.
func (c *Canvas) WritePNG(w io.Writer) error {
	buf := bufio.NewWriter(w)
	if err := png.Encode(buf, c.Picture()); err != nil {
		return err
	}
	return buf.Flush()
}

// Fill paints the inside of the rings by the even-odd rule.
func (c *Canvas) Fill(p *mapping.Path, f mapping.Fill) {
	if c.clip.empty() {
		return
	}
	if f.Color.A > 0 {
		c.fillRings(p, c.pen(f.Color))
	}
	if f.Hatch != mapping.NoHatch && f.Ink.A > 0 {
		c.flush()
		c.hatched = hatchInk{c.img, inkOf(f.Ink), c.hatch(f.Hatch, f.Unit)}
		c.fillRings(p, &c.hatched)
	}
}

func (c *Canvas) fillRings(p *mapping.Path, onto painter) {
	box := c.clip.around(p, 0)
	if box.empty() {
		return
	}
	c.filler.begin(box, true)
	c.filler.rings(p)
	c.filler.sweep(onto, true)
}

// Stroke draws the lines of the path. Where a line crosses itself it is painted once.
func (c *Canvas) Stroke(p *mapping.Path, s mapping.Stroke) {
	if c.clip.empty() || s.Color.A == 0 || !(s.Width > thinnest) {
		return
	}
	box := c.clip.around(p, s.Width/2*miterLimit)
	if box.empty() {
		return
	}
	c.filler.begin(box, false)
	c.stroker.stroke(&c.filler, p, s)
	c.filler.sweep(c.pen(s.Color), false)
}

// pen paints in one colour, at once or in a batch.
func (c *Canvas) pen(k color.NRGBA) painter {
	if c.batch == nil {
		c.flat = flatInk{c.img, inkOf(k)}
		return &c.flat
	}
	if c.batch.bytes > batchBytes {
		c.flush()
	}
	c.waiting = c.batch.late(inkOf(k))
	return &c.waiting
}

// Clip limits what draw paints to the box, rounded to whole pixels.
func (c *Canvas) Clip(to mapping.Rect, draw func()) {
	was := c.clip
	defer func() { c.clip = was }()
	c.clip = was.intersect(pixels(to))
	if !c.clip.empty() {
		draw()
	}
}

// Group paints what draw paints: pixels have no names.
func (c *Canvas) Group(_ mapping.Group, draw func()) { draw() }

// pixels rounds a box to whole pixels.
func pixels(r mapping.Rect) ibox {
	return ibox{whole(r.Min.X), whole(r.Min.Y), whole(r.Max.X), whole(r.Max.Y)}
}

// whole rounds to the nearest pixel; NaN is 0 and what no picture reaches is cut.
func whole(v float32) int {
	if v != v {
		return 0
	}
	return int(math.Floor(float64(min(max(v, -1<<24), 1<<24)) + 0.5))
}
