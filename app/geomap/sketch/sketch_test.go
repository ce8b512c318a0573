package sketch

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"chainatlas/mapping/crs"
)

var (
	square = orb.Polygon{{{117, 36}, {118, 36}, {118, 37}, {117, 37}, {117, 36}}}
	holed  = orb.Polygon{square[0], {{117.4, 36.4}, {117.4, 36.6}, {117.6, 36.6}, {117.4, 36.4}}}
	apart  = orb.MultiPolygon{holed, {{{119, 36}, {120, 36}, {120, 37}, {119, 36}}}}
)

func TestAnOutlineComesBackAsItWas(t *testing.T) {
	for _, g := range []orb.Geometry{square, holed, apart} {
		p := NewParcel(g)
		if got := p.Geometry(); !reflect.DeepEqual(got, g) || p.Drawing || p.Changed() {
			t.Errorf("%v became %v", g, got)
		}
	}
	if p := NewParcel(nil); !p.Drawing || p.Geometry() != nil {
		t.Error("without an outline drawing begins")
	}
}

func TestChangesLeaveTheRecordAlone(t *testing.T) {
	p := NewParcel(square)
	p.Move(Corner{0, 0, 1}, orb.Point{118.5, 36})
	p.Insert(Corner{0, 0, 1}, orb.Point{117.5, 35.9})
	if square[0][1] != (orb.Point{118, 36}) || len(square[0]) != 5 {
		t.Fatal("the record's own outline was changed")
	}
	if got := p.Geometry().(orb.Polygon)[0]; len(got) != 6 || got[1] != (orb.Point{117.5, 35.9}) || got[2] != (orb.Point{118.5, 36}) {
		t.Error(got)
	}
}

func TestARingOfThreeGoesWithItsCorner(t *testing.T) {
	p := NewParcel(apart)
	p.Delete(Corner{0, 1, 0})
	p.Delete(Corner{1, 0, 2})
	if got := p.Geometry(); !reflect.DeepEqual(got, square) {
		t.Errorf("left %v", got)
	}
	p.Delete(Corner{0, 0, 0})
	p.Delete(Corner{0, 0, 0})
	if p.Geometry() != nil || !p.Drawing || !p.Changed() {
		t.Error("with nothing left drawing begins")
	}
}

func TestDrawingEndsWithAnAreaOrNothing(t *testing.T) {
	p := NewParcel(square)
	p.Begin()
	p.Add(orb.Point{119, 36})
	p.Add(orb.Point{120, 36})
	p.Add(orb.Point{120, 36}) // the second half of a double click
	if p.Close() || !reflect.DeepEqual(p.Geometry(), square) {
		t.Errorf("two corners became %v", p.Geometry())
	}
}

func TestASideIsFoundWithThePlaceOnIt(t *testing.T) {
	p := NewParcel(square)
	end, at, ok := p.Edge(plane(orb.Point{118.0001, 36.5}), 20)
	if !ok || end != (Corner{0, 0, 2}) || math.Abs(at[0]-118) > 1e-9 || math.Abs(at[1]-36.5) > 1e-6 {
		t.Errorf("%v at %v, %v", end, at, ok)
	}
	if _, _, ok := p.Edge(plane(orb.Point{117.5, 36.5}), 20); ok {
		t.Error("a side far away")
	}
}

// A corner is taken over to the last digit, and never one that is out of reach.
func TestSnapping(t *testing.T) {
	var s Snapper
	for _, g := range []orb.Geometry{apart, orb.LineString{{117.2, 36.2}, {117.3, 36.3}}, orb.Collection{orb.Point{117.7, 36.7}}, nil} {
		s.Add(g)
	}
	if at, ok := s.Snap(plane(orb.Point{117.70003, 36.7}), 8); !ok || at != (orb.Point{117.7, 36.7}) {
		t.Errorf("%v, %v", at, ok)
	}
	rapid.Check(t, func(t *rapid.T) {
		q := plane(orb.Point{rapid.Float64Range(116.9, 118.1).Draw(t, "lon"), rapid.Float64Range(35.9, 37.1).Draw(t, "lat")})
		reach := rapid.Float64Range(0, 30_000).Draw(t, "reach")
		at, ok := s.Snap(q, reach)
		if d := away(plane(at), q); d > reach+1e-6 || !ok && d > 1e-6 {
			t.Fatalf("moved %v m of the plane, within %v", d, reach)
		}
	})
}

func TestWords(t *testing.T) {
	for metres, want := range map[float64]string{85.26: "85.3 米", 1234: "1.234 公里", 150_000: "150 公里", 0: "0 米"} {
		if got := Distance(metres); got != want {
			t.Errorf("%v is %q", metres, got)
		}
	}
	if got := Area(100 * crs.SquareMetresPerMu); got != "100 亩（6.6667 公顷，66667 ㎡）" {
		t.Error(got)
	}
	for deg, want := range map[float64]string{117: "117°", 117.5: "117°30′", 36.0581: "36°3′29″", 1.0 / 60: "0°1′"} {
		if got := angle(deg); got != want {
			t.Errorf("%v is %q", deg, got)
		}
	}
}

func TestAnAreaOfTwoPlacesIsNone(t *testing.T) {
	m := Measure{Area: true}
	m.Add(orb.Point{117, 36})
	m.Add(orb.Point{117.1, 36})
	if m.Polygon() != nil || m.SquareMetres() != 0 || strings.Contains(m.Text(), "亩") {
		t.Error(m.Text())
	}
	m.Finish()
	if len(m.At) != 0 {
		t.Error("it stays when it ends")
	}
}
