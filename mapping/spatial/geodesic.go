package spatial

import (
	"math"

	"github.com/paulmach/orb"
)

// The ellipsoid of CGCS2000, in metres; WGS-84's differs by a tenth of a millimetre.
const (
	major      = 6378137.0
	flattening = 1 / 298.257222101
	minor      = major * (1 - flattening)
	squared    = flattening * (2 - flattening) // of the eccentricity
)

func radians(deg float64) float64 { return deg * math.Pi / 180 }

// Distance is the length of the shortest way between two places in degrees over the ellipsoid, in metres, to within a
// millimetre (Vincenty's iteration). Nearly opposite places of the earth, where it does not end, get the distance on
// a sphere.
func Distance(a, b orb.Point) float64 {
	l := radians(b[0] - a[0])
	u1, u2 := math.Atan((1-flattening)*math.Tan(radians(a[1]))), math.Atan((1-flattening)*math.Tan(radians(b[1])))
	sin1, cos1 := math.Sincos(u1)
	sin2, cos2 := math.Sincos(u2)
	lambda := l
	for range 100 {
		sinL, cosL := math.Sincos(lambda)
		sinS := math.Hypot(cos2*sinL, cos1*sin2-sin1*cos2*cosL)
		if sinS == 0 {
			return 0
		}
		cosS := sin1*sin2 + cos1*cos2*cosL
		sigma := math.Atan2(sinS, cosS)
		sinA := cos1 * cos2 * sinL / sinS
		cosA2 := 1 - sinA*sinA
		mid := 0.0 // on the equator
		if cosA2 > 0 {
			mid = cosS - 2*sin1*sin2/cosA2
		}
		c := flattening / 16 * cosA2 * (4 + flattening*(4-3*cosA2))
		was := lambda
		lambda = l + (1-c)*flattening*sinA*(sigma+c*sinS*(mid+c*cosS*(2*mid*mid-1)))
		if math.Abs(lambda-was) < 1e-12 {
			return vincenty(cosA2, sigma, sinS, cosS, mid)
		}
	}
	return onSphere(a, b)
}

// vincenty is the length of an arc of the auxiliary sphere.
func vincenty(cosA2, sigma, sinS, cosS, mid float64) float64 {
	u2 := cosA2 * (major*major - minor*minor) / (minor * minor)
	a := 1 + u2/16384*(4096+u2*(-768+u2*(320-175*u2)))
	b := u2 / 1024 * (256 + u2*(-128+u2*(74-47*u2)))
	delta := b * sinS * (mid + b/4*(cosS*(2*mid*mid-1)-b/6*mid*(4*sinS*sinS-3)*(4*mid*mid-3)))
	return minor * a * (sigma - delta)
}

// meanRadius is the earth's as a sphere, in metres.
const meanRadius = 6371008.8

func onSphere(a, b orb.Point) float64 {
	s := func(deg float64) float64 { v := math.Sin(radians(deg) / 2); return v * v }
	h := s(b[1]-a[1]) + math.Cos(radians(a[1]))*math.Cos(radians(b[1]))*s(b[0]-a[0])
	return 2 * meanRadius * math.Asin(math.Sqrt(min(h, 1)))
}

// near is the distance from one place in a few operations: metres along the meridian and the parallel halfway between.
// Up to quickReach and quickLat it errs by less than a share of quickError.
type near struct {
	lon, lat float64 // of the middle, degrees
	sin, cos float64
}

const (
	quickReach = 300_000 // metres
	quickLeast = 1       // below, rounding weighs more than what is saved
	quickLat   = 70      // degrees
	quickError = 0.002
)

func nearTo(q orb.Point) near {
	sin, cos := math.Sincos(radians(q[1]))
	return near{q[0], q[1], sin, cos}
}

// squared is the square of the distance to a place, in square metres.
func (n *near) squared(p orb.Point) float64 {
	dLon, dLat := radians(p[0]-n.lon), radians(p[1]-n.lat)
	half := dLat / 2
	bend := 1 - half*half/2
	sin, cos := n.sin*bend+n.cos*half, n.cos*bend-n.sin*half // of the latitude halfway
	w := 1 - squared*sin*sin
	// 1/√w by its series: w is within 0.7 % of 1.
	e := 1 - w
	normal := major * (1 + e/2 + 3*e*e/8)
	y, x := dLat*normal*(1-squared)/w, dLon*normal*cos
	return x*x + y*y
}
