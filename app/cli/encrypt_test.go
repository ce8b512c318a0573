package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// given writes a file with one line.
func given(t *testing.T, line string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "口令.txt")
	if err := os.WriteFile(path, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// opened is what encrypt, passphrase and recovery-key print.
type opened struct {
	Workspace, Aside, Backup string
	Frames                   int
	Records                  map[string]int
	RecoveryKey              string   `json:"recovery_key"`
	Deleted                  int      `json:"deleted_backups"`
	Readable                 []string `json:"readable_backups"`
	Passphrase, Recovery     bool
}

// inFolder is a filled office whose workspace may be renamed.
func inFolder(t *testing.T) office {
	t.Helper()
	o := office{t, filepath.Join(t.TempDir(), "工作区")}
	var counts map[string]int
	o.json(Done, &counts, "demo")
	return o
}

func TestEncryptedWorkspace(t *testing.T) {
	o := inFolder(t)
	p := given(t, "\ufeff钢城区招商局2026\r\n")
	var e opened
	o.json(Done, &e, "encrypt", "--passphrase-file", p)
	if e.Aside == "" || e.Frames == 0 || e.Records["chain"] == 0 || len(e.RecoveryKey) != 34 {
		t.Errorf("%+v", e)
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"locked", []string{"list", "project"}, Failed, "--passphrase-file"},
		{"wrong", []string{"list", "project", "--passphrase-file", given(t, "钢城区招商局2027")}, Failed, "口令不对"},
		{"empty", []string{"list", "project", "--passphrase-file", given(t, "\n")}, Failed, "空的"},
		{"two lines", []string{"list", "project", "--passphrase-file", given(t, "a\nb\n")}, Failed, "一行"},
		{"no file", []string{"list", "project", "--passphrase-file", p + "x"}, Failed, "不存在"},
		{"mistyped recovery key", []string{"list", "project", "--passphrase-file", given(t, e.RecoveryKey[2:])}, Failed, "口令不对"},
		{"the passphrase", []string{"list", "chain", "--passphrase-file", p}, Done, ""},
		{"the recovery key", []string{"list", "chain", "--passphrase-file", given(t, strings.ToLower(e.RecoveryKey))}, Done, ""},
		{"demo data again", []string{"demo", "--passphrase-file", p}, Failed, "--force"},
		{"verify", []string{"verify", "--passphrase-file", p}, Done, ""},
		{"encrypted twice", []string{"encrypt", "--passphrase-file", p}, Failed, "已经加密"},
		{"weak", []string{"passphrase", "--passphrase-file", p, "--new-passphrase-file", given(t, "123")}, Failed, "太简单"},
		{"nobody to ask", []string{"passphrase", "--passphrase-file", p}, Wrong, "--new-passphrase-file"},
	} {
		if code, out, err := o.run(c.args...); code != c.code || !strings.Contains(err, c.says) {
			t.Errorf("%s: %d %s %s", c.name, code, out, err)
		}
	}
	fresh := given(t, "另一个口令2026")
	var k opened
	o.json(Done, &k, "passphrase", "--passphrase-file", p, "--new-passphrase-file", fresh)
	if !k.Passphrase || !k.Recovery {
		t.Errorf("%+v", k)
	}
	o.json(Done, &k, "recovery-key", "--passphrase-file", fresh)
	if len(k.RecoveryKey) != 34 || k.RecoveryKey == e.RecoveryKey {
		t.Errorf("%+v", k)
	}
	o.must("decrypt", "--passphrase-file", given(t, k.RecoveryKey))
	o.must("list", "chain")
	if code, _, err := o.run("decrypt"); code != Failed || !strings.Contains(err, "没有加密") {
		t.Errorf("%d %s", code, err)
	}
	if _, _, err := o.run("list", "chain", "--passphrase-file", p); !strings.Contains(err, "没有用到") {
		t.Error(err)
	}
}

// TestLockedBackups makes, checks and puts back a backup without the passphrase, and takes the keys from it.
func TestLockedBackups(t *testing.T) {
	o := inFolder(t)
	p := given(t, "钢城区招商局2026")
	o.must("encrypt", "--passphrase-file", p)
	file := filepath.Join(t.TempDir(), "全.cabak")
	var b, r backed
	o.json(Done, &b, "backup", "--out", file)
	o.json(Done, &b, "verify", "--backup", file)
	if len(b.Problems) > 0 || b.Records["chain"] == 0 {
		t.Errorf("%+v", b)
	}
	o.must("set", "enterprise", "邦巨实业", "街道=颜庄街道", "--passphrase-file", p)
	for _, name := range []string{"keys.json", "keys.json.bak"} {
		if err := os.WriteFile(filepath.Join(o.dir, name), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, err := o.run("list", "chain", "--passphrase-file", p); code != Failed || !strings.Contains(err, "--keys-only") {
		t.Errorf("%d %s", code, err)
	}
	o.must("restore", file, "--keys-only")
	if _, out, _ := o.run("get", "enterprise", "邦巨实业", "--passphrase-file", p); !strings.Contains(out, "颜庄街道") {
		t.Error("what was written after the backup is gone")
	}
	o.json(Done, &r, "restore", file)
	if r.Aside == "" || r.Frames != b.Frames {
		t.Errorf("%+v", r)
	}
	o.must("verify", "--passphrase-file", p)
	o.json(Done, &r, "restore", file, "--passphrase-file", p)
}

// TestWipeOld leaves nothing that can be read beside an encrypted workspace.
func TestWipeOld(t *testing.T) {
	o := inFolder(t)
	hand := filepath.Join(t.TempDir(), "手工.cabak")
	o.must("backup", "--out", hand)
	folder := o.dir + "-backups"
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(hand)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"auto-20260101-000000.000-full.cabak", "我的.cabak"} {
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var e opened
	o.json(Done, &e, "encrypt", "--wipe-old", "--passphrase-file", given(t, "钢城区招商局2026"))
	if e.Aside != "" || e.Deleted != 1 || e.Backup == "" || len(e.Readable) != 1 || filepath.Base(e.Readable[0]) != "我的.cabak" {
		t.Errorf("%+v", e)
	}
	if left, _ := filepath.Glob(o.dir + "-aside-*"); len(left) > 0 {
		t.Errorf("left: %s", left)
	}
	made, err := os.ReadFile(e.Backup)
	if err != nil || bytes.Contains(made, []byte("邦巨")) {
		t.Error(err)
	}
}
