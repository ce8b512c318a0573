package mapping_test

import (
	"image/color"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"
)

var (
	white = color.NRGBA{255, 255, 255, 255}
	black = color.NRGBA{0, 0, 0, 255}
	blue  = color.NRGBA{0, 60, 200, 255}
)

// coast makes a ragged ring of n points around a middle.
func coast(middle orb.Point, radius float64, n int, seed uint64) orb.Ring {
	rnd := rand.New(rand.NewPCG(seed, 1))
	r := make(orb.Ring, 0, n+1)
	for i := range n {
		a := float64(i) / float64(n) * 2 * math.Pi
		d := radius * (1 + 0.3*math.Sin(5*a) + 0.001*rnd.Float64())
		r = append(r, orb.Point{middle[0] + d*math.Cos(a), middle[1] + d*math.Sin(a)})
	}
	return append(r, r[0])
}

func viewAt(center orb.Point, scale float64, w, h int) mapping.Viewport {
	return mapping.Viewport{Center: center, Scale: scale, W: w, H: h}
}

// whole is the picture of a ring without thinning or cutting.
func whole(r orb.Ring, v mapping.Viewport, f mapping.Fill, s mapping.Stroke) *raster.Canvas {
	c := raster.New(v.W, v.H, white, nil)
	var p mapping.Path
	for _, q := range r[:len(r)-1] {
		px := v.Px(q)
		p.LineTo(px.X, px.Y)
	}
	c.Fill(&p, f)
	s.Closed = true
	c.Stroke(&p, s)
	return c
}

func inkDifference(a, b *raster.Canvas) (off float64) {
	x, y := a.Picture().Pix, b.Picture().Pix
	for i := range x {
		if d := int(x[i]) - int(y[i]); d > 30 || d < -30 {
			off++
		}
	}
	return off / float64(len(x))
}

// Cutting to the view and thinning must not be seen, at any zoom.
func TestAreaLayerShowsTheWholeShape(t *testing.T) {
	ring := coast(orb.Point{13_114_000, 4_308_000}, 20_000, 5000, 7)
	fill := mapping.Fill{Color: blue}
	line := mapping.Stroke{Color: black, Width: 2}
	l := &mapping.AreaLayer{Areas: mapping.Prepare([]orb.Geometry{orb.Polygon{ring}}, nil),
		Style: mapping.AreaStyle{Fill: fill, Outline: line}}
	for _, tc := range []struct {
		name   string
		center orb.Point
		scale  float64
	}{
		{"a speck", orb.Point{13_114_000, 4_308_000}, 0.0001},
		{"all of it", orb.Point{13_114_000, 4_308_000}, 0.003},
		{"a part", orb.Point{13_100_000, 4_300_000}, 0.02},
		{"its border close", ring[700], 0.5},
		{"its border very close", ring[1500], 4},
		{"deep inside", orb.Point{13_114_000, 4_308_000}, 4},
		{"far outside", orb.Point{13_000_000, 4_308_000}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			v := viewAt(tc.center, tc.scale, 160, 120)
			got := raster.New(v.W, v.H, white, nil)
			l.Draw(got, v)
			if off := inkDifference(got, whole(ring, v, fill, line)); off > 0.02 {
				t.Errorf("%.2f %% of the picture differs", off*100)
			}
		})
	}
}

func TestDeepZoomCostsWhatIsSeen(t *testing.T) {
	ring := coast(orb.Point{}, 100_000, 20_000, 3)
	g := mapping.Prepare([]orb.Geometry{ring}, nil)
	l := &mapping.AreaLayer{Areas: g, Style: mapping.AreaStyle{Fill: mapping.Fill{Color: blue}, Outline: mapping.Stroke{Color: black, Width: 1}}}
	var c counter
	l.Draw(&c, viewAt(ring[9000], 2, 800, 600))
	if c.points == 0 || c.points > 1500 {
		t.Errorf("%d points drawn of %d", c.points, g.Vertices())
	}
	c = counter{}
	l.Draw(&c, viewAt(orb.Point{}, 0.002, 800, 600))
	if c.points == 0 || c.points > 5000 {
		t.Errorf("%d points drawn of %d when all is seen from afar", c.points, g.Vertices())
	}
}

// counter counts the points it is asked to draw.
type counter struct {
	scene.Scene
	points int
}

func (c *counter) Fill(p *mapping.Path, _ mapping.Fill)     { c.points += len(p.Points()) }
func (c *counter) Stroke(p *mapping.Path, _ mapping.Stroke) { c.points += len(p.Points()) }

// Two areas with a common border must not part when they are thinned.
func TestSharedBorderStaysShared(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 5))
	border := []orb.Point{{0, 0}}
	for y := 1.0; y < 1000; y++ {
		border = append(border, orb.Point{rnd.Float64() * 40, y})
	}
	border = append(border, orb.Point{0, 1000})
	west := orb.Ring(append([]orb.Point{{-500, 1000}, {-500, 0}}, border...))
	east := orb.Ring{{500, 0}, {500, 1000}}
	for i := len(border) - 1; i >= 0; i-- {
		east = append(east, border[i])
	}
	g := mapping.Prepare([]orb.Geometry{west, east}, nil)
	l := &mapping.AreaLayer{Areas: g, Style: mapping.AreaStyle{Fill: mapping.Fill{Color: blue}}}
	var s scene.Scene
	v := viewAt(orb.Point{0, 500}, 0.05, 100, 100)
	l.Draw(&s, v)
	c := raster.New(100, 100, white, nil)
	s.Replay(c)
	for y := 30; y < 70; y++ {
		for x := 30; x < 70; x++ {
			// Where two edges share a pixel some white shows through; a gap would show all of it.
			if p := c.Picture().RGBAAt(x, y); p.R > 100 {
				t.Fatalf("the border gapes at %d,%d: %v", x, y, p)
			}
		}
	}
}

func TestPrepareLeavesOutWhatCannotBeDrawn(t *testing.T) {
	nan := math.NaN()
	g := mapping.Prepare([]orb.Geometry{
		orb.Point{1, 1},
		orb.LineString{{0, 0}},
		orb.Polygon{{{0, 0}, {1, 1}, {0, 0}}},
		orb.LineString{{0, 0}, {nan, 2}, {math.Inf(1), 3}, {4, 4}},
		orb.Collection{orb.MultiPolygon{{{{5, 5}, {6, 5}, {6, 6}, {5, 5}}}}, orb.MultiLineString{{{7, 7}, {8, 8}}}},
		nil,
	}, nil)
	if g.Len() != 6 || g.Vertices() != 2+3+2 {
		t.Errorf("%d features of %d points", g.Len(), g.Vertices())
	}
	if want := (orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{8, 8}}); g.Bound() != want {
		t.Errorf("bound is %v", g.Bound())
	}
	l := &mapping.LineLayer{Lines: g, Style: mapping.Stroke{Color: black, Width: 1}}
	l.Draw(raster.New(10, 10, white, nil), viewAt(orb.Point{4, 4}, 1, 10, 10))
	if empty := mapping.Prepare(nil, nil); empty.Len() != 0 || !empty.Bound().IsZero() {
		t.Errorf("nothing has bound %v", empty.Bound())
	}
}

func TestContainsAgreesWithOrb(t *testing.T) {
	shell, hole := coast(orb.Point{100, 100}, 50, 80, 1), coast(orb.Point{100, 100}, 10, 20, 2)
	poly := orb.Polygon{shell, hole}
	g := mapping.Prepare([]orb.Geometry{poly}, nil)
	rapid.Check(t, func(rt *rapid.T) {
		p := orb.Point{rapid.Float64Range(0, 200).Draw(rt, "x"), rapid.Float64Range(0, 200).Draw(rt, "y")}
		near := math.Min(distanceTo(shell, p), distanceTo(hole, p)) < 1e-3
		if got, want := g.Contains(0, p), planar.PolygonContains(poly, p); got != want && !near {
			rt.Fatalf("%v inside: %v, want %v", p, got, want)
		}
	})
}

func distanceTo(r orb.Ring, p orb.Point) float64 { return planar.DistanceFrom(orb.LineString(r), p) }

func TestHitFindsTheTopmost(t *testing.T) {
	box := func(x, y, side float64) orb.Ring {
		return orb.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
	}
	areas := &mapping.AreaLayer{Title: "areas", Areas: mapping.Prepare([]orb.Geometry{box(0, 0, 50), box(20, 20, 50)}, nil),
		Groups: []mapping.Group{{ID: "lower"}, {ID: "upper"}}}
	lines := &mapping.LineLayer{Title: "roads", Lines: mapping.Prepare([]orb.Geometry{orb.LineString{{0, 10}, {100, 10}}}, nil),
		Groups: []mapping.Group{{ID: "road"}}, Style: mapping.Stroke{Color: black, Width: 2}}
	m := mapping.Map{Layers: []mapping.Layer{areas, lines}}
	v := viewAt(orb.Point{50, 50}, 2, 200, 200)
	for _, tc := range []struct {
		name string
		at   orb.Point
		want string
	}{
		{"in one", orb.Point{5, 40}, "lower"},
		{"where they overlap", orb.Point{40, 40}, "upper"},
		{"on the road over an area", orb.Point{5, 11}, "road"},
		{"just beyond the road's reach", orb.Point{5, 14}, "lower"},
		{"nowhere", orb.Point{90, 90}, ""},
	} {
		if g, ok := m.Hit(v, v.Px(tc.at)); g.ID != tc.want || ok != (tc.want != "") {
			t.Errorf("%s: hit %q, want %q", tc.name, g.ID, tc.want)
		}
	}
}

func TestMapDrawsWhatIsSeen(t *testing.T) {
	near := &mapping.LineLayer{Title: "near", Lines: mapping.Prepare([]orb.Geometry{orb.LineString{{0, 0}, {10, 10}}}, nil),
		Style: mapping.Stroke{Color: black, Width: 1}}
	far := &mapping.LineLayer{Title: "far", Lines: mapping.Prepare([]orb.Geometry{orb.LineString{{1e6, 0}, {1e6, 10}}}, nil),
		Style: mapping.Stroke{Color: black, Width: 1}}
	m := mapping.Map{Layers: []mapping.Layer{near, far}, Background: white}
	var s scene.Scene
	m.Draw(&s, viewAt(orb.Point{5, 5}, 4, 40, 40))
	want := "fill #ffffff M0,0 L40,0 L40,40 L0,40 Z\n" +
		"group layer \"\" \"near\"\n  stroke #000000 1 M0,40 L40,0\n"
	if s.String() != want {
		t.Errorf("drew\n%s", s.String())
	}
}

func TestLayersServeSeveralTilesAtOnce(t *testing.T) {
	l := &mapping.AreaLayer{Areas: mapping.Prepare([]orb.Geometry{coast(orb.Point{}, 1000, 2000, 9)}, nil),
		Style: mapping.AreaStyle{Fill: mapping.Fill{Color: blue}}}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() { l.Draw(raster.New(64, 64, white, nil), viewAt(orb.Point{}, math.Exp2(float64(i-4)), 64, 64)) })
	}
	wg.Wait()
}

func BenchmarkPrepare200k(b *testing.B) {
	var shapes []orb.Geometry
	for i := range 100 {
		shapes = append(shapes, coast(orb.Point{float64(i%10) * 3000, float64(i/10) * 3000}, 1000, 2000, uint64(i)))
	}
	for b.Loop() {
		mapping.Prepare(shapes, nil)
	}
}

func BenchmarkAreaFrame200k(b *testing.B) {
	var shapes []orb.Geometry
	for i := range 100 {
		shapes = append(shapes, coast(orb.Point{float64(i%10) * 3000, float64(i/10) * 3000}, 1000, 2000, uint64(i)))
	}
	l := &mapping.AreaLayer{Areas: mapping.Prepare(shapes, nil), Style: mapping.AreaStyle{
		Fill: mapping.Fill{Color: color.NRGBA{90, 140, 90, 255}}, Outline: mapping.Stroke{Color: black, Width: 1}}}
	for _, z := range []struct {
		name  string
		scale float64
	}{{"all", 0.036}, {"x4", 0.144}, {"x16", 0.576}} {
		b.Run(z.name, func(b *testing.B) {
			c := raster.New(1920, 1080, white, nil)
			v := viewAt(orb.Point{13_500, 13_500}, z.scale, 1920, 1080)
			l.Draw(c, v)
			for b.Loop() {
				l.Draw(c, v)
			}
		})
	}
}
