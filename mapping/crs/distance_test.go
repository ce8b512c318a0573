package crs

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// Made with geod of PROJ 9.1.1 on GRS80, to a micrometre.
var geodVectors = []struct {
	a, b   orb.Point
	metres float64
}{
	{orb.Point{117.81, 36.06}, orb.Point{117.82052, 36.05873}, 958.229187},
	{orb.Point{117, 36}, orb.Point{118, 37}, 142618.087156},
	{orb.Point{75.9, 39.47}, orb.Point{134.2, 48.3}, 4669580.921121},
	{orb.Point{116.4, 39.9}, orb.Point{-70.5, -33.4}, 19064258.710616},
	{orb.Point{0, 0}, orb.Point{90, 0}, 10018754.171395},
	{orb.Point{0, 0}, orb.Point{1, 0}, 111319.490793},
	{orb.Point{117.8, 36.0}, orb.Point{117.8, 36.0009}, 99.863108},
	{orb.Point{10, -45}, orb.Point{-169.5, 44.5}, 19939872.179887},
}

func TestDistanceAgreesWithGeod(t *testing.T) {
	for _, v := range geodVectors {
		if d := Distance(v.a, v.b); math.Abs(d-v.metres) > 0.001 {
			t.Errorf("from %v to %v are %.6f m, geod says %.6f", v.a, v.b, d, v.metres)
		}
	}
	if d := Distance(orb.Point{0, 0}, orb.Point{180, 0}); d < 19.9e6 || d > 20.1e6 {
		t.Errorf("to the other side of the earth are %v m", d)
	}
}

func TestDistanceIsTheSameBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) orb.Point {
			return orb.Point{rapid.Float64Range(73, 136).Draw(t, name+" lon"), rapid.Float64Range(3, 54).Draw(t, name+" lat")}
		}
		a, b := draw("a"), draw("b")
		d := Distance(a, b)
		if back := Distance(b, a); math.Abs(d-back) > 1e-6 || d < 0 || math.IsNaN(d) {
			t.Fatalf("from %v to %v are %v m, back %v m", a, b, d, back)
		}
	})
}

// Made with PROJ 9.1.1: the corners on the plane of the meridian, the area by the shoelace formula in whole numbers.
var areaVectors = []struct {
	name     string
	meridian int
	ring     orb.Ring
	area     float64 // m²
}{
	{"near the meridian", 117, orb.Ring{{117.801, 36.051}, {117.8135, 36.0522}, {117.8128, 36.0611}, {117.8067, 36.0648}, {117.7999, 36.0601}}, 1421849.980247},
	{"a small plot", 117, orb.Ring{{117.820001, 36.058700}, {117.820300, 36.058710}, {117.820310, 36.058500}, {117.819990, 36.058490}}, 649.803059},
	{"the edge of a zone", 117, orb.Ring{{118.45, 37.4}, {118.499, 37.41}, {118.49, 37.45}, {118.46, 37.46}}, 19409779.070020},
	{"in the west", 75, orb.Ring{{75.9, 39.47}, {75.99, 39.46}, {76.01, 39.55}, {75.88, 39.54}}, 84045755.200975},
	{"a town", 117, orb.Ring{{117.6, 35.9}, {118.0, 35.92}, {117.95, 36.3}, {117.62, 36.28}}, 1389181723.919468},
}

func TestAreasAgreeWithPROJ(t *testing.T) {
	for _, v := range areaVectors {
		closed := append(append(orb.Ring{}, v.ring...), v.ring[0])
		if m := Meridian(closed); m != v.meridian {
			t.Errorf("%s: meridian %d", v.name, m)
		}
		for _, g := range []orb.Geometry{orb.Polygon{closed}, orb.MultiPolygon{{closed}}, orb.Collection{orb.Polygon{closed}, closed[0]}} {
			if got := AreaOf(g); math.Abs(got-v.area)/v.area > 1e-7 {
				t.Errorf("%s as %s has %.6f m², PROJ says %.6f", v.name, g.GeoJSONType(), got, v.area)
			}
		}
		if got := Area(orb.Polygon{closed}); math.Abs(got-v.area)/v.area > 1e-7 {
			t.Errorf("%s has %.6f m², PROJ says %.6f", v.name, got, v.area)
		}
	}
}
