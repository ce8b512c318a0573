package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// Stat is a card with one figure. Every figure opens the records behind it.
type Stat struct {
	widget.BaseWidget
	OnTapped func() // nil for a figure with nothing behind it

	label, value, unit, sub *Line
	panel                   *Panel
}

// NewStat makes a card: 在谈项目 / 128 / 个 / 较上月 +12.
func NewStat(label, value, unit, sub string, tapped func()) *Stat {
	s := &Stat{
		OnTapped: tapped,
		label:    newLine(label, look.TextSmall, look.Muted, false).elided(),
		value:    newLine(value, look.TextFigure, theme.ColorNameForeground, true),
		unit:     newLine(unit, look.TextSmall, look.Muted, false),
		sub:      newLine(sub, look.TextSmall, look.Muted, false).elided(),
	}
	figure := container.New(baseline{}, s.value, s.unit)
	s.panel = NewPanel(container.New(stack{}, s.label, figure, s.sub), look.Gap, 12)
	s.panel.Radius, s.panel.Border = look.Radius, look.Line
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the figure.
func (s *Stat) Set(value, unit, sub string) {
	s.value.SetText(value)
	s.unit.SetText(unit)
	s.sub.SetText(sub)
	s.Refresh()
}

// Compact makes the card small enough for twelve in a row.
func (s *Stat) Compact() {
	s.value.TextSize = look.TextSection
	s.panel.PadX, s.panel.PadY = look.Unit, look.Unit
}

// SetTone colours the sub line: look.Good for better, look.Warn for worse.
func (s *Stat) SetTone(t look.Tone) { s.sub.Set(s.sub.Text, t.Color()) }

// Tapped is called by Fyne.
func (s *Stat) Tapped(*fyne.PointEvent) {
	if s.OnTapped != nil {
		s.OnTapped()
	}
}

// TypedKey is called by Fyne.
func (s *Stat) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.Tapped(nil)
	default:
		forwardKey(s, e)
	}
}

// TypedRune is called by Fyne.
func (s *Stat) TypedRune(rune) {}

// FocusGained is called by Fyne.
func (s *Stat) FocusGained() { s.border(theme.ColorNamePrimary) }

// FocusLost is called by Fyne.
func (s *Stat) FocusLost() { s.border(look.Line) }

func (s *Stat) border(c fyne.ThemeColorName) {
	s.panel.Border = c
	s.panel.Refresh()
}

// MouseIn is called by Fyne.
func (s *Stat) MouseIn(*desktop.MouseEvent) {
	if s.OnTapped != nil {
		s.panel.Paint(look.RowHover)
	}
}

// MouseMoved is called by Fyne.
func (s *Stat) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (s *Stat) MouseOut() { s.panel.Paint(look.Surface) }

// Cursor is called by Fyne.
func (s *Stat) Cursor() desktop.Cursor {
	if s.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is called by Fyne.
func (s *Stat) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.panel) }

// baseline sets a small unit beside a large figure so that both stand on one line.
type baseline struct{}

func (baseline) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+look.Half+b.Width, a.Height)
}

func (baseline) Layout(o []fyne.CanvasObject, _ fyne.Size) {
	a, b := o[0].MinSize(), o[1].MinSize()
	// Noto Sans SC stands 0.288 em above the bottom of its line.
	drop := 0.288 * (look.TextFigure - look.TextSmall)
	place(o[0], fyne.Position{}, a)
	place(o[1], fyne.NewPos(a.Width+look.Half, a.Height-b.Height-drop), b)
}
