package decks

import (
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// Sizes of the strip in logical pixels.
const (
	thumbW  float32 = 192
	thumbH  float32 = 108
	stepH   float32 = thumbH + 34
	stripW  float32 = thumbW + 40
	frameLn float32 = 3
)

// strip is the slides under each other. Arrows choose, Alt with them moves, Delete deletes; dragging moves too.
type strip struct {
	widget.BaseWidget
	OnSelect func(at int)
	OnMove   func(from, to int)
	OnMenu   func(at int, pos fyne.Position)
	OnDelete func()
	OnCopy   func() // Ctrl+D
	OnHide   func() // Ctrl+H

	thumbs []*thumb
	box    *fyne.Container
	scroll *container.Scroll
	at     int
}

func newStrip() *strip {
	s := &strip{box: container.New(column{})}
	s.scroll = container.NewVScroll(s.box)
	s.ExtendBaseWidget(s)
	return s
}

// Set shows slides with their pictures; those in red get a frame.
func (s *strip) Set(slides model.Slides, pictures []image.Image, red map[int]bool) {
	s.thumbs, s.box.Objects = nil, nil
	for i, x := range slides {
		t := newThumb(s, i, fmt.Sprintf("%d　%s", i+1, x.Heading()), x.Hidden, red[i])
		if i < len(pictures) && pictures[i] != nil {
			t.picture.Image = pictures[i]
		}
		s.thumbs = append(s.thumbs, t)
		s.box.Add(t)
	}
	s.box.Refresh()
	s.scroll.Refresh()
}

// Select marks a slide without telling, and scrolls to it.
func (s *strip) Select(at int) {
	s.at = at
	for i, t := range s.thumbs {
		t.mark(i == at)
	}
	top := float32(at) * stepH
	switch view := s.scroll.Size().Height; {
	case view <= 0:
	case top < s.scroll.Offset.Y:
		s.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case top+stepH > s.scroll.Offset.Y+view:
		s.scroll.ScrollToOffset(fyne.NewPos(0, top+stepH-view))
	}
}

func (s *strip) pick(at int) {
	if at >= 0 && at < len(s.thumbs) {
		s.OnSelect(at)
	}
}

func (s *strip) move(by int) {
	if to := s.at + by; to >= 0 && to < len(s.thumbs) {
		s.OnMove(s.at, to)
	}
}

// FocusGained, FocusLost and TypedRune are called by Fyne.
func (s *strip) FocusGained()   {}
func (s *strip) FocusLost()     {}
func (s *strip) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (s *strip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyPageUp:
		s.pick(s.at - 1)
	case fyne.KeyDown, fyne.KeyPageDown:
		s.pick(s.at + 1)
	case fyne.KeyHome:
		s.pick(0)
	case fyne.KeyEnd:
		s.pick(len(s.thumbs) - 1)
	case fyne.KeyDelete:
		s.OnDelete()
	default:
		if c := s.canvas(); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
	}
}

// TypedShortcut is called by Fyne.
func (s *strip) TypedShortcut(x fyne.Shortcut) {
	if key, ok := x.(*desktop.CustomShortcut); ok {
		if do := s.does(key); do != nil {
			do()
			return
		}
	}
	if c, ok := s.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(x)
	}
}

// does is what a shortcut does with the chosen slide; nil for nothing.
func (s *strip) does(key *desktop.CustomShortcut) func() {
	switch {
	case key.Modifier == fyne.KeyModifierAlt && key.KeyName == fyne.KeyUp:
		return func() { s.move(-1) }
	case key.Modifier == fyne.KeyModifierAlt && key.KeyName == fyne.KeyDown:
		return func() { s.move(1) }
	case key.Modifier == fyne.KeyModifierControl && key.KeyName == fyne.KeyD:
		return s.OnCopy
	case key.Modifier == fyne.KeyModifierControl && key.KeyName == fyne.KeyH:
		return s.OnHide
	}
	return nil
}

func (s *strip) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(s) }

// MinSize is called by Fyne.
func (s *strip) MinSize() fyne.Size { return fyne.NewSize(stripW, thumbH) }

// CreateRenderer is called by Fyne.
func (s *strip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.scroll) }

// column lays thumbs under each other in steps of one height.
type column struct{}

// MinSize implements fyne.Layout.
func (column) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(thumbW, float32(len(o))*stepH)
}

// Layout implements fyne.Layout.
func (column) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for i, x := range o {
		x.Move(fyne.NewPos(0, float32(i)*stepH))
		x.Resize(fyne.NewSize(s.Width, stepH))
	}
}

// thumb is one slide in the strip.
type thumb struct {
	widget.BaseWidget
	of      *strip
	at      int
	red     bool
	picture *canvas.Image
	ground  *canvas.Rectangle
	frame   *canvas.Rectangle
	text    *ui.Line
	drag    float32
}

func newThumb(of *strip, at int, text string, hidden, red bool) *thumb {
	t := &thumb{of: of, at: at, red: red, picture: &canvas.Image{FillMode: canvas.ImageFillContain}, ground: canvas.NewRectangle(color.Transparent), frame: canvas.NewRectangle(color.Transparent)}
	if hidden {
		text += "（隐藏）"
		t.picture.Translucency = 0.65
	}
	t.text = ui.NewNote(text)
	t.text.Elide = true
	t.ExtendBaseWidget(t)
	return t
}

func (t *thumb) mark(on bool) {
	t.ground.FillColor, t.frame.StrokeColor, t.frame.StrokeWidth = color.Transparent, look.Color(look.Line), 1
	if on {
		t.ground.FillColor, t.frame.StrokeColor, t.frame.StrokeWidth = look.Color(look.AccentSoft), look.Color(theme.ColorNamePrimary), 2
	}
	if t.red {
		t.frame.StrokeColor, t.frame.StrokeWidth = look.Color(theme.ColorNameError), frameLn
	}
	t.ground.Refresh()
	t.frame.Refresh()
}

// Tapped is called by Fyne.
func (t *thumb) Tapped(*fyne.PointEvent) {
	if c := t.of.canvas(); c != nil {
		c.Focus(t.of)
	}
	t.of.pick(t.at)
}

// TappedSecondary is called by Fyne.
func (t *thumb) TappedSecondary(e *fyne.PointEvent) {
	t.of.pick(t.at)
	t.of.OnMenu(t.at, e.AbsolutePosition)
}

// Dragged is called by Fyne.
func (t *thumb) Dragged(e *fyne.DragEvent) {
	t.drag += e.Dragged.DY
	t.Move(fyne.NewPos(0, float32(t.at)*stepH+t.drag))
}

// DragEnd is called by Fyne.
func (t *thumb) DragEnd() {
	steps := int((t.drag + sign(t.drag)*stepH/2) / stepH)
	t.drag = 0
	to := min(max(t.at+steps, 0), len(t.of.thumbs)-1)
	if to == t.at {
		t.Move(fyne.NewPos(0, float32(t.at)*stepH))
		return
	}
	t.of.OnMove(t.at, to)
}

func sign(v float32) float32 {
	if v < 0 {
		return -1
	}
	return 1
}

// CreateRenderer is called by Fyne.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(thumbLayout{}, t.ground, t.picture, t.frame, t.text))
}

// thumbLayout puts the picture over its words.
type thumbLayout struct{}

// MinSize implements fyne.Layout.
func (thumbLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(thumbW, stepH) }

// Layout implements fyne.Layout.
func (thumbLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left := (s.Width - thumbW) / 2
	o[0].Resize(s)
	for _, x := range o[1:3] {
		x.Move(fyne.NewPos(left, 6))
		x.Resize(fyne.NewSize(thumbW, thumbH))
	}
	o[3].Move(fyne.NewPos(left, thumbH+10))
	o[3].Resize(fyne.NewSize(thumbW, 18))
}
