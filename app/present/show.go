// Package present fills a screen with the map or a chain as visitors may see it.
//
// Every record comes through model.Redact for visitors before anything is drawn, so no picture, label or card here can
// know what must stay inside; there are no lists and no titles of ours.
package present

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/basemap"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/task"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Options say what is presented.
type Options struct {
	Store    *store.Store
	Typeface *mapping.Typeface
	Base     *basemap.Shelf
	Chain    model.ID // the chain to begin with; zero, or one that visitors may not see, begins with the map
	// OnClosed is called when the presentation was left; err says why there was none.
	OnClosed func(err error)
}

// Show opens the presentation on the second screen where there is one. It is read once and does not change while
// visitors look at it. PageDown, PageUp, the arrows and Space step through map and chains; Esc leaves.
func Show(o Options) fyne.Window {
	_, w := show(o)
	return w
}

func show(o Options) (*stage, fyne.Window) {
	s := &stage{o: o, pic: picture.New(o.Typeface), win: fyne.CurrentApp().NewWindow("")}
	s.card = &card{pic: s.pic}
	s.pic.OnTap = s.tapped
	s.pic.OnOpen = s.tapped
	s.pic.OnHover = s.hovered
	s.pic.OnMenu = func(mapping.Pt, mapping.Viewport, fyne.Position) { s.release() }
	s.pic.OnMoved = s.moved
	s.pic.Drawing.Hide() // until there is something to see: its own ground is light
	s.win.SetPadded(false)
	s.win.SetContent(container.NewStack(canvas.NewRectangle(wall), s.pic.Drawing))
	s.win.Canvas().SetOnTypedKey(s.key)
	s.win.Canvas().SetOnTypedRune(s.pic.TypedRune)
	s.win.SetOnClosed(s.closed)
	fillScreen(s.win)
	s.win.Show()
	s.read()
	return s, s.win
}

func fillScreen(w fyne.Window) {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	second, can := w.(desktop.Window)
	if ok && can && d.HasSecondaryDisplay() {
		second.RequestFullScreenSecondary()
		return
	}
	w.SetFullScreen(true)
}

// stage is a presentation under way.
type stage struct {
	o      Options
	win    fyne.Window
	pic    *picture.Picture
	card   *card
	slides []slide
	at     int
	err    error
	loads  task.Latest[[]slide]
}

func (s *stage) read() {
	o := s.o
	s.loads.Run(func(ctx context.Context, _ func(int, int)) ([]slide, error) { return slides(ctx, o) }, s.take)
}

func (s *stage) take(all []slide, err error) {
	if err != nil {
		s.err = err
		s.win.Close()
		return
	}
	s.slides = all
	for i, one := range all {
		if one.Chain == s.o.Chain {
			s.at = i
		}
	}
	s.pic.Drawing.Show()
	s.turn(0)
}

// turn goes on by so many slides, round and round: a clicker has no other end.
func (s *stage) turn(by int) {
	n := len(s.slides)
	if n == 0 {
		return
	}
	s.at = (s.at + by + n) % n
	s.card.hide()
	s.pic.Show(s.slides[s.at].Scene(""))
}

func (s *stage) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyF5:
		s.win.Close()
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn:
		s.turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyUp, fyne.KeyBackspace:
		s.turn(-1)
	case fyne.KeyHome:
		s.pic.GoHome()
	}
}

// release takes the focus from the drawing, which a press of the mouse gave it: it would keep the arrow keys.
func (s *stage) release() { s.win.Canvas().Unfocus() }

func (s *stage) moved() {
	s.release()
	s.card.place()
}

func (s *stage) tapped(px mapping.Pt, v mapping.Viewport) {
	s.release()
	if len(s.slides) == 0 {
		return
	}
	one := s.slides[s.at]
	g, _ := s.pic.Hit(px, v)
	lines := one.Lines(g)
	if len(lines) == 0 {
		g.ID = ""
	}
	s.pic.Update(one.Scene(g.ID))
	s.card.show(lines, v.Plane(px))
}

func (s *stage) hovered(px mapping.Pt, v mapping.Viewport) {
	g, ok := s.pic.Hit(px, v)
	s.pic.Point(ok && len(s.slides) > 0 && len(s.slides[s.at].Lines(g)) > 0)
}

func (s *stage) closed() {
	s.loads.Stop()
	s.pic.Stop()
	if s.o.OnClosed != nil {
		s.o.OnClosed(s.err)
	}
}
