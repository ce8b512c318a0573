package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

const (
	cellPad   float32 = 8
	shapeRoom float32 = 18 // a shape and the gap behind it
)

// gridRow is the objects of one row on the screen; scrolling hands them from row to row.
type gridRow struct {
	row           int
	stale         bool // the cells have to be asked for
	bed           *canvas.Rectangle
	mark          *canvas.Rectangle // the cursor, at the left
	fixed, moving *fyne.Container   // the frozen cells and the others
	cells         []*gridCell       // by column
	from, to      int               // slots in moving
}

type gridCell struct {
	text, shape *canvas.Text
	filled      bool
}

func newGridRow() *gridRow {
	return &gridRow{
		stale:  true,
		bed:    canvas.NewRectangle(nil),
		mark:   canvas.NewRectangle(nil),
		fixed:  &fyne.Container{},
		moving: &fyne.Container{},
	}
}

// show puts the row at y and fills what of it can be seen.
func (r *gridRow) show(g *Grid, m *geometry, y float32, from, to int) {
	r.bed.Move(fyne.NewPos(0, y))
	r.bed.Resize(fyne.NewSize(m.body.Width, m.rowH-1))
	r.mark.Move(fyne.NewPos(0, y))
	r.mark.Resize(fyne.NewSize(3, m.rowH-1))
	r.fixed.Move(fyne.NewPos(0, y))
	r.moving.Move(fyne.NewPos(-g.scroll.X, y))
	if !r.stale && from == r.from && to == r.to {
		return
	}
	r.forget(len(g.Columns))
	r.from, r.to = from, to
	r.fixed.Objects = r.fill(r.fixed.Objects[:0], g, m, m.slots[:m.frozenColumns])
	r.moving.Objects = r.fill(r.moving.Objects[:0], g, m, m.slots[from:to])
}

// forget marks the cells as unfilled when the row is stale.
func (r *gridRow) forget(columns int) {
	if !r.stale {
		return
	}
	r.stale = false
	for len(r.cells) < columns {
		r.cells = append(r.cells, nil)
	}
	for _, c := range r.cells {
		if c != nil {
			c.filled = false
		}
	}
}

func (r *gridRow) fill(into []fyne.CanvasObject, g *Grid, m *geometry, slots []slot) []fyne.CanvasObject {
	for _, s := range slots {
		c := r.cells[s.col]
		if c == nil {
			c = &gridCell{text: &canvas.Text{TextSize: look.TextBody}, shape: &canvas.Text{TextSize: look.TextBody}}
			r.cells[s.col] = c
		}
		if !c.filled {
			c.set(g.Cell(r.row, s.col), s, g.Columns[s.col].Align, m.rowH)
		}
		if c.text.Text != "" {
			into = append(into, c.text)
		}
		if c.shape.Text != "" {
			into = append(into, c.shape)
		}
	}
	return into
}

// set prepares the text for the column's width.
func (c *gridCell) set(v Cell, s slot, align fyne.TextAlign, rowH float32) {
	c.filled = true
	x, room := s.x+cellPad, s.w-2*cellPad
	if v.Shape != look.NoShape {
		c.setShape(v, x, rowH)
		x, room = x+shapeRoom, room-shapeRoom
	} else {
		c.shape.Text = ""
	}
	c.text.Text = advancesOf(look.TextBody, v.Bold).fit(oneLine(words.Value(v.Text)), room)
	c.text.Color = look.Color(v.ink())
	c.text.TextStyle = fyne.TextStyle{Bold: v.Bold}
	c.text.Alignment = align
	c.text.Move(fyne.NewPos(x, 0))
	c.text.Resize(fyne.NewSize(room, rowH-1))
	c.text.Refresh()
}

func (c *gridCell) setShape(v Cell, x, rowH float32) {
	c.shape.Text = string(v.Shape)
	c.shape.Color = look.Color(v.Tone.Color())
	c.shape.Move(fyne.NewPos(x, 0))
	c.shape.Resize(fyne.NewSize(shapeRoom, rowH-1))
	c.shape.Refresh()
}

// ink names the colour of the text.
func (v Cell) ink() fyne.ThemeColorName {
	switch {
	case v.Muted:
		return look.Muted
	case v.Shape == look.NoShape:
		return v.Tone.Color()
	}
	return theme.ColorNameForeground
}

// style colours the row for what it is: selected, under the pointer, neither.
func (r *gridRow) style(g *Grid) {
	bed, mark := look.Surface, fyne.ThemeColorName("")
	switch {
	case g.sel.Has(r.row):
		bed = look.AccentSoft
	case g.mouse.hover == r.row:
		bed = look.RowHover
	}
	if g.focused && g.sel.Cursor() == r.row {
		mark = theme.ColorNamePrimary
	}
	setFill(r.bed, look.Color(bed))
	if mark == "" {
		r.mark.Hide()
		return
	}
	setFill(r.mark, look.Color(mark))
	r.mark.Show()
}
