package mapping_test

import (
	"image"
	"image/color"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/scene"
)

// A drawing on a part of a canvas is the drawing made there by hand.
func TestPlaced(t *testing.T) {
	col, img := color.NRGBA{1, 2, 3, 255}, image.NewGray(image.Rect(0, 0, 2, 2))
	draw := func(c mapping.Canvas, x, y, k float32) {
		var p mapping.Path
		p.Rect(mapping.R(x+1*k, y+2*k, 3*k, 4*k))
		c.Group(mapping.Group{ID: "a"}, func() {
			c.Fill(&p, mapping.Fill{Color: col, Hatch: mapping.Dots, Ink: col, Unit: k})
			c.Stroke(&p, mapping.Stroke{Color: col, Width: 2 * k, Dash: []float32{3 * k, 1 * k}})
			c.Clip(mapping.R(x, y, 8*k, 8*k), func() { c.Image(img, mapping.R(x+4*k, y, 2*k, 2*k)) })
			c.Text(mapping.Text{S: "钢", At: mapping.Pt{X: x + 5*k, Y: y + 6*k}, Face: mapping.Face{Size: 10 * k}, Color: col, Halo: col, HaloWidth: 1 * k})
		})
	}
	want, got := scene.New(nil), scene.New(nil)
	draw(want, 10, 20, 0.5)
	draw(mapping.Placed{On: got, At: mapping.Pt{X: 10, Y: 20}, Scale: 0.5}, 0, 0, 1)
	if got.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
