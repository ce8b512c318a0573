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
	g := gaussKruger{meridian: float64(meridianOf(lonLat.Bound().Center()[0]))}
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
	g := gaussKruger{meridian: float64(meridianOf(lonLat.Bound().Center()[0]))}
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
