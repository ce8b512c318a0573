package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// Column is one column of a Grid.
type Column struct {
	Key      string // names the column where widths and visibility are kept
	Title    string
	Width    float32        // logical pixels; 0 means 120
	MinWidth float32        // 0 means 48
	Align    fyne.TextAlign // numbers stand right
	Grow     bool           // the first visible growing column takes the room that is left
	Unsorted bool           // a click on the title does not sort
}

// Cell is what stands in one place of a Grid: text that is ready, and how it is shown.
type Cell struct {
	Text  string
	Muted bool
	Bold  bool
	Shape look.Shape // drawn before the text in the tone's colour
	Tone  look.Tone  // of the shape, or of the text where there is no shape
}

// Grid is a table of up to a few hundred thousand rows that behaves as Excel users expect.
//
// Fill in the fields, then use it; after changing a field or the data behind Rows and Cell, call Refresh.
// Rows and columns in callbacks count from 0 as the data does, whatever is hidden or scrolled.
type Grid struct {
	widget.BaseWidget

	Columns   []Column
	Rows      func() int
	Cell      func(row, col int) Cell
	Frozen    int               // how many of the first visible columns stay when scrolling sideways
	RowHeight float32           // logical pixels; 0 means look.Row
	Empty     fyne.CanvasObject // shown when there are no rows

	OnOpen    func(row int)                     // double click, Enter
	OnSelect  func()                            // Selection changed; ask Selected
	OnSort    func(col int, desc bool)          // title clicked; sort the data, then Refresh
	OnWidths  func(widths []float32)            // the user changed widths; one per column
	OnColumns func(cols []int)                  // the user chose columns
	OnMenu    func(row int, at fyne.Position)   // right click, at in the window; row -1 beside the rows
	OnFind    func(prefix string, from int) int // typing; nil looks at the first column; -1 for not found
	OnCopy    func()                            // Ctrl+C; nil puts CopyText on the clipboard
	OnDelete  func()                            // Delete pressed
	OnEdit    func(row, col int) *CellEdit      // F2: how the cell is edited; nil for not at all
	OnEscape  func() bool                       // Esc pressed; false when nothing was going on

	sel     Selection
	col     int       // of the cursor
	edit    *gridEdit // nil while no cell is being edited
	visible []int     // columns in the order shown
	sortCol int       // -1 for unsorted
	desc    bool
	scroll  fyne.Position
	size    fyne.Size
	mouse   gridMouse
	shift   shiftKey
	focused bool
	find    finder
	view    *gridView
}

// finder collects what is typed in one go.
type finder struct {
	prefix string
	last   time.Time
}

// NewGrid makes a table; all columns are visible in their order.
func NewGrid(columns []Column, rows func() int, cell func(row, col int) Cell) *Grid {
	g := &Grid{Columns: roomy(columns), Rows: rows, Cell: cell, sortCol: -1}
	g.mouse.hover, g.mouse.last, g.mouse.before = -1, -1, -1
	g.showAll()
	g.ExtendBaseWidget(g)
	return g
}

// wider is how much longer words in letters are than in characters.
const wider = 1.3

// roomy are columns with room for the language of the interface.
func roomy(columns []Column) []Column {
	if !words.Foreign() {
		return columns
	}
	out := slices.Clone(columns)
	for i := range out {
		out[i].Width *= wider
	}
	return out
}

func (g *Grid) showAll() {
	g.visible = g.visible[:0]
	for i := range g.Columns {
		g.visible = append(g.visible, i)
	}
}

// Selected lists the selected rows in order.
func (g *Grid) Selected() []int { return g.sel.Rows() }

// SelectedCount is len(Selected()) without making the list.
func (g *Grid) SelectedCount() int { return g.sel.Count() }

// Current is the row that keys act on, -1 for none.
func (g *Grid) Current() int { return g.sel.Cursor() }

// Select makes rows the selection, without OnSelect: for finding the same records again after a sort.
func (g *Grid) Select(rows ...int) {
	g.sel.Set(rows)
	g.sel.Clip(g.rowCount())
	g.restyle()
}

// SetSort shows which column the data is sorted by; -1 for none.
func (g *Grid) SetSort(col int, desc bool) {
	g.sortCol, g.desc = col, desc
	g.Refresh()
}

// Sorted tells which column the title row shows as sorted, -1 for none.
func (g *Grid) Sorted() (col int, desc bool) { return g.sortCol, g.desc }

// ColumnsShown lists the columns shown, in their order.
func (g *Grid) ColumnsShown() []int { return append([]int(nil), g.visible...) }

// ShowColumns shows these columns in this order; numbers that are no column are left out.
func (g *Grid) ShowColumns(cols []int) {
	g.visible = g.visible[:0]
	for _, c := range cols {
		if c >= 0 && c < len(g.Columns) {
			g.visible = append(g.visible, c)
		}
	}
	if len(g.visible) == 0 {
		g.showAll()
	}
	g.Refresh()
}

// Widths gives one width per column, in logical pixels.
func (g *Grid) Widths() []float32 {
	w := make([]float32, len(g.Columns))
	for i := range g.Columns {
		w[i] = g.Columns[i].width()
	}
	return w
}

// SetWidths takes what Widths gave; columns beyond its length keep theirs.
func (g *Grid) SetWidths(widths []float32) {
	for i := range min(len(widths), len(g.Columns)) {
		g.Columns[i].Width = max(widths[i], g.Columns[i].minWidth())
	}
	g.Refresh()
}

func (c *Column) width() float32 {
	if c.Width == 0 {
		return max(120, c.minWidth())
	}
	return c.Width
}

func (c *Column) minWidth() float32 {
	if c.MinWidth == 0 {
		return 48
	}
	return c.MinWidth
}

func (g *Grid) rowCount() int {
	if g.Rows == nil {
		return 0
	}
	return g.Rows()
}

func (g *Grid) rowHeight() float32 {
	if g.RowHeight == 0 {
		return look.Row
	}
	return g.RowHeight
}

// MinSize is small: a table takes the room it is given.
func (g *Grid) MinSize() fyne.Size { return fyne.NewSize(160, look.Bar+3*look.Row) }

// Resize gives the table its place.
func (g *Grid) Resize(s fyne.Size) {
	g.size = s
	g.BaseWidget.Resize(s)
}

// Refresh reads everything anew: rows, cells, columns.
func (g *Grid) Refresh() {
	g.sel.Clip(g.rowCount())
	if g.view != nil { // else the first layout reads everything anyway
		g.BaseWidget.Refresh()
	}
}

// RefreshRow reads the cells of one row anew.
func (g *Grid) RefreshRow(row int) {
	if g.view == nil {
		return
	}
	if r := g.view.rows[row]; r != nil {
		r.stale = true
		g.update()
	}
}

// CreateRenderer is called by Fyne.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	g.view = newGridView(g)
	return g.view
}

// update draws what scrolling, selecting or hovering changed.
func (g *Grid) update() {
	if g.view != nil {
		g.view.update()
	}
}

// restyle recolours the rows.
func (g *Grid) restyle() {
	if g.view != nil {
		g.view.restyle()
		g.view.markCell()
	}
}
