package mapping_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/scene"
)

func mapAt(lat, scale float64) mapping.Viewport {
	return viewAt(crs.WebMercator.FromWGS84(orb.Point{117.81, lat}), scale, 800, 600)
}

func TestScaleBarIsTrue(t *testing.T) {
	for _, lat := range []float64{0, 36.06, 53, -40} {
		for scale := 0.0001; scale < 20; scale *= 3.7 {
			v := mapAt(lat, scale)
			metres, px := mapping.ScaleBar{}.Length(v)
			if px > 140.01 || px < 140/2.6 {
				t.Errorf("at %v° and %g the bar is %.1f px long", lat, scale, px)
			}
			// Measure what the bar's pixels span on the ground, along the parallel.
			a := crs.WebMercator.ToWGS84(v.Plane(mapping.Pt{X: 400 - float32(px/2), Y: 300}))
			b := crs.WebMercator.ToWGS84(v.Plane(mapping.Pt{X: 400 + float32(px/2), Y: 300}))
			sin := math.Sin(lat * math.Pi / 180)
			radius := 6378137 / math.Sqrt(1-0.00669438*sin*sin) * math.Cos(lat*math.Pi/180)
			if ground := (b[0] - a[0]) * math.Pi / 180 * radius; math.Abs(ground/metres-1) > 1e-5 {
				t.Errorf("at %v° and %g the bar says %g m and spans %.3f", lat, scale, metres, ground)
			}
			lead := metres / math.Pow(10, math.Floor(math.Log10(metres)+1e-9))
			if !slices.ContainsFunc([]float64{1, 2, 5}, func(k float64) bool { return math.Abs(lead-k) < 1e-6 }) {
				t.Errorf("%g m is no round distance", metres)
			}
		}
	}
}

func TestScaleBarWords(t *testing.T) {
	for scale, want := range map[float64]string{0.01: "10 公里", 0.5: "200 米", 1000: "10 厘米"} {
		var s scene.Scene
		mapping.ScaleBar{}.Draw(&s, mapAt(36.06, scale), mapping.RoughMeasurer{})
		if got := s.Texts(); len(got) != 1 || got[0] != want {
			t.Errorf("at %g it says %q, want %q", scale, got, want)
		}
	}
	var s scene.Scene
	mapping.ScaleBar{}.Draw(&s, mapping.Viewport{Scale: 1, W: 10, H: 10, YDown: true}, mapping.RoughMeasurer{})
	if s.String() != "" {
		t.Error("a chain map has a scale bar")
	}
}

func TestLegendShowsWhatItIsGiven(t *testing.T) {
	v := mapAt(36, 1)
	var s scene.Scene
	l := mapping.Legend{Corner: mapping.TopRight, Title: "图例", Entries: []mapping.LegendEntry{
		{Text: "工业用地", Fill: mapping.Fill{Color: blue, Hatch: mapping.Slashes, Ink: black}},
		{Text: "高速公路", Stroke: mapping.Stroke{Color: black, Width: 3, Dash: []float32{4, 2}}},
	}}
	l.Draw(&s, v, mapping.RoughMeasurer{})
	if got := s.Texts(); !slices.Equal(got, []string{"图例", "工业用地", "高速公路"}) {
		t.Errorf("the legend says %q", got)
	}
	if box := l.Box(v, mapping.RoughMeasurer{}); box.Max.X != 788 || box.Min.Y != 12 {
		t.Errorf("it stands at %v", box)
	}
	s = scene.Scene{}
	mapping.Legend{Title: "图例"}.Draw(&s, v, mapping.RoughMeasurer{})
	mapping.Notice{}.Draw(&s, v, mapping.RoughMeasurer{})
	if s.String() != "" {
		t.Errorf("nothing to say is drawn as\n%s", s.String())
	}
}

func TestFurnitureStandsInThePicture(t *testing.T) {
	for _, corner := range []mapping.Corner{mapping.BottomLeft, mapping.BottomRight, mapping.TopLeft, mapping.TopRight} {
		for _, dpr := range []float32{1, 2} {
			v := mapAt(36, 1)
			v.DPR = dpr
			var s scene.Scene
			mapping.ScaleBar{Corner: corner}.Draw(&s, v, mapping.RoughMeasurer{})
			mapping.NorthArrow{Corner: corner}.Draw(&s, v, mapping.RoughMeasurer{})
			mapping.Notice{Corner: corner, Text: "来源：某局"}.Draw(&s, v, mapping.RoughMeasurer{})
			b := s.Bounds()
			if b.Empty() || b.Union(v.Box()) != v.Box() {
				t.Errorf("corner %d at %v: furniture reaches %v", corner, dpr, b)
			}
			if !strings.Contains(s.String(), "北") {
				t.Error("north is not named")
			}
		}
	}
}
