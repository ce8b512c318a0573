package raster

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"chainatlas/mapping"
)

const screenW, screenH = 1920, 1080

// blobs makes polygons of 200 vertices over the screen.
func blobs(vertices int) []*mapping.Path {
	rnd := rand.New(rand.NewPCG(1, 2))
	var out []*mapping.Path
	for n := 0; n < vertices; n += 200 {
		cx, cy, r := rnd.Float64()*screenW, rnd.Float64()*screenH, 20+rnd.Float64()*40
		p := &mapping.Path{}
		for i := range 200 {
			a := float64(i) / 200 * 2 * math.Pi
			d := r * (1 + 0.2*math.Sin(7*a) + 0.05*rnd.Float64())
			p.LineTo(float32(cx+d*math.Cos(a)), float32(cy+d*math.Sin(a)))
		}
		out = append(out, p)
	}
	return out
}

// roads makes winding lines of 50 vertices, three pixels apart.
func roads(vertices int) []*mapping.Path {
	rnd := rand.New(rand.NewPCG(3, 4))
	var out []*mapping.Path
	for n := 0; n < vertices; n += 50 {
		x, y, a := rnd.Float64()*screenW, rnd.Float64()*screenH, rnd.Float64()*7
		p := &mapping.Path{}
		for range 50 {
			p.LineTo(float32(x), float32(y))
			a += (rnd.Float64() - 0.5) * 0.8
			x, y = x+3*math.Cos(a), y+3*math.Sin(a)
		}
		out = append(out, p)
	}
	return out
}

func BenchmarkFill200kVertices(b *testing.B) {
	c := New(screenW, screenH, white, nil)
	areas := blobs(200_000)
	for b.Loop() {
		for _, p := range areas {
			c.Fill(p, mapping.Fill{Color: color.NRGBA{90, 140, 90, 200}})
		}
	}
}

func BenchmarkStroke500kVertices(b *testing.B) {
	for _, w := range []struct {
		name  string
		width float32
	}{{"1px", 1}, {"3px", 3}} {
		b.Run(w.name, func(b *testing.B) {
			c := New(screenW, screenH, white, nil)
			lines := roads(500_000)
			for b.Loop() {
				for _, p := range lines {
					c.Stroke(p, mapping.Stroke{Color: black, Width: w.width})
				}
			}
		})
	}
}

func BenchmarkMarkers100k(b *testing.B) {
	c := New(screenW, screenH, white, nil)
	marker := New(12, 12, clear0, nil)
	var dot mapping.Path
	dot.MoveTo(6, 6)
	marker.Stroke(&dot, mapping.Stroke{Color: white, Width: 11, Cap: mapping.RoundCap})
	marker.Stroke(&dot, mapping.Stroke{Color: red, Width: 8, Cap: mapping.RoundCap})
	var img image.Image = NewSprite(marker.Picture())
	rnd := rand.New(rand.NewPCG(5, 6))
	at := make([]mapping.Pt, 100_000)
	for i := range at {
		at[i] = mapping.Pt{X: float32(rnd.IntN(screenW)), Y: float32(rnd.IntN(screenH))}
	}
	for b.Loop() {
		for _, p := range at {
			c.Image(img, mapping.R(p.X-6, p.Y-6, 12, 12))
		}
	}
}

func BenchmarkLabels2000(b *testing.B) {
	c := New(screenW, screenH, white, faces(b))
	for b.Loop() {
		for i := range 2000 {
			c.Text(mapping.Text{S: "Enterprise", At: mapping.Pt{X: float32(i*37%screenW) + 0.3, Y: float32(i * 53 % screenH)},
				Face: mapping.Face{Size: 14}, Color: black, Halo: white, HaloWidth: 2})
		}
	}
}
