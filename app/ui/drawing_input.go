package ui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ desktop.Mouseable      = (*Drawing)(nil)
	_ desktop.Hoverable      = (*Drawing)(nil)
	_ desktop.Cursorable     = (*Drawing)(nil)
	_ fyne.Draggable         = (*Drawing)(nil)
	_ fyne.Scrollable        = (*Drawing)(nil)
	_ fyne.DoubleTappable    = (*Drawing)(nil)
	_ fyne.SecondaryTappable = (*Drawing)(nil)
	_ fyne.Focusable         = (*Drawing)(nil)
)

const (
	tapReach             = 4    // a press that moves further, in logical pixels, is a drag
	keyPan       float32 = 64   // logical pixels an arrow key moves
	keyZoom              = 1.25 // what + and one notch of the wheel zoom by
	doubleZoom           = 2
	wheelNotch   float64 = 25 // what Fyne reports for one notch
	wheelLongest float64 = 4  // notches taken from one event: some touchpads report hundreds
)

// drawMouse is the press under way.
type drawMouse struct {
	down fyne.Position
	held bool
	far  bool // moved too far to be a tap
	taps [2]fyne.Position
	keys fyne.KeyModifier // held at the press
	grip Grip             // who has taken the drag over; nil for the drawing itself
	at   fyne.Position
}

// MouseDown is called by Fyne.
func (d *Drawing) MouseDown(e *desktop.MouseEvent) {
	focus(d)
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	d.mouse.held, d.mouse.far, d.mouse.down = true, false, e.Position
	d.mouse.taps[0], d.mouse.taps[1] = d.mouse.taps[1], e.Position
	d.mouse.keys = e.Modifier
}

// MouseUp is called by Fyne. Selecting here and not on Tapped: that one waits for a second tap.
func (d *Drawing) MouseUp(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || !d.mouse.held {
		return
	}
	d.mouse.held = false
	if !d.mouse.far && near(e.Position, d.mouse.down) && d.OnTap != nil {
		d.OnTap(d.Px(e.Position), d.view)
	}
}

func near(a, b fyne.Position) bool {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) <= tapReach
}

// Dragged is called by Fyne, from 2 pixels on.
func (d *Drawing) Dragged(e *fyne.DragEvent) {
	by := e.Dragged
	if !d.mouse.far {
		if near(e.Position, d.mouse.down) {
			return // a hand that trembles while it clicks moves nothing
		}
		d.mouse.far = true
		d.MouseOut()
		if d.OnGrab != nil {
			d.mouse.grip = d.OnGrab(d.Px(d.mouse.down), d.view)
		}
		by = fyne.NewDelta(e.Position.X-d.mouse.down.X, e.Position.Y-d.mouse.down.Y)
	}
	if d.mouse.grip != nil {
		d.mouse.at = e.Position
		d.mouse.grip.Move(d.Px(e.Position), d.view)
		return
	}
	d.pan(by.DX, by.DY)
}

// DragEnd is called by Fyne, also when the button was released outside.
func (d *Drawing) DragEnd() {
	d.mouse.held = false
	if grip := d.mouse.grip; grip != nil {
		d.mouse.grip = nil
		grip.Drop(d.Px(d.mouse.at), d.view)
	}
}

// DoubleTapped is called by Fyne, which does not ask whether both taps met the same place.
func (d *Drawing) DoubleTapped(e *fyne.PointEvent) {
	if !near(d.mouse.taps[0], d.mouse.taps[1]) {
		return
	}
	if d.OnOpen != nil {
		d.OnOpen(d.Px(e.Position), d.view)
		return
	}
	d.zoomAt(doubleZoom, d.Px(e.Position))
}

// TappedSecondary is called by Fyne.
func (d *Drawing) TappedSecondary(e *fyne.PointEvent) {
	if d.OnMenu != nil {
		d.OnMenu(d.Px(e.Position), d.view, e.AbsolutePosition)
	}
}

// Scrolled is called by Fyne: the wheel zooms at the pointer.
func (d *Drawing) Scrolled(e *fyne.ScrollEvent) {
	notches := min(max(float64(e.Scrolled.DY)/wheelNotch, -wheelLongest), wheelLongest)
	if notches != 0 {
		d.zoomAt(math.Pow(keyZoom, notches), d.Px(e.Position))
	}
}

// MouseIn is called by Fyne. A window that went to a screen of another scale may keep its size, and then
// nobody else would say that the pixels are different ones.
func (d *Drawing) MouseIn(e *desktop.MouseEvent) {
	d.resized(d.Size())
	d.MouseMoved(e)
}

// MouseMoved is called by Fyne.
func (d *Drawing) MouseMoved(e *desktop.MouseEvent) {
	if d.OnHover != nil && !d.mouse.held {
		d.OnHover(d.Px(e.Position), d.view)
	}
}

// MouseOut is called by Fyne.
func (d *Drawing) MouseOut() {
	if d.OnLeave != nil {
		d.OnLeave()
	}
}

// Cursor is called by Fyne.
func (d *Drawing) Cursor() desktop.Cursor { return d.pointer }

// FocusGained is called by Fyne.
func (d *Drawing) FocusGained() {}

// FocusLost is called by Fyne.
func (d *Drawing) FocusLost() {}

// TypedKey is called by Fyne: arrows move the view, not the picture.
func (d *Drawing) TypedKey(e *fyne.KeyEvent) {
	if d.OnKey != nil && d.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		d.pan(keyPan, 0)
	case fyne.KeyRight:
		d.pan(-keyPan, 0)
	case fyne.KeyUp:
		d.pan(0, keyPan)
	case fyne.KeyDown:
		d.pan(0, -keyPan)
	case fyne.KeyHome:
		d.GoHome()
	default:
		forwardKey(d, e)
	}
}

// TypedRune is called by Fyne; runes are the same on the main keys and the number block.
func (d *Drawing) TypedRune(r rune) {
	if d.OnRune != nil && d.OnRune(r) {
		return
	}
	switch r {
	case '+', '=':
		d.Zoom(keyZoom)
	case '-', '_':
		d.Zoom(1 / keyZoom)
	case '0':
		d.GoHome()
	}
}
