package present

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// cover is one colour over everything: black while people talk, white as a lamp.
type cover struct {
	widget.BaseWidget
	onTap func()
	rect  *canvas.Rectangle
}

func newCover() *cover {
	c := &cover{rect: canvas.NewRectangle(color.Black)}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// CreateRenderer is called by Fyne.
func (c *cover) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.rect) }

// Tapped is called by Fyne.
func (c *cover) Tapped(*fyne.PointEvent) { c.onTap() }

func (c *cover) show(with color.Color) {
	c.rect.FillColor = with
	c.Show()
	c.Refresh()
}

func (s *stage) darken(with color.Color) {
	s.cover.show(with)
	s.desk.update()
}

func (s *stage) uncover() {
	s.cover.Hide()
	s.stir()
	s.desk.update()
}
