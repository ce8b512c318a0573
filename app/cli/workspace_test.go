package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readers are calls of every command that only works on what is there.
var readers = [][]string{
	{"list", "project"}, {"get", "project", "某"}, {"search", "某"}, {"stats"}, {"chain", "list"}, {"chain", "show", "JPG"}, {"chain", "gaps", "JPG"},
	{"chain", "draw", "JPG", "--out", "F.svg"}, {"map", "draw", "--out", "F.svg"}, {"history", "某"}, {"trash"}, {"export", "project", "--out", "F.csv"},
	{"deck", "list"}, {"deck", "leaks", "某"}, {"verify"}, {"backup", "--out", "F.cabak"}, {"undo"}, {"redo"}, {"delete", "project", "某"}, {"undelete", "project", "某"},
}

func TestReadersMakeNoWorkspace(t *testing.T) {
	foreign := vacant(t)
	if err := os.WriteFile(filepath.Join(foreign.dir, "照片.jpg"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, o := range []office{vacant(t), foreign, {t, filepath.Join(t.TempDir(), "打错的名字")}} {
		before, _ := os.ReadDir(o.dir)
		for _, args := range readers {
			code, out, err := o.run(args...)
			if code != Failed || out != "" || !strings.Contains(err, "没有这个工作区") || !strings.Contains(err, o.dir) {
				t.Errorf("%v: exit %d, prints %q, says %q", args, code, out, err)
			}
		}
		if after, _ := os.ReadDir(o.dir); len(after) != len(before) {
			t.Errorf("left %v", after)
		}
	}
}

func TestNoCommandTakesOverAFolder(t *testing.T) {
	o := vacant(t)
	ledger := o.sample()
	for _, args := range [][]string{{"demo"}, {"import", ledger}, {"set", "project", "某", "name=某"}} {
		if code, _, err := o.run(args...); code != Failed || !strings.Contains(err, o.dir) || !strings.Contains(err, "不是工作区") {
			t.Errorf("%v: exit %d, says %q", args, code, err)
		}
	}
	if left, _ := os.ReadDir(o.dir); len(left) != 1 {
		t.Errorf("left %v", left)
	}
}

func TestImportMakesAWorkspace(t *testing.T) {
	o := office{t, filepath.Join(t.TempDir(), "新区", "台账")}
	ledger := vacant(t).sample()
	o.must("import", ledger, "--partial")
	o.must("list", "project")
}
