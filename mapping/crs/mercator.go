package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// maxMercatorLat is where the square of the web map ends, degrees.
const maxMercatorLat = 85.06

func wgsToMerc(p orb.Point) orb.Point {
	lat := min(max(p[1], -maxMercatorLat), maxMercatorLat) * math.Pi / 180
	return orb.Point{p[0] * math.Pi / 180 * cgcsA, cgcsA * math.Asinh(math.Tan(lat))}
}

func mercToWGS(p orb.Point) orb.Point {
	return orb.Point{p[0] / cgcsA * 180 / math.Pi, math.Atan(math.Sinh(p[1]/cgcsA)) * 180 / math.Pi}
}

// GroundPerMercator is how many metres of ground, from west to east, a metre of the web map stands for at a latitude
// in degrees. A map's scale bar is true by it.
func GroundPerMercator(lat float64) float64 {
	s := math.Sin(lat * math.Pi / 180)
	return math.Cos(lat*math.Pi/180) / math.Sqrt(1-cgcsE*cgcsE*s*s)
}
