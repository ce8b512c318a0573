package placing

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Light())
	m.Run()
}

// What is plain is ticked and accepted as one action that can be taken back; the rest stays without a place.
func TestPlainProposalsAreAcceptedInBulk(t *testing.T) {
	task.ForTest(t)
	st, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d := &desk.Desk{Store: st, Window: test.NewTempWindow(t, nil), Open: func(model.ID) {}, Go: func(string) {}, Say: func(string) {},
		Notice: func(_ look.Tone, text string, _ ...ui.Action) { t.Log(text) }}
	c := &model.Chain{ChainKind: model.ProductChain, Nodes: model.Nodes{{Code: "A", Name: "锻件", Industries: []model.Code{{Code: "3393"}}}, {Code: "B", Name: "轴承", Industries: []model.Code{{Code: "3451"}}}}}
	c.ID, c.Name = model.NewID(), "高端装备"
	plain := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "甲公司"}, Industry: model.Code{Code: "3393"}}
	unknown := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "乙公司"}}
	if _, err := st.Update("准备", func(tx *store.Tx) error {
		for _, r := range []model.Record{c, plain, unknown} {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	s := New(d)
	d.Window.SetContent(s.Content())
	d.Window.Resize(fyne.NewSize(1366, 768))
	s.Show()
	t.Cleanup(s.Leave)
	task.Wait()
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
