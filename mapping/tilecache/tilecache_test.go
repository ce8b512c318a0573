package tilecache

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
)

// chart is a few areas and lines over the middle of the plane.
func chart() *mapping.Map {
	areas := mapping.Prepare([]orb.Geometry{
		orb.Polygon{{{-300, -200}, {400, -150}, {350, 260}, {-280, 240}, {-300, -200}}, {{0, 0}, {90, 10}, {40, 80}, {0, 0}}},
		orb.Polygon{{{100, 100}, {900, 140}, {500, 700}, {100, 100}}},
	}, nil)
	lines := mapping.Prepare([]orb.Geometry{orb.LineString{{-900, -500}, {-100, 30}, {120, -20}, {800, 620}}}, nil)
	return &mapping.Map{Background: color.NRGBA{240, 244, 245, 255}, Layers: []mapping.Layer{
		&mapping.AreaLayer{Areas: areas, Style: mapping.AreaStyle{Fill: mapping.Fill{Color: color.NRGBA{120, 160, 120, 200}}, Outline: mapping.Stroke{Color: color.NRGBA{20, 60, 20, 255}, Width: 1.5}}},
		&mapping.LineLayer{Lines: lines, Style: mapping.Stroke{Color: color.NRGBA{200, 60, 40, 255}, Width: 3}},
	}}
}

func paint(m *mapping.Map) func(v mapping.Viewport, onto *image.RGBA) {
	return func(v mapping.Viewport, onto *image.RGBA) {
		c := raster.On(onto, nil)
		c.Reset(m.Background)
		m.Draw(c, v)
	}
}

// A picture put together is the picture drawn at once, but for the rounding of single shades.
func TestPictureIsTheDrawing(t *testing.T) {
	m := chart()
	rapid.Check(t, func(t *rapid.T) {
		c := New(8*pieceBytes, paint(m))
		v := mapping.Viewport{W: rapid.IntRange(1, 700).Draw(t, "w"), H: rapid.IntRange(1, 700).Draw(t, "h"), DPR: 1, YDown: rapid.Bool().Draw(t, "down"),
			Scale: rapid.SampledFrom([]float64{0.3, 1, 1.37, 9}).Draw(t, "scale")}
		v.Center = orb.Point{rapid.Float64Range(-500, 500).Draw(t, "x"), rapid.Float64Range(-500, 500).Draw(t, "y")}
		v = v.Snapped()
		got := c.Picture(context.Background(), v)
		want := image.NewRGBA(got.Rect)
		paint(m)(v, want)
		for i := range want.Pix {
			if d := int(want.Pix[i]) - int(got.Pix[i]); d > 6 || d < -6 {
				t.Fatalf("pixel %d, %d: %d, not %d", i/4%v.W, i/4/v.W, got.Pix[i], want.Pix[i])
			}
		}
		if again := c.Picture(context.Background(), v); !bytes.Equal(again.Pix, got.Pix) {
			t.Fatal("the second time it is another")
		}
	})
}

// A drag draws what comes into view, and what was forgotten.
func TestOnlyNewPiecesAreDrawn(t *testing.T) {
	drawn := 0
	c := New(4*pieceBytes, func(mapping.Viewport, *image.RGBA) { drawn++ })
	v := mapping.Viewport{W: 2 * Side, H: Side, Scale: 1, Center: orb.Point{Side, -Side / 2}}
	for _, step := range []struct {
		dx   float32
		want int
	}{{0, 2}, {0, 2}, {-Side, 3}, {-Side, 4}, {2 * Side, 4}, {-3 * Side, 5}, {3 * Side, 5}, {-Side, 6}} {
		v = v.Pan(mapping.Pt{X: step.dx}).Snapped()
		c.Picture(context.Background(), v)
		if drawn != step.want {
			t.Fatalf("after a step of %v %d pieces were drawn, not %d", step.dx, drawn, step.want)
		}
	}
}

func TestAnOvertakenPictureKeepsItsPieces(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	drawn := 0
	c := New(16*pieceBytes, func(mapping.Viewport, *image.RGBA) {
		if drawn++; drawn == 2 {
			stop()
		}
	})
	v := mapping.Viewport{W: 2 * Side, H: 2 * Side, Scale: 1}
	if c.Picture(ctx, v) != nil || drawn != 2 {
		t.Fatalf("%d pieces were drawn", drawn)
	}
	if c.Picture(context.Background(), v) == nil || drawn != 4 {
		t.Fatalf("%d pieces were drawn in all", drawn)
	}
}
