package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/app/basemap"
	"chainatlas/assets"
	"chainatlas/mapping/thematic"
)

// packOffice is an office whose user has installed nothing yet.
func packOffice(t *testing.T) office {
	t.Helper()
	home := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME"} {
		t.Setenv(name, home)
	}
	return newOffice(t)
}

// packFolder is a copy of the built-in pack under a name.
func packFolder(t *testing.T, name, number string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "底图")
	if err := os.CopyFS(dir, assets.BaseMap()); err != nil {
		t.Fatal(err)
	}
	m, err := thematic.ReadManifest(assets.BaseMap())
	if err != nil {
		t.Fatal(err)
	}
	m.Name, m.ReviewNumber = name, number
	data, err := json.Marshal(m)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, thematic.ManifestFile), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestBaseMapPacks(t *testing.T) {
	o := packOffice(t)
	var got packEntry
	o.json(Done, &got, "geo", "pack", "install", packFolder(t, "局里的底图", "测试（0000）0号"))
	if got.Name != "局里的底图" || got.ReviewNumber != "测试（0000）0号" || got.Origin != basemap.Installed || !got.InUse || got.Districts != 2 || got.Tiles != nil || got.CRS != "WGS-84" {
		t.Errorf("%+v", got)
	}
	if drawing := o.draw("visitor"); !strings.Contains(drawing, "审图号：测试（0000）0号") || !strings.Contains(drawing, "区界") {
		t.Error("visitors do not see the reviewed map")
	}
	var list []packEntry
	o.json(Done, &list, "geo", "pack", "list")
	if len(list) != 2 || !list[0].InUse || list[1].Origin != basemap.Builtin || list[1].ReviewNumber != "" {
		t.Errorf("%+v", list)
	}
	o.json(Done, &got, "geo", "pack", "use", "内置底图")
	if got.Name != "内置底图" || strings.Contains(o.draw("internal"), "局里的底图") {
		t.Errorf("%+v", got)
	}
	var removed struct {
		Removed string
		InUse   string `json:"in_use"`
	}
	o.json(Done, &removed, "geo", "pack", "remove", "局里的底图")
	if removed.Removed != "局里的底图" || removed.InUse != "内置底图" {
		t.Errorf("%+v", removed)
	}
}

// draw is the map as SVG.
func (o office) draw(audience string) string {
	o.t.Helper()
	path := filepath.Join(o.t.TempDir(), "地图.svg")
	if code, _, err := o.run("map", "draw", "--out", path, "--audience", audience); code != Done {
		o.t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(data)
}

func TestBaseMapPacksThatFail(t *testing.T) {
	o := packOffice(t)
	text := filepath.Join(t.TempDir(), "说明.txt")
	other := filepath.Join(t.TempDir(), "别处.json")
	for path, data := range map[string]string{text: "不是底图", other: `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"adcode":370102,"name":"历下区"},
		"geometry":{"type":"Polygon","coordinates":[[[117,36],[117.1,36],[117.1,36.1],[117,36]]]}}]}`} {
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"install", text}, Failed, "这不是底图，没有安装"},
		{[]string{"install", filepath.Join(t.TempDir(), "没有.zip")}, Failed, "不存在"},
		{[]string{"install", other}, Failed, "370102 历下区"},
		{[]string{"install", other, "--crs", "火星"}, Wrong, "坐标系"},
		{[]string{"install", packFolder(t, "内置底图", "")}, Failed, "同名"},
		{[]string{"use", "没有"}, Failed, "现有：内置底图"},
		{[]string{"remove", "没有"}, Failed, "没有底图「没有」"},
		{[]string{"remove", "内置底图"}, Failed, "不能移除"},
	} {
		code, out, err := o.run(append([]string{"geo", "pack"}, c.args...)...)
		if code != c.code || out != "" || !strings.Contains(err, c.says) || speaksEnglish(strings.ReplaceAll(err, c.args[1], "")) != "" {
			t.Errorf("%v: exit %d, prints %q, says %q", c.args, code, out, err)
		}
	}
	if drawing := o.draw("internal"); !strings.Contains(drawing, "内置底图") {
		t.Error("the built-in map is not drawn")
	}
}

// A pack that breaks later is told with the map, which is drawn on the next one.
func TestAMapIsDrawnInSpiteOfABrokenPack(t *testing.T) {
	o := packOffice(t)
	var got packEntry
	o.json(Done, &got, "geo", "pack", "install", packFolder(t, "局里的底图", ""))
	if err := os.Remove(filepath.Join(got.Folder, thematic.DistrictsFile)); err != nil {
		t.Fatal(err)
	}
	code, _, err := o.run("map", "draw", "--out", filepath.Join(t.TempDir(), "地图.svg"))
	if code != Done || strings.Count(err, "局里的底图") != 1 || !strings.Contains(err, "已换用") {
		t.Errorf("exit %d, says %q", code, err)
	}
	var list []packEntry
	o.json(Done, &list, "geo", "pack", "list")
	if list[0].Problem == "" || list[0].InUse || !list[1].InUse {
		t.Errorf("%+v", list)
	}
}

func TestABaseMapTravelsInAPackage(t *testing.T) {
	o := packOffice(t)
	o.must("geo", "pack", "install", packFolder(t, "局里的底图", "测试（0000）0号"))
	file := filepath.Join(t.TempDir(), "底图.calk")
	o.must("geo", "pack", "save", "局里的底图", "--out", file)
	o.must("geo", "pack", "remove", "局里的底图")
	var got packEntry
	o.json(Done, &got, "geo", "pack", "install", file)
	if got.Name != "局里的底图" || got.ReviewNumber != "测试（0000）0号" || !got.InUse {
		t.Errorf("%+v", got)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/3] ^= 1
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"geo", "pack", "install", file}, Failed, "数据包不完整"},
		{[]string{"geo", "pack", "save", "内置底图", "--out", file}, Failed, "内置底图"},
		{[]string{"geo", "pack", "save", "没有的", "--out", file}, Failed, "没有底图"},
		{[]string{"geo", "pack", "save", "局里的底图", "--out", "a.zip"}, Wrong, ".calk"},
	} {
		if code, _, err := o.run(c.args...); code != c.code || !strings.Contains(err, c.says) {
			t.Errorf("%v: exit %d, says %q", c.args, code, err)
		}
	}
}
