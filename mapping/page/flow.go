package page

import (
	"slices"

	"chainatlas/mapping"
)

// Flow sets blocks into columns of equal width.
type Flow struct {
	Measurer mapping.Measurer
	Columns  int
	Gutter   float32 // between columns
}

// Width is the width of a column in a box.
func (f Flow) Width(box mapping.Rect) float32 {
	n := float32(max(f.Columns, 1))
	return (box.W() - (n-1)*f.Gutter) / n
}

// Set draws as many blocks as the box holds, in columns of about one height, and returns the rest. A block that is
// higher than the box is drawn alone all the same: an endless rest would be worse.
func (f Flow) Set(c mapping.Canvas, box mapping.Rect, blocks []Block) (rest []Block) {
	width := f.Width(box)
	heights := make([]float32, len(blocks))
	for i, b := range blocks {
		heights[i] = b.Height(f.Measurer, width)
	}
	ends := f.balanced(blocks, heights, box.H())
	from := 0
	for col, end := range ends {
		at := mapping.Pt{X: box.Min.X + float32(col)*(width+f.Gutter), Y: box.Min.Y}
		if from < end {
			at.Y -= above(blocks[from])
		}
		for i := from; i < end; i++ {
			blocks[i].Draw(c, f.Measurer, at, width)
			at.Y += heights[i]
		}
		from = end
	}
	return slices.Clone(blocks[from:])
}

// Height is how high the columns become that Set makes in a box of the width, when all blocks fit into it.
func (f Flow) Height(box mapping.Rect, blocks []Block) float32 {
	width, from, most := f.Width(box), 0, float32(0)
	heights := make([]float32, len(blocks))
	for i, b := range blocks {
		heights[i] = b.Height(f.Measurer, width)
	}
	for _, end := range f.balanced(blocks, heights, box.H()) {
		most = max(most, sum(heights[from:end]))
		from = end
	}
	return most
}

// balanceStep is how much columns may differ from the lowest that hold all blocks, in pixels.
const balanceStep = 4

// balanced is where each column ends, in the lowest columns that hold all blocks, or in full ones.
func (f Flow) balanced(blocks []Block, heights []float32, most float32) []int {
	least := sum(heights) / float32(max(f.Columns, 1))
	for h := least; h < most; h += balanceStep {
		if ends := f.fill(blocks, heights, h); ends[len(ends)-1] == len(blocks) {
			return ends
		}
	}
	return f.fill(blocks, heights, most)
}

// fill puts blocks into columns of a height; the end of each is returned.
func (f Flow) fill(blocks []Block, heights []float32, height float32) []int {
	ends, from := make([]int, max(f.Columns, 1)), 0
	for col := range ends {
		end, used := from, float32(0)
		for end < len(blocks) && (used+heights[end] <= height+0.01 || end == from) {
			used += heights[end]
			end++
		}
		for end < len(blocks) && end-1 > from && isHeading(blocks[end-1]) {
			end--
		}
		ends[col], from = end, end
	}
	return ends
}

// above is the room that a heading leaves above itself, which the top of a column has already.
func above(b Block) float32 {
	h, _ := b.(Heading)
	return h.Above
}

func isHeading(b Block) bool {
	_, ok := b.(Heading)
	return ok
}

func sum(vs []float32) float32 {
	total := float32(0)
	for _, v := range vs {
		total += v
	}
	return total
}
