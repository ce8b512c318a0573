package pptx

import (
	"fmt"
	"image"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/slide"
)

// ink is a mapping.Canvas in pixels of a slide that leaves shapes and words which can be edited: a chart of bars becomes
// rectangles, a chain boxes and arrows. What belongs together by its group is a group of the presentation too.
//
// An area is held until the next call: a line around the same path becomes its border, a head at the end of a line its arrow.
type ink struct {
	s     *sheet
	clip  mapping.Rect // empty for none
	open  []*bundle
	held  *figure
	words *lines
	count int // shapes so far
}

// bundle is a group that is being filled.
type bundle struct {
	b     strings.Builder
	box   mapping.Rect
	count int
	name  string
}

// mostShapes is how many shapes a slide may hold before a program that edits it stumbles.
const mostShapes = 2500

// native draws on shapes; false when there are too many, and nothing was written then.
func (s *sheet) native(draw func(mapping.Canvas)) bool {
	c := &ink{s: s, open: []*bundle{{}}}
	first := s.id
	draw(c)
	c.flush()
	if c.count > mostShapes {
		s.id = first
		return false
	}
	s.b.WriteString(c.open[0].b.String())
	return true
}

func (c *ink) top() *bundle { return c.open[len(c.open)-1] }

// put adds a shape that lies in a box to the group that is open.
func (c *ink) put(box mapping.Rect, xml string) {
	to := c.top()
	to.b.WriteString(xml)
	to.box = around(to.box, box)
	to.count++
	c.count++
}

// around is the box around both, also where one has no width or no height.
func around(a, b mapping.Rect) mapping.Rect {
	if a == (mapping.Rect{}) {
		return b
	}
	return mapping.Rect{
		Min: mapping.Pt{X: min(a.Min.X, b.Min.X), Y: min(a.Min.Y, b.Min.Y)},
		Max: mapping.Pt{X: max(a.Max.X, b.Max.X), Y: max(a.Max.Y, b.Max.Y)},
	}
}

// flush writes what was held.
func (c *ink) flush() {
	if f := c.held; f != nil {
		c.held = nil
		c.s.id++
		c.put(f.bounds(), f.xml(c.s.id, c.name()))
	}
	if w := c.words; w != nil {
		c.words = nil
		c.s.id++
		c.put(w.bounds(), w.xml(c.s, c.name()))
	}
}

// name is what the open group says of its parts, with their number.
func (c *ink) name() string {
	if n := c.top().name; n != "" {
		return n
	}
	return fmt.Sprintf("形状 %d", c.s.id)
}

// Group implements mapping.Canvas. One shape needs no group around it.
func (c *ink) Group(g mapping.Group, draw func()) {
	c.flush()
	one := &bundle{name: g.Title}
	c.open = append(c.open, one)
	draw()
	c.flush()
	c.open = c.open[:len(c.open)-1]
	switch one.count {
	case 0:
		return
	case 1:
		c.count--
		c.put(one.box, one.b.String())
		return
	}
	c.s.id++
	at := fmt.Sprintf(`<a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/>`, emu(one.box.Min.X), emu(one.box.Min.Y), emu(one.box.W()), emu(one.box.H()))
	inner := strings.NewReplacer("a:off", "a:chOff", "a:ext", "a:chExt").Replace(at)
	c.put(one.box, fmt.Sprintf(`<p:grpSp><p:nvGrpSpPr><p:cNvPr id="%d" name="%s"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>%s%s</a:xfrm></p:grpSpPr>%s</p:grpSp>`,
		c.s.id, escaped(c.named(one)), at, inner, one.b.String()))
}

func (c *ink) named(b *bundle) string {
	if b.name != "" {
		return b.name
	}
	return fmt.Sprintf("组合 %d", c.s.id)
}

// Clip implements mapping.Canvas: areas and lines are cut, words beyond it are left out.
func (c *ink) Clip(to mapping.Rect, draw func()) {
	c.flush()
	outer := c.clip
	c.clip = to
	if !outer.Empty() {
		c.clip = common(outer, to)
	}
	draw()
	c.flush()
	c.clip = outer
}

func common(a, b mapping.Rect) mapping.Rect {
	return mapping.Rect{
		Min: mapping.Pt{X: max(a.Min.X, b.Min.X), Y: max(a.Min.Y, b.Min.Y)},
		Max: mapping.Pt{X: min(a.Max.X, b.Max.X), Y: min(a.Max.Y, b.Max.Y)},
	}
}

// seen tells whether anything of a box is inside the clip, and whether all of it is.
func (c *ink) seen(box mapping.Rect) (some, all bool) {
	if c.clip == (mapping.Rect{}) {
		return true, true
	}
	in := c.clip.Inset(-0.5)
	some = box.Min.X <= in.Max.X && box.Max.X >= in.Min.X && box.Min.Y <= in.Max.Y && box.Max.Y >= in.Min.Y
	return some, some && box.Min.X >= in.Min.X && box.Max.X <= in.Max.X && box.Min.Y >= in.Min.Y && box.Max.Y <= in.Max.Y
}

// Fill implements mapping.Canvas.
func (c *ink) Fill(p *mapping.Path, f mapping.Fill) {
	if !f.Visible() || p.Len() == 0 {
		return
	}
	some, all := c.seen(p.Bounds())
	if !some {
		return
	}
	if c.held != nil && c.held.pointed(p, f) {
		c.held.arrow = true
		return
	}
	if !all {
		p = cutArea(p, c.clip)
	}
	c.flush()
	if p.Len() > 0 {
		c.held = &figure{path: p.Clone(), fill: f}
	}
}

// Stroke implements mapping.Canvas.
func (c *ink) Stroke(p *mapping.Path, s mapping.Stroke) {
	if s.Color.A == 0 || !(s.Width > 0) || p.Len() == 0 {
		return
	}
	some, all := c.seen(p.Bounds())
	if !some {
		return
	}
	if !all {
		p, s.Closed = cutLine(p, s.Closed, c.clip), false
	}
	if all && c.held != nil && c.held.bordered(p, s) {
		c.held.line = s
		return
	}
	c.flush()
	if p.Len() > 0 {
		c.held = &figure{path: p.Clone(), line: s}
	}
}

// Text implements mapping.Canvas. Lines that stand under each other alike are paragraphs of one box.
func (c *ink) Text(t mapping.Text) {
	if t.S == "" || !(t.Face.Size > 0) {
		return
	}
	if some, _ := c.seen(mapping.Rect{Min: t.Box(c.s.faces).Center(), Max: t.Box(c.s.faces).Center()}); !some {
		return
	}
	if c.words != nil && c.words.next(t, c.s.faces) {
		c.words.all = append(c.words.all, t)
		return
	}
	c.flush()
	c.words = &lines{all: []mapping.Text{t}, faces: c.s.faces}
}

// Image implements mapping.Canvas.
func (c *ink) Image(img image.Image, into mapping.Rect) {
	if some, _ := c.seen(into); !some || into.Empty() {
		return
	}
	c.flush()
	c.s.id++
	if xml, ok := c.s.embedded(img, &slide.Picture{Name: c.name()}, into); ok {
		c.put(into, xml)
	}
}
