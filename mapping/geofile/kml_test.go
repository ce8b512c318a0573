package geofile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func placemarks(inner string) string { return "<kml><Document>" + inner + "</Document></kml>" }

func point(inner string) string {
	return "<Placemark>" + inner + "<Point><coordinates>117.8,36.05,12</coordinates></Point></Placemark>"
}

func TestKMLGeometry(t *testing.T) {
	const ring = "<LinearRing><coordinates>117,36 118,36 118,37 117,36</coordinates></LinearRing>"
	square := orb.Ring{{117, 36}, {118, 36}, {118, 37}, {117, 36}}
	cases := []struct {
		name, inner string
		want        orb.Geometry
	}{
		{"a point with a height", "<Point><altitudeMode>absolute</altitudeMode><coordinates>117.8,36.05,12</coordinates></Point>", orb.Point{117.8, 36.05}},
		{"blanks after commas and line ends of all kinds", "<LineString><coordinates>\r\n 117.8, 36.05, 0\t117.9 ,36.1,0\r118 , 37 \n</coordinates></LineString>", orb.LineString{{117.8, 36.05}, {117.9, 36.1}, {118, 37}}},
		{"a comma at the end", "<LineString><coordinates>117,36 118,37,</coordinates></LineString>", orb.LineString{{117, 36}, {118, 37}}},
		{"wide blanks", "<LineString><coordinates>117,36\u3000118,37\u00a0</coordinates></LineString>", orb.LineString{{117, 36}, {118, 37}}},
		{"a ring alone is a line", ring, orb.LineString(square)},
		{"a polygon with holes", "<Polygon><outerBoundaryIs>" + ring + "</outerBoundaryIs><innerBoundaryIs>" + ring + ring + "</innerBoundaryIs></Polygon>", orb.Polygon{square, square, square}},
		{"two boundaries are two polygons", "<Polygon><outerBoundaryIs>" + ring + "</outerBoundaryIs><outerBoundaryIs>" + ring + "</outerBoundaryIs></Polygon>", orb.MultiPolygon{{square}, {square}}},
		{"multi of multi", "<MultiGeometry><MultiGeometry><Point><coordinates>1,2</coordinates></Point></MultiGeometry><Point><coordinates>3,4</coordinates></Point></MultiGeometry>", orb.MultiPoint{{1, 2}, {3, 4}}},
		{"multi of several kinds", "<MultiGeometry><Point><coordinates>1,2</coordinates></Point>" + ring + "</MultiGeometry>", orb.Collection{orb.Point{1, 2}, orb.LineString(square)}},
		{"a track", "<gx:Track><when>2024-06-30T01:02:03Z</when><gx:coord>117 36 5</gx:coord><gx:coord>118 37 5</gx:coord></gx:Track>", orb.LineString{{117, 36}, {118, 37}}},
		{"a solid stands where it stands", "<Model><Location><latitude>36</latitude><longitude>117</longitude></Location></Model>", orb.Point{117, 36}},
		{"no coordinates", "<Polygon><outerBoundaryIs><LinearRing><coordinates/></LinearRing></outerBoundaryIs></Polygon>", nil},
		{"nothing", "", nil},
		{"a comment within", "<Point><coordinates>117.<!-- -->8,36</coordinates></Point>", orb.Point{117.8, 36}},
	}
	for _, c := range cases {
		_, got := readAll(t, writeFile(t, "x.kml", placemarks("<Placemark>"+c.inner+"</Placemark>")), 0)
		if diff := cmp.Diff(c.want, got[0].Geometry); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestKMLAttributes(t *testing.T) {
	cases := []struct {
		name, content string
		want          []Attr
	}{
		{"name and description", placemarks(point("<name> 甲 </name><description>一\n二</description>")), []Attr{{"名称", "甲"}, {"说明", "一\n二"}}},
		{"a description in HTML", placemarks(point("<description><![CDATA[<b>面积</b>&nbsp;5&lt;6<br/>地类<style>b{}</style>]]></description>")), []Attr{{"说明", "面积 5<6\n地类"}}},
		{"the table of ArcGIS", placemarks(point("<description><![CDATA[<html><head><title>x</title></head><table><tr><td>甲</td></tr><tr><td><table><tr><td>DLMC</td><td>工业用地</td></tr><tr><td>TBMJ</td><td>&lt;Null&gt;</td></tr></table></td></tr></table>]]></description>")), []Attr{{"DLMC", "工业用地"}, {"说明", "甲"}}},
		{"data with values", placemarks(point(`<ExtendedData><Data name="编号"><displayName>x</displayName><value>001</value></Data><Data name="空"><value/></Data></ExtendedData>`)), []Attr{{"编号", "001"}}},
		{"data of a schema", placemarks(`<Schema id="s"><SimpleField type="double" name="面积"/><SimpleField type="string" name="编号"/></Schema>` + point(`<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="面积">12.5</SimpleData><SimpleData name="编号">001</SimpleData></SchemaData></ExtendedData>`)), []Attr{{"面积", 12.5}, {"编号", "001"}}},
		{"a number that is none", placemarks(`<Schema id="s"><SimpleField type="int" name="面积"/></Schema>` + point(`<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="面积">约5</SimpleData></SchemaData></ExtendedData>`)), []Attr{{"面积", "约5"}}},
		{"another namespace", placemarks(point(`<ExtendedData><ov:用途>工业</ov:用途></ExtendedData>`)), []Attr{{"用途", "工业"}}},
		{"the same name twice", placemarks(point(`<name>甲</name><ExtendedData><Data name="名称"><value>甲</value></Data><Data name="名称"><value>乙</value></Data></ExtendedData>`)), []Attr{{"名称", "甲"}, {"名称_2", "乙"}}},
		{"folders", placemarks("<name>图</name><Folder><name>一</name><Folder><name>二</name>" + point("") + "</Folder></Folder>"), []Attr{{"文件夹", "一/二"}}},
		{"a folder called as the document", placemarks("<name>图</name><Folder><name>图</name>" + point("") + "</Folder>"), nil},
		{"times", placemarks(point("<TimeSpan><begin>2024</begin><end>2025</end></TimeSpan>")), []Attr{{"时间", "2024–2025"}}},
		{"no root, namespaces missing, tags left open", "<Folder><a:b><Placemark><name>甲<br></name></Placemark></a:b></Folder><Placemark/>", nil},
		{"a placemark alone", `<Placemark xmlns:kml="x"><kml:name>甲</kml:name></Placemark>`, []Attr{{"名称", "甲"}}},
		{"entities of HTML", placemarks(point("<name>a&nbsp;b&copy;&unknown;</name>")), []Attr{{"名称", "a\u00a0b©&unknown;"}}},
		{"control characters", placemarks(point("<name>a\x08b\x0bc</name>")), []Attr{{"名称", "a b c"}}},
		{"an entity from elsewhere", `<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + placemarks(point("<name>&x;</name>")), []Attr{{"名称", "&x;"}}},
	}
	for _, c := range cases {
		_, all := readAll(t, writeFile(t, "x.kml", c.content), 0)
		var got []Attr
		if len(all) > 0 {
			got = all[0].Attrs
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestKMLEncodings(t *testing.T) {
	head := func(name string) string { return `<?xml version="1.0" encoding="` + name + `"?>` }
	body := placemarks(point("<name>济南新旧动能</name>"))
	gbk := must(simplifiedchinese.GBK.NewEncoder().String(body))
	wide := must(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(head("UTF-16") + body))
	for name, content := range map[string]string{
		"UTF-8": head("UTF-8") + body, "a byte order mark": "\ufeff" + head("utf-8") + body, "GBK": head("GBK") + gbk, "gb2312": head("gb2312") + gbk,
		"GBK that says UTF-8": head("UTF-8") + gbk, "GBK that says nothing": gbk, "UTF-16": wide, "another name for UTF-8": head("utf8") + body,
	} {
		_, got := readAll(t, writeFile(t, "x.kml", content), 0)
		if len(got) != 1 || got[0].Attrs[0].Value != "济南新旧动能" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func kmz(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w := must(z.Create(name))
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return writeFile(t, "x.kmz", b.String())
}

func TestKMZ(t *testing.T) {
	named := func(s string) string { return placemarks(point("<name>" + s + "</name>")) }
	for _, c := range []struct {
		files map[string]string
		want  string
	}{
		{map[string]string{"doc.kml": named("甲"), "a.kml": named("乙")}, "甲"},
		{map[string]string{"files/b.kml": named("乙"), "图.KML": named("甲"), "files/x.png": "x"}, "甲"},
	} {
		_, got := readAll(t, kmz(t, c.files), 0)
		if len(got) != 1 || got[0].Attrs[0].Value != c.want {
			t.Errorf("%v: %+v", c.want, got)
		}
	}
	path := kmz(t, map[string]string{"doc.kml": named("甲")})
	renamed := filepath.Join(t.TempDir(), "x.kml") // a KMZ under the wrong ending
	if err := os.Rename(path, renamed); err != nil {
		t.Fatal(err)
	}
	if _, got := readAll(t, renamed, 0); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestKMLRefusals(t *testing.T) {
	nested := func(n int) string {
		return placemarks(strings.Repeat("<Folder>", n) + point("") + strings.Repeat("</Folder>", n))
	}
	pointAt := func(c string) string {
		return placemarks(point("") + "<Placemark><Point><coordinates>" + c + "</coordinates></Point></Placemark>")
	}
	whole := placemarks(point("<name>甲</name>"))
	cases := []struct {
		name, content string
		want          error
		number        int
	}{
		{"nothing", "", ErrDamaged, 0},
		{"no XML", "PNG", ErrDamaged, 0},
		{"another XML", "<gpx/>", ErrFormat, 0},
		{"cut off", whole[:len(whole)-10], ErrDamaged, 0},
		{"cut off in a feature", whole[:40], ErrDamaged, 1},
		{"no number", pointAt("117.8,三十六"), ErrCoordinate, 2},
		{"NaN", pointAt("NaN,36"), ErrCoordinate, 2},
		{"beyond numbers", pointAt("1e999,36"), ErrCoordinate, 2},
		{"one number", pointAt("117.8"), ErrDamaged, 2},
		{"commas between positions", pointAt("117.8,36, 118,37"), ErrDamaged, 2},
		{"folders in folders", nested(kmlDeepest), ErrTooLarge, 0},
		{"tags in a text", placemarks("<Placemark><name>" + strings.Repeat("<b>", kmlDeepest)), ErrTooLarge, 1},
		{"links only", placemarks("<NetworkLink><Link><href>http://example.org/x.kml</href></Link></NetworkLink>"), ErrLinksOnly, 0},
		{"a broken archive", "PK\x03\x04 and no more", ErrDamaged, 0},
	}
	for _, c := range cases {
		err := openError(writeFile(t, "x.kml", c.content))
		var f *FeatureError
		if errors.As(err, &f); !errors.Is(err, c.want) || (f == nil) != (c.number == 0) || f != nil && f.Number != c.number {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := openError(kmz(t, map[string]string{"a.txt": ""})); !errors.Is(err, ErrNoLayer) {
		t.Errorf("an archive without a KML: %v", err)
	}
	bomb := placemarks(point("<description>" + strings.Repeat(" ", 4<<20) + "</description>"))
	if err := openError(kmz(t, map[string]string{"doc.kml": bomb})); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a bomb: %v", err)
	}
	long := placemarks(point("<description>" + strings.Repeat("12345678", kmlToken/8+1<<18) + "</description>"))
	if err := openError(writeFile(t, "x.kml", long)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("one text without end: %v", err)
	}
}

func TestKMLProgressAndCancel(t *testing.T) {
	path := writeFile(t, "x.kml", placemarks(strings.Repeat(point("<name>甲</name>"), 20_000)))
	var done, total int64
	f := must(Open(context.Background(), path, Options{Progress: func(d, n int64) { done, total = d, n }}))
	ctx, cancel := context.WithCancel(context.Background())
	if err := f.Read(ctx, 0, func(Feature) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if info := must(os.Stat(path)); done != info.Size() || total != info.Size() {
		t.Errorf("told %d of %d, the file has %d", done, total, info.Size())
	}
	if err := f.Read(ctx, 0, func(Feature) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestKMLRoundTrip(t *testing.T) {
	// KML has one element for positions of every kind, so that only the many of one become a multi-geometry.
	want := slices.Clone(samples)
	want[2].Geometry = orb.LineString{{117.8, 36.05}, {117.9, 36.15}}
	want[3].Geometry = samples[3].Geometry.(orb.MultiPolygon)[0]
	for _, name := range []string{"地块.kml", "地块.kmz"} {
		path := filepath.Join(t.TempDir(), name)
		if err := Write(path, Layer{Name: "地块", CRS: "EPSG:4490", Fields: sampleFields}, slices.Values(samples)); err != nil {
			t.Fatal(err)
		}
		_, got := readAll(t, path, 0)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestKMLInDegrees writes metres as the degrees that KML asks for.
func TestKMLInDegrees(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.kml")
	err := Write(path, Layer{CRS: "EPSG:4527"}, slices.Values([]Feature{{Geometry: orb.Point{39_500_000, 4_000_000}}}))
	if err != nil {
		t.Fatal(err)
	}
	_, got := readAll(t, path, 0)
	p := got[0].Geometry.(orb.Point)
	if p[0] != 117 || p[1] < 36.1 || p[1] > 36.2 {
		t.Errorf("got %v", p)
	}
	if err := Write(path, Layer{}, slices.Values(samples)); err == nil {
		t.Error("wrote coordinates of no system")
	}
	if _, again := readAll(t, path, 0); len(again) != 1 {
		t.Error("a failed writing changed the file")
	}
}

func TestKMLOfGDAL(t *testing.T) {
	_, got := readAll(t, "testdata/gdal.kml", 0)
	_, want := readAll(t, "testdata/gdal.gpkg", 0)
	for i := range 7 {
		if diff := cmp.Diff(want[i].Geometry, got[i].Geometry); diff != "" {
			t.Errorf("%d: %s", i+1, diff)
		}
	}
	if diff := cmp.Diff([]Attr{{"名称", "甲"}, {"n", 7.0}, {"r", 1.25}}, got[0].Attrs[:3]); diff != "" {
		t.Error(diff)
	}
}

func FuzzKML(f *testing.F) {
	f.Add([]byte(placemarks(point("<name>甲</name><description><![CDATA[<table><tr><td>a</td><td>b</td></tr></table>]]></description>"))))
	f.Add([]byte(placemarks(`<Folder><name>a</name><Placemark><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,4,5 6, 7</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder>`)))
	f.Fuzz(func(t *testing.T, content []byte) {
		_ = openError(writeFile(t, "x.kml", string(content)))
	})
}
