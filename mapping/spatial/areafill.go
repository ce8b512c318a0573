package spatial

import "github.com/paulmach/orb"

// run is cells of a column, one above the other, that all have a border of one ring in them: the edges that touch them,
// and whether what lies above the uppermost is in the ring.
type run struct {
	ring       int32
	first, end int32 // of the edges
	above      bool
}

// filler writes the rings of areas into the grid, column by column. All it holds is used again for the next ring.
type filler struct {
	a      *Areas
	spans  []span  // in the order of the edges
	byCol  []span  // by column
	starts []int32 // by column: where its spans begin
	rows   []rowSum
}

// span is the rows of a column that an edge touches.
type span struct {
	column, low, high int32
	edge              edge
}

// rowSum is what the spans of a column have to do with a row.
type rowSum struct {
	begin, end int32 // that have it as their highest, as their lowest row
	odd        bool  // whether an odd number that begin here cross the middle of the column
	at         int32 // where the next edge that begins here goes
}

// grain is what the border of a cell may be rounded by, in cells.
const grain = 1e-6

func newFiller(a *Areas, most int) *filler {
	return &filler{a: a, spans: make([]span, 0, 3*most), rows: make([]rowSum, a.rows), starts: make([]int32, a.cols+2)}
}

// fill writes the ring that was added last.
func (f *filler) fill(r orb.Ring) {
	f.spans = f.spans[:0]
	last := r[len(r)-1]
	for _, p := range r {
		f.span(last, p)
		last = p
	}
	low, high := f.sort()
	for c := low; c <= high; c++ {
		f.column(c, f.byCol[f.starts[c]:f.starts[c+1]])
	}
}

// span notes in which cells an edge lies, and those where it may lie by rounding.
func (f *filler) span(s, e orb.Point) {
	if s[0] > e[0] {
		s, e = e, s
	}
	a := f.a
	dx, dy := grain/a.perX, grain/a.perY
	c0, c1 := a.column(s[0]-dx), a.column(e[0]+dx)
	y0, y1 := s[1], e[1]
	for c := c0; c <= c1; c++ {
		if c0 < c1 && e[0]-s[0] > dx {
			y0 = heightAt(s, e, a.bound.Min[0]+float64(c)/a.perX-dx)
			y1 = heightAt(s, e, a.bound.Min[0]+float64(c+1)/a.perX+dx)
		}
		low, high := a.row(min(y0, y1)-dy), a.row(max(y0, y1)+dy)
		f.spans = append(f.spans, span{int32(c), int32(low), int32(high), edge{s, e}})
	}
}

// heightAt is where the edge from s to e is at x, or its end beside it.
func heightAt(s, e orb.Point, x float64) float64 {
	t := min(max((x-s[0])/(e[0]-s[0]), 0), 1)
	return s[1] + (e[1]-s[1])*t
}

// sort puts the spans of each column together, by counting, and returns the first and the last column with some.
func (f *filler) sort() (low, high int) {
	low, high = int(f.spans[0].column), int(f.spans[0].column)
	for i := range f.spans {
		low, high = min(low, int(f.spans[i].column)), max(high, int(f.spans[i].column))
	}
	starts := f.starts[low : high+3]
	clear(starts)
	for i := range f.spans {
		starts[int(f.spans[i].column)-low+2]++
	}
	for i := 2; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	f.byCol = append(f.byCol[:0], f.spans...)
	for i := range f.spans {
		at := &starts[int(f.spans[i].column)-low+1]
		f.byCol[*at] = f.spans[i]
		*at++
	}
	return low, high
}

// column goes down a column: cells with a border make runs, and those between are in the ring or out of it as a whole.
// Whether they are is counted at the middle of the column, where only the places of corners are compared.
func (f *filler) column(c int, spans []span) {
	low, high := f.sum(c, spans)
	a, place := f.a, int32(len(f.a.rings)-1)
	hole := a.rings[place].hole
	in, open, inRun := false, int32(0), false
	at := int32(len(a.edges))
	for r := high; r >= low; r-- {
		row := &f.rows[r]
		if open += row.begin; open > 0 {
			if !inRun {
				a.runs = append(a.runs, run{ring: place, first: at, above: in})
				inRun = true
			}
			a.put(c*a.rows+r, int32(len(a.runs)-1)<<1|1, hole)
			in = in != row.odd
			row.at, at = at, at+row.begin
			a.runs[len(a.runs)-1].end = at
		} else {
			inRun = false
			if in {
				a.put(c*a.rows+r, place<<1, hole)
			}
		}
		open -= row.end
		row.begin, row.end, row.odd = 0, 0, false
	}
	f.place(spans)
}

// sum counts the spans of a column by row, and returns the lowest and the highest row.
func (f *filler) sum(c int, spans []span) (low, high int) {
	middle := f.a.bound.Min[0] + (float64(c)+0.5)/f.a.perX
	low, high = int(spans[0].low), int(spans[0].high)
	for i := range spans {
		s := &spans[i]
		low, high = min(low, int(s.low)), max(high, int(s.high))
		f.rows[s.low].end++
		row := &f.rows[s.high]
		row.begin++
		row.odd = row.odd != (s.edge.s[0] <= middle && middle < s.edge.e[0])
	}
	return low, high
}

// place writes the edges of a column, those that begin highest first.
func (f *filler) place(spans []span) {
	a := f.a
	n := len(a.edges)
	if n+len(spans) > cap(a.edges) {
		a.edges = append(make([]edge, 0, 2*(n+len(spans))), a.edges...)
	}
	a.edges = a.edges[:n+len(spans)]
	for i := range spans {
		row := &f.rows[spans[i].high]
		a.edges[row.at] = spans[i].edge
		row.at++
	}
}
