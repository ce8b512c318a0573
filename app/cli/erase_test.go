package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/store"
)

func TestEraseAPerson(t *testing.T) {
	o := filled(t)
	t.Cleanup(func() { os.RemoveAll(backup.FolderOf(o.dir)) })
	earlier := filepath.Join(backup.FolderOf(o.dir), "更早.cabak")
	if err := os.MkdirAll(filepath.Dir(earlier), 0o700); err != nil {
		t.Fatal(err)
	}
	o.must("backup", "--out", earlier)
	o.contact("王芳菲", "13812345678")
	o.must("set", "企业", "邦巨实业", "联系人=李强、王芳菲", "备注=王芳菲介绍")
	var preview, done eraseResult
	o.json(Done, &preview, "erase", "王芳菲", "--dry-run")
	if preview.Erased || len(preview.Records) != 2 || preview.Events == 0 || len(preview.Mentions) == 0 {
		t.Fatalf("%+v", preview)
	}
	if code, out, _ := o.run("erase", "王芳菲", "--dry-run"); code != Done || !strings.Contains(out, "保留 李强") || !strings.Contains(out, "请自行修改：企业「邦巨实业」的备注") {
		t.Errorf("prints %s", out)
	}
	o.must("set", "企业", "邦巨实业", "备注=")
	o.must("backup", "--out", filepath.Join(filepath.Dir(earlier), "前.cabak"))
	o.json(Done, &done, "erase", "王芳菲", "--backups")
	if !done.Erased || done.Batch == "" || done.Renewed == nil || len(done.Backups) != 1 || done.Backups[0].Maybe || filepath.Base(done.Backups[0].File) != "前.cabak" {
		t.Errorf("%+v", done)
	}
	var firm object
	o.json(Done, &firm, "get", "企业", "邦巨实业")
	if firm["contact"] != "李强" {
		t.Errorf("%v", firm)
	}
	o.must("verify")
	if code, _, err := o.run("erase", "王芳菲"); code != Failed || !strings.Contains(err, "没有「王芳菲」的个人信息") {
		t.Errorf("twice: exit %d, says %q", code, err)
	}
	if code, _, err := o.run("undo", string(done.Batch)); code != Failed || !strings.Contains(err, "不能撤销") {
		t.Errorf("undo: exit %d, says %q", code, err)
	}
	if code, out, _ := o.run("history", done.Records[0].ID.String()); code != Done || !strings.Contains(out, "已抹除") || strings.Contains(out, "王芳菲") {
		t.Errorf("history: exit %d, prints %s", code, out)
	}
	o.nowhere("13812345678")
}

// contact adds one.
func (o office) contact(name, phone string) {
	o.t.Helper()
	s, err := store.Open(o.dir, store.Options{User: "李某"})
	if err != nil {
		o.t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Update("新建联系人"+name, func(tx *store.Tx) error {
		return tx.Put(&model.Contact{Base: model.Base{Name: name}, Title: "科员", Phone: phone})
	}); err != nil {
		o.t.Fatal(err)
	}
}

// nowhere fails when a text is in a file of the workspace or of its backups.
func (o office) nowhere(text string) {
	o.t.Helper()
	for _, dir := range []string{o.dir, backup.FolderOf(o.dir)} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if strings.Contains(string(b), text) {
				o.t.Errorf("%s holds %s", path, text)
			}
			return err
		})
		if err != nil {
			o.t.Error(err)
		}
	}
}
