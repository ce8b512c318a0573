package spatial

import (
	"math"

	"github.com/paulmach/orb"
)

// ring is a ring with its edges by columns: a point asks only those that its vertical crosses, and they stand together.
type ring struct {
	bound orb.Bound
	perX  float64     // columns to a unit
	first []int32     // the first edge of each column, and the end
	edges []edge      // by column
	pts   []orb.Point // while the index is made
}

// edge is a side of a ring, its western end first.
type edge struct{ s, e orb.Point }

func newRing(r orb.Ring) ring {
	n := len(r)
	out := ring{bound: r.Bound(), pts: r, first: make([]int32, n+1)}
	out.perX = 1 / cellSide(out.bound.Max[0]-out.bound.Min[0], n)
	each := func(do func(e edge, column int)) {
		for i, p := range r {
			e := edge{p, r[(i+1)%n]}
			if e.s[0] > e.e[0] {
				e.s, e.e = e.e, e.s
			}
			for c := out.column(e.s[0]); c <= out.column(e.e[0]); c++ {
				do(e, c)
			}
		}
	}
	each(func(_ edge, c int) { out.first[c+1]++ })
	for i := range n {
		out.first[i+1] += out.first[i]
	}
	next := append([]int32(nil), out.first...)
	out.edges = make([]edge, out.first[n])
	each(func(e edge, c int) { out.edges[next[c]] = e; next[c]++ })
	return out
}

func (r *ring) column(x float64) int {
	return int(min(max((x-r.bound.Min[0])*r.perX, 0), float64(len(r.first)-2)))
}

// contains is planar.RingContains: edges that the point's vertical does not meet change nothing there.
func (r *ring) contains(q orb.Point) bool {
	if !holds(r.bound, q) {
		return false
	}
	in := false
	c := r.column(q[0])
	for _, e := range r.edges[r.first[c]:r.first[c+1]] {
		if q[0] < e.s[0] || q[0] > e.e[0] {
			continue
		}
		crosses, on := e.meets(q)
		if on {
			return true
		}
		in = in != crosses
	}
	return in
}

// meets is orb's own rule, which it does not export: whether the ray upwards from p, which is not beside the edge,
// crosses it, and whether p lies on it.
func (d *edge) meets(p orb.Point) (crosses, on bool) {
	s, e := d.s, d.e
	low, high := s[1], e[1]
	if low > high {
		low, high = high, low
	}
	if p[0] == s[0] || p[0] == e[0] {
		if p == s || p == e || s[0] == e[0] && low <= p[1] && p[1] <= high {
			return false, true
		}
		p[0] = math.Nextafter(p[0], math.Inf(1)) // past the corner, which two edges share
		if p[0] > e[0] {
			return false, false
		}
	}
	if p[1] > high {
		return false, false
	}
	if p[1] < low {
		return true, false
	}
	rise, run := (p[1]-s[1])/(p[0]-s[0]), (e[1]-s[1])/(e[0]-s[0])
	return rise < run, rise == run
}
