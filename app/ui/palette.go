package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// Result is one thing a Palette found.
type Result struct {
	Kind     string // 项目, 企业, 命令
	Title    string
	Subtitle string
	Marks    [][2]int // what of the title answers the question: from and to, in characters
	ID       any      // what the screen needs to open it
}

const (
	paletteWidth float32 = 680
	paletteRows          = 10 // on the screen at once
	paletteRowH  float32 = 36
)

// Palette is the search that Ctrl+K opens over everything: type, choose with the arrows, Enter.
type Palette struct {
	OnQuery func(text string) // ask, then call SetResults; with task.Latest, so that only the newest answer comes
	OnOpen  func(Result)
	Hint    string // in the empty entry

	entry     *Entry
	note      *Line
	rows      []*paletteRow
	list      *fyne.Container
	results   []Result
	first     int // the result in the topmost row
	at        int // the chosen one
	pop       *widget.PopUp
	preparing bool // not everything can be found yet
}

// NewPalette makes the search.
func NewPalette(query func(text string), open func(Result)) *Palette {
	p := &Palette{OnQuery: query, OnOpen: open, Hint: "搜索项目、企业、载体，或输入命令"}
	p.entry = NewEntry()
	p.entry.OnChanged = p.ask
	p.entry.OnKey = p.useKey
	p.entry.OnSubmitted = func(string) { p.open(p.at) }
	p.note = NewNote("")
	p.list = container.New(stack{})
	for i := range paletteRows {
		r := newPaletteRow(p, i)
		p.rows = append(p.rows, r)
		p.list.Add(r)
	}
	return p
}

// Show opens the search on a window's canvas, empty and ready to type.
func (p *Palette) Show(c fyne.Canvas) {
	if p.pop == nil || p.pop.Canvas != c {
		foot := container.New(inset{left: look.Unit, top: look.Half}, p.note)
		box := Stack(0, p.entry, gap(look.Half), p.list, foot)
		p.pop = widget.NewPopUp(container.New(inset{look.Unit, look.Unit, look.Unit, look.Half}, box), c)
	}
	p.entry.SetPlaceHolder(p.Hint)
	p.entry.SetText("")
	p.ask("")
	p.pop.Show()
	p.fitWindow()
	c.Focus(p.entry)
}

// Hide closes the search.
func (p *Palette) Hide() {
	if p.pop != nil {
		p.pop.Hide()
	}
}

// Shown tells whether the search is open.
func (p *Palette) Shown() bool { return p.pop != nil && p.pop.Visible() }

// SetResults shows what was found, the best first.
func (p *Palette) SetResults(results []Result) {
	p.results, p.first, p.at = results, 0, 0
	p.note.SetText(p.count())
	p.draw()
	p.fitWindow()
}

// SetPreparing says that not everything can be found yet; when that ends, what was asked is asked again.
func (p *Palette) SetPreparing(yes bool) {
	if p.preparing == yes {
		return
	}
	p.preparing = yes
	if p.Shown() && p.entry.Text != "" {
		p.ask(p.entry.Text)
	}
}

func (p *Palette) count() string {
	switch {
	case p.preparing && p.entry.Text != "":
		return "正在准备搜索，结果还不全"
	case len(p.results) > 0:
		return "↑↓ 选择　Enter 打开　Esc 关闭"
	case p.entry.Text != "":
		return "没有找到"
	}
	return ""
}

func (p *Palette) ask(text string) {
	if p.OnQuery != nil {
		p.OnQuery(text)
	}
}

// fitWindow places the box in the upper third, as high as its results.
func (p *Palette) fitWindow() {
	if !p.Shown() {
		return
	}
	size := p.pop.Canvas.Size()
	w := min(paletteWidth, size.Width-4*look.Gap)
	p.pop.Resize(fyne.NewSize(w, p.pop.MinSize().Height))
	p.pop.Move(fyne.NewPos((size.Width-w)/2, size.Height/8))
}

func (p *Palette) useKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		p.choose(p.at - 1)
	case fyne.KeyDown:
		p.choose(p.at + 1)
	case fyne.KeyPageUp:
		p.choose(p.at - paletteRows)
	case fyne.KeyPageDown:
		p.choose(p.at + paletteRows)
	case fyne.KeyEscape:
		p.Hide()
	default:
		return false
	}
	return true
}

// choose moves to a result and scrolls as little as needed.
func (p *Palette) choose(i int) {
	if len(p.results) == 0 {
		return
	}
	p.at = min(max(i, 0), len(p.results)-1)
	p.first = min(p.first, p.at)
	p.first = max(p.first, p.at-paletteRows+1)
	p.draw()
}

func (p *Palette) open(i int) {
	if i < 0 || i >= len(p.results) {
		return
	}
	r := p.results[i]
	p.Hide()
	if p.OnOpen != nil {
		p.OnOpen(r)
	}
}

func (p *Palette) draw() {
	for _, r := range p.rows {
		r.draw()
	}
}
