package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Fyne hands keys and shortcuts to the focused widget and nobody else, so a table or an entry in focus
// would swallow Ctrl+K and F5. What a widget of ours does not use it passes on to its window.

func forwardShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if w, ok := canvasOf(from).(fyne.Shortcutable); ok {
		w.TypedShortcut(s)
	}
}

func forwardKey(from fyne.CanvasObject, e *fyne.KeyEvent) {
	c := canvasOf(from)
	if c == nil {
		return
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(e)
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

func focus(o fyne.Focusable) {
	if c := canvasOf(o.(fyne.CanvasObject)); c != nil {
		c.Focus(o)
	}
}

// shiftKey knows whether Shift is down. The driver's word counts; the keys seen are for drivers without one.
type shiftKey struct{ seen bool }

func (s *shiftKey) down(e *fyne.KeyEvent) { s.note(e, true) }
func (s *shiftKey) up(e *fyne.KeyEvent)   { s.note(e, false) }

func (s *shiftKey) note(e *fyne.KeyEvent, held bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		s.seen = held
	}
}

func (s *shiftKey) held() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return s.seen
}

// ForwardKey passes a key that a widget outside this package does not use on to its window.
func ForwardKey(from fyne.CanvasObject, e *fyne.KeyEvent) { forwardKey(from, e) }

// ForwardShortcut passes a shortcut that a widget outside this package does not use on to its window.
func ForwardShortcut(from fyne.CanvasObject, s fyne.Shortcut) { forwardShortcut(from, s) }
