package chains

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
)

// row is an entry of the panel: two lines that open something.
type row struct {
	widget.BaseWidget
	entry entry
	tap   func()
	panel *ui.Panel
}

func newRow(e entry, tap func()) *row {
	r := &row{entry: e, tap: tap}
	name := ui.NewLine(e.Title)
	name.Elide = true
	name.Color = theme.ColorNamePrimary
	lines := ui.Stack(2, name)
	if e.Note != "" {
		note := ui.NewNote(e.Note)
		note.Elide = true
		lines.Add(note)
	}
	r.panel = ui.NewPanel(lines, look.Unit, look.Half)
	r.panel.Radius = look.Radius
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is called by Fyne.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.panel) }

// Tapped is called by Fyne.
func (r *row) Tapped(*fyne.PointEvent) { r.tap() }

// MouseIn is called by Fyne.
func (r *row) MouseIn(*desktop.MouseEvent) { r.panel.Paint(look.RowHover) }

// MouseMoved is called by Fyne.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (r *row) MouseOut() { r.panel.Paint(look.Surface) }

// Cursor is called by Fyne.
func (r *row) Cursor() desktop.Cursor { return desktop.PointerCursor }
