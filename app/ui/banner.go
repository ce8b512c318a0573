package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// Banner is a message inside a page that stays until it is dealt with: what is the matter, and what to do.
type Banner struct {
	widget.BaseWidget
	tone    look.Tone
	text    *widget.Label
	actions []Action
	OnClose func() // nil for a banner that cannot be closed
}

// NewBanner makes a message; look.Note, Good, Warn and Bad are the tones that make sense.
func NewBanner(tone look.Tone, text string, actions ...Action) *Banner {
	b := &Banner{tone: tone, text: widget.NewLabel(words.T(text)), actions: actions}
	b.text.Wrapping = fyne.TextWrapWord
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the message.
func (b *Banner) SetText(s string) { b.text.SetText(words.T(s)) }

// CreateRenderer is called by Fyne.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	sign := newLine(string(b.tone.Sign()), look.TextBody, b.tone.Color(), false)
	right := buttonRow(b.actions)
	if b.OnClose != nil {
		right.Add(b.closer())
	}
	left := container.New(inset{top: 2}, container.NewCenter(sign))
	p := NewPanel(container.NewBorder(nil, nil, left, container.NewCenter(right), b.text), look.Gap, 2)
	p.Ground, p.Left = b.tone.Soft(), b.tone.Color()
	return widget.NewSimpleRenderer(p)
}

func (b *Banner) closer() *widget.Button {
	x := widget.NewButtonWithIcon("", theme.CancelIcon(), func() { b.OnClose() })
	x.Importance = widget.LowImportance
	return x
}
