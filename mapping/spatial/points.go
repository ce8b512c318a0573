// Package spatial answers questions about where many things are: in a box, nearest, within so many kilometres, in which
// area.
//
// An index holds flat arrays and never changes after it was made, so any number of goroutines may ask it.
package spatial

import (
	"math"

	"github.com/paulmach/orb"
)

// Points is a uniform grid over points, in degrees or on any plane. Points that are no number are left out.
type Points struct {
	bound      orb.Bound
	cols, rows int
	cell       orb.Point // size
	first      []int32   // the first point of each cell, and the end
	ids        []int32   // by cell
	at         []orb.Point
}

const (
	perCell   = 8    // points of a cell on the average
	mostCells = 1024 // columns, rows
)

// NewPoints makes an index; a point is known by its place in the slice.
func NewPoints(at []orb.Point) *Points {
	p := &Points{cols: 1, rows: 1, bound: orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}}
	n := 0
	for _, q := range at {
		if !sound(q) {
			continue
		}
		if n++; n == 1 {
			p.bound = q.Bound()
		}
		p.bound = p.bound.Extend(q)
	}
	w, h := max(p.bound.Max[0]-p.bound.Min[0], 0), max(p.bound.Max[1]-p.bound.Min[1], 0)
	p.cols, p.rows = gridOf(w, h, float64(n)/perCell)
	p.cell = orb.Point{cellSide(w, p.cols), cellSide(h, p.rows)}
	p.sort(at, n)
	return p
}

// sound tells whether a point is a place.
func sound(q orb.Point) bool { return q[0]-q[0] == 0 && q[1]-q[1] == 0 }

// gridOf divides a box into about n cells that are nearly square.
func gridOf(w, h, n float64) (cols, rows int) {
	side := math.Sqrt(w * h / max(n, 1))
	if side == 0 { // all on a line
		side = max(w, h) / max(n, 1)
	}
	number := func(length float64) int {
		if !(side > 0) {
			return 1
		}
		return int(min(max(length/side, 1), mostCells))
	}
	return number(w), number(h)
}

// cellSide is the side of a cell; never zero.
func cellSide(length float64, n int) float64 {
	if s := length / float64(n); s > 0 {
		return s
	}
	return 1
}

// sort puts the points of each cell together, by counting; within a cell they keep their order.
func (p *Points) sort(at []orb.Point, n int) {
	p.first = make([]int32, p.cols*p.rows+1)
	for _, q := range at {
		if sound(q) {
			p.first[p.index(q)+1]++
		}
	}
	for i := 1; i < len(p.first); i++ {
		p.first[i] += p.first[i-1]
	}
	next := append([]int32(nil), p.first...)
	p.ids, p.at = make([]int32, n), make([]orb.Point, n)
	for i, q := range at {
		if !sound(q) {
			continue
		}
		c := p.index(q)
		p.ids[next[c]], p.at[next[c]] = int32(i), q
		next[c]++
	}
}

func (p *Points) column(x float64) int {
	return int(min(max((x-p.bound.Min[0])/p.cell[0], 0), float64(p.cols-1)))
}

func (p *Points) row(y float64) int {
	return int(min(max((y-p.bound.Min[1])/p.cell[1], 0), float64(p.rows-1)))
}

func (p *Points) index(q orb.Point) int { return p.row(q[1])*p.cols + p.column(q[0]) }

// meets is false for a box that is no number.
func meets(b, c orb.Bound) bool {
	return b.Min[0] <= c.Max[0] && b.Max[0] >= c.Min[0] && b.Min[1] <= c.Max[1] && b.Max[1] >= c.Min[1]
}

// Len is the number of points in the index.
func (p *Points) Len() int { return len(p.ids) }

// Bound is the box around all points; empty without any.
func (p *Points) Bound() orb.Bound { return p.bound }

// Box calls found for every point in b, its border included, cell by cell.
func (p *Points) Box(b orb.Bound, found func(i int, at orb.Point)) {
	if len(p.at) == 0 || !meets(b, p.bound) {
		return
	}
	c0, c1 := p.column(b.Min[0]), p.column(b.Max[0])
	for r := p.row(b.Min[1]); r <= p.row(b.Max[1]); r++ {
		for i := p.first[r*p.cols+c0]; i < p.first[r*p.cols+c1+1]; i++ {
			if at := p.at[i]; b.Contains(at) {
				found(int(p.ids[i]), at)
			}
		}
	}
}

// AtMost is at least how many points stand in b and costs only its rows of cells: enough to choose a way of drawing.
func (p *Points) AtMost(b orb.Bound) int {
	if len(p.at) == 0 || !meets(b, p.bound) {
		return 0
	}
	n := 0
	c0, c1 := p.column(b.Min[0]), p.column(b.Max[0])
	for r := p.row(b.Min[1]); r <= p.row(b.Max[1]); r++ {
		n += int(p.first[r*p.cols+c1+1] - p.first[r*p.cols+c0])
	}
	return n
}

// Nearest is the point closest to q on the plane, of several the first; -1 without any point.
func (p *Points) Nearest(q orb.Point) int {
	if len(p.at) == 0 || !sound(q) {
		return -1
	}
	s := nearest{p: p, q: q, best: math.Inf(1), id: -1}
	c, r := p.column(q[0]), p.row(q[1])
	for ring := 0; ring <= max(p.cols, p.rows); ring++ {
		// Nothing in this ring or beyond it is nearer than its inner edge.
		if d := s.clearance(c, r, ring); d*d > s.best {
			break
		}
		s.ring(c, r, ring)
	}
	return s.id
}

// nearest is a search under way.
type nearest struct {
	p    *Points
	q    orb.Point
	best float64 // squared
	id   int
}

// clearance is how far every cell outside the square of rings before this one is from q at least.
func (s *nearest) clearance(c, r, ring int) float64 {
	p := s.p
	left := s.q[0] - (p.bound.Min[0] + float64(c-ring+1)*p.cell[0])
	right := p.bound.Min[0] + float64(c+ring)*p.cell[0] - s.q[0]
	low := s.q[1] - (p.bound.Min[1] + float64(r-ring+1)*p.cell[1])
	high := p.bound.Min[1] + float64(r+ring)*p.cell[1] - s.q[1]
	const grain = 1e-9 // of a cell: what the borders of cells may be rounded by
	return max(min(left, right, low, high), 0) * (1 - grain)
}

// ring looks at the cells that are ring cells away from (c, r).
func (s *nearest) ring(c, r, ring int) {
	for y := max(r-ring, 0); y <= min(r+ring, s.p.rows-1); y++ {
		step := 2 * ring
		if y == r-ring || y == r+ring || ring == 0 {
			step = 1
		}
		for x := c - ring; x <= c+ring; x += step {
			if x >= 0 && x < s.p.cols {
				s.cell(y*s.p.cols + x)
			}
		}
	}
}

func (s *nearest) cell(i int) {
	for k := s.p.first[i]; k < s.p.first[i+1]; k++ {
		dx, dy := s.p.at[k][0]-s.q[0], s.p.at[k][1]-s.q[1]
		d, id := dx*dx+dy*dy, int(s.p.ids[k])
		if d < s.best || d == s.best && id < s.id {
			s.best, s.id = d, id
		}
	}
}
