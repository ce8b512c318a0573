package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// written runs a command that writes a file, and returns what it wrote.
func (o office) written(name string, args ...string) string {
	o.t.Helper()
	path := filepath.Join(o.t.TempDir(), name)
	if code, _, err := o.run(append(args, "--out", path)...); code != Done {
		o.t.Fatalf("%v exits with %d: %s", args, code, err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(b)
}

// must runs a command that has to succeed and returns what it says.
func (o office) must(args ...string) string {
	o.t.Helper()
	code, _, err := o.run(args...)
	if code != Done {
		o.t.Fatalf("%v exits with %d: %s", args, code, err)
	}
	return err
}

func TestVisitorsSeeACodeNameAndNothingElse(t *testing.T) {
	o := filled(t)
	o.must("set", "project", "山钢智慧管控中心", "code_name=甲项目", "level=内部", "chain=精品钢")
	o.must("set", "project", "特钢小棒轧钢生产线升级", "code_name=乙项目", "level=公开", "level.name=保密")
	file := o.written("p.csv", "export", "project", "--audience", "visitor", "--where", "名称~山钢智慧管控中心")
	if !strings.Contains(file, "甲项目") || strings.Contains(file, "精品钢") || strings.Contains(file, "智慧管控") {
		t.Errorf("an internal record with a code name is exported as %s", file)
	}
	file = o.written("p.csv", "export", "project", "--audience", "visitor", "--where", "名称~特钢小棒")
	if !strings.Contains(file, "乙项目") || strings.Contains(file, "特钢小棒") {
		t.Errorf("a public record with a hidden name is exported as %s", file)
	}
}

func TestPlaceMadePublicByName(t *testing.T) {
	o := filled(t)
	o.must("set", "site", "艾山片区", "位置=117.81,36.06 WGS84", "level=公开")
	drawn := func() int {
		var r mapResult
		o.json(Done, &r, "map", "draw", "--out", filepath.Join(t.TempDir(), "m.svg"), "--audience", "visitor", "--layers", "site")
		return r.Layers[0].Drawn
	}
	if n := drawn(); n != 0 {
		t.Errorf("%d exact sites on the visitors' map", n)
	}
	o.must("set", "site", "艾山片区", "level.location=公开")
	if n := drawn(); n != 1 {
		t.Errorf("%d sites on the visitors' map after the place was made public", n)
	}
	if file := o.written("s.geojson", "export", "site", "--audience", "visitor", "--where", "名称=艾山片区"); !strings.Contains(file, "117.81") {
		t.Errorf("visitors' file lacks the place: %s", file)
	}
}

func TestSecretsLeaveOnlyWhenAskedForByName(t *testing.T) {
	o := filled(t)
	o.must("set", "project", "山钢智慧管控中心", "level=保密")
	o.must("set", "project", "特钢小棒轧钢生产线升级", "level.status=保密", "状态=进行", "notes=绝密备注", "level.notes=保密")
	for _, name := range []string{"p.csv", "p.geojson"} {
		o.must("set", "project", "山钢智慧管控中心", "位置=117.81,36.06 WGS84")
		plain, asked := o.written(name, "export", "project"), o.written(name, "export", "project", "--secret", "--template", "project")
		if strings.Contains(plain, "智慧管控") || strings.Contains(plain, "绝密备注") || !strings.Contains(plain, "内部资料") {
			t.Errorf("%s tells secrets, or bears no stamp", name)
		}
		if !strings.Contains(asked, "智慧管控") || strings.Contains(asked, "内部资料") || !strings.Contains(asked, "保密") {
			t.Errorf("%s lacks secrets that were asked for", name)
		}
	}
	if _, history, _ := o.run("history", "山钢智慧管控中心"); !strings.Contains(history, "查看保密内容") || !strings.Contains(history, "p.geojson") {
		t.Errorf("the history does not say that secrets left: %s", history)
	}
	if code, _, err := o.run("export", "project", "--secret", "--audience", "visitor", "--out", filepath.Join(t.TempDir(), "v.csv")); code != Wrong || !strings.Contains(err, "来访者") {
		t.Errorf("secrets for visitors: exit %d, says %q", code, err)
	}
}

func TestAFormOfAnotherKindIsRefused(t *testing.T) {
	o := filled(t)
	for _, template := range []string{"T6", "t14", "site", "T99"} {
		path := filepath.Join(t.TempDir(), "x.xlsx")
		code, _, err := o.run("export", "project", "--template", template, "--out", path)
		if _, stat := os.Stat(path); code == Done || stat == nil {
			t.Errorf("%s: exit %d, says %q", template, code, err)
		}
		if template != "T99" && code != Wrong {
			t.Errorf("%s: exit %d", template, code)
		}
	}
}
