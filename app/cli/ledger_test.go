package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"

	"chainatlas/app/demo"
	"chainatlas/model/sheet"
)

// sample writes the demo's untidy ledger and returns its path.
func (o office) sample() string {
	path := filepath.Join(o.dir, "台账.xlsx")
	f, err := os.Create(path)
	if err != nil {
		o.t.Fatal(err)
	}
	defer f.Close()
	if err := demo.SampleLedger(f); err != nil {
		o.t.Fatal(err)
	}
	return path
}

func TestImport(t *testing.T) {
	o := filled(t)
	path := o.sample()
	var r sheet.Result
	said := o.json(Failed, &r, "import", path)
	s := r.Files[0].Sheets[0]
	if s.Rows != 12 || len(s.Errors) == 0 || r.Batch != "" || !strings.Contains(said, "没有写入") {
		t.Errorf("%+v, says %q", s, said)
	}
	o.json(Done, &r, "import", path, "--partial", "--dry-run")
	if r.Batch != "" {
		t.Error("a trial wrote")
	}
	o.json(Done, &r, "import", path, "--partial")
	s = r.Files[0].Sheets[0]
	if s.Template != "T1" || s.Added+s.Updated != 10 || r.Batch == "" || len(s.Warnings) == 0 {
		t.Errorf("%+v, batch %q", s, r.Batch)
	}
	var p object
	o.json(Done, &p, "get", "project", "示例丙公司法兰锻件项目")
	if p["total_investment"].(object)["min"] != 2e7 || p["stage"] != "signed" || p["unit"] != "示例责任单位一" || p["chain"].(object)["name"] != "精品钢" {
		t.Errorf("%v", p)
	}
	o.json(Done, &r, "import", path, "--partial")
	if s = r.Files[0].Sheets[0]; s.Added != 0 || r.Batch != "" {
		t.Errorf("second import: %+v", s)
	}
	var events []object
	o.json(Done, &events, "undo")
	if len(events) != 10 {
		t.Errorf("undo touches %d records", len(events))
	}
	if code, _, err := o.run("import", filepath.Join(o.dir, "none.xlsx")); code != Failed || !strings.Contains(err, "不存在") {
		t.Errorf("missing file: exit %d, says %q", code, err)
	}
}

func TestExportAndBack(t *testing.T) {
	o := filled(t)
	for _, name := range []string{"T1.xlsx", "T1.csv"} {
		path := filepath.Join(o.dir, name)
		var n exportResult
		o.json(Done, &n, "export", "project", "--out", path, "--where", "阶段=在谈")
		if n.Records != 144 || n.LeftOut != 0 {
			t.Errorf("%s: %+v", name, n)
		}
		var back sheet.Result
		o.json(Done, &back, "import", path, "--dry-run")
		if s := back.Files[0].Sheets[0]; s.Rows != 144 || s.Added != 0 || s.Conflicts != 0 {
			t.Errorf("%s comes back as %+v", name, s)
		}
		o.json(Done, &n, "export", "project", "--out", path, "--audience", "visitor")
		if n.Records != 0 {
			t.Errorf("%s: visitors get %d projects", name, n.Records)
		}
	}
	for _, template := range []string{"T6", "T7"} {
		if code, _, err := o.run("export", "site", "--template", template, "--out", filepath.Join(o.dir, template+".xlsx")); code != Done {
			t.Errorf("%s: %s", template, err)
		}
	}
}

func TestExportGeoJSON(t *testing.T) {
	o := filled(t)
	path := filepath.Join(o.dir, "sites.geojson")
	var n exportResult
	o.json(Done, &n, "export", "site", "--out", path)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := geojson.UnmarshalFeatureCollection(b)
	if err != nil || len(file.Features) != 16 || n.Records != 16 || n.LeftOut != 12 {
		t.Fatalf("%+v: %v", n, err)
	}
	if p := file.Features[0].Properties; p["fictional"] != true || p["id"] == "" || p["location"] != nil {
		t.Errorf("%v", p)
	}
}

func TestImportWithMappingAndProblems(t *testing.T) {
	o := filled(t)
	mapping, problems := filepath.Join(o.dir, "map.json"), filepath.Join(o.dir, "problems.xlsx")
	if err := os.WriteFile(mapping, []byte(`{"目前进展":"notes","备注":""}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var r sheet.Result
	o.json(Done, &r, "import", o.sample(), "--partial", "--mapping", mapping, "--errors", problems)
	if b, err := os.ReadFile(problems); err != nil || !bytes.HasPrefix(b, []byte("PK")) {
		t.Errorf("list of problems: %v", err)
	}
	var p object
	o.json(Done, &p, "get", "project", "示例丙公司法兰锻件项目")
	if p["notes"] != "办理注册" || p["progress"] != nil {
		t.Errorf("%v", p)
	}
}

func TestAShortTableOfANamedKind(t *testing.T) {
	o := filled(t)
	path := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(path, []byte("名称,投资,阶段\n甲项目,2亿元,在谈\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var r sheet.Result
	o.json(Done, &r, "import", path, "--kind", "project")
	var p object
	if o.json(Done, &p, "get", "project", "甲项目"); p["stage"] != "talk" || p["total_investment"].(object)["min"] != 2e8 {
		t.Errorf("%v", p)
	}
}

// write puts a text table beside the workspace.
func (o office) write(name, text string) string {
	path := filepath.Join(o.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
	return path
}

func TestImportSaysWhatItDid(t *testing.T) {
	o := newOffice(t)
	good := o.write("好.csv", "项目名称,投资方,总投资（亿元）,项目责任人\n甲,A,5,李某\n")
	bad := o.write("坏.xlsx", "PK")
	var r sheet.Result
	said := o.json(Failed, &r, "import", good, bad)
	if r.Written || len(r.Files) != 2 || r.Files[0].Sheets[0].Added != 1 || r.Files[0].Error != "" || !strings.Contains(r.Files[1].Error, "已损坏") || !strings.Contains(said, "坏.xlsx") {
		t.Errorf("%+v, says %q", r, said)
	}
	o.json(Done, &r, "import", good)
	if !r.Written || r.Batch == "" || r.Files[0].Sheets[0].Columns[3].Field != "officer" {
		t.Errorf("%+v", r)
	}
	mapping := o.write("map.json", `{"投资方":"nosuchfield"}`)
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{good, "--kind", "T99"}, Wrong, "T99"},
		{[]string{good, "--unit", "斤"}, Wrong, "斤"},
		{[]string{good, "--mapping", mapping}, Wrong, "nosuchfield"},
		{[]string{good, "--year", "abc"}, Wrong, "应为整数"},
		{[]string{o.write("引号.csv", "项目名称,投资方,责任单位\n\"甲,A,u\n")}, Failed, "第 2 行的引号没有结束"},
		{[]string{filepath.Join(o.dir, "none.xlsx")}, Failed, "none.xlsx"},
	} {
		code, _, says := o.run(append([]string{"import"}, c.args...)...)
		if code != c.code || !strings.Contains(says, c.says) || strings.Contains(says, "open ") || strings.Contains(says, "valid") {
			t.Errorf("%v: exit %d, says %q", c.args, code, says)
		}
	}
}
