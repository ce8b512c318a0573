package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/look"
	"chainatlas/app/task"
)

// theTheme is made once: parsing ten megabytes of font for each test would be most of the time.
var theTheme = look.Light()

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(theTheme)
	m.Run()
}

// show puts o into a window of the given size with our theme and typeface.
func show(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	task.ForTest(t)
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func press(at fyne.Position, mod fyne.KeyModifier) *desktop.MouseEvent {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	e.Position, e.AbsolutePosition = at, at
	return e
}

// click presses and releases the left button.
func click(on desktop.Mouseable, x, y float32, mod fyne.KeyModifier) {
	on.MouseDown(press(fyne.NewPos(x, y), mod))
	on.MouseUp(press(fyne.NewPos(x, y), mod))
}

// drag presses at one place and releases at another.
func drag(on interface {
	desktop.Mouseable
	fyne.Draggable
}, from, to fyne.Position) {
	on.MouseDown(press(from, 0))
	on.Dragged(&fyne.DragEvent{
		PointEvent: fyne.PointEvent{Position: to, AbsolutePosition: to},
		Dragged:    fyne.NewDelta(to.X-from.X, to.Y-from.Y),
	})
	on.MouseUp(press(to, 0))
	on.DragEnd()
}

// typeText types into what has the focus.
func typeText(w fyne.Window, s string) {
	for _, r := range s {
		w.Canvas().Focused().TypedRune(r)
	}
}
