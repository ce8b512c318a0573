package cli

import (
	"archive/zip"
	"path/filepath"
	"strings"
	"testing"
)

func TestDiagnose(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	o := newOffice(t)
	o.add("site", "甲地块")
	out := filepath.Join(t.TempDir(), "诊断 包.zip")
	var got diagnoseResult
	o.json(Done, &got, "diagnose", "--out", out)
	if !got.Checked || got.File != out {
		t.Errorf("%+v", got)
	}
	z, err := zip.OpenReader(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil || len(z.File) != 2 {
		t.Errorf("%d files: %v", len(z.File), err)
	}
	if code, _, said := o.run("diagnose", "--out", out); code != Failed || !strings.Contains(said, "没有覆盖") {
		t.Errorf("a second time: %d %q", code, said)
	}
}

func TestDiagnoseWhatDoesNotOpen(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	out := filepath.Join(t.TempDir(), "d.zip")
	code, _, said := vacant(t).run("diagnose", "--out", out)
	if code != Done || !strings.Contains(said, "没有校验") {
		t.Errorf("%d %q", code, said)
	}
}
