package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/words"
)

// Entry is Fyne's entry that lets the window have the shortcuts it does not use itself (Ctrl+K, Ctrl+S, F5),
// tells when it is left, and can let a list beside it have some keys.
type Entry struct {
	widget.Entry
	OnEntered func()                    // the focus came
	OnLeft    func()                    // the focus went elsewhere
	OnKey     func(*fyne.KeyEvent) bool // sees every key first; true means used

	KeepsTab bool // Tab is a key like others, for OnKey, and does not go on to the next widget
}

// AcceptsTab is called by Fyne.
func (e *Entry) AcceptsTab() bool { return e.KeepsTab || e.Entry.AcceptsTab() }

// NewEntry makes an entry for one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// SetPlaceHolder says what is to be typed.
func (e *Entry) SetPlaceHolder(text string) { e.Entry.SetPlaceHolder(words.T(text)) }

// NewSecret makes an entry that shows dots, with an eye that shows what was typed.
func NewSecret() *Entry {
	e := NewEntry()
	e.Password = true
	return e
}

// NewMultiLine makes an entry for several lines that wraps.
func NewMultiLine(rows int) *Entry {
	e := NewEntry()
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return e
}

// entryShortcuts are what an entry itself answers to.
var entryShortcuts = map[string]bool{"Undo": true, "Redo": true, "Cut": true, "Copy": true, "Paste": true, "SelectAll": true}

// TypedShortcut is called by Fyne.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && !movesInText(c.KeyName) || !ok && !entryShortcuts[s.ShortcutName()] {
		forwardShortcut(e, s)
		return
	}
	e.Entry.TypedShortcut(s)
}

func movesInText(k fyne.KeyName) bool {
	return k == fyne.KeyLeft || k == fyne.KeyRight || k == fyne.KeyBackspace || k == fyne.KeyDelete
}

// TypedKey is called by Fyne.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case e.OnKey != nil && e.OnKey(k):
	case isFunctionKey(k.Name):
		forwardKey(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

func isFunctionKey(k fyne.KeyName) bool {
	return k == fyne.KeyEscape || len(k) >= 2 && k[0] == 'F' && k[1] >= '1' && k[1] <= '9'
}

// FocusGained is called by Fyne.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnEntered != nil {
		e.OnEntered()
	}
}

// FocusLost is called by Fyne.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}
