package main

import (
	"fmt"
	"math"
	"slices"

	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"
)

const (
	ownName      = "钢城区"
	ownCode      = "370117"
	officialArea = 506.42e6 // square metres, the official figure of 钢城区
	areaLeeway   = 0.01     // part of the official figure that the outline may differ
	meridian     = 117      // of the plane that distances are measured on
	decimals     = 1e5      // of a written degree: about a metre
)

// generalise turns the rings into WGS-84 polygons of fewer points, counter-clockwise and closed.
func generalise(source outlines, tolerance float64) (map[string]orb.Polygon, error) {
	plane, err := crs.GaussKruger3(meridian, false)
	if err != nil {
		return nil, err
	}
	found := map[string]orb.Polygon{}
	for name, ring := range source.rings {
		if twiceArea(ring) < 0 {
			slices.Reverse(ring)
		}
		polygon := orb.Polygon{joined(arcs(ring, otherEdges(source.rings, name)), plane, tolerance)}
		if err := check(name, polygon); err != nil {
			return nil, err
		}
		found[name] = polygon
	}
	return found, nil
}

// check refuses an outline that crosses itself and a 钢城区 of the wrong size.
func check(name string, polygon orb.Polygon) error {
	if !simple(polygon[0]) {
		return fmt.Errorf("%s: the generalised outline crosses itself; lower the tolerance", name)
	}
	area := crs.Area(polygon)
	if name == ownName && math.Abs(area/officialArea-1) > areaLeeway {
		return fmt.Errorf("%s: %.1f km², more than 1 %% from the official %.2f", name, area/1e6, officialArea/1e6)
	}
	return nil
}

// edge is a side of a ring without direction: the lesser end first.
type edge [2]cell

func edgeOf(a, b cell) edge {
	if less(b, a) {
		a, b = b, a
	}
	return edge{a, b}
}

func less(a, b cell) bool { return a.x < b.x || a.x == b.x && a.y < b.y }

// otherEdges returns the sides of every ring but the named one.
func otherEdges(rings map[string][]cell, name string) map[edge]bool {
	found := map[edge]bool{}
	for other, ring := range rings {
		if other == name {
			continue
		}
		for i, c := range ring {
			found[edgeOf(c, ring[(i+1)%len(ring)])] = true
		}
	}
	return found
}

// arcs cuts a ring where a common border begins or ends. Each arc ends with the point that the next begins with.
func arcs(ring []cell, others map[edge]bool) [][]cell {
	n := len(ring)
	common := func(i int) bool { return others[edgeOf(ring[i%n], ring[(i+1)%n])] }
	start := 0
	for start < n && common(start) == common(start+n-1) {
		start++
	}
	var found [][]cell
	for i := start; i < start+n; i++ {
		if i == start || common(i) != common(i-1) {
			found = append(found, []cell{ring[i%n]})
		}
		last := len(found) - 1
		found[last] = append(found[last], ring[(i+1)%n])
	}
	return found
}

// joined generalises each arc and closes the ring.
func joined(parts [][]cell, plane crs.CRS, tolerance float64) orb.Ring {
	var ring orb.Ring
	for _, arc := range parts {
		line := thinned(arc, plane, tolerance)
		ring = append(ring, line[:len(line)-1]...)
	}
	return append(ring, ring[0])
}

// thinned gives the same points for an arc and for its reverse, so that a common border stays common.
func thinned(arc []cell, plane crs.CRS, tolerance float64) orb.LineString {
	if less(arc[len(arc)-1], arc[0]) {
		backwards := slices.Clone(arc)
		slices.Reverse(backwards)
		line := thinned(backwards, plane, tolerance)
		slices.Reverse(line)
		return line
	}
	line := make(orb.LineString, len(arc))
	for i, c := range arc {
		line[i] = crs.Convert(crs.GCJ02, plane, c.lonLat())
	}
	line = simplify.DouglasPeucker(tolerance).LineString(line)
	for i, p := range line {
		line[i] = rounded(plane.ToWGS84(p))
	}
	return line
}

func rounded(p orb.Point) orb.Point {
	return orb.Point{math.Round(p[0]*decimals) / decimals, math.Round(p[1]*decimals) / decimals}
}

// simple tells whether no two sides of a closed ring meet but neighbours at their common point.
func simple(ring orb.Ring) bool {
	n := len(ring) - 1
	for i := range n {
		for j := i + 1; j < n; j++ {
			neighbours := j == i+1 || i == 0 && j == n-1
			if !neighbours && meet(ring[i], ring[i+1], ring[j], ring[j+1]) {
				return false
			}
			if neighbours && ring[i] == ring[j] {
				return false
			}
		}
	}
	return true
}

// meet tells whether the segments ab and cd have a point in common.
func meet(a, b, c, d orb.Point) bool {
	if !(orb.LineString{a, b}).Bound().Intersects((orb.LineString{c, d}).Bound()) {
		return false
	}
	return side(a, b, c)*side(a, b, d) <= 0 && side(c, d, a)*side(c, d, b) <= 0
}

// side is positive where c lies left of ab, negative right, zero on the line.
func side(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}
