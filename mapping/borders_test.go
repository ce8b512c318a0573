package mapping

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestBorders(t *testing.T) {
	west := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}
	east := orb.Ring{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0}}
	for _, tc := range []struct {
		name  string
		areas []orb.Geometry
		lines int
		steps int
	}{
		{"nothing", nil, 0, 0},
		{"an area", []orb.Geometry{west}, 1, 4},
		{"an open ring", []orb.Geometry{west[:4]}, 1, 4},
		{"the same twice", []orb.Geometry{west, west}, 1, 4},
		{"neighbours", []orb.Geometry{west, orb.Polygon{east}}, 2, 7},
		{"neighbours, the other first", []orb.Geometry{orb.MultiPolygon{{east}}, west}, 2, 7},
		{"points and lines have none", []orb.Geometry{orb.Point{1, 1}, orb.LineString{{0, 0}, {1, 1}}, nil}, 0, 0},
	} {
		got := Borders(tc.areas)
		steps := 0
		for _, l := range got {
			steps += len(l) - 1
		}
		if len(got) != tc.lines || steps != tc.steps {
			t.Errorf("%s: %d lines of %d steps, want %d of %d: %v", tc.name, len(got), steps, tc.lines, tc.steps, got)
		}
	}
}
