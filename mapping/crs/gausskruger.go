package crs

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// CGCS2000's ellipsoid.
const (
	cgcsA = 6378137.0
	cgcsF = 1 / 298.257222101
)

// Krüger's series in the third flattening n, cut after n⁴: the next terms are worth 0.00000004 m.
var (
	kn     = cgcsF / (2 - cgcsF)
	kn2    = kn * kn
	kn3    = kn2 * kn
	kn4    = kn3 * kn
	rectA  = cgcsA / (1 + kn) * (1 + kn2/4 + kn4/64) // radius of the rectifying sphere, metres
	cgcsE  = math.Sqrt(cgcsF * (2 - cgcsF))
	alpha4 = [4]float64{
		kn/2 - kn2*2/3 + kn3*5/16 + kn4*41/180,
		kn2*13/48 - kn3*3/5 + kn4*557/1440,
		kn3*61/240 - kn4*103/140,
		kn4 * 49561 / 161280,
	}
	beta4 = [4]float64{
		kn/2 - kn2*2/3 + kn3*37/96 - kn4/360,
		kn2/48 + kn3/15 - kn4*437/1440,
		kn3*17/480 - kn4*37/840,
		kn4 * 4397 / 161280,
	}
)

// falseEasting keeps eastings positive, metres.
const falseEasting = 500_000

// zoneEasting is what a zone's number is worth before the easting: zone 39 begins with 39.
const zoneEasting = 1_000_000

// gaussKruger is a transverse Mercator plane on a central meridian.
type gaussKruger struct {
	meridian float64 // degrees
	easting  float64 // of the meridian, metres
}

func (g gaussKruger) fromLonLat(p orb.Point) orb.Point {
	lon, lat := (p[0]-g.meridian)*math.Pi/180, p[1]*math.Pi/180
	// The conformal latitude, as the hyperbolic angle psi.
	s := math.Sin(lat)
	psi := math.Atanh(s) - cgcsE*math.Atanh(cgcsE*s)
	xi := math.Atan2(math.Sinh(psi), math.Cos(lon))
	eta := math.Atanh(math.Sin(lon) / math.Cosh(psi))
	north, east := xi, eta
	for j, a := range alpha4 {
		k := 2 * float64(j+1)
		north += a * math.Sin(k*xi) * math.Cosh(k*eta)
		east += a * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	return orb.Point{g.easting + rectA*east, rectA * north}
}

func (g gaussKruger) toLonLat(p orb.Point) orb.Point {
	north, east := p[1]/rectA, (p[0]-g.easting)/rectA
	xi, eta := north, east
	for j, b := range beta4 {
		k := 2 * float64(j+1)
		xi -= b * math.Sin(k*north) * math.Cosh(k*east)
		eta -= b * math.Cos(k*north) * math.Sinh(k*east)
	}
	conformal := math.Asinh(math.Sin(xi) / math.Hypot(math.Sinh(eta), math.Cos(xi)))
	psi := conformal
	for range 8 { // each round leaves e², 0.7 %, of the error
		psi = conformal + cgcsE*math.Atanh(cgcsE*math.Tanh(psi))
	}
	lon := math.Atan2(math.Sinh(eta), math.Cos(xi))
	return orb.Point{g.meridian + lon*180/math.Pi, math.Atan(math.Sinh(psi)) * 180 / math.Pi}
}

// The first codes of the four families in the EPSG register. Zones count from the west, meridians from 75°E.
const (
	sixZone, sixZones     = 4491, 11 // zones 13…23 of 6°, easting with the zone's number
	sixMeridian           = 4502     // the same without it
	threeZone, threeZones = 4513, 21 // zones 25…45 of 3°, easting with the zone's number
	threeMeridian         = 4534     // the same without it
)

// GaussKruger3 returns the CGCS2000 plane of 3° on a central meridian (75, 78 … 135); zoned eastings begin with the
// number of the zone.
func GaussKruger3(meridian int, zoned bool) (CRS, error) {
	if meridian < 75 || meridian > 135 || meridian%3 != 0 {
		return CRS{}, fmt.Errorf("3° zone on %d°E: %w", meridian, ErrUnknown)
	}
	i := (meridian - 75) / 3
	if zoned {
		return zonePlane(threeZone+i, "3-degree Gauss-Kruger zone", meridian, meridian/3), nil
	}
	return meridianPlane(threeMeridian+i, "3-degree Gauss-Kruger", meridian), nil
}

// GaussKruger6 returns the CGCS2000 plane of 6° on a central meridian (75, 81 … 135).
func GaussKruger6(meridian int, zoned bool) (CRS, error) {
	if meridian < 75 || meridian > 135 || (meridian-75)%6 != 0 {
		return CRS{}, fmt.Errorf("6° zone on %d°E: %w", meridian, ErrUnknown)
	}
	i := (meridian - 75) / 6
	if zoned {
		return zonePlane(sixZone+i, "Gauss-Kruger zone", meridian, (meridian+3)/6), nil
	}
	return meridianPlane(sixMeridian+i, "Gauss-Kruger", meridian), nil
}

func zonePlane(code int, family string, meridian, zone int) CRS {
	g := gaussKruger{float64(meridian), falseEasting + zoneEasting*float64(zone)}
	return planeCRS(code, fmt.Sprintf("CGCS2000 / %s %d", family, zone), g)
}

func meridianPlane(code int, family string, meridian int) CRS {
	g := gaussKruger{float64(meridian), falseEasting}
	return planeCRS(code, fmt.Sprintf("CGCS2000 / %s CM %dE", family, meridian), g)
}

func planeCRS(code int, name string, g gaussKruger) CRS {
	return CRS{Code: fmt.Sprintf("EPSG:%d", code), Name: name, Metres: true, ToWGS84: g.toLonLat, FromWGS84: g.fromLonLat}
}

// planeByCode returns the Gauss–Krüger plane with an EPSG number.
func planeByCode(code int) (CRS, error) {
	switch {
	case code >= sixZone && code < sixZone+sixZones:
		return GaussKruger6(75+6*(code-sixZone), true)
	case code >= sixMeridian && code < sixMeridian+sixZones:
		return GaussKruger6(75+6*(code-sixMeridian), false)
	case code >= threeZone && code < threeZone+threeZones:
		return GaussKruger3(75+3*(code-threeZone), true)
	case code >= threeMeridian && code < threeMeridian+threeZones:
		return GaussKruger3(75+3*(code-threeMeridian), false)
	}
	return CRS{}, fmt.Errorf("EPSG:%d: %w", code, ErrUnknown)
}
