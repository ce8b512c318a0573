package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// Panel lays content on a coloured ground with padding, in colours that follow the theme.
type Panel struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	Ground  fyne.ThemeColorName // "" for none
	Border  fyne.ThemeColorName // "" for none
	Under   fyne.ThemeColorName // a hairline along the bottom, "" for none
	Over    fyne.ThemeColorName // a hairline along the top
	Left    fyne.ThemeColorName // a 3-pixel bar along the left
	Radius  float32
	PadX    float32
	PadY    float32
}

// NewPanel makes a panel around content, with look.Surface as its ground.
func NewPanel(content fyne.CanvasObject, padX, padY float32) *Panel {
	p := &Panel{Content: content, Ground: look.Surface, PadX: padX, PadY: padY}
	p.ExtendBaseWidget(p)
	return p
}

// Paint changes the ground.
func (p *Panel) Paint(ground fyne.ThemeColorName) {
	if p.Ground != ground {
		p.Ground = ground
		p.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	v := &panelView{p: p, ground: canvas.NewRectangle(nil)}
	v.under, v.over, v.left = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	v.dress()
	return v
}

type panelView struct {
	p                         *Panel
	ground, under, over, left *canvas.Rectangle
	objects                   []fyne.CanvasObject
}

func (v *panelView) Destroy()                     {}
func (v *panelView) Objects() []fyne.CanvasObject { return v.objects }

func (v *panelView) dress() {
	p := v.p
	v.objects = v.objects[:0]
	v.ground.CornerRadius = p.Radius
	if p.Border != "" {
		v.ground.StrokeColor, v.ground.StrokeWidth = look.Color(p.Border), 1
	}
	for _, r := range []struct {
		rect *canvas.Rectangle
		name fyne.ThemeColorName
	}{{v.ground, p.Ground}, {v.under, p.Under}, {v.over, p.Over}, {v.left, p.Left}} {
		if r.name != "" {
			r.rect.FillColor = look.Color(r.name)
			v.objects = append(v.objects, r.rect)
		}
	}
	if p.Content != nil {
		v.objects = append(v.objects, p.Content)
	}
}

func (v *panelView) Layout(s fyne.Size) {
	v.ground.Resize(s)
	place(v.over, fyne.Position{}, fyne.NewSize(s.Width, 1))
	place(v.under, fyne.NewPos(0, s.Height-1), fyne.NewSize(s.Width, 1))
	place(v.left, fyne.Position{}, fyne.NewSize(3, s.Height))
	if v.p.Content != nil {
		place(v.p.Content, fyne.NewPos(v.p.PadX, v.p.PadY), s.SubtractWidthHeight(2*v.p.PadX, 2*v.p.PadY))
	}
}

func (v *panelView) MinSize() fyne.Size {
	var s fyne.Size
	if v.p.Content != nil {
		s = v.p.Content.MinSize()
	}
	return s.AddWidthHeight(2*v.p.PadX, 2*v.p.PadY)
}

func (v *panelView) Refresh() {
	v.dress()
	v.Layout(v.p.Size())
	canvas.Refresh(v.p)
}
