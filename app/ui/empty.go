package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

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
		lines.Add(gap(look.Unit))
		lines.Add(container.NewCenter(buttonRow(e.actions)))
	}
	return widget.NewSimpleRenderer(container.NewCenter(lines))
}

// gap is empty room.
func gap(h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(h, h))
	return r
}
