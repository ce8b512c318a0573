package cluster

import "math"

// pt is plane metres from the origin of the index.
type pt struct{ x, y float32 }

// level is the signs of one zoom, in flat arrays.
type level struct {
	at    []pt
	count []int32 // points of each sign
	home  []home  // where each sign came to be
	first []int32 // the first child of each sign, and the end; nil at the points themselves
	child []int32 // signs of the next closer level
	grid  grid
}

// home names a sign at the closest zoom at which it is the same: five bits of the zoom above those of the sign.
type home uint32

const nodeBits = 27

func homeOf(zoom int, node int32) home { return home(zoom)<<nodeBits | home(node) }

func (h home) zoom() int { return int(h >> nodeBits) }

func (h home) node() int32 { return int32(h & (1<<nodeBits - 1)) }

func (l *level) children(node int32) []int32 {
	if l.first == nil {
		return nil
	}
	return l.child[l.first[node]:l.first[node+1]]
}

// merger makes a level from the next closer one; it keeps its memory.
type merger struct {
	taken     []bool
	neighbour []int32
}

func (m *merger) merge(from *level, zoom int, radius float32, smallest int32) level {
	n := len(from.at)
	if cap(m.taken) < n {
		m.taken = make([]bool, n)
	}
	m.taken = m.taken[:n]
	clear(m.taken)
	out := level{at: make([]pt, 0, n), count: make([]int32, 0, n), home: make([]home, 0, n), first: make([]int32, 0, n+1), child: make([]int32, 0, n)}
	for i := range n {
		if m.taken[i] {
			continue
		}
		m.taken[i] = true
		m.neighbour = from.grid.near(from.at[i], radius, m.taken, m.neighbour[:0])
		total := from.count[i]
		for _, k := range m.neighbour {
			total += from.count[k]
		}
		if len(m.neighbour) == 0 || total < smallest {
			out.keep(from, int32(i))
			for _, k := range m.neighbour {
				m.taken[k] = true
				out.keep(from, k)
			}
			continue
		}
		out.home = append(out.home, homeOf(zoom, int32(len(out.at))))
		out.join(from, int32(i), m.neighbour, total)
		for _, k := range m.neighbour {
			m.taken[k] = true
		}
	}
	out.first = append(out.first, int32(len(out.child)))
	return out
}

// keep takes a sign over as it is.
func (l *level) keep(from *level, i int32) {
	l.first = append(l.first, int32(len(l.child)))
	l.child = append(l.child, i)
	l.at = append(l.at, from.at[i])
	l.count = append(l.count, from.count[i])
	l.home = append(l.home, from.home[i])
}

// join makes one sign of several, at the middle of all their points.
func (l *level) join(from *level, i int32, others []int32, total int32) {
	l.first = append(l.first, int32(len(l.child)))
	l.child = append(append(l.child, i), others...)
	w := float64(from.count[i])
	x, y := float64(from.at[i].x)*w, float64(from.at[i].y)*w
	for _, k := range others {
		w = float64(from.count[k])
		x += float64(float64(from.at[k].x) * w) // the conversion keeps a processor from fusing, which rounds otherwise
		y += float64(float64(from.at[k].y) * w)
	}
	l.at = append(l.at, pt{float32(x / float64(total)), float32(y / float64(total))})
	l.count = append(l.count, total)
}

// grid finds signs near a place: equal cells no smaller than the radius, those of a cell together.
type grid struct {
	cols, rows int
	perX       float32 // cells to a metre
	w, h       float32
	first      []int32
	found      []spot // by cell
}

// spot is a sign and where it is.
type spot struct {
	at pt
	i  int32
}

const (
	perCell   = 2
	mostCells = 4096 // columns, rows
)

func newGrid(at []pt, radius float32) grid {
	var g grid
	for _, p := range at {
		g.w, g.h = max(g.w, p.x), max(g.h, p.y)
	}
	side := max(float64(radius), math.Sqrt(float64(g.w)*float64(g.h)*perCell/float64(max(len(at), 1))), float64(max(g.w, g.h))/(mostCells-1), 1e-3)
	g.perX = float32(1 / side)
	g.cols, g.rows = int(g.w*g.perX)+1, int(g.h*g.perX)+1
	g.sort(at)
	return g
}

// sort puts the signs of each cell together, by counting.
func (g *grid) sort(at []pt) {
	g.first = make([]int32, g.cols*g.rows+1)
	cell := make([]int32, len(at))
	for i, p := range at {
		c := int32(g.row(p.y)*g.cols + g.column(p.x))
		cell[i] = c
		g.first[c]++
	}
	sum := int32(0)
	for i, n := range g.first {
		sum += n
		g.first[i] = sum
	}
	g.found = make([]spot, len(at))
	for i := len(at) - 1; i >= 0; i-- { // backwards: within a cell they keep their order, and first ends at its beginning
		c := cell[i]
		g.first[c]--
		g.found[g.first[c]] = spot{at[i], int32(i)}
	}
}

func (g *grid) column(x float32) int { return clamp(x*g.perX, g.cols) }

func (g *grid) row(y float32) int { return clamp(y*g.perX, g.rows) }

func clamp(v float32, n int) int {
	if !(v > 0) {
		return 0
	}
	if v >= float32(n-1) {
		return n - 1
	}
	return int(v)
}

// near appends the signs within the radius that are not taken.
func (g *grid) near(p pt, radius float32, taken []bool, to []int32) []int32 {
	square := radius * radius
	c0, c1 := g.column(p.x-radius), g.column(p.x+radius)
	for r := g.row(p.y - radius); r <= g.row(p.y+radius); r++ {
		for _, s := range g.found[g.first[r*g.cols+c0]:g.first[r*g.cols+c1+1]] {
			dx, dy := s.at.x-p.x, s.at.y-p.y
			if float32(dx*dx)+float32(dy*dy) <= square && !taken[s.i] {
				to = append(to, s.i)
			}
		}
	}
	return to
}

// box calls found for every sign between two corners.
func (g *grid) box(lo, hi pt, found func(i int32)) {
	if len(g.found) == 0 || !(lo.x <= hi.x && lo.y <= hi.y) || hi.x < 0 || hi.y < 0 || lo.x > g.w || lo.y > g.h {
		return
	}
	c0, c1 := g.column(lo.x), g.column(hi.x)
	for r := g.row(lo.y); r <= g.row(hi.y); r++ {
		for _, s := range g.found[g.first[r*g.cols+c0]:g.first[r*g.cols+c1+1]] {
			if s.at.x >= lo.x && s.at.x <= hi.x && s.at.y >= lo.y && s.at.y <= hi.y {
				found(s.i)
			}
		}
	}
}
