package slide

import (
	"cmp"
	"image/color"
	"strings"

	"chainatlas/mapping"
)

// Frame is what all slides of a deck share.
type Frame struct {
	Theme  Theme
	W, H   float32 // logical pixels: 1280×720 or 960×720
	Footer string  // date and source, on every slide but cover and contact
	Mark   string  // 内部资料 before staff; "" for visitors
	Number int     // of the slide, from 1
	Total  int
}

// Sizes in logical pixels.
const (
	sideMargin = 56
	titleTop   = 36
	titleSize  = 34
	bodyTop    = 112
	footRoom   = 50
	bodySize   = 22
	smallSize  = 13
)

// page begins a slide with its title and its footer.
func (f Frame) page(title string) *Page {
	t := f.Theme
	p := &Page{Title: title, W: f.W, H: f.H, Ground: t.Ground}
	p.add(&Shape{Box: mapping.R(sideMargin, titleTop+6, 6, titleSize+4), Fill: t.Accent},
		&Text{Box: mapping.R(sideMargin+22, titleTop-6, f.W-2*sideMargin-22, 60), Middle: true, Paras: []Para{{S: title, Size: titleSize, Bold: true, Color: t.Ink}}})
	f.foot(p)
	return p
}

func (f Frame) foot(p *Page) {
	t, y := f.Theme, f.H-38
	left := strings.Join(without(f.Mark, f.Footer), "　")
	p.add(&Shape{Box: mapping.R(sideMargin, y-6, f.W-2*sideMargin, 1), Fill: t.Rule})
	if left != "" {
		p.add(&Text{Box: mapping.R(sideMargin, y-2, f.W-2*sideMargin-90, 28), Middle: true, Paras: []Para{{S: left, Size: smallSize, Color: t.Muted}}})
	}
	if f.Total > 0 {
		p.add(&Text{Box: mapping.R(f.W-sideMargin-80, y-2, 80, 28), Middle: true, Paras: []Para{{S: itoa(f.Number) + " / " + itoa(f.Total), Size: smallSize, Color: t.Muted, Align: Right}}})
	}
}

// body is the room under the title.
func (f Frame) body() mapping.Rect {
	return mapping.Rect{Min: mapping.Pt{X: sideMargin, Y: bodyTop}, Max: mapping.Pt{X: f.W - sideMargin, Y: f.H - footRoom - 10}}
}

func without(words ...string) (out []string) {
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Welcome is the first slide.
func Welcome(f Frame, title, text, by string) *Page {
	p := f.cover(title, text)
	p.add(&Text{Box: mapping.R(sideMargin+24, f.H-110, f.W-2*sideMargin-24, 56), Middle: true, Paras: []Para{{S: strings.Join(without(by, f.Mark), "　"), Size: 20, Color: f.Theme.CoverSoft}}})
	return p
}

// Contact is the last slide.
func Contact(f Frame, title, text string) *Page { return f.cover(title, text) }

func (f Frame) cover(title, text string) *Page {
	t := f.Theme
	p := &Page{Title: title, W: f.W, H: f.H, Ground: t.Cover}
	p.add(&Shape{Box: mapping.R(sideMargin, f.H*0.30, 6, f.H*0.28), Fill: t.CoverSoft})
	paras := []Para{{S: title, Size: 54, Bold: true, Color: t.CoverInk}}
	for _, s := range paragraphs(text) {
		paras = append(paras, Para{S: s, Size: 26, Color: t.CoverSoft, Gap: 12})
	}
	p.add(&Text{Box: mapping.R(sideMargin+30, f.H*0.22, f.W-2*sideMargin-60, f.H*0.46), Middle: true, Paras: paras})
	return p
}

// paragraphs are the lines of a text that say something.
func paragraphs(text string) (out []string) {
	for _, s := range strings.Split(text, "\n") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Words is text, with a photo beside it where there is one.
func Words(f Frame, title, text string, photo *Picture) *Page {
	p := f.page(title)
	box := f.body()
	if photo != nil {
		photo.Box = mapping.Rect{Min: mapping.Pt{X: box.Min.X + box.W()*0.55, Y: box.Min.Y}, Max: box.Max}
		box.Max.X = photo.Box.Min.X - 32
		p.add(photo)
	}
	p.add(&Text{Box: box, Paras: f.marked(text, bodySize)})
	return p
}

func (f Frame) marked(text string, size float32) []Para {
	var out []Para
	for _, s := range paragraphs(text) {
		out = append(out, Para{S: s, Size: size, Color: f.Theme.Ink, Mark: true, Gap: size * 0.6})
	}
	if out == nil {
		out = []Para{{Size: size, Color: f.Theme.Ink}}
	}
	return out
}

// View is a map, a chain or a chart that fills the slide, with a line or two of words above it, and facts beside it.
func View(f Frame, title, text string, view *Picture, facts []string) *Page {
	p := f.page(title)
	box := f.body()
	if paras := paragraphs(text); len(paras) > 0 {
		p.add(&Text{Box: mapping.R(box.Min.X, box.Min.Y-10, box.W(), 54), Paras: []Para{{S: strings.Join(paras, "　"), Size: 19, Color: f.Theme.Muted}}})
		box.Min.Y += 50
	}
	if len(facts) > 0 {
		side := box
		side.Min.X = box.Max.X - box.W()*0.26
		box.Max.X = side.Min.X - 20
		p.add(f.panel(side, facts)...)
	}
	view.Box = box
	p.add(view)
	return p
}

// panel is a tinted box with lines; the first is its heading.
func (f Frame) panel(box mapping.Rect, lines []string) []Element {
	paras := []Para{{S: lines[0], Size: 19, Bold: true, Color: f.Theme.Accent}}
	for _, s := range lines[1:] {
		paras = append(paras, Para{S: s, Size: 16, Color: f.Theme.Ink, Mark: true, Gap: 8})
	}
	return []Element{&Shape{Box: box, Fill: f.Theme.Tint}, &Text{Box: box.Inset(18), Paras: paras}}
}

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
		words.Max.Y = words.Min.Y + min(left.H()*0.34, float32(len([]rune(text)))*1.6+36)
		p.add(&Text{Box: words, Paras: f.marked(text, 18)})
		left.Min.Y = words.Max.Y + 8
	}
	if len(facts) > 0 {
		p.add(f.facts(left, facts))
	}
	return p
}

// stack puts pictures under each other.
func (f Frame) stack(p *Page, box mapping.Rect, pictures []*Picture) {
	h := (box.H() - float32(len(pictures)-1)*12) / float32(len(pictures))
	for i, one := range pictures {
		one.Box = mapping.R(box.Min.X, box.Min.Y+float32(i)*(h+12), box.W(), h)
		p.add(one)
	}
}

func (f Frame) facts(box mapping.Rect, facts []Fact) *Table {
	t := f.table(box, []float32{1, 2.4}, 16)
	for _, x := range facts {
		t.Rows = append(t.Rows, []Cell{{S: x.Label, Color: f.Theme.Muted}, {S: x.Text, Color: f.Theme.Ink}})
	}
	t.Head = color.NRGBA{}
	return t
}

func (f Frame) table(box mapping.Rect, shares []float32, size float32) *Table {
	return &Table{Box: box, Shares: shares, Size: size, Head: f.Theme.Tint, Rule: f.Theme.Rule}
}

// figures writes facts large, side by side, and returns where the room under them begins.
func (f Frame) figures(p *Page, box mapping.Rect, figures []Fact) float32 {
	if len(figures) == 0 {
		return box.Min.Y
	}
	const height, gap = 92, 14
	w := (box.W() - float32(len(figures)-1)*gap) / float32(len(figures))
	for i, x := range figures {
		tile := mapping.R(box.Min.X+float32(i)*(w+gap), box.Min.Y, w, height)
		p.add(&Shape{Box: tile, Fill: f.Theme.Tint},
			&Text{Box: mapping.R(tile.Min.X+16, tile.Min.Y+8, w-32, 26), Paras: []Para{{S: x.Label, Size: 15, Color: f.Theme.Muted}}},
			&Text{Box: mapping.R(tile.Min.X+16, tile.Min.Y+32, w-32, 54), Middle: true, Paras: []Para{{S: x.Text, Size: 27, Bold: true, Color: f.Theme.Ink}}})
	}
	return box.Min.Y + height + 20
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
		p.add(&Text{Box: mapping.R(box.Min.X, box.Min.Y-10, box.W(), 46), Paras: []Para{{S: strings.Join(paragraphs(text), "　"), Size: 18, Color: f.Theme.Muted}}})
		box.Min.Y += 44
	}
	shares := []float32{1.1}
	head := []Cell{{}}
	for _, n := range names {
		shares = append(shares, 2)
		head = append(head, Cell{S: n, Bold: true, Color: f.Theme.Ink})
	}
	t := f.table(box, shares, 17)
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

// Figures are numbers large, and a chart under them.
func Figures(f Frame, title, text string, figures []Fact, view *Picture) *Page {
	p := f.page(title)
	box := f.body()
	box.Min.Y = f.figures(p, box, figures)
	if text != "" {
		p.add(&Text{Box: mapping.R(box.Min.X, box.Min.Y, box.W(), 44), Paras: []Para{{S: strings.Join(paragraphs(text), "　"), Size: 18, Color: f.Theme.Muted}}})
		box.Min.Y += 48
	}
	if view != nil {
		view.Box = box
		p.add(view)
	}
	return p
}

// Clause is a policy in words.
type Clause struct{ Name, Source, Text, Conditions string }

// Policies are promises with where they stand and for whom.
func Policies(f Frame, title, text string, list []Clause) *Page {
	p := f.page(title)
	var paras []Para
	for _, s := range paragraphs(text) {
		paras = append(paras, Para{S: s, Size: bodySize, Color: f.Theme.Ink})
	}
	for _, c := range list {
		paras = append(paras, Para{S: c.Name, Size: 22, Bold: true, Color: f.Theme.Accent, Gap: 16})
		for _, s := range paragraphs(c.Text) {
			paras = append(paras, Para{S: s, Size: 19, Color: f.Theme.Ink, Gap: 4})
		}
		if c.Conditions != "" {
			paras = append(paras, Para{S: c.Conditions, Size: 16, Color: f.Theme.Muted, Gap: 4})
		}
		paras = append(paras, Para{S: c.Source, Size: 14, Color: f.Theme.Muted, Gap: 2})
	}
	if paras == nil {
		paras = []Para{{Size: bodySize}}
	}
	p.add(&Text{Box: f.body(), Paras: paras})
	return p
}

// Flow is steps, one after the other; a step is a line, with words after a colon under it.
func Flow(f Frame, title string, steps []string) *Page {
	p := f.page(title)
	box := f.body()
	const perRow = 4
	rows := (len(steps) + perRow - 1) / perRow
	if rows == 0 {
		return p
	}
	w, h := (box.W()-(perRow-1)*12)/perRow, min(box.H()/float32(rows)-24, 190)
	top := box.Min.Y + (box.H()-float32(rows)*(h+24)+24)/2
	for i, step := range steps {
		name, words, _ := strings.Cut(strings.Replace(step, ":", "：", 1), "：")
		cell := mapping.R(box.Min.X+float32(i%perRow)*(w+12), top+float32(i/perRow)*(h+24), w, h)
		head := mapping.R(cell.Min.X, cell.Min.Y, w, min(64, h*0.45))
		p.add(&Shape{Box: head, Fill: f.Theme.Accent, Arrow: true},
			&Text{Box: mapping.R(head.Min.X+14, head.Min.Y, w-40, head.H()), Middle: true, Paras: []Para{{S: itoa(i+1) + "　" + name, Size: 20, Bold: true, Color: f.Theme.Ground}}},
			&Text{Box: mapping.R(head.Min.X+4, head.Max.Y+10, w-16, h-head.H()-10), Paras: []Para{{S: words, Size: 17, Color: f.Theme.Ink}}})
	}
	return p
}
