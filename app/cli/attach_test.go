package cli

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// papers are a photo, a drawing and a scan in a folder.
func papers(t *testing.T) (photo, drawing, scan string) {
	t.Helper()
	dir := t.TempDir()
	img := image.NewGray(image.Rect(0, 0, 64, 48))
	var j, p bytes.Buffer
	if err := jpeg.Encode(&j, img, nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&p, img); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"现状.jpg": j.Bytes(), "总平面.png": p.Bytes(), "权属证明.pdf": []byte("%PDF-1.7\n扫描")} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "现状.jpg"), filepath.Join(dir, "总平面.png"), filepath.Join(dir, "权属证明.pdf")
}

func (o office) files(args ...string) (out []attached) {
	o.t.Helper()
	o.json(Done, &out, append([]string{"attach"}, args...)...)
	return out
}

func TestAttach(t *testing.T) {
	o := newOffice(t)
	o.add("site", "甲地块")
	photo, drawing, scan := papers(t)
	got := o.files("site", "甲地块", photo, scan, "--caption", "南侧现状")
	if len(got) != 2 || got[0].Field != "photos" || got[0].Name != "现状.jpg" || got[1].Field != "attachments" || got[1].Note != "南侧现状" || got[1].Type != "application/pdf" {
		t.Fatalf("%+v", got)
	}
	if got = o.files("site", "甲地块", drawing); len(got) != 3 {
		t.Fatalf("%+v", got)
	}
	if said := o.must("attach", "site", "甲地块", scan); !strings.Contains(said, "没有重复添加") {
		t.Errorf("the same again: %q", said)
	}
	if _, out, _ := o.run("attach", "list", "site", "甲地块"); !strings.Contains(out, "3\t附件\t权属证明.pdf\t15 B\t南侧现状") {
		t.Errorf("lists %q", out)
	}
	if got = o.files("remove", "site", "甲地块", "总平面.png"); len(got) != 2 {
		t.Errorf("after removing %+v", got)
	}
	o.must("undo")
	if got = o.files("list", "site", "甲地块"); len(got) != 3 {
		t.Errorf("after undo %+v", got)
	}
	o.savesWhatWasAdded(photo)
}

func (o office) savesWhatWasAdded(photo string) {
	o.t.Helper()
	to := o.t.TempDir()
	var saved savedFile
	o.json(Done, &saved, "attach", "save", "site", "甲地块", "1", "--out", to)
	want, _ := os.ReadFile(photo)
	if got, err := os.ReadFile(filepath.Join(to, "现状.jpg")); err != nil || !bytes.Equal(got, want) || saved.File != filepath.Join(to, "现状.jpg") {
		o.t.Errorf("saved %+v %v", saved, err)
	}
	if code, _, said := o.run("attach", "save", "site", "甲地块", "现状.jpg", "--out", to); code != Failed || !strings.Contains(said, "没有覆盖") {
		o.t.Errorf("over a file: exit %d, %q", code, said)
	}
}

// add makes a record by its name alone.
func (o office) add(kind, name string) {
	o.t.Helper()
	s, err := store.Open(o.dir, store.Options{User: "李某"})
	if err != nil {
		o.t.Fatal(err)
	}
	r := model.Kind(kind).New()
	r.Head().Name = name
	_, err = s.Update("新建", func(tx *store.Tx) error { return tx.Put(r) })
	if err = errors.Join(err, s.Close()); err != nil {
		o.t.Fatal(err)
	}
}

func TestAttachThatCannotBe(t *testing.T) {
	o := newOffice(t)
	o.add("site", "甲地块")
	photo, _, _ := papers(t)
	large := filepath.Join(t.TempDir(), "录像.mp4")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 60<<20); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"site", "甲地块", photo, large}, "「录像.mp4」有 60 MB，超过附件上限 50 MB"},
		{[]string{"site", "甲地块", filepath.Dir(photo)}, "这是文件夹"},
		{[]string{"site", "甲地块", photo + "没有"}, "文件或文件夹不存在"},
		{[]string{"site", "乙地块", photo}, "没有找到"},
		{[]string{"save", "site", "甲地块", "现状.jpg", "--out", "x"}, "没有附件「现状.jpg」"},
	} {
		if code, _, said := o.run(append([]string{"attach"}, c.args...)...); code != Failed || !strings.Contains(said, c.says) {
			t.Errorf("%v: exit %d, %q", c.args, code, said)
		}
	}
	if got := o.files("list", "site", "甲地块"); len(got) != 0 {
		t.Errorf("something was added: %+v", got)
	}
	if code, _, said := o.run("attach", "chain", "精品钢", photo); code != Failed || !strings.Contains(said, "没有") {
		t.Errorf("a chain: exit %d, %q", code, said)
	}
}

func TestDamagedAttachmentsAreTold(t *testing.T) {
	o := newOffice(t)
	o.add("visit", "赴济南接待")
	photo, _, _ := papers(t)
	a := o.files("visit", "赴济南接待", photo)[0]
	path := filepath.Join(o.dir, "files", a.Hash[:2], a.Hash[2:])
	if err := os.Truncate(path, 10); err != nil {
		t.Fatal(err)
	}
	if code, _, said := o.run("attach", "save", "visit", "赴济南接待", "1", "--out", t.TempDir()); code != Failed || !strings.Contains(said, "附件「现状.jpg」已损坏，记录没有改动") {
		t.Errorf("saved: exit %d, %q", code, said)
	}
	if code, out, said := o.run("verify"); code != Failed || !strings.Contains(out, "附件「现状.jpg」已损坏（活动「赴济南接待」") || !strings.Contains(said, "1 个问题") {
		t.Errorf("verified: exit %d, %q %q", code, out, said)
	}
	to := filepath.Join(t.TempDir(), "全.cabak")
	if code, out, said := o.run("backup", "--out", to); code != Failed || !strings.Contains(out+said, "备份已完成") {
		t.Errorf("backed up: exit %d, %q %q", code, out, said)
	}
	o.files("visit", "赴济南接待", photo)
	o.must("verify")
}
