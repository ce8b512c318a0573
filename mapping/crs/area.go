package crs

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// SquareMetresPerMu is the 亩: fifteen to a hectare.
const SquareMetresPerMu = 10_000.0 / 15

// Area returns square metres of a polygon in degrees, its holes taken off: the planar area on the CGCS2000
// Gauss–Krüger plane of 3° around it (117°E for Gangcheng), as surveyors and land papers reckon it.
func Area(lonLat orb.Polygon) float64 {
	if len(lonLat) == 0 || len(lonLat[0]) < 3 {
		return 0
	}
	return planeOver(lonLat.Bound()).area(lonLat)
}

// AreaOf is Area of any geometry: the parts of several polygons are reckoned on one plane and added up. Points and lines
// have no area.
func AreaOf(lonLat orb.Geometry) float64 {
	if lonLat == nil {
		return 0
	}
	g, sum := planeOver(lonLat.Bound()), 0.0
	eachPolygon(lonLat, func(p orb.Polygon) {
		if len(p) > 0 && len(p[0]) > 2 {
			sum += g.area(p)
		}
	})
	return sum
}

// Meridian is the central meridian, in degrees, of the plane that AreaOf reckons on.
func Meridian(lonLat orb.Geometry) int { return meridianOf(lonLat.Bound().Center()[0]) }

func eachPolygon(g orb.Geometry, f func(orb.Polygon)) {
	switch g := g.(type) {
	case orb.Polygon:
		f(g)
	case orb.MultiPolygon:
		for _, p := range g {
			f(p)
		}
	case orb.Collection:
		for _, part := range g {
			eachPolygon(part, f)
		}
	}
}

func planeOver(b orb.Bound) gaussKruger {
	return gaussKruger{meridian: float64(meridianOf(b.Center()[0]))}
}

func (g gaussKruger) area(lonLat orb.Polygon) float64 {
	area := 0.0
	for i, r := range lonLat {
		a := math.Abs(planar.Area(g.ring(r)))
		if i > 0 {
			a = -a
		}
		area += a
	}
	return max(area, 0)
}

// AreaMu returns the area of a polygon in degrees in 亩.
func AreaMu(lonLat orb.Polygon) float64 { return Area(lonLat) / SquareMetresPerMu }

// Length returns the metres of a line in degrees, on the same plane as Area.
func Length(lonLat orb.LineString) float64 {
	if len(lonLat) < 2 {
		return 0
	}
	g := planeOver(lonLat.Bound())
	return planar.Length(orb.LineString(g.ring(orb.Ring(lonLat))))
}

// meridianOf is the central meridian of the 3° zone around a longitude.
func meridianOf(lon float64) int { return int(math.Round(lon/3)) * 3 }

func (g gaussKruger) ring(r orb.Ring) orb.Ring {
	out := make(orb.Ring, len(r))
	for i, p := range r {
		out[i] = g.fromLonLat(p)
	}
	return out
}
