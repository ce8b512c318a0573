package geofile

import (
	"context"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// groups writes pairs as "code value|code value|…".
func groups(pairs string) string {
	var b strings.Builder
	for _, p := range strings.Split(pairs, "|") {
		code, value, _ := strings.Cut(p, " ")
		b.WriteString("  " + code + "\r\n" + value + "\r\n")
	}
	return b.String()
}

func drawing(entities ...string) string {
	return groups("0 SECTION|2 ENTITIES|" + strings.Join(entities, "|") + "|0 ENDSEC|0 EOF")
}

// withBlocks puts blocks before the entities.
func withBlocks(blocks string, entities ...string) string {
	return groups("0 SECTION|2 BLOCKS|"+blocks+"|0 ENDSEC") + drawing(entities...)
}

// drawn reads a drawing layer by layer.
func readDrawing(t *testing.T, content string) []Feature {
	t.Helper()
	path := writeFile(t, "x.dxf", content)
	f, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []Feature
	for i, l := range f.Layers() {
		_, some := readAll(t, path, i)
		if len(some) != l.Count {
			t.Errorf("layer %s has %d features, %d were counted", l.Name, len(some), l.Count)
		}
		out = append(out, some...)
	}
	return out
}

const lwSquare = "0 LWPOLYLINE|8 地块|90 4|70 1|10 0|20 0|10 10|20 0|10 10|20 10|10 0|20 10"

func TestDXFGeometry(t *testing.T) {
	square := orb.Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}
	cases := []struct {
		name, entity string
		want         orb.Geometry
	}{
		{"a point", "0 POINT|8 0|10 1.5|20 -2e1|30 9", orb.Point{1.5, -20}},
		{"a line", "0 LINE|8 0|10 1|20 2|11 3|21 4", orb.LineString{{1, 2}, {3, 4}}},
		{"a closed polyline", lwSquare, square},
		{"an open polyline", "0 LWPOLYLINE|8 0|90 2|70 128|10 0|20 0|10 10|20 0", orb.LineString{{0, 0}, {10, 0}}},
		{"open, and ends where it began", "0 LWPOLYLINE|8 0|90 4|70 0|10 0|20 0|10 10|20 0|10 10|20 10|10 0|20 0", orb.Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 0}}}},
		{"an old polyline", "0 POLYLINE|8 0|66 1|10 0|20 0|70 1|0 VERTEX|8 0|10 0|20 0|0 VERTEX|8 0|10 10|20 0|0 VERTEX|8 0|10 10|20 10|0 VERTEX|8 0|10 0|20 10|0 SEQEND|8 0", square},
		{"an old curve and the points that steer it", "0 POLYLINE|8 0|70 4|0 VERTEX|10 0|20 0|70 8|0 VERTEX|10 5|20 5|70 16|0 VERTEX|10 9|20 0|70 8|0 SEQEND", orb.LineString{{0, 0}, {9, 0}}},
		{"seen from below", "0 LWPOLYLINE|8 0|90 2|10 1|20 2|10 3|20 4|230 -1", orb.LineString{{-1, 2}, {-3, 4}}},
		{"a filled corner", "0 SOLID|8 0|10 0|20 0|11 10|21 0|12 0|22 10|13 10|23 10", square},
		{"a face", "0 3DFACE|8 0|10 0|20 0|11 10|21 0|12 10|22 10|13 0|23 10", square},
		{"a filling", "0 HATCH|8 0|10 0|20 0|30 0|2 SOLID|70 1|71 0|91 1|92 3|72 0|73 1|93 4|10 0|20 0|10 10|20 0|10 10|20 10|10 0|20 10|97 0|75 0|76 1|98 1|10 5|20 5", square},
		{"a filling with a hole, which is said first, and a free box around words", "0 HATCH|8 0|10 0|20 0|91 3|92 2|72 1|73 1|93 4|10 4|20 4|42 0|10 6|20 4|42 0|10 6|20 6|42 0|10 4|20 6|42 0|97 0|" +
			"92 3|72 0|73 1|93 4|10 0|20 0|10 10|20 0|10 10|20 10|10 0|20 10|97 0|92 10|72 0|73 1|93 3|10 1|20 1|10 2|20 1|10 2|20 2|97 0|98 0",
			orb.Polygon{square[0], {{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}}}},
		{"one corner", "0 LWPOLYLINE|8 0|90 1|70 1|10 7|20 8", orb.Point{7, 8}},
	}
	for _, c := range cases {
		got := readDrawing(t, drawing(c.entity))
		if diff := cmp.Diff(c.want, got[0].Geometry); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestDXFCurves(t *testing.T) {
	const tau = 2 * math.Pi
	cases := []struct {
		name, entity string
		length, area float64
	}{
		{"a circle", "0 CIRCLE|8 0|10 5|20 5|40 100", tau * 100, math.Pi * 1e4},
		{"a circle of two bulges", "0 LWPOLYLINE|8 0|90 2|70 1|10 0|20 0|42 1|10 200|20 0|42 1", tau * 100, math.Pi * 1e4},
		{"a quarter", "0 ARC|8 0|10 0|20 0|40 100|50 350|51 80", tau * 25, 0},
		{"an ellipse", "0 ELLIPSE|8 0|10 0|20 0|11 100|21 0|40 0.5|41 0|42 6.283185307179586", 484.42, math.Pi * 5000},
		{"a bulge to the right", "0 LWPOLYLINE|8 0|90 4|70 1|10 0|20 0|10 100|20 0|42 -1|10 100|20 100|10 0|20 100", 300 + math.Pi*50, 10000 - math.Pi*1250},
		{"a spline that is a line", "0 SPLINE|8 0|70 8|71 2|72 6|73 3|40 0|40 0|40 0|40 1|40 1|40 1|10 0|20 0|10 50|20 0|10 100|20 0", 100, 0},
		{"a spline by the points it passes", "0 SPLINE|8 0|70 8|71 3|74 3|11 0|21 0|11 50|21 0|11 100|21 0", 100, 0},
	}
	for _, c := range cases {
		g := readDrawing(t, drawing(c.entity))[0].Geometry
		if l := planar.Length(g); math.Abs(l-c.length) > c.length*2e-3 {
			t.Errorf("%s is %f long, want %f", c.name, l, c.length)
		}
		if a := math.Abs(planar.Area(g)); math.Abs(a-c.area) > c.area*2e-3 {
			t.Errorf("%s has %f, want %f", c.name, a, c.area)
		}
	}
	big := readDrawing(t, drawing("0 CIRCLE|8 0|10 0|20 0|40 1000"))[0].Geometry.(orb.Polygon)[0]
	if sag := 1000 - math.Hypot((big[0][0]+big[1][0])/2, (big[0][1]+big[1][1])/2); sag > arcSag {
		t.Errorf("the lines of a circle of a kilometre lie %f m within", sag)
	}
}

func TestDXFTexts(t *testing.T) {
	cases := []struct{ name, entity, want string }{
		{"a text", "0 TEXT|8 0|10 1|20 2|1  A-01 地块 ", "A-01 地块"},
		{"codes", "0 TEXT|8 0|10 1|20 2|1 %%u36%%d %%c5 %%p1", "36° ⌀5 ±1"},
		{"characters by number", `0 TEXT|8 0|10 1|20 2|1 \U+6D4E\U+5357\U+D83D\U+DE00 \M+5BCC3`, "济南😀 济"},
		{"paragraphs", `0 MTEXT|8 0|10 1|20 2|1 {\fSimSun;\H3.5;工业用地}\P{\C1;面积\~5}\\`, "工业用地\n面积 5\\"},
		{"fractions", `0 MTEXT|8 0|10 1|20 2|1 \A1;\S1^2;亩 \Lx\l`, "1/2亩 x"},
		{"a path", `0 MTEXT|8 0|10 1|20 2|1 D:\z`, `D:\z`},
		{"in pieces", `0 MTEXT|8 0|10 1|20 2|3 一|3 二|1 三`, "一二三"},
	}
	for _, c := range cases {
		got, _ := attrList(readDrawing(t, drawing(c.entity))[0].Attrs).get(dxfText)
		if got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	centred := readDrawing(t, drawing("0 TEXT|8 0|10 1|20 2|11 3|21 4|72 1|1 x"))[0]
	if centred.Geometry != (orb.Point{3, 4}) {
		t.Errorf("a centred text stands at %v", centred.Geometry)
	}
}

func TestDXFEncodings(t *testing.T) {
	head := func(version, page string) string {
		return groups("999 remark|0 SECTION|2 HEADER|9 $ACADVER|1 " + version + "|9 $DWGCODEPAGE|3 " + page + "|0 ENDSEC")
	}
	body := drawing("0 POINT|8 联通地块|10 1|20 2")
	gbk := must(simplifiedchinese.GBK.NewEncoder().String(body))
	for name, content := range map[string]string{
		"2000 in GBK": head("AC1015", "ANSI_936") + gbk, "2007 in UTF-8": head("AC1021", "ANSI_936") + body,
		"2007 in GBK all the same": head("AC1032", "ANSI_936") + gbk, "2000 made abroad": head("AC1015", "ANSI_1252") + body,
		"no header": body, "a byte order mark": "\ufeff" + head("AC1027", "ANSI_936") + body,
		"lines of a Macintosh": strings.ReplaceAll(head("AC1021", "ANSI_936")+body, "\r\n", "\r"),
		"lines of Unix":        strings.ReplaceAll(head("AC1015", "ANSI_936")+gbk, "\r\n", "\n"),
	} {
		if f := must(Open(context.Background(), writeFile(t, "x.dxf", content), Options{})); f.Layers()[0].Name != "联通地块" {
			t.Errorf("%s: %q", name, f.Layers()[0].Name)
		}
	}
}

func TestDXFBlocks(t *testing.T) {
	const pin = "0 BLOCK|8 0|2 Pin|10 1|20 1|0 POINT|8 0|10 2|20 1|0 POINT|8 注记|10 1|20 1|0 ENDBLK|8 0"
	cases := []struct {
		name, blocks, insert string
		want                 []orb.Geometry
	}{
		{"moved", pin, "0 INSERT|8 界址|2 PIN|10 100|20 200", []orb.Geometry{orb.Point{101, 200}, orb.Point{100, 200}}},
		{"scaled and turned", pin, "0 INSERT|8 界址|2 Pin|10 100|20 200|41 2|42 3|50 90", []orb.Geometry{orb.Point{100, 202}, orb.Point{100, 200}}},
		{"from below", pin, "0 INSERT|8 界址|2 Pin|10 100|20 200|230 -1", []orb.Geometry{orb.Point{-101, 200}, orb.Point{-100, 200}}},
		{"in columns", pin, "0 INSERT|8 界址|2 Pin|10 0|20 0|70 2|44 10", []orb.Geometry{orb.Point{1, 0}, orb.Point{11, 0}, orb.Point{0, 0}, orb.Point{10, 0}}},
		{"in another", pin + "|0 BLOCK|2 Two|10 0|20 0|0 INSERT|8 0|2 Pin|10 5|20 5|0 ENDBLK", "0 INSERT|8 界址|2 Two|10 100|20 200|50 180", []orb.Geometry{orb.Point{94, 195}, orb.Point{95, 195}}},
		{"not there", pin, "0 INSERT|8 界址|2 Other|10 100|20 200", []orb.Geometry{orb.Point{100, 200}}},
	}
	for _, c := range cases {
		var got []orb.Geometry
		for _, f := range readDrawing(t, withBlocks(c.blocks, c.insert)) {
			p := f.Geometry.(orb.Point)
			got = append(got, orb.Point{math.Round(p[0]*1e6) / 1e6, math.Round(p[1]*1e6) / 1e6})
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	all := readDrawing(t, withBlocks(pin, "0 INSERT|8 界址|2 Pin|66 1|10 100|20 200|0 ATTRIB|8 0|10 1|20 1|1 J12|2 点号|0 SEQEND"))
	want := []Attr{{"图层", "界址"}, {"类型", "INSERT"}, {"文字", "J12"}, {"块", "Pin"}, {"点号", "J12"}}
	if diff := cmp.Diff(want, all[0].Attrs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Attr{{"图层", "界址"}, {"类型", "POINT"}, {"块", "Pin"}}, all[1].Attrs); diff != "" {
		t.Error(diff)
	}
}

// TestDXFParcels gives parcels the words that stand in them.
func TestDXFParcels(t *testing.T) {
	var entities []string
	square := func(layer string, x, y, size float64) {
		at := func(dx, dy float64) string {
			return "|10 " + strconv.FormatFloat(x+dx, 'f', -1, 64) + "|20 " + strconv.FormatFloat(y+dy, 'f', -1, 64)
		}
		entities = append(entities, "0 LWPOLYLINE|8 "+layer+"|90 4|70 1"+at(0, 0)+at(size, 0)+at(size, size)+at(0, size))
	}
	text := func(words string, x, y float64) {
		entities = append(entities, "0 TEXT|8 注记|10 "+strconv.FormatFloat(x, 'f', -1, 64)+"|20 "+strconv.FormatFloat(y, 'f', -1, 64)+"|1 "+words)
	}
	square("图框", -100, -100, 1000)
	square("地块", 0, 0, 10)
	text("工业用地", 3, 3) // below the number, and before it in the file
	text("A-01", 3, 6)
	square("地块", 20, 0, 10)
	text("A-02", 25, 5)
	square("地块", 40, 0, 10)
	entities = append(entities, "0 CIRCLE|8 地块|10 25|20 5|40 2")
	for i := range mostOwned + 1 {
		text("说明", 200, float64(i))
	}
	var got []any
	for _, f := range readDrawing(t, drawing(entities...)) {
		if kind, _ := attrList(f.Attrs).get(dxfKind); kind == "LWPOLYLINE" {
			words, _ := attrList(f.Attrs).get(dxfText)
			got = append(got, words)
		}
	}
	if diff := cmp.Diff([]any{nil, "A-01 工业用地", "A-02", nil}, got); diff != "" {
		t.Error(diff)
	}
}

func TestDXFAttributes(t *testing.T) {
	got := readDrawing(t, drawing(lwSquare+"|1001 SOUTH|1000 300000|1000 0012|1070 5|1001 ACAD_X|1000 y", "0 POINT|8 图签|67 1|10 1|20 1"))
	want := []Feature{{Number: 1, Geometry: orb.Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}, Attrs: []Attr{{"图层", "地块"}, {"类型", "LWPOLYLINE"}, {"SOUTH", "300000 0012"}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDXFRefusals(t *testing.T) {
	bomb := "0 BLOCK|2 B0|0 POINT|10 0|20 0|0 ENDBLK"
	for i := range 9 {
		bomb += "|0 BLOCK|2 B" + strconv.Itoa(i+1) + strings.Repeat("|0 INSERT|2 B"+strconv.Itoa(i)+"|10 0|20 0", 10) + "|0 ENDBLK"
	}
	whole := drawing("0 POINT|8 0|10 1|20 2", lwSquare)
	cases := []struct {
		name, content string
		want          error
		number        int
	}{
		{"nothing", "", ErrDamaged, 0},
		{"binary", "AutoCAD Binary DXF\r\n\x1a\x00", ErrBinaryDXF, 0},
		{"a renamed DWG", "AC1032\x00\x00", ErrDWG, 0},
		{"another text", "hello\nworld\n", ErrFormat, 0},
		{"no entities", groups("0 SECTION|2 ENTITIES|0 ENDSEC|0 EOF"), ErrNoLayer, 0},
		{"cut off", whole[:len(whole)-30], ErrDamaged, 0},
		{"cut off in a block", groups("0 SECTION|2 BLOCKS|0 BLOCK|2 x"), ErrDamaged, 0},
		{"cut off in an old polyline", groups("0 SECTION|2 ENTITIES|0 POLYLINE|8 0|0 VERTEX|10 0|20 0"), ErrDamaged, 0},
		{"EOF in a section", groups("0 SECTION|2 ENTITIES|0 POINT|10 1|20 1|0 EOF"), ErrDamaged, 0},
		{"a block in a block", withBlocks("0 BLOCK|2 a|0 BLOCK|2 b|0 ENDBLK|0 ENDBLK"), ErrDamaged, 0},
		{"a code that is none", groups("0 SECTION|2 ENTITIES|x y"), ErrDamaged, 0},
		{"a line without end", groups("0 SECTION|2 ENTITIES|0 TEXT|1 " + strings.Repeat("x", dxfLine)), ErrDamaged, 0},
		{"no number", drawing("0 POINT|8 0|10 1|20 2", "0 POINT|8 0|10 a|20 2"), ErrCoordinate, 2},
		{"NaN", drawing("0 POINT|8 0|10 nan|20 2"), ErrCoordinate, 1},
		{"half a position", drawing("0 POINT|8 0|10 1"), ErrDamaged, 1},
		{"fewer corners than announced", drawing("0 LWPOLYLINE|8 0|90 5|10 0|20 0"), ErrDamaged, 1},
		{"beyond all numbers", withBlocks("0 BLOCK|2 a|0 POINT|10 1e300|20 0|0 ENDBLK", "0 INSERT|2 a|41 1e300|10 0|20 0"), ErrCoordinate, 1},
		{"a spline of no shape", drawing("0 SPLINE|8 0|71 3|10 0|20 0|40 0"), ErrDamaged, 1},
		{"a block in itself", withBlocks("0 BLOCK|2 a|0 INSERT|2 a|10 0|20 0|0 ENDBLK", "0 INSERT|2 a|10 0|20 0"), ErrDamaged, 0},
		{"blocks without end", withBlocks(bomb, "0 INSERT|2 B9|10 0|20 0"), ErrTooLarge, 0},
		{"rows without end", withBlocks("0 BLOCK|2 a|0 POINT|10 0|20 0|0 ENDBLK", "0 INSERT|2 a|10 0|20 0|70 1e9|71 1e9"), ErrTooLarge, 0},
	}
	for _, c := range cases {
		err := openError(writeFile(t, "x.dxf", c.content))
		var f *FeatureError
		if errors.As(err, &f); !errors.Is(err, c.want) || (f == nil) != (c.number == 0) || f != nil && f.Number != c.number {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := openError(writeFile(t, "x.DWG", "AC1032")); !errors.Is(err, ErrDWG) {
		t.Errorf("a DWG: %v", err)
	}
}

func TestDXFNotes(t *testing.T) {
	f := must(Open(context.Background(), writeFile(t, "x.dxf", drawing(lwSquare, "0 HATCH|8 0|10 0|20 0", "0 DIMENSION|8 0", "0 HATCH|8 0|91 1|92 1|93 1|72 1|10 0|20 0|11 5|21 5", "0 VIEWPORT|8 0")), Options{}))
	want := []string{"整张图中没有读取的对象（填充、标注等）：DIMENSION 1 个、HATCH 2 个"}
	if diff := cmp.Diff(want, f.Layers()[0].Notes); diff != "" {
		t.Error(diff)
	}
}

// TestDXFOtherLayers reads a layer although another one is damaged.
func TestDXFOtherLayers(t *testing.T) {
	path := writeFile(t, "x.dxf", drawing("0 POINT|8 坏|10 a|20 2", "0 POINT|8 好|10 1|20 2"))
	if _, got := readAll(t, path, 1); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestDXFProgressAndCancel(t *testing.T) {
	path := writeFile(t, "x.dxf", drawing(strings.Repeat(lwSquare+"|", 20_000)+lwSquare))
	var done, total int64
	f := must(Open(context.Background(), path, Options{Progress: func(d, n int64) { done, total = d, n }}))
	if info := must(os.Stat(path)); done != info.Size() || total != done {
		t.Errorf("told %d of %d, the file has %d", done, total, info.Size())
	}
	ctx, cancel := context.WithCancel(context.Background())
	if err := f.Read(ctx, 0, func(Feature) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzDXF(f *testing.F) {
	f.Add([]byte(drawing(lwSquare, "0 TEXT|8 0|10 5|20 5|1 x", "0 CIRCLE|10 0|20 0|40 5")))
	f.Add([]byte(withBlocks("0 BLOCK|2 a|0 ELLIPSE|10 0|20 0|11 5|21 5|40 0.5|0 ENDBLK", "0 INSERT|2 a|66 1|10 0|20 0|70 2|0 ATTRIB|1 x|2 y|0 SEQEND")))
	f.Add([]byte(drawing("0 SPLINE|71 2|40 0|40 0|40 0|40 1|40 1|40 1|10 0|20 0|10 5|20 0|10 9|20 0", "0 POLYLINE|70 1|0 VERTEX|10 0|20 0|42 1|0 VERTEX|10 9|20 0|0 SEQEND")))
	f.Fuzz(func(t *testing.T, content []byte) {
		_ = openError(writeFile(t, "x.dxf", string(content)))
	})
}
