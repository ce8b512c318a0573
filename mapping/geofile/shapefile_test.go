package geofile

import (
	"archive/zip"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// featuresOf reads a layer of a file and all its features.
func featuresOf(t *testing.T, path string, layer int) (Layer, []Feature) {
	t.Helper()
	l, out, err := tryFeatures(path, layer)
	if err != nil {
		t.Fatal(err)
	}
	return l, out
}

func tryFeatures(path string, layer int) (Layer, []Feature, error) {
	f, err := Open(context.Background(), path, Options{})
	if err != nil {
		return Layer{}, nil, err
	}
	defer f.Close()
	var out []Feature
	err = f.Read(context.Background(), layer, func(ft Feature) error {
		out = append(out, ft)
		return nil
	})
	return f.Layers()[layer], out, err
}

var parcels = []Feature{
	{1, orb.Polygon{square(39_500_000, 4_300_000, 100), backwards(square(39_500_010, 4_300_010, 10))},
		[]Attr{{"地块名称", "高新区一号地"}, {"面积", 12.5}, {"可供", true}, {"日期", "2024-06-30"}, {"备注", strings.Repeat("长", 100)}}},
	{2, nil, []Attr{{"地块名称", "尚未测绘"}}},
	{3, orb.MultiPolygon{{square(39_501_000, 4_300_000, 1)}, {square(39_502_000, 4_300_000, 1)}},
		[]Attr{{"地块名称的编码", "A-1"}, {"面积", -3.0}, {"可供", false}}},
}

func TestShapefileRoundTrip(t *testing.T) {
	for _, name := range []string{"地块.shp", "地块.zip"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			var told []string
			l := Layer{Name: "地块", CRS: "EPSG:4527", Fields: []Field{{"地块名称", TextField}, {"日期", DateField}}}
			if err := WriteTelling(path, l, slices.Values(parcels), func(s string) { told = append(told, s) }); err != nil {
				t.Fatal(err)
			}
			if all := strings.Join(told, "\n"); len(told) != 3 || !strings.Contains(all, "「备注」有 1 个文字") || !strings.Contains(all, "已改为「地块名1」") {
				t.Errorf("told %q", told)
			}
			got, features := featuresOf(t, path, 0)
			if got.Name != "地块" || got.CRS != "EPSG:4527" || got.Count != 3 || len(got.Notes) != 0 {
				t.Errorf("layer %+v", got)
			}
			want := []Feature{
				{1, parcels[0].Geometry, []Attr{{"地块名", "高新区一号地"}, {"日期", "2024-06-30"}, {"面积", 12.5}, {"可供", true}, {"备注", strings.Repeat("长", 84)}}},
				{2, nil, []Attr{{"地块名", "尚未测绘"}}},
				{3, parcels[2].Geometry, []Attr{{"面积", -3.0}, {"可供", false}, {"地块名1", "A-1"}}},
			}
			if d := cmp.Diff(want, features); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestShapefileOfSeveralKinds(t *testing.T) {
	dir := t.TempDir()
	mixed := []Feature{{1, orb.Point{117, 39}, nil}, {2, orb.LineString{{117, 39}, {118, 40}}, nil}, {3, nil, []Attr{{"名", "无"}}},
		{4, orb.Collection{orb.MultiPoint{{1, 1}, {2, 2}}, orb.Polygon{square(0, 0, 1)}}, []Attr{{"名", "合"}}}}
	if err := Write(filepath.Join(dir, "混合.shp"), Layer{CRS: "EPSG:4490"}, slices.Values(mixed)); err != nil {
		t.Fatal(err)
	}
	for suffix, n := range map[string]int{"_点": 3, "_线": 1, "_面": 1} {
		l, features := featuresOf(t, filepath.Join(dir, "混合"+suffix+".shp"), 0)
		if len(features) != n || l.CRS != "EPSG:4490" {
			t.Errorf("%s: %d features, %+v", suffix, len(features), l)
		}
	}
}

func TestShapefileOverAnOlderOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "点.shp")
	one := slices.Values([]Feature{{1, orb.Point{117, 39}, nil}})
	if err := errors.Join(Write(path, Layer{CRS: "EPSG:4326"}, one), Write(path, Layer{CRS: "GCJ-02"}, one)); err != nil {
		t.Fatal(err)
	}
	if l, _ := featuresOf(t, path, 0); l.CRS != "" || l.Declared != "" {
		t.Errorf("the old .prj speaks for the new shapes: %+v", l)
	}
}

func TestAFailedWriteChangesNothing(t *testing.T) {
	for _, name := range []string{"a.shp", "a.zip", "a.geojson"} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		if err := Write(path, Layer{CRS: "EPSG:4326"}, slices.Values([]Feature{{1, orb.Point{1, 2}, nil}})); err != nil {
			t.Fatal(err)
		}
		before, _ := os.ReadDir(dir)
		bad := slices.Values([]Feature{{1, orb.Point{3, 4}, nil}, {2, orb.Bound{}, nil}})
		var fe *FeatureError
		if err := Write(path, Layer{CRS: "EPSG:4326"}, bad); !errors.Is(err, ErrShape) || !errors.As(err, &fe) || fe.Number != 2 {
			t.Errorf("%s: %v", name, err)
		}
		after, _ := os.ReadDir(dir)
		if _, features := featuresOf(t, path, 0); len(before) != len(after) || !cmp.Equal(features[0].Geometry, orb.Geometry(orb.Point{1, 2})) {
			t.Errorf("%s: %v, %v", name, after, features)
		}
	}
}

// shapeParts are the files of a shapefile by their endings.
func shapeParts(t *testing.T, features []Feature) map[string][]byte {
	t.Helper()
	files, err := shapefiles("x", Layer{CRS: "EPSG:4548"}, slices.Values(features), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, f := range files {
		out[filepath.Ext(f.name)] = f.data
	}
	return out
}

func putParts(t *testing.T, parts map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for ext, b := range parts {
		if err := os.WriteFile(filepath.Join(dir, "site"+ext), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "site.shp")
}

func TestShapefileAloneAndInCapitals(t *testing.T) {
	parts := shapeParts(t, parcels)
	dir := t.TempDir()
	for from, to := range map[string]string{".shp": "地块.SHP", ".dbf": "地块.Dbf", ".cpg": "地块.CPG", ".prj": "地块.PRJ"} {
		if err := os.WriteFile(filepath.Join(dir, to), parts[from], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, features := featuresOf(t, filepath.Join(dir, "地块.SHP"), 0)
	if len(features) != 3 || features[0].Attrs[0].Value != "高新区一号地" || l.CRS != "EPSG:4548" || len(l.Notes) != 1 {
		t.Errorf("%+v %v", l, features)
	}
	l, features = featuresOf(t, putParts(t, map[string][]byte{".shp": parts[".shp"]}), 0)
	if len(features) != 3 || len(features[0].Attrs) != 0 || l.Count != -1 || len(l.Notes) != 2 {
		t.Errorf("%+v %v", l, features)
	}
}

func TestShapefileInGBK(t *testing.T) {
	parts := shapeParts(t, []Feature{{1, orb.Point{500_000, 4_000_000}, []Attr{{"x", "......"}}}})
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("淄博市")
	if err != nil {
		t.Fatal(err)
	}
	copy(parts[".dbf"][dbfHeader:], "\xd7\xdb\xba\xcf\xd3\xc3\xb5\xd8\xc3\xfb\xb3") // 综合用地名 and half of 称
	copy(parts[".dbf"][dbfHeader+dbfField+1+1:], gbk)
	for _, tt := range []struct {
		name, cpg string
		ldid      byte
		notes     int
	}{{"by the .cpg", "GBK", 0, 0}, {"by the header", "", 0x4D, 0}, {"by its look", "", 0, 0}, {"by its look, against the .cpg", "UTF-8", 0, 1}} {
		t.Run(tt.name, func(t *testing.T) {
			parts[".cpg"], parts[".dbf"][29] = []byte(tt.cpg), tt.ldid
			l, features := featuresOf(t, putParts(t, parts), 0)
			if want := []Attr{{"综合用地名", "淄博市"}}; !cmp.Equal(features[0].Attrs, want) || len(l.Notes) != tt.notes {
				t.Errorf("%v, notes %v", features[0].Attrs, l.Notes)
			}
		})
	}
}

func TestShapefileLeavesOutDeletedRows(t *testing.T) {
	parts := shapeParts(t, []Feature{{1, orb.Point{1, 1}, []Attr{{"n", 1.0}}}, {2, orb.Point{2, 2}, []Attr{{"n", 2.0}}}})
	parts[".dbf"][dbfHeader+dbfField+1] = dbfDeleted
	if _, features := featuresOf(t, putParts(t, parts), 0); len(features) != 1 || features[0].Number != 2 {
		t.Errorf("%v", features)
	}
}

func TestShapefileWithDecimalsOfTexts(t *testing.T) {
	parts := shapeParts(t, []Feature{{1, orb.Point{1, 1}, []Attr{{"n", "abc"}}}})
	parts[".dbf"][dbfHeader+17] = 9
	if _, features := featuresOf(t, putParts(t, parts), 0); features[0].Attrs[0].Value != "abc" {
		t.Errorf("%v", features)
	}
}

func TestShapefileRings(t *testing.T) {
	shell, hole, island := square(0, 0, 10), square(1, 1, 8), square(2, 2, 1)
	turned := func(r orb.Ring) []orb.Point { return backwards(r) }
	for _, tt := range []struct {
		name string
		in   [][]orb.Point
		want orb.Geometry
	}{
		{"an island before its hole", [][]orb.Point{turned(island), hole, turned(shell)},
			orb.MultiPolygon{{island}, {shell, turned(hole)}}},
		{"all against the clock", [][]orb.Point{hole, shell, island}, orb.MultiPolygon{{shell, turned(hole)}, {island}}},
		{"a hole without a shell", [][]orb.Point{turned(island), square(20, 20, 1)}, orb.MultiPolygon{{island}, {square(20, 20, 1)}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for i, r := range tt.in {
				tt.in[i] = slices.Clone(r)
			}
			g, _, err := Clean(context.Background(), polygonsOfRings(tt.in), CleanOptions{})
			if err != nil || !sameShape(g, tt.want) {
				t.Errorf("%v %v", g, err)
			}
		})
	}
}

func TestDamagedShapefiles(t *testing.T) {
	tests := []struct {
		name   string
		harm   func(parts map[string][]byte)
		number int // of the feature that is named, 0 for none
		want   error
	}{
		{"no shapefile", func(p map[string][]byte) { p[".shp"] = []byte("PK not a shapefile") }, 0, ErrDamaged},
		{"cut in a record", func(p map[string][]byte) { p[".shp"] = p[".shp"][:200] }, 1, ErrDamaged},
		{"cut behind a record", func(p map[string][]byte) { p[".shp"] = p[".shp"][:shpHeader+8+48+10*16+4] }, 2, ErrDamaged},
		{"a length beyond the end", func(p map[string][]byte) { binary.BigEndian.PutUint32(p[".shp"][104:], 1<<30) }, 1, ErrDamaged},
		{"a length below nothing", func(p map[string][]byte) { binary.BigEndian.PutUint32(p[".shp"][104:], 1<<31) }, 1, ErrDamaged},
		{"more points than fit", func(p map[string][]byte) { binary.LittleEndian.PutUint32(p[".shp"][148:], 1<<31) }, 1, ErrDamaged},
		{"parts that run backwards", func(p map[string][]byte) { binary.LittleEndian.PutUint32(p[".shp"][152:], 7) }, 1, ErrDamaged},
		{"a surface of patches", func(p map[string][]byte) { binary.LittleEndian.PutUint32(p[".shp"][108:], patchShape) }, 1, ErrShape},
		{"a table that ends early", func(p map[string][]byte) { p[".dbf"] = p[".dbf"][:len(p[".dbf"])-400] }, 2, ErrDamaged},
		{"a table of nothing", func(p map[string][]byte) { p[".dbf"] = p[".dbf"][:10] }, 0, ErrDamaged},
		{"rows shorter than columns", func(p map[string][]byte) { binary.LittleEndian.PutUint16(p[".dbf"][10:], 3) }, 0, ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parts := shapeParts(t, parcels)
			tt.harm(parts)
			_, _, err := tryFeatures(putParts(t, parts), 0)
			var fe *FeatureError
			if !errors.Is(err, tt.want) || errors.As(err, &fe) != (tt.number > 0) || fe != nil && fe.Number != tt.number {
				t.Errorf("%v", err)
			}
		})
	}
}

func putZip(t *testing.T, entries map[string][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "图层.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, b := range entries {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true})
		if err == nil {
			_, err = w.Write(b)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestZipOfShapefiles(t *testing.T) {
	entries := map[string][]byte{"说明.txt": []byte("不是图层"), "__MACOSX/._a.shp": []byte("x")}
	for ext, b := range shapeParts(t, parcels) {
		entries["数据/a"+ext] = b
		entries["\xca\xfd\xbe\xdd/\xb5\xd8\xbf\xe9"+strings.ToUpper(ext)] = b // 数据/地块 in GBK
	}
	f, err := Open(context.Background(), putZip(t, entries), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var names []string
	for i, l := range f.Layers() {
		names = append(names, l.Name)
		n := 0
		if err := f.Read(context.Background(), i, func(Feature) error { n++; return nil }); err != nil || n != 3 || l.CRS != "EPSG:4548" {
			t.Errorf("%s: %d %v", l.Name, n, err)
		}
	}
	if slices.Sort(names); !slices.Equal(names, []string{"a", "地块"}) {
		t.Errorf("layers %q", names)
	}
}

func TestZipsThatAreRefused(t *testing.T) {
	bomb := map[string][]byte{"x.shp": make([]byte, 64<<20)}
	if _, err := Open(context.Background(), putZip(t, bomb), Options{}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a bomb: %v", err)
	}
	if _, err := Open(context.Background(), putZip(t, map[string][]byte{"a.txt": nil}), Options{}); !errors.Is(err, ErrFormat) {
		t.Errorf("no map inside: %v", err)
	}
	path := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(path, []byte("PK\x03\x04 and no more"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("half a zip: %v", err)
	}
}

func TestReadingEnds(t *testing.T) {
	path := putParts(t, shapeParts(t, parcels))
	var last, total int64
	f, err := Open(context.Background(), path, Options{Progress: func(d, n int64) { last, total = d, n }})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err = f.Read(ctx, 0, func(Feature) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || n != 1 || last == 0 || last != total {
		t.Errorf("%v after %d, %d of %d", err, n, last, total)
	}
	mine := errors.New("mine")
	if err := f.Read(context.Background(), 0, func(Feature) error { return mine }); err != mine {
		t.Errorf("%v", err)
	}
}

// testdata/shapes.sh makes the file with GDAL.
func TestShapefilesOfGDAL(t *testing.T) {
	want := map[string]struct {
		crs, declared string
		geometry      orb.Geometry
	}{
		"点":   {"EPSG:4490", "GCS_China_Geodetic_Coordinate_System_2000", orb.Point{118.05, 36.85}},
		"点高":  {"EPSG:4326", "GCS_WGS_1984", orb.Point{118.05, 36.85}},
		"点测":  {"EPSG:4326", "GCS_WGS_1984", orb.Point{118.05, 36.85}},
		"多点":  {"EPSG:4527", "CGCS2000_3_Degree_GK_Zone_39", orb.MultiPoint{{39500000, 4000000}, {39500001, 4000001}}},
		"线":   {"EPSG:4548", "CGCS2000_3_Degree_GK_CM_117E", orb.MultiLineString{{{0, 0}, {1, 1}}, {{2, 2}, {3, 3}}}},
		"线高":  {"EPSG:4548", "CGCS2000_3_Degree_GK_CM_117E", orb.LineString{{0, 0}, {1, 1}}},
		"面":   {"EPSG:4528", "CGCS2000_3_Degree_GK_Zone_40", orb.MultiPolygon{{square(0, 0, 10), backwards(square(1, 1, 8))}, {{{2, 2}, {3, 2}, {3, 3}, {2, 2}}}}},
		"面高测": {"EPSG:3857", "WGS_1984_Web_Mercator_Auxiliary_Sphere", orb.Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 0}}}},
		"旧":   {"", "Xian_1980_3_Degree_GK_Zone_40", orb.Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 0}}}},
	}
	const path = "testdata/shapes.zip"
	f, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if len(f.Layers()) != len(want) {
		t.Errorf("%d layers", len(f.Layers()))
	}
	attrs := []Attr{{"名称", "淄博高新区"}, {"面积", 12.5}, {"编号", "370303199001011234"}, {"日期", "2024-06-30"}}
	for i, l := range f.Layers() {
		w := want[l.Name]
		_, got := featuresOf(t, path, i)
		if l.CRS != w.crs || l.Declared != w.declared || l.Count != 2 || len(l.Notes) > 0 || len(got) != 2 {
			t.Fatalf("%+v, %d features", l, len(got))
		}
		if !sameShape(got[0].Geometry, w.geometry) || !cmp.Equal(got[0].Attrs, attrs) || !cmp.Equal(got[1], Feature{2, nil, []Attr{{"名称", "没有图形"}}}) {
			t.Errorf("%s: %v", l.Name, got)
		}
	}
}
