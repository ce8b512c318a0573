package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
)

// column is the place of the cursor's column among the visible ones.
func (g *Grid) column() int {
	for i, c := range g.visible {
		if c == g.col {
			return i
		}
	}
	return 0
}

// moveColumn moves the cursor sideways.
func (g *Grid) moveColumn(n int) {
	i := min(max(g.column()+n, 0), len(g.visible)-1)
	g.col = g.visible[i]
	if g.sel.Cursor() < 0 {
		g.moveBy(0)
	}
	g.scrollToColumn()
}

// scrollToColumn brings the cursor's column into view; a frozen one always is.
func (g *Grid) scrollToColumn() {
	if g.view == nil {
		return
	}
	m := &g.view.m
	if i := g.column(); i < len(m.slots) && !m.slots[i].frozen {
		s := m.slots[i]
		x := max(g.scroll.X, s.x+s.w-(m.body.Width-m.frozenW))
		g.scroll.X = min(x, s.x)
	}
	g.update()
}

// cellMark outlines the cell that the cursor is on. There is one among the frozen cells and one among the others.
func newCellMark() *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeWidth = 1
	r.Hide()
	return r
}

// markCell puts the outline where the cursor is.
func (v *gridView) markCell() {
	v.fixedMark.Hide()
	v.movingMark.Hide()
	row, i := v.g.sel.Cursor(), v.g.column()
	if !v.g.focused || row < 0 || v.rows[row] == nil || i >= len(v.m.slots) {
		return
	}
	s := v.m.slots[i]
	mark, x := v.movingMark, s.x-v.g.scroll.X
	if s.frozen {
		mark, x = v.fixedMark, s.x
	}
	y := float32(float64(row)*float64(v.m.rowH) - float64(v.g.scroll.Y))
	mark.StrokeColor = look.Color(theme.ColorNamePrimary)
	place(mark, fyne.NewPos(x, y), fyne.NewSize(s.w-1, v.m.rowH-1))
	mark.Show()
}
