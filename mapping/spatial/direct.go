package spatial

import (
	"math"

	"github.com/paulmach/orb"
)

// Direct is where one comes from a place in degrees by going so many metres straight on over the ellipsoid, beginning at an
// azimuth in degrees from north over east; to within a millimetre (Vincenty's direct formula).
func Direct(from orb.Point, azimuth, metres float64) orb.Point {
	sinA1, cosA1 := math.Sincos(radians(azimuth))
	tanU := (1 - flattening) * math.Tan(radians(from[1]))
	cosU := 1 / math.Sqrt(1+tanU*tanU)
	sinU := tanU * cosU
	sigma1 := math.Atan2(tanU, cosA1)
	sinA := cosU * sinA1
	cosA2 := 1 - sinA*sinA
	u2 := cosA2 * (major*major - minor*minor) / (minor * minor)
	a := 1 + u2/16384*(4096+u2*(-768+u2*(320-175*u2)))
	b := u2 / 1024 * (256 + u2*(-128+u2*(74-47*u2)))
	sigma := metres / (minor * a)
	for range 50 {
		mid := math.Cos(2*sigma1 + sigma)
		sinS, cosS := math.Sincos(sigma)
		delta := b * sinS * (mid + b/4*(cosS*(2*mid*mid-1)-b/6*mid*(4*sinS*sinS-3)*(4*mid*mid-3)))
		was := sigma
		sigma = metres/(minor*a) + delta
		if math.Abs(sigma-was) < 1e-12 {
			break
		}
	}
	mid := math.Cos(2*sigma1 + sigma)
	sinS, cosS := math.Sincos(sigma)
	x := sinU*sinS - cosU*cosS*cosA1
	lat := math.Atan2(sinU*cosS+cosU*sinS*cosA1, (1-flattening)*math.Hypot(sinA, x))
	lambda := math.Atan2(sinS*sinA1, cosU*cosS-sinU*sinS*cosA1)
	c := flattening / 16 * cosA2 * (4 + flattening*(4-3*cosA2))
	l := lambda - (1-c)*flattening*sinA*(sigma+c*sinS*(mid+c*cosS*(2*mid*mid-1)))
	return orb.Point{from[0] + l*180/math.Pi, lat * 180 / math.Pi}
}

// Circle is a closed ring of n places in degrees that all lie so many metres from the middle over the ellipsoid, clockwise
// from north.
func Circle(middle orb.Point, metres float64, n int) orb.Ring {
	out := make(orb.Ring, 0, n+1)
	for i := range n {
		out = append(out, Direct(middle, float64(i)*360/float64(n), metres))
	}
	return append(out, out[0])
}

// Along is the length of a line in degrees over the ellipsoid, in metres.
func Along(line orb.LineString) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += Distance(line[i-1], line[i])
	}
	return sum
}
