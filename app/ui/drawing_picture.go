package ui

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"chainatlas/app/look"
	"chainatlas/mapping"
)

// Around is how far the picture of a Drawing reaches beyond the widget on every side, in logical pixels, where a texture can:
// a drag of that length needs no painting. What must be seen at rest keeps that far from the edges of the picture.
const Around float32 = 160

// picture is the newest painting and the viewport it was painted for.
type picture struct {
	img   *image.RGBA
	view  mapping.Viewport
	stale bool // the data changed since
}

// largestTexture is what every graphics card of the last fifteen years takes.
const largestTexture = 4096

// oversize is v with room around it, as far as a texture reaches.
func oversize(v mapping.Viewport) mapping.Viewport {
	more := 2 * int(Around*v.Unit())
	v.W += min(more, max(largestTexture-v.W, 0)/2*2)
	v.H += min(more, max(largestTexture-v.H, 0)/2*2)
	return v
}

// sharp tells whether a picture painted for p may be shown in v without stretching.
func sharp(p, v mapping.Viewport) bool {
	return p.Scale == v.Scale && p.DPR == v.DPR && p.YDown == v.YDown
}

// serves tells whether a picture painted for p covers v, with a share of the room around it left on all sides.
func serves(p, v mapping.Viewport, share float32) bool {
	const grain = 0.5 // of a pixel: what rounding may cost
	off := v.Px(p.Plane(mapping.Pt{}))
	roomX, roomY := share*float32(p.W-v.W)/2-grain, share*float32(p.H-v.H)/2-grain
	return sharp(p, v) && off.X <= -roomX && off.Y <= -roomY &&
		off.X+float32(p.W) >= float32(v.W)+roomX && off.Y+float32(p.H) >= float32(v.H)+roomY
}

// request asks for a sharp picture when the one there is, or the one being painted, does not do.
func (d *Drawing) request() {
	if !d.sized || d.Paint == nil {
		return
	}
	const ahead = 0.4 // of the room: paint before the edge of the picture comes into view
	if d.pic.img != nil && !d.pic.stale && serves(d.pic.view, d.view, ahead) {
		return
	}
	// During a drag the painting under way is let finish, or a fast hand would overtake every one;
	// painted asks again.
	if d.paints.Busy() && !d.pic.stale && sharp(d.asked, d.view) {
		return
	}
	d.pic.stale = false
	d.asked = oversize(d.view).Snapped() // pictures of one scale fit each other, and pieces of them can be kept
	asked, paint := d.asked, d.Paint
	d.paints.Run(func(ctx context.Context, _ func(int, int)) (*image.RGBA, error) {
		return paint(ctx, asked), ctx.Err()
	}, func(img *image.RGBA, err error) { d.painted(img, asked) })
}

func (d *Drawing) painted(img *image.RGBA, v mapping.Viewport) {
	if img == nil {
		return
	}
	d.pic.img, d.pic.view = img, v
	if d.shown != nil {
		d.shown.img.Image = img
		d.place()
		d.shown.img.Refresh()
	}
	if d.OnPainted != nil {
		d.OnPainted()
	}
	d.request()
}

// place moves and stretches the picture to where its viewport stands in what is shown.
func (d *Drawing) place() {
	if d.shown == nil || d.pic.img == nil {
		return
	}
	p, u := d.pic.view, d.view.Unit()
	k := float32(d.view.Scale / p.Scale)
	at := d.view.Px(p.Plane(mapping.Pt{}))
	if sharp(p, d.view) { // pixel on pixel
		at = mapping.Pt{X: rounded(at.X), Y: rounded(at.Y)}
	}
	place(d.shown.img, fyne.NewPos(at.X/u, at.Y/u), fyne.NewSize(float32(p.W)*k/u, float32(p.H)*k/u))
}

func rounded(v float32) float32 { return float32(math.Round(float64(v))) }

// drawingView draws a Drawing: the ground, the picture, what stands above.
type drawingView struct {
	d      *Drawing
	ground *canvas.Rectangle
	img    *canvas.Image
}

// newDrawingView starts from a clear pixel, never from a hidden image: the window does not walk over
// what is hidden, so it would not know the image when its first picture comes, and stay blank.
func newDrawingView(d *Drawing) *drawingView {
	v := &drawingView{d: d, ground: canvas.NewRectangle(look.Color(look.Surface)), img: &canvas.Image{}}
	v.img.ScaleMode = canvas.ImageScaleFastest
	v.img.FillMode = canvas.ImageFillStretch
	v.img.Image = image.NewRGBA(image.Rect(0, 0, 1, 1))
	if d.pic.img != nil {
		v.img.Image = d.pic.img
	}
	return v
}

func (v *drawingView) Destroy()           {}
func (v *drawingView) MinSize() fyne.Size { return v.d.MinSize() }

// IsClip keeps the oversized picture inside the widget.
func (v *drawingView) IsClip() {}

func (v *drawingView) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.ground, v.img, v.d.over}
}

// Layout is called when the widget gets another size.
func (v *drawingView) Layout(s fyne.Size) {
	v.ground.Resize(s)
	v.d.over.Resize(s)
	v.d.resized(s)
	v.d.place()
}

// Refresh is called when the theme or the screen changed.
func (v *drawingView) Refresh() {
	v.ground.FillColor = look.Color(look.Surface)
	v.d.resized(v.d.Size())
	v.ground.Refresh()
	v.d.over.Refresh()
}
