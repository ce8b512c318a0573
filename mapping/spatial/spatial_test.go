package spatial

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

func drawPoints(t *rapid.T, lo, hi orb.Point) []orb.Point {
	x, y := rapid.Float64Range(lo[0], hi[0]), rapid.Float64Range(lo[1], hi[1])
	out := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) orb.Point { return orb.Point{x.Draw(t, "x"), y.Draw(t, "y")} }), 0, 200).Draw(t, "points")
	if rapid.Bool().Draw(t, "foreign") {
		out = append(out, orb.Point{math.NaN(), 1}, orb.Point{1, math.Inf(1)})
	}
	if len(out) > 0 && rapid.Bool().Draw(t, "twice") {
		out = append(out, out[0])
	}
	return out
}

func TestBoxIsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := drawPoints(t, orb.Point{-50, -50}, orb.Point{50, 50})
		x := rapid.Float64Range(-60, 60)
		b := orb.Point{x.Draw(t, "x"), x.Draw(t, "y")}.Bound().Pad(rapid.Float64Range(0, 40).Draw(t, "pad"))
		var want, got []int
		for i, p := range at {
			if sound(p) && b.Contains(p) {
				want = append(want, i)
			}
		}
		NewPoints(at).Box(b, func(i int, _ orb.Point) { got = append(got, i) })
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		if n := NewPoints(at).AtMost(b); n < len(want) {
			t.Fatalf("at most %d, but there are %d", n, len(want))
		}
	})
}

func TestNearestIsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := drawPoints(t, orb.Point{-50, -5}, orb.Point{50, 5})
		q := orb.Point{rapid.Float64Range(-90, 90).Draw(t, "x"), rapid.Float64Range(-90, 90).Draw(t, "y")}
		best, want := math.Inf(1), -1
		for i, p := range at {
			if d := planar.DistanceSquared(p, q); sound(p) && d < best {
				best, want = d, i
			}
		}
		if got := NewPoints(at).Nearest(q); got != want {
			t.Fatalf("got %d, want %d", got, want)
		}
	})
}

func TestWithinIsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		middle := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-89.9, 89.9).Draw(t, "lat")}
		reach := rapid.SampledFrom([]float64{0.01, 1, 5, 80}).Draw(t, "reach")
		var at []orb.Point
		for _, p := range drawPoints(t, orb.Point{-reach, -reach}, orb.Point{reach, reach}) {
			lon, lat := middle[0]+p[0]*2, min(max(middle[1]+p[1], -90), 90)
			at = append(at, orb.Point{math.Remainder(lon, 360), lat})
		}
		metres := rapid.Float64Range(0, reach*150_000).Draw(t, "metres")
		var want, got []int
		for i, p := range at {
			if sound(p) && Distance(middle, p) <= metres {
				want = append(want, i)
			}
		}
		NewPoints(at).Within(middle, metres, func(i int) { got = append(got, i) })
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%v m around %v: got %v, want %v", metres, middle, got, want)
		}
	})
}

// The quick measure decides only what it may.
func TestQuickMeasure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-quickLat, quickLat).Draw(t, "lat")}
		p := orb.Point{q[0] + rapid.Float64Range(-8, 8).Draw(t, "dlon"), q[1] + rapid.Float64Range(-2.8, 2.8).Draw(t, "dlat")}
		exact := Distance(q, p)
		n := nearTo(q)
		quick := math.Sqrt(n.squared(p))
		if min(exact, quick) <= quickReach && math.Abs(quick-exact) > quickError*exact+1e-3 {
			t.Fatalf("%v to %v: %v, not %v", q, p, quick, exact)
		}
	})
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b orb.Point
		want float64
	}{
		{"the same place", orb.Point{117, 36}, orb.Point{117, 36}, 0},
		{"a degree of the equator", orb.Point{0, 0}, orb.Point{1, 0}, 111319.491},
		{"a degree of a meridian at the equator", orb.Point{0, 0}, orb.Point{0, 1}, 110574.389},
		{"a quarter of a meridian", orb.Point{0, 0}, orb.Point{0, 90}, 10001965.729},
	} {
		if got := Distance(c.a, c.b); math.Abs(got-c.want) > 0.001 {
			t.Errorf("%s: %.4f, want %.4f", c.name, got, c.want)
		}
	}
	if got := Distance(orb.Point{0, 0}, orb.Point{179.7, 0.3}); math.Abs(got-20e6) > 1e5 {
		t.Errorf("nearly opposite: %v", got)
	}
}

// blob is a ring of n points; whole puts them on whole numbers, so that points meet corners and edges.
func blob(r *rand.Rand, middle orb.Point, radius float64, n int, whole bool) orb.Ring {
	var out orb.Ring
	for i := range n {
		a := float64(i) / float64(n) * 2 * math.Pi
		d := radius * (0.7 + 0.3*math.Sin(5*a) + 0.1*r.Float64())
		p := orb.Point{middle[0] + d*math.Cos(a), middle[1] + d*math.Sin(a)}
		if whole {
			p = orb.Point{math.Round(p[0]), math.Round(p[1])}
		}
		out = append(out, p)
	}
	return append(out, out[0])
}

func TestAreasAreOrbs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		whole := rapid.Bool().Draw(t, "whole")
		var shapes []orb.MultiPolygon
		for range rapid.IntRange(0, 12).Draw(t, "areas") {
			var m orb.MultiPolygon
			for range 1 + r.IntN(2) {
				at := orb.Point{r.Float64() * 100, r.Float64() * 100}
				p := orb.Polygon{blob(r, at, 2+r.Float64()*30, 3+r.IntN(40), whole)}
				if r.IntN(2) == 0 {
					p = append(p, blob(r, at, 5, 3+r.IntN(10), whole))
				}
				m = append(m, p)
			}
			shapes = append(shapes, m)
		}
		areas := NewAreas(shapes)
		for range 300 {
			q := orb.Point{r.Float64()*120 - 10, r.Float64()*120 - 10}
			if whole && r.IntN(2) == 0 {
				q = orb.Point{math.Round(q[0]), math.Round(q[1])}
			}
			check(t, areas, shapes, q)
		}
		for _, s := range shapes {
			check(t, areas, shapes, s[0][0][0])
		}
	})
}

func check(t *rapid.T, areas *Areas, shapes []orb.MultiPolygon, q orb.Point) {
	var want, got []int
	for i, s := range shapes {
		if planar.MultiPolygonContains(s, q) {
			want = append(want, i)
		}
	}
	areas.Each(q, func(i int) { got = append(got, i) })
	if !slices.Equal(got, want) {
		t.Fatalf("%v lies in %v, not in %v", q, want, got)
	}
	if first := areas.At(q); len(want) == 0 && first != -1 || len(want) > 0 && first != want[0] {
		t.Fatalf("%v lies in %v, not in %d", q, want, first)
	}
}

func TestForeignAreas(t *testing.T) {
	nan := math.NaN()
	a := NewAreas([]orb.MultiPolygon{nil, {{}}, {{{}}}, {{{{0, 0}, {nan, 1}, {1, 1}, {0, 0}}}}, {{{{0, 0}, {0, 0}, {0, 0}}}},
		{{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}, {{nan, nan}}}}})
	if got := a.At(orb.Point{3, 1}); got != 5 {
		t.Errorf("the sound one: %d", got)
	}
	for _, q := range []orb.Point{{nan, nan}, {-1, 1}, {math.Inf(1), 0}} {
		if got := a.At(q); got != -1 {
			t.Errorf("%v: %d", q, got)
		}
	}
	if got := NewAreas(nil).At(orb.Point{}); got != -1 {
		t.Errorf("of none: %d", got)
	}
}
