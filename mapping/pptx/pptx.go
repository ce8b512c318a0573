// Package pptx writes slides as a PowerPoint presentation: words stay words in text boxes, tables stay tables, and what
// cannot be text is a picture at twice its size.
//
// The file says of itself its title and when it was made, and nothing else. The same calls give the same bytes.
package pptx

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/slide"
)

// Info is what a presentation says of itself.
type Info struct {
	Title   string
	Created time.Time
}

// Write writes the pages, which are all of one size.
func Write(to io.Writer, pages []*slide.Page, info Info, faces *mapping.Typeface) error {
	w := &writer{zip: zip.NewWriter(to), pages: pages, faces: faces, w: 1280, h: 720}
	if len(pages) > 0 {
		w.w, w.h = pages[0].W, pages[0].H
	}
	for i, p := range pages {
		w.slide(i+1, p)
	}
	w.frame(info)
	if w.err != nil {
		return w.err
	}
	return w.zip.Close()
}

// writer is a presentation under way. The first error stops it.
type writer struct {
	zip   *zip.Writer
	pages []*slide.Page
	faces *mapping.Typeface
	w, h  float32
	media int
	err   error
}

// emu are English metric units: 9525 in a pixel.
func emu(px float32) int { return int(px*9525 + 0.5) }

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func (w *writer) part(name, content string) {
	w.data(name, []byte(xmlHead+content))
}

func (w *writer) data(name string, content []byte) {
	if w.err != nil {
		return
	}
	f, err := w.zip.Create(name)
	if err == nil {
		_, err = f.Write(content)
	}
	if err != nil {
		w.err = fmt.Errorf("write %s: %w", name, err)
	}
}

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// links writes the relationships of a part: kinds and targets in turn.
func (w *writer) links(name string, pairs ...string) {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i+1 < len(pairs); i += 2 {
		kind := pairs[i]
		if !strings.Contains(kind, "/") {
			kind = relationships + kind
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i/2+1, kind, pairs[i+1])
	}
	b.WriteString(`</Relationships>`)
	w.part(name, b.String())
}

// noted tells whether any slide has notes.
func (w *writer) noted() bool {
	for _, p := range w.pages {
		if p.Notes != "" {
			return true
		}
	}
	return false
}
