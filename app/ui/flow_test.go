package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestFlowGoesOnInAnotherRow(t *testing.T) {
	var boxes []fyne.CanvasObject
	for range 4 {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(100, 20))
		boxes = append(boxes, r)
	}
	f := NewFlow(boxes...)
	for _, c := range []struct {
		width, height float32
		last          fyne.Position
	}{{500, 20, fyne.NewPos(312, 0)}, {250, 44, fyne.NewPos(104, 24)}, {90, 92, fyne.NewPos(0, 72)}, {500, 20, fyne.NewPos(312, 0)}} {
		f.Resize(fyne.NewSize(c.width, 20))
		if got := f.MinSize(); got.Height != c.height || got.Width != 100 || boxes[3].Position() != c.last {
			t.Errorf("%g wide: needs %v, the last stands at %v; want height %g at %v", c.width, got, boxes[3].Position(), c.height, c.last)
		}
	}
	boxes[0].Hide()
	f.Refresh()
	if got := boxes[3].Position(); got != fyne.NewPos(208, 0) {
		t.Errorf("with one hidden the last stands at %v", got)
	}
}
