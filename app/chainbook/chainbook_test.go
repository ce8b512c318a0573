package chainbook

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

var at = time.Date(2024, 6, 30, 9, 0, 0, 0, time.Local)

// bureau is a store with a chain, a leader on two chains, a target, and one that nobody may know of.
func bureau(t *testing.T) (*store.Store, *model.Chain) {
	t.Helper()
	now := at.AddDate(0, -2, 0)
	s, err := store.Open(t.TempDir(), store.Options{User: "李某", Now: func() time.Time { now = now.AddDate(0, 0, 1); return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	c := &model.Chain{Code: "JPG", ChainKind: model.ProductChain, Nodes: model.Nodes{{Code: "A", Name: "炼钢", Lane: "中游"}, {Code: "B", Name: "锻件", Lane: "下游"}}, Edges: model.Edges{{From: "A", To: "B"}}}
	c.ID, c.Name = model.NewID(), "精品钢"
	other := &model.Chain{ChainKind: model.ProductChain, Nodes: model.Nodes{{Code: "X", Name: "水泥"}}}
	other.ID, other.Name = model.NewID(), "装配式建筑"
	firm := func(name string, roles ...model.Role) *model.Enterprise {
		return &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: name}, Local: model.Yes, Roles: roles}
	}
	leader := firm("甲钢铁公司", model.Role{Chain: model.LinkTo(other), Node: model.NodeRef{Code: "X", Name: "水泥"}, Role: model.RoleLeader},
		model.Role{Chain: model.LinkTo(c), Node: c.Nodes[0].Ref(), Role: model.RoleLeader})
	secret := firm("密约公司", model.Role{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Role: model.RoleTarget})
	secret.Level = model.Secret
	if _, err := s.Update("准备", func(tx *store.Tx) error {
		return errors.Join(tx.Put(c), tx.Put(other), tx.Put(leader), tx.Put(secret), tx.Put(firm("乙锻造公司", model.Role{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Role: model.RoleTarget})))
	}); err != nil {
		t.Fatal(err)
	}
	return s, c
}

// The eight lists stand in one workbook; a list with a form is read again as what it was, and what is 保密 is in none.
func TestListsComeBackFromTheirWorkbook(t *testing.T) {
	s, c := bureau(t)
	var b bytes.Buffer
	lists, err := WriteLists(&b, s, c.ID, at)
	if err != nil || len(lists) != 8 || len(lists[0].Rows) != 1 || len(lists[1].Rows) != 1 {
		t.Fatalf("%+v %v", lists, err)
	}
	path := filepath.Join(t.TempDir(), "清单.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	tables, err := sheet.Open(path)
	if err != nil || len(tables) != 8 {
		t.Fatalf("%d sheets, %v", len(tables), err)
	}
	for i, table := range tables {
		if table.Name != lists[i].Title {
			t.Errorf("sheet %q, want %q", table.Name, lists[i].Title)
		}
	}
	if chain, node := tables[0].At(3, 1).Text, tables[0].At(3, 2).Text; chain != "精品钢" || node != "炼钢" {
		t.Errorf("the leader stands on %s·%s", chain, node)
	}
	for _, table := range tables {
		for _, row := range table.Rows {
			for _, cell := range row {
				if strings.Contains(cell.Text, "密约") {
					t.Errorf("a secret is in %s", table.Name)
				}
			}
		}
	}
	b.Reset()
	if some, err := WriteLists(&b, s, c.ID, at, "targets"); err != nil || len(some) != 1 || some[0].Title != "目标企业清单" {
		t.Errorf("one list alone: %+v %v", some, err)
	}
}

func TestChangesSinceADay(t *testing.T) {
	s, c := bureau(t)
	done, err := s.Batches(1)
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Update("归链", func(tx *store.Tx) error {
		return tx.Put(&model.Enterprise{Base: model.Base{Name: "丙公司"}, Roles: model.Roles{{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Role: model.RoleKey}}})
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Changes(s, c.ID, done[0].At.Add(time.Minute))
	if err != nil || len(got) == 0 || got[len(got)-1].Change != report.MemberAdded || got[len(got)-1].Name != "丙公司" {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := Changes(s, c.ID, b.At.Add(time.Minute)); err != nil || len(got) != 0 {
		t.Errorf("nothing happened since: %+v %v", got, err)
	}
}

func TestABriefIsOnePage(t *testing.T) {
	s, c := bureau(t)
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	for _, paper := range []pdf.Paper{pdf.A3, pdf.A4} {
		b, err := Brief(s, c.ID, faces, paper, at)
		if err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) || bytes.Count(b, []byte("/Type /Page\n"))+bytes.Count(b, []byte("/Type /Page ")) > 1 {
			t.Errorf("%d bytes, %v", len(b), err)
		}
	}
}
