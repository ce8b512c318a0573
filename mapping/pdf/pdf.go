// Package pdf writes drawings and pages as PDF: text stays text, fonts come along cut to what is used.
//
// The same calls give the same bytes: the time of making is told by the caller. Characters that the typeface lacks are
// drawn as outlines; a reader still finds and copies them.
package pdf

import (
	"io"
	"time"

	"chainatlas/mapping"
)

// Info is what a document says of itself; what is empty is left out.
type Info struct {
	Title, Author, Subject string
	Created                time.Time
}

// Paper is the size of a page in millimetres.
type Paper struct{ W, H float64 }

// The usual papers, upright.
var (
	A4 = Paper{210, 297}
	A3 = Paper{297, 420}
)

// Landscape lays the paper on its long side.
func (p Paper) Landscape() Paper { return Paper{max(p.W, p.H), min(p.W, p.H)} }

// Sheet is a page with the frame that is drawn on.
type Sheet struct {
	Paper  Paper
	Margin float64 // millimetres around the frame
	Pixel  float64 // millimetres; 0 means a 96th of an inch
}

const (
	pointsPerMM = 72 / 25.4
	usualPixel  = 25.4 / 96 // millimetres
)

func (s Sheet) pixel() float64 {
	if s.Pixel > 0 {
		return s.Pixel
	}
	return usualPixel
}

// Size is the frame in whole pixels.
func (s Sheet) Size() (w, h int) {
	in := func(mm float64) int { return int((mm-2*s.Margin)/s.pixel() + 1e-6) }
	return max(in(s.Paper.W), 1), max(in(s.Paper.H), 1)
}

// Finer is the same sheet with n times as many pixels on each side.
func (s Sheet) Finer(n float64) Sheet {
	s.Pixel = s.pixel() / n
	return s
}

// Document is pages in the making. It serves one goroutine.
type Document struct {
	info  Info
	faces *mapping.Typeface
	pages []*Canvas
	marks []bookmark
	fonts [2]*subset // regular and bold
	art   gallery
}

type bookmark struct {
	title string
	level int
	page  int
}

// New begins a document. Without faces (nil) text is left out.
func New(info Info, faces *mapping.Typeface) *Document {
	return &Document{info: info, faces: faces, art: gallery{known: map[[32]byte]int{}}}
}

// Page adds a page and returns its canvas. Pixel (0, 0) is the frame's corner; nothing is drawn beyond the frame.
func (d *Document) Page(s Sheet) *Canvas {
	w, h := s.Size()
	c := &Canvas{doc: d, sheet: s}
	c.begin(float64(w), float64(h))
	d.pages = append(d.pages, c)
	return c
}

// Bookmark puts the page that was added last into the outline; level 0 is the uppermost. It does nothing before the
// first page.
func (d *Document) Bookmark(title string, level int) {
	if n := len(d.pages); n > 0 {
		d.marks = append(d.marks, bookmark{title, max(level, 0), n - 1})
	}
}

// WriteTo writes the finished document.
func (d *Document) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(d.assemble())
	return int64(n), err
}

// font is the part of a weight that the document uses.
func (d *Document) font(bold bool) *subset {
	i := 0
	if bold {
		i = 1
	}
	if d.fonts[i] == nil {
		d.fonts[i] = newSubset(d.faces.File(bold))
	}
	return d.fonts[i]
}
