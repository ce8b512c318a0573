package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"chainatlas/app/look"
)

// gridView draws a Grid: only the rows and columns that can be seen, with objects that are used again.
type gridView struct {
	g                     *Grid
	m                     geometry
	rows                  map[int]*gridRow // on the screen
	free                  []*gridRow
	desk                  *canvas.Rectangle // shows between the rows as hairlines
	beds                  *clip             // row backgrounds
	fixed                 *clip             // frozen cells
	moving                *clip             // all other cells
	head                  *gridHead
	edge                  *canvas.Rectangle // right of the frozen columns
	v, h                  *scrollbar
	fixedMark, movingMark *canvas.Rectangle // around the cell that the cursor is on
	objects               []fyne.CanvasObject
}

func newGridView(g *Grid) *gridView {
	v := &gridView{
		g: g, rows: map[int]*gridRow{},
		desk: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil),
		beds: newClip(), fixed: newClip(), moving: newClip(),
		head: newGridHead(), v: newScrollbar(true), h: newScrollbar(false),
		fixedMark: newCellMark(), movingMark: newCellMark(),
	}
	return v
}

func (v *gridView) Destroy()           {}
func (v *gridView) MinSize() fyne.Size { return v.g.MinSize() }

// IsClip keeps half-shown rows inside the table.
func (v *gridView) IsClip() {}

func (v *gridView) Objects() []fyne.CanvasObject { return v.objects }

// Layout is called when the table gets another size.
func (v *gridView) Layout(fyne.Size) {
	v.measure()
	v.update()
}

// Refresh reads everything anew.
func (v *gridView) Refresh() {
	v.measure()
	v.update()
	canvas.Refresh(v.g)
}

func (v *gridView) recolor() {
	v.desk.FillColor = look.Color(look.Line)
	v.edge.FillColor = look.Color(look.Line)
	v.head.recolor()
	v.v.recolor()
	v.h.recolor()
}

// measure lays out what does not depend on the scroll position.
func (v *gridView) measure() {
	v.recolor()
	v.m = v.g.geometry()
	for _, r := range v.rows {
		r.stale = true
	}
	top, body := fyne.NewPos(0, look.Bar), v.m.body
	place(v.beds, top, body)
	place(v.fixed, top, fyne.NewSize(v.m.frozenW, body.Height))
	place(v.moving, fyne.NewPos(v.m.frozenW, look.Bar), fyne.NewSize(max(body.Width-v.m.frozenW, 0), body.Height))
	place(v.edge, fyne.NewPos(v.m.frozenW-1, 0), fyne.NewSize(1, look.Bar+body.Height))
	place(v.v, fyne.NewPos(body.Width, look.Bar), fyne.NewSize(barWidth, body.Height))
	place(v.h, fyne.NewPos(0, look.Bar+body.Height), fyne.NewSize(body.Width, barWidth))
	v.head.measure(v.g, &v.m)
	v.layoutEmpty()
	v.collect()
}

func place(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
	o.Move(p)
	o.Resize(s)
}

func (v *gridView) layoutEmpty() {
	if e := v.g.Empty; e != nil {
		place(e, fyne.NewPos(0, look.Bar), v.m.body)
	}
}

// collect lists the objects that are there at this size.
func (v *gridView) collect() {
	v.objects = append(v.objects[:0], v.desk, v.beds, v.moving, v.head.clip)
	if v.m.frozenColumns > 0 {
		v.objects = append(v.objects, v.fixed, v.head.fixed, v.edge)
	}
	if v.m.vertical {
		v.objects = append(v.objects, v.v)
	}
	if v.m.horizontal {
		v.objects = append(v.objects, v.h)
	}
	if v.m.rows == 0 && v.g.Empty != nil {
		v.objects = append(v.objects, v.g.Empty)
	}
	if e := v.g.edit; e != nil {
		v.objects = append(v.objects, e.entry, e.under)
	}
}

// repaint shows what collect changed.
func (v *gridView) repaint() { canvas.Refresh(v.g) }

// update draws for the scroll position; it is what one step of scrolling costs.
func (v *gridView) update() {
	limit := v.m.maxScroll()
	g := v.g
	g.scroll.X = min(max(g.scroll.X, 0), limit.X)
	g.scroll.Y = min(max(g.scroll.Y, 0), limit.Y)
	from, to := v.span()
	v.recycle(from, to)
	v.showRows(from, to)
	v.head.move(g.scroll.X)
	v.v.set(g.scroll.Y, v.m.body.Height, float32(v.m.rows)*v.m.rowH)
	v.h.set(g.scroll.X, v.m.body.Width, v.m.frozenW+v.m.movingW)
	v.desk.Resize(fyne.NewSize(v.m.body.Width, min(v.m.body.Height, float32(v.m.rows)*v.m.rowH)))
	v.desk.Move(fyne.NewPos(0, look.Bar))
	v.markCell()
	v.layoutEdit()
}

// span is the rows that can be seen.
func (v *gridView) span() (from, to int) {
	if v.m.rows == 0 || v.m.body.Height <= 0 {
		return 0, 0
	}
	from = int(v.g.scroll.Y / v.m.rowH)
	to = int((v.g.scroll.Y+v.m.body.Height)/v.m.rowH) + 1
	return min(from, v.m.rows), min(to, v.m.rows)
}

// recycle takes the objects of rows that have left.
func (v *gridView) recycle(from, to int) {
	for i, r := range v.rows {
		if i < from || i >= to {
			delete(v.rows, i)
			v.free = append(v.free, r)
		}
	}
}

func (v *gridView) showRows(from, to int) {
	first, last := v.m.shown(v.g.scroll.X)
	v.beds.objects, v.fixed.objects, v.moving.objects = v.beds.objects[:0], v.fixed.objects[:0], v.moving.objects[:0]
	for i := from; i < to; i++ {
		r := v.take(i)
		// Row by row in float64: a row far down must not lose its fraction of a pixel.
		y := float32(float64(i)*float64(v.m.rowH) - float64(v.g.scroll.Y))
		r.show(v.g, &v.m, y, first, last)
		r.style(v.g)
		v.beds.objects = append(v.beds.objects, r.bed, r.mark)
		if v.m.frozenColumns > 0 {
			v.fixed.objects = append(v.fixed.objects, r.fixed)
		}
		v.moving.objects = append(v.moving.objects, r.moving)
	}
	v.fixed.objects, v.moving.objects = append(v.fixed.objects, v.fixedMark), append(v.moving.objects, v.movingMark)
}

func (v *gridView) take(row int) *gridRow {
	if r := v.rows[row]; r != nil {
		return r
	}
	r := (*gridRow)(nil)
	if n := len(v.free); n > 0 {
		r, v.free = v.free[n-1], v.free[:n-1]
	} else {
		r = newGridRow()
	}
	r.row, r.stale = row, true
	v.rows[row] = r
	return r
}

// restyle recolours the rows on the screen.
func (v *gridView) restyle() {
	for _, r := range v.rows {
		r.style(v.g)
	}
}

// setFill recolours a rectangle only when the colour is another one.
func setFill(r *canvas.Rectangle, c color.Color) {
	if r.FillColor != c {
		r.FillColor = c
		r.Refresh()
	}
}
