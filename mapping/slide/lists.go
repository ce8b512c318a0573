package slide

import (
	"strings"

	"chainatlas/mapping"
)

// Clause is a policy in words.
type Clause struct{ Name, Source, Text, Conditions string }

// Policies are promises with where they stand and for whom, each on a card.
func Policies(f Frame, title, text string, list []Clause) *Page {
	p := f.page(title)
	box := f.body()
	if lines := paragraphs(text); len(lines) > 0 {
		words := box
		if len(list) > 0 {
			words.Max.Y = words.Min.Y + min(box.H()*0.25, float32(len(lines))*36)
			box.Min.Y = words.Max.Y + 16
		}
		p.add(&Text{Box: words, Paras: f.marked(text, 20), Grow: 1.1})
	}
	if len(list) == 0 {
		return p
	}
	columns := 1
	if len(list) > 3 {
		columns = 2
	}
	f.grid(box, len(list), columns, 200, func(i int, card mapping.Rect) { f.clause(p, card, list[i]) })
	return p
}

// grid calls put for each of n cards in so many columns; a card is no higher than most pixels and there is a gap between two.
func (f Frame) grid(box mapping.Rect, n, columns int, most float32, put func(i int, card mapping.Rect)) {
	const gap = 18
	rows := (n + columns - 1) / columns
	w := (box.W() - float32(columns-1)*gap) / float32(columns)
	h := min((box.H()-float32(rows-1)*gap)/float32(rows), most)
	for i := range n {
		put(i, mapping.R(box.Min.X+float32(i%columns)*(w+gap), box.Min.Y+float32(i/columns)*(h+gap), w, h))
	}
}

func (f Frame) clause(p *Page, card mapping.Rect, c Clause) {
	t := f.Theme
	paras := []Para{{S: c.Name, Size: 23, Bold: true, Color: t.Accent}}
	for _, s := range paragraphs(c.Text) {
		paras = append(paras, Para{S: s, Size: 20, Color: t.Ink, Gap: 6})
	}
	if c.Conditions != "" {
		paras = append(paras, Para{S: c.Conditions, Size: 18, Color: t.Ink, Gap: 6})
	}
	paras = append(paras, Para{S: c.Source, Size: 15, Color: t.Muted, Gap: 6})
	inner := mapping.Rect{Min: mapping.Pt{X: card.Min.X + 26, Y: card.Min.Y + 14}, Max: mapping.Pt{X: card.Max.X - 20, Y: card.Max.Y - 14}}
	p.add(&Shape{Box: card, Fill: t.Tint}, &Shape{Box: mapping.R(card.Min.X, card.Min.Y, 5, card.H()), Fill: t.Accent},
		&Text{Box: inner, Middle: true, Paras: paras})
}

// Flow is steps, one after the other; a step is a line, with words after a colon under it.
func Flow(f Frame, title string, steps []string) *Page {
	p := f.page(title)
	box := f.body()
	if len(steps) == 0 {
		return p
	}
	columns := perRow(len(steps))
	rows := (len(steps) + columns - 1) / columns
	const gap = 18
	most := float32(220)
	if !strings.ContainsAny(strings.Join(steps, ""), ":：") {
		most = stepHead // names alone
	}
	h := min((box.H()-float32(rows-1)*gap)/float32(rows), most)
	box.Min.Y += (box.H() - float32(rows)*(h+gap) + gap) * 0.4
	f.grid(box, len(steps), columns, h, func(i int, card mapping.Rect) { f.step(p, card, i, steps[i]) })
	return p
}

// stepHead is the height of the arrow with the name of a step, in logical pixels.
const stepHead = 68

// perRow leaves no step alone in a row where that can be helped.
func perRow(n int) int {
	switch {
	case n <= 4:
		return n
	case n <= 6 || n == 9:
		return 3
	}
	return 4
}

func (f Frame) step(p *Page, card mapping.Rect, i int, step string) {
	name, words, _ := strings.Cut(strings.Replace(step, ":", "：", 1), "：")
	head := card
	if card.H() > stepHead {
		head = mapping.R(card.Min.X, card.Min.Y, card.W(), min(stepHead, card.H()*0.45))
		p.add(&Shape{Box: mapping.R(card.Min.X, head.Max.Y, card.W()-head.H()*arrowPoint, card.H()-head.H()), Fill: f.Theme.Tint})
	}
	p.add(&Shape{Box: head, Fill: f.Theme.Accent, Arrow: true},
		&Text{Box: mapping.R(head.Min.X+18, head.Min.Y, head.W()-head.H()*arrowPoint-26, head.H()), Middle: true, Paras: []Para{{S: itoa(i+1) + "　" + name, Size: 24, Bold: true, Color: f.Theme.Ground}}})
	if words != "" {
		p.add(&Text{Box: mapping.R(card.Min.X+18, head.Max.Y+14, card.W()-head.H()*arrowPoint-32, card.H()-head.H()-24), Paras: []Para{{S: words, Size: 20, Color: f.Theme.Ink}}, Grow: 1.1})
	}
}
