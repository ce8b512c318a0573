package present

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
)

// The colours of the stage; theme colours are the office's.
var (
	wall     = color.NRGBA{0x10, 0x17, 0x1b, 0xff}
	cardWall = color.NRGBA{0x1e, 0x2a, 0x30, 0xf4}
	cardEdge = color.NRGBA{0x58, 0xb7, 0xd0, 0xff}
	light    = color.NRGBA{0xe8, 0xee, 0xf0, 0xff}
)

// Sizes in logical pixels, for readers at the other end of a room.
const (
	nameSize = 20
	lineSize = 17
	cardPad  = 16
	mostRows = 12
)

// card tells what was clicked.
type card struct {
	pic *picture.Picture
	box *fyne.Container // nil while hidden
	at  orb.Point
}

// show replaces the card; without lines it only goes away.
func (c *card) show(lines []string, at orb.Point) {
	c.hide()
	if len(lines) == 0 {
		return
	}
	c.box = cardOf(lines)
	c.at = at
	c.pic.Overlay().Add(c.box)
	c.place()
}

// cardOf is lines on a ground, the first of them larger.
func cardOf(lines []string) *fyne.Container {
	lines = folded(lines)
	if len(lines) > mostRows {
		lines = append(lines[:mostRows:mostRows], "……")
	}
	rows := container.NewVBox()
	for i, s := range lines {
		t := canvas.NewText(s, light)
		t.TextSize, t.TextStyle.Bold = lineSize, i == 0
		if i == 0 {
			t.TextSize = nameSize
		}
		rows.Add(t)
	}
	ground := canvas.NewRectangle(cardWall)
	ground.CornerRadius, ground.StrokeColor, ground.StrokeWidth = 6, cardEdge, 1
	return container.NewStack(ground, container.New(padded{}, rows))
}

// cardRoom is how wide a line of a card may be, in logical pixels.
const cardRoom = 380

// folded breaks long lines. The first one is set larger.
func folded(lines []string) (out []string) {
	for i, s := range lines {
		size := float32(lineSize)
		if i == 0 {
			size = nameSize
		}
		out = append(out, mapping.Lines(mapping.RoughMeasurer{}, s, mapping.Face{Size: size}, cardRoom)...)
	}
	return out
}

// place follows the picture, inside the view.
func (c *card) place() {
	if c.box == nil {
		return
	}
	size, view := c.box.MinSize(), c.pic.Size()
	at := c.pic.Pos(c.at).AddXY(cardPad, cardPad)
	c.box.Resize(size)
	c.box.Move(fyne.NewPos(max(min(at.X, view.Width-size.Width), 0), max(min(at.Y, view.Height-size.Height), 0)))
}

func (c *card) hide() {
	if c.box != nil {
		c.pic.Overlay().Remove(c.box)
		c.box = nil
	}
}

// padded gives its one object room around.
type padded struct{}

// MinSize implements fyne.Layout.
func (padded) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*cardPad, 2*cardPad)
}

// Layout implements fyne.Layout.
func (padded) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(cardPad, cardPad))
	o[0].Resize(s.SubtractWidthHeight(2*cardPad, 2*cardPad))
}
