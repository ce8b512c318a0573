package records

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// open makes the screen of projects on a real store in a window that nobody sees.
func open(t *testing.T, names ...string) (*Screen, *store.Store) {
	t.Helper()
	d := desktest.Open(t)
	for i, name := range names {
		p := &model.Project{Stage: model.Stages()[i%12]}
		p.Name, p.Fictional = name, i%2 == 1
		p.TotalInvestment = model.CNY(int64(i+1) * model.Yi)
		d.Put(t, p)
	}
	return shown(t, d.Store), d.Store
}

func shown(t *testing.T, st *store.Store) *Screen {
	t.Helper()
	d := desktest.At(t, st)
	s := New(d.Desk, Config{Kind: model.KindProject, Unit: "个", Sum: true, Columns: []Column{{Key: "name"}, {Key: "stage"}}, Chips: StageChips()})
	d.Show(t, s, 1200, 700)
	return s
}

func (s *Screen) names() []string {
	out := []string{}
	for i := range s.rows {
		out = append(out, s.rows[i].Name)
	}
	return out
}

// That there is nothing is said once it was looked up, not while it is.
func TestNothingIsSaidOfAListThatIsNotReadYet(t *testing.T) {
	d := desktest.Open(t)
	s := New(d.Desk, Config{Kind: model.KindProject, Unit: "个", Columns: []Column{{Key: "name"}}, Chips: StageChips()})
	d.Window.SetContent(s.Content())
	d.Window.Resize(fyne.NewSize(1200, 700))
	said := func() bool {
		return slices.ContainsFunc(test.LaidOutObjects(d.Window.Content()), func(o fyne.CanvasObject) bool {
			text, ok := o.(*canvas.Text)
			return ok && text.Text == "没有项目" && text.Visible()
		})
	}
	s.Show()
	t.Cleanup(s.Leave)
	if said() {
		t.Error("it is said before anybody looked")
	}
	task.Wait()
	if !said() {
		t.Error("it is not said")
	}
}

func TestFilter(t *testing.T) {
	for _, c := range []struct {
		what, text string
		demo       bool
		want       int
	}{
		{"everything", "", true, 4},
		{"without what is invented", "", false, 2},
		{"words in the name", "轴承", true, 2},
		{"two words", "轴承 二期", true, 1},
		{"an expression", "投资>=3亿", true, 2},
		{"an expression by stage", "阶段=线索", true, 1},
		{"a stage that is not stated", "阶段=", true, 0},
		{"an expression that cannot be read lets all through", "没有此字段=1", true, 4},
	} {
		t.Run(c.what, func(t *testing.T) {
			s, _ := open(t, "轴承项目", "轴承项目二期", "锻件项目", "光伏项目")
			s.bar.setExpr(c.text)
			s.bar.demo.SetChecked(c.demo)
			s.Reload()
			task.Wait()
			if got := len(s.rows); got != c.want {
				t.Errorf("%q lists %d, want %d: %v", c.text, got, c.want, s.names())
			}
		})
	}
}

func TestTheRecordsBehindAFigure(t *testing.T) {
	s, _ := open(t, "甲", "乙", "丙")
	s.bar.setExpr("投资>=3亿")
	s.List("在谈项目", []model.ID{s.rows[0].ID, s.rows[2].ID})
	task.Wait()
	if got := s.names(); len(got) != 2 || s.bar.fixed.Text != "在谈项目 2 ×" || !s.bar.fixed.Visible() {
		t.Errorf("lists %v under %q", got, s.bar.fixed.Text)
	}
	s.bar.fixed.OnTapped()
	task.Wait()
	if len(s.rows) != 3 || s.bar.fixed.Visible() {
		t.Errorf("after the button %v", s.names())
	}
}

func TestSortPutsUnstatedLast(t *testing.T) {
	s, st := open(t, "甲", "乙", "丙")
	if _, err := st.Update("新建", func(tx *store.Tx) error { return tx.Put(&model.Project{Base: model.Base{Name: "未说明"}}) }); err != nil {
		t.Fatal(err)
	}
	for _, desc := range []bool{false, true} {
		s.sortBy(s.fieldNumber("total_investment"), desc)
		task.Wait()
		if got := s.names(); len(got) != 4 || got[3] != "未说明" || (got[0] == "丙") != desc {
			t.Errorf("descending %v: %v", desc, got)
		}
	}
}

func TestEditStoresOneFieldAndRefusesWhatItCannotRead(t *testing.T) {
	s, st := open(t, "轴承项目")
	s.Tour()
	id := s.rows[0].ID
	s.detail.store("total_investment", "很多5")
	s.detail.store("unit", "区投资促进局")
	s.detail.store("name", "")
	r, err := st.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	p := r.(*model.Project)
	if p.TotalInvestment.Min != model.Yi || p.Unit != "区投资促进局" || p.Name != "轴承项目" {
		t.Errorf("stored %v, %q, %q", p.TotalInvestment, p.Unit, p.Name)
	}
	history, err := st.History(id)
	if err != nil || len(history) != 2 {
		t.Errorf("%d events, %v; want the creation and one edit", len(history), err)
	}
}

// What was refused stays in its editor with the reason until it is put right, or another record is looked at.
func TestARefusedValueOutlivesTheStoringOfAnotherField(t *testing.T) {
	s, st := open(t, "轴承项目", "锻件项目")
	s.Tour()
	id, shown := s.rows[0].ID, func() string { return s.detail.fields.Value("total_investment") }
	put := func(text string) {
		s.detail.fields.Set("total_investment", text)
		s.detail.store("total_investment", text)
	}
	refresh := func() {
		r, err := st.Get(id)
		if err != nil {
			t.Fatal(err)
		}
		s.detail.show(r)
	}
	put("很多5")
	s.detail.store("unit", "区投资促进局")
	if refresh(); shown() != "很多5" {
		t.Errorf("shows %q, want what was typed", shown())
	}
	put("5亿元")
	if refresh(); shown() == "很多5" || s.detail.refused["total_investment"] {
		t.Errorf("shows %q, refused %v after a good value", shown(), s.detail.refused)
	}
	put("很多5")
	other, err := st.Get(s.rows[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if s.detail.show(other); shown() == "很多5" {
		t.Error("another record shows what was refused")
	}
}

func TestDeleteAndUndo(t *testing.T) {
	s, st := open(t, "甲", "乙", "丙")
	s.grid.Select(0, 1)
	s.remove("删除 2 个项目", s.Selected())
	task.Wait()
	if n := len(st.Rows(model.KindProject)); n != 1 {
		t.Fatalf("%d left, want 1", n)
	}
	if _, err := st.Undo(); err != nil {
		t.Fatal(err)
	}
	if n := len(st.Rows(model.KindProject)); n != 3 {
		t.Errorf("%d after undo, want 3", n)
	}
}

func TestColumnsAreRemembered(t *testing.T) {
	s, st := open(t, "甲")
	name, unit := s.fieldNumber("name"), s.fieldNumber("unit")
	s.keepColumns([]int{name, unit})
	t.Cleanup(func() { s.desk.Prefs.RemoveValue(s.pref("columns")) })
	again := shown(t, st)
	if got := again.grid.ColumnsShown(); len(got) != 2 || got[0] != name || got[1] != unit {
		t.Errorf("shows %v, want %v", got, []int{name, unit})
	}
}

// One field is made public by name, and given back to the rule.
func TestLevelsOfFields(t *testing.T) {
	s, st := open(t, "轴承项目")
	s.Tour()
	id := s.rows[0].ID
	phone := s.fields[s.fieldNumber("phone")]
	chosen := model.Levels{}
	choice := levelRow(s.detail.record, phone, chosen).(*fyne.Container).Objects[1].(*ui.Choice)
	if choice.Value() != "按默认（内部）" {
		t.Errorf("shows %q", choice.Value())
	}
	choice.Choose("公开")
	s.setLevels(id, chosen)
	r, err := st.Get(id)
	if err != nil || model.LevelOf(r, phone) != model.Public {
		t.Errorf("level %s, %v", model.LevelOf(r, phone), err)
	}
	choice.Choose("按默认（内部）")
	s.setLevels(id, chosen)
	if r, err = st.Get(id); err != nil || len(r.Head().Levels) != 0 {
		t.Errorf("levels %v, %v", r.Head().Levels, err)
	}
}

// What is 保密 is shown after a click, and the click is in the history.
func TestSecretsAreShownAfterAClick(t *testing.T) {
	s, st := open(t, "甲项目", "乙项目")
	id, name, unit := s.rows[0].ID, s.fieldNumber("name"), s.fieldNumber("unit")
	if _, err := st.Update("定密", func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		r.Head().Levels = model.Levels{"name": model.Secret}
		r.(*model.Project).Unit = "某局"
		return tx.Put(r)
	}); err != nil {
		t.Fatal(err)
	}
	s.Reload()
	task.Wait()
	row := 0
	for i := range s.rows {
		if s.rows[i].ID == id {
			row = i
		}
	}
	s.grid.Select(row)
	s.selected()
	if s.cell(row, name).Text != masked || s.cell(row, unit).Text != "某局" || s.detail.record != nil {
		t.Fatalf("before the click %q, %q, record %v", s.cell(row, name).Text, s.cell(row, unit).Text, s.detail.record)
	}
	s.reveal(id)
	task.Wait()
	if s.cell(row, name).Text == masked || s.detail.record == nil {
		t.Errorf("after the click %q", s.cell(row, name).Text)
	}
	h, err := st.History(id)
	if err != nil || h[0].Action != model.Viewed {
		t.Errorf("history %+v, %v", h[0], err)
	}
	s.Leave()
	s.Show()
	task.Wait()
	if s.cell(row, name).Text != masked {
		t.Errorf("shown again: %q", s.cell(row, name).Text)
	}
}
