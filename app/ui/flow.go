package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
)

// NewFlow lays objects beside each other at their own size, and goes on in another row where the width ends: filters
// and chips on a small screen.
func NewFlow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{}, objects...)
}

// flow remembers its width, because a row more needs more height.
type flow struct{ width float32 }

// MinSize is as wide as the widest object, and as high as the rows need at the width it had last.
func (l *flow) MinSize(objects []fyne.CanvasObject) (s fyne.Size) {
	l.walk(objects, l.width, func(_ fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		s.Width = max(s.Width, size.Width)
		s.Height = max(s.Height, at.Y+size.Height)
	})
	return s
}

// Layout implements fyne.Layout.
func (l *flow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	l.walk(objects, s.Width, place)
}

// walk tells where each object stands; all rows are as high as the highest object. Without a width there is one row.
func (l *flow) walk(objects []fyne.CanvasObject, width float32, at func(fyne.CanvasObject, fyne.Position, fyne.Size)) {
	var high, x, y float32
	for _, o := range objects {
		if o.Visible() {
			high = max(high, o.MinSize().Height)
		}
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := fyne.NewSize(o.MinSize().Width, high)
		if x > 0 && width > 0 && x+size.Width > width {
			x, y = 0, y+high+look.Half
		}
		at(o, fyne.NewPos(x, y), size)
		x += size.Width + look.Half
	}
}
