package leader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
)

// fold is something that a click unfolds.
type fold struct {
	widget.BaseWidget
	tap   func()
	panel *ui.Panel
}

func newFold(content fyne.CanvasObject, tap func()) *fold {
	f := &fold{tap: tap, panel: ui.NewPanel(content, look.Unit, look.Half)}
	f.panel.Radius, f.panel.Border = look.Radius, look.Line
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is called by Fyne.
func (f *fold) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.panel) }

// Tapped is called by Fyne.
func (f *fold) Tapped(*fyne.PointEvent) { f.tap() }

// MouseIn is called by Fyne.
func (f *fold) MouseIn(*desktop.MouseEvent) { f.panel.Paint(look.RowHover) }

// MouseMoved is called by Fyne.
func (f *fold) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (f *fold) MouseOut() { f.panel.Paint(look.Surface) }
