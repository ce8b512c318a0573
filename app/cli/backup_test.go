package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model/store"
)

// backed is what backup, restore and verify --backup print.
type backed struct {
	File, Workspace, Aside string
	Full                   bool
	Frames                 int
	Head                   store.Mark
	Records                map[string]int
	Parts                  []struct{ Name, SHA256 string }
	Files, Problems        []string
}

func TestBackupAndRestore(t *testing.T) {
	o := filled(t)
	o.dir = filepath.Join(o.dir, "..", "工作区")
	var counts map[string]int
	o.json(Done, &counts, "demo")
	full, next := filepath.Join(t.TempDir(), "全.cabak"), ""
	next = filepath.Join(filepath.Dir(full), "增.cabak")
	var b, i, r, v backed
	o.json(Done, &b, "backup", "--out", full)
	if !b.Full || b.Frames == 0 || int(b.Head.Frame) != b.Frames || b.Records["chain"] == 0 || len(b.Parts) != 3 || len(b.Parts[0].SHA256) != 64 {
		t.Errorf("%+v", b)
	}
	o.must("set", "enterprise", "邦巨实业", "街道=颜庄街道")
	o.json(Done, &i, "backup", "--out", next, "--since", full)
	if i.Full || i.Frames != 1 || i.Head.Frame != b.Head.Frame+1 {
		t.Errorf("%+v", i)
	}
	o.json(Done, &v, "verify", "--backup", next)
	if v.Head != i.Head || len(v.Problems) != 0 || len(v.Parts) != len(i.Parts) {
		t.Errorf("%+v", v)
	}
	o.must("delete", "enterprise", "邦巨实业")
	o.json(Done, &r, "restore", next)
	if r.Head != i.Head || r.Workspace != o.dir || len(r.Files) != 2 || r.Aside == "" {
		t.Errorf("%+v", r)
	}
	o.must("get", "enterprise", "邦巨实业")
	if code, _, _ := (office{t, r.Aside}).run("get", "enterprise", "邦巨实业"); code != Failed {
		t.Error("what was set aside is not as it was")
	}
}

func TestBackupOfAnOpenWorkspace(t *testing.T) {
	o := filled(t)
	s, err := store.Open(o.dir, store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var b backed
	if says := o.json(Done, &b, "backup", "--out", filepath.Join(t.TempDir(), "开.cabak")); b.Records["chain"] == 0 || !strings.Contains(says, "打开") {
		t.Errorf("%+v, says %q", b, says)
	}
	if code, _, says := o.run("restore", b.File); code != Failed || !strings.Contains(says, "李某") {
		t.Errorf("exit %d, says %q", code, says)
	}
}

func TestWhatBackupsRefuse(t *testing.T) {
	o := filled(t)
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	o.must("backup", "--out", path("全.cabak"))
	o.must("set", "enterprise", "邦巨实业", "街道=颜庄街道")
	o.must("backup", "--out", path("增.cabak"), "--since", path("全.cabak"))
	other := filled(t)
	other.must("backup", "--out", path("别.cabak"))
	whole, err := os.ReadFile(path("增.cabak"))
	if err != nil {
		t.Fatal(err)
	}
	bad := bytes.Clone(whole)
	bad[len(bad)/2] ^= 1
	if err := os.WriteFile(path("坏.cabak"), bad, 0o600); err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(t.TempDir(), "独.cabak")
	if err := os.WriteFile(alone, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		args []string
		code int
		says string
	}{
		{"another ending", []string{"backup", "--out", path("全.zip")}, Wrong, ".cabak"},
		{"a file that is there", []string{"backup", "--out", path("全.cabak")}, Failed, "没有覆盖"},
		{"a base of another workspace", []string{"backup", "--out", path("新.cabak"), "--since", path("别.cabak")}, Failed, "不是这个工作区的备份"},
		{"a folder that is not there", []string{"backup", "--out", path("没有/新.cabak")}, Failed, "不存在"},
		{"damaged", []string{"restore", path("坏.cabak")}, Failed, "备份已损坏"},
		{"no backup", []string{"restore", path("没有.cabak")}, Failed, "不存在"},
		{"alone", []string{"restore", alone}, Failed, "全.cabak"},
		{"verify of a damaged one", []string{"verify", "--backup", path("坏.cabak")}, Failed, "1 个问题"},
		{"verify of one alone", []string{"verify", "--backup", alone}, Failed, "1 个问题"},
	}
	for _, c := range cases {
		code, _, says := o.run(c.args...)
		if code != c.code || !strings.Contains(says, c.says) {
			t.Errorf("%s: exit %d, says %q; want %d, %q", c.name, code, says, c.code, c.says)
		}
	}
	o.must("verify")
}
