package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
)

// scrollbar draws a bar; the widget that owns it handles the mouse.
type scrollbar struct {
	clip
	vertical      bool
	track, thumb  *canvas.Rectangle
	offset        float32 // of the view in the content
	view, content float32
}

func newScrollbar(vertical bool) *scrollbar {
	s := &scrollbar{vertical: vertical, track: canvas.NewRectangle(nil), thumb: canvas.NewRectangle(nil)}
	s.thumb.CornerRadius = 3
	s.objects = []fyne.CanvasObject{s.track, s.thumb}
	s.ExtendBaseWidget(s)
	return s
}

func (s *scrollbar) CreateRenderer() fyne.WidgetRenderer { return clipView{&s.clip} }

func (s *scrollbar) recolor() {
	s.track.FillColor = look.Color(theme.ColorNameScrollBarBackground)
	s.thumb.FillColor = look.Color(theme.ColorNameScrollBar)
}

// set shows where the view stands in the content, all in logical pixels along the bar.
func (s *scrollbar) set(offset, view, content float32) {
	s.offset, s.view, s.content = offset, view, content
	s.track.Resize(s.Size())
	at, length := s.thumbSpan()
	if s.vertical {
		place(s.thumb, fyne.NewPos(3, at), fyne.NewSize(6, length))
	} else {
		place(s.thumb, fyne.NewPos(at, 3), fyne.NewSize(length, 6))
	}
}

func (s *scrollbar) length() float32 {
	if s.vertical {
		return s.Size().Height
	}
	return s.Size().Width
}

func (s *scrollbar) thumbSpan() (at, length float32) {
	const shortest = 28
	track := s.length()
	if s.content <= s.view || s.content == 0 {
		return 0, track
	}
	length = min(max(track*s.view/s.content, shortest), track)
	return (track - length) * s.offset / (s.content - s.view), length
}

// offsetFor is the scroll position that puts the thumb's begin at p.
func (s *scrollbar) offsetFor(p float32) float32 {
	_, length := s.thumbSpan()
	if room := s.length() - length; room > 0 {
		return p / room * (s.content - s.view)
	}
	return 0
}

// press tells what a click at p on the bar does: grab the thumb (grip is the distance from its begin),
// or turn one page back or on.
func (s *scrollbar) press(p float32) (grip float32, page int) {
	at, length := s.thumbSpan()
	switch {
	case p < at:
		return 0, -1
	case p >= at+length:
		return 0, 1
	}
	return p - at, 0
}
