package slide

import (
	"image/color"

	"chainatlas/mapping"
)

// Table is rows of cells; the first row is the heading.
type Table struct {
	Box    mapping.Rect
	Shares []float32 // widths of the columns, as shares of their sum
	Rows   [][]Cell
	Size   float32 // of the writing
	Head   color.NRGBA
	Rule   color.NRGBA
	// Grow is how many times larger than asked for the writing is where there is room; 0 means 1. Air is how much more room
	// than needed there may be above and below it, in sizes.
	Grow, Air float32
}

// Cell is one cell.
type Cell struct {
	S     string
	Bold  bool
	Color color.NRGBA
	Fill  color.NRGBA // transparent for none
}

const (
	cellPadX = 9
	cellPadY = 0.42 // above and below the writing, in sizes
)

// Bounds implements Element.
func (t *Table) Bounds() mapping.Rect { return t.Box }

// Widths are the widths of the columns in pixels.
func (t *Table) Widths() []float32 {
	sum := float32(0)
	for _, s := range t.Shares {
		sum += s
	}
	out := make([]float32, len(t.Shares))
	for i, s := range t.Shares {
		out[i] = t.Box.W() * s / sum
	}
	return out
}

// Layout is the scale of the writing, the heights of the rows, and the room above and below the words of a row, in pixels.
func (t *Table) Layout(m mapping.Measurer) (k float32, heights []float32, pad float32) {
	k = t.scale(m)
	heights, pad = t.heights(m, k), t.Size*k*cellPadY
	if n := float32(len(heights)); n > 0 {
		more := min(max((t.Box.H()-sum(heights))/n/2, 0), t.Size*k*t.Air)
		pad += more
		for i := range heights {
			heights[i] += 2 * more
		}
	}
	return k, heights, pad
}

// scale is how much smaller or larger than asked for the table is set, so that it fits.
func (t *Table) scale(m mapping.Measurer) float32 {
	for k := max(t.Grow, 1); k > smallest; k -= scaleStep {
		if sum(t.heights(m, k)) <= t.Box.H() {
			return k
		}
	}
	return smallest
}

// Cut tells whether rows have no room even at the smallest size.
func (t *Table) Cut(m mapping.Measurer) bool { return sum(t.heights(m, smallest)) > t.Box.H()+0.5 }

// heights are what the rows need at a scale.
func (t *Table) heights(m mapping.Measurer, k float32) []float32 {
	out, widths := make([]float32, len(t.Rows)), t.Widths()
	for i, row := range t.Rows {
		lines := 1
		for j, cell := range row {
			lines = max(lines, len(t.lines(m, cell, widths[j], k)))
		}
		out[i] = t.Size * k * (float32(lines)*leading + 2*cellPadY)
	}
	return out
}

func (t *Table) face(c Cell, k float32) mapping.Face {
	return mapping.Face{Size: t.Size * k, Bold: c.Bold}
}

func (t *Table) lines(m mapping.Measurer, c Cell, width, k float32) []string {
	return mapping.Lines(m, c.S, t.face(c, k), max(width-2*cellPadX, 1))
}

func (t *Table) draw(c mapping.Canvas, m mapping.Measurer, _ float32) {
	k, heights, pad := t.Layout(m)
	widths := t.Widths()
	y := t.Box.Min.Y
	for i, row := range t.Rows {
		if y+heights[i] > t.Box.Max.Y+1 {
			return
		}
		if i == 0 {
			fill(c, mapping.R(t.Box.Min.X, y, t.Box.W(), heights[i]), t.Head)
		}
		x := t.Box.Min.X
		for j, cell := range row {
			t.cell(c, m, cell, mapping.R(x, y, widths[j], heights[i]), k, pad)
			x += widths[j]
		}
		y += heights[i]
		fill(c, mapping.R(t.Box.Min.X, y-0.5, t.Box.W(), 1), t.Rule)
	}
}

func (t *Table) cell(c mapping.Canvas, m mapping.Measurer, cell Cell, box mapping.Rect, k, pad float32) {
	if cell.Fill.A > 0 {
		fill(c, box, cell.Fill)
	}
	step := t.Size * k * leading
	y := box.Min.Y + pad
	for _, line := range t.lines(m, cell, box.W(), k) {
		c.Text(mapping.Text{S: line, At: mapping.Pt{X: box.Min.X + cellPadX, Y: y + step/2}, Anchor: mapping.AnchorLeft, Face: t.face(cell, k), Color: cell.Color})
		y += step
	}
}

func sum(list []float32) (s float32) {
	for _, v := range list {
		s += v
	}
	return s
}
