package slide

import (
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
	bodySize   = 24
	smallSize  = 14
	grown      = 1.3 // how much larger words are where there is room
)

// page begins a slide with its title and its footer.
func (f Frame) page(title string) *Page {
	t := f.Theme
	p := &Page{Title: title, W: f.W, H: f.H, Ground: t.Ground}
	p.add(&Shape{Box: mapping.R(sideMargin, titleTop+6, 6, titleSize+4), Fill: t.Accent},
		&Text{Box: mapping.R(sideMargin+22, titleTop-10, f.W-2*sideMargin-22, 68), Middle: true, Title: true, Paras: []Para{{S: title, Size: titleSize, Bold: true, Color: t.Ink}}})
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
	p.add(&Text{Box: mapping.R(sideMargin+30, f.H-coverBand, f.W*0.6, coverBand), Middle: true, Paras: []Para{{S: strings.Join(without(by, f.Mark), "　"), Size: 22, Color: f.Theme.CoverSoft}}})
	return p
}

// Contact is the last slide.
func Contact(f Frame, title, text string) *Page { return f.cover(title, text) }

// coverBand is the height of the band at the foot of a cover, in logical pixels.
const coverBand = 104

func (f Frame) cover(title, text string) *Page {
	t := f.Theme
	p := &Page{Title: title, W: f.W, H: f.H, Ground: t.Cover}
	f.skyline(p)
	box := mapping.R(sideMargin+30, f.H*0.2, f.W-2*sideMargin-60, f.H*0.28)
	p.add(&Shape{Box: mapping.R(sideMargin, box.Min.Y+14, 6, f.H*0.42), Fill: t.CoverMark},
		&Text{Box: box, Middle: true, Title: true, Paras: []Para{{S: title, Size: 56, Bold: true, Color: t.CoverInk}}})
	var paras []Para
	for _, s := range paragraphs(text) {
		paras = append(paras, Para{S: s, Size: 28, Color: t.CoverSoft, Gap: 8})
	}
	if paras != nil {
		p.add(&Text{Box: mapping.R(box.Min.X, box.Max.Y+8, box.W(), f.H*0.24), Paras: paras})
	}
	return p
}

// skyline is a band at the foot of a cover with plates rising from it, as steel stands in a store.
func (f Frame) skyline(p *Page) {
	t := f.Theme
	const plate, gap = 13, 7
	heights := [...]float32{18, 30, 24, 44, 36, 62, 52, 84, 70, 110, 92, 136}
	x := f.W - sideMargin - float32(len(heights))*(plate+gap) + gap
	for _, h := range heights {
		p.add(&Shape{Box: mapping.R(x, f.H-coverBand-h, plate, h), Fill: t.CoverTint})
		x += plate + gap
	}
	p.add(&Shape{Box: mapping.R(0, f.H-coverBand, f.W, coverBand), Fill: t.CoverTint})
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
		w := min(box.W()*0.48, box.H()*photo.shape()*mostCut)
		photo.Box = mapping.R(box.Max.X-w, box.Min.Y, w, min(box.H(), w/photo.shape()*mostCut))
		photo.Fill = true
		box.Max.X = photo.Box.Min.X - 36
		p.add(photo)
	}
	p.add(&Text{Box: box, Paras: f.marked(text, bodySize), Grow: grown})
	return p
}

// mostCut is how much longer than its box a photo may be: more of it is never cut away.
const mostCut = 1.2

// marked are paragraphs, each with a sign before it unless it stands alone.
func (f Frame) marked(text string, size float32) []Para {
	var out []Para
	all := paragraphs(text)
	for _, s := range all {
		out = append(out, Para{S: s, Size: size, Color: f.Theme.Ink, Mark: len(all) > 1, Gap: size * 0.6})
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
		p.add(&Text{Box: mapping.R(box.Min.X, box.Min.Y-10, box.W(), 54), Paras: []Para{{S: strings.Join(paras, "　"), Size: 20, Color: f.Theme.Muted}}})
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
	paras := []Para{{S: lines[0], Size: 22, Bold: true, Color: f.Theme.Accent}}
	for _, s := range lines[1:] {
		paras = append(paras, Para{S: s, Size: 18, Color: f.Theme.Ink, Mark: true, Gap: 10})
	}
	return []Element{&Shape{Box: box, Fill: f.Theme.Tint}, &Text{Box: box.Inset(20), Paras: paras, Grow: 1.15}}
}
