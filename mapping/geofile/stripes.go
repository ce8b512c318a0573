package geofile

import (
	"math"

	"github.com/paulmach/orb"
)

// stripes finds the edges beside a point: the plane is cut into stripes from west to east.
type stripes struct {
	south, height float64
	edges         [][]edge // by stripe
}

func newStripes(edges []edge) *stripes {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, e := range edges {
		lo, hi = min(lo, e.a[1], e.b[1]), max(hi, e.a[1], e.b[1])
	}
	n := min(len(edges)/4+1, 2048)
	s := &stripes{south: lo, height: (hi - lo) / float64(n), edges: make([][]edge, n)}
	for _, e := range edges {
		for k := s.at(min(e.a[1], e.b[1])); k <= s.at(max(e.a[1], e.b[1])); k++ {
			s.edges[k] = append(s.edges[k], e)
		}
	}
	return s
}

func (s *stripes) at(y float64) int {
	if s.height == 0 {
		return 0
	}
	return min(max(int((y-s.south)/s.height), 0), len(s.edges)-1)
}

// odd tells whether a line from a point to the east crosses an odd number of edges. The point must lie on none.
func (s *stripes) odd(p orb.Point) bool {
	odd, _ := s.test(p)
	return odd
}

// test tells on which side of the edges a point lies by the even-odd rule, and whether it lies on one.
func (s *stripes) test(p orb.Point) (odd, on bool) {
	for _, e := range s.edges[s.at(p[1])] {
		if p == e.a || p == e.b {
			return false, true
		}
		if (e.a[1] > p[1]) == (e.b[1] > p[1]) {
			if e.a[1] == p[1] && e.b[1] == p[1] && (e.a[0] > p[0]) != (e.b[0] > p[0]) {
				return false, true
			}
			continue
		}
		side := orient(e.a, e.b, p)
		if side == 0 {
			return false, true
		}
		if (side > 0) == (e.b[1] > e.a[1]) {
			odd = !odd
		}
	}
	return odd, false
}

// surrounds tells whether a ring lies inside the edges. It may touch them: then its other points decide, at last the
// middles of its sides.
func (s *stripes) surrounds(r orb.Ring) bool {
	for _, p := range r {
		if odd, on := s.test(p); !on {
			return odd
		}
	}
	for i := 1; i < len(r); i++ {
		middle := orb.Point{(r[i-1][0] + r[i][0]) / 2, (r[i-1][1] + r[i][1]) / 2}
		if odd, on := s.test(middle); !on {
			return odd
		}
	}
	return false
}

// oddWest tells whether a line from a point to the west crosses an odd number of the edges that the point is not on.
func (s *stripes) oddWest(p orb.Point) bool {
	odd := false
	for _, e := range s.edges[s.at(p[1])] {
		if (e.a[1] > p[1]) == (e.b[1] > p[1]) {
			continue
		}
		if side := orient(e.a, e.b, p); side != 0 && (side < 0) == (e.b[1] > e.a[1]) {
			odd = !odd
		}
	}
	return odd
}
