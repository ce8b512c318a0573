package present

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/task"
)

// screens are those of the computer.
type screens struct {
	second func() bool                      // whether there are two that show different things
	fill   func(w fyne.Window, second bool) // makes a window as large as the second screen, or as its own
}

var computerScreens = screens{second: TwoScreens, fill: fillScreen}

// TwoScreens tells whether there is a second screen that shows something else than the first.
func TwoScreens() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.HasSecondaryDisplay()
}

func fillScreen(w fyne.Window, second bool) {
	if d, can := w.(desktop.Window); can && second {
		d.RequestFullScreenSecondary()
		return
	}
	w.SetFullScreen(true)
}

func (s *stage) twoScreens() bool { return s.o.screens.second() }

// openBack gives the presenter a window of their own on the first screen.
func (s *stage) openBack() {
	s.back = fyne.CurrentApp().NewWindow("招商链图")
	s.dress(s.back, s.desk.content, s.backClosed)
	s.o.screens.fill(s.back, false)
	s.back.Show()
	s.desk.update()
	s.back.RequestFocus()
}

// swap exchanges the screens. The windows stay where they are and exchange what they show: moving windows between
// screens leaves both dark for a moment. With one window, a second screen that came since is taken into use.
func (s *stage) swap() {
	switch {
	case s.back != nil:
		s.closeAsking()
		s.front, s.back = s.back, s.front
		gap := func() fyne.CanvasObject { return newWall() }
		s.front.SetContent(gap()) // an object belongs to one window at a time
		s.back.SetContent(gap())
		s.front.SetContent(s.content)
		s.back.SetContent(s.desk.content)
		s.front.SetOnClosed(s.frontClosed)
		s.back.SetOnClosed(s.backClosed)
	case s.twoScreens():
		s.o.screens.fill(s.front, true)
		s.openBack()
	}
	s.desk.update()
}

// everyLook is how soon an unplugged screen is noticed.
const everyLook = time.Second

// lookOut notices when the second screen is unplugged: the presenter's window closes, or it might come to stand where
// visitors look, and the show fills what is left.
func (s *stage) lookOut() {
	s.watch = task.After(everyLook, func() {
		if s.closed {
			return
		}
		if s.back != nil && !s.twoScreens() {
			s.closeAsking()
			back := s.back
			s.back = nil
			back.SetContent(newWall())
			back.Close()
			s.o.screens.fill(s.front, false)
			s.front.RequestFocus()
		}
		s.desk.tick()
		s.lookOut()
	})
}

func (s *stage) backClosed() {
	s.closeAsking()
	s.back = nil
}

// leave ends the show.
func (s *stage) leave() {
	if !s.closed {
		s.front.Close()
	}
}

// frontClosed comes when visitors see nothing any more, whoever closed the window: all else ends with it.
func (s *stage) frontClosed() {
	if s.closed {
		return
	}
	s.closed = true
	s.count()
	s.log.Ended = time.Now()
	s.watch.Stop()
	s.loads.Stop()
	s.drawn.stopped = true
	s.pic.Stop()
	s.hint.stop()
	s.release()
	if back := s.back; back != nil {
		s.back = nil
		back.SetOnClosed(func() {})
		back.Close()
	}
	if s.o.OnClosed != nil {
		s.o.OnClosed(s.log, s.err)
	}
}
