package mapping

import (
	"cmp"
	"math"
	"slices"
)

// Label asks for room for a box of writing near a place.
type Label struct {
	ID       string
	At       Pt      // the point, or the middle of an area
	W, H     float32 // of the box, in pixels
	Gap      float32 // between the point and the box, in pixels: the reach of its marker
	Priority float64 // higher goes first
	Centered bool    // only in the middle: areas
}

// PlacedLabel is a label that got room.
type PlacedLabel struct {
	Index int // of the label as it was asked for
	Box   Rect
}

// Placer gives labels room, no two on the same pixel. The zero value is ready.
//
// What a label gets depends only on the labels around it, taken by priority and then by id, each trying its places in
// one order: dragging the map moves all labels alike. Labels whose place lies just outside the picture should be
// handed in too, or those at the border change as they come in.
type Placer struct {
	boxes []Rect
	cells map[cell][]int32
	order []int
	free  [][]int32 // lists of cells to be used again
}

type cell struct{ x, y int32 }

const cellSize = 64 // pixels

// Reset forgets what was placed and keeps the memory.
func (p *Placer) Reset() {
	p.boxes = p.boxes[:0]
	for k, list := range p.cells {
		p.free = append(p.free, list[:0])
		delete(p.cells, k)
	}
}

// Block keeps labels off a box: a marker, a legend.
func (p *Placer) Block(r Rect) {
	if finiteBox(r) && !r.Empty() {
		p.put(r)
	}
}

// Place gives room to as many labels as find it within or across the border of view, the important ones first.
func (p *Placer) Place(labels []Label, view Rect) []PlacedLabel {
	p.order = p.order[:0]
	for i := range labels {
		p.order = append(p.order, i)
	}
	slices.SortFunc(p.order, func(a, b int) int {
		x, y := &labels[a], &labels[b]
		return cmp.Or(cmp.Compare(y.Priority, x.Priority), cmp.Compare(x.ID, y.ID), cmp.Compare(a, b))
	})
	var out []PlacedLabel
	for _, i := range p.order {
		if box, ok := p.room(&labels[i]); ok {
			p.put(box)
			if box.Overlaps(view) {
				out = append(out, PlacedLabel{i, box})
			}
		}
	}
	return out
}

// room finds the first free place of a label.
func (p *Placer) room(l *Label) (Rect, bool) {
	if l.Centered {
		box := R(l.At.X-l.W/2, l.At.Y-l.H/2, l.W, l.H)
		return box, p.fits(box)
	}
	for _, s := range spots {
		box := s.box(l)
		if p.fits(box) {
			return box, true
		}
	}
	return Rect{}, false
}

// spot is a place around a point: where the box's middle lies, in half boxes.
type spot struct{ x, y float32 }

// spots in the order they are tried: beside, below, above, then the corners.
var spots = [...]spot{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}}

func (s spot) box(l *Label) Rect {
	gap := l.Gap
	if s.x != 0 && s.y != 0 {
		gap *= math.Sqrt2 / 2 // the same distance from the point, aslant
	}
	x := l.At.X + s.x*(gap+l.W/2)
	y := l.At.Y + s.y*(gap+l.H/2)
	return R(x-l.W/2, y-l.H/2, l.W, l.H)
}

func (p *Placer) fits(r Rect) bool {
	if !finiteBox(r) || r.Empty() {
		return false
	}
	free := true
	around(r, func(c cell) {
		for _, i := range p.cells[c] {
			free = free && !p.boxes[i].Overlaps(r)
		}
	})
	return free
}

func (p *Placer) put(r Rect) {
	if p.cells == nil {
		p.cells = map[cell][]int32{}
	}
	i := int32(len(p.boxes))
	p.boxes = append(p.boxes, r)
	around(r, func(c cell) {
		list, ok := p.cells[c]
		if n := len(p.free); !ok && n > 0 {
			list, p.free = p.free[n-1], p.free[:n-1]
		}
		p.cells[c] = append(list, i)
	})
}

// finiteBox leaves out what is no number, beyond any screen or larger than a wall: the grid would not end.
func finiteBox(r Rect) bool {
	const far, wall = 1 << 24, 1 << 14
	return r.Min.X > -far && r.Min.Y > -far && r.Max.X < far && r.Max.Y < far && r.W() < wall && r.H() < wall
}

// around calls visit for each cell that r reaches into.
func around(r Rect, visit func(cell)) {
	x0, y0 := cellOf(r.Min.X), cellOf(r.Min.Y)
	x1, y1 := cellOf(r.Max.X), cellOf(r.Max.Y)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			visit(cell{x, y})
		}
	}
}

func cellOf(v float32) int32 { return int32(math.Floor(float64(v) / cellSize)) }
