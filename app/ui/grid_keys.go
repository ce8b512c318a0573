package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ desktop.Keyable   = (*Grid)(nil)
	_ fyne.Shortcutable = (*Grid)(nil)
)

// FocusGained is called by Fyne.
func (g *Grid) FocusGained() {
	g.focused = true
	g.restyle()
}

// FocusLost is called by Fyne.
func (g *Grid) FocusLost() {
	g.focused = false
	g.shift.seen = false
	g.restyle()
}

// KeyDown is called by Fyne.
func (g *Grid) KeyDown(e *fyne.KeyEvent) { g.shift.down(e) }

// KeyUp is called by Fyne.
func (g *Grid) KeyUp(e *fyne.KeyEvent) { g.shift.up(e) }

// TypedKey is called by Fyne.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {
	if g.moveKey(e.Name) {
		g.find.prefix = ""
		return
	}
	row := g.sel.Cursor()
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		g.open(row)
	case e.Name == fyne.KeyF2 && g.OnEdit != nil:
		g.EditCurrent()
	case e.Name == fyne.KeyEscape && g.OnEscape != nil && g.OnEscape():
	case e.Name == fyne.KeyDelete && g.OnDelete != nil:
		g.OnDelete()
	case e.Name == desktop.KeyMenu && g.OnMenu != nil && row >= 0:
		p, s := g.CellBox(row, g.visible[0])
		g.OnMenu(row, fyne.CurrentApp().Driver().AbsolutePositionForObject(g).Add(p).AddXY(cellPad, s.Height))
	default:
		forwardKey(g, e)
	}
}

// moveKey handles the keys that move the cursor or the view.
func (g *Grid) moveKey(key fyne.KeyName) bool {
	if g.view == nil {
		return false
	}
	m := &g.view.m
	page := max(int(m.body.Height/m.rowH)-1, 1)
	switch key {
	case fyne.KeyUp:
		g.moveBy(-1)
	case fyne.KeyDown:
		g.moveBy(1)
	case fyne.KeyPageUp:
		g.moveBy(-page)
	case fyne.KeyPageDown:
		g.moveBy(page)
	case fyne.KeyHome:
		g.moveTo(0, g.shift.held())
	case fyne.KeyEnd:
		g.moveTo(m.rows-1, g.shift.held())
	case fyne.KeyLeft:
		g.moveColumn(-1)
	case fyne.KeyRight:
		g.moveColumn(1)
	default:
		return false
	}
	return true
}

func (g *Grid) moveBy(n int) {
	if g.sel.Cursor() < 0 {
		g.moveTo(0, false)
		return
	}
	g.moveTo(g.sel.Cursor()+n, g.shift.held())
}

func (g *Grid) moveTo(row int, extend bool) {
	rows := g.rowCount()
	if rows == 0 {
		return
	}
	row = min(max(row, 0), rows-1)
	if extend {
		g.sel.Extend(row, false)
	} else {
		g.sel.Only(row)
	}
	g.ScrollTo(row)
	g.selected()
}

// selected shows and tells a new selection.
func (g *Grid) selected() {
	g.restyle()
	if g.OnSelect != nil {
		g.OnSelect()
	}
}

func (g *Grid) open(row int) {
	if g.OnOpen != nil && row >= 0 && row < g.rowCount() {
		g.OnOpen(row)
	}
}

// TypedShortcut is called by Fyne.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		g.copy(s.Clipboard)
	case *fyne.ShortcutSelectAll:
		g.sel.All(g.rowCount())
		g.selected()
	case *desktop.CustomShortcut:
		if !g.jump(s) {
			forwardShortcut(g, s)
		}
	default:
		forwardShortcut(g, s)
	}
}

// jump handles Ctrl+Home and Ctrl+End, with Shift too.
func (g *Grid) jump(s *desktop.CustomShortcut) bool {
	if s.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	extend := s.Modifier&fyne.KeyModifierShift != 0
	switch s.KeyName {
	case fyne.KeyHome:
		g.scroll.X, g.col = 0, g.visible[0]
		g.moveTo(0, extend)
	case fyne.KeyEnd:
		g.moveTo(g.rowCount()-1, extend)
	default:
		return false
	}
	return true
}

// copy puts the selected rows on the clipboard, as they are shown, under their titles.
func (g *Grid) copy(to fyne.Clipboard) {
	if g.sel.Count() == 0 || to == nil {
		return
	}
	if g.OnCopy != nil {
		g.OnCopy()
		return
	}
	to.SetContent(g.CopyText())
}

// CopyText is what Ctrl+C puts on the clipboard: titles, then the selected rows.
func (g *Grid) CopyText() string {
	var b strings.Builder
	line := make([]string, len(g.visible))
	for i, c := range g.visible {
		line[i] = g.Columns[c].Title
	}
	writeTSV(&b, line)
	for _, p := range g.sel.spans {
		for row := p.from; row < p.to; row++ {
			for i, c := range g.visible {
				line[i] = g.Cell(row, c).Text
			}
			writeTSV(&b, line)
		}
	}
	return b.String()
}

// findPause is how long a typed prefix grows before the next letter begins a new one.
const findPause = time.Second

// TypedRune is called by Fyne: typing looks for a row.
func (g *Grid) TypedRune(r rune) {
	now := time.Now()
	if now.Sub(g.find.last) > findPause {
		g.find.prefix = ""
	}
	g.find.last = now
	if r == ' ' && g.find.prefix == "" {
		return // nothing begins with a space
	}
	g.find.prefix += string(r)
	g.findRow(g.find.prefix)
}

// findRow goes to the next row that begins with prefix. A longer prefix may stay on the row it is on.
func (g *Grid) findRow(prefix string) {
	from := max(g.sel.Cursor(), 0)
	if len([]rune(prefix)) == 1 {
		from = g.sel.Cursor() + 1
	}
	find := g.OnFind
	if find == nil {
		find = g.findInFirst
	}
	if row := find(prefix, from); row >= 0 {
		g.moveTo(row, false)
	}
}

func (g *Grid) findInFirst(prefix string, from int) int {
	prefix = strings.ToLower(prefix)
	rows, col := g.rowCount(), g.visible[0]
	for i := range rows {
		row := (from + i) % rows
		if strings.HasPrefix(strings.ToLower(g.Cell(row, col).Text), prefix) {
			return row
		}
	}
	return -1
}
