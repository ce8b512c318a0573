package mapping_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"chainatlas/mapping"
	"chainatlas/mapping/scene"
)

// coasts is a layer of a few dozen ragged areas.
func coasts(seed uint64) []orb.Geometry {
	r := rand.New(rand.NewPCG(seed, 2))
	var out []orb.Geometry
	for range 40 {
		at := orb.Point{r.Float64() * 1000, r.Float64() * 1000}
		out = append(out, orb.Polygon{coast(at, 10+r.Float64()*60, 20+r.IntN(200), r.Uint64())})
	}
	return out
}

func recorded(l mapping.Layer, v mapping.Viewport) string {
	c := scene.New(nil)
	l.Draw(c, v)
	return c.String()
}

// What was seen before does not change what is seen next, at the same scale or at another.
func TestWhatIsThinnedAsItIsSeenIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shapes := coasts(rapid.Uint64().Draw(t, "seed"))
		layer := func() *mapping.AreaLayer {
			return &mapping.AreaLayer{Areas: mapping.Prepare(shapes, nil), Style: mapping.AreaStyle{Outline: mapping.Stroke{Color: black, Width: 2}}}
		}
		used := layer()
		coordinate := rapid.Float64Range(0, 1000)
		for range 6 {
			v := viewAt(orb.Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}, rapid.SampledFrom([]float64{0.3, 0.31, 1, 5}).Draw(t, "scale"), 200, 150)
			if recorded(used, v) != recorded(layer(), v) {
				t.Fatalf("the view %+v differs", v)
			}
		}
	})
}

func TestSeveralViewsAreThinnedAtOnce(t *testing.T) {
	shapes := coasts(5)
	l := &mapping.AreaLayer{Areas: mapping.Prepare(shapes, nil), Style: mapping.AreaStyle{Outline: mapping.Stroke{Color: black, Width: 2}}}
	var views []mapping.Viewport
	for i := range 25 {
		views = append(views, viewAt(orb.Point{float64(i%5) * 200, float64(i/5) * 200}, 1, 250, 250))
	}
	got := make([]string, len(views))
	var wg sync.WaitGroup
	for i, v := range views {
		wg.Go(func() { got[i] = recorded(l, v) })
	}
	wg.Wait()
	for i, v := range views {
		if one := (&mapping.AreaLayer{Areas: mapping.Prepare(shapes, nil), Style: l.Style}); recorded(one, v) != got[i] {
			t.Errorf("view %d differs", i)
		}
	}
	if slices.Equal(got[:1], got[1:2]) {
		t.Error("all views look alike")
	}
}
