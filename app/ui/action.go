package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// Action is something the user can do, as a button, a menu entry or a shortcut shows it.
type Action struct {
	Text    string
	Icon    fyne.Resource // nil for none
	Do      func()
	Primary bool // the one thing most users came for
	Danger  bool // cannot be taken back easily
	Off     bool
	On      bool        // ticked in a menu
	Ready   func() bool // in a dialog: false keeps it open, after saying what is missing; nil is always ready
}

// Button makes the action's button.
func (a Action) Button() *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = words.T(a.Text), a.Icon, a.Do
	switch {
	case a.Danger:
		b.Importance = widget.DangerImportance
	case a.Primary:
		b.Importance = widget.HighImportance
	}
	b.ExtendBaseWidget(b)
	if a.Off {
		b.Disable()
	}
	return b
}

// Button is Fyne's button that also answers to Enter and passes on the keys it does not use.
type Button struct {
	widget.Button
	OnKey func(*fyne.KeyEvent) bool // sees every key first; true means used
}

// SetText changes the text.
func (b *Button) SetText(text string) { b.Button.SetText(words.T(text)) }

// buttonMin keeps a button of two characters from looking like a crumb.
const buttonMin = 9 * look.Unit

// MinSize is called by Fyne.
func (b *Button) MinSize() fyne.Size {
	s := b.Button.MinSize()
	if b.Text != "" {
		s.Width = max(s.Width+look.Unit, buttonMin)
	}
	return s
}

// TypedKey is called by Fyne.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch {
	case b.OnKey != nil && b.OnKey(e):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		b.Tapped(nil)
	case e.Name == fyne.KeySpace:
		b.Button.TypedKey(e)
	default:
		forwardKey(b, e)
	}
}

// ShowMenu opens actions as a menu at a place in the window; an Action without Text draws a line.
func ShowMenu(c fyne.Canvas, at fyne.Position, actions ...Action) {
	widget.ShowPopUpMenuAtPosition(menuOf(actions), c, at)
}

func menuOf(actions []Action) *fyne.Menu {
	menu := fyne.NewMenu("")
	for _, a := range actions {
		item := fyne.NewMenuItem(words.T(a.Text), a.Do)
		if a.Text == "" {
			item = fyne.NewMenuItemSeparator()
		}
		item.Icon, item.Disabled, item.Checked = a.Icon, a.Off, a.On
		menu.Items = append(menu.Items, item)
	}
	return menu
}

// ButtonRow is a row of buttons for actions.
func ButtonRow(actions ...Action) fyne.CanvasObject { return buttonRow(actions) }

// buttonRow lays the buttons of actions beside each other.
func buttonRow(actions []Action) *fyne.Container {
	row := &fyne.Container{Layout: side{look.Unit}}
	for _, a := range actions {
		row.Objects = append(row.Objects, a.Button())
	}
	return row
}
