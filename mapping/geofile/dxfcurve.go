package geofile

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Arcs become lines that stay within sag of them, in the drawing's unit (a centimetre where it is a metre), in steps
// of half a degree to five.
const (
	arcSag   = 0.01
	arcFine  = math.Pi / 360
	arcRough = math.Pi / 36
)

// mostPositions is more than one line of a drawing has.
const mostPositions = 5_000_000

// arcSteps is how many lines an arc becomes; angle is in radians.
func arcSteps(radius, angle float64) int {
	step := arcRough
	if radius > arcSag {
		step = min(max(2*math.Acos(1-arcSag/radius), arcFine), arcRough)
	}
	return max(1, int(math.Ceil(min(math.Abs(angle), 2*math.Pi)/step-1e-9)))
}

// arcPoints are positions on an ellipse from an angle over a sweep, both ends included. The axes are vectors.
func arcPoints(centre, major, minor orb.Point, from, sweep float64) []orb.Point {
	n := arcSteps(math.Max(math.Hypot(major[0], major[1]), math.Hypot(minor[0], minor[1])), sweep)
	out := make([]orb.Point, n+1)
	for i := range out {
		sin, cos := math.Sincos(from + sweep*float64(i)/float64(n))
		out[i] = orb.Point{centre[0] + major[0]*cos + minor[0]*sin, centre[1] + major[1]*cos + minor[1]*sin}
	}
	return out
}

// vertex is a corner of a polyline. The bulge of the line behind it is the tangent of a quarter of its arc's angle,
// positive to the left; 0 is straight.
type vertex struct {
	orb.Point
	bulge float64
}

// polyline makes a line of corners, and a polygon of a closed one: by its mark or because it ends where it began.
func polyline(corners []vertex, closed bool) (orb.Geometry, error) {
	var out []orb.Point
	for i, c := range corners {
		if i == 0 {
			out = append(out, c.Point)
		}
		if i == len(corners)-1 && !closed {
			break
		}
		out = appendSegment(out, c, corners[(i+1)%len(corners)].Point)
		if len(out) > mostPositions {
			return nil, fmt.Errorf("more than %d positions: %w", mostPositions, ErrTooLarge)
		}
	}
	switch {
	case len(out) == 0:
		return nil, nil
	case len(corners) == 1:
		return corners[0].Point, nil
	case len(out) >= 4 && out[0] == out[len(out)-1]:
		return orb.Polygon{out}, nil
	}
	return orb.LineString(out), nil
}

// appendSegment appends the way from a corner to the next position.
func appendSegment(out []orb.Point, from vertex, to orb.Point) []orb.Point {
	dx, dy := to[0]-from.Point[0], to[1]-from.Point[1]
	if b := from.bulge; b != 0 && (dx != 0 || dy != 0) {
		k := (1 - b*b) / (4 * b) // from the middle of the chord to the centre, in chords
		centre := orb.Point{(from.Point[0]+to[0])/2 - k*dy, (from.Point[1]+to[1])/2 + k*dx}
		rx, ry := from.Point[0]-centre[0], from.Point[1]-centre[1]
		arc := arcPoints(centre, orb.Point{rx, ry}, orb.Point{-ry, rx}, 0, 4*math.Atan(b))
		out = append(out, arc[1:len(arc)-1]...)
	}
	return append(out, to)
}

// splineSteps is how many lines are drawn for each control point.
const splineSteps = 32

// spline draws a B-spline by de Boor's algorithm. weights may be empty.
func spline(degree int, knots []float64, control []orb.Point, weights []float64) ([]orb.Point, error) {
	n := len(control)
	if degree < 1 || degree > 15 || n <= degree || len(knots) != n+degree+1 || len(weights) != 0 && len(weights) != n {
		return nil, fmt.Errorf("spline of degree %d with %d points, %d knots: %w", degree, n, len(knots), ErrDamaged)
	}
	if n*splineSteps > mostPositions {
		return nil, fmt.Errorf("more than %d positions: %w", mostPositions, ErrTooLarge)
	}
	var out []orb.Point
	for span := degree; span < n; span++ {
		if !(knots[span] < knots[span+1]) {
			continue
		}
		for i := range splineSteps {
			t := knots[span] + (knots[span+1]-knots[span])*float64(i)/splineSteps
			out = append(out, deBoor(degree, span, t, knots, control, weights))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("spline without a span: %w", ErrDamaged)
	}
	last := n - 1
	for last > degree && !(knots[last] < knots[last+1]) {
		last--
	}
	return append(out, deBoor(degree, last, knots[last+1], knots, control, weights)), nil
}

func deBoor(degree, span int, t float64, knots []float64, control []orb.Point, weights []float64) orb.Point {
	d := make([][3]float64, degree+1)
	for j := range d {
		i, w := span-degree+j, 1.0
		if len(weights) > 0 {
			w = weights[i]
		}
		d[j] = [3]float64{control[i][0] * w, control[i][1] * w, w}
	}
	for r := 1; r <= degree; r++ {
		for j := degree; j >= r; j-- {
			i := span - degree + j
			a := (t - knots[i]) / (knots[i+degree-r+1] - knots[i])
			for k := range 3 {
				d[j][k] = (1-a)*d[j-1][k] + a*d[j][k]
			}
		}
	}
	return orb.Point{d[degree][0] / d[degree][2], d[degree][1] / d[degree][2]}
}
