package geofile

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// polygon adds what the even-odd rule fills between the rings.
func (c *cleaner) polygon(p orb.Polygon) error {
	rings, turned, err := c.rings(p)
	if err != nil {
		return err
	}
	if len(rings) == 0 {
		if len(p) == 0 {
			c.repairs.add(EmptyPart, 1)
		}
		return nil
	}
	edges := edgesOf(rings)
	at, err := noder{c.ctx, grainOf(edges)}.crossings(edges)
	if err != nil {
		return err
	}
	if len(at) == 0 && !sharesPoints(rings) && wellNested(rings) {
		c.repairs.add(Turned, turned)
		c.polygons = append(c.polygons, rings)
		return nil
	}
	return c.rebuild(rings, edges, len(at) > 0 || sharesPoints(rings), turned)
}

// rebuild makes polygons of rings that cross, touch or lie where they should not.
func (c *cleaner) rebuild(rings orb.Polygon, edges []edge, meet bool, turned int) error {
	noded, err := nodeEdges(c.ctx, edges)
	if err != nil {
		return err
	}
	faces := filled(oddEdges(noded), grainOf(edges))
	if len(faces) == 1 && sameRings(faces[0], rings) { // a hole that touches its shell in a corner is no fault
		c.repairs.add(Turned, turned)
		c.polygons = append(c.polygons, rings)
		return nil
	}
	if meet {
		c.repairs.add(Recut, 1)
	} else {
		c.repairs.add(Regrouped, 1)
	}
	if len(faces) == 0 {
		c.repairs.add(NoArea, len(rings))
	}
	c.polygons = append(c.polygons, faces...)
	return nil
}

// rings returns the rings of a polygon that enclose something, closed, shell and holes each their way round, and how
// many had to be turned.
func (c *cleaner) rings(p orb.Polygon) (out orb.Polygon, turned int, err error) {
	for _, r := range p {
		points, err := c.distinct(r)
		if err != nil {
			return nil, 0, err
		}
		if len(points) > 0 && points[0] != points[len(points)-1] {
			points = append(points, points[0])
			if len(points) > 3 {
				c.repairs.add(Unclosed, 1)
			}
		}
		ring := orb.Ring(points)
		if onLine(ring) {
			c.repairs.add(NoArea, 1)
			continue
		}
		if turn(ring, len(out) == 0) {
			turned++
		}
		out = append(out, ring)
	}
	return out, turned, nil
}

// onLine tells whether all points of a ring lie on one line.
func onLine(r orb.Ring) bool {
	if len(r) < 4 {
		return true
	}
	for _, p := range r[2:] {
		if orient(r[0], r[1], p) != 0 {
			return false
		}
	}
	return true
}

// turn makes a ring run counter-clockwise, or clockwise, and tells whether it had to.
func turn(r orb.Ring, ccw bool) bool {
	if runsLeft(r) == ccw {
		return false
	}
	slices.Reverse(r)
	return true
}

// runsLeft tells whether a ring runs counter-clockwise; exactly, when it does not cross itself.
func runsLeft(r orb.Ring) bool {
	open := r[:len(r)-1]
	least := 0
	for i := range open {
		if comparePoints(open[i], open[least]) < 0 {
			least = i
		}
	}
	n := len(open)
	if side := orient(open[(least+n-1)%n], open[least], open[(least+1)%n]); side != 0 {
		return side > 0
	}
	return area2(r) >= 0
}

// area2 is twice the area of a ring, positive when it runs counter-clockwise.
func area2(r orb.Ring) (sum float64) {
	for i := 1; i+1 < len(r); i++ { // from the first point, so that eastings of 39 million lose nothing
		sum += (r[i][0]-r[0][0])*(r[i+1][1]-r[0][1]) - (r[i+1][0]-r[0][0])*(r[i][1]-r[0][1])
	}
	return sum
}

func edgesOf(rings orb.Polygon) []edge {
	out := make([]edge, 0, pointCount(rings))
	for _, r := range rings {
		for i := 1; i < len(r); i++ {
			out = append(out, edge{r[i-1], r[i]})
		}
	}
	return out
}

func pointCount(rings orb.Polygon) (n int) {
	for _, r := range rings {
		n += len(r)
	}
	return n
}

// sharesPoints tells whether rings meet, or pass a point twice.
func sharesPoints(rings orb.Polygon) bool {
	seen := make(map[orb.Point]struct{}, pointCount(rings))
	for _, r := range rings {
		for _, p := range r[1:] {
			if _, again := seen[p]; again {
				return true
			}
			seen[p] = struct{}{}
		}
	}
	return false
}

// wellNested tells whether every hole lies in the first ring and in no other hole. The rings must not meet.
func wellNested(rings orb.Polygon) bool {
	if len(rings) == 1 {
		return true
	}
	shell := newStripes(edgesOf(rings[:1]))
	holes := rings[1:]
	bounds := make([]orb.Bound, len(holes))
	for i, h := range holes {
		if !shell.odd(h[0]) {
			return false
		}
		bounds[i] = h.Bound()
	}
	for i, h := range holes {
		inner := newStripes(edgesOf(orb.Polygon{h}))
		for j, other := range holes {
			if i != j && bounds[i].Contains(other[0]) && inner.odd(other[0]) {
				return false
			}
		}
	}
	return true
}

// sameRings tells whether two polygons have the same rings, wherever each begins.
func sameRings(p, q orb.Polygon) bool {
	a, b := canonical(p), canonical(q)
	return slices.EqualFunc(a, b, func(r, s orb.Ring) bool { return r.Equal(s) })
}

// canonical turns every ring to its least point and puts the rings in order.
func canonical(p orb.Polygon) []orb.Ring {
	out := make([]orb.Ring, len(p))
	for i, r := range p {
		open := r[:len(r)-1]
		least := 0
		for j := range open {
			if comparePoints(open[j], open[least]) < 0 {
				least = j
			}
		}
		out[i] = slices.Concat(open[least:], open[:least])
	}
	slices.SortFunc(out, func(r, s orb.Ring) int { return slices.CompareFunc(r, s, comparePoints) })
	return out
}

func comparePoints(p, q orb.Point) int {
	return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
}
