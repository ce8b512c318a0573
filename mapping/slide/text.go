package slide

import (
	"image/color"

	"chainatlas/mapping"
)

// Text is paragraphs in a box. Words that do not fit are set smaller, down to a size that is still read from the last row;
// what does not fit even then is cut, and Cut says so.
type Text struct {
	Box    mapping.Rect
	Paras  []Para
	Middle bool // stand in the middle of the height, not at the top
	// Grow is how many times larger than asked for the words are set where there is room; 0 means 1.
	Grow float32
	// Title says that the words are the slide's title, which programs that edit it list.
	Title bool
}

// Para is one paragraph.
type Para struct {
	S     string
	Size  float32
	Bold  bool
	Color color.NRGBA
	Align Align
	Mark  bool    // a small square before it
	Gap   float32 // above it, unless it is the first
}

// Align says where the lines of a paragraph stand.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

const (
	leading   = 1.45 // distance of lines, in sizes
	smallest  = 0.62 // of the size that was asked for
	markRoom  = 1.1  // before a paragraph with a mark, in sizes
	scaleStep = 0.04
)

// Bounds implements Element.
func (t *Text) Bounds() mapping.Rect { return t.Box }

// Scale is how much smaller or larger than asked for the words are set, so that they fit.
func (t *Text) Scale(m mapping.Measurer) float32 {
	for k := max(t.Grow, 1); k > smallest; k -= scaleStep {
		if t.height(m, k) <= t.Box.H() {
			return k
		}
	}
	return smallest
}

// Cut tells whether words have no room even at the smallest size.
func (t *Text) Cut(m mapping.Measurer) bool { return t.height(m, smallest) > t.Box.H()+0.5 }

func (p Para) face(k float32) mapping.Face { return mapping.Face{Size: p.Size * k, Bold: p.Bold} }

func (p Para) indent(k float32) float32 {
	if p.Mark {
		return markRoom * p.Size * k
	}
	return 0
}

func (p Para) lines(m mapping.Measurer, width, k float32) []string {
	return mapping.Lines(m, p.S, p.face(k), max(width-p.indent(k), 1))
}

func (t *Text) height(m mapping.Measurer, k float32) (h float32) {
	for i, p := range t.Paras {
		if i > 0 {
			h += p.Gap * k
		}
		h += float32(len(p.lines(m, t.Box.W(), k))) * p.Size * k * leading
	}
	return h
}

func (t *Text) draw(c mapping.Canvas, m mapping.Measurer, _ float32) {
	k := t.Scale(m)
	y := t.Box.Min.Y
	if t.Middle {
		y += max(0, (t.Box.H()-t.height(m, k))/2)
	}
	for i, p := range t.Paras {
		if i > 0 {
			y += p.Gap * k
		}
		step := p.Size * k * leading
		for n, line := range p.lines(m, t.Box.W(), k) {
			if y+step > t.Box.Max.Y+1 {
				return
			}
			if p.Mark && n == 0 {
				side := p.Size * k * 0.34
				fill(c, mapping.R(t.Box.Min.X, y+step/2-side/2, side, side), p.Color)
			}
			t.line(c, p, line, y+step/2, k)
			y += step
		}
	}
}

func (t *Text) line(c mapping.Canvas, p Para, line string, y, k float32) {
	at, anchor := mapping.Pt{X: t.Box.Min.X + p.indent(k), Y: y}, mapping.AnchorLeft
	switch p.Align {
	case Center:
		at.X, anchor = t.Box.Center().X, mapping.AnchorCenter
	case Right:
		at.X, anchor = t.Box.Max.X, mapping.AnchorRight
	}
	c.Text(mapping.Text{S: line, At: at, Anchor: anchor, Face: p.face(k), Color: p.Color})
}
