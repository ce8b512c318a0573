package geofile

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"
)

func TestGeoJSON(t *testing.T) {
	point := func(n int, attrs ...Attr) Feature { return Feature{n, orb.Point{117, 39}, attrs} }
	const bare = `{"type":"Point","coordinates":[117,39]}`
	tests := []struct {
		name, text string
		want       []Feature
	}{
		{"a collection", `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":` + bare + `,"properties":{"名称":"甲","面积":1.5,"可供":true,"空":null,"无":""}}]}`,
			[]Feature{point(1, Attr{"名称", "甲"}, Attr{"面积", 1.5}, Attr{"可供", true})}},
		{"features before the type", `{"features":[{"geometry":` + bare + `}],"type":"FeatureCollection"}`, []Feature{point(1)}},
		{"one feature", `{"type":"Feature","id":7,"geometry":` + bare + `,"properties":null}`, []Feature{point(1, Attr{"id", 7.0})}},
		{"an id beside its property", `{"type":"Feature","id":7,"geometry":` + bare + `,"properties":{"id":"x"}}`, []Feature{point(1, Attr{"id", "x"})}},
		{"a bare geometry", "\ufeff  " + bare + "\n", []Feature{point(1)}},
		{"lines", `{"type":"Feature","geometry":` + bare + "}\n\x1e" + bare + "\n\n", []Feature{point(1), point(2)}},
		{"a list", "[" + bare + "," + bare + "]", []Feature{point(1), point(2)}},
		{"heights", `{"type":"LineString","coordinates":[[1,2,3],[4,5,6,7]]}`, []Feature{{1, orb.LineString{{1, 2}, {4, 5}}, nil}}},
		{"no geometry", `{"type":"Feature","geometry":null,"properties":{"a":1}}`, []Feature{{1, nil, []Attr{{"a", 1.0}}}}},
		{"an empty geometry", `{"type":"MultiPolygon","coordinates":[]}`, []Feature{{1, nil, nil}}},
		{"parts of nothing", `{"type":"MultiPolygon","coordinates":[[],[[]],[[[0,0],[1,0],[1,1],[0,0]]]]}`,
			[]Feature{{1, orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}, nil}}},
		{"a collection of geometries", `{"type":"GeometryCollection","geometries":[` + bare + `,{"type":"MultiPoint","coordinates":[[1,2]]},null]}`,
			[]Feature{{1, orb.Collection{orb.Point{117, 39}, orb.MultiPoint{{1, 2}}}, nil}}},
		{"a name that comes twice", `{"type":"Feature","geometry":null,"properties":{"a":1,"b":2,"a":"x"}}`, []Feature{{1, nil, []Attr{{"a", "x"}, {"b", 2.0}}}}},
		{"numbers of identity cards", `{"type":"Feature","geometry":null,"properties":{"a":370303199001011234,"b":1e999}}`,
			[]Feature{{1, nil, []Attr{{"a", "370303199001011234"}, {"b", "1e999"}}}}},
		{"things in properties", `{"type":"Feature","geometry":null,"properties":{"a": {"b": [1, "}\""]} ,"c":[]}}`, []Feature{{1, nil, []Attr{{"a", `{"b":[1,"}\""]}`}, {"c", "[]"}}}}},
		{"signs", `{"type":"Feature","geometry":null,"properties":{"a\u4e2d":"\ud83d\ude00\n\\\"\/\ud800"}}`, []Feature{{1, nil, []Attr{{"a中", "😀\n\\\"/\uFFFD"}}}}},
		{"nothing in the collection", `{"type":"FeatureCollection","features":[]}`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, got := featuresOf(t, putFile(t, "地块.geojson", tt.text), 0)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestGeoJSONInOtherCharacters(t *testing.T) {
	text := `{"type":"Feature","geometry":null,"properties":{"名称":"淄博高新区乗"}}` // in GBK the last one ends like a backslash
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for _, s := range []string{gb, string(wide)} {
		l, got := featuresOf(t, putFile(t, "地块.json", s), 0)
		if d := cmp.Diff([]Feature{{1, nil, []Attr{{"名称", "淄博高新区乗"}}}}, got); d != "" || l.Fields[0].Name != "名称" {
			t.Error(d)
		}
	}
}

func TestGeoJSONSaysItsSystem(t *testing.T) {
	const features = `"type":"FeatureCollection","features":[{"type":"Feature","properties":{"crs":"x"},"geometry":null}]`
	for _, tt := range []struct{ name, text, code, declared string }{
		{"none", `{` + features + `}`, "", ""},
		{"by a name", `{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},` + features + `}`, "EPSG:4490", "urn:ogc:def:crs:EPSG::4490"},
		{"by a number", `{"crs":{"type":"EPSG","properties":{"code":4548}},` + features + `}`, "EPSG:4548", "EPSG:4548"},
		{"by a word", `{"crs":"GCJ-02",` + features + `}`, "GCJ-02", "GCJ-02"},
		{"null", `{"crs":null,` + features + `}`, "", ""},
		{"after the features", `{` + features + `,"crs":{"type":"name","properties":{"name":"EPSG:4527"}},"x":1}`, "EPSG:4527", "EPSG:4527"},
		{"an old one", `{"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::4610"}},` + features + `}`, "", "urn:ogc:def:crs:EPSG::4610"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if l, _ := featuresOf(t, putFile(t, "x.geojson", tt.text), 0); l.CRS != tt.code || l.Declared != tt.declared {
				t.Errorf("%+v", l)
			}
		})
	}
}

func TestGeoJSONThatIsRefused(t *testing.T) {
	in := func(geometry string) string {
		return `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null},{"type":"Feature","geometry":` + geometry + `}]}`
	}
	whole := in(`{"type":"Point","coordinates":[117,39]}`)
	tests := []struct {
		name, text string
		number     int
		want       error
	}{
		{"nothing", "", 0, ErrFormat},
		{"words", "hello", 0, ErrFormat},
		{"another JSON", `{"a":1}`, 0, ErrFormat},
		{"TopoJSON", `{"type":"Topology"}`, 1, ErrFormat},
		{"cut in the second feature", whole[:110], 2, ErrDamaged},
		{"cut behind it", whole[:len(whole)-2], 0, ErrDamaged},
		{"words behind it", whole + "x", 3, ErrDamaged},
		{"deep lists", in(`{"type":"Polygon","coordinates":` + strings.Repeat("[", 100_000)), 2, ErrDamaged},
		{"deep collections", in(strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 10_000)), 2, ErrDamaged},
		{"deep properties", `{"type":"Feature","properties":{"a":` + strings.Repeat("[", 100_000), 1, ErrDamaged},
		{"uneven lists", in(`{"type":"Polygon","coordinates":[[1,2],[[1,2]]]}`), 2, ErrDamaged},
		{"lists of another kind", in(`{"type":"Point","coordinates":[[1,2]]}`), 2, ErrDamaged},
		{"one number", in(`{"type":"Point","coordinates":[1]}`), 2, ErrDamaged},
		{"a number too large", in(`{"type":"Point","coordinates":[1e999,0]}`), 2, ErrCoordinate},
		{"no number", in(`{"type":"Point","coordinates":[NaN,0]}`), 2, ErrCoordinate},
		{"a number without end", in(`{"type":"Point","coordinates":[` + strings.Repeat("1", 100_000)), 2, ErrDamaged},
		{"a curve", in(`{"type":"CircularString","coordinates":[[1,2],[2,3]]}`), 2, ErrShape},
		{"a bad escape", `{"type":"Feature","properties":{"a":"\u00"}}`, 1, ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := tryFeatures(putFile(t, "x.geojson", tt.text), 0)
			var fe *FeatureError
			if !errors.Is(err, tt.want) || tt.want != ErrFormat && (errors.As(err, &fe) != (tt.number > 0) || fe != nil && fe.Number != tt.number) {
				t.Error(err)
			}
		})
	}
}

func TestGeoJSONReadingEnds(t *testing.T) {
	line := `{"type":"Point","coordinates":[117,39]}` + "\n"
	var last, total int64
	f, err := Open(context.Background(), putFile(t, "x.ndjson", strings.Repeat(line, 100_000)), Options{Progress: func(d, n int64) { last, total = d, n }})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err = f.Read(ctx, 0, func(Feature) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || n == 100_000 || last >= total {
		t.Errorf("%v after %d, %d of %d", err, n, last, total)
	}
	mine := errors.New("mine")
	if err := f.Read(context.Background(), 0, func(Feature) error { return mine }); err != mine {
		t.Error(err)
	}
}

func anyGeometry(t *rapid.T, depth int) orb.Geometry {
	n := rapid.Float64Range(-1e8, 1e8)
	point := rapid.Custom(func(t *rapid.T) orb.Point { return orb.Point{n.Draw(t, "x"), n.Draw(t, "y")} })
	line := rapid.SliceOfN(point, 2, 5)
	polygon := rapid.Custom(func(t *rapid.T) orb.Polygon {
		x, y := math.Round(n.Draw(t, "x")), math.Round(n.Draw(t, "y"))
		return orb.Polygon{square(x, y, 16), backwards(square(x+1, y+1, 4))}
	})
	switch rapid.IntRange(0, 6+min(1, depth)).Draw(t, "kind") {
	case 1:
		return point.Draw(t, "point")
	case 2:
		return orb.MultiPoint(line.Draw(t, "points"))
	case 3:
		return orb.LineString(line.Draw(t, "line"))
	case 4:
		return orb.MultiLineString{line.Draw(t, "line"), line.Draw(t, "line")}
	case 5:
		return polygon.Draw(t, "polygon")
	case 6:
		return orb.MultiPolygon(rapid.SliceOfN(polygon, 2, 3).Draw(t, "polygons"))
	case 7:
		return orb.Collection{orb.Point{1, 2}, anyGeometry(t, 0)}
	}
	return nil
}

func TestGeoJSONRoundTrip(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		var want []Feature
		for i := range rapid.IntRange(0, 4).Draw(t, "features") {
			f := Feature{Number: i + 1, Geometry: anyGeometry(t, 1)}
			if c, ok := f.Geometry.(orb.Collection); ok && c[1] == nil {
				f.Geometry = c[:1]
			}
			for j := range rapid.IntRange(0, 3).Draw(t, "attrs") {
				f.Attrs = append(f.Attrs, Attr{fmt.Sprint("属性", j), rapid.OneOf(
					rapid.Float64Range(-1e15, 1e15).AsAny(), rapid.Bool().AsAny(), rapid.StringN(1, 9, -1).AsAny()).Draw(t, "value")})
			}
			want = append(want, f)
		}
		path := filepath.Join(dir, "x.geojson")
		if err := Write(path, Layer{Name: "图层<&>", CRS: "GCJ-02"}, slices.Values(want)); err != nil {
			t.Fatal(err)
		}
		l, got, err := tryFeatures(path, 0)
		if d := cmp.Diff(want, got); d != "" || err != nil || l.Name != "图层<&>" || l.CRS != "GCJ-02" {
			t.Fatalf("%+v %v %s", l, err, d)
		}
	})
}
