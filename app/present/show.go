// Package present shows slides to visitors: a deck, or else the map and the chains, on a second screen where there is one,
// with the presenter's notes on the first.
//
// Every record comes through model.Redact for visitors before anything is drawn, so no picture, label or card here can
// know what must stay inside; there are no lists and no titles of ours.
package present

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/awake"
	"chainatlas/app/basemap"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/task"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Options say what is presented.
type Options struct {
	Store    *store.Store  // nil for a package: Slides and Sites are all that there is
	Sites    []*model.Site // of a package, as visitors see them: what questions are answered from
	Typeface *mapping.Typeface
	Base     *basemap.Shelf
	// Slides are a deck's in a language, made beside the window; nil shows the map, then every chain.
	Slides   func(ctx context.Context, l model.Language) ([]Slide, error)
	Language model.Language // to begin with; "" is Chinese
	Start    int            // the slide to begin with
	Chain    model.ID       // without a deck, the chain to begin with; zero, or one that visitors may not see, begins with the map
	// OnClosed is called when the show was left; err says why there was none.
	OnClosed func(l Log, err error)

	screens screens // zero for those of the computer
}

// Show opens the show. It is read once and does not change while visitors look at it. The manual lists its keys.
func Show(o Options) fyne.Window {
	return show(o).front
}

// stage is a show under way.
type stage struct {
	o        Options
	front    fyne.Window // what visitors see
	back     fyne.Window // the presenter's; nil with one screen
	content  fyne.CanvasObject
	ground   *canvas.Rectangle
	pic      *picture.Picture
	still    *canvas.Image
	card     *card
	ink      *ink
	cover    *cover
	hint     *hint
	aside    *aside // what a question found
	flight   *flight
	desk     *notes
	asking   *asking
	found    []found // what the last question found, and the question
	question string

	story   story
	other   story // in the other language, when it is ready
	drawn   stills
	at      int
	answer  *Slide // what a question found; nil while the story is shown
	live    bool   // the slide is a picture that was moved, or is being looked into
	lifted  bool   // the finished picture was taken away
	turning bool   // the picture moves because another slide comes
	typed   string // digits of a number that Enter will jump to
	swallow bool   // the character of a key that was used already

	log     Log
	since   time.Time // when the slide came
	release func()    // lets the screen go dark again
	watch   *task.Timer
	closed  bool
	err     error
	loads   task.Latest[story]
	turns   task.Latest[story]
}

func show(o Options) *stage {
	s := &stage{o: o, pic: picture.New(o.Typeface), front: fyne.CurrentApp().NewWindow(""), release: awake.Hold()}
	if s.o.screens.second == nil {
		s.o.screens = computerScreens
	}
	s.log.Began = time.Now()
	s.furnish()
	s.dress(s.front, s.content, s.frontClosed)
	s.o.screens.fill(s.front, s.twoScreens())
	s.front.Show()
	if s.twoScreens() {
		s.openBack()
	}
	s.lookOut()
	s.loads.Run(func(ctx context.Context, _ func(int, int)) (story, error) { return read(ctx, o, o.Language) }, s.take)
	return s
}

// dress makes a window of the show.
func (s *stage) dress(w fyne.Window, content fyne.CanvasObject, closed func()) {
	w.SetPadded(false)
	w.SetContent(content)
	c := w.Canvas()
	c.SetOnTypedKey(s.key)
	c.SetOnTypedRune(s.rune)
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { s.ask() })
	w.SetOnClosed(closed)
}

func (s *stage) take(st story, err error) {
	if err != nil {
		s.err = err
		s.leave()
		return
	}
	s.story = st
	s.drawn = stills{faces: s.o.Typeface, slides: st.slides, ready: s.drawnAhead}
	s.prepareOther()
	s.at = min(max(s.o.Start, 0), max(len(st.slides)-1, 0))
	for i, one := range st.slides {
		if s.o.Slides == nil && one.Chain == s.o.Chain {
			s.at = i
		}
	}
	s.pic.Drawing.Show()
	s.since = time.Now()
	s.present()
}

// now is the slide that visitors see.
func (s *stage) now() (Slide, bool) {
	if s.answer != nil {
		return *s.answer, true
	}
	if s.at < 0 || s.at >= len(s.story.slides) {
		return Slide{}, false
	}
	return s.story.slides[s.at], true
}

// present shows the slide that is its turn, as it is first seen.
func (s *stage) present() {
	one, ok := s.now()
	if !ok {
		return
	}
	s.card.hide()
	s.flight.stop()
	s.live, s.lifted, s.turning = false, false, true
	s.stand()
	if one.Scene != nil {
		s.pic.Show(one.Scene(""))
	}
	s.turning = false
	if s.answer == nil {
		s.ink.turn(s.at)
		s.drawn.turn(s.at, s.frame())
	} else {
		s.ink.turn(answerInk)
	}
	s.desk.update()
}

// answerInk is where the strokes over an answer are kept.
const answerInk = -1

// stand puts the finished picture of the slide over the live one: it is there at once.
func (s *stage) stand() {
	s.still.Image = blank
	if img := s.drawn.have[s.at]; img != nil && s.answer == nil && s.drawn.size == s.frame() {
		s.still.Image = img
	}
	s.still.Refresh()
}

// drawnAhead comes when a picture is finished.
func (s *stage) drawnAhead(i int) {
	if i == s.at && !s.lifted && s.answer == nil {
		s.stand()
	}
	s.desk.update()
}

// lift takes the finished picture away from over the live one.
func (s *stage) lift() {
	s.lifted = true
	s.still.Image = clearPixel
	s.still.Refresh()
}

// painted comes when the live picture is sharp; one that is live from the beginning needs no other.
func (s *stage) painted() {
	if one, ok := s.now(); ok && one.Scene != nil && (one.Draw == nil || s.live) {
		s.lift()
	}
}

// wake turns a page into its live picture, and tells whether it was one.
func (s *stage) wake() bool {
	one, ok := s.now()
	if !ok || one.Scene == nil || s.live {
		return false
	}
	s.live = true
	if !s.pic.Busy() {
		s.lift()
	}
	return one.Draw != nil
}

func (s *stage) frame() frame {
	v := s.pic.Viewport()
	return frame{v.W, v.H, v.DPR}
}

// turn goes on by so many slides and stays at the ends: nobody wants to see the welcome after the farewell.
func (s *stage) turn(by int) { s.goTo(s.at + by) }

func (s *stage) goTo(i int) {
	n := len(s.story.slides)
	if n == 0 {
		return
	}
	s.returnToStory()
	if i = min(max(i, 0), n-1); i != s.at {
		s.count()
		from := s.story.slides[s.at]
		s.at = i
		s.present()
		s.fly(from)
	}
}

// count notes for how long the slide stood.
func (s *stage) count() {
	now := time.Now()
	if s.at < len(s.story.slides) && !s.since.IsZero() {
		s.log.stood(s.story.slides[s.at].Title, now.Sub(s.since))
	}
	s.since = now
}

// unfocus takes the focus from the drawing, which a press of the mouse gave it: it would keep the arrow keys.
func (s *stage) unfocus() { s.front.Canvas().Unfocus() }

func (s *stage) moved() {
	s.unfocus()
	s.card.place()
	if s.turning || len(s.story.slides) == 0 {
		return
	}
	if s.drawn.size != s.frame() { // another screen
		s.live, s.lifted = false, false
		s.drawn.turn(s.at, s.frame())
		s.stand()
		s.desk.update()
		return
	}
	s.wake()
	s.ink.erase() // strokes do not move with the picture
}

func (s *stage) tapped(px mapping.Pt, v mapping.Viewport) {
	s.unfocus()
	one, ok := s.now()
	if !ok || one.Scene == nil || s.wake() {
		return // the first click on a page only wakes it: its picture stands elsewhere
	}
	g, _ := s.pic.Hit(px, v)
	lines := one.lines(g)
	if len(lines) == 0 {
		g.ID = ""
	}
	s.pic.Update(one.Scene(g.ID))
	s.card.show(lines, v.Plane(px))
}

// unchoose closes the card.
func (s *stage) unchoose() {
	s.card.hide()
	if one, ok := s.now(); ok && one.Scene != nil {
		s.pic.Update(one.Scene(""))
	}
}

func (s *stage) hovered(px mapping.Pt, v mapping.Viewport) {
	one, ok := s.now()
	g, hit := s.pic.Hit(px, v)
	s.pic.Point(ok && hit && one.Scene != nil && (one.Draw == nil || s.live) && len(one.lines(g)) > 0)
}
