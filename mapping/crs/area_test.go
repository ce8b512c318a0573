package crs

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

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
