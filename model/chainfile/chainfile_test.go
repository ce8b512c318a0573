package chainfile_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/chainfile"
	"chainatlas/model/store"
)

func steel() *model.Chain {
	c := &model.Chain{Code: "JPG", ChainKind: model.ProductChain, English: "Quality steel", Office: "区工信局"}
	c.ID, c.Name = model.NewID(), "精品钢"
	c.Nodes = model.Nodes{
		{Code: "JPG-U1", Name: "铁矿石采选", Lane: "上游", English: "Iron ore", Group: "原料", At: &model.Spot{120, -35.5}},
		{Code: "JPG-M2", Name: "炼钢·精炼", Lane: "中游", Fact: "连铸机改造（第43行）\n二期", Same: []string{"ZP-U1"}, Supplies: []string{"GZ-U1", "GZ-U2"},
			Industries: []model.Code{{Code: "3120", Edition: model.EditionGBT4754, Text: "炼钢"}, {Code: "3391", Edition: "GB/T 4754-2011", Text: "锻件"}, {Text: "特种钢"}}},
		{Code: "JPG-S1", Name: "检测", Lane: "配套"},
	}
	c.Edges = model.Edges{{From: "JPG-U1", To: "JPG-M2"}, {From: "JPG-S1", To: "JPG-M2", Kind: model.FamilySupply}}
	return c
}

func opened(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{User: "李某", Station: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func written(t interface{ Fatal(...any) }, path string, c *model.Chain) string {
	var b bytes.Buffer
	if err := chainfile.Write(&b, path, c); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func planned(t interface{ Fatal(...any) }, s *store.Store, path, as string) *chainfile.Plan {
	d, err := chainfile.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := chainfile.PlanImport(s, d, as)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What was exported comes back the same, into an empty workspace and over itself.
func TestAChainComesBackAsItWas(t *testing.T) {
	s, c := opened(t), steel()
	for _, name := range []string{"精品钢.xlsx", "精品钢.json"} {
		path := written(t, filepath.Join(t.TempDir(), name), c)
		p := planned(t, s, path, "")
		if !p.New || p.Chain.Name != c.Name || p.Chain.Code != c.Code || p.Chain.English != c.English {
			t.Errorf("%s: %+v", name, p.Chain)
		}
		same(t, name, p.Chain, c)
	}
	if _, err := s.Update("准备", func(tx *store.Tx) error { return tx.Put(c) }); err != nil {
		t.Fatal(err)
	}
	p := planned(t, s, written(t, filepath.Join(t.TempDir(), "a.xlsx"), c), "")
	same(t, "over itself", p.Chain, c)
	if p.New || p.Chain.ID != c.ID || p.Chain.Office != c.Office || len(p.Gone) != 0 {
		t.Errorf("over itself: %+v", p)
	}
}

func same(t interface{ Errorf(string, ...any) }, what string, got, want *model.Chain) {
	if !reflect.DeepEqual(got.Nodes, want.Nodes) || !reflect.DeepEqual(got.Edges, want.Edges) {
		t.Errorf("%s: came back as\n%+v\n%+v\nwas\n%+v\n%+v", what, got.Nodes, got.Edges, want.Nodes, want.Edges)
	}
}

func TestAnyChainComesBack(t *testing.T) {
	s, dir := opened(t), t.TempDir()
	text := rapid.StringMatching(`[\p{Han}A-Za-z0-9（）·/、，&<"']{1,12}`)
	rapid.Check(t, func(t *rapid.T) {
		c := &model.Chain{Code: "AB", ChainKind: model.ProductChain}
		c.ID, c.Name = model.NewID(), "甲链"
		for range rapid.IntRange(1, 12).Draw(t, "nodes") {
			n := model.Node{Name: text.Draw(t, "name"), Lane: rapid.SampledFrom(model.Lanes).Draw(t, "lane"), Group: rapid.SampledFrom([]string{"", "一组"}).Draw(t, "group")}
			if rapid.Bool().Draw(t, "pinned") {
				n.At = &model.Spot{float64(rapid.IntRange(-9e5, 9e5).Draw(t, "x")) / 10, float64(rapid.IntRange(-900, 900).Draw(t, "y"))}
			}
			_, _ = chainedit.Add(c, n) // a second one of a name is refused
		}
		if len(c.Nodes) == 0 { // all names were refused
			return
		}
		for range rapid.IntRange(0, 12).Draw(t, "edges") {
			at := func() string { return c.Nodes[rapid.IntRange(0, len(c.Nodes)-1).Draw(t, "end")].Code }
			_ = chainedit.Connect(c, at(), at(), "")
		}
		for _, name := range []string{"a.xlsx", "a.json"} {
			same(t, name, planned(t, s, written(t, filepath.Join(dir, name), c), "").Chain, c)
		}
	})
}

// A person adds a row without a code in Excel and names the ends by their names; what is gone from the file goes, and what
// stood there stays on the chain. All of it is taken back at once.
func TestAPersonEditsTheWorkbook(t *testing.T) {
	s, c := opened(t), steel()
	e := &model.Enterprise{Roles: model.Roles{{Chain: model.LinkTo(c), Node: c.Nodes[2].Ref(), Role: model.RoleKey}, {Chain: model.LinkTo(c), Node: c.Nodes[1].Ref()}}}
	e.ID, e.Name = model.NewID(), "甲检测公司"
	if _, err := s.Update("准备", func(tx *store.Tx) error { return errors.Join(tx.Put(c), tx.Put(e)) }); err != nil {
		t.Fatal(err)
	}
	path := written(t, filepath.Join(t.TempDir(), "a.xlsx"), c)
	edit(t, path, map[string]string{"环节!A4": "", "环节!B4": "热处理", "环节!D4": "下游", "环节!B3": "炼钢", "供需关系!A3": "", "供需关系!B3": "炼钢", "供需关系!C3": "", "供需关系!D3": "热处理", "供需关系!E3": ""})
	p := planned(t, s, path, "")
	if len(p.Gone) != 1 || p.Gone[0].Code != "JPG-S1" || p.Standing != 1 || p.Chain.Nodes[2].Code != "JPG-D1" || p.Chain.Edges[1] != (model.Edge{From: "JPG-M2", To: "JPG-D1"}) {
		t.Fatalf("%+v", p)
	}
	b, err := s.Update(p.Label(), p.Do)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := s.Get(e.ID)
	roles := r.(*model.Enterprise).Roles
	if !roles[0].Node.IsZero() || roles[0].Role != model.RoleKey || roles[1].Node.Name != "炼钢" {
		t.Errorf("roles %+v", roles)
	}
	if _, err := s.UndoBatch(b.ID); err != nil {
		t.Fatal(err)
	}
	for _, was := range []model.Record{c, e} {
		if r, err := s.Get(was.Head().ID); err != nil || !model.Same(r, was) {
			t.Errorf("after taking it back: %+v, %v", r, err)
		}
	}
}

func edit(t *testing.T, path string, cells map[string]string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for at, text := range cells {
		sheet, cell, _ := strings.Cut(at, "!")
		if err := book.SetCellStr(sheet, cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
}

// As another name the chain is a new one, with codes that no other chain has.
func TestAChainIsImportedAsAnother(t *testing.T) {
	s, c := opened(t), steel()
	if _, err := s.Update("准备", func(tx *store.Tx) error { return tx.Put(c) }); err != nil {
		t.Fatal(err)
	}
	p := planned(t, s, written(t, filepath.Join(t.TempDir(), "a.json"), c), "特钢")
	if !p.New || p.Chain.Name != "特钢" || p.Chain.Code != "JPG2" || p.Chain.Nodes[1].Code != "JPG2-M1" || p.Chain.Nodes[1].Fact != c.Nodes[1].Fact || p.Chain.Edges[0].From != "JPG2-U1" {
		t.Errorf("%+v", p.Chain)
	}
}

func TestWhatIsWrongIsToldByRow(t *testing.T) {
	for _, c := range []struct {
		cells map[string]string
		says  string
	}{
		{map[string]string{"环节!B3": ""}, "环节 3 没有环节名称"},
		{map[string]string{"环节!D2": "天上"}, "环节 2 段「天上」无法识别"},
		{map[string]string{"环节!A3": "JPG-U1"}, "环节 3 代码「JPG-U1」与第 2 行相同"},
		{map[string]string{"环节!K2": "左边"}, "环节 2 位置「左边」不是数字"},
		{map[string]string{"供需关系!C2": "JPG-X9"}, "供需关系 2 需方「JPG-X9」不在「环节」表中"},
		{map[string]string{"供需关系!C2": "JPG-U1"}, "供需关系 2 供方和需方是同一个环节"},
		{map[string]string{"供需关系!A3": "JPG-U1"}, "供需关系 3 这条关系写了两次"},
		{map[string]string{"供需关系!E2": "参股"}, "供需关系 2 类型「参股」无法识别"},
		{map[string]string{"产业链!D2": "图"}, "产业链 2 图谱类型「图」无法识别"},
	} {
		path := written(t, filepath.Join(t.TempDir(), "a.xlsx"), steel())
		edit(t, path, c.cells)
		_, err := chainfile.Read(path)
		var wrong chainfile.Mistakes
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v", c.says, err)
			continue
		}
		if got := wrong[0].Sheet + " " + string(rune('0'+wrong[0].Row)) + " " + wrong[0].Message; got != c.says || wrong[0].Remedy == "" {
			t.Errorf("says %q, want %q; remedy %q", got, c.says, wrong[0].Remedy)
		}
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"a.json": `{"nodes":[]}`, "b.json": "{", "c.xlsx": "PK\x03\x04", "d.docx": ""} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if d, err := chainfile.Read(path); err == nil {
			t.Errorf("%s: %+v", name, d)
		}
	}
}
