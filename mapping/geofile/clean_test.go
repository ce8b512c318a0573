package geofile

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func square(x, y, size float64) orb.Ring {
	return orb.Ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}
}

func backwards(r orb.Ring) orb.Ring {
	r = slices.Clone(r)
	slices.Reverse(r)
	return r
}

func TestClean(t *testing.T) {
	tests := []struct {
		name string
		in   orb.Geometry
		want orb.Geometry
		kind []RepairKind
	}{
		{"nothing", nil, nil, nil},
		{"a point", orb.Point{1, 2}, orb.Point{1, 2}, nil},
		{"a good square", orb.Polygon{square(0, 0, 4)}, orb.Polygon{square(0, 0, 4)}, nil},
		{"an unclosed one", orb.Polygon{square(0, 0, 4)[:4]}, orb.Polygon{square(0, 0, 4)}, []RepairKind{Unclosed}},
		{"the wrong way round", orb.Polygon{backwards(square(0, 0, 4))}, orb.Polygon{square(0, 0, 4)}, []RepairKind{Turned}},
		{"a point twice", orb.LineString{{0, 0}, {0, 0}, {1, 1}}, orb.LineString{{0, 0}, {1, 1}}, []RepairKind{Repeated}},
		{"a line of one point", orb.LineString{{0, 0}, {0, 0}}, nil, []RepairKind{Emptied, NoLength, Repeated}},
		{"a flat ring", orb.Polygon{{{0, 0}, {2, 2}, {1, 1}, {0, 0}}}, nil, []RepairKind{Emptied, NoArea}},
		{"a bow-tie", orb.Polygon{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}},
			orb.MultiPolygon{{{{0, 0}, {1, 1}, {0, 2}, {0, 0}}}, {{{1, 1}, {2, 0}, {2, 2}, {1, 1}}}}, []RepairKind{Recut}},
		{"a hole outside", orb.Polygon{square(0, 0, 1), backwards(square(5, 5, 1))},
			orb.MultiPolygon{{square(0, 0, 1)}, {square(5, 5, 1)}}, []RepairKind{Regrouped}},
		{"an island in a hole", orb.Polygon{square(0, 0, 9), square(1, 1, 7), square(2, 2, 1)},
			orb.MultiPolygon{{square(0, 0, 9), backwards(square(1, 1, 7))}, {square(2, 2, 1)}}, []RepairKind{Regrouped}},
		{"a hole in the corner", orb.Polygon{square(0, 0, 4), {{0, 0}, {1, 2}, {2, 1}, {0, 0}}},
			orb.Polygon{square(0, 0, 4), {{0, 0}, {1, 2}, {2, 1}, {0, 0}}}, nil},
		{"a collection in a collection", orb.Collection{orb.Collection{orb.Point{1, 1}}, orb.Point{2, 2}},
			orb.MultiPoint{{1, 1}, {2, 2}}, []RepairKind{Flattened}},
		{"points and lines", orb.Collection{orb.LineString{{0, 0}, {1, 1}}, orb.Point{2, 2}},
			orb.Collection{orb.Point{2, 2}, orb.LineString{{0, 0}, {1, 1}}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, repairs, err := Clean(context.Background(), tt.in, CleanOptions{})
			if err != nil || !sameShape(got, tt.want) {
				t.Errorf("got %v, %v, want %v", got, err, tt.want)
			}
			var kinds []RepairKind
			for _, r := range repairs {
				kinds = append(kinds, r.Kind)
			}
			if !slices.Equal(kinds, tt.kind) {
				t.Errorf("repairs %v, want %v", repairs, tt.kind)
			}
		})
	}
}

// sameShape compares polygons wherever their rings begin.
func sameShape(a, b orb.Geometry) bool {
	p, q := polygonsOf(a), polygonsOf(b)
	if p == nil && q == nil {
		return a == nil && b == nil || a != nil && b != nil && orb.Equal(a, b)
	}
	return len(p) == len(q) && slices.EqualFunc(sorted(p), sorted(q), sameRings)
}

func sorted(m orb.MultiPolygon) orb.MultiPolygon {
	m = slices.Clone(m)
	slices.SortFunc(m, func(p, q orb.Polygon) int { return comparePoints(canonical(p)[0][0], canonical(q)[0][0]) })
	return m
}

func polygonsOf(g orb.Geometry) orb.MultiPolygon {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.MultiPolygon:
		return g
	}
	return nil
}

func TestCleanRefuses(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), 1e9} {
		for _, g := range []orb.Geometry{orb.Point{v, 0}, orb.LineString{{0, 0}, {0, v}}, orb.Polygon{{{0, 0}, {1, v}, {1, 1}}}} {
			_, _, err := Clean(context.Background(), g, CleanOptions{Number: 7})
			var fe *FeatureError
			if !errors.Is(err, ErrCoordinate) || !errors.As(err, &fe) || fe.Number != 7 {
				t.Errorf("%v: %v", g, err)
			}
		}
	}
}

func anyPolygon(t *rapid.T) orb.Polygon {
	size := rapid.SampledFrom([]int{3, 6, 20, 1000}).Draw(t, "size")
	kind := rapid.SampledFrom([]struct {
		shift orb.Point
		unit  float64
	}{{orb.Point{}, 1}, {orb.Point{117.8, 39.2}, 1e-5}, {orb.Point{39_500_000, 4_300_000}, 0.001}}).Draw(t, "system")
	coordinate := rapid.IntRange(0, size)
	var p orb.Polygon
	for range rapid.IntRange(1, 4).Draw(t, "rings") {
		var r orb.Ring
		for range rapid.IntRange(0, 9).Draw(t, "points") {
			x, y := float64(coordinate.Draw(t, "x")), float64(coordinate.Draw(t, "y"))
			r = append(r, orb.Point{kind.shift[0] + x*kind.unit, kind.shift[1] + y*kind.unit})
		}
		p = append(p, r)
	}
	return p
}

func TestCleanedPolygonsAreValidAndKeepTheirArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPolygon(t)
		g, _, err := Clean(context.Background(), p, CleanOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var area float64
		for _, q := range polygonsOf(g) {
			if fault := faultOf(q); fault != "" {
				t.Fatalf("%v became %v: %s", p, g, fault)
			}
			for _, r := range q {
				area += area2(r) / 2
			}
		}
		scale := bigOf(p)
		if want := evenOddArea(p); math.Abs(area-want) > scale*1e-9 {
			t.Fatalf("%v became %v: area %v, want %v", p, g, area, want)
		}
		again, repairs, err := Clean(context.Background(), g, CleanOptions{})
		if err != nil || len(repairs) > 0 || (g != nil && !orb.Equal(again, g)) {
			t.Fatalf("%v cleaned again: %v %v %v", g, again, repairs, err)
		}
	})
}

// bigOf is the area of the box around a polygon, and what rounding its coordinates may be worth.
func bigOf(p orb.Polygon) float64 {
	lo, hi := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
	for _, r := range p {
		for _, q := range r {
			for k := range q {
				lo[k], hi[k] = min(lo[k], q[k]), max(hi[k], q[k])
			}
		}
	}
	if hi[0] < lo[0] {
		return 0
	}
	w, h := hi[0]-lo[0], hi[1]-lo[1]
	return w*h + (w+h)*max(math.Abs(hi[0]), math.Abs(hi[1]))*1e-4
}

// faultOf says what is wrong with a polygon, by looking at every pair of sides.
func faultOf(p orb.Polygon) string {
	for i, r := range p {
		if len(r) < 4 || r[0] != r[len(r)-1] {
			return "ring not closed"
		}
		if (area2(r) > 0) != (i == 0) {
			return "ring runs the wrong way"
		}
		seen := map[orb.Point]bool{}
		for _, q := range r[1:] {
			if seen[q] {
				return "ring touches itself"
			}
			seen[q] = true
		}
		if i > 0 && !newStripes(edgesOf(p[:1])).surrounds(r) {
			return "hole outside"
		}
	}
	edges := edgesOf(p)
	at := map[int][]orb.Point{}
	for i := range edges {
		for j := range i {
			noder{context.Background(), 1e-9}.meet(edges, i, j, at)
			if edges[i] == edges[j] || edges[i] == (edge{edges[j].b, edges[j].a}) {
				return "side twice"
			}
		}
	}
	if len(at) > 0 {
		return "sides cross"
	}
	return ""
}

// evenOddArea is the area that the even-odd rule fills, summed in level strips between the heights where sides begin, end
// or cross.
func evenOddArea(p orb.Polygon) float64 {
	var edges []edge
	for _, r := range p {
		for i := range r {
			edges = append(edges, edge{r[i], r[(i+1)%len(r)]})
		}
	}
	var levels []float64
	for i, e := range edges {
		levels = append(levels, e.a[1])
		for _, f := range edges[:i] {
			d := (e.b[0]-e.a[0])*(f.b[1]-f.a[1]) - (e.b[1]-e.a[1])*(f.b[0]-f.a[0])
			if t := ((f.a[0]-e.a[0])*(f.b[1]-f.a[1]) - (f.a[1]-e.a[1])*(f.b[0]-f.a[0])) / d; t > 0 && t < 1 {
				levels = append(levels, e.a[1]+t*(e.b[1]-e.a[1]))
			}
		}
	}
	slices.Sort(levels)
	area := 0.0
	for i := 1; i < len(levels); i++ {
		area += evenOddWidth(edges, (levels[i-1]+levels[i])/2) * (levels[i] - levels[i-1])
	}
	return area
}

func evenOddWidth(edges []edge, y float64) (width float64) {
	var xs []float64
	for _, e := range edges {
		if (e.a[1] > y) != (e.b[1] > y) {
			xs = append(xs, e.a[0]+(y-e.a[1])/(e.b[1]-e.a[1])*(e.b[0]-e.a[0]))
		}
	}
	slices.Sort(xs)
	for i := 1; i < len(xs); i += 2 {
		width += xs[i] - xs[i-1]
	}
	return width
}

// coast is a ring of n points that looks like a shore.
func coast(n int) orb.Ring {
	r := make(orb.Ring, 0, n+1)
	for i := range n {
		a := 2 * math.Pi * float64(i) / float64(n)
		d := 0.2 + 0.02*math.Sin(41*a) + 0.001*math.Sin(997*a)
		r = append(r, orb.Point{117.8 + d*math.Cos(a), 39.2 + d*math.Sin(a)})
	}
	return append(r, r[0])
}

func BenchmarkClean200000Points(b *testing.B) {
	p := orb.Polygon{coast(200_000)}
	for b.Loop() {
		if _, repairs, err := Clean(context.Background(), p, CleanOptions{}); err != nil || len(repairs) > 0 {
			b.Fatal(repairs, err)
		}
	}
}

// Nobody waits for a boundary of a hundred thousand corners after he left.
func TestCleanEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Clean(ctx, orb.Polygon{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}}, CleanOptions{Number: 3}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestOpenEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := writeFile(t, "x.dxf", drawing(strings.Repeat(lwSquare+"|", 20_000)+lwSquare))
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
