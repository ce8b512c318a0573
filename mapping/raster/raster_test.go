package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"pgregory.net/rapid"

	"chainatlas/mapping"
)

var (
	white  = color.NRGBA{255, 255, 255, 255}
	black  = color.NRGBA{0, 0, 0, 255}
	red    = color.NRGBA{255, 0, 0, 255}
	clear0 = color.NRGBA{}
)

func faces(t testing.TB) *mapping.Typeface {
	t.Helper()
	f, err := mapping.NewTypeface(goregular.TTF, gobold.TTF)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// ink is how dark a black drawing on white is at a pixel, 0…1.
func inkAt(c *Canvas, x, y int) float64 {
	return 1 - float64(c.Picture().RGBAAt(x, y).R)/255
}

func pathOf(rings ...[]mapping.Pt) *mapping.Path {
	var p mapping.Path
	for _, r := range rings {
		p.Line(r...)
	}
	return &p
}

func square(x, y, side float32) []mapping.Pt {
	return []mapping.Pt{{X: x, Y: y}, {X: x + side, Y: y}, {X: x + side, Y: y + side}, {X: x, Y: y + side}}
}

func reversed(pts []mapping.Pt) []mapping.Pt {
	out := make([]mapping.Pt, len(pts))
	for i, p := range pts {
		out[len(pts)-1-i] = p
	}
	return out
}

func TestFillCoverage(t *testing.T) {
	cases := []struct {
		name string
		path *mapping.Path
		x, y int
		want float64
	}{
		{"whole pixel", pathOf(square(2, 2, 4)), 3, 3, 1},
		{"outside", pathOf(square(2, 2, 4)), 7, 3, 0},
		{"half a pixel to the right", pathOf(square(2.5, 2, 4)), 2, 3, 0.5},
		{"a quarter in the corner", pathOf(square(2.5, 2.5, 4)), 2, 2, 0.25},
		{"wound the other way", pathOf(reversed(square(2.5, 2.5, 4))), 2, 2, 0.25},
		{"hole wound like its shell", pathOf(square(0, 0, 8), square(2, 2, 4)), 3, 3, 0},
		{"hole wound against its shell", pathOf(square(0, 0, 8), reversed(square(2, 2, 4))), 3, 3, 0},
		{"rings that meet in a pixel", pathOf(square(0, 0, 3.5), square(3.5, 0, 3.5)), 3, 1, 1},
		{"rings that meet, wound unlike", pathOf(square(0, 0, 3.5), reversed(square(3.5, 0, 3.5))), 3, 1, 1},
		{"three rings deep", pathOf(square(0, 0, 9), square(1, 1, 7), square(2, 2, 5)), 4, 4, 1},
		{"triangle", pathOf([]mapping.Pt{{X: 1, Y: 1}, {X: 2, Y: 1}, {X: 1, Y: 2}}), 1, 1, 0.5},
		{"reaches in from far left", pathOf(square(-1000, 2, 1004)), 0, 3, 1},
		{"covers everything", pathOf(square(-1e30, -1e30, 2e30)), 5, 5, 1},
		{"a point that is no number is left out", pathOf(append(square(2, 2, 4), mapping.Pt{X: float32(math.NaN()), Y: 3})), 3, 3, 1},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c := New(10, 10, white, nil)
			c.Fill(tc.path, mapping.Fill{Color: black})
			if got := inkAt(c, tc.x, tc.y); math.Abs(got-tc.want) > 0.01 {
				t.Errorf("coverage at %d,%d is %.3f, want %.3f", tc.x, tc.y, got, tc.want)
			}
		})
	}
}

// Even-odd must hold for any rings: compare with counting crossings at 16×16 places of each pixel. A sliver thinner
// than a pixel may be lost, so what is compared is the ink of nine pixels together.
func TestFillIsEvenOdd(t *testing.T) {
	const side = 12
	rapid.Check(t, func(rt *rapid.T) {
		var p mapping.Path
		for range rapid.IntRange(1, 3).Draw(rt, "rings") {
			p.Line(rapid.SliceOfN(anyPt(-4, side+4), 3, 7).Draw(rt, "ring")...)
		}
		c := New(side, side, white, nil)
		c.Fill(&p, mapping.Fill{Color: black})
		var off [side][side]float64
		for y := range side {
			for x := range side {
				off[y][x] = inkAt(c, x, y) - sampled(&p, x, y)
			}
		}
		for y := 1; y < side-1; y++ {
			for x := 1; x < side-1; x++ {
				sum := 0.0
				for i := range 9 {
					sum += off[y-1+i/3][x-1+i%3]
				}
				if math.Abs(sum)/9 > 0.25 {
					rt.Fatalf("around pixel %d,%d the ink is off by %.2f", x, y, sum/9)
				}
			}
		}
	})
}

func anyPt(lo, hi int) *rapid.Generator[mapping.Pt] {
	at := rapid.IntRange(lo*8, hi*8)
	return rapid.Custom(func(t *rapid.T) mapping.Pt {
		return mapping.Pt{X: float32(at.Draw(t, "x")) / 8, Y: float32(at.Draw(t, "y")) / 8}
	})
}

func sampled(p *mapping.Path, x, y int) float64 {
	if b := p.Bounds(); !b.Overlaps(mapping.R(float32(x), float32(y), 1, 1)) {
		return 0
	}
	n := 0
	for j := range 16 {
		for i := range 16 {
			if evenOdd(p, float64(x)+(float64(i)+0.5)/16, float64(y)+(float64(j)+0.51)/16) {
				n++
			}
		}
	}
	return float64(n) / 256
}

func evenOdd(p *mapping.Path, x, y float64) bool {
	in := false
	for i := range p.Len() {
		pts := p.Part(i)
		for j, b := range pts {
			a := pts[(j+len(pts)-1)%len(pts)]
			ay, by := float64(a.Y), float64(b.Y)
			if (ay > y) != (by > y) && x < float64(a.X)+(y-ay)*float64(b.X-a.X)/(by-ay) {
				in = !in
			}
		}
	}
	return in
}

// A round line covers what lies within half its width of it, however it turns.
func TestRoundStrokeIsAllWithinReach(t *testing.T) {
	const side = 40
	rapid.Check(t, func(rt *rapid.T) {
		pts := rapid.SliceOfN(anyPt(5, side-5), 1, 6).Draw(rt, "line")
		width := float32(rapid.IntRange(2, 16).Draw(rt, "width"))
		c := New(side, side, white, nil)
		c.Stroke(pathOf(pts), mapping.Stroke{Color: black, Width: width, Cap: mapping.RoundCap})
		for y := range side {
			for x := range side {
				d := distance(pts, float64(x)+0.5, float64(y)+0.5) - float64(width)/2
				got := inkAt(c, x, y)
				if d < -1 && got < 0.98 {
					rt.Fatalf("hole at %d,%d: %.2f", x, y, got)
				}
				if d > 1 && got > 0.02 {
					rt.Fatalf("ink outside at %d,%d: %.2f", x, y, got)
				}
			}
		}
	})
}

func distance(pts []mapping.Pt, x, y float64) float64 {
	best := math.Inf(1)
	for i := range pts {
		a, b := pts[max(i-1, 0)], pts[i]
		dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = min(max(((x-float64(a.X))*dx+(y-float64(a.Y))*dy)/l, 0), 1)
		}
		best = min(best, math.Hypot(x-float64(a.X)-t*dx, y-float64(a.Y)-t*dy))
	}
	return best
}

// Tiles must fit together: a tile shows exactly what the whole picture shows there, dashes and hatches too.
func TestTileIsAPieceOfTheWhole(t *testing.T) {
	line := []mapping.Pt{{X: -300, Y: 20}, {X: 40, Y: 90}, {X: 180, Y: 30}, {X: 90, Y: 500}, {X: 10, Y: 10}}
	draw := func(c mapping.Canvas, dx, dy float32) {
		var p mapping.Path
		for _, q := range line {
			p.LineTo(q.X-dx, q.Y-dy)
		}
		c.Fill(&p, mapping.Fill{Color: color.NRGBA{200, 220, 180, 255}, Hatch: mapping.Cross, Ink: black})
		c.Stroke(&p, mapping.Stroke{Color: red, Width: 3, Closed: true})
		c.Stroke(&p, mapping.Stroke{Color: black, Width: 2, Dash: []float32{7, 3}})
	}
	whole := New(128, 128, white, nil)
	draw(whole, 0, 0)
	tile := New(64, 64, white, nil)
	draw(tile, 64, 32)
	for y := range 64 {
		for x := range 64 {
			a, b := whole.Picture().RGBAAt(x+64, y+32), tile.Picture().RGBAAt(x, y)
			if far(a, b) > 3 {
				t.Fatalf("pixel %d,%d of the tile is %v, of the whole %v", x, y, b, a)
			}
		}
	}
}

func far(a, b color.RGBA) int {
	d := 0
	for _, v := range [][2]uint8{{a.R, b.R}, {a.G, b.G}, {a.B, b.B}, {a.A, b.A}} {
		d = max(d, int(v[0])-int(v[1]), int(v[1])-int(v[0]))
	}
	return d
}

func TestClipNests(t *testing.T) {
	c := New(20, 20, white, nil)
	c.Clip(mapping.R(2, 2, 10, 10), func() {
		c.Clip(mapping.R(8, 8, 10, 10), func() { c.Fill(pathOf(square(-5, -5, 50)), mapping.Fill{Color: black}) })
		c.Clip(mapping.R(15, 15, 3, 3), func() { t.Error("drew in an empty clip") })
	})
	for y := range 20 {
		for x := range 20 {
			want := 0.0
			if x >= 8 && x < 12 && y >= 8 && y < 12 {
				want = 1
			}
			if got := inkAt(c, x, y); got != want {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestTranslucentStrokeIsPaintedOnce(t *testing.T) {
	c := New(40, 40, white, nil)
	var p mapping.Path
	p.Line(mapping.Pt{X: 5, Y: 5}, mapping.Pt{X: 35, Y: 35}, mapping.Pt{X: 35, Y: 5}, mapping.Pt{X: 5, Y: 35})
	c.Stroke(&p, mapping.Stroke{Color: color.NRGBA{0, 0, 0, 128}, Width: 6})
	if got := inkAt(c, 20, 20); math.Abs(got-0.5) > 0.02 {
		t.Errorf("the crossing is %.2f dark, want 0.5", got)
	}
}

func TestImage(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 2, 2))
	src.SetRGBA(0, 0, color.RGBA{255, 0, 0, 255})
	src.SetRGBA(1, 1, color.RGBA{0, 0, 128, 128})
	c := New(8, 8, white, nil)
	c.Image(src, mapping.R(3, 3, 2, 2))
	for _, tc := range []struct {
		name string
		x, y int
		want color.RGBA
	}{
		{"opaque", 3, 3, color.RGBA{255, 0, 0, 255}},
		{"clear", 4, 3, color.RGBA{255, 255, 255, 255}},
		{"half", 4, 4, color.RGBA{127, 127, 255, 255}},
	} {
		if got := c.Picture().RGBAAt(tc.x, tc.y); far(got, tc.want) > 1 {
			t.Errorf("%s pixel is %v, want %v", tc.name, got, tc.want)
		}
	}
	c.Image(src, mapping.R(-1, 7, 2, 2)) // half outside
	big := New(40, 40, white, nil)
	big.Image(src, mapping.R(0, 0, 40, 40))
	if got := big.Picture().RGBAAt(2, 2); far(got, color.RGBA{255, 0, 0, 255}) > 1 {
		t.Errorf("corner of the enlarged picture is %v", got)
	}
	grey := image.NewGray(image.Rect(0, 0, 100, 100))
	small := New(10, 10, red, nil)
	small.Image(grey, mapping.R(0, 0, 10, 10))
	if got := small.Picture().RGBAAt(5, 5); far(got, color.RGBA{0, 0, 0, 255}) > 1 {
		t.Errorf("the shrunk picture is %v", got)
	}
}

// A sprite is painted as its picture is, at the borders too.
func TestSpriteIsItsPicture(t *testing.T) {
	marker := New(13, 13, clear0, nil)
	var dot mapping.Path
	dot.MoveTo(6.5, 6.5)
	marker.Stroke(&dot, mapping.Stroke{Color: color.NRGBA{0, 0, 200, 140}, Width: 12, Cap: mapping.RoundCap})
	marker.Stroke(&dot, mapping.Stroke{Color: red, Width: 7, Cap: mapping.RoundCap})
	sprite := NewSprite(marker.Picture())
	a, b := New(40, 40, white, nil), New(40, 40, white, nil)
	for _, at := range []mapping.Pt{{X: 5, Y: 5}, {X: -6, Y: 20}, {X: 33, Y: 34}, {X: 9, Y: 8}, {X: 100, Y: 0}, {X: 20.5, Y: 20}} {
		a.Image(marker.Picture(), mapping.R(at.X, at.Y, 13, 13))
		b.Image(sprite, mapping.R(at.X, at.Y, 13, 13))
	}
	if !bytes.Equal(a.Picture().Pix, b.Picture().Pix) {
		t.Error("the sprite differs")
	}
}

func TestText(t *testing.T) {
	f := faces(t)
	text := mapping.Text{S: "Hp", At: mapping.Pt{X: 20, Y: 30}, Face: mapping.Face{Size: 20}, Color: black}
	for _, tc := range []struct {
		name string
		edit func(*mapping.Text)
	}{
		{"plain", func(*mapping.Text) {}},
		{"bold", func(t *mapping.Text) { t.Face.Bold = true }},
		{"centred", func(t *mapping.Text) { t.Anchor = mapping.AnchorCenter }},
		{"below its point", func(t *mapping.Text) { t.Anchor = mapping.AnchorTop }},
		{"above its point", func(t *mapping.Text) { t.Anchor = mapping.AnchorBottom }},
		{"no font has it", func(t *mapping.Text) { t.S = "\U0001F600" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := text
			tc.edit(&text)
			c := New(80, 60, white, f)
			c.Text(text)
			got := inkBox(c)
			want := text.Box(f).Inset(-1)
			if got.Empty() || got.Union(want) != want {
				t.Errorf("ink lies in %v, the box is %v", got, want)
			}
		})
	}
}

func inkBox(c *Canvas) mapping.Rect {
	var box mapping.Rect
	for y := range c.Picture().Rect.Dy() {
		for x := range c.Picture().Rect.Dx() {
			if inkAt(c, x, y) > 0 {
				box = box.Union(mapping.R(float32(x), float32(y), 1, 1))
			}
		}
	}
	return box
}

func TestHaloSurroundsLetters(t *testing.T) {
	c := New(40, 40, black, faces(t))
	c.Text(mapping.Text{S: "I", At: mapping.Pt{X: 15, Y: 30}, Face: mapping.Face{Size: 24}, Color: red, Halo: white, HaloWidth: 3})
	whites, reds := 0, 0
	for y := range 40 {
		for x := range 40 {
			switch p := c.Picture().RGBAAt(x, y); {
			case p.R > 200 && p.G > 200:
				whites++
			case p.R > 200:
				reds++
			}
		}
	}
	if whites < 60 || reds < 20 {
		t.Errorf("%d white pixels around %d red ones", whites, reds)
	}
}

func TestNothingInTheWorldPanics(t *testing.T) {
	odd := []float32{0, 1, -1, 0.5, 1e-30, 100, -1e9, 1e9, 3e38, -3e38,
		float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))}
	num := rapid.SampledFrom(odd)
	pt := rapid.Custom(func(t *rapid.T) mapping.Pt { return mapping.Pt{X: num.Draw(t, "x"), Y: num.Draw(t, "y")} })
	f := faces(t)
	c := New(16, 16, white, f)
	rapid.Check(t, func(rt *rapid.T) {
		p := pathOf(rapid.SliceOfN(pt, 0, 6).Draw(rt, "a"), rapid.SliceOfN(pt, 0, 6).Draw(rt, "b"))
		width := num.Draw(rt, "width")
		a, b := pt.Draw(rt, "min"), pt.Draw(rt, "max")
		c.Clip(mapping.Rect{Min: b, Max: a}, func() { c.Fill(p, mapping.Fill{Color: black}) })
		c.Fill(p, mapping.Fill{Color: black, Hatch: mapping.Cross, Ink: red, Unit: width})
		c.Stroke(p, mapping.Stroke{Color: red, Width: width, Cap: mapping.RoundCap, Dash: rapid.SliceOfN(num, 0, 4).Draw(rt, "dash")})
		c.Stroke(p, mapping.Stroke{Color: red, Width: 3, Join: mapping.MiterJoin, Closed: true})
		c.Image(image.NewRGBA(image.Rect(0, 0, 3, 3)), mapping.Rect{Min: a, Max: b})
		c.Text(mapping.Text{S: "a", At: a, Face: mapping.Face{Size: width}, Color: red, Halo: black, HaloWidth: width})
	})
	// Whatever was drawn, the working memory is clean again.
	c.Reset(white)
	c.Fill(pathOf(square(4, 4, 4)), mapping.Fill{Color: black})
	fresh := New(16, 16, white, nil)
	fresh.Fill(pathOf(square(4, 4, 4)), mapping.Fill{Color: black})
	if !bytes.Equal(c.Picture().Pix, fresh.Picture().Pix) {
		t.Error("something of earlier drawings shows")
	}
}

func TestSteadyDrawingAllocatesNothing(t *testing.T) {
	c := New(100, 100, white, faces(t))
	p := pathOf(square(10, 10, 50), square(30, 30, 50))
	dash := []float32{4, 2}
	draw := func() {
		c.Fill(p, mapping.Fill{Color: black, Hatch: mapping.Dots, Ink: red})
		c.Stroke(p, mapping.Stroke{Color: red, Width: 2, Closed: true})
		c.Stroke(p, mapping.Stroke{Color: red, Width: 2, Dash: dash})
		c.Text(mapping.Text{S: "Label", At: mapping.Pt{X: 10, Y: 50}, Face: mapping.Face{Size: 14}, Color: red, Halo: white, HaloWidth: 2})
	}
	draw()
	if n := testing.AllocsPerRun(20, draw); n > 2 {
		t.Errorf("%.0f allocations a time", n)
	}
}

func TestWritePNG(t *testing.T) {
	c := New(3, 2, clear0, nil)
	var buf bytes.Buffer
	if err := c.WritePNG(&buf); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&buf)
	if err != nil || img.Bounds() != image.Rect(0, 0, 3, 2) {
		t.Errorf("decoded %v, %v", img, err)
	}
}

func TestEmptyPicture(t *testing.T) {
	c := New(0, 0, white, nil)
	c.Fill(pathOf(square(0, 0, 4)), mapping.Fill{Color: black})
	c.Stroke(pathOf(square(0, 0, 4)), mapping.Stroke{Color: black, Width: 1})
}

func TestSubImageIsPaintedInPlace(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 20, 20))
	c := On(img.SubImage(image.Rect(5, 5, 10, 10)).(*image.RGBA), nil)
	c.Fill(pathOf(square(-50, -50, 100)), mapping.Fill{Color: red})
	for y := range 20 {
		for x := range 20 {
			want := x >= 5 && x < 10 && y >= 5 && y < 10
			if got := img.RGBAAt(x, y).A == 255; got != want {
				t.Fatalf("pixel %d,%d painted: %v", x, y, got)
			}
		}
	}
}
