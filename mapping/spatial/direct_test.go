package spatial

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// What Direct goes is what Distance measures.
func TestDirectIsTheInverseOfDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := orb.Point{rapid.Float64Range(73, 136).Draw(t, "lon"), rapid.Float64Range(3, 54).Draw(t, "lat")}
		metres := rapid.Float64Range(0.01, 500_000).Draw(t, "metres")
		to := Direct(from, rapid.Float64Range(0, 360).Draw(t, "azimuth"), metres)
		if got := Distance(from, to); math.Abs(got-metres) > 0.001 {
			t.Fatalf("%v to %v measures %v, not %v", from, to, got, metres)
		}
	})
}

func TestDirectGoesWhereItIsSent(t *testing.T) {
	from := orb.Point{117.81, 36.06}
	north, east := Direct(from, 0, 10_000), Direct(from, 90, 10_000)
	if math.Abs(north[0]-from[0]) > 1e-9 || north[1] <= from[1] || east[0] <= from[0] || math.Abs(east[1]-from[1]) > 1e-3 {
		t.Errorf("north %v, east %v", north, east)
	}
}

func TestACircleIsEverywhereAsFar(t *testing.T) {
	middle := orb.Point{117.81, 36.06}
	ring := Circle(middle, 150_000, 90)
	if len(ring) != 91 || ring[0] != ring[90] {
		t.Fatalf("%d places", len(ring))
	}
	for _, p := range ring {
		if d := Distance(middle, p); math.Abs(d-150_000) > 0.001 {
			t.Fatalf("%v is %v away", p, d)
		}
	}
}

func TestALineIsTheSumOfItsLegs(t *testing.T) {
	a, b, c := orb.Point{117.8, 36}, orb.Point{117.9, 36.1}, orb.Point{118, 36}
	if got := Along(orb.LineString{a, b, c}); got != Distance(a, b)+Distance(b, c) {
		t.Error(got)
	}
	if Along(nil) != 0 || Along(orb.LineString{a}) != 0 {
		t.Error("a place has a length")
	}
}
