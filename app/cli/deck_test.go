package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainatlas/app/story"
)

func TestADeckIsBuiltRehearsedAndExported(t *testing.T) {
	o := filled(t)
	o.must("set", "site", "艾山片区", "面积=120亩", "参考地价=22万元/亩")
	var built deckEntry
	o.json(Done, &built, "deck", "build", "--chain", "精品钢", "--name", "推介")
	if len(built.Slides) < 6 || built.Name != "推介" {
		t.Fatalf("built %+v", built)
	}
	var list []deckEntry
	if o.json(Done, &list, "deck", "list"); len(list) != 1 || list[0].ID != built.ID {
		t.Errorf("lists %+v", list)
	}
	var leaks []story.Leak
	o.json(Done, &leaks, "deck", "leaks", "推介")
	if !slices.ContainsFunc(leaks, func(l story.Leak) bool {
		return l.Record == "艾山片区" && slices.Contains(l.Fields, "参考地价")
	}) {
		t.Errorf("the price is not told: %v", leaks)
	}
	for _, name := range []string{"v.pdf", "v.pptx"} {
		if file := o.written(name, "deck", "export", "推介"); strings.Contains(file, "参考地价") || len(file) < 10_000 {
			t.Errorf("%s has %d bytes, or tells the price", name, len(file))
		}
	}
}

func TestDecksSayWhatIsWrong(t *testing.T) {
	o := filled(t)
	o.must("deck", "build", "--industry", "锻件", "--name", "推介")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"deck", "build"}, Wrong, "至少一项"},
		{[]string{"deck", "build", "--for", "没有的企业"}, Failed, "没有找到"},
		{[]string{"deck", "export", "推介", "--out", filepath.Join(t.TempDir(), "v.doc")}, Wrong, ".pptx"},
		{[]string{"deck", "export", "没有的", "--out", filepath.Join(t.TempDir(), "v.pdf")}, Failed, "没有找到"},
	} {
		if code, _, err := o.run(c.args...); code != c.code || !strings.Contains(err, c.says) {
			t.Errorf("%v: exit %d, says %q", c.args, code, err)
		}
	}
}

func TestADeckIsPackedAndLookedThrough(t *testing.T) {
	o := filled(t)
	o.must("set", "site", "艾山片区", "面积=120亩", "参考地价=22万元/亩")
	o.must("deck", "build", "--chain", "精品钢", "--name", "推介")
	file := filepath.Join(t.TempDir(), "推介.calk")
	var made, seen deckPacked
	o.json(Done, &made, "deck", "pack", "推介", "--out", file)
	o.json(Done, &seen, "deck", "pack", "--check", file)
	if made.Slides < 6 || made.Title != "推介" || made.Level != "公开" || made.Slides != seen.Slides || !made.Made.Equal(seen.Made) {
		t.Errorf("made %+v, found %+v", made, seen)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data[:len(data)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"deck", "pack", "--check", file}, Failed, "数据包不完整"},
		{[]string{"deck", "pack", "推介"}, Wrong, "--out"},
		{[]string{"deck", "pack", "推介", "--out", file + ".zip"}, Wrong, ".calk"},
		{[]string{"deck", "pack", "推介", "--out", file, "--check", file}, Wrong, "--check"},
		{[]string{"deck", "pack", "没有的", "--out", file}, Failed, "没有找到"},
	} {
		if code, _, err := o.run(c.args...); code != c.code || !strings.Contains(err, c.says) {
			t.Errorf("%v: exit %d, says %q", c.args, code, err)
		}
	}
}
