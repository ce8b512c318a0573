package geofile

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// oddEdges leaves of edges that lie on each other one, or none: the even-odd rule sees nothing there.
func oddEdges(edges []edge) []edge {
	index := make(map[edge]int, len(edges))
	count := make([]int, 0, len(edges))
	var distinct []edge
	for _, e := range edges {
		if comparePoints(e.a, e.b) > 0 {
			e.a, e.b = e.b, e.a
		}
		i, ok := index[e]
		if !ok {
			i = len(distinct)
			index[e] = i
			distinct, count = append(distinct, e), append(count, 0)
		}
		count[i]++
	}
	out := distinct[:0]
	for i, e := range distinct {
		if count[i]%2 == 1 {
			out = append(out, e)
		}
	}
	return out
}

// arrangement is a net of edges that meet in their ends alone. Every edge is two half-edges, h and h^1, one each way,
// and the face of a half-edge lies on its left.
type arrangement struct {
	points []orb.Point
	from   []int   // half-edge → point it leaves
	out    [][]int // point → half-edges that leave it, counter-clockwise from due south
	place  []int   // half-edge → where it stands in out
	group  []int   // point → the connected part of the net
	odd    []int8  // half-edge → whether its face is filled; -1 not known yet
	grain  float64 // what crossings were rounded to
}

// filled returns the faces of a net that the even-odd rule fills, each with its holes. Slivers between crossings that
// are one but for rounding are left out.
func filled(edges []edge, grain float64) []orb.Polygon {
	a := newArrangement(edges)
	a.grain = grain
	a.connect()
	a.flood()
	var shells, holes []orb.Ring
	done := make([]bool, len(a.from))
	for h := range a.from {
		if a.odd[h] != 1 || done[h] {
			continue
		}
		for _, r := range a.loops(h, done) {
			switch {
			case isSliver(r, a.grain):
			case runsLeft(r):
				shells = append(shells, r)
			default:
				holes = append(holes, r)
			}
		}
	}
	return assign(shells, holes)
}

func newArrangement(edges []edge) *arrangement {
	a := &arrangement{from: make([]int, 0, 2*len(edges)), place: make([]int, 2*len(edges)), odd: make([]int8, 2*len(edges))}
	ids := make(map[orb.Point]int)
	id := func(p orb.Point) int {
		i, ok := ids[p]
		if !ok {
			i = len(a.points)
			ids[p] = i
			a.points, a.out = append(a.points, p), append(a.out, nil)
		}
		return i
	}
	for _, e := range edges {
		for _, p := range []orb.Point{e.a, e.b} {
			v := id(p)
			a.out[v] = append(a.out[v], len(a.from))
			a.from = append(a.from, v)
		}
	}
	for v := range a.out {
		a.sortAround(v)
	}
	return a
}

func (a *arrangement) head(h int) orb.Point { return a.points[a.from[h^1]] }

func (a *arrangement) sortAround(v int) {
	at := a.points[v]
	west := func(p orb.Point) int {
		if p[0] > at[0] || p[0] == at[0] && p[1] > at[1] {
			return 0
		}
		return 1
	}
	slices.SortFunc(a.out[v], func(g, h int) int {
		p, q := a.head(g), a.head(h)
		if d := west(p) - west(q); d != 0 {
			return d
		}
		return -orient(at, p, q)
	})
	for i, h := range a.out[v] {
		a.place[h] = i
	}
}

// next is the half-edge that follows h around the face on its left: the first one clockwise from the way back.
func (a *arrangement) next(h int) int {
	around := a.out[a.from[h^1]]
	return around[(a.place[h^1]+len(around)-1)%len(around)]
}

// connect numbers the connected parts of the net.
func (a *arrangement) connect() {
	a.group = make([]int, len(a.points))
	groups := 0
	for v := range a.points {
		if a.group[v] != 0 {
			continue
		}
		groups++
		a.group[v] = groups
		for stack := []int{v}; len(stack) > 0; {
			u := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, h := range a.out[u] {
				if w := a.from[h^1]; a.group[w] == 0 {
					a.group[w] = groups
					stack = append(stack, w)
				}
			}
		}
	}
}

// flood finds out which faces are filled: crossing an edge changes it, and the face around a connected part is filled as
// the other parts say.
func (a *arrangement) flood() {
	for h := range a.odd {
		a.odd[h] = -1
	}
	all := newStripes(a.edges())
	for _, v := range a.westmost() {
		// What lies west of the westmost point is on the left of its last half-edge; its own part lies all to the east.
		h := a.out[v][len(a.out[v])-1]
		outside := int8(0)
		if all.oddWest(a.points[v]) {
			outside = 1
		}
		a.spread(h, outside)
	}
}

// westmost is the westmost point of each connected part, the southern one of two.
func (a *arrangement) westmost() []int {
	var first []int
	for v, p := range a.points {
		g := a.group[v] - 1
		for len(first) <= g {
			first = append(first, v)
		}
		if comparePoints(p, a.points[first[g]]) < 0 {
			first[g] = v
		}
	}
	return first
}

func (a *arrangement) edges() []edge {
	out := make([]edge, 0, len(a.from)/2)
	for h := 0; h < len(a.from); h += 2 {
		out = append(out, edge{a.points[a.from[h]], a.points[a.from[h+1]]})
	}
	return out
}

func (a *arrangement) spread(start int, odd int8) {
	type step struct {
		h   int
		odd int8
	}
	for stack := []step{{start, odd}}; len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for h := s.h; a.odd[h] < 0; h = a.next(h) {
			a.odd[h] = s.odd
			if a.odd[h^1] < 0 {
				stack = append(stack, step{h ^ 1, 1 - s.odd})
			}
		}
	}
}

// loops walks around a face and cuts the way wherever it comes to a point again, so that no ring touches itself.
func (a *arrangement) loops(start int, done []bool) []orb.Ring {
	var rings []orb.Ring
	var path []int
	on := make(map[int]int) // point → its place in the path
	for h := start; !done[h]; h = a.next(h) {
		done[h] = true
		v := a.from[h]
		if i, ok := on[v]; ok {
			rings = append(rings, a.ring(path[i:]))
			for _, u := range path[i:] {
				delete(on, u)
			}
			path = path[:i]
		}
		on[v] = len(path)
		path = append(path, v)
	}
	return append(rings, a.ring(path))
}

func (a *arrangement) ring(path []int) orb.Ring {
	r := make(orb.Ring, 0, len(path)+1)
	for _, v := range path {
		r = append(r, a.points[v])
	}
	return append(r, r[0])
}

// isSliver tells whether a ring is nowhere wider than some grains.
func isSliver(r orb.Ring, grain float64) bool {
	return math.Abs(area2(r)) <= 8*grain*planar.Length(orb.LineString(r))
}
