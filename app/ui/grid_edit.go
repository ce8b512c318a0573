package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
)

// CellEdit is how one cell is edited in its place.
type CellEdit struct {
	Text    string
	Hint    string   // shown while empty
	Options []string // to choose from; nil for free text
	// Commit stores the text. A problem in words keeps the editor open, with the reason under it; "" closes it.
	Commit func(text string) (problem string)
}

// editMin is the narrowest that an editor is, in logical pixels: a narrow column must not hide what is typed.
const editMin float32 = 180

// gridEdit is the editor that lies over a cell.
type gridEdit struct {
	row, col int
	how      CellEdit
	entry    *Entry
	note     *Line
	under    *Panel // of the note
	closing  bool
}

// EditCell opens the editor of a cell, as F2 does. One that is open is left first; what cannot be stored keeps it open.
func (g *Grid) EditCell(row, col int) {
	if g.OnEdit == nil || g.view == nil || row < 0 || row >= g.rowCount() || !g.FinishEdit() {
		return
	}
	how := g.OnEdit(row, col)
	if how == nil {
		return // whoever was asked has said why
	}
	g.col = col
	g.ScrollTo(row)
	g.scrollToColumn()
	if how.Options != nil {
		g.choose(row, col, *how)
		return
	}
	e := &gridEdit{row: row, col: col, how: *how, entry: NewEntry(), note: NewNote("")}
	e.under = NewPanel(e.note, look.Unit, look.Half)
	e.under.Border = theme.ColorNameError
	e.under.Hide()
	e.entry.KeepsTab = true
	e.entry.SetText(how.Text)
	e.entry.SetPlaceHolder(how.Hint)
	e.entry.OnKey = func(k *fyne.KeyEvent) bool { return g.editKey(e, k) }
	e.entry.OnSubmitted = func(string) { g.leaveEdit(e, func() { g.moveBy(1) }) }
	e.entry.OnLeft = func() { g.store(e) }
	g.edit = e
	g.view.collect()
	g.view.layoutEdit()
	g.view.repaint()
	canvasOf(g).Focus(e.entry) // the driver does not know yet on which canvas the entry is
	e.entry.CursorColumn = len([]rune(how.Text))
	e.entry.Refresh()
}

// EditCurrent opens the editor of the cell that the cursor is on.
func (g *Grid) EditCurrent() {
	if row := g.sel.Cursor(); row >= 0 {
		g.EditCell(row, g.visible[g.column()])
	}
}

// choose offers what the cell can be, under it.
func (g *Grid) choose(row, col int, how CellEdit) {
	var actions []Action
	for _, o := range how.Options {
		actions = append(actions, Action{Text: o, On: o == how.Text, Do: func() { how.Commit(o) }})
	}
	p, s := g.CellBox(row, col)
	ShowMenu(canvasOf(g), fyne.CurrentApp().Driver().AbsolutePositionForObject(g).Add(p).AddXY(0, s.Height), actions...)
}

// editKey answers the keys by which an editor is left: Esc takes nothing over, Tab goes on to the next column.
func (g *Grid) editKey(e *gridEdit, k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		g.closeEdit(e)
		focus(g)
	case fyne.KeyTab:
		step := 1
		if g.shift.held() {
			step = -1
		}
		g.leaveEdit(e, func() { g.moveColumn(step) })
	default:
		return false
	}
	return true
}

// leaveEdit stores what was typed and goes on to another cell.
func (g *Grid) leaveEdit(e *gridEdit, next func()) {
	if g.store(e) {
		focus(g)
		next()
	}
}

// store hands the text over and closes the editor, unless there is a problem with it.
func (g *Grid) store(e *gridEdit) bool {
	if g.edit != e || e.closing {
		return true // closed already: losing the focus tells so again
	}
	e.closing = true
	problem := ""
	if e.entry.Text != e.how.Text {
		problem = e.how.Commit(e.entry.Text)
	}
	e.closing = false
	if problem != "" {
		e.note.Set(problem, theme.ColorNameError)
		e.under.Show()
		g.view.layoutEdit()
		g.view.repaint()
		return false
	}
	g.closeEdit(e)
	return true
}

func (g *Grid) closeEdit(e *gridEdit) {
	if g.edit != e {
		return
	}
	g.edit = nil
	g.view.collect()
	g.view.repaint()
}

// FinishEdit stores what is being typed in a cell; false when it cannot be stored and the editor stays.
func (g *Grid) FinishEdit() bool { return g.edit == nil || g.store(g.edit) }

// DropEdit closes the editor and says what was typed and not stored, "" for nothing.
func (g *Grid) DropEdit() (text string) {
	if e := g.edit; e != nil {
		if e.entry.Text != e.how.Text {
			text = e.entry.Text
		}
		g.closeEdit(e)
	}
	return text
}

// MoveEdit tells that the row being edited now stands elsewhere, after a sort.
func (g *Grid) MoveEdit(row int) {
	if g.edit != nil {
		g.edit.row = row
		g.view.layoutEdit()
	}
}

// Editing tells whether a cell is being edited.
func (g *Grid) Editing() bool { return g.edit != nil }

// layoutEdit puts the editor over its cell, and out of sight when the cell is.
func (v *gridView) layoutEdit() {
	e := v.g.edit
	if e == nil {
		return
	}
	p, s := v.g.CellBox(e.row, e.col)
	high := max(e.entry.MinSize().Height, s.Height)
	at := fyne.NewPos(min(p.X, max(v.m.body.Width-editMin, 0)), p.Y-(high-s.Height)/2)
	if p.Y < look.Bar-s.Height/2 || p.Y > look.Bar+v.m.body.Height-s.Height/2 {
		at.Y = -2 * v.g.size.Height
	}
	place(e.entry, at, fyne.NewSize(max(s.Width, editMin), high))
	note := e.under.MinSize()
	below := fyne.NewPos(min(at.X, max(v.m.body.Width-note.Width, 0)), at.Y+high+2)
	if below.Y+note.Height > look.Bar+v.m.body.Height {
		below.Y = at.Y - note.Height - 2
	}
	place(e.under, below, note)
}
