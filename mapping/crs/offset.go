package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// GCJ-02 is what Chinese map providers must publish: WGS-84 moved by some hundred metres along fixed waves, on the
// ellipsoid of Krasovsky. The formula is known from the providers' own programs; it has no standard.
const (
	krasovskyA  = 6378245.0
	krasovskyE2 = 0.00669342162296594323
)

// inChina is the box in which the waves apply.
func inChina(p orb.Point) bool {
	return p[0] >= 72.004 && p[0] <= 137.8347 && p[1] >= 0.8293 && p[1] <= 55.8271
}

// wgsToGCJ moves a place some 500 m; outside China it leaves it.
func wgsToGCJ(p orb.Point) orb.Point {
	if !inChina(p) {
		return p
	}
	x, y := p[0]-105, p[1]-35
	lat := p[1] * math.Pi / 180
	magic := 1 - krasovskyE2*math.Sin(lat)*math.Sin(lat)
	root := math.Sqrt(magic)
	dLat := northWave(x, y) * 180 / (krasovskyA * (1 - krasovskyE2) / (magic * root) * math.Pi)
	dLon := eastWave(x, y) * 180 / (krasovskyA / root * math.Cos(lat) * math.Pi)
	return orb.Point{p[0] + dLon, p[1] + dLat}
}

// northWave and eastWave are metres, of degrees from 105°E 35°N.
func northWave(x, y float64) float64 {
	return -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) +
		waves(x, 6, 20, 2, 20) + waves(y, 1, 20, 1.0/3, 40) + waves(y, 1.0/12, 160, 1.0/30, 320)
}

func eastWave(x, y float64) float64 {
	return 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) +
		waves(x, 6, 20, 2, 20) + waves(x, 1, 20, 1.0/3, 40) + waves(x, 1.0/12, 150, 1.0/30, 300)
}

func waves(v, f1, a1, f2, a2 float64) float64 {
	return (a1*math.Sin(v*f1*math.Pi) + a2*math.Sin(v*f2*math.Pi)) * 2 / 3
}

func gcjToWGS(p orb.Point) orb.Point { return undo(wgsToGCJ, p) }

// BD-09 is GCJ-02 moved and waved once more by Baidu.
const (
	baiduWave = math.Pi * 3000 / 180
	baiduEast = 0.0065
	baiduUp   = 0.006
)

func gcjToBD(p orb.Point) orb.Point {
	r := math.Hypot(p[0], p[1]) + 0.00002*math.Sin(p[1]*baiduWave)
	a := math.Atan2(p[1], p[0]) + 0.000003*math.Cos(p[0]*baiduWave)
	return orb.Point{r*math.Cos(a) + baiduEast, r*math.Sin(a) + baiduUp}
}

func wgsToBD(p orb.Point) orb.Point { return gcjToBD(wgsToGCJ(p)) }

func bdToWGS(p orb.Point) orb.Point { return gcjToWGS(undo(gcjToBD, p)) }

// undo finds the place that move brings to p. Each round leaves about a hundredth of the error, so that six reach
// the precision of float64; a fixed number keeps the answer the same everywhere.
func undo(move orb.Projection, p orb.Point) orb.Point {
	q := p
	for range 12 {
		m := move(q)
		q[0] += p[0] - m[0]
		q[1] += p[1] - m[1]
	}
	return q
}
