package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// wheelCatcher lies over an entry and takes nothing but the mouse wheel, which the scroller inside every entry of Fyne would swallow:
// a form must not stop scrolling where the pointer happens to be over an editor.
type wheelCatcher struct {
	widget.BaseWidget
	turned func(*fyne.ScrollEvent)
}

func newWheelCatcher(turned func(*fyne.ScrollEvent)) *wheelCatcher {
	w := &wheelCatcher{turned: turned}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is called by Fyne.
func (w *wheelCatcher) Scrolled(e *fyne.ScrollEvent) { w.turned(e) }

// CreateRenderer is called by Fyne.
func (w *wheelCatcher) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
