package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// clip shows what of its objects lies inside its box. Unlike container.Clip it never asks the objects for
// their size, which for a table would mean measuring every text.
type clip struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
}

func newClip(objects ...fyne.CanvasObject) *clip {
	c := &clip{objects: objects}
	c.ExtendBaseWidget(c)
	return c
}

func (c *clip) MinSize() fyne.Size                  { return fyne.Size{} }
func (c *clip) CreateRenderer() fyne.WidgetRenderer { return clipView{c} }

type clipView struct{ c *clip }

func (v clipView) Destroy()                     {}
func (v clipView) Layout(fyne.Size)             {}
func (v clipView) MinSize() fyne.Size           { return fyne.Size{} }
func (v clipView) Objects() []fyne.CanvasObject { return v.c.objects }
func (v clipView) Refresh()                     {}

// IsClip is how Fyne's painters recognise a clipping box.
func (v clipView) IsClip() {}
