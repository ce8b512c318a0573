package importer

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Light())
	m.Run()
}

// ledger has a good row, a range in the unit of the header, and a row that cannot be read.
const ledger = "项目名称,计划总投资（亿元）,目前阶段,责任单位\n轴承产业园,5,在谈,投资促进局\n锻件项目,约3-5,签约,投资促进局\n坏行,第5批,在谈,\n"

func open(t *testing.T) (*Screen, *store.Store) {
	t.Helper()
	st, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	task.ForTest(t)
	win := test.NewTempWindow(t, nil)
	d := &desk.Desk{Store: st, Window: win, Say: func(string) {}}
	d.Notice = func(_ look.Tone, text string, _ ...ui.Action) { t.Log(text) }
	s := New(d)
	win.SetContent(s.Content())
	win.Resize(fyne.NewSize(1200, 700))
	return s, st
}

func TestPreviewImportUndo(t *testing.T) {
	s, st := open(t)
	path := filepath.Join(t.TempDir(), "台账 2024年.csv")
	if err := os.WriteFile(path, []byte(ledger), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Open(path)
	task.Wait()
	if s.plan == nil {
		t.Fatal("no preview")
	}
	c := s.plan.Count()
	if c.Added != 2 || c.Failed != 1 || len(st.Rows(model.KindProject)) != 0 {
		t.Fatalf("%+v, stored %d; want 2 added, 1 failed, nothing stored", c, len(st.Rows(model.KindProject)))
	}
	s.chip = sheet.Failed
	s.filter()
	if len(s.rows) != 1 || len(s.issues) == 0 {
		t.Errorf("%d failed rows with %d problems", len(s.rows), len(s.issues))
	}
	s.take()
	task.Wait()
	if n := len(st.Rows(model.KindProject)); n != 2 {
		t.Fatalf("%d imported, want 2", n)
	}
	if _, err := st.Undo(); err != nil {
		t.Fatal(err)
	}
	if n := len(st.Rows(model.KindProject)); n != 0 {
		t.Errorf("%d left after undo", n)
	}
}
