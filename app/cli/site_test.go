package cli

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// landlord is an office with a project and four sites.
func landlord(t *testing.T) office {
	t.Helper()
	o := vacant(t)
	dir := t.TempDir()
	csv := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		o.must("import", path)
	}
	csv("t6.csv", "地块名称,所在街道/园区,面积（亩）,规划用途,供应状态,供电（kVA/回路）,供水（吨/日）,距高速口（公里）,可用时间,经度,纬度,坐标系\n"+
		"甲地,颜庄街道,60,工业用地,可供,10000/2,800,3,2025年1月,117.81,36.06,WGS-84\n"+
		"乙地,,20,工业用地,可供,2000,,12,2026年1月,117.90,36.06,WGS-84\n"+
		"丙地,,100,工业用地,已供,20000,2000,1,随时,117.82,36.07,WGS-84\n"+
		"丁地,,,,,,,,,,,\n")
	csv("t1.csv", "项目名称,项目类型,所属产业链,计划总投资（亿元）,用地需求（亩）,目前阶段\n锻件项目,工业,精品钢,5,50,在谈\n空项目,工业,精品钢,5,,在谈\n")
	o.must("set", "项目", "锻件项目", "needs=供电 9MW 双回路；供水 500吨/日", "max_expressway=5公里", "planned_start=2025年6月")
	o.must("set", "载体", "甲地", "allowed_industries=精品钢、锻件")
	return o
}

func TestSiteMatch(t *testing.T) {
	o := landlord(t)
	var list []ranked
	said := o.json(Done, &list, "site", "match", "锻件项目")
	var names []string
	for _, r := range list {
		names = append(names, r.Site.Name)
	}
	if strings.Join(names, " ") != "甲地 丁地 乙地 丙地" || list[0].Score != 100 || list[3].Excluded == "" || !strings.Contains(said, "1 处已排除") {
		t.Errorf("%v, %+v, says %s", names, list[0], said)
	}
	missing := map[string]string{}
	for _, g := range list[2].Gaps {
		if g.Missing != nil {
			missing[g.Need] = g.Missing.String()
		}
	}
	if missing["area"] != "30亩" || missing["power"] != "8000kVA" || missing["expressway"] != "7公里" || missing["available"] == "" {
		t.Errorf("乙地 lacks %v", missing)
	}
	o.json(Done, &list, "site", "match", "锻件项目", "--limit", "1", "--weight", "供电容量=100")
	if len(list) != 1 || list[0].Gaps[3].Of != 100 || !strings.Contains(list[0].Gaps[3].Offered, "kVA") {
		t.Errorf("%+v", list)
	}
	if said := o.json(Done, &list, "site", "match", "空项目"); !strings.Contains(said, "用地需求") {
		t.Errorf("a project without needs: %s", said)
	}
	o.json(Done, &list, "site", "fits", "甲地")
	if len(list) != 1 || list[0].Project.Name != "锻件项目" || list[0].Score != 100 {
		t.Errorf("%+v", list)
	}
	for _, bad := range [][]string{{"site", "match", "锻件项目", "--limit", "0"}, {"site", "match", "锻件项目", "--weight", "月亮=3"}} {
		if code, _, _ := o.run(bad...); code != Wrong {
			t.Errorf("%v exits with %d", bad, code)
		}
	}
	if code, _, said := o.run("site", "match", "没有这个"); code != Failed || !strings.Contains(said, "没有这个") {
		t.Errorf("%d %s", code, said)
	}
}

func TestChecklistFile(t *testing.T) {
	o := landlord(t)
	path := filepath.Join(t.TempDir(), "清单.xlsx")
	var r checklistResult
	o.json(Done, &r, "site", "checklist", "锻件项目", "乙地", "--out", path)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Sheet1")
	if err != nil || len(rows) != r.Rows+3 || !strings.Contains(rows[0][0], "锻件项目落位乙地") || !strings.Contains(rows[1][0], "内部资料") || rows[3][4] != "30亩" {
		t.Errorf("%v, %v", rows, err)
	}
	o.must("set", "载体", "乙地", "level=保密")
	if code, _, said := o.run("site", "checklist", "锻件项目", "乙地", "--out", path); code != Failed || !strings.Contains(said, "保密") {
		t.Errorf("a secret site: %d %s", code, said)
	}
}

func TestGeoWithin(t *testing.T) {
	o := landlord(t)
	names := func(args ...string) string {
		var list []nearby
		o.json(Done, &list, append([]string{"geo", "within"}, args...)...)
		var out []string
		for _, n := range list {
			out = append(out, n.Name)
		}
		return strings.Join(out, " ")
	}
	polygon := filepath.Join(t.TempDir(), "p.geojson")
	if err := os.WriteFile(polygon, []byte(`{"type":"Polygon","coordinates":[[[117.8,36],[117.85,36],[117.85,36.1],[117.8,36.1],[117.8,36]]]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		want string
		args []string
	}{
		{"甲地 丙地", []string{"117.81,36.06", "--km", "2"}}, {"甲地 丙地", []string{"北纬36°3′36″ 东经117°48′36″", "--km", "2"}},
		{"甲地 丙地", []string{"39572977.98,3992503.90", "--km", "2"}}, {"丙地", []string{"117.81,36.06", "--km", "2", "--where", "供应状态=已供"}},
		{"甲地 丙地 乙地", []string{"117.81,36.06", "--km", "10"}}, {"甲地", []string{"117.81,36.06", "--km", "0"}}, {"丙地 甲地", []string{"--polygon", polygon}},
		{"甲地", []string{"--street", "颜庄"}}, {"甲地", []string{"117.81588,36.06021", "--km", "0.1", "--crs", "GCJ-02"}},
	} {
		got := names(c.args...)
		if c.args[0] == "--polygon" {
			got = strings.Join(strings.Fields(got), " ")
		}
		if got != c.want && !(c.args[0] == "--polygon" && got == "甲地 丙地") {
			t.Errorf("%v finds %q, want %q", c.args, got, c.want)
		}
	}
	var list []nearby
	o.json(Done, &list, "geo", "within", "117.81,36.06", "--km", "10")
	if math.Abs(list[2].km()-8.1104) > 0.01 {
		t.Errorf("乙地 is %v km away", list[2].km())
	}
	for _, bad := range [][]string{{"117.81,36.06"}, {"--km", "3"}, {}, {"117.81,36.06", "--km", "-1"}, {"117.81,36.06", "--km", "NaN"}, {"117.81,36.06", "--km", "3", "--kind", "chain"}} {
		if code, _, said := o.run(append([]string{"geo", "within"}, bad...)...); code != Wrong {
			t.Errorf("%v exits with %d: %s", bad, code, said)
		}
	}
	if code, _, said := o.run("geo", "within", "572977,3992503", "--km", "3", "--crs", "北京54"); code != Failed || !strings.Contains(said, "测绘") {
		t.Errorf("%d %s", code, said)
	}
}

func TestGeoArea(t *testing.T) {
	o := vacant(t)
	file := func(text string) string {
		path := filepath.Join(t.TempDir(), "f.geojson")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var r areaResult
	o.json(Done, &r, "geo", "area", file(`{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"名称":"甲"},"geometry":{"type":"Polygon","coordinates":[[[117.801,36.051],[117.8135,36.0522],[117.8128,36.0611],[117.8067,36.0648],[117.7999,36.0601],[117.801,36.051]]]}},
		{"type":"Feature","properties":null,"geometry":null},{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[117,36]}}]}`))
	if len(r.Features) != 1 || r.Others != 2 || math.Abs(r.Total.M2/1421849.980247-1) > 1e-7 || math.Abs(r.Total.Mu-r.Total.M2*15/10000) > 1e-6 || r.Features[0].Name != "甲" || r.Features[0].Meridian != 117 {
		t.Errorf("%+v", r)
	}
	said := o.json(Done, &r, "geo", "area", file(`{"type":"Polygon","coordinates":[[[117.80,36.05],[117.81,36.06],[117.81,36.05],[117.80,36.06],[117.80,36.05]]]}`))
	if r.Repaired != 1 || math.Abs(r.Total.M2-500_000) > 5000 || !strings.Contains(said, "理顺") {
		t.Errorf("a border that crosses itself: %+v, says %s", r, said)
	}
	plane := `{"type":"Polygon"%s,"coordinates":[[[39572000,3992000],[39573000,3992000],[39573000,3993000],[39572000,3993000],[39572000,3992000]]]}`
	o.json(Done, &r, "geo", "area", file(strings.Replace(plane, "%s", "", 1)), "--crs", "EPSG:4527")
	if math.Abs(r.Total.M2-1e6) > 0.1 || math.Abs(r.Total.Mu-1500) > 0.001 {
		t.Errorf("a square kilometre is %+v", r.Total)
	}
	o.json(Done, &r, "geo", "area", file(strings.Replace(plane, "%s", `,"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4527"}}`, 1)))
	if math.Abs(r.Total.M2-1e6) > 0.1 {
		t.Errorf("by its own word a square kilometre is %+v", r.Total)
	}
	for text, says := range map[string]string{
		strings.Replace(plane, "%s", "", 1): "--crs", "{": "读不出来", `{"type":"Point","coordinates":[1,2]}`: "没有多边形", `{"type":"Moon"}`: "",
		strings.Replace(plane, "%s", `,"crs":{"properties":{"name":"Beijing 1954"}}`, 1): "不能换算",
	} {
		if code, out, said := o.run("geo", "area", file(text)); code != Failed || out != "" || !strings.Contains(said, says) {
			t.Errorf("%s: %d %q %s", text, code, out, said)
		}
	}
}

func TestStreetsByTheirBorders(t *testing.T) {
	o := landlord(t)
	path := filepath.Join(t.TempDir(), "streets.geojson")
	if err := os.WriteFile(path, []byte(`{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"XZ":"西街道"},"geometry":{"type":"Polygon","coordinates":[[[117.7,36],[117.85,36],[117.85,36.2],[117.7,36.2],[117.7,36]]]}},
		{"type":"Feature","properties":{"XZ":"东街道"},"geometry":{"type":"Polygon","coordinates":[[[117.85,36],[118,36],[118,36.2],[117.85,36.2],[117.85,36]]]}}]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, said := o.run("geo", "streets", path); code != Failed || !strings.Contains(said, "XZ") {
		t.Errorf("without a field: %d %s", code, said)
	}
	var r streetsResult
	o.json(Done, &r, "geo", "streets", path, "--field", "XZ")
	if len(r.Changes) != 2 || r.Kept != 1 || r.Applied {
		t.Errorf("%+v", r)
	}
	o.json(Done, &r, "geo", "streets", path, "--field", "XZ", "--apply")
	street := func(name string) string {
		var site object
		o.json(Done, &site, "get", "site", name)
		s, _ := site["street"].(string)
		return s
	}
	if !r.Applied || street("乙地") != "东街道" || street("丙地") != "西街道" || street("甲地") != "颜庄街道" {
		t.Errorf("%+v: %s %s %s", r, street("乙地"), street("丙地"), street("甲地"))
	}
	o.must("undo")
	if street("乙地") != "" || street("丙地") != "" {
		t.Error("one undo did not take all streets back")
	}
	o.json(Done, &r, "geo", "streets", path, "--field", "XZ", "--apply", "--overwrite")
	if street("甲地") != "西街道" || len(r.Changes) != 3 {
		t.Errorf("overwritten: %+v", r)
	}
}
