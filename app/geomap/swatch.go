package geomap

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// swatch is a colour that can be changed with a click.
type swatch struct {
	widget.BaseWidget
	OnChanged func(text string) // #rrggbb
	rect      *canvas.Rectangle
}

func newSwatch(c color.Color, changed func(string)) *swatch {
	s := &swatch{OnChanged: changed, rect: canvas.NewRectangle(c)}
	s.rect.CornerRadius, s.rect.StrokeWidth, s.rect.StrokeColor = 3, 1, look.Color(theme.ColorNameInputBorder)
	s.rect.SetMinSize(fyne.NewSize(24, 20))
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is called by Fyne.
func (s *swatch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.rect) }

// Cursor is called by Fyne.
func (s *swatch) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Tapped is called by Fyne: the colours to choose from.
func (s *swatch) Tapped(*fyne.PointEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil {
		return
	}
	var pop *widget.PopUp
	var all []fyne.CanvasObject
	for _, tint := range thematic.StyleColors() {
		all = append(all, newSwatchOf(tint, func() {
			pop.Hide()
			s.set(tint)
		}))
	}
	grid := container.NewGridWithColumns(4, all...)
	pop = widget.NewPopUp(ui.NewPanel(grid, look.Half, look.Half), c)
	pop.ShowAtRelativePosition(fyne.NewPos(0, s.Size().Height+2), s)
}

func (s *swatch) set(tint color.NRGBA) {
	s.rect.FillColor = tint
	s.rect.Refresh()
	s.OnChanged(thematic.ColorText(tint))
}

// choiceOf is one of the colours in the popup.
type choiceOf struct {
	widget.BaseWidget
	rect *canvas.Rectangle
	do   func()
}

func newSwatchOf(c color.Color, do func()) *choiceOf {
	x := &choiceOf{rect: canvas.NewRectangle(c), do: do}
	x.rect.CornerRadius = 3
	x.rect.SetMinSize(fyne.NewSize(32, 24))
	x.ExtendBaseWidget(x)
	return x
}

// CreateRenderer is called by Fyne.
func (x *choiceOf) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(x.rect) }

// Tapped is called by Fyne.
func (x *choiceOf) Tapped(*fyne.PointEvent) { x.do() }

// layerColor is the one colour of a layer; ok is false where it has several.
func layerColor(l *model.Layer) (color.NRGBA, bool) {
	if l.Of != model.LayerOfFile || l.Style.By != model.StyleSingle {
		return color.NRGBA{}, false
	}
	return thematic.LayerColor(l), true
}
