package app

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/system"
)

// The window's size at the first start, in logical pixels, and where later ones are kept. On Windows also its place is kept.
const (
	firstWidth, firstHeight float32 = 1440, 900

	prefWidth     = "window.width"
	prefHeight    = "window.height"
	prefX         = "window.x"
	prefY         = "window.y"
	prefMaximised = "window.maximised"

	nowhere = math.MinInt32 // before the first place is kept
)

// firstSize is the size that the window opens with.
func firstSize(p fyne.Preferences) fyne.Size {
	width, height := p.FloatWithFallback(prefWidth, float64(firstWidth)), p.FloatWithFallback(prefHeight, float64(firstHeight))
	return fyne.NewSize(float32(width), float32(height))
}

// stand puts the window, which is open now, where it stood last, and lets the input method find the caret in it.
func (w *window) stand() {
	native(w.win, func(handle uintptr) {
		system.FollowCaret(handle, func() (system.Caret, bool) { return caretIn(w.win.Canvas()) })
		p := w.app.Preferences()
		if x := p.IntWithFallback(prefX, nowhere); x != nowhere {
			system.PutWindow(handle, system.Place{X: x, Y: p.Int(prefY), Maximised: p.Bool(prefMaximised)})
		}
	})
}

// keepPlace notes how the window stands, for the next start.
func (w *window) keepPlace() {
	if w.nowKey == boardPlace {
		return // it fills the screen
	}
	p, maximised := w.app.Preferences(), false
	native(w.win, func(handle uintptr) {
		if at, ok := system.WindowPlace(handle); ok {
			maximised = at.Maximised
			p.SetInt(prefX, at.X)
			p.SetInt(prefY, at.Y)
			p.SetBool(prefMaximised, maximised)
		}
	})
	if s := w.win.Canvas().Size(); !maximised && s.Width > 400 && s.Height > 300 {
		p.SetFloat(prefWidth, float64(s.Width))
		p.SetFloat(prefHeight, float64(s.Height))
	}
}

// native calls do with a window's handle on Windows, and not at all elsewhere.
func native(win fyne.Window, do func(handle uintptr)) {
	n, ok := win.(driver.NativeWindow)
	if !ok {
		return
	}
	n.RunNative(func(context any) {
		if c, ok := context.(driver.WindowsWindowContext); ok && c.HWND != 0 {
			do(c.HWND)
		}
	})
}

// field is what text is typed into.
type field interface {
	fyne.CanvasObject
	CursorPosition() fyne.Position
}

// caretIn is where text goes in a window, and false when nothing in it takes text.
func caretIn(c fyne.Canvas) (system.Caret, bool) {
	f, ok := c.Focused().(field)
	if !ok {
		return system.Caret{}, false
	}
	at, size := f.CursorPosition(), f.Size()
	line := fyne.MeasureText("文", fyne.CurrentApp().Settings().Theme().Size(theme.SizeNameText), fyne.TextStyle{}).Height
	at.X = min(at.X, size.Width) // a long text is scrolled
	at.Y = min(at.Y, max(size.Height-line, 0))
	from := fyne.CurrentApp().Driver().AbsolutePositionForObject(f).Add(at)
	x, y := c.PixelCoordinateForPosition(from)
	_, bottom := c.PixelCoordinateForPosition(from.AddXY(0, line))
	return system.Caret{X: x, Y: y, Height: bottom - y}, true
}
