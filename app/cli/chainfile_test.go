package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A chain goes out and comes in again: over itself, as another, and never with a mistake in it.
func TestAChainGoesOutAndComesIn(t *testing.T) {
	o := filled(t)
	var before, after chainFileResult
	for _, name := range []string{"精品钢.xlsx", "精品钢.json"} {
		path := filepath.Join(t.TempDir(), name)
		o.json(Done, &before, "chain", "export", "精品钢", "--out", path)
		o.json(Done, &after, "chain", "import", path)
		if before.Out = ""; after.New || after.Nodes != before.Nodes || after.Edges != before.Edges || len(after.Gone) != 0 {
			t.Errorf("%s: %+v became %+v", name, before, after)
		}
		o.json(Done, &after, "chain", "import", path, "--as", "特钢"+name)
		if !after.New || after.Nodes != before.Nodes || after.Code == before.Code {
			t.Errorf("as another: %+v", after)
		}
	}
	path := filepath.Join(t.TempDir(), "少.json")
	text := `{"format":"chainatlas-chain/1","code":"JPG","name":"精品钢","chain_kind":"产业链","nodes":[{"id":"JPG-U1","name":"铁矿石","lane":"上游"}],"edges":[]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, said := o.run("chain", "import", path); !strings.Contains(said, "--detach") {
		t.Errorf("what stands on nodes goes unasked: %s", said)
	}
	o.json(Done, &after, "chain", "import", path, "--detach")
	if after.Detached == 0 || after.Nodes != 1 {
		t.Errorf("%+v", after)
	}
	o.must("undo")
	if o.json(Done, &before, "chain", "export", "精品钢", "--out", filepath.Join(t.TempDir(), "a.json")); before.Nodes != 29 {
		t.Errorf("taken back: %+v", before)
	}
	if code, _, said := o.run("chain", "export", "精品钢", "--out", filepath.Join(t.TempDir(), "a.docx")); code != Failed || !strings.Contains(said, ".xlsx") {
		t.Errorf("%d: %s", code, said)
	}
}

func TestIndustries(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	o := newOffice(t)
	var found []industryEntry
	o.json(Done, &found, "industry", "search", "锻件")
	if len(found) != 1 || found[0].Code != "3393" || !strings.Contains(found[0].Place, "金属制品业") {
		t.Errorf("%+v", found)
	}
	path := filepath.Join(t.TempDir(), "短.csv")
	if err := os.WriteFile(path, []byte("代码,名称\n3393,锻件及粉末冶金制品制造\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, said := o.run("industry", "install", path); code != Failed || !strings.Contains(said, "不完整") {
		t.Errorf("%d: %s", code, said)
	}
	var all []tableEntry
	if o.json(Done, &all, "industry", "list"); len(all) != 1 || !all[0].InUse || all[0].Full {
		t.Errorf("%+v", all)
	}
}
