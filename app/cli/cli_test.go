package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// office is a workspace and the program called on it.
type office struct {
	t   *testing.T
	dir string
}

// newOffice has an empty workspace.
func newOffice(t *testing.T) office {
	t.Helper()
	o := vacant(t)
	s, err := store.Open(o.dir, store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return o
}

// vacant is an office whose folder is still empty.
func vacant(t *testing.T) office { return office{t, t.TempDir()} }

// run calls the program and returns its exit code, stdout and stderr.
func (o office) run(args ...string) (int, string, string) {
	o.t.Helper()
	var out, err bytes.Buffer
	code, handled := Run(append([]string{"--workspace", o.dir, "--user", "测试员"}, args...), strings.NewReader(""), &out, &err, "1.0.0")
	if !handled {
		o.t.Fatalf("%v opens the window", args)
	}
	return code, out.String(), err.String()
}

// json calls the program with --json and reads its answer; the call must exit with want.
func (o office) json(want int, into any, args ...string) string {
	o.t.Helper()
	code, out, err := o.run(append(args, "--json")...)
	if code != want {
		o.t.Fatalf("%v exits with %d, want %d: %s", args, code, want, err)
	}
	d := json.NewDecoder(strings.NewReader(out))
	if e := d.Decode(into); e != nil {
		o.t.Fatalf("%v prints %q: %v", args, out, e)
	}
	if d.More() {
		o.t.Errorf("%v prints more than one value: %s", args, out)
	}
	return err
}

// filled is an office with the demo.
func filled(t *testing.T) office {
	t.Helper()
	o := newOffice(t)
	var counts map[string]int
	o.json(Done, &counts, "demo")
	return o
}

type object = map[string]any

func TestExitCodes(t *testing.T) {
	o := newOffice(t)
	cases := []struct {
		name string
		args []string
		code int
		says string
	}{
		{"help", []string{"--help"}, Done, ""},
		{"help of a command", []string{"list", "--help"}, Done, ""},
		{"version", []string{"--version"}, Done, ""},
		{"no such command", []string{"fly"}, Wrong, "命令写法有误"},
		{"no such option", []string{"list", "project", "--wings"}, Wrong, "没有选项"},
		{"missing argument", []string{"get", "project"}, Wrong, "缺少"},
		{"no such kind", []string{"list", "ship"}, Wrong, "没有这种记录"},
		{"no such field in a condition", []string{"list", "project", "--where", "船=大"}, Wrong, "船"},
		{"no such field", []string{"list", "project", "--fields", "船"}, Wrong, "没有「船」这个字段"},
		{"no such record", []string{"get", "project", "没有"}, Failed, "没有找到"},
		{"nothing to undo", []string{"undo"}, Failed, "没有可以撤销"},
		{"empty list", []string{"list", "项目"}, Done, "共 0 条"},
		{"unknown coordinates", []string{"geo", "convert", "--from", "Mars", "--to", "WGS84", "1,2"}, Wrong, "不认识的坐标系"},
		{"healthy workspace", []string{"verify"}, Done, ""},
	}
	for _, c := range cases {
		code, _, err := o.run(c.args...)
		if code != c.code || !strings.Contains(err, c.says) {
			t.Errorf("%s: exit %d, says %q; want %d, %q", c.name, code, err, c.code, c.says)
		}
	}
}

func TestNoCommandOpensTheWindow(t *testing.T) {
	for _, args := range [][]string{nil, {"--workspace", "D:/台账", "--user", "李某"}} {
		var out bytes.Buffer
		if _, handled := Run(args, nil, &out, &out, "1"); handled || out.Len() > 0 {
			t.Errorf("%v: handled %v, prints %q", args, handled, out.String())
		}
	}
	if g := GlobalsOf([]string{"--workspace", "D:/台账", "--user", "李某"}); g.Workspace != "D:/台账" || g.User != "李某" {
		t.Errorf("globals %+v", g)
	}
}

func TestVersion(t *testing.T) {
	if _, out, _ := newOffice(t).run("--version"); strings.TrimSpace(out) != "1.0.0" {
		t.Errorf("version %q", out)
	}
}

func TestWorkspaceInUse(t *testing.T) {
	o := newOffice(t)
	s, err := store.Open(o.dir, store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if code, out, err := o.run("list", "project", "--json"); code != Failed || out != "" || !strings.Contains(err, "打开") {
		t.Errorf("exit %d, prints %q, says %q", code, out, err)
	}
}

func TestDemo(t *testing.T) {
	o := newOffice(t)
	var counts map[model.Kind]int
	o.json(Done, &counts, "demo")
	if counts[model.KindProject] != 270 || counts[model.KindChain] != 8 || counts[model.KindEnterprise] != 188 {
		t.Errorf("counts %v", counts)
	}
	if code, _, err := o.run("demo"); code != Failed || !strings.Contains(err, "--force") {
		t.Errorf("again: exit %d, says %q", code, err)
	}
	var talk, landed []object
	o.json(Done, &talk, "list", "project", "--where", "虚构=是 阶段=在谈")
	o.json(Done, &landed, "list", "project", "--where", "虚构=是 阶段=注册|立项备案|开工|在建|竣工|投产|达产")
	if len(talk) != 144 || len(landed) != 96 {
		t.Errorf("%d in talk, %d landed", len(talk), len(landed))
	}
}

func TestDemoOfWhatIsReal(t *testing.T) {
	o := vacant(t)
	var counts map[model.Kind]int
	o.json(Done, &counts, "demo", "--records", "0")
	if counts[model.KindProject] != 30 || counts[model.KindChain] != 8 || counts[model.KindEnterprise] == 0 || counts[model.KindSite] == 0 {
		t.Errorf("counts %v", counts)
	}
	for _, kind := range []string{"project", "enterprise", "site"} {
		var list []object
		if o.json(Done, &list, "list", kind, "--where", "虚构=是"); len(list) > 0 {
			t.Errorf("%d invented records of %s", len(list), kind)
		}
	}
	if code, _, _ := vacant(t).run("demo", "--records", "-1"); code != Wrong {
		t.Errorf("less than nothing: exit %d", code)
	}
}

func TestList(t *testing.T) {
	o := filled(t)
	var list []object
	o.json(Done, &list, "list", "项目", "--where", "链=精品钢 虚构=是", "--sort", "-投资", "--fields", "名称,链,投资,investor", "--limit", "3")
	if len(list) != 3 {
		t.Fatalf("%d projects", len(list))
	}
	last := 1e18
	for _, p := range list {
		chain, invest := p["chain"].(object), p["total_investment"].(object)
		if chain["name"] != "精品钢" || chain["id"] == "" || p["kind"] != "project" || p["id"] == nil || p["stage"] != nil {
			t.Errorf("%v", p)
		}
		if amount := invest["min"].(float64); amount > last || invest["currency"] != "CNY" {
			t.Errorf("%v after %v", amount, last)
		} else {
			last = amount
		}
	}
}

func TestRenamedRecordsShowTheirNewName(t *testing.T) {
	o := filled(t)
	if code, _, err := o.run("set", "chain", "JPG", "name=精品钢铁"); code != Done {
		t.Fatal(err)
	}
	var p object
	o.json(Done, &p, "get", "project", "山钢新旧动能转换项目")
	if p["chain"].(object)["name"] != "精品钢铁" {
		t.Errorf("%v", p["chain"])
	}
}

func TestSetUndoRedoHistory(t *testing.T) {
	o := filled(t)
	name := inTalk(o)
	var p object
	said := o.json(Done, &p, "set", "project", name, "投资=约3-5亿元", "stage=签约", "签约时间=2024年3月", "level.phone=公开", "--reason", "核实")
	if p["stage"] != "signed" || p["total_investment"].(object)["max"] != 5e8 || p["levels"].(object)["phone"] != "公开" {
		t.Errorf("%v", p)
	}
	if !strings.Contains(said, "还缺") {
		t.Errorf("says %q", said)
	}
	var events []object
	o.json(Done, &events, "history", p["id"].(string)) // the demonstration has a past: of it the creation is certain
	if len(events) < 2 || events[len(events)-1]["action"] != "created" || events[0]["by"] != "测试员" || events[0]["action"] != "edited" || len(events[0]["fields"].([]any)) < 4 {
		t.Errorf("%v", events)
	}
	o.json(Done, &events, "undo")
	o.json(Done, &p, "get", "project", p["id"].(string))
	if p["stage"] == "signed" {
		t.Error("undo left the stage")
	}
	o.json(Done, &events, "redo")
	o.json(Done, &p, "get", "project", p["id"].(string))
	if p["stage"] != "signed" {
		t.Error("redo did not bring the stage back")
	}
	for _, wrong := range []string{"created=昨天", "阶段=飞行", "投资=abc3亿多吧", "投资=5", "投资=很多", "name=", "name= / "} {
		if code, _, err := o.run("set", "project", name, wrong); code != Failed {
			t.Errorf("%s: exit %d, says %q", wrong, code, err)
		}
	}
}

// inTalk is the name of an invented project in talk.
func inTalk(o office) string {
	var list []object
	o.json(Done, &list, "list", "project", "--where", "虚构=是 阶段=在谈", "--limit", "1", "--fields", "name")
	return list[0]["name"].(string)
}

func TestDeleteAndBack(t *testing.T) {
	o := filled(t)
	var r object
	o.json(Done, &r, "delete", "企业", "邦巨实业", "--reason", "重复")
	if code, _, _ := o.run("get", "enterprise", "邦巨实业"); code != Failed {
		t.Errorf("still there: exit %d", code)
	}
	var trash []object
	o.json(Done, &trash, "trash")
	if len(trash) != 1 || trash[0]["name"] != "邦巨实业" || trash[0]["kind"] != "enterprise" {
		t.Errorf("%v", trash)
	}
	o.json(Done, &r, "undelete", "enterprise", "邦巨实业")
	if r["name"] != "邦巨实业" {
		t.Errorf("%v", r)
	}
}

func TestSearch(t *testing.T) {
	o := filled(t)
	for _, text := range []string{"邦巨实业", "bjsy"} {
		var hits []object
		o.json(Done, &hits, "search", text)
		if len(hits) == 0 || hits[0]["title"] != "邦巨实业" || hits[0]["kind"] != "enterprise" || hits[0]["field"] != "name" || hits[0]["id"] == "" {
			t.Errorf("%s: %v", text, hits)
		}
	}
}

func TestSetPlace(t *testing.T) {
	o := filled(t)
	var r struct {
		Location struct {
			Point     *[2]float64
			Precision string
		}
	}
	said := o.json(Done, &r, "set", "site", "艾山片区", "位置=117.81,36.06")
	if r.Location.Point != nil || r.Location.Precision != "unknown" || !strings.Contains(said, "坐标系") {
		t.Errorf("degrees without a system: %+v, says %q", r, said)
	}
	o.json(Done, &r, "set", "site", "艾山片区", "位置=117.81,36.06 WGS84")
	if r.Location.Point == nil || *r.Location.Point != [2]float64{117.81, 36.06} || r.Location.Precision != "exact" {
		t.Errorf("%+v", r)
	}
}
