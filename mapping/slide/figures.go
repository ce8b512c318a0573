package slide

import (
	"strings"

	"chainatlas/mapping"
)

// Figures are numbers large, and a chart under them; without one the numbers have the slide to themselves.
func Figures(f Frame, title, text string, figures []Fact, view *Picture) *Page {
	p := f.page(title)
	box := f.body()
	if view == nil {
		f.numbers(p, box, text, figures)
		return p
	}
	box.Min.Y = f.figures(p, box, figures)
	if text != "" {
		p.add(&Text{Box: mapping.R(box.Min.X, box.Min.Y, box.W(), 44), Paras: []Para{{S: strings.Join(paragraphs(text), "　"), Size: 20, Color: f.Theme.Muted}}})
		box.Min.Y += 48
	}
	view.Box = box
	p.add(view)
	return p
}

// numbers are tiles in the upper part of the slide, with words under them.
func (f Frame) numbers(p *Page, box mapping.Rect, text string, figures []Fact) {
	const gap, height = 20, 230
	if n := len(figures); n > 0 {
		w := (box.W() - float32(n-1)*gap) / float32(n)
		top := box.Min.Y
		if text == "" {
			top += (box.H() - height) * 0.36 // a little above the middle looks like the middle
		}
		for i, x := range figures {
			tile := mapping.R(box.Min.X+float32(i)*(w+gap), top, w, height)
			p.add(&Shape{Box: tile, Fill: f.Theme.Tint}, &Shape{Box: mapping.R(tile.Min.X, tile.Min.Y, w, 5), Fill: f.Theme.Accent},
				&Text{Box: mapping.R(tile.Min.X+24, tile.Min.Y+34, w-40, 110), Middle: true, Paras: []Para{{S: x.Text, Size: 60, Bold: true, Color: f.Theme.Accent}}},
				&Text{Box: mapping.R(tile.Min.X+24, tile.Max.Y-76, w-40, 46), Middle: true, Paras: []Para{{S: x.Label, Size: 22, Color: f.Theme.Muted}}})
		}
		box.Min.Y = top + height + 28
	}
	if text != "" {
		p.add(&Text{Box: box, Paras: f.marked(text, bodySize)})
	}
}

// figures writes facts large, side by side, and returns where the room under them begins.
func (f Frame) figures(p *Page, box mapping.Rect, figures []Fact) float32 {
	if len(figures) == 0 {
		return box.Min.Y
	}
	const height, gap = 96, 14
	w := (box.W() - float32(len(figures)-1)*gap) / float32(len(figures))
	for i, x := range figures {
		tile := mapping.R(box.Min.X+float32(i)*(w+gap), box.Min.Y, w, height)
		p.add(&Shape{Box: tile, Fill: f.Theme.Tint},
			&Text{Box: mapping.R(tile.Min.X+16, tile.Min.Y+10, w-32, 28), Paras: []Para{{S: x.Label, Size: 17, Color: f.Theme.Muted}}},
			&Text{Box: mapping.R(tile.Min.X+16, tile.Min.Y+36, w-32, 54), Middle: true, Paras: []Para{{S: x.Text, Size: 30, Bold: true, Color: f.Theme.Ink}}})
	}
	return box.Min.Y + height + 20
}
