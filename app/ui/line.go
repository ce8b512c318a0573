package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// Line is one line of text in a named colour. It follows the theme, which a canvas.Text does not, has no
// padding, which a Label has, and ends in an ellipsis where the room does.
type Line struct {
	widget.BaseWidget
	Text     string
	TextSize float32
	Color    fyne.ThemeColorName
	Bold     bool
	Align    fyne.TextAlign
	Elide    bool // may be narrower than its text
}

// NewLine makes a line of body text.
func NewLine(text string) *Line {
	return newLine(text, look.TextBody, theme.ColorNameForeground, false)
}

// NewNote makes a line of small muted text.
func NewNote(text string) *Line { return newLine(text, look.TextSmall, look.Muted, false) }

func newLine(text string, size float32, color fyne.ThemeColorName, bold bool) *Line {
	l := &Line{Text: text, TextSize: size, Color: color, Bold: bold}
	l.ExtendBaseWidget(l)
	return l
}

func (l *Line) centered() *Line {
	l.Align = fyne.TextAlignCenter
	return l
}

func (l *Line) elided() *Line {
	l.Elide = true
	return l
}

// SetText changes the text.
func (l *Line) SetText(s string) {
	if l.Text != s {
		l.Text = s
		l.Refresh()
	}
}

// Set changes text and colour.
func (l *Line) Set(s string, color fyne.ThemeColorName) {
	if l.Text != s || l.Color != color {
		l.Text, l.Color = s, color
		l.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	v := &lineView{l: l, text: &canvas.Text{}}
	v.dress()
	return v
}

type lineView struct {
	l    *Line
	text *canvas.Text
}

func (v *lineView) Destroy()                     {}
func (v *lineView) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{v.text} }

func (v *lineView) Layout(s fyne.Size) {
	v.cut(s.Width)
	v.text.Resize(s)
}

func (v *lineView) MinSize() fyne.Size {
	min := fyne.MeasureText(words.T(v.l.Text), v.l.TextSize, fyne.TextStyle{Bold: v.l.Bold})
	if v.l.Elide {
		min.Width = 0
	}
	return min
}

func (v *lineView) Refresh() {
	v.dress()
	v.cut(v.l.Size().Width)
	v.text.Refresh()
}

func (v *lineView) dress() {
	v.text.Text, v.text.TextSize, v.text.Alignment = words.T(v.l.Text), v.l.TextSize, v.l.Align
	v.text.TextStyle = fyne.TextStyle{Bold: v.l.Bold}
	v.text.Color = look.Color(v.l.Color)
}

func (v *lineView) cut(width float32) {
	if v.l.Elide && width > 0 {
		v.text.Text = advancesOf(v.l.TextSize, v.l.Bold).fit(oneLine(words.T(v.l.Text)), width)
	}
}
