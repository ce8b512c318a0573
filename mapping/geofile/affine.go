package geofile

import (
	"math"

	"github.com/paulmach/orb"
)

// affine is a change of coordinates: x' = a·x + b·y + e, y' = c·x + d·y + f.
type affine struct{ a, b, c, d, e, f float64 }

var unchanged = affine{a: 1, d: 1}

func moved(p orb.Point) affine { return affine{a: 1, d: 1, e: p[0], f: p[1]} }

func scaled(x, y float64) affine { return affine{a: x, d: y} }

// rotated turns to the left by an angle in degrees.
func rotated(degrees float64) affine {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return affine{a: cos, b: -sin, c: sin, d: cos}
}

// after is m applied to what n makes.
func (m affine) after(n affine) affine {
	return affine{
		a: m.a*n.a + m.b*n.c, b: m.a*n.b + m.b*n.d,
		c: m.c*n.a + m.d*n.c, d: m.c*n.b + m.d*n.d,
		e: m.a*n.e + m.b*n.f + m.e, f: m.c*n.e + m.d*n.f + m.f,
	}
}

func (m affine) point(p orb.Point) orb.Point {
	return orb.Point{m.a*p[0] + m.b*p[1] + m.e, m.c*p[0] + m.d*p[1] + m.f}
}

// of returns a changed copy of a point, a line or a polygon.
func (m affine) of(g orb.Geometry) orb.Geometry {
	if m == unchanged {
		return g
	}
	switch g := g.(type) {
	case orb.Point:
		return m.point(g)
	case orb.LineString:
		return orb.LineString(m.points(g))
	case orb.Polygon:
		out := make(orb.Polygon, len(g))
		for i, ring := range g {
			out[i] = m.points(ring)
		}
		return out
	}
	return nil
}

func (m affine) points(in []orb.Point) []orb.Point {
	out := make([]orb.Point, len(in))
	for i, p := range in {
		out[i] = m.point(p)
	}
	return out
}
