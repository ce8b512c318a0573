package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// Page is how every screen is laid out: a title with actions, a bar of filters, the content, a line of status.
type Page struct {
	widget.BaseWidget
	title, sub     *Line
	actions        *fyne.Container
	filters        *fyne.Container
	filterBar      *Panel
	banner         *fyne.Container
	content        *fyne.Container
	status, remark *Line
	statusBar      *Panel
}

// NewPage makes a page with a title and what stands in its middle.
func NewPage(title string, content fyne.CanvasObject, actions ...Action) *Page {
	p := &Page{
		title:   newLine(title, look.TextTitle, theme.ColorNameForeground, true),
		sub:     newLine("", look.TextSmall, look.Muted, false).elided(),
		actions: buttonRow(nil), filters: container.New(side{look.Unit}), banner: container.New(stack{}),
		content: container.NewStack(content),
		status:  NewNote("").elided(), remark: NewNote(""),
	}
	p.filterBar = NewPanel(p.filters, look.Gap, look.Half)
	p.filterBar.Under = look.Line
	p.filterBar.Hide()
	p.statusBar = NewPanel(container.NewBorder(nil, nil, nil, p.remark, p.status), look.Gap, look.Half)
	p.statusBar.Ground, p.statusBar.Over = theme.ColorNameBackground, look.Line
	p.SetActions(actions...)
	p.ExtendBaseWidget(p)
	return p
}

// SetTitle changes the title and the small text beside it.
func (p *Page) SetTitle(title, sub string) {
	p.title.SetText(title)
	p.sub.SetText(sub)
	p.Refresh()
}

// SetActions puts buttons at the right of the title.
func (p *Page) SetActions(actions ...Action) {
	p.actions.Objects = buttonRow(actions).Objects
	p.actions.Refresh()
}

// SetFilters fills the bar under the title; a nil stretches.
func (p *Page) SetFilters(filters ...fyne.CanvasObject) {
	p.filters.RemoveAll()
	for _, f := range filters {
		if f == nil {
			f = newStretch()
		}
		p.filters.Add(f)
	}
	if len(filters) == 0 {
		p.filterBar.Hide()
		return
	}
	p.filterBar.Show()
}

// SetBanner shows a message above the content; nil takes it away.
func (p *Page) SetBanner(b *Banner) {
	p.banner.RemoveAll()
	if b != nil {
		p.banner.Add(b)
	}
	p.banner.Refresh() // RemoveAll alone paints nothing
}

// SetContent changes the middle.
func (p *Page) SetContent(o fyne.CanvasObject) {
	p.content.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

// SetStatus changes the status line: counts and sums at the left, a remark at the right.
func (p *Page) SetStatus(text, remark string) {
	p.status.SetText(text)
	p.remark.SetText(remark)
}

// CreateRenderer is called by Fyne.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	left := container.NewBorder(nil, nil, p.title, nil, container.New(inset{left: look.Unit, top: 6}, p.sub))
	head := NewPanel(container.New(atLeast{h: look.Bar}, container.NewBorder(nil, nil, nil, p.actions, left)), look.Gap, look.Unit)
	head.Under = look.Line
	top := container.New(stack{}, head, p.filterBar, p.banner)
	return widget.NewSimpleRenderer(container.New(frame{}, top, p.statusBar, p.content))
}

// NewHead is the title of a part of a page, with objects at its right; all heads are equally high.
func NewHead(text string, right ...fyne.CanvasObject) fyne.CanvasObject {
	title := newLine(text, look.TextSection, theme.ColorNameForeground, true)
	row := container.NewBorder(nil, nil, title, container.New(side{look.Unit}, right...))
	return NewPanel(container.New(atLeast{h: look.Bar}, row), look.Gap, 0)
}
