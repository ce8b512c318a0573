package spatial

import (
	"math"

	"github.com/paulmach/orb"
)

// edge is a side of a ring, its western end first.
type edge struct{ s, e orb.Point }

// inRun is planar.RingContains for a point in one of the cells of a run: edges that the point's vertical does not meet,
// or that lie below it, change nothing there.
func (a *Areas) inRun(r *run, q orb.Point) bool {
	in := r.above
	edges := a.edges[r.first:r.end]
	for i := range edges {
		e := &edges[i]
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
