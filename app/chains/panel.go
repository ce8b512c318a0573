package chains

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/app/words"
)

// panel says at the right what is known about a node.
type panel struct {
	OnEntry func(entry)

	content *fyne.Container
	scroll  *container.Scroll
}

func newPanel() *panel {
	p := &panel{content: container.New(settled{})}
	p.scroll = container.NewVScroll(p.content)
	p.showHint()
	return p
}

// showHint says what to do while no node is chosen.
func (p *panel) showHint() {
	p.set(wrapped("点击图谱中的环节，查看企业、项目和上下游。")) // as narrow as what follows, or the picture would move
}

// show shows the facts of a node, and the status with its reason.
func (p *panel) show(f facts, s status) {
	objects := []fyne.CanvasObject{title(f.Name)}
	for _, note := range []string{f.Place, f.English} {
		if note != "" {
			objects = append(objects, ui.NewNote(note))
		}
	}
	objects = append(objects, statusLine(s)...)
	objects = append(objects, told("行业代码", f.Codes)...)
	objects = append(objects, told("报告所述", f.Fact)...)
	for _, s := range f.Sections {
		objects = append(objects, p.section(s))
	}
	p.set(objects...)
}

func (p *panel) set(objects ...fyne.CanvasObject) {
	p.content.Objects = []fyne.CanvasObject{ui.NewPanel(ui.Stack(look.Unit, objects...), look.Gap, look.Gap)}
	p.content.Refresh()
	p.scroll.Refresh()
	p.scroll.ScrollToTop()
}

func title(s string) fyne.CanvasObject {
	l := label(s)
	l.TextStyle.Bold = true
	l.SizeName = theme.SizeNameSubHeadingText
	return container.New(flush{}, l)
}

// wrapped is a text of several lines.
func wrapped(s string) fyne.CanvasObject { return container.New(flush{}, label(s)) }

func label(s string) *widget.Label {
	l := widget.NewLabel(words.T(s))
	l.Wrapping = ui.Wrapping()
	l.Selectable = true
	return l
}

// settled lays its one object out twice: only after the first time does a text that wraps know how high it is.
type settled struct{}

// MinSize implements fyne.Layout.
func (settled) MinSize(o []fyne.CanvasObject) (s fyne.Size) {
	for _, x := range o {
		s = s.Max(x.MinSize())
	}
	return s
}

// Layout implements fyne.Layout.
func (settled) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(s.AddWidthHeight(0, 1))
		x.Resize(s)
	}
}

// flush takes a label's padding away, so that it stands in line with what has none.
type flush struct{}

// MinSize implements fyne.Layout.
func (flush) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().SubtractWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding())
}

// Layout implements fyne.Layout.
func (flush) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(-theme.InnerPadding(), -theme.InnerPadding()))
	o[0].Resize(s.AddWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding()))
}

func statusLine(s status) []fyne.CanvasObject {
	if s.Word == "" {
		return nil
	}
	word := ui.NewLine(joined(" ", string(s.Tone.Sign()), s.Word))
	word.Set(word.Text, s.Tone.Color())
	word.Bold = true
	out := []fyne.CanvasObject{word}
	if s.Reason != "" {
		out = append(out, wrapped(s.Reason))
	}
	return out
}

// told is a heading with a text; nothing when nothing is stated.
func told(head, text string) []fyne.CanvasObject {
	if text == "" {
		return nil
	}
	return []fyne.CanvasObject{ui.Stack(0, ui.NewNote(head), wrapped(text))}
}

func (p *panel) section(s section) fyne.CanvasObject {
	head := ui.NewLine(s.Title)
	head.Bold = true
	objects := []fyne.CanvasObject{head}
	for _, e := range s.Rows {
		objects = append(objects, newRow(e, func() { p.OnEntry(e) }))
	}
	if len(s.Rows) == 0 {
		objects = append(objects, wrapped(s.None))
	}
	return ui.Stack(look.Half, objects...)
}
