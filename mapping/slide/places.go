package slide

import (
	"cmp"
	"image/color"
	"strings"

	"chainatlas/mapping"
)

// Fact is a label with what is said of it.
type Fact struct{ Label, Text string }

// Site is a place: large figures, photos or its map, and its facts as a table.
func Site(f Frame, title, text string, figures, facts []Fact, pictures []*Picture) *Page {
	p := f.page(title)
	box := f.body()
	box.Min.Y = f.figures(p, box, figures)
	left := box
	if len(pictures) > 0 {
		right := box
		right.Min.X = box.Min.X + box.W()*0.52
		left.Max.X = right.Min.X - 24
		f.stack(p, right, pictures)
	}
	if text != "" {
		words := left
		words.Max.Y = words.Min.Y + min(left.H()*0.34, float32(len([]rune(text)))*1.8+40)
		p.add(&Text{Box: words, Paras: f.marked(text, 20)})
		left.Min.Y = words.Max.Y + 8
	}
	if len(facts) > 0 {
		p.add(f.facts(left, facts))
	}
	return p
}

// stack puts pictures under each other, and a photo that stands upright beside what follows.
func (f Frame) stack(p *Page, box mapping.Rect, pictures []*Picture) {
	const gap = 12
	first := pictures[0]
	first.Fill = true
	rest := box
	switch {
	case len(pictures) == 1:
		if first.Photo != nil {
			box.Max.Y = min(box.Max.Y, box.Min.Y+box.W()/first.shape()*mostCut)
		}
	case first.Photo != nil && first.shape() < 0.9:
		box.Max.X = box.Min.X + min(box.W()*0.46, box.H()*first.shape()*mostCut)
		rest.Min.X = box.Max.X + gap
	default:
		box.Max.Y = box.Min.Y + min((box.H()-gap)*0.56, box.W()/first.shape()*mostCut)
		rest.Min.Y = box.Max.Y + gap
	}
	first.Box = box
	p.add(first)
	if len(pictures) > 1 {
		f.stack(p, rest, pictures[1:])
	}
}

func (f Frame) facts(box mapping.Rect, facts []Fact) *Table {
	t := f.table(box, []float32{1.3, 2.2}, 17)
	t.Grow, t.Air = 1.15, 0.35
	for _, x := range facts {
		t.Rows = append(t.Rows, []Cell{{S: x.Label, Color: f.Theme.Muted}, {S: x.Text, Color: f.Theme.Ink}})
	}
	t.Head = color.NRGBA{}
	return t
}

func (f Frame) table(box mapping.Rect, shares []float32, size float32) *Table {
	return &Table{Box: box, Shares: shares, Size: size, Head: f.Theme.Tint, Rule: f.Theme.Rule}
}

// Judged is a cell of a comparison: what is said, and whether it is good.
type Judged struct {
	S    string
	Good bool // the best of its row, or a need that is met
	Poor bool // a need that is not met
}

// Compare is a table of places side by side.
func Compare(f Frame, title, text string, names []string, labels []string, rows [][]Judged) *Page {
	p := f.page(title)
	box := f.body()
	if text != "" {
		p.add(&Text{Box: mapping.R(box.Min.X, box.Min.Y-10, box.W(), 46), Paras: []Para{{S: strings.Join(paragraphs(text), "　"), Size: 20, Color: f.Theme.Muted}}})
		box.Min.Y += 44
	}
	shares := []float32{1.3}
	head := []Cell{{}}
	for _, n := range names {
		shares = append(shares, 2)
		head = append(head, Cell{S: n, Bold: true, Color: f.Theme.Ink})
	}
	t := f.table(box, shares, 18)
	t.Grow, t.Air = grown, 0.6
	t.Rows = append(t.Rows, head)
	for i, row := range rows {
		line := []Cell{{S: labels[i], Color: f.Theme.Muted}}
		for _, j := range row {
			line = append(line, f.judged(j))
		}
		t.Rows = append(t.Rows, line)
	}
	p.add(t)
	return p
}

// judged marks by sign and colour: neither print nor eye may need the colour.
func (f Frame) judged(j Judged) Cell {
	c := Cell{S: cmp.Or(j.S, "—"), Color: f.Theme.Ink}
	switch {
	case j.Good:
		c.S, c.Bold, c.Color, c.Fill = "✓ "+c.S, true, f.Theme.Good, f.Theme.GoodTint
	case j.Poor:
		c.S, c.Color = "△ "+c.S, f.Theme.Poor
	}
	return c
}
