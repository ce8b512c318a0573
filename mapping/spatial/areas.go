package spatial

import "github.com/paulmach/orb"

// Areas tells in which areas a point lies, in about the time of reading one number, whatever their borders. The answer
// is that of orb's planar.MultiPolygonContains to the last bit: the border of an outer ring is in, that of a hole is
// out.
//
// A grid says for each cell which areas cover it whole and which have a border in it; for those, only the edges that
// cross the point's column of the ring are asked.
type Areas struct {
	bound      orb.Bound
	cols, rows int
	perX, perY float64 // cells to a unit
	cells      []int32 // 0 for none, area+1 for one that covers the cell, -(place in lists)-1
	lists      []int32 // how many, and then for each: area<<1, and 1 for a border
	areas      []area
}

// area is the polygons of one area, each its rings.
type area struct {
	bound    orb.Bound
	polygons [][]ring
}

// NewAreas makes an index; an area is known by its place in the slice. Rings of fewer than three points and those with
// a point that is no number are left out.
func NewAreas(shapes []orb.MultiPolygon) *Areas {
	a := &Areas{bound: orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}}
	vertices, some := 0, false
	for _, s := range shapes {
		one := areaOf(s, &vertices)
		if len(one.polygons) > 0 {
			if !some {
				a.bound, some = one.bound, true
			}
			a.bound = a.bound.Union(one.bound)
		}
		a.areas = append(a.areas, one)
	}
	const cellsPerVertex = 4
	w, h := max(a.bound.Max[0]-a.bound.Min[0], 0), max(a.bound.Max[1]-a.bound.Min[1], 0)
	a.cols, a.rows = gridOf(w, h, float64(vertices)*cellsPerVertex)
	a.perX, a.perY = 1/cellSide(w, a.cols), 1/cellSide(h, a.rows)
	a.fill()
	return a
}

func areaOf(s orb.MultiPolygon, vertices *int) area {
	var out area
	for _, p := range s {
		var rings []ring
		for i, r := range p {
			if !soundRing(r) {
				if i == 0 {
					break // a polygon without its outer ring is nothing
				}
				continue
			}
			rings = append(rings, newRing(r))
			*vertices += len(r)
		}
		if len(rings) == 0 {
			continue
		}
		if len(out.polygons) == 0 {
			out.bound = rings[0].bound
		}
		out.bound = out.bound.Union(rings[0].bound)
		out.polygons = append(out.polygons, rings)
	}
	return out
}

func soundRing(r orb.Ring) bool {
	for _, p := range r {
		if !sound(p) {
			return false
		}
	}
	return len(r) >= 3
}

// contains is planar.MultiPolygonContains.
func (a *area) contains(q orb.Point) bool {
	for _, rings := range a.polygons {
		in := rings[0].contains(q)
		for i := 1; in && i < len(rings); i++ {
			in = !rings[i].contains(q)
		}
		if in {
			return true
		}
	}
	return false
}

func (a *Areas) column(x float64) int {
	return int(min(max((x-a.bound.Min[0])*a.perX, 0), float64(a.cols-1)))
}

func (a *Areas) row(y float64) int {
	return int(min(max((y-a.bound.Min[1])*a.perY, 0), float64(a.rows-1)))
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
	c := a.cells[a.row(q[1])*a.cols+a.column(q[0])]
	if c >= 0 {
		return int(c) - 1
	}
	list := a.lists[-c-1:]
	for _, v := range list[1 : 1+list[0]] {
		if i := int(v >> 1); v&1 == 0 || a.areas[i].contains(q) {
			return i
		}
	}
	return -1
}

// Each calls found for every area that holds q, in their order.
func (a *Areas) Each(q orb.Point, found func(i int)) {
	if !holds(a.bound, q) {
		return
	}
	c := a.cells[a.row(q[1])*a.cols+a.column(q[0])]
	if c > 0 {
		found(int(c) - 1)
	}
	if c >= 0 {
		return
	}
	list := a.lists[-c-1:]
	for _, v := range list[1 : 1+list[0]] {
		if i := int(v >> 1); v&1 == 0 || a.areas[i].contains(q) {
			found(i)
		}
	}
}

// find is an area in a cell, as it will stand in a list.
type find struct{ cell, value int32 }

// fill makes the cells.
func (a *Areas) fill() {
	a.cells = make([]int32, a.cols*a.rows)
	state := make([]uint8, a.cols*a.rows)
	var finds []find
	for i := range a.areas {
		if one := &a.areas[i]; len(one.polygons) > 0 {
			a.borders(one, state)
			finds = a.cover(i, state, finds)
		}
	}
	a.pack(finds)
}

// cover finds the cells of one area, row by row: between two borders all are in or none. The marks are wiped.
func (a *Areas) cover(i int, state []uint8, finds []find) []find {
	one := &a.areas[i]
	c0, c1 := a.column(one.bound.Min[0]-grain/a.perX), a.column(one.bound.Max[0]+grain/a.perX)
	for r := a.row(one.bound.Min[1] - grain/a.perY); r <= a.row(one.bound.Max[1]+grain/a.perY); r++ {
		inside := unknown
		for c := c0; c <= c1; c++ {
			cell := r*a.cols + c
			switch {
			case state[cell] == border:
				finds = append(finds, find{int32(cell), int32(i)<<1 | 1})
				state[cell], inside = unknown, unknown
				continue
			case inside == unknown:
				inside = a.middle(one, c, r)
			}
			if inside == within {
				finds = append(finds, find{int32(cell), int32(i) << 1})
			}
		}
	}
	return finds
}

// What a cell is to one area.
const (
	unknown uint8 = iota
	border
	within
	outside
)

// middle tells whether a cell without a border is in an area, by its middle.
func (a *Areas) middle(one *area, c, r int) uint8 {
	q := orb.Point{a.bound.Min[0] + (float64(c)+0.5)/a.perX, a.bound.Min[1] + (float64(r)+0.5)/a.perY}
	if one.contains(q) {
		return within
	}
	return outside
}

// borders marks every cell that an edge crosses, and those it may cross by rounding.
func (a *Areas) borders(one *area, state []uint8) {
	for _, rings := range one.polygons {
		for i := range rings {
			pts := rings[i].pts
			for k, p := range pts {
				a.mark(p, pts[(k+1)%len(pts)], state)
			}
			rings[i].pts = nil // they are the caller's, and no longer needed
		}
	}
}

// grain is what the border of a cell may be rounded by, in cells.
const grain = 1e-6

func (a *Areas) mark(p, q orb.Point, state []uint8) {
	if p[0] > q[0] {
		p, q = q, p
	}
	dx, dy := grain/a.perX, grain/a.perY
	for c := a.column(p[0] - dx); c <= a.column(q[0]+dx); c++ {
		left := max(p[0], a.bound.Min[0]+float64(c)/a.perX-dx)
		right := min(q[0], a.bound.Min[0]+float64(c+1)/a.perX+dx)
		y0, y1 := heightAt(p, q, left), heightAt(p, q, right)
		if q[0]-p[0] <= dx {
			y0, y1 = p[1], q[1]
		}
		for r := a.row(min(y0, y1) - dy); r <= a.row(max(y0, y1)+dy); r++ {
			state[r*a.cols+c] = border
		}
	}
}

// heightAt is where the edge from p to q is at x.
func heightAt(p, q orb.Point, x float64) float64 {
	if q[0] == p[0] {
		return p[1]
	}
	t := min(max((x-p[0])/(q[0]-p[0]), 0), 1)
	return p[1] + (q[1]-p[1])*t
}

// pack turns the finds into the lists of cells, sorted by counting; those of a single area with a border in the cell,
// which are the most, stand there once.
func (a *Areas) pack(finds []find) {
	count := make([]int32, len(a.cells)+1)
	for _, f := range finds {
		count[f.cell+1]++
	}
	for i := 1; i < len(count); i++ {
		count[i] += count[i-1]
	}
	sorted, next := make([]int32, len(finds)), append([]int32(nil), count...)
	for _, f := range finds {
		sorted[next[f.cell]] = f.value
		next[f.cell]++
	}
	single := make([]int32, len(a.areas))
	for cell := range a.cells {
		list := sorted[count[cell]:count[cell+1]]
		if len(list) == 1 && list[0]&1 == 0 {
			a.cells[cell] = list[0]>>1 + 1
		} else if len(list) == 1 {
			at := &single[list[0]>>1]
			if *at == 0 {
				*at = a.list(list)
			}
			a.cells[cell] = *at
		} else if len(list) > 1 {
			a.cells[cell] = a.list(list)
		}
	}
}

// list keeps a list and returns how cells name it.
func (a *Areas) list(values []int32) int32 {
	at := -int32(len(a.lists)) - 1
	a.lists = append(append(a.lists, int32(len(values))), values...)
	return at
}
