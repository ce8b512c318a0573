package spatial

import "github.com/paulmach/orb"

// Areas tells in which areas a point lies, in about the time of reading one number, whatever their borders. The answer
// is that of orb's planar.MultiPolygonContains to the last bit: the border of an outer ring is in, that of a hole is
// out.
//
// A grid says for each cell which rings cover it whole and which have a border in it; for those, only the edges are
// asked that cross the cell or those beside it upwards with a border too. What lies above them is known from the cell
// there.
type Areas struct {
	bound      orb.Bound
	cols, rows int
	perX, perY float64 // cells to a unit
	cells      []int32 // by column; 0 for none, item+1 for the only one, -(its first node)-1 for several
	nodes      []node
	rings      []ring
	runs       []run
	edges      []edge // by run
}

// item is a ring in a cell: its place<<1 if it covers the cell whole, or the place of a run<<1 | 1.
type item = int32

// node is one of several items of a cell, in the order of the areas.
type node struct {
	item item
	next int32 // 0 for none: the first node is never another's next
	last int32 // of the first: where the next one is added
}

// ring is what a ring is part of.
type ring struct {
	area, polygon int32
	hole          bool
}

// NewAreas makes an index; an area is known by its place in the slice. Rings of fewer than three points and those with
// a point that is no number are left out.
func NewAreas(shapes []orb.MultiPolygon) *Areas {
	a := &Areas{bound: orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}}
	vertices, most := a.measure(shapes)
	const cellsPerVertex = 4
	w, h := max(a.bound.Max[0]-a.bound.Min[0], 0), max(a.bound.Max[1]-a.bound.Min[1], 0)
	a.cols, a.rows = gridOf(w, h, float64(vertices)*cellsPerVertex)
	a.perX, a.perY = 1/cellSide(w, a.cols), 1/cellSide(h, a.rows)
	a.cells = make([]int32, a.cols*a.rows)
	a.edges = make([]edge, 0, 2*vertices)
	f := newFiller(a, most)
	polygon := int32(0)
	for i, s := range shapes {
		eachRing(s, func(r orb.Ring, hole bool) {
			if !hole {
				polygon++
			}
			a.rings = append(a.rings, ring{int32(i), polygon, hole})
			f.fill(r)
		})
	}
	return a
}

// measure finds what the rings span together, how many points they have and how many the longest has.
func (a *Areas) measure(shapes []orb.MultiPolygon) (vertices, most int) {
	for _, s := range shapes {
		eachRing(s, func(r orb.Ring, _ bool) {
			if vertices == 0 {
				a.bound = r[0].Bound()
			}
			for _, p := range r {
				a.bound.Min[0], a.bound.Max[0] = min(a.bound.Min[0], p[0]), max(a.bound.Max[0], p[0])
				a.bound.Min[1], a.bound.Max[1] = min(a.bound.Min[1], p[1]), max(a.bound.Max[1], p[1])
			}
			vertices, most = vertices+len(r), max(most, len(r))
		})
	}
	return vertices, most
}

// eachRing goes through the sound rings of an area; a polygon without its outer ring is nothing.
func eachRing(s orb.MultiPolygon, do func(r orb.Ring, hole bool)) {
	for _, p := range s {
		for i, r := range p {
			if soundRing(r) {
				do(r, i > 0)
			} else if i == 0 {
				break
			}
		}
	}
}

func soundRing(r orb.Ring) bool {
	for _, p := range r {
		if !sound(p) {
			return false
		}
	}
	return len(r) >= 3
}

func (a *Areas) column(x float64) int {
	return int(min(max((x-a.bound.Min[0])*a.perX, 0), float64(a.cols-1)))
}

func (a *Areas) row(y float64) int {
	return int(min(max((y-a.bound.Min[1])*a.perY, 0), float64(a.rows-1)))
}

// put adds an item to a cell. A hole where its outer ring is not changes nothing.
func (a *Areas) put(cell int, it item, hole bool) {
	c := a.cells[cell]
	if c == 0 {
		if !hole {
			a.cells[cell] = it + 1
		}
		return
	}
	if c > 0 {
		c = -int32(len(a.nodes)) - 1
		a.nodes = append(a.nodes, node{item: a.cells[cell] - 1, last: -c - 1})
		a.cells[cell] = c
	}
	first, at := -c-1, int32(len(a.nodes))
	a.nodes = append(a.nodes, node{item: it})
	a.nodes[a.nodes[first].last].next = at
	a.nodes[first].last = at
}

// holds is false for what is no number.
func holds(b orb.Bound, q orb.Point) bool {
	return q[0] >= b.Min[0] && q[0] <= b.Max[0] && q[1] >= b.Min[1] && q[1] <= b.Max[1]
}

// At is the first area that holds q, -1 for none.
func (a *Areas) At(q orb.Point) int {
	if !holds(a.bound, q) {
		return -1
	}
	c := a.cells[a.column(q[0])*a.rows+a.row(q[1])]
	switch {
	case c < 0:
		area, _ := a.from(-c-1, q)
		return area
	case c == 0:
		return -1
	case (c-1)&1 == 0:
		return int(a.rings[(c-1)>>1].area)
	}
	if r := &a.runs[(c-1)>>1]; a.inRun(r, q) {
		return int(a.rings[r.ring].area)
	}
	return -1
}

// Each calls found for every area that holds q, in their order.
func (a *Areas) Each(q orb.Point, found func(i int)) {
	if !holds(a.bound, q) {
		return
	}
	c := a.cells[a.column(q[0])*a.rows+a.row(q[1])]
	if c >= 0 {
		if i := a.At(q); i >= 0 {
			found(i)
		}
		return
	}
	last := -1
	for area, next := a.from(-c-1, q); area >= 0; area, next = a.from(next, q) {
		if area != last {
			found(area)
		}
		if last = area; next == 0 {
			return
		}
	}
}

// from is the first area that holds q among the items of a cell from a node on, and the node after it, 0 for none.
func (a *Areas) from(at int32, q orb.Point) (area int, next int32) {
	for {
		n := &a.nodes[at]
		r := a.rings[a.ringOf(n.item)]
		in := !r.hole && a.has(n.item, q)
		for at = n.next; at != 0; at = n.next {
			n = &a.nodes[at]
			h := a.rings[a.ringOf(n.item)]
			if !h.hole || h.polygon != r.polygon {
				break
			}
			in = in && !a.has(n.item, q)
		}
		if in {
			return int(r.area), at
		}
		if at == 0 {
			return -1, 0
		}
	}
}

func (a *Areas) ringOf(it item) int32 {
	if it&1 == 1 {
		return a.runs[it>>1].ring
	}
	return it >> 1
}

func (a *Areas) has(it item, q orb.Point) bool {
	return it&1 == 0 || a.inRun(&a.runs[it>>1], q)
}
