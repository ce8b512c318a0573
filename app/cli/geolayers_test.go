package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/mapping/geofile"
)

// landFile is a layer of one parcel in degrees, whose system the file tells when system is not "".
func landFile(t *testing.T, system string, shapes ...orb.Geometry) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "用地.gpkg")
	if shapes == nil {
		shapes = []orb.Geometry{orb.Polygon{{{117.81, 36.05}, {117.82, 36.05}, {117.82, 36.06}, {117.81, 36.06}, {117.81, 36.05}}}}
	}
	var all []geofile.Feature
	for i, g := range shapes {
		all = append(all, geofile.Feature{Number: i + 1, Geometry: g, Attrs: []geofile.Attr{{Name: "名称", Value: "甲"}}})
	}
	if err := geofile.Write(path, geofile.Layer{Name: "用地", CRS: system, Fields: []geofile.Field{{Name: "名称"}}}, slices.Values(all)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestALayerFromImportToExport(t *testing.T) {
	o := newOffice(t)
	file := landFile(t, "EPSG:4490")
	var tried, done geoImportResult
	o.json(Done, &tried, "geo", "import", file, "--dry-run")
	var list []layerLine
	if o.json(Done, &list, "geo", "layers"); len(list) != 0 || !tried.DryRun {
		t.Fatalf("a dry run left %v", list)
	}
	o.json(Done, &done, "geo", "import", file, "--layer", "规划用地", "--level", "公开")
	if done.Features != 1 || done.CRS != "EPSG:4490" || done.Bbox == nil || done.Bbox[0] != 117.81 || done.AreaM2 < 990_000 || done.AreaM2 > 1_010_000 || done.Reason == "" || done.Batch == "" {
		t.Fatalf("%+v", done)
	}
	o.json(Done, &list, "geo", "layers")
	if len(list) != 1 || list[0].Name != "规划用地" || list[0].Level != "公开" || list[0].Damaged || list[0].Bbox == nil || list[0].File != "用地.gpkg" {
		t.Fatalf("%+v", list)
	}
	out := filepath.Join(t.TempDir(), "out.gpkg")
	var written geoExportResult
	if o.json(Done, &written, "geo", "export", "规划用地", "--out", out, "--crs", "EPSG:4548", "--audience", "visitor"); written.Features != 1 {
		t.Errorf("%+v", written)
	}
	if info, err := os.Stat(out); err != nil || info.Size() == 0 {
		t.Error(err)
	}
	o.must("undo")
	if o.json(Done, &list, "geo", "layers"); len(list) != 0 {
		t.Errorf("after undo %v", list)
	}
}

func TestASecretLayerStays(t *testing.T) {
	o := newOffice(t)
	var done geoImportResult
	o.json(Done, &done, "geo", "import", landFile(t, "EPSG:4490"), "--level", "secret")
	out := filepath.Join(t.TempDir(), "out.gpkg")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, Failed, "--secret"}, {[]string{"--audience", "visitor"}, Failed, "不能写给来访者"},
		{[]string{"--audience", "visitor", "--secret"}, Wrong, "来访者"}, {[]string{"--secret"}, Done, ""},
	} {
		code, _, said := o.run(append([]string{"geo", "export", "用地", "--out", out}, c.args...)...)
		if _, err := os.Stat(out); code != c.code || !strings.Contains(said, c.says) || (err == nil) != (c.code == Done) {
			t.Errorf("%v: exit %d, %q, file %v", c.args, code, said, err)
		}
	}
	var events []object
	if o.json(Done, &events, "history", done.ID); len(events) != 2 {
		t.Errorf("the history has %v", events)
	}
}

func TestImportsThatAreRefused(t *testing.T) {
	o := newOffice(t)
	o.must("geo", "import", landFile(t, "EPSG:4490"), "--layer", "已有")
	text := filepath.Join(t.TempDir(), "a.docx")
	if err := os.WriteFile(text, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"a taken name", []string{landFile(t, "EPSG:4490"), "--layer", "已有"}, Failed, "已有名为「已有」"},
		{"no map file", []string{text}, Failed, "能读的地图文件"},
		{"no file", []string{filepath.Join(t.TempDir(), "没有.gpkg")}, Failed, "没有.gpkg"},
		{"another system", []string{landFile(t, "EPSG:4490"), "--crs", "火星"}, Wrong, "不认识的坐标系"},
		{"an old system", []string{landFile(t, "EPSG:4490"), "--crs", "北京54"}, Failed, "测绘"},
		{"another level", []string{landFile(t, "EPSG:4490"), "--level", "绝密"}, Wrong, "公开、内部、保密"},
		{"another layer", []string{landFile(t, "EPSG:4490"), "--from", "道路"}, Failed, "道路"},
	} {
		code, _, said := o.run(append([]string{"geo", "import"}, c.args...)...)
		if code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit %d, %q", c.name, code, said)
		}
	}
	var list []layerLine
	if o.json(Done, &list, "geo", "layers"); len(list) != 1 {
		t.Errorf("%d layers", len(list))
	}
	if code, _, said := o.run("list", "图层"); code != Wrong || !strings.Contains(said, "geo layers") {
		t.Errorf("listed as records: exit %d, %q", code, said)
	}
}
