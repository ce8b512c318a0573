package raster

import (
	"bytes"
	"image/color"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"chainatlas/mapping"
)

// What a batch paints is, byte by byte, what is painted at once, whatever comes between the shapes.
func TestABatchPaintsTheSame(t *testing.T) {
	words := faces(t)
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		w, h := rapid.IntRange(1, 300).Draw(t, "w"), rapid.IntRange(1, 300).Draw(t, "h")
		draw := func(c *Canvas) {
			r := rand.New(rand.NewPCG(seed, 1))
			for range 40 {
				anything(c, r, w, h)
			}
		}
		atOnce, batched := New(w, h, white, words), New(w, h, white, words)
		draw(atOnce)
		batched.Batch(func() { draw(batched) })
		if !bytes.Equal(atOnce.Picture().Pix, batched.Picture().Pix) {
			t.Fatal("the pictures differ")
		}
	})
}

// anything paints one thing.
func anything(c *Canvas, r *rand.Rand, w, h int) {
	at := func() mapping.Pt {
		return mapping.Pt{X: r.Float32()*float32(w+60) - 30, Y: r.Float32()*float32(h+60) - 30}
	}
	var p mapping.Path
	for range 3 + r.IntN(6) {
		q := at()
		p.LineTo(q.X, q.Y)
	}
	k := color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(100 + 155*r.IntN(2))}
	switch r.IntN(7) {
	case 0, 1:
		c.Fill(&p, mapping.Fill{Color: k})
	case 2, 3:
		c.Stroke(&p, mapping.Stroke{Color: k, Width: 1 + 4*r.Float32()})
	case 4:
		c.Fill(&p, mapping.Fill{Color: k, Hatch: mapping.Cross, Ink: black})
	case 5:
		small := New(9, 9, clear0, nil)
		small.Fill(&p, mapping.Fill{Color: k})
		c.Stamp(NewSprite(small.Picture()), at())
	default:
		c.Clip(mapping.R(at().X, at().Y, 50, 50), func() {
			c.Fill(&p, mapping.Fill{Color: k})
			c.Text(mapping.Text{S: "钢城", At: at(), Face: mapping.Face{Size: 14}, Color: black})
		})
	}
}
