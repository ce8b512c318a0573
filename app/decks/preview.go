package decks

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/mapping"
)

// preview is the chosen slide, large, with its map or chain alive, and above it what can be done with the slide.
type preview struct {
	widget.BaseWidget
	picture *canvas.Image
	frame   *canvas.Rectangle
	none    *widget.Label
	lens    *lens
	tools   *fyne.Container
	stack   *fyne.Container
	box     *fyne.Container
	w, h    float32 // of the slide, in logical pixels of its own
}

func newPreview(faces *mapping.Typeface) *preview {
	p := &preview{picture: &canvas.Image{FillMode: canvas.ImageFillContain}, frame: canvas.NewRectangle(color.Transparent), lens: newLens(faces),
		none: widget.NewLabel(words.T("这一页没有可以给来访者看的内容，放映和导出时跳过")), tools: ui.NewFlow(), w: 16, h: 9}
	p.none.Alignment, p.none.Wrapping = fyne.TextAlignCenter, fyne.TextWrapWord
	p.none.Hide()
	p.stack = container.New(onSlide{p}, p.picture, container.NewVBox(p.none), p.lens.pic.Drawing, p.frame)
	p.box = container.NewPadded(container.NewBorder(p.tools, nil, nil, nil, container.NewPadded(p.stack)))
	p.ExtendBaseWidget(p)
	return p
}

// Offer shows what can be done with the slide.
func (p *preview) Offer(actions ...ui.Action) {
	p.tools.Objects = p.tools.Objects[:0]
	for _, a := range actions {
		p.tools.Add(a.Button())
	}
	p.tools.Refresh()
}

// Set shows a picture, nil for a slide that visitors do not see.
func (p *preview) Set(img image.Image, red bool) {
	p.picture.Image = img
	p.frame.StrokeWidth = 0
	if red {
		p.frame.StrokeColor, p.frame.StrokeWidth = look.Color(theme.ColorNameError), frameLn+1
	}
	p.none.Hidden = img != nil
	p.stack.Refresh()
	p.box.Refresh()
}

// CreateRenderer is called by Fyne.
func (p *preview) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }
