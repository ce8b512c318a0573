package geofile

import (
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// edge is a straight piece of a boundary.
type edge struct{ a, b orb.Point }

func (e edge) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{min(e.a[0], e.b[0]), min(e.a[1], e.b[1])}, Max: orb.Point{max(e.a[0], e.b[0]), max(e.a[1], e.b[1])}}
}

// noder finds where edges meet.
type noder struct {
	ctx   context.Context
	grain float64
}

func (n noder) round(v float64) float64 { return math.Round(v/n.grain) * n.grain }

// maxRounds is how often crossings are looked for anew. A crossing is a rounded point, so that cutting there moves an
// edge by the last bit, which can make it cross a neighbour; one or two rounds settle that.
const maxRounds = 12

// patience is how many rounds edges may be moved by the last bit alone. Then every point is rounded, ever more coarsely
// until it ends: to some 0.01 mm at worst.
const patience = 4

// snap rounds every point.
func (n noder) snap(edges []edge) []edge {
	out := make([]edge, 0, len(edges))
	for _, e := range edges {
		e = edge{orb.Point{n.round(e.a[0]), n.round(e.a[1])}, orb.Point{n.round(e.b[0]), n.round(e.b[1])}}
		if e.a != e.b {
			out = append(out, e)
		}
	}
	return out
}

// askEvery is after how many edges it is asked whether somebody still waits.
const askEvery = 1024

// maxPairs bounds the pairs of edges that are compared: some seconds.
const maxPairs = 1_000_000_000

// grainOf is what crossings are rounded to, so that three sides that cross in one point do so: 0.2 µm for eastings of
// 39 million metres, and less than that for degrees.
func grainOf(edges []edge) float64 {
	far := 0.0
	for _, e := range edges {
		far = max(far, math.Abs(e.a[0]), math.Abs(e.a[1]), math.Abs(e.b[0]), math.Abs(e.b[1]))
	}
	return math.Ldexp(1, max(math.Ilogb(far)-47, -48))
}

// nodeEdges cuts edges wherever they cross or touch, so that they meet in their ends alone.
func nodeEdges(ctx context.Context, edges []edge) ([]edge, error) {
	n := noder{ctx, grainOf(edges)}
	for round := range maxRounds {
		if round > patience {
			n.grain *= 2
			edges = n.snap(edges)
		}
		at, err := n.crossings(edges)
		if err != nil {
			return nil, err
		}
		if len(at) == 0 {
			return edges, nil
		}
		if edges = cut(edges, at); len(edges) > maxEdges {
			break
		}
	}
	return nil, ErrTangled
}

// maxEdges bounds what a tangle may become.
const maxEdges = 4_000_000

// cut splits edges at the points that lie on them.
func cut(edges []edge, at map[int][]orb.Point) []edge {
	out := make([]edge, 0, len(edges)+2*len(at))
	for i, e := range edges {
		points := at[i]
		along := func(p orb.Point) float64 {
			return (p[0]-e.a[0])*(e.b[0]-e.a[0]) + (p[1]-e.a[1])*(e.b[1]-e.a[1])
		}
		slices.SortFunc(points, func(p, q orb.Point) int { return sign(along(p) - along(q)) })
		from := e.a
		for _, p := range append(points, e.b) {
			if p != from {
				out = append(out, edge{from, p})
			}
			from = p
		}
	}
	return out
}

// crossings finds the points inside edges where others cross or touch them. It sweeps along the axis on which the edges
// are shorter.
func (n noder) crossings(edges []edge) (map[int][]orb.Point, error) {
	s := newEdgeSweep(edges)
	at := make(map[int][]orb.Point)
	var active []int
	pairs := 0
	for k, i := range s.order {
		if k%askEvery == 0 && n.ctx.Err() != nil {
			return nil, n.ctx.Err()
		}
		kept := active[:0]
		for _, j := range active {
			if s.bounds[j].Max[s.axis] < s.bounds[i].Min[s.axis] {
				continue
			}
			kept = append(kept, j)
			if s.bounds[i].Intersects(s.bounds[j]) {
				n.meet(edges, i, j, at)
			}
		}
		if pairs += len(kept); pairs > maxPairs {
			return nil, ErrTangled
		}
		active = append(kept, i)
	}
	return at, nil
}

// edgeSweep is the order in which edges are met along an axis.
type edgeSweep struct {
	axis   int
	bounds []orb.Bound
	order  []int
}

func newEdgeSweep(edges []edge) edgeSweep {
	s := edgeSweep{bounds: make([]orb.Bound, len(edges)), order: make([]int, len(edges))}
	var length orb.Point
	all := orb.Bound{Min: orb.Point{farthest, farthest}, Max: orb.Point{-farthest, -farthest}}
	for i, e := range edges {
		b := e.bound()
		s.bounds[i], s.order[i] = b, i
		all = all.Union(b)
		length[0] += b.Max[0] - b.Min[0]
		length[1] += b.Max[1] - b.Min[1]
	}
	if length[0]*(all.Max[1]-all.Min[1]) > length[1]*(all.Max[0]-all.Min[0]) {
		s.axis = 1
	}
	slices.SortFunc(s.order, func(i, j int) int { return sign(s.bounds[i].Min[s.axis] - s.bounds[j].Min[s.axis]) })
	return s
}

// meet notes where two edges meet other than in their ends.
func (n noder) meet(edges []edge, i, j int, at map[int][]orb.Point) {
	e, f := edges[i], edges[j]
	ea, eb := orient(f.a, f.b, e.a), orient(f.a, f.b, e.b)
	fa, fb := orient(e.a, e.b, f.a), orient(e.a, e.b, f.b)
	if ea*eb < 0 && fa*fb < 0 {
		p := n.crossing(e, f)
		cutAt(e, i, p, at)
		cutAt(f, j, p, at)
		return
	}
	touch := func(o int, p orb.Point, on edge, k int) {
		if o == 0 && on.bound().Contains(p) {
			cutAt(on, k, p, at)
		}
	}
	touch(ea, e.a, f, j)
	touch(eb, e.b, f, j)
	touch(fa, f.a, e, i)
	touch(fb, f.b, e, i)
}

func cutAt(e edge, i int, p orb.Point, at map[int][]orb.Point) {
	if p != e.a && p != e.b {
		at[i] = append(at[i], p)
	}
}

// crossing is the point where two edges cross, as near as numbers come, inside the bounds of both.
func (n noder) crossing(e, f edge) orb.Point {
	dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
	fx, fy := f.b[0]-f.a[0], f.b[1]-f.a[1]
	t := ((f.a[0]-e.a[0])*fy - (f.a[1]-e.a[1])*fx) / (dx*fy - dy*fx)
	p := orb.Point{n.round(e.a[0] + t*dx), n.round(e.a[1] + t*dy)}
	eb, fb := e.bound(), f.bound()
	for k := range p {
		lo, hi := max(eb.Min[k], fb.Min[k]), min(eb.Max[k], fb.Max[k])
		if !(p[k] >= lo) {
			p[k] = lo
		}
		p[k] = min(p[k], hi)
	}
	return p
}
