package present

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/task"
	"chainatlas/mapping"
)

// What stands where a finished picture will: nothing, or the wall. An image is never hidden: the window does not walk over
// what is hidden, and would stay blank when the picture comes.
var clearPixel, blank = onePixel(color.NRGBA{}), onePixel(wall)

func onePixel(c color.NRGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 1, 1))
	img.Set(0, 0, c)
	return img
}

func newImage() *canvas.Image {
	return &canvas.Image{Image: blank, FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}
}

func newWall() *canvas.Rectangle { return canvas.NewRectangle(wall) }

// furnish makes what visitors see, one above the other: the live picture, the finished one, what a question found, ink, a
// hint, and the cover over all.
func (s *stage) furnish() {
	s.card = &card{pic: s.pic}
	s.pic.OnTap = s.tapped
	s.pic.OnOpen = s.tapped
	s.pic.OnHover = s.hovered
	s.pic.OnMenu = func(mapping.Pt, mapping.Viewport, fyne.Position) { s.unfocus() }
	s.pic.OnMoved = s.moved
	s.pic.OnPainted = s.painted
	s.pic.Drawing.Hide() // until there is something to see: its own ground is light
	s.still, s.ink, s.cover, s.hint, s.aside = newImage(), newInk(), newCover(), newHint(), newAside()
	s.ink.onScroll = s.pic.Scrolled
	s.cover.onTap = s.uncover
	s.flight = newFlight(s)
	s.desk = newNotes(s)
	s.ground = newWall()
	s.content = container.NewStack(s.ground, s.pic.Drawing, s.still, s.flight.box, s.aside.box, s.ink, s.hint.box, s.cover)
}

// stir paints the slide anew after something over it was shown: a window does not know an object that was hidden when it
// was last painted, and would wait for the mouse to move.
func (s *stage) stir() { canvas.Refresh(s.ground) }

// hint is a short line at the bottom that goes away by itself.
type hint struct {
	box   *fyne.Container
	text  *canvas.Text
	timer *task.Timer
}

func newHint() *hint {
	h := &hint{text: canvas.NewText("", light)}
	h.text.TextSize = lineSize
	ground := canvas.NewRectangle(cardWall)
	ground.CornerRadius = 6
	h.box = container.New(atFoot{}, container.NewStack(ground, container.New(padded{}, h.text)))
	h.box.Hide()
	return h
}

// hintTime is how long a hint stays.
const hintTime = 2500 * 1e6 // nanoseconds

func (h *hint) say(text string) {
	h.timer.Stop()
	h.text.Text = text
	h.box.Show()
	h.box.Refresh()
	h.timer = task.After(hintTime, h.box.Hide)
}

func (h *hint) stop() { h.timer.Stop() }

// atFoot puts its object in the middle of the lower edge.
type atFoot struct{}

// MinSize implements fyne.Layout.
func (atFoot) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (atFoot) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[0].MinSize()
	o[0].Resize(m)
	o[0].Move(fyne.NewPos((s.Width-m.Width)/2, s.Height-m.Height-2*cardPad))
}
