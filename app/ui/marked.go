package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// Marked is an entry for one line that can underline a part of its text: the word of an expression that cannot be read.
type Marked struct {
	widget.BaseWidget
	Entry *Entry

	line     *canvas.Rectangle
	from, to int // characters of the text; nothing is marked when from is not before to
}

// NewMarked makes an empty entry with nothing marked.
func NewMarked() *Marked {
	m := &Marked{Entry: NewEntry(), line: canvas.NewRectangle(nil)}
	m.line.Hide()
	m.ExtendBaseWidget(m)
	return m
}

// Mark underlines the characters from … to-1 of the text. An empty part, where something is missing, is drawn as wide as one.
func (m *Marked) Mark(from, to int) {
	m.from, m.to = from, max(to, from+1)
	m.Refresh()
}

// Unmark takes the line away.
func (m *Marked) Unmark() {
	m.from, m.to = 0, 0
	m.Refresh()
}

// GoToMark puts the cursor behind what is marked.
func (m *Marked) GoToMark() {
	if m.from < m.to {
		m.Entry.CursorColumn = min(m.to, len([]rune(m.Entry.Text)))
		m.Entry.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer { return &markedView{m} }

type markedView struct{ m *Marked }

func (v *markedView) Destroy()           {}
func (v *markedView) MinSize() fyne.Size { return v.m.Entry.MinSize() }
func (v *markedView) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.m.Entry, v.m.line}
}

func (v *markedView) Layout(s fyne.Size) {
	v.m.Entry.Resize(s)
	v.draw()
}

func (v *markedView) Refresh() {
	v.draw()
	canvas.Refresh(v.m.line)
}

// draw puts the line under the word. A text longer than the entry is scrolled by Fyne, who does not say how far: then there
// is no line, and the words beside the entry have to do.
func (v *markedView) draw() {
	const thick, under = 2, 5
	text := []rune(v.m.Entry.Text)
	size := v.m.Entry.Size()
	pad := theme.InnerPadding()
	width := func(part []rune) float32 {
		return fyne.MeasureText(string(part), theme.TextSize(), fyne.TextStyle{}).Width
	}
	if v.m.from >= v.m.to || v.m.from > len(text) || width(text) > size.Width-2*pad {
		v.m.line.Hide()
		return
	}
	from := width(text[:v.m.from])
	to := from + theme.TextSize()/2
	if end := min(v.m.to, len(text)); end > v.m.from {
		to = width(text[:end])
	}
	v.m.line.FillColor = look.Color(theme.ColorNameError)
	place(v.m.line, fyne.NewPos(pad+from, size.Height-under), fyne.NewSize(to-from, thick))
	v.m.line.Show()
}
