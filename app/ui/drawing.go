package ui

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"github.com/paulmach/orb"

	"chainatlas/app/task"
	"chainatlas/mapping"
)

// Drawing shows a picture that is painted beside the UI thread: the map, a chain map, a chart, a slide.
//
// Paint gets a viewport larger than the window, so that a drag moves a finished picture at once; a zoom
// stretches the picture there is until the sharp one comes. Pixels are device pixels of the widget's box,
// in the viewport that the callback is given.
type Drawing struct {
	widget.BaseWidget

	// Paint draws what v sees, v.W × v.H pixels, never a sub-image; it runs off the UI thread and returns nil
	// when ctx is cancelled.
	Paint func(ctx context.Context, v mapping.Viewport) *image.RGBA
	// Home is what 0 and Home show; nil or an empty bound leaves the view alone.
	Home func() orb.Bound

	OnTap      func(px mapping.Pt, v mapping.Viewport)
	OnOpen     func(px mapping.Pt, v mapping.Viewport) // double click; nil zooms in there
	OnHover    func(px mapping.Pt, v mapping.Viewport)
	OnLeave    func()                                                    // the pointer left, or a drag began: take the hover card away
	OnMenu     func(px mapping.Pt, v mapping.Viewport, at fyne.Position) // right click, at in the window
	OnViewport func(v mapping.Viewport)                                  // what is seen changed; move overlays
	OnPainted  func()                                                    // the sharp picture has come
	OnGrab     func(px mapping.Pt, v mapping.Viewport) Grip              // a drag begins; a Grip takes it over, nil moves the picture
	OnKey      func(*fyne.KeyEvent) bool                                 // sees every key first; true means used
	OnRune     func(rune) bool                                           // sees every character first; true means used

	MinScale, MaxScale float64 // pixels per plane unit; 0 for no limit

	view    mapping.Viewport // what the widget shows
	sized   bool             // view has a size
	moved   bool             // somebody chose the view; until then it keeps fitting Home
	pointer desktop.Cursor
	mouse   drawMouse
	pic     picture
	paints  task.Latest[*image.RGBA]
	asked   mapping.Viewport // of the paint under way
	shown   *drawingView
	over    *fyne.Container
}

// Grip is a drag that moves something on the drawing instead of the drawing. Drop comes once, after the last Move.
type Grip interface {
	Move(px mapping.Pt, v mapping.Viewport)
	Drop(px mapping.Pt, v mapping.Viewport)
}

// homeMargin is the room left around what Home shows, in logical pixels.
const homeMargin float32 = 24

// NewDrawing makes a view; its first viewport fits Home, or is what SetViewport said.
func NewDrawing(paint func(context.Context, mapping.Viewport) *image.RGBA) *Drawing {
	d := &Drawing{Paint: paint, over: &fyne.Container{}, pointer: desktop.DefaultCursor}
	d.view.Scale = 1
	d.ExtendBaseWidget(d)
	return d
}

// Viewport is what the widget shows now, in device pixels.
func (d *Drawing) Viewport() mapping.Viewport { return d.view }

// SetViewport shows the centre, scale and orientation of v; size and resolution stay the widget's own.
func (d *Drawing) SetViewport(v mapping.Viewport) {
	v.W, v.H, v.DPR = d.view.W, d.view.H, d.view.DPR
	d.moved = true
	d.see(v)
}

// Fit shows all of b.
func (d *Drawing) Fit(b orb.Bound) {
	d.moved = true
	d.see(d.fitting(b))
}

// GoHome shows what Home says, and goes on doing so when the size changes, until the view is moved.
func (d *Drawing) GoHome() {
	if d.Home != nil {
		d.moved = false
		d.see(d.fitting(d.Home()))
	}
}

func (d *Drawing) fitting(b orb.Bound) mapping.Viewport {
	if !d.sized || b.IsEmpty() {
		return d.view
	}
	return d.view.Fit(b, homeMargin*d.view.Unit())
}

// Zoom multiplies the scale around the middle.
func (d *Drawing) Zoom(factor float64) { d.zoomAt(factor, d.view.Box().Center()) }

// Repaint paints anew: the data or a layer changed.
func (d *Drawing) Repaint() {
	d.pic.stale = true
	d.request()
}

// Stop drops the painting under way: the screen is left.
func (d *Drawing) Stop() { d.paints.Stop() }

// Busy tells whether a sharper picture is on its way.
func (d *Drawing) Busy() bool { return d.paints.Busy() }

// Overlay holds objects above the picture: a hover card, buttons, a legend. Place them with Pos;
// they take the clicks that fall on them.
func (d *Drawing) Overlay() *fyne.Container { return d.over }

// Pos is where a place on the plane stands in the widget, in logical pixels.
func (d *Drawing) Pos(p orb.Point) fyne.Position {
	px, u := d.view.Px(p), d.view.Unit()
	return fyne.NewPos(px.X/u, px.Y/u)
}

// Px turns a place in the widget into device pixels.
func (d *Drawing) Px(p fyne.Position) mapping.Pt {
	u := d.view.Unit()
	return mapping.Pt{X: p.X * u, Y: p.Y * u}
}

// Keys are the modifiers that were held at the last press.
func (d *Drawing) Keys() fyne.KeyModifier { return d.mouse.keys }

// Focus gives the drawing the keyboard.
func (d *Drawing) Focus() { focus(d) }

// SetPointer changes the mouse pointer: desktop.PointerCursor over what can be clicked.
func (d *Drawing) SetPointer(c desktop.Cursor) { d.pointer = c }

// MinSize is small: a drawing takes the room it is given.
func (d *Drawing) MinSize() fyne.Size { return fyne.NewSize(160, 120) }

// CreateRenderer is called by Fyne.
func (d *Drawing) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	d.shown = newDrawingView(d)
	return d.shown
}

// resized takes the widget's size and the screen's resolution.
func (d *Drawing) resized(s fyne.Size) {
	dpr := float32(1)
	if c := canvasOf(d); c != nil {
		dpr = c.Scale()
	}
	w, h := int(s.Width*dpr+0.5), int(s.Height*dpr+0.5)
	if w <= 0 || h <= 0 || d.sized && w == d.view.W && h == d.view.H && dpr == d.view.DPR {
		return
	}
	if d.sized && d.view.DPR > 0 {
		d.view.Scale *= float64(dpr / d.view.DPR) // a window moved to another screen shows the same
	}
	d.view.W, d.view.H, d.view.DPR = w, h, dpr
	d.sized = true
	if !d.moved && d.Home != nil {
		d.GoHome()
		return
	}
	d.see(d.view)
}

// see shows v: the picture there is at once, a sharp one as soon as it is painted.
func (d *Drawing) see(v mapping.Viewport) {
	v.Scale = d.limit(v.Scale)
	d.view = v
	d.place()
	if d.OnViewport != nil && d.sized {
		d.OnViewport(v)
	}
	d.request()
}

func (d *Drawing) limit(scale float64) float64 {
	if d.MinScale > 0 {
		scale = max(scale, d.MinScale)
	}
	if d.MaxScale > 0 {
		scale = min(scale, d.MaxScale)
	}
	return scale
}

func (d *Drawing) zoomAt(factor float64, at mapping.Pt) {
	factor = d.limit(d.view.Scale*factor) / d.view.Scale
	d.moved = true
	d.see(d.view.Zoom(factor, at).Snapped())
}

// pan moves the picture by logical pixels.
func (d *Drawing) pan(dx, dy float32) {
	u := d.view.Unit()
	d.moved = true
	d.see(d.view.Pan(mapping.Pt{X: dx * u, Y: dy * u}))
}
