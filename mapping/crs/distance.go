package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// Distance returns metres of the shortest way between two places in degrees, on the ellipsoid of CGCS2000 (Vincenty's
// inverse formula, good to a millimetre). Of places on opposite sides of the earth, where the formula finds no end, it
// returns half a great circle.
func Distance(a, b orb.Point) float64 {
	if a == b {
		return 0
	}
	g := geodesic{u1: reduced(a[1]), u2: reduced(b[1]), span: (b[0] - a[0]) * math.Pi / 180}
	lambda := g.span
	for range 200 {
		next := g.step(lambda)
		if math.Abs(next-lambda) < 1e-13 {
			return g.length()
		}
		lambda = next
	}
	return math.Pi * cgcsA * (1 - cgcsF/2)
}

// reduced is the latitude on the auxiliary sphere, radians.
func reduced(lat float64) float64 { return math.Atan((1 - cgcsF) * math.Tan(lat*math.Pi/180)) }

// geodesic is a way under way: the names are Vincenty's.
type geodesic struct {
	u1, u2, span                 float64
	sigma, sinSigma, cosSigma    float64
	cosSqAlpha, cosTwiceSigmaMid float64
}

// step finds the next difference of longitudes on the auxiliary sphere.
func (g *geodesic) step(lambda float64) float64 {
	sinU1, cosU1 := math.Sincos(g.u1)
	sinU2, cosU2 := math.Sincos(g.u2)
	sinL, cosL := math.Sincos(lambda)
	g.sinSigma = math.Hypot(cosU2*sinL, cosU1*sinU2-sinU1*cosU2*cosL)
	g.cosSigma = sinU1*sinU2 + cosU1*cosU2*cosL
	g.sigma = math.Atan2(g.sinSigma, g.cosSigma)
	sinAlpha := 0.0
	if g.sinSigma != 0 {
		sinAlpha = cosU1 * cosU2 * sinL / g.sinSigma
	}
	g.cosSqAlpha = 1 - sinAlpha*sinAlpha
	g.cosTwiceSigmaMid = 0 // along the equator
	if g.cosSqAlpha > 1e-15 {
		g.cosTwiceSigmaMid = g.cosSigma - 2*sinU1*sinU2/g.cosSqAlpha
	}
	c := cgcsF / 16 * g.cosSqAlpha * (4 + cgcsF*(4-3*g.cosSqAlpha))
	m := g.cosTwiceSigmaMid
	return g.span + (1-c)*cgcsF*sinAlpha*(g.sigma+c*g.sinSigma*(m+c*g.cosSigma*(2*m*m-1)))
}

func (g *geodesic) length() float64 {
	const b = cgcsA * (1 - cgcsF)
	uSq := g.cosSqAlpha * (cgcsA*cgcsA - b*b) / (b * b)
	p := 1 + uSq/16384*(4096+uSq*(-768+uSq*(320-175*uSq)))
	q := uSq / 1024 * (256 + uSq*(-128+uSq*(74-47*uSq)))
	m := g.cosTwiceSigmaMid
	delta := q * g.sinSigma * (m + q/4*(g.cosSigma*(2*m*m-1)-q/6*m*(4*g.sinSigma*g.sinSigma-3)*(4*m*m-3)))
	return b * p * (g.sigma - delta)
}
