package diagram

import (
	"time"

	"github.com/paulmach/orb"
)

// Tree lays out who holds whom, from left to right: a column for each step below the head, and the last step in rows
// beside its holder. across[i] says that edge i holds nobody; such edges, those to somebody who is held already and those
// that would close a circle are drawn between the boxes as Back routes. Pinned nodes keep their places, and others step out of
// their way. With a Previous plan as many boxes stand in a row as before, and most stay where they were.
func Tree(g Graph, across []bool, o Options) (*Plan, error) {
	start := time.Now()
	if err := g.check(); err != nil {
		return nil, err
	}
	links, err := g.links()
	if err != nil {
		return nil, err
	}
	t := newTree(g, links, across, o.filled())
	if o.Previous != nil {
		t.cols = rowsOf(o.Previous)
		t.place()
	} else {
		t.choose(o.Aspect)
	}
	t.settle()
	t.route()
	t.plan.Elapsed = time.Since(start)
	return t.plan, nil
}

// tree is a forest of nodes on its way to a plan.
type tree struct {
	g     Graph
	o     Options
	links []link
	kids  [][]int // of each node, in the order of the edges
	holds []bool  // edge i is drawn as a branch
	depth []int
	roots []int
	deep  int // the greatest depth

	cols  int // boxes in a row of the last step
	x     []float64
	right float64 // of the last row
	wide  float64 // the widest box of the last step
	plan  *Plan
}

func newTree(g Graph, links []link, across []bool, o Options) *tree {
	t := &tree{g: g, o: o, links: links, kids: make([][]int, len(g.Nodes)), holds: make([]bool, len(links)), depth: make([]int, len(g.Nodes))}
	holder := make([]int32, len(g.Nodes))
	for i := range holder {
		holder[i] = -1
	}
	above := func(n, of int32) bool { // n stands above of, or is it
		for ; of >= 0; of = holder[of] {
			if of == n {
				return true
			}
		}
		return false
	}
	for i, l := range links {
		if i < len(across) && across[i] || holder[l.to] >= 0 || above(l.to, l.from) {
			continue
		}
		holder[l.to], t.holds[i] = l.from, true
		t.kids[l.from] = append(t.kids[l.from], int(l.to))
	}
	for i := range g.Nodes {
		if holder[i] < 0 {
			t.roots = append(t.roots, i)
		}
		for h := holder[i]; h >= 0; h = holder[h] {
			t.depth[i]++
		}
		t.deep = max(t.deep, t.depth[i])
	}
	return t
}

// choose takes the number of boxes in a row that fills the wanted shape best.
func (t *tree) choose(aspect float64) {
	most := 1
	for _, k := range t.kids {
		most = max(most, len(k))
	}
	if !(aspect > 0) {
		aspect = 16.0 / 9
	}
	best, cols := 0.0, 1
	for t.cols = 1; t.cols <= min(most, 12); t.cols++ {
		t.place()
		w, h := t.plan.Bound.Max[0]-t.plan.Bound.Min[0], t.plan.Bound.Max[1]-t.plan.Bound.Min[1]
		if need := max(w, h*aspect); t.cols == 1 || need < best {
			best, cols = need, t.cols
		}
	}
	t.cols = cols
	t.place()
}

// place sets every box for the present number of boxes in a row.
func (t *tree) place() {
	t.plan = &Plan{Boxes: make([]Box, len(t.g.Nodes)), Routes: make([]Route, len(t.links))}
	t.columns()
	y := t.o.Header + t.o.Padding
	for _, r := range t.roots {
		y += t.block(r, y) + 2*t.o.NodeGap
	}
	t.bands(y - 2*t.o.NodeGap + t.o.Padding)
}

// columns sets the left edge of every step, by the widest box of the one before.
func (t *tree) columns() {
	widest := make([]float64, t.deep+1)
	for i, n := range t.g.Nodes {
		widest[t.depth[i]] = max(widest[t.depth[i]], n.W)
	}
	t.x = make([]float64, t.deep+2)
	t.x[0] = t.o.Padding
	for d, w := range widest {
		t.x[d+1] = t.x[d] + w + t.o.LayerGap + t.o.LaneGap
	}
	t.wide = widest[t.deep]
	cols := 1
	for i := range t.g.Nodes {
		if t.inRows(i) {
			cols = max(cols, min(t.cols, len(t.kids[i])))
		}
	}
	t.right = t.x[t.deep] + float64(cols)*(t.wide+t.o.NodeGap) - t.o.NodeGap
}

// inRows tells whether a node's children stand in rows: they are the last step.
func (t *tree) inRows(n int) bool { return len(t.kids[n]) > 0 && t.depth[n] == t.deep-1 }

// block places a node and all below it from y on, and returns how high that is.
func (t *tree) block(n int, y float64) float64 {
	node := t.g.Nodes[n]
	high := node.H
	switch {
	case t.inRows(n):
		high = max(high, t.rows(n, y))
	case len(t.kids[n]) > 0:
		sum := 0.0
		for i, k := range t.kids[n] {
			if i > 0 {
				sum += 2 * t.o.NodeGap
			}
			sum += t.block(k, y+sum)
		}
		high = max(high, sum)
	}
	t.plan.Boxes[n] = Box{Node: n, ID: node.ID, Lane: t.depth[n], Column: t.depth[n], X: t.x[t.depth[n]], Y: y + (high-node.H)/2, W: node.W, H: node.H}
	return high
}

// rows places the last step beside its holder, a few boxes in a row.
func (t *tree) rows(n int, y float64) float64 {
	from := y
	for at := 0; at < len(t.kids[n]); at += t.cols {
		row := t.kids[n][at:min(at+t.cols, len(t.kids[n]))]
		high := 0.0
		for _, k := range row {
			high = max(high, t.g.Nodes[k].H)
		}
		if at > 0 {
			y += t.o.NodeGap + t.o.EdgeGap
		}
		for c, k := range row {
			node := t.g.Nodes[k]
			t.plan.Boxes[k] = Box{Node: k, ID: node.ID, Lane: t.depth[k], Column: t.depth[k] + c, X: t.x[t.depth[k]] + float64(c)*(t.wide+t.o.NodeGap), Y: y + (high-node.H)/2, W: node.W, H: node.H}
		}
		y += high
	}
	return y - from
}

// bands are the backgrounds of the steps, as high as the picture.
func (t *tree) bands(bottom float64) {
	half := (t.o.LayerGap + t.o.LaneGap) / 2
	left := t.x[0] - t.o.Padding
	for d := range t.deep + 1 {
		right := t.x[d+1] - half
		if d == t.deep {
			right = t.right + t.o.Padding
		}
		b := LaneBand{Lane: d, Bound: orb.Bound{Min: orb.Point{left, 0}, Max: orb.Point{right, bottom}}}
		if b.Head = (orb.Bound{Min: b.Bound.Min, Max: orb.Point{right, t.o.Header}}); d < len(t.g.Lanes) {
			b.Title = t.g.Lanes[d]
		}
		t.plan.Lanes = append(t.plan.Lanes, b)
		left = right
	}
	t.plan.Bound = orb.Bound{Max: orb.Point{left, bottom}}
}

// route draws branches with a common trunk, and the edges across.
func (t *tree) route() {
	for i, l := range t.links {
		r := Route{Edge: i, From: t.g.Edges[i].From, To: t.g.Edges[i].To}
		a, b := t.plan.Boxes[l.from], t.plan.Boxes[l.to]
		switch {
		case l.from == l.to:
			r.Kind, r.Points = Loop, loopAt(a, t.o.EdgeGap)
		case t.holds[i]:
			r.Points = t.branch(a, b)
		default:
			r.Kind, r.Points = Back, aside(a, b, t.o)
		}
		t.plan.Routes[i] = r
	}
	t.count()
}

// branch leaves a holder at its right and enters the held at its left, or from above where another box of the row is in
// the way.
func (t *tree) branch(a, b Box) []orb.Point {
	from := orb.Point{a.X + a.W, a.Y + a.H/2}
	trunk := t.x[a.Lane+1] - t.o.LayerGap/2
	if b.Column == b.Lane || b.X < trunk {
		to := orb.Point{b.X, b.Y + b.H/2}
		return cornered(from, orb.Point{trunk, from[1]}, orb.Point{trunk, to[1]}, to)
	}
	over := t.top(b) - (t.o.NodeGap+t.o.EdgeGap)/2
	to := orb.Point{b.X + b.W/2, b.Y}
	return cornered(from, orb.Point{trunk, from[1]}, orb.Point{trunk, over}, orb.Point{to[0], over}, to)
}

// top is the upper edge of the row that a box stands in.
func (t *tree) top(b Box) float64 {
	top := b.Y
	for _, other := range t.plan.Boxes {
		if other.Lane == b.Lane && other.Y < b.Y+b.H && other.Y+other.H > b.Y {
			top = min(top, other.Y)
		}
	}
	return top
}

// aside bends around the left of the boxes between two that stand in one step, or runs straight from side to side.
func aside(a, b Box, o Options) []orb.Point {
	if a.Lane != b.Lane {
		from, to := orb.Point{a.X, a.Y + a.H*0.75}, orb.Point{b.X + b.W, b.Y + b.H*0.75}
		if a.X < b.X {
			from, to = orb.Point{a.X + a.W, from[1]}, orb.Point{b.X, to[1]}
		}
		mid := (from[0] + to[0]) / 2
		return []orb.Point{from, {mid, from[1]}, {mid, to[1]}, to}
	}
	share := 0.25
	if a.Y < b.Y {
		share = 0.75
	}
	from, to := orb.Point{a.X, a.Y + a.H*share}, orb.Point{b.X, b.Y + b.H*(1-share)}
	out := min(a.X, b.X) - o.LayerGap*0.4
	return []orb.Point{from, {out, from[1]}, {out, to[1]}, to}
}

func loopAt(a Box, gap float64) []orb.Point {
	x, y, r := a.X+a.W, a.Y+a.H/2, 3*gap
	return []orb.Point{{x, y - gap}, {x + r, y - 2*gap}, {x + r, y + 2*gap}, {x, y + gap}}
}

// cornered is a line with round corners, as curves.
func cornered(pts ...orb.Point) []orb.Point {
	out := []orb.Point{pts[0]}
	for i := 1; i < len(pts)-1; i++ {
		before, at, after := pts[i-1], pts[i], pts[i+1]
		in, on := length(before, at), length(at, after)
		if in < 1e-9 || on < 1e-9 {
			continue
		}
		r := min(cornerRadius, in/2, on/2)
		a, b := towards(at, before, r), towards(at, after, r)
		out = straightTo(out, a)
		out = append(out, mix(a, at, 0.55), mix(b, at, 0.55), b)
	}
	return straightTo(out, pts[len(pts)-1])
}

func straightTo(line []orb.Point, to orb.Point) []orb.Point {
	from := line[len(line)-1]
	return append(line, mix(from, to, 1.0/3), mix(from, to, 2.0/3), to)
}

// count counts the crossings of the lines as drawn; branches of one trunk touch and do not cross.
func (t *tree) count() {
	lines := make([]drawn, len(t.plan.Routes))
	for i, r := range t.plan.Routes {
		lines[i] = newDrawn(r.Line())
	}
	for i := range lines {
		for j := i + 1; j < len(lines); j++ {
			t.plan.Crossings += lines[i].crossings(lines[j])
		}
	}
}
