package cluster

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func drawPoints(t *rapid.T) []orb.Point {
	spread := rapid.SampledFrom([]float64{0, 1, 300, 50_000, World / 2}).Draw(t, "spread")
	v := rapid.Float64Range(-1, 1)
	at := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{13e6 + spread*v.Draw(t, "x"), 4e6 + spread*v.Draw(t, "y")}
	}), 0, 150).Draw(t, "points")
	if rapid.Bool().Draw(t, "foreign") {
		at = append(at, orb.Point{math.NaN(), 0}, orb.Point{0, math.Inf(-1)})
	}
	return at
}

var everywhere = orb.Bound{Min: orb.Point{-1e9, -1e9}, Max: orb.Point{1e9, 1e9}}

// At every zoom each point is in one sign, and a sign says how many it has.
func TestSignsHoldAllPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := drawPoints(t)
		x := New(at, Options{Smallest: rapid.IntRange(0, 4).Draw(t, "smallest")})
		for z := -1; z <= 18; z++ {
			var members []int
			signs := 0
			x.Box(z, everywhere, func(s Sign) {
				signs++
				n := len(members)
				x.Members(s.ID, func(i int) bool { members = append(members, i); return true })
				if len(members)-n != s.Count || s.Count == 1 != (s.Point >= 0) {
					t.Fatalf("zoom %d: %+v has %d members", z, s, len(members)-n)
				}
			})
			slices.Sort(members)
			if len(slices.Compact(members)) != x.Len() || signs != x.Count(z) {
				t.Fatalf("zoom %d: %d signs of %d, %d points of %d", z, signs, x.Count(z), len(members), x.Len())
			}
		}
	})
}

// Two signs of a zoom that are closer than the radius could have been one, unless one of them moved when it took others.
func TestPointsLeftAloneAreFarApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := New(drawPoints(t), Options{})
		for z := range 17 {
			r := 40 / (512 * math.Exp2(float64(z))) * World
			var alone []orb.Point
			x.Box(z, everywhere, func(s Sign) {
				if s.Point >= 0 {
					alone = append(alone, s.At)
				}
			})
			for i, p := range alone {
				for _, q := range alone[:i] {
					if d := math.Hypot(p[0]-q[0], p[1]-q[1]); d < r*0.999 {
						t.Fatalf("zoom %d: %v and %v are %v apart, the radius is %v", z, p, q, d, r)
					}
				}
			}
		}
	})
}

func TestFallingApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := New(drawPoints(t), Options{})
		z := rapid.IntRange(0, 16).Draw(t, "zoom")
		x.Box(z, everywhere, func(s Sign) {
			got, ok := x.Sign(s.ID)
			if !ok || got.Count != s.Count || got.ID != s.ID {
				t.Fatalf("%+v is %+v by its name", s, got)
			}
			children, total := x.Children(s.ID), 0
			for _, c := range children {
				total += c.Count
			}
			if s.Count == 1 && len(children) > 0 || s.Count > 1 && (len(children) < 2 || total != s.Count) {
				t.Fatalf("%+v falls apart into %+v", s, children)
			}
			if e := x.Expansion(s.ID); s.Count > 1 && (e <= z || e > 17) {
				t.Fatalf("%+v of zoom %d falls apart at %d", s, z, e)
			}
		})
	})
}

func TestBoxHasItsSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := drawPoints(t)
		x := New(at, Options{})
		z := rapid.IntRange(0, 17).Draw(t, "zoom")
		b := orb.Point{13e6, 4e6}.Bound().Pad(rapid.Float64Range(0, 60_000).Draw(t, "pad"))
		inner, outer := b.Pad(-1), b.Pad(1) // offsets are float32
		got := map[ID]bool{}
		x.Box(z, b, func(s Sign) { got[s.ID] = true })
		x.Box(z, everywhere, func(s Sign) {
			if got[s.ID] && !outer.Contains(s.At) || !got[s.ID] && !inner.IsEmpty() && inner.Contains(s.At) {
				t.Fatalf("%+v in %v: %v", s, b, got[s.ID])
			}
		})
	})
}

func TestForeignNames(t *testing.T) {
	x := New([]orb.Point{{1, 1}, {2, 2}}, Options{})
	for _, id := range []ID{5, 17<<nodeBits | 7, 30 << nodeBits, 1<<32 - 1} {
		if _, ok := x.Sign(id); ok || x.Children(id) != nil || x.Expansion(id) != 0 {
			t.Errorf("%d is known", id)
		}
		x.Members(id, func(int) bool { t.Errorf("%d has members", id); return false })
	}
}

func TestEqualPointsNeverFallApart(t *testing.T) {
	x := New([]orb.Point{{7, 7}, {7, 7}, {7, 7}}, Options{})
	if n := x.Count(16); n != 1 {
		t.Fatalf("%d signs at the closest zoom", n)
	}
	if n := x.Count(17); n != 3 {
		t.Fatalf("%d signs beyond it", n)
	}
}

func BenchmarkClusters(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		r := rand.New(rand.NewPCG(1, 2))
		at := make([]orb.Point, n)
		for i := range at {
			at[i] = orb.Point{13e6 + r.NormFloat64()*30_000, 4.3e6 + r.NormFloat64()*30_000}
		}
		b.Run(map[int]string{10_000: "10k", 100_000: "100k", 1_000_000: "1M"}[n], func(b *testing.B) {
			for b.Loop() {
				New(at, Options{})
			}
		})
	}
}
