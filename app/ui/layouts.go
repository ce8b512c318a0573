package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
)

// Beside lays left at its own width and content in the rest, without a gap: the rail and the screen.
func Beside(left, content fyne.CanvasObject) *fyne.Container {
	return container.New(beside{}, left, content)
}

// Equal lays objects beside each other, all of one width: a row of cards.
func Equal(objects ...fyne.CanvasObject) *fyne.Container { return EqualGap(look.Gap, objects...) }

// EqualGap is Equal with another gap, in logical pixels.
func EqualGap(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(equal{gap}, objects...)
}

// Stack lays objects under each other, each as high as it needs, with gap logical pixels between.
func Stack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stack{gap}, objects...)
}

// stack lays objects under each other.
type stack struct{ gap float32 }

func (l stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	l.walk(objects, func(o fyne.CanvasObject, y, h float32) {
		s = fyne.NewSize(max(s.Width, o.MinSize().Width), y+h)
	})
	return s
}

func (l stack) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	l.walk(objects, func(o fyne.CanvasObject, y, h float32) {
		place(o, fyne.NewPos(0, y), fyne.NewSize(s.Width, h))
	})
}

func (l stack) walk(objects []fyne.CanvasObject, at func(o fyne.CanvasObject, y, h float32)) {
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		at(o, y, h)
		y += h + l.gap
	}
}

// Filling makes an object of a bar take the width that is left.
func Filling(o fyne.CanvasObject) fyne.CanvasObject { return container.New(filling{}, o) }

// filling marks a container of one object that takes what is left.
type filling struct{ atLeast }

func isFilling(o fyne.CanvasObject) bool {
	if _, ok := o.(*stretch); ok {
		return true
	}
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(filling)
	return ok
}

// side lays objects beside each other, each as wide as it needs; a stretch or a filling takes what is left.
type side struct{ gap float32 }

// stretch is an empty object that takes the room that is left.
type stretch struct{ canvas.Rectangle }

func newStretch() fyne.CanvasObject { return &stretch{} }

func (l side) MinSize(objects []fyne.CanvasObject) (s fyne.Size) {
	n := 0
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(s.Width+m.Width, max(s.Height, m.Height))
			n++
		}
	}
	s.Width += float32(max(n-1, 0)) * l.gap
	return s
}

func (l side) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	spare := s.Width - l.MinSize(objects).Width
	var x float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		if isFilling(o) {
			w += spare
			spare = 0
		}
		place(o, fyne.NewPos(x, 0), fyne.NewSize(w, s.Height))
		x += w + l.gap
	}
}

// equal lays objects beside each other in one width.
type equal struct{ gap float32 }

func (l equal) MinSize(objects []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	n := float32(len(objects))
	s.Width = s.Width*n + l.gap*max(n-1, 0)
	return s
}

func (l equal) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	n := float32(max(len(objects), 1))
	w := (s.Width - l.gap*(n-1)) / n
	for i, o := range objects {
		place(o, fyne.NewPos(float32(i)*(w+l.gap), 0), fyne.NewSize(w, s.Height))
	}
}

// beside lays two objects: the first at its width, the second in the rest.
type beside struct{}

func (beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (beside) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := pick(o[0].Visible(), o[0].MinSize().Width)
	place(o[0], fyne.Position{}, fyne.NewSize(w, s.Height))
	place(o[1], fyne.NewPos(w, 0), fyne.NewSize(max(s.Width-w, 0), s.Height))
}

// AtLeast makes an object so wide at least, in logical pixels.
func AtLeast(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(atLeast{w: width}, o)
}

// atLeast gives its one object a least size.
type atLeast struct{ w, h float32 }

func (l atLeast) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().Max(fyne.NewSize(l.w, l.h))
}

func (l atLeast) Layout(o []fyne.CanvasObject, s fyne.Size) { place(o[0], fyne.Position{}, s) }

// frame lays three objects: at the top, at the bottom, and between them, without gaps.
type frame struct{}

func (frame) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b, c := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(a.Width, b.Width, c.Width), a.Height+b.Height+c.Height)
}

func (frame) Layout(o []fyne.CanvasObject, s fyne.Size) {
	top, bottom := o[0].MinSize().Height, o[1].MinSize().Height
	place(o[0], fyne.Position{}, fyne.NewSize(s.Width, top))
	place(o[1], fyne.NewPos(0, s.Height-bottom), fyne.NewSize(s.Width, bottom))
	place(o[2], fyne.NewPos(0, top), fyne.NewSize(s.Width, max(s.Height-top-bottom, 0)))
}

// inset moves its one object in by so much.
type inset struct{ left, top, right, bottom float32 }

func (i inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(i.left+i.right, i.top+i.bottom)
}

func (i inset) Layout(o []fyne.CanvasObject, s fyne.Size) {
	place(o[0], fyne.NewPos(i.left, i.top), s.SubtractWidthHeight(i.left+i.right, i.top+i.bottom))
}
