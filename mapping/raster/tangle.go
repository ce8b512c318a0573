package raster

import (
	"cmp"
	"slices"
)

// tangle does rows again in which rings overlap. Sixteen lines cross each row; on every one the crossings are sorted
// and counted, and the stretches inside are added with exact ends.
type tangle struct {
	edges     []edge
	order     []int32 // edges by the row they begin on
	next      int     // first of order that is not yet active
	active    []int32
	crossings []crossing
	sorted    bool
}

type crossing struct {
	x   float32
	dir int32
}

const linesPerRow = 16

// tangledRow replaces the runs of row y. Rows come from top to bottom.
func (f *filler) tangledRow(y int, evenOdd bool) {
	t := &f.tangle
	if !t.sorted {
		t.sortEdges()
	}
	t.activate(y)
	for i := range linesPerRow {
		t.cross(float32(y) + (float32(i)+0.5)/linesPerRow)
		f.between(y, evenOdd)
	}
	s := f.span(y - f.box.y0)
	f.runs = f.runs[:0]
	if s.lo <= s.hi {
		keep := f.keep
		f.keep = false // the sums are stretches now: nothing left to untangle
		f.sumRow(y, s)
		f.keep = keep
	}
}

func (t *tangle) sortEdges() {
	t.order = t.order[:0]
	for i := range t.edges {
		t.order = append(t.order, int32(i))
	}
	slices.SortFunc(t.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(t.edges[a].y0, t.edges[b].y0), cmp.Compare(a, b))
	})
	t.sorted, t.next, t.active = true, 0, t.active[:0]
}

// activate keeps the edges that reach into row y.
func (t *tangle) activate(y int) {
	top, bottom := float32(y), float32(y+1)
	t.active = slices.DeleteFunc(t.active, func(i int32) bool { return t.edges[i].y1 <= top })
	for ; t.next < len(t.order); t.next++ {
		i := t.order[t.next]
		if t.edges[i].y0 >= bottom {
			return
		}
		if t.edges[i].y1 > top {
			t.active = append(t.active, i)
		}
	}
}

// cross collects where the active edges pass the height y, from left to right.
func (t *tangle) cross(y float32) {
	t.crossings = t.crossings[:0]
	for _, i := range t.active {
		e := &t.edges[i]
		if e.y0 <= y && y < e.y1 {
			x := e.x0 + (y-e.y0)*(e.x1-e.x0)/(e.y1-e.y0)
			t.crossings = append(t.crossings, crossing{x, e.dir})
		}
	}
	slices.SortFunc(t.crossings, func(a, b crossing) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.dir, b.dir))
	})
}

// between adds the stretches inside to the cells of row y. Beyond the last crossing right of the box nothing counts.
func (f *filler) between(y int, evenOdd bool) {
	winding := int32(0)
	for _, c := range f.tangle.crossings {
		was := inside(winding, evenOdd)
		winding += c.dir
		is := inside(winding, evenOdd)
		if is && !was {
			f.cell(y, c.x, c.x, 1.0/linesPerRow)
		}
		if was && !is {
			f.cell(y, c.x, c.x, -1.0/linesPerRow)
		}
	}
}

func inside(winding int32, evenOdd bool) bool {
	if evenOdd {
		return winding&1 != 0
	}
	return winding != 0
}
