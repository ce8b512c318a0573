package present

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
)

// key answers a key in either window. With a cover over the slide, any key takes that away and does nothing else.
func (s *stage) key(e *fyne.KeyEvent) {
	s.swallow = false
	if s.cover.Visible() {
		s.swallow = true
		s.uncover()
		return
	}
	if do := s.does(e.Name); do != nil {
		if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
			s.typed = ""
		}
		do()
		s.stir()
		s.desk.update()
	}
}

// does is what a key does; nil for nothing.
func (s *stage) does(k fyne.KeyName) func() {
	switch k {
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeyDown, fyne.KeySpace:
		return func() { s.turn(1) }
	case fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyUp:
		return func() { s.turn(-1) }
	case fyne.KeyReturn, fyne.KeyEnter:
		return s.enter
	case fyne.KeyBackspace:
		return s.goBack
	case fyne.KeyHome:
		return func() { s.goTo(0) }
	case fyne.KeyEnd:
		return func() { s.goTo(len(s.story.slides) - 1) }
	case fyne.KeyEscape:
		return s.escape
	case fyne.KeyF5:
		return s.leave
	}
	return s.letter(k)
}

// letter is what a letter does. A clicker sends a full stop for a dark screen.
func (s *stage) letter(k fyne.KeyName) func() {
	switch k {
	case fyne.KeyB, fyne.KeyPeriod:
		return func() { s.darken(color.Black) }
	case fyne.KeyW, fyne.KeyComma:
		return func() { s.darken(color.White) }
	case fyne.KeyP:
		return func() { s.ink.use(penTool) }
	case fyne.KeyL:
		return s.switchLanguage
	case fyne.KeyJ:
		return func() { s.ink.use(laserTool) }
	case fyne.KeyE:
		return func() { s.ink.erase() }
	case fyne.KeyS:
		return s.swap
	case fyne.KeyN:
		return s.desk.toggleNotes
	}
	return nil
}

// rune takes digits for a number to jump to, and + − 0 for the live picture; they are the same on the number block.
func (s *stage) rune(r rune) {
	switch {
	case s.swallow:
		s.swallow = false
	case r >= '1' && r <= '9', r == '0' && s.typed != "":
		if len(s.typed) < 4 {
			s.typed += string(r)
		}
		s.desk.update()
	case r == '0':
		s.settle()
	case s.canZoom():
		s.pic.TypedRune(r)
	}
}

func (s *stage) canZoom() bool {
	one, ok := s.now()
	return ok && one.Scene != nil
}

// enter jumps to the number that was typed, else goes on.
func (s *stage) enter() {
	n, err := strconv.Atoi(s.typed)
	s.typed = ""
	if err != nil {
		s.turn(1)
		return
	}
	s.goTo(n - 1)
}

// goBack goes from an answer to the story, else one slide back.
func (s *stage) goBack() {
	if !s.returnToStory() {
		s.turn(-1)
	}
}

// settle shows the slide as it is first seen.
func (s *stage) settle() {
	if s.live {
		s.present()
	}
}

// escape closes what is open, the last first; with nothing open it leaves.
func (s *stage) escape() {
	switch {
	case s.asking != nil:
		s.closeAsking()
	case s.card.box != nil:
		s.unchoose()
	case s.ink.tool != noTool:
		s.ink.use(s.ink.tool)
	case s.returnToStory():
	case s.live:
		s.present()
	default:
		s.leave()
		return
	}
	if !s.open() {
		s.hint.say(s.story.words.say.Word("再按一次 Esc 结束演示"))
	}
}

// open tells whether Esc would close something and not leave.
func (s *stage) open() bool {
	return s.asking != nil || s.card.box != nil || s.ink.tool != noTool || s.answer != nil || s.live
}
