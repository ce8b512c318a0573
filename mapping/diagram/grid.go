package diagram

import (
	"container/heap"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// grid is the lines beside the boxes on which detours run.
type grid struct {
	x, y   []float64
	level  []bool // whether a box hides the way from a crossing to the next one on its right
	plumb  []bool // … to the next one below
	cost   []float64
	before []int32
	open   visits
}

func newGrid(boxes []orb.Bound, ends ...orb.Point) *grid {
	g := &grid{}
	for _, b := range boxes {
		out := b.Pad(clearance)
		g.x = append(g.x, out.Min[0], out.Max[0])
		g.y = append(g.y, out.Min[1], out.Max[1])
	}
	for _, e := range ends {
		g.x = append(g.x, e[0])
		g.y = append(g.y, e[1])
	}
	slices.Sort(g.x)
	slices.Sort(g.y)
	g.x, g.y = slices.Compact(g.x), slices.Compact(g.y)
	g.level, g.plumb = make([]bool, len(g.x)*len(g.y)), make([]bool, len(g.x)*len(g.y))
	for _, b := range boxes {
		g.hide(b.Pad(clearance / 2))
	}
	return g
}

// hide closes the pieces of lines that run through a box.
func (g *grid) hide(b orb.Bound) {
	fromX, toX := reach(g.x, b.Min[0], b.Max[0])
	fromY, toY := reach(g.y, b.Min[1], b.Max[1])
	for y := fromY; y <= toY; y++ {
		for x := fromX; x <= toX; x++ {
			inX, inY := g.x[x] > b.Min[0] && g.x[x] < b.Max[0], g.y[y] > b.Min[1] && g.y[y] < b.Max[1]
			at := y*len(g.x) + x
			g.level[at] = g.level[at] || inY && x < toX
			g.plumb[at] = g.plumb[at] || inX && y < toY
		}
	}
}

// reach is the first and the last line between which low to high lies.
func reach(lines []float64, low, high float64) (from, to int) {
	from, _ = slices.BinarySearch(lines, low)
	to, _ = slices.BinarySearch(lines, high)
	return max(from-1, 0), min(to, len(lines)-1)
}

// A stop is a crossing of two lines reached along one of them: 2·(y·columns+x), and one more when upright.
type visit struct {
	stop       int32
	cost, hope float64
}

type visits []visit

func (v visits) Len() int           { return len(v) }
func (v visits) Less(i, j int) bool { return v[i].hope < v[j].hope }
func (v visits) Swap(i, j int)      { v[i], v[j] = v[j], v[i] }
func (v *visits) Push(x any)        { *v = append(*v, x.(visit)) }
func (v *visits) Pop() any {
	last := (*v)[len(*v)-1]
	*v = (*v)[:len(*v)-1]
	return last
}

// way is the cheapest sequence of points from a to b, both included (A*). Where boxes wall an end in, it is the
// direct line: an edge that crosses a box says more than none.
func (g *grid) way(a, b orb.Point) []orb.Point {
	g.cost, g.before = make([]float64, 2*len(g.level)), make([]int32, 2*len(g.level))
	for i := range g.cost {
		g.cost[i], g.before[i] = math.Inf(1), -1
	}
	start, goal := g.at(a), g.at(b)
	g.visit(start, -1, 0, b)
	g.visit(start+1, -1, 0, b)
	for g.open.Len() > 0 {
		v := heap.Pop(&g.open).(visit)
		if v.stop&^1 == goal {
			return g.trace(v.stop)
		}
		if v.cost <= g.cost[v.stop] {
			g.expand(v, b)
		}
	}
	return []orb.Point{a, {b[0], a[1]}, b}
}

func (g *grid) at(p orb.Point) int32 {
	x, _ := slices.BinarySearch(g.x, p[0])
	y, _ := slices.BinarySearch(g.y, p[1])
	return int32(2 * (y*len(g.x) + x))
}

func (g *grid) point(stop int32) orb.Point {
	at := int(stop / 2)
	return orb.Point{g.x[at%len(g.x)], g.y[at/len(g.x)]}
}

func (g *grid) visit(stop, from int32, cost float64, b orb.Point) {
	if cost < g.cost[stop] {
		g.cost[stop], g.before[stop] = cost, from
		heap.Push(&g.open, visit{stop, cost, cost + length(g.point(stop), b)})
	}
}

// expand visits the crossings beside v that no box hides.
func (g *grid) expand(v visit, b orb.Point) {
	at, n := int(v.stop/2), len(g.x)
	x := at % n
	step := func(to int, upright int32) {
		next := int32(2*to) + upright
		cost := v.cost + length(g.point(v.stop), g.point(next))
		if v.stop&1 != upright {
			cost += turnCost
		}
		g.visit(next, v.stop, cost, b)
	}
	if x+1 < n && !g.level[at] {
		step(at+1, 0)
	}
	if x > 0 && !g.level[at-1] {
		step(at-1, 0)
	}
	if at+n < len(g.plumb) && !g.plumb[at] {
		step(at+n, 1)
	}
	if at >= n && !g.plumb[at-n] {
		step(at-n, 1)
	}
}

// trace follows the way back and keeps its ends and turns.
func (g *grid) trace(stop int32) []orb.Point {
	out := []orb.Point{g.point(stop)}
	for ; g.before[stop] >= 0; stop = g.before[stop] {
		if before := g.before[stop]; before&1 != stop&1 || g.before[before] < 0 {
			out = append(out, g.point(before))
		}
	}
	slices.Reverse(out)
	return out
}
