package placing

import (
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// What is plain is ticked and accepted as one action that can be taken back; the rest stays without a place.
func TestPlainProposalsAreAcceptedInBulk(t *testing.T) {
	c := &model.Chain{ChainKind: model.ProductChain, Nodes: model.Nodes{{Code: "A", Name: "锻件", Industries: []model.Code{{Code: "3393"}}}, {Code: "B", Name: "轴承", Industries: []model.Code{{Code: "3451"}}}}}
	c.ID, c.Name = model.NewID(), "高端装备"
	plain := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "甲公司"}, Industry: model.Code{Code: "3393"}}
	unknown := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "乙公司"}}
	d := desktest.Open(t, c, plain, unknown)
	st, s := d.Store, New(d.Desk)
	d.Show(t, s, 1366, 768)
	if len(s.rows) != 2 {
		t.Fatalf("%d rows", len(s.rows))
	}
	s.date.SetText("昨天")
	s.accept()
	if r, _ := st.Get(plain.ID); !r.(*model.Enterprise).Roles.IsZero() {
		t.Error("a day that nobody can read was taken")
	}
	s.date.SetText("2024-01-17")
	s.accept()
	s.read()
	task.Wait()
	r, err := st.Get(plain.ID)
	if err != nil || len(r.(*model.Enterprise).Roles) != 1 || len(s.rows) != 1 || s.rows[0].Firm.ID != unknown.ID {
		t.Fatalf("%+v %v, %d rows left", r, err, len(s.rows))
	}
	if chain, _ := st.Get(c.ID); chain.(*model.Chain).Directory.String() != "2024-01-17" {
		t.Error("the chain has no day of its directory")
	}
	if _, err := st.Undo(); err != nil {
		t.Fatal(err)
	}
	if r, _ := st.Get(plain.ID); !r.(*model.Enterprise).Roles.IsZero() {
		t.Error("it cannot be taken back")
	}
}
