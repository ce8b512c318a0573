package importer

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// ledger has a good row, a range in the unit of the header, and a row that cannot be read.
const ledger = "项目名称,计划总投资（亿元）,目前阶段,责任单位\n轴承产业园,5,在谈,投资促进局\n锻件项目,约3-5,签约,投资促进局\n坏行,第5批,在谈,\n"

func open(t *testing.T) (*Screen, *store.Store) {
	t.Helper()
	d := desktest.Open(t)
	s := New(d.Desk)
	d.Window.SetContent(s.Content())
	d.Window.Resize(fyne.NewSize(1200, 700))
	return s, d.Store
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
	if s.Show(); s.imported == "" {
		t.Error("the banner went before its import")
	}
	if _, err := st.Undo(); err != nil {
		t.Fatal(err)
	}
	if n := len(st.Rows(model.KindProject)); n != 0 {
		t.Errorf("%d left after undo", n)
	}
	s.Leave()
	s.Show()
	t.Cleanup(s.Leave)
	if s.imported != "" {
		t.Error("the banner outlives its import")
	}
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "台账.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (s *Screen) project(t *testing.T, row int) *model.Project {
	t.Helper()
	return s.plan.Sheets()[0].Rows[row].Record.(*model.Project)
}

// An amount without any unit is asked for; the answer reads the file again.
func TestTheUnitIsAsked(t *testing.T) {
	s, _ := open(t)
	s.Open(write(t, "项目名称,计划总投资,目前阶段,责任单位\n轴承产业园,5,在谈,投资促进局\n"))
	task.Wait()
	if c := s.plan.Count(); c.Failed != 1 {
		t.Fatalf("without a unit %+v", c)
	}
	s.options.unit.Choose("亿元")
	task.Wait()
	if got := s.project(t, 0).TotalInvestment; s.plan.Count().Added != 1 || got.Min != 5*model.Yi {
		t.Errorf("in 亿元 %+v, %v", s.plan.Count(), got)
	}
}

// What the user says of a header counts for the next file too.
func TestColumnsAreRemembered(t *testing.T) {
	s, _ := open(t)
	t.Cleanup(func() { s.desk.Prefs.RemoveValue(prefMapping) })
	text := "项目名称,盘子,目前阶段,责任单位\n轴承产业园,5亿元,在谈,投资促进局\n"
	s.Open(write(t, text))
	task.Wait()
	if !s.project(t, 0).TotalInvestment.IsZero() {
		t.Fatal("盘子 was understood")
	}
	said := s.mapping()
	row := columnRow(s.plan.Sheets()[0], s.plan.Sheets()[0].Columns[1], said).(*fyne.Container)
	row.Objects[1].(*ui.Choice).Choose("计划总投资")
	s.keepMapping(said)
	s.Open(write(t, text))
	task.Wait()
	if got := s.project(t, 0).TotalInvestment; got.Min != 5*model.Yi {
		t.Errorf("read as %v", got)
	}
}

func TestTheSampleShowsEveryOutcomeAndIsInvented(t *testing.T) {
	s, _ := open(t)
	s.openSample()
	task.Wait()
	if c := s.plan.Count(); c.Added < 8 || c.Failed == 0 {
		t.Errorf("%+v", c)
	}
	for _, r := range s.plan.Sheets()[0].Rows {
		if !r.Record.Head().Fictional {
			t.Errorf("row %d is not 虚构", r.Number)
		}
	}
}

// Coordinates of a ledger become places, as on the command line.
func TestSitesGetTheirPlace(t *testing.T) {
	s, _ := open(t)
	s.Open(write(t, "地块名称,面积（亩）,经度,纬度,坐标系\n甲地块,30,117.8145,36.0581,CGCS2000\n"))
	task.Wait()
	site := s.plan.Sheets()[0].Rows[0].Record.(*model.Site)
	if site.Location.Point == nil || site.Location.Precision != model.PlaceExact {
		t.Errorf("stands at %+v", site.Location)
	}
}
