package pdf

import (
	"fmt"
	"strings"

	"chainatlas/mapping"
)

// largestType is the size in pixels beyond which text is not drawn, as in raster.
const largestType = 2048

// Text writes one line as text, its halo first.
func (c *Canvas) Text(t mapping.Text) {
	faces := c.doc.faces
	if faces == nil || t.S == "" || !(t.Face.Size > 0) || t.Face.Size > largestType || !finite(t.At) {
		return
	}
	at := t.Origin(faces)
	line, drawn := c.letters(t, at)
	if line == "" {
		return
	}
	if t.Halo.A > 0 && t.HaloWidth > 0 {
		halo := mapping.Stroke{Color: t.Halo, Width: 2 * t.HaloWidth}
		c.pen(halo)
		// What only surrounds the letters is not read aloud, copied or found.
		c.op("/Span <</ActualText ()>> BDC")
		c.write(t, at, line, outlined)
		c.op("EMC")
		halo.Closed = true
		c.Stroke(drawn, halo)
	}
	mode := filled
	if t.Color.A == 0 {
		mode = unseen
	} else {
		c.ink(t.Color)
	}
	c.write(t, at, line, mode)
	if d := pathData(drawn, true); d != "" && t.Color.A > 0 {
		c.op("%sf", d)
	}
}

// How letters are written.
const (
	filled   = 0
	outlined = 1
	unseen   = 3
)

func (c *Canvas) write(t mapping.Text, at mapping.Pt, line string, mode int) {
	font := "/R"
	if t.Face.Bold {
		font = "/B"
	}
	c.op("BT %s %s Tf %d Tr 1 0 0 -1 %s %s Tm <%s> Tj ET", font, num(t.Face.Size), mode, num(at.X), num(at.Y), line)
}

// letters is the line in the numbers of the font's part, and the outlines of what the font itself does not have.
func (c *Canvas) letters(t mapping.Text, at mapping.Pt) (line string, drawn *mapping.Path) {
	var b strings.Builder
	drawn = new(mapping.Path)
	font := c.doc.font(t.Face.Bold)
	for _, r := range t.S {
		g := c.doc.faces.Glyph(r, t.Face.Bold)
		if g.Advance == 0 && len(g.Outline) == 0 {
			continue // a control character
		}
		fmt.Fprintf(&b, "%04x", font.number(r, g))
		if !font.has(g) {
			g.AddTo(drawn, at, t.Face.Size)
		}
		at.X += g.Advance * t.Face.Size
	}
	return b.String(), drawn
}
