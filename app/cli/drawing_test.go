package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"chainatlas/mapping/sametest"
	"chainatlas/model/report"
)

func TestConvert(t *testing.T) {
	var r struct {
		Points []struct{ Input, Output [2]float64 }
	}
	newOffice(t).json(Done, &r, "geo", "convert", "--from", "WGS84", "--to", "EPSG:4548", "117.8,36.06", "117,36")
	if len(r.Points) != 2 || int(r.Points[1].Output[0]) != 500000 {
		t.Errorf("%+v", r)
	}
}

func TestLayout(t *testing.T) {
	o := newOffice(t)
	graph, picture := filepath.Join(o.dir, "g.json"), filepath.Join(o.dir, "g.svg")
	text := `{"nodes":[{"id":"a","label":"铁矿石","lane":0},{"id":"b","label":"炼铁","lane":1},{"id":"c","lane":2}],"edges":[{"from":"a","to":"b"},{"from":"b","to":"c"}]}`
	if err := os.WriteFile(graph, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var r layoutResult
	o.json(Done, &r, "chain", "layout", graph, "--out", picture)
	if len(r.Nodes) != 3 || len(r.Edges) != 2 || r.Nodes[0].X >= r.Nodes[1].X || len(r.Edges[0].Curve)%3 != 1 || len(r.Edges[0].Points) < 2 || r.Crossings != 0 {
		t.Errorf("%+v", r)
	}
	if b, err := os.ReadFile(picture); err != nil || !bytes.Contains(b, []byte("铁矿石")) {
		t.Errorf("picture: %v", err)
	}
	if code, _, _ := o.run("chain", "layout", filepath.Join(o.dir, "none.json")); code != Failed {
		t.Errorf("missing file: exit %d", code)
	}
}

func TestChains(t *testing.T) {
	o := filled(t)
	var list []chainEntry
	o.json(Done, &list, "chain", "list")
	if len(list) != 8 {
		t.Errorf("%d chains", len(list))
	}
	var shown chainEntry
	o.json(Done, &shown, "chain", "show", "精品钢")
	if shown.Code != "JPG" || len(shown.Nodes) != 29 || len(shown.Edges) != 45 || shown.Projects == 0 || shown.Crossings == nil {
		t.Errorf("%+v", shown)
	}
	for _, n := range shown.Nodes {
		if n.Status == "" || n.Box == nil {
			t.Errorf("%+v", n)
		}
	}
	var gaps []nodeEntry
	o.json(Done, &gaps, "chain", "gaps", "精品钢")
	for _, n := range gaps {
		if n.Why == "" || !slices.Contains([]string{"弱", "待补", "空白"}, n.Status) {
			t.Errorf("%+v", n)
		}
	}
	if len(gaps) == 0 {
		t.Error("no gaps")
	}
}

func TestDrawChain(t *testing.T) {
	o := filled(t)
	for _, name := range []string{"a.png", "a.svg", "a.pdf"} {
		path := filepath.Join(o.dir, name)
		var drawn chainEntry
		o.json(Done, &drawn, "chain", "draw", "JPG", "--out", path, "--audience", "visitor")
		if drawn.Crossings == nil || len(drawn.Nodes) != 29 || drawn.Nodes[0].Box == nil || len(drawn.Edges[0].Curve) < 4 {
			t.Errorf("%+v", drawn)
		}
		b, err := os.ReadFile(path)
		if err != nil || len(b) < 10_000 || strings.Contains(string(b), "示例") {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
		for _, n := range drawn.Nodes {
			if n.Projects > 0 {
				t.Errorf("visitors count invented projects on %s", n.Name)
			}
		}
	}
	for _, wrong := range [][]string{{"--out", "a.bmp"}, {"--out", "a.png", "--size", "big"}, {"--out", "a.png", "--audience", "all"}} {
		if code, _, _ := o.run(append([]string{"chain", "draw", "JPG"}, wrong...)...); code != Wrong {
			t.Errorf("%v: exit %d", wrong, code)
		}
	}
}

func TestStats(t *testing.T) {
	var r statsResult
	filled(t).json(Done, &r, "stats", "--year", "2023", "--by", "chain")
	talk, ok := report.Find(r.Figures, "talk_count")
	if !ok || talk.Value == nil || *talk.Value != 144 || talk.Reported == nil || *talk.Reported != 144 || talk.Fictional != 144 {
		t.Errorf("%+v", talk)
	}
}

func TestDrawMap(t *testing.T) {
	o := filled(t)
	path := filepath.Join(o.dir, "map.svg")
	var r mapResult
	o.json(Done, &r, "map", "draw", "--out", path, "--bbox", "117.7,36.0,117.9,36.2", "--layers", "载体,project")
	if len(r.Layers) != 2 || r.Layers[0].Drawn+r.Layers[0].Outside != 16 || r.Layers[0].Drawn == 0 || r.Layers[0].Unplaced != 12 || r.Bbox[0] > 117.7 || r.Bbox[3] < 36.2 {
		t.Errorf("%+v", r)
	}
	if b, err := os.ReadFile(path); err != nil || !strings.Contains(string(b), "内部工作用图") {
		t.Errorf("map without its notice: %v", err)
	}
	o.json(Done, &r, "map", "draw", "--out", filepath.Join(o.dir, "map.png"), "--center", "117.8,36.06", "--zoom", "11", "--audience", "visitor", "--size", "800x600")
	if r.Layers[0].Drawn+r.Layers[1].Drawn != 0 {
		t.Errorf("visitors see invented records: %+v", r)
	}
	if code, _, _ := o.run("map", "draw", "--out", path, "--layers", "ships"); code != Wrong {
		t.Errorf("unknown layer: exit %d", code)
	}
}

func TestDrawingsBearDateAndSource(t *testing.T) {
	o := filled(t)
	today := time.Now().Format("2006年1月2日")
	for _, c := range []struct {
		audience      string
		wants, hidden []string
	}{
		{"internal", []string{today, "来源：", "内部资料"}, nil},
		{"visitor", []string{today}, []string{"来源：", "内部资料"}},
	} {
		drawing := o.written("c.svg", "chain", "draw", "JPG", "--audience", c.audience)
		for _, want := range c.wants {
			if !strings.Contains(drawing, want) {
				t.Errorf("%s: no %s", c.audience, want)
			}
		}
		for _, hidden := range c.hidden {
			if strings.Contains(drawing, hidden) {
				t.Errorf("%s: shows %s", c.audience, hidden)
			}
		}
	}
	if drawing := o.written("m.svg", "map", "draw"); !strings.Contains(drawing, "内部资料") || !strings.Contains(drawing, "底图：") || !strings.Contains(drawing, today) {
		t.Error("the staff's map lacks its stamp or its source")
	}
}

func TestDrawOnPaper(t *testing.T) {
	o := filled(t)
	today := time.Now().Format("2006年1月2日")
	for _, c := range []struct {
		args  []string
		wants []string
		page  string // points
	}{
		{[]string{"chain", "draw", "JPG"}, []string{"精品钢产业链图谱", "中厚板", "来源：", "内部资料", today}, "1190.55 x 841.89 pts (A3)"},
		{[]string{"chain", "draw", "JPG", "--audience", "visitor", "--paper", "A4"}, []string{"精品钢产业链图谱", today}, "841.89 x 595.276 pts (A4)"},
		{[]string{"map", "draw", "--title", "载体地图", "--size", "1000x2000"}, []string{"载体地图", "图例", "内部资料", "底图：", today}, "841.89 x 1190.55 pts (A3)"},
	} {
		doc := []byte(o.written("d.pdf", c.args...))
		text := sametest.Text(t, doc)
		for _, want := range c.wants {
			if !strings.Contains(text, want) {
				t.Errorf("%v: no %s", c.args, want)
			}
		}
		if internal := strings.Contains(text, "内部资料"); internal == slices.Contains(c.args, "visitor") {
			t.Errorf("%v: internal %t", c.args, internal)
		}
		if info := string(sametest.Run(t, doc, nil, "pdfinfo", "-")); !strings.Contains(info, c.page) || !strings.Contains(info, "Pages:           1") {
			t.Errorf("%v: no page of %s\n%s", c.args, c.page, info)
		}
	}
	if code, _, _ := o.run("chain", "draw", "JPG", "--out", "x.pdf", "--paper", "A0"); code != Wrong {
		t.Errorf("A0: exit %d", code)
	}
}

func TestDrawnCountsWhatLiesInThePicture(t *testing.T) {
	o := filled(t)
	path := filepath.Join(t.TempDir(), "map.svg")
	o.must("set", "site", "艾山片区", "位置=117.81,36.06 WGS84")
	o.must("set", "site", "南部新城片区", "位置=116.40,39.90 WGS84")
	var r mapResult
	o.json(Done, &r, "map", "draw", "--out", path, "--center", "116.40,39.90", "--zoom", "14", "--layers", "site")
	if r.Layers[0].Drawn != 1 || r.Layers[0].Outside != 17 {
		t.Errorf("%+v", r.Layers)
	}
	for _, wrong := range [][]string{
		{"--zoom", "12"}, {"--bbox", "117,36,118,37", "--center", "117,36"}, {"--center", "500,36"}, {"--center", "117,91"}, {"--center", "117"}, {"--center", "NaN,NaN"},
		{"--center", "117,36", "--zoom", "99"}, {"--bbox", "118,36,117,37"}, {"--bbox", "-999,-999,999,999"}, {"--bbox", "NaN,36,118,37"},
	} {
		code, out, err := o.run(append([]string{"map", "draw", "--out", path}, wrong...)...)
		if code != Wrong || out != "" || err == "" {
			t.Errorf("%v: exit %d, prints %q, says %q", wrong, code, out, err)
		}
	}
}

// crossings counts the meetings of two lines as a script would: pieces whose ends lie on both sides of each other.
func crossings(a, b orb.LineString) int {
	side := func(p, q, r orb.Point) float64 { return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0]) }
	n := 0
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			p, q, r, s := a[i-1], a[i], b[j-1], b[j]
			if side(p, q, r)*side(p, q, s) < 0 && side(r, s, p)*side(r, s, q) < 0 {
				n++
			}
		}
	}
	return n
}

func TestStatedCrossingsAreThoseOfThePoints(t *testing.T) {
	o := filled(t)
	for _, code := range []string{"JPG", "BW", "ZP", "XQ", "GZ", "QN", "XC", "JN"} {
		var shown chainEntry
		o.json(Done, &shown, "chain", "show", code)
		n := 0
		for i, e := range shown.Edges {
			for _, f := range shown.Edges[:i] {
				n += crossings(e.Points, f.Points)
			}
			if last := len(e.Points) - 1; last < 1 || e.Points[0] != e.Curve[0] || e.Points[last] != e.Curve[len(e.Curve)-1] {
				t.Errorf("%s %s→%s: the line and the curve do not share their ends", code, e.From, e.To)
			}
		}
		if shown.Crossings == nil || *shown.Crossings != n {
			t.Errorf("%s: says %v crossings, the points cross %d times", code, *shown.Crossings, n)
		}
	}
}

func TestInvestIsMoney(t *testing.T) {
	o := filled(t)
	var shown struct{ Nodes []object }
	o.json(Done, &shown, "chain", "show", "JPG")
	found := false
	for _, n := range shown.Nodes {
		if m, ok := n["invest"].(object); ok {
			found = true
			if m["currency"] != "CNY" || m["min"].(float64) <= 0 || m["min"] != m["max"] || m["text"] == "" {
				t.Errorf("%v", m)
			}
		}
	}
	if !found {
		t.Error("no node has an investment")
	}
}

func TestMapDrawsImportedLayers(t *testing.T) {
	o := filled(t)
	path := filepath.Join(o.dir, "parcels.geojson")
	text := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"甲地块"},"geometry":{"type":"Polygon","coordinates":[[[117.8,36.05],[117.82,36.05],[117.82,36.07],[117.8,36.05]]]}}]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	o.must("geo", "import", path, "--layer", "规划地块", "--crs", "WGS84")
	if svg := o.written("m.svg", "map", "draw", "--layers", "规划地块,site"); !strings.Contains(svg, "规划地块") || !strings.Contains(svg, "甲地块") {
		t.Error("the layer is not on the map")
	}
	var r mapResult
	o.json(Done, &r, "map", "draw", "--layers", "规划地块,project", "--out", filepath.Join(o.dir, "m.png"))
	if len(r.Layers) != 2 || r.Layers[0].Layer != "规划地块" || r.Layers[0].Drawn != 1 || r.Layers[1].Layer != "project" {
		t.Errorf("%+v", r.Layers)
	}
	if code, _, err := o.run("map", "draw", "--layers", "规划地块", "--audience", "visitor", "--out", filepath.Join(o.dir, "v.png")); code != Wrong || !strings.Contains(err, "没有图层") {
		t.Errorf("visitors get a layer that is 内部: %d %s", code, err)
	}
}
