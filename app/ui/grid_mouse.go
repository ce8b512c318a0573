package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/look"
)

var (
	_ desktop.Mouseable      = (*Grid)(nil)
	_ desktop.Hoverable      = (*Grid)(nil)
	_ desktop.Cursorable     = (*Grid)(nil)
	_ fyne.Draggable         = (*Grid)(nil)
	_ fyne.Scrollable        = (*Grid)(nil)
	_ fyne.DoubleTappable    = (*Grid)(nil)
	_ fyne.SecondaryTappable = (*Grid)(nil)
)

// grip is what the pressed button holds.
type grip uint8

const (
	holdsNothing grip = iota
	holdsTitle
	holdsEdge
	holdsRows
	holdsVertical
	holdsHorizontal
)

type gridMouse struct {
	holds        grip
	col          int     // the column of a held title or edge
	from         float32 // width of the column, or distance in the thumb, when the button went down
	x            float32 // where it went down
	moved        bool
	hover        int // row under the pointer, -1 for none
	last, before int // rows of the last two presses: a double click needs both on the same row
	onEdge       bool
	at           fyne.Position
}

// MouseDown is called by Fyne. Selecting on the press, not on the tap: the tap waits for a second one.
func (g *Grid) MouseDown(e *desktop.MouseEvent) {
	focus(g)
	p := e.Position
	g.mouse.moved, g.mouse.x, g.mouse.holds = false, p.X, holdsNothing
	row := g.rowAt(p)
	g.mouse.before, g.mouse.last = g.mouse.last, row
	switch {
	case e.Button == desktop.MouseButtonSecondary:
		g.pointColumn(p.X)
		g.pressSecondary(row)
	case e.Button != desktop.MouseButtonPrimary:
	case p.Y < look.Bar:
		g.pressHead(p)
	case g.onBar(p):
		g.pressBar(p)
	case row >= 0:
		g.mouse.holds = holdsRows
		g.pointColumn(p.X)
		g.pressRow(row, e.Modifier)
	}
}

// pointColumn puts the cursor into the column at x.
func (g *Grid) pointColumn(x float32) {
	for _, s := range g.view.m.slots {
		if l := g.view.m.left(s, g.scroll.X); x >= l && x < l+s.w && (s.frozen || x >= g.view.m.frozenW) {
			g.col = s.col
			return
		}
	}
}

func (g *Grid) pressSecondary(row int) {
	if row >= 0 && !g.sel.Has(row) {
		g.sel.Only(row)
		g.selected()
	}
}

func (g *Grid) pressHead(p fyne.Position) {
	i, edge := g.slotAt(p.X)
	if i < 0 {
		return
	}
	g.mouse.col = g.view.m.slots[i].col
	g.mouse.from = g.view.m.slots[i].w
	g.mouse.holds = holdsTitle
	if edge {
		g.mouse.holds = holdsEdge
	}
}

func (g *Grid) pressBar(p fyne.Position) {
	v := g.view
	if p.X >= v.m.body.Width {
		grip, page := v.v.press(p.Y - look.Bar)
		g.mouse.from = grip
		g.mouse.holds = holdsVertical
		g.scrollBy(0, float32(page)*v.m.body.Height)
		return
	}
	grip, page := v.h.press(p.X)
	g.mouse.from = grip
	g.mouse.holds = holdsHorizontal
	g.scrollBy(float32(page)*v.m.body.Width, 0)
}

func (g *Grid) pressRow(row int, mod fyne.KeyModifier) {
	ctrl := mod&fyne.KeyModifierShortcutDefault != 0
	switch {
	case mod&fyne.KeyModifierShift != 0:
		g.sel.Extend(row, ctrl)
	case ctrl:
		g.sel.Toggle(row)
	default:
		g.sel.Only(row)
	}
	g.selected()
}

// MouseUp is called by Fyne.
func (g *Grid) MouseUp(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		g.release()
	}
}

// DragEnd is called by Fyne, also when the button was released outside the table.
func (g *Grid) DragEnd() { g.release() }

func (g *Grid) release() {
	held := g.mouse.holds
	g.mouse.holds = holdsNothing
	switch {
	case held == holdsEdge && g.mouse.moved:
		g.toldWidths()
	case held == holdsTitle && !g.mouse.moved:
		g.sortBy(g.mouse.col)
	}
}

func (g *Grid) sortBy(col int) {
	if g.Columns[col].Unsorted || g.OnSort == nil {
		return
	}
	g.desc = g.sortCol == col && !g.desc
	g.sortCol = col
	g.OnSort(col, g.desc)
	g.Refresh()
}

func (g *Grid) toldWidths() {
	if g.OnWidths != nil {
		g.OnWidths(g.Widths())
	}
}

// Dragged is called by Fyne.
func (g *Grid) Dragged(e *fyne.DragEvent) {
	g.mouse.moved = true
	switch g.mouse.holds {
	case holdsEdge:
		c := &g.Columns[g.mouse.col]
		c.Width = max(g.mouse.from+e.Position.X-g.mouse.x, c.minWidth())
		g.Refresh()
	case holdsVertical:
		g.scrollTo(g.scroll.X, g.view.v.offsetFor(e.Position.Y-look.Bar-g.mouse.from))
	case holdsHorizontal:
		g.scrollTo(g.view.h.offsetFor(e.Position.X-g.mouse.from), g.scroll.Y)
	case holdsRows:
		g.dragRows(e.Position.Y)
	}
}

// dragRows extends the selection to the row at y; past the edge the table scrolls along.
func (g *Grid) dragRows(y float32) {
	m := &g.view.m
	row := int((g.scroll.Y + y - look.Bar) / m.rowH)
	row = min(max(row, 0), m.rows-1)
	if row == g.sel.Cursor() {
		return
	}
	g.sel.Extend(row, false)
	g.ScrollTo(row)
	g.selected()
}

// DoubleTapped is called by Fyne, which does not ask whether both taps met the same row.
func (g *Grid) DoubleTapped(e *fyne.PointEvent) {
	if e.Position.Y < look.Bar {
		if i, edge := g.slotAt(e.Position.X); edge {
			g.fitColumn(g.view.m.slots[i].col)
		}
		return
	}
	row := g.rowAt(e.Position)
	if row >= 0 && row == g.mouse.last && row == g.mouse.before {
		g.open(row)
	}
}

// fitColumn makes a column as wide as what it shows now.
func (g *Grid) fitColumn(col int) {
	w := advancesOf(look.TextSmall, true).width(g.Columns[col].Title)
	for row := range g.view.rows {
		c := g.Cell(row, col)
		w = max(w, advancesOf(look.TextBody, c.Bold).width(oneLine(c.Text))+pick(c.Shape != look.NoShape, shapeRoom))
	}
	const widest = 640
	g.Columns[col].Width = min(max(w+2*cellPad+1, g.Columns[col].minWidth()), widest)
	g.Refresh()
	g.toldWidths()
}

// TappedSecondary is called by Fyne.
func (g *Grid) TappedSecondary(e *fyne.PointEvent) {
	if e.Position.Y < look.Bar {
		g.showColumnMenu(e.AbsolutePosition)
		return
	}
	if g.OnMenu != nil {
		g.OnMenu(g.rowAt(e.Position), e.AbsolutePosition)
	}
}

// MouseIn is called by Fyne.
func (g *Grid) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved is called by Fyne.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) {
	g.mouse.at = e.Position
	_, edge := g.slotAt(e.Position.X)
	g.mouse.onEdge = edge && e.Position.Y < look.Bar
	g.hover(g.rowAt(e.Position))
}

// MouseOut is called by Fyne.
func (g *Grid) MouseOut() {
	g.mouse.onEdge = false
	g.mouse.at = fyne.NewPos(-1, -1)
	g.hover(-1)
}

func (g *Grid) hover(row int) {
	if row != g.mouse.hover {
		g.mouse.hover = row
		g.restyle()
	}
}

// Cursor is which pointer Fyne shows.
func (g *Grid) Cursor() desktop.Cursor {
	if g.mouse.onEdge || g.mouse.holds == holdsEdge {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// wheelGain turns Fyne's 25 pixels a notch into the three rows that Windows users expect.
const wheelGain = 3 * look.Row / 25

// Scrolled is called by Fyne.
func (g *Grid) Scrolled(e *fyne.ScrollEvent) {
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	if g.shift.held() && dx == 0 {
		dx, dy = dy, 0
	}
	g.scrollBy(-dx*wheelGain, -dy*wheelGain)
	g.hover(g.rowAt(e.Position))
}

func (g *Grid) scrollBy(dx, dy float32) { g.scrollTo(g.scroll.X+dx, g.scroll.Y+dy) }

func (g *Grid) scrollTo(x, y float32) {
	g.scroll = fyne.NewPos(x, y)
	g.update()
}

// ScrollTo brings a row into view.
func (g *Grid) ScrollTo(row int) {
	if g.view == nil {
		return
	}
	m := &g.view.m
	top := float32(row) * m.rowH
	y := min(g.scroll.Y, top)
	y = max(y, top+m.rowH-m.body.Height)
	g.scrollTo(g.scroll.X, y)
}

// CellBox is where a cell stands in the table, for an editor to be laid over it.
func (g *Grid) CellBox(row, col int) (fyne.Position, fyne.Size) {
	m := &g.view.m
	for _, s := range m.slots {
		if s.col == col {
			y := look.Bar + float32(row)*m.rowH - g.scroll.Y
			return fyne.NewPos(m.left(s, g.scroll.X), y), fyne.NewSize(s.w, m.rowH-1)
		}
	}
	return fyne.Position{}, fyne.Size{}
}

func (g *Grid) slotAt(x float32) (int, bool) {
	if g.view == nil {
		return -1, false
	}
	return g.view.m.slotAt(x, g.scroll.X)
}

// rowAt is the row at a place in the table, -1 for none.
func (g *Grid) rowAt(p fyne.Position) int {
	if g.view == nil || p.Y < look.Bar || p.X < 0 || g.onBar(p) {
		return -1
	}
	row := int((g.scroll.Y + p.Y - look.Bar) / g.view.m.rowH)
	if row >= g.view.m.rows {
		return -1
	}
	return row
}

func (g *Grid) onBar(p fyne.Position) bool {
	m := &g.view.m
	return p.X >= m.body.Width && m.vertical || p.Y >= look.Bar+m.body.Height && m.horizontal
}
