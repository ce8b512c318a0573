// Package page sets printed pages: blocks of text, facts and pictures flow into columns and on to the next page.
//
// Sizes are pixels of the canvas. A block that does not fit goes to the next column whole; nothing is left out.
package page

import (
	"image/color"

	"chainatlas/mapping"
)

// Block is what stands in a column.
type Block interface {
	// Height is the room that the block needs at a width, with the gap below it.
	Height(m mapping.Measurer, width float32) float32
	// Draw puts the block at its upper left corner.
	Draw(c mapping.Canvas, m mapping.Measurer, at mapping.Pt, width float32)
}

// Style is how text looks.
type Style struct {
	Face    mapping.Face
	Color   color.NRGBA
	Leading float32 // distance of lines in sizes; 0 means 1.5
}

func (s Style) leading() float32 {
	if s.Leading == 0 {
		s.Leading = 1.5
	}
	return s.Leading * s.Face.Size
}

// Write sets a text into a width from its upper left corner, and returns how high it became.
func (s Style) Write(c mapping.Canvas, m mapping.Measurer, text string, at mapping.Pt, width float32) float32 {
	lines := mapping.Lines(m, text, s.Face, width)
	for i, line := range lines {
		y := at.Y + (float32(i)+0.5)*s.leading()
		c.Text(mapping.Text{S: line, At: mapping.Pt{X: at.X, Y: y}, Anchor: mapping.AnchorLeft, Face: s.Face, Color: s.Color})
	}
	return float32(len(lines)) * s.leading()
}

// Height is how high Write makes a text.
func (s Style) Height(m mapping.Measurer, text string, width float32) float32 {
	return float32(len(mapping.Lines(m, text, s.Face, width))) * s.leading()
}

// Heading stands above the blocks that follow, and is never the last of a column.
type Heading struct {
	Text  string
	Style Style
	Rule  color.NRGBA // of the line under it; transparent for none
	Above float32     // room above it, except at the top of a column
}

// Height implements Block.
func (h Heading) Height(m mapping.Measurer, width float32) float32 {
	return h.Above + h.Style.Height(m, h.Text, width) + h.Style.Face.Size*0.4
}

// Draw implements Block.
func (h Heading) Draw(c mapping.Canvas, m mapping.Measurer, at mapping.Pt, width float32) {
	at.Y += h.Above
	y := at.Y + h.Style.Write(c, m, h.Text, at, width)
	var line mapping.Path
	line.Line(mapping.Pt{X: at.X, Y: y}, mapping.Pt{X: at.X + width, Y: y})
	c.Stroke(&line, mapping.Stroke{Color: h.Rule, Width: 1})
}

// Fact is a label with what is said under it, beside each other.
type Fact struct {
	Label, Text string
	LabelStyle  Style
	TextStyle   Style
	LabelWidth  float32
	Gap         float32     // below
	Rule        color.NRGBA // of the hairline below; transparent for none
}

// Height implements Block.
func (f Fact) Height(m mapping.Measurer, width float32) float32 {
	return max(f.label().Height(m, f.Label, f.labelRoom()), f.TextStyle.Height(m, f.Text, width-f.LabelWidth)) + f.Gap
}

// label is the style whose lines stand beside those of the text.
func (f Fact) label() Style {
	s := f.LabelStyle
	s.Leading = f.TextStyle.leading() / s.Face.Size
	return s
}

func (f Fact) labelRoom() float32 { return f.LabelWidth - f.LabelStyle.Face.Size/2 }

// Draw implements Block.
func (f Fact) Draw(c mapping.Canvas, m mapping.Measurer, at mapping.Pt, width float32) {
	f.label().Write(c, m, f.Label, at, f.labelRoom())
	f.TextStyle.Write(c, m, f.Text, mapping.Pt{X: at.X + f.LabelWidth, Y: at.Y}, width-f.LabelWidth)
	y := at.Y + f.Height(m, width) - f.Gap/2
	var line mapping.Path
	line.Line(mapping.Pt{X: at.X, Y: y}, mapping.Pt{X: at.X + width, Y: y})
	c.Stroke(&line, mapping.Stroke{Color: f.Rule, Width: 0.6})
}

// Line is one line of running text.
type Line struct {
	Text  string
	Style Style
	Gap   float32 // below
}

// Running divides a text into lines that may go on in the next column, with a gap below the last.
func Running(m mapping.Measurer, text string, s Style, width, gap float32) []Block {
	var out []Block
	for _, line := range mapping.Lines(m, text, s.Face, width) {
		out = append(out, Line{Text: line, Style: s})
	}
	last := out[len(out)-1].(Line)
	last.Gap = gap
	out[len(out)-1] = last
	return out
}

// Height implements Block.
func (l Line) Height(mapping.Measurer, float32) float32 { return l.Style.leading() + l.Gap }

// Draw implements Block.
func (l Line) Draw(c mapping.Canvas, _ mapping.Measurer, at mapping.Pt, _ float32) {
	c.Text(mapping.Text{S: l.Text, At: mapping.Pt{X: at.X, Y: at.Y + l.Style.leading()/2}, Anchor: mapping.AnchorLeft, Face: l.Style.Face, Color: l.Style.Color})
}
