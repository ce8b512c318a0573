package layerfile

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
)

func packed(t testing.TB, l *Layer) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func square(x, y float64) orb.Polygon {
	return orb.Polygon{{{x, y}, {x + 0.01, y}, {x + 0.01, y + 0.01}, {x, y + 0.01}, {x, y}}}
}

func sample() *Layer {
	b := NewBuilder([]geofile.Field{{Name: "名称", Type: geofile.TextField}, {Name: "日期", Type: geofile.DateField}, {Name: "空列"}})
	shapes := []orb.Geometry{
		square(117.8, 36.05), orb.Point{117.81453, 36.0581}, orb.LineString{{117.8, 36}, {117.9, 36.1}},
		orb.MultiPolygon{square(117.7, 36), square(117.75, 36)}, orb.MultiPoint{{117, 36}, {118, 36}},
		orb.MultiLineString{{{117, 36}, {117.5, 36}}, {{118, 36}, {118, 36.5}}}, nil,
		orb.Collection{orb.Point{117.1, 36.1}, orb.LineString{{117, 36}, {117.2, 36}}, orb.Point{117.3, 36.3}},
	}
	for i, s := range shapes {
		f := geofile.Feature{Number: i + 1, Geometry: s, Attrs: []geofile.Attr{{Name: "名称", Value: "地块"}, {Name: "面积", Value: 1.5 * float64(i)}, {Name: "混合", Value: "甲"}}}
		if i%2 == 0 {
			f.Attrs = append(f.Attrs, geofile.Attr{Name: "已批", Value: i > 2}, geofile.Attr{Name: "日期", Value: "2024-06-30"})
			f.Attrs[2].Value = 12.25
		}
		b.Add(f)
	}
	return b.Layer()
}

func TestALayerComesBackAsItWas(t *testing.T) {
	l := sample()
	got, err := Read(packed(t, l))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Shapes, l.Shapes) || got.Vertices() != l.Vertices() || got.Bound() != l.Bound() {
		t.Errorf("%v", got.Shapes)
	}
	for i := range l.Shapes {
		if !slices.Equal(got.Attrs(i), l.Attrs(i)) {
			t.Errorf("%v, want %v", got.Attrs(i), l.Attrs(i))
		}
	}
	if !slices.Equal(got.Fields(), l.Fields()) {
		t.Errorf("%v, want %v", got.Fields(), l.Fields())
	}
}

func TestWhatColumnsHold(t *testing.T) {
	l := sample()
	for _, c := range []struct {
		name    string
		kind    Type
		feature int
		text    string
	}{
		{"名称", Text, 0, "地块"}, {"面积", Number, 3, "4.5"}, {"日期", Date, 2, "2024-06-30"}, {"日期", Date, 1, ""}, {"混合", Text, 0, "12.25"},
		{"混合", Text, 1, "甲"}, {"已批", Bool, 0, "否"}, {"已批", Bool, 4, "是"}, {"已批", Bool, 1, ""}, {"空列", Text, 0, ""},
	} {
		if col := l.Column(c.name); col.Type != c.kind || col.Text(c.feature) != c.text {
			t.Errorf("%s of %d is %q, a %d", c.name, c.feature, col.Text(c.feature), col.Type)
		}
	}
	if v, ok := l.Column("混合").Number(0); !ok || v != 12.25 {
		t.Error("a number in a text is none")
	}
	if _, ok := l.Column("名称").Number(0); ok || l.Column("没有") != nil {
		t.Error("a word is a number")
	}
}

// What was drawn from is not changed by the layer, and places written with seven decimals stay what they are.
func TestPlacesStay(t *testing.T) {
	shape := orb.LineString{{117.8145123, 36.0581456}, {math.Pi * 37, 36}}
	b := NewBuilder(nil)
	b.Add(geofile.Feature{Geometry: shape})
	got := b.Layer().Shapes[0].(orb.LineString)
	if got[0] != shape[0] || math.Abs(got[1][0]-math.Pi*37) > 1e-9 || shape[1][0] != math.Pi*37 {
		t.Errorf("%v of %v", got, shape)
	}
	for f := range b.Layer().Features(crs.WebMercator.FromWGS84) {
		if p := f.Geometry.(orb.LineString)[0]; math.Abs(p[0]-13115051) > 200 {
			t.Errorf("%v", p)
		}
	}
	if b.Layer().Shapes[0].(orb.LineString)[0] != shape[0] {
		t.Error("handing out features changed the layer")
	}
}

func TestDamageIsTold(t *testing.T) {
	whole := packed(t, sample())
	for i := range whole {
		b := slices.Clone(whole)
		b[i] ^= 0x40
		if _, err := Read(b); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
		if _, err := Read(whole[:i]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
	if _, err := Read(append([]byte("CALAYER2"), whole[8:]...)); !errors.Is(err, ErrNewer) {
		t.Errorf("%v", err)
	}
}

func drawnShape(t *rapid.T) orb.Geometry {
	point := rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{rapid.Float64Range(-180, 180).Draw(t, "x"), rapid.Float64Range(-85, 85).Draw(t, "y")}
	})
	points := func(least int) []orb.Point { return rapid.SliceOfN(point, least, 8).Draw(t, "points") }
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return point.Draw(t, "p")
	case 1:
		return orb.MultiPoint(points(1))
	case 2:
		return orb.LineString(points(2))
	case 3:
		return orb.MultiLineString{points(2), points(2)}
	case 4:
		return orb.Polygon{points(4), points(4)}
	case 5:
		return orb.MultiPolygon{{points(4)}, {points(4), points(4)}}
	}
	return nil
}

func TestWhateverIsPackedIsUnpacked(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := NewBuilder(nil)
		for range rapid.IntRange(0, 6).Draw(rt, "features") {
			f := geofile.Feature{Geometry: drawnShape(rt)}
			for _, name := range []string{"a", "b"} {
				switch rapid.IntRange(0, 3).Draw(rt, "type") {
				case 0:
					f.Attrs = append(f.Attrs, geofile.Attr{Name: name, Value: rapid.String().Draw(rt, "text")})
				case 1:
					f.Attrs = append(f.Attrs, geofile.Attr{Name: name, Value: rapid.Float64().Draw(rt, "number")})
				case 2:
					f.Attrs = append(f.Attrs, geofile.Attr{Name: name, Value: rapid.Bool().Draw(rt, "bool")})
				}
			}
			b.Add(f)
		}
		l := b.Layer()
		got, err := Read(packed(t, l))
		if err != nil || got.Len() != l.Len() || l.Len() > 0 && !reflect.DeepEqual(got.Shapes, l.Shapes) {
			rt.Fatalf("%v: %v, want %v", err, got, l.Shapes)
		}
		for i := range l.Shapes {
			if !slices.Equal(got.Attrs(i), l.Attrs(i)) {
				rt.Fatalf("%v, want %v", got.Attrs(i), l.Attrs(i))
			}
		}
	})
}

// FuzzBody reads bodies that pass the checksum and are no layers.
func FuzzBody(f *testing.F) {
	z, err := unpacker()
	if err != nil {
		f.Fatal(err)
	}
	body, err := z.DecodeAll(packed(f, sample())[headLen:], nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		d := decoder{b: b}
		d.layer()
	})
}

func circles(n, each int) *Layer {
	b := NewBuilder(nil)
	for i := range n {
		r := make(orb.Ring, 0, each+1)
		for k := range each {
			a := 2 * math.Pi * float64(k) / float64(each)
			r = append(r, orb.Point{117.5 + float64(i%50)*0.01 + 0.004*math.Cos(a), 36 + float64(i/50)*0.01 + 0.004*math.Sin(a)})
		}
		b.Add(geofile.Feature{Geometry: orb.Polygon{append(r, r[0])}, Attrs: []geofile.Attr{{Name: "n", Value: float64(i)}, {Name: "名称", Value: "地块"}}})
	}
	return b.Layer()
}

func BenchmarkRead200k(b *testing.B) {
	file := packed(b, circles(1000, 199))
	for b.Loop() {
		if _, err := Read(file); err != nil {
			b.Fatal(err)
		}
	}
}
