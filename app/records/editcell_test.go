package records

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// begin opens the editor of a cell by the keyboard: the name column, then n to the right, then F2.
func (s *Screen) begin(t *testing.T, row int, key string) *ui.Entry {
	t.Helper()
	canvas := s.desk.Window.Canvas()
	canvas.Focus(s.grid)
	s.grid.Select(row)
	s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	for range s.fields {
		s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	for _, col := range s.grid.ColumnsShown() {
		if s.fields[col].Key == key {
			break
		}
		s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	e, _ := canvas.Focused().(*ui.Entry)
	return e
}

func (s *Screen) stored(t *testing.T, name string) *model.Project {
	t.Helper()
	r, err := s.desk.Store.Lookup(model.KindProject, name)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*model.Project)
}

func TestACellIsEditedInItsPlace(t *testing.T) {
	s, st := open(t, "甲项目", "乙项目", "丙项目")
	forget(t, s)
	s.grid.ShowColumns([]int{s.fieldNumber("name"), s.fieldNumber("total_investment"), s.fieldNumber("unit")})
	s.sortBy(s.fieldNumber("total_investment"), false)
	task.Wait()
	e := s.begin(t, 0, "total_investment")
	if e == nil || !s.grid.Editing() || e.Text != s.stored(t, "甲项目").TotalInvestment.String() {
		t.Fatalf("F2 opens %v", e)
	}
	e.SetText("很多5")
	e.OnSubmitted(e.Text)
	if !s.grid.Editing() || s.stored(t, "甲项目").TotalInvestment.Min != model.Yi {
		t.Error("what cannot be read was taken, or the editor is gone")
	}
	e.SetText("5亿元")
	e.OnSubmitted(e.Text)
	task.Wait()
	s.Reload()
	task.Wait()
	if s.grid.Editing() || s.stored(t, "甲项目").TotalInvestment.Min != 5*model.Yi || strings.Join(s.names(), "") != "乙项目丙项目甲项目" {
		t.Errorf("stored %v, lists %v", s.stored(t, "甲项目").TotalInvestment, s.names())
	}
	if s.desk.Window.Canvas().Focused() != fyne.Focusable(s.grid) {
		t.Error("the table has not got the keys back")
	}
	if _, err := st.Undo(); err != nil || s.stored(t, "甲项目").TotalInvestment.Min != model.Yi {
		t.Errorf("undo: %v, %v", s.stored(t, "甲项目").TotalInvestment, err)
	}
}

func TestEscAndTabInACell(t *testing.T) {
	s, _ := open(t, "甲项目", "乙项目")
	forget(t, s)
	s.grid.ShowColumns([]int{s.fieldNumber("name"), s.fieldNumber("unit"), s.fieldNumber("street")})
	name := s.rows[0].Name
	e := s.begin(t, 0, "unit")
	e.SetText("某局")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.grid.Editing() || s.stored(t, name).Unit != "" {
		t.Errorf("Esc stored %q", s.stored(t, name).Unit)
	}
	e = s.begin(t, 0, "unit")
	e.SetText("某局")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if s.stored(t, name).Unit != "某局" {
		t.Errorf("Tab stored %q", s.stored(t, name).Unit)
	}
	s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	next, ok := s.desk.Window.Canvas().Focused().(*ui.Entry)
	if !ok {
		t.Fatal("no editor in the next column")
	}
	next.SetText("颜庄街道")
	s.Leave()
	if s.stored(t, name).Street != "颜庄街道" {
		t.Errorf("leaving the screen stored %q", s.stored(t, name).Street)
	}
}

// What the program keeps by itself, and what is hidden, is not edited in the table.
func TestCellsThatAreNotEdited(t *testing.T) {
	s, _ := open(t, "甲项目")
	if e := s.editCell(0, s.fieldNumber("created")); e != nil {
		t.Errorf("the stamp can be edited: %+v", e)
	}
	if e := s.editCell(0, s.fieldNumber("name")); e == nil || e.Commit(" ") == "" {
		t.Error("a project can lose its name")
	}
	if e := s.editCell(0, s.fieldNumber("status")); e == nil || len(e.Options) == 0 {
		t.Error("a choice is not offered")
	}
}

// A chain that nobody knows is kept as text, and the form says so, now and whenever the record is shown.
func TestAnUnknownChainIsSaid(t *testing.T) {
	s, _ := open(t, "甲项目")
	s.Tour()
	said := ""
	s.detail.store("chain", "月球链")
	for _, p := range s.detail.problems(s.fields[s.fieldNumber("chain")], s.stored(t, "甲项目")) {
		said += p.Message
	}
	if s.stored(t, "甲项目").Chain.Name != "月球链" || !strings.Contains(said, "没有名为「月球链」的产业链") {
		t.Errorf("kept %q, says %q", s.stored(t, "甲项目").Chain.Name, said)
	}
}
