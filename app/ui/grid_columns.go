package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// barWidth is the room a scrollbar takes.
const barWidth float32 = 12

// slot is a visible column where it stands: x from the left of its part, frozen or moving.
type slot struct {
	col    int
	x, w   float32
	frozen bool
}

// geometry is where everything in a table of a given size stands, in logical pixels.
type geometry struct {
	slots         []slot
	frozenW       float32 // width of the columns that stay
	movingW       float32 // width of all others together
	body          fyne.Size
	rows          int
	rowH          float32
	vertical      bool // has a scrollbar at the right
	horizontal    bool // has one at the bottom
	frozenColumns int
}

func (g *Grid) geometry() geometry {
	m := geometry{rows: g.rowCount(), rowH: g.rowHeight(), frozenColumns: min(g.Frozen, len(g.visible))}
	var total float32
	for _, c := range g.visible {
		total += g.Columns[c].width()
	}
	m.body = fyne.NewSize(g.size.Width, max(g.size.Height-look.Bar, 0))
	contentH := float32(m.rows) * m.rowH
	m.horizontal = total > m.body.Width
	m.vertical = contentH > m.body.Height-pick(m.horizontal, barWidth)
	m.horizontal = total > m.body.Width-pick(m.vertical, barWidth)
	m.body = m.body.SubtractWidthHeight(pick(m.vertical, barWidth), pick(m.horizontal, barWidth))
	m.freeze(g)
	m.place(g, max(m.body.Width-total, 0))
	return m
}

// freeze lets columns scroll that would leave less than a third of the table for all others.
func (m *geometry) freeze(g *Grid) {
	var w float32
	for i := range m.frozenColumns {
		if w += g.Columns[g.visible[i]].width(); w > m.body.Width*2/3 && m.horizontal {
			m.frozenColumns = i
			return
		}
	}
}

func pick(yes bool, v float32) float32 {
	if yes {
		return v
	}
	return 0
}

// place lays the columns out; spare goes to the first growing one.
func (m *geometry) place(g *Grid, spare float32) {
	m.slots = make([]slot, 0, len(g.visible))
	for i, c := range g.visible {
		s := slot{col: c, w: g.Columns[c].width(), frozen: i < m.frozenColumns}
		if g.Columns[c].Grow {
			s.w += spare
			spare = 0
		}
		if s.frozen {
			s.x = m.frozenW
			m.frozenW += s.w
		} else {
			s.x = m.movingW
			m.movingW += s.w
		}
		m.slots = append(m.slots, s)
	}
}

// maxScroll is how far the table can be scrolled.
func (m *geometry) maxScroll() fyne.Position {
	return fyne.NewPos(
		max(m.frozenW+m.movingW-m.body.Width, 0),
		max(float32(m.rows)*m.rowH-m.body.Height, 0))
}

// shown are the moving columns that can be seen at a scroll position, as a range of slots.
func (m *geometry) shown(scrollX float32) (from, to int) {
	from, to = len(m.slots), len(m.slots)
	for i := m.frozenColumns; i < len(m.slots); i++ {
		s := m.slots[i]
		if s.x+s.w <= scrollX {
			continue
		}
		from = min(from, i)
		if s.x >= scrollX+m.body.Width-m.frozenW {
			to = i
			break
		}
	}
	return from, to
}

// left is where a slot begins in the table at a scroll position.
func (m *geometry) left(s slot, scrollX float32) float32 {
	if s.frozen {
		return s.x
	}
	return m.frozenW + s.x - scrollX
}

// slotAt finds the column at x, and whether x is on the edge that resizes it.
func (m *geometry) slotAt(x, scrollX float32) (i int, edge bool) {
	const reach = 4
	found := -1
	for i, s := range m.slots {
		l := m.left(s, scrollX)
		hidden := !s.frozen && l+s.w < m.frozenW
		if hidden {
			continue
		}
		if x >= l+s.w-reach && x <= l+s.w+reach {
			return i, true
		}
		if found < 0 && x >= l && x < l+s.w {
			found = i
		}
	}
	return found, false
}

// ColumnMenu is the column chooser: one entry per column, ticked when visible. A right click on the title row
// shows it; a screen may offer it elsewhere too.
func (g *Grid) ColumnMenu() *fyne.Menu {
	shown := map[int]bool{}
	for _, c := range g.visible {
		shown[c] = true
	}
	menu := fyne.NewMenu("")
	for c := range g.Columns {
		item := fyne.NewMenuItem(words.T(g.Columns[c].Title), func() { g.toggleColumn(c) })
		item.Checked = shown[c]
		item.Disabled = shown[c] && len(g.visible) == 1
		menu.Items = append(menu.Items, item)
	}
	all := fyne.NewMenuItem(words.T("显示全部列"), func() { g.showAll(); g.toldColumns() })
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), all)
	return menu
}

func (g *Grid) showColumnMenu(at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(g.ColumnMenu(), canvasOf(g), at)
}

// toggleColumn hides a column, or shows it where its neighbours in Columns stand.
func (g *Grid) toggleColumn(col int) {
	at := len(g.visible)
	for i, c := range g.visible {
		if c == col {
			g.visible = append(g.visible[:i], g.visible[i+1:]...)
			g.toldColumns()
			return
		}
		if c > col {
			at = min(at, i)
		}
	}
	g.visible = append(g.visible[:at], append([]int{col}, g.visible[at:]...)...)
	g.toldColumns()
}

func (g *Grid) toldColumns() {
	g.Refresh()
	if g.OnColumns != nil {
		g.OnColumns(g.ColumnsShown())
	}
}
