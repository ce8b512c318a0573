package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// Action is something the user can do, as a button, a menu entry or a shortcut shows it.
type Action struct {
	Text    string
	Icon    fyne.Resource // nil for none
	Do      func()
	Primary bool // the one thing most users came for
	Danger  bool // cannot be taken back easily
	Off     bool
}

// Button makes the action's button.
func (a Action) Button() *widget.Button {
	b := widget.NewButtonWithIcon(a.Text, a.Icon, a.Do)
	switch {
	case a.Danger:
		b.Importance = widget.DangerImportance
	case a.Primary:
		b.Importance = widget.HighImportance
	}
	if a.Off {
		b.Disable()
	}
	return b
}

// Empty is what a screen shows when it has nothing: what is missing, why, and what to do next.
type Empty struct {
	widget.BaseWidget
	text, hint string
	actions    []Action
}

// NewEmpty makes an empty state; action may be nil.
func NewEmpty(text, hint string, action *Action) *Empty {
	e := &Empty{text: text, hint: hint}
	if action != nil {
		e.actions = []Action{*action}
	}
	e.ExtendBaseWidget(e)
	return e
}

// Add offers one more thing to do.
func (e *Empty) Add(a Action) *Empty {
	e.actions = append(e.actions, a)
	return e
}

// CreateRenderer is called by Fyne.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer {
	lines := container.NewVBox(newLine(e.text, look.TextSection, theme.ColorNameForeground, true).centered())
	if e.hint != "" {
		lines.Add(newLine(e.hint, look.TextBody, look.Muted, false).centered())
	}
	if len(e.actions) > 0 {
		buttons := container.NewHBox(layout.NewSpacer())
		for _, a := range e.actions {
			buttons.Add(a.Button())
		}
		buttons.Add(layout.NewSpacer())
		lines.Add(gap(look.Unit))
		lines.Add(buttons)
	}
	return widget.NewSimpleRenderer(container.NewCenter(lines))
}

// gap is empty room.
func gap(h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(h, h))
	return r
}
