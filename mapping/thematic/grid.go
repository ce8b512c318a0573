package thematic

import (
	"math"

	"chainatlas/mapping"

	"github.com/paulmach/orb"
)

// grid finds marks in a box: equal cells over their bound. The marks of a cell stand together, so that a walk over a
// part of the map walks memory once.
type grid struct {
	bound      orb.Bound
	cols, rows int
	cell       orb.Point // size
	first      []int32   // the first mark of each cell, and the end
	at         []orb.Point
}

// perCell is how many marks a cell holds on the average.
const perCell = 8

// newGrid makes a grid and the marks in its order.
func newGrid(marks []mark) (*grid, []mark) {
	g := &grid{cols: 1, rows: 1}
	for i, m := range marks {
		if i == 0 {
			g.bound = m.at.Bound()
		}
		g.bound = g.bound.Extend(m.at)
	}
	w, h := g.bound.Max[0]-g.bound.Min[0], g.bound.Max[1]-g.bound.Min[1]
	side := math.Sqrt(max(w*h, 1) * perCell / float64(max(len(marks), 1)))
	g.cols, g.rows = cells(w, side), cells(h, side)
	g.cell = orb.Point{max(w/float64(g.cols), 1e-9), max(h/float64(g.rows), 1e-9)}
	return g, g.sort(marks)
}

func cells(length, side float64) int { return min(max(int(length/side), 1), 1024) }

// sort puts the marks of each cell together, by counting; within a cell they keep their order.
func (g *grid) sort(marks []mark) []mark {
	g.first = make([]int32, g.cols*g.rows+1)
	for i := range marks {
		g.first[g.index(marks[i].at)+1]++
	}
	for i := 1; i < len(g.first); i++ {
		g.first[i] += g.first[i-1]
	}
	next := append([]int32(nil), g.first...)
	out := make([]mark, len(marks))
	g.at = make([]orb.Point, len(marks))
	for i := range marks {
		c := g.index(marks[i].at)
		out[next[c]], g.at[next[c]] = marks[i], marks[i].at
		next[c]++
	}
	return out
}

func (g *grid) column(x float64) int {
	return int(min(max((x-g.bound.Min[0])/g.cell[0], 0), float64(g.cols-1)))
}

func (g *grid) row(y float64) int {
	return int(min(max((y-g.bound.Min[1])/g.cell[1], 0), float64(g.rows-1)))
}

func (g *grid) index(p orb.Point) int { return g.row(p[1])*g.cols + g.column(p[0]) }

// within calls found for every mark in the box, cell by cell.
func (g *grid) within(b orb.Bound, found func(i int32, at orb.Point)) {
	if len(g.at) == 0 || !b.Intersects(g.bound) {
		return
	}
	c0, c1 := g.column(b.Min[0]), g.column(b.Max[0])
	for r := g.row(b.Min[1]); r <= g.row(b.Max[1]); r++ {
		for i := g.first[r*g.cols+c0]; i < g.first[r*g.cols+c1+1]; i++ {
			if at := g.at[i]; b.Contains(at) {
				found(i, at)
			}
		}
	}
}

// count is how many marks stand in the cells that the box touches.
func (g *grid) count(b orb.Bound) int {
	if len(g.at) == 0 || !b.Intersects(g.bound) {
		return 0
	}
	n := 0
	c0, c1 := g.column(b.Min[0]), g.column(b.Max[0])
	for r := g.row(b.Min[1]); r <= g.row(b.Max[1]); r++ {
		n += int(g.first[r*g.cols+c1+1] - g.first[r*g.cols+c0])
	}
	return n
}

// crowd is the number of marks beyond which a picture is a cloud, and spots are coarser.
const crowd = 5000

// spots remembers which pixels of a picture are taken: a marker on the same spot would cover the other anyway.
type spots struct {
	taken []uint64
	w, h  int
	edge  float32
	side  float32
}

func newSpots(v mapping.Viewport, margin float32, marks int) *spots {
	s := &spots{edge: margin, side: max(v.Unit(), 1)}
	if marks > crowd {
		s.side *= 4
	}
	s.w = int((float32(v.W)+2*margin)/s.side) + 2
	s.h = int((float32(v.H)+2*margin)/s.side) + 2
	s.taken = make([]uint64, (s.w*s.h+63)/64)
	return s
}

// take tells whether the spot was free, and takes it.
func (s *spots) take(at mapping.Pt) bool {
	x, y := int((at.X+s.edge)/s.side), int((at.Y+s.edge)/s.side)
	if x < 0 || y < 0 || x >= s.w || y >= s.h {
		return false
	}
	i := y*s.w + x
	free := s.taken[i/64]>>(i%64)&1 == 0
	s.taken[i/64] |= 1 << (i % 64)
	return free
}
