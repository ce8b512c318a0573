package thematic

import (
	"image"
	"io"

	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/svg"

	"github.com/paulmach/orb"
)

// Picture is a finished drawing: a chain map or a map with its furniture.
type Picture interface {
	mapping.Layer
	mapping.Hitter
	// Fit is the viewport that shows all of it on w by h pixels, dpr of which make a logical one.
	Fit(w, h int, dpr float32) mapping.Viewport
}

// Render paints all of a picture on w by h pixels.
func Render(p Picture, w, h int, dpr float32, faces *mapping.Typeface) *image.RGBA {
	return RenderView(p, p.Fit(w, h, dpr), faces)
}

// RenderView paints what a viewport sees of a picture.
func RenderView(p Picture, v mapping.Viewport, faces *mapping.Typeface) *image.RGBA {
	c := raster.New(max(v.W, 1), max(v.H, 1), page, faces)
	p.Draw(c, v)
	return c.Picture()
}

// WritePNG writes all of a picture as PNG.
func WritePNG(to io.Writer, p Picture, w, h int, dpr float32, faces *mapping.Typeface) error {
	c := raster.New(max(w, 1), max(h, 1), page, faces)
	p.Draw(c, p.Fit(w, h, dpr))
	return c.WritePNG(to)
}

// WriteSVG writes all of a picture as SVG of w by h pixels, with text that stays text.
func WriteSVG(to io.Writer, p Picture, w, h int, m mapping.Measurer) error {
	c := svg.New(float32(w), float32(h), page, m)
	p.Draw(c, p.Fit(w, h, 1))
	_, err := c.WriteTo(to)
	return err
}

// printDPR makes what a picture paints on pixels, its markers, sharp on paper.
const printDPR = 3

// WritePDF writes all of a picture on one page of paper.
func WritePDF(to io.Writer, p Picture, s pdf.Sheet, info pdf.Info, faces *mapping.Typeface) error {
	d := pdf.New(info, faces)
	DrawPage(d, p, s)
	_, err := d.WriteTo(to)
	return err
}

// DrawPage adds a page to a document with all of a picture in the frame of the sheet.
func DrawPage(d *pdf.Document, p Picture, s pdf.Sheet) {
	w, h := s.Size()
	p.Draw(d.Page(s.Finer(printDPR)), p.Fit(w*printDPR, h*printDPR, printDPR))
}

// orRough is the measurer, or a rough one where none is at hand.
func orRough(m mapping.Measurer) mapping.Measurer {
	if f, ok := m.(*mapping.Typeface); m == nil || ok && f == nil {
		return mapping.RoughMeasurer{}
	}
	return m
}

// union is the smallest box around both; a zero box adds nothing.
func union(a, b orb.Bound) orb.Bound {
	switch {
	case a.IsZero():
		return b
	case b.IsZero():
		return a
	}
	return a.Union(b)
}
