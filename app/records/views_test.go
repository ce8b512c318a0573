package records

import (
	"slices"
	"strings"
	"testing"

	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// act does what an entry of the menu 视图 does.
func (s *Screen) act(t *testing.T, text string) {
	t.Helper()
	for _, a := range s.bar.views.actions() {
		if a.Text == text {
			if a.Off {
				t.Fatalf("%s cannot be chosen", text)
			}
			a.Do()
			task.Wait()
			return
		}
	}
	t.Fatalf("the menu has no %s: %v", text, s.bar.views.texts())
}

func (v *views) texts() (out []string) {
	for _, a := range v.actions() {
		switch {
		case a.On:
			out = append(out, "✓"+a.Text)
		case a.Text != "" && !a.Off:
			out = append(out, a.Text)
		}
	}
	return out
}

// forget takes away what a test left in the preferences, which all tests share.
func forget(t *testing.T, s *Screen) {
	t.Cleanup(func() {
		for _, name := range []string{prefView, "columns", "widths", "view.columns", "view.widths"} {
			s.desk.Prefs.RemoveValue(s.pref(name))
		}
	})
}

func (s *Screen) typeFilter(text string) {
	s.bar.entry.SetText(text)
	task.Wait()
}

func TestAViewFromMakingToDeleting(t *testing.T) {
	s, st := open(t, "轴承项目", "轴承项目二期", "锻件项目", "光伏项目")
	forget(t, s)
	own := s.grid.ColumnsShown()
	s.typeFilter("轴承")
	s.bar.toggle(0) // 线索
	task.Wait()
	s.sortBy(s.fieldNumber("total_investment"), true)
	s.grid.ShowColumns([]int{s.fieldNumber("name"), s.fieldNumber("unit")})
	s.bar.views.save("线索轴承", s.bar.views.look())
	task.Wait()
	if got := s.bar.views.button.Text; got != "视图：线索轴承" || s.bar.entry.Text != "任意~轴承 阶段=线索" || len(s.rows) != 1 {
		t.Fatalf("%q lists %v by %q", got, s.names(), s.bar.entry.Text)
	}
	s.typeFilter("阶段=研判")
	if got := s.bar.views.button.Text; got != "视图：线索轴承（已改动）" {
		t.Errorf("after another filter %q", got)
	}
	s.act(t, "更新「线索轴承」")
	if s.bar.views.changed() || s.bar.views.now.Filter != "阶段=研判" || s.names()[0] != "轴承项目二期" {
		t.Errorf("updated to %q, lists %v", s.bar.views.now.Filter, s.names())
	}
	s.act(t, "全部")
	if len(s.rows) != 4 || s.bar.entry.Text != "" || !slices.Equal(s.grid.ColumnsShown(), own) || len(s.sort) != 0 {
		t.Errorf("the whole list has %d rows in columns %v by %q", len(s.rows), s.grid.ColumnsShown(), s.bar.entry.Text)
	}
	s.act(t, "线索轴承")
	s.bar.views.rename(s.bar.views.now, "研判轴承")
	if got := s.bar.views.texts(); !slices.Equal(got, []string{"全部", "✓研判轴承", "保存当前为视图…", "「研判轴承」改名…", "删除「研判轴承」"}) {
		t.Errorf("menu %v", got)
	}
	s.act(t, "删除「研判轴承」")
	if len(s.bar.views.saved) != 0 || s.bar.views.now != nil || len(s.rows) != 1 {
		t.Errorf("after deleting %v, lists %v", s.bar.views.texts(), s.names())
	}
	if _, err := st.Undo(); err != nil {
		t.Fatal(err)
	}
	if s.bar.views.read(); len(s.bar.views.saved) != 1 || s.bar.views.saved[0].Name != "研判轴承" {
		t.Errorf("after undoing %v", s.bar.views.texts())
	}
}

// The program opens a list in the view and the columns in which it was left.
func TestTheViewOfLastTimeIsRemembered(t *testing.T) {
	s, st := open(t, "轴承项目", "锻件项目")
	forget(t, s)
	s.typeFilter("名称~轴承")
	s.bar.views.save("轴承", s.bar.views.look())
	cols := []int{s.fieldNumber("name"), s.fieldNumber("unit")}
	s.grid.ShowColumns(cols)
	s.keepColumns(cols)
	again := shown(t, st)
	if again.bar.views.button.Text != "视图：轴承（已改动）" || len(again.rows) != 1 || !slices.Equal(again.grid.ColumnsShown(), cols) {
		t.Errorf("opens as %q with %v in columns %v", again.bar.views.button.Text, again.names(), again.grid.ColumnsShown())
	}
	again.act(t, "全部")
	if third := shown(t, st); third.bar.views.now != nil || len(third.rows) != 2 || slices.Equal(third.grid.ColumnsShown(), cols) {
		t.Errorf("without a view it opens as %q in columns %v", third.bar.views.button.Text, third.grid.ColumnsShown())
	}
}

// Another version, or somebody with the command line, may leave a view that this one cannot read.
func TestAViewThatCannotBeRead(t *testing.T) {
	s, st := open(t, "轴承项目", "锻件项目")
	forget(t, s)
	v := &model.View{Base: model.Base{Name: "明日"}, OfKind: model.KindProject, Filter: "阶段=线索 颜色=红", Sort: "-颜色", Columns: model.ViewColumns{{Key: "颜色"}, {Key: "name", Width: 3}}}
	if _, err := st.Update("保存视图", func(tx *store.Tx) error { return tx.Put(v) }); err != nil {
		t.Fatal(err)
	}
	s.bar.views.read()
	s.act(t, "明日")
	if len(s.rows) != 2 || !strings.Contains(s.bar.note.Text, "颜色") || s.bar.views.changed() {
		t.Errorf("lists %v, says %q, changed %v", s.names(), s.bar.note.Text, s.bar.views.changed())
	}
	s.typeFilter("阶段=线索")
	if len(s.rows) != 1 || s.bar.note.Text != "" {
		t.Errorf("put right, lists %v, says %q", s.names(), s.bar.note.Text)
	}
	s.act(t, "全部")
	s.typeFilter("颜色=红")
	s.bar.views.askSave()
	if s.desk.Window.Canvas().Overlays().Top() != nil {
		t.Error("asks for a name of what cannot be read")
	}
}

// What is opened from elsewhere is shown, whatever view was on; the view is there again next time.
func TestARecordFromElsewhereLeavesTheView(t *testing.T) {
	s, st := open(t, "轴承项目", "锻件项目")
	forget(t, s)
	s.typeFilter("名称~轴承")
	s.bar.views.save("轴承", s.bar.views.look())
	task.Wait()
	other, err := st.Lookup(model.KindProject, "锻件项目")
	if err != nil {
		t.Fatal(err)
	}
	s.OpenRecord(other.Head().ID)
	task.Wait()
	if len(s.rows) != 2 || s.bar.views.now != nil || s.detail.record.Head().Name != "锻件项目" {
		t.Errorf("lists %v, view %v", s.names(), s.bar.views.now)
	}
	if again := shown(t, st); again.bar.views.now == nil {
		t.Error("the view is forgotten")
	}
}

// Two views of one list cannot have one name; the dialog says so and stays.
func TestNamesOfViewsAreUnique(t *testing.T) {
	s, _ := open(t, "轴承项目")
	forget(t, s)
	s.bar.views.save("轴承", s.bar.views.look())
	s.bar.views.askSave()
	win := s.desk.Window
	entry := win.Canvas().Focused().(*ui.Entry)
	for _, name := range []string{"轴承", " "} {
		entry.SetText(name)
		if entry.OnSubmitted(name); win.Canvas().Overlays().Top() == nil {
			t.Errorf("%q was taken", name)
		}
	}
	entry.SetText("轴承二")
	entry.OnSubmitted("轴承二")
	if len(s.bar.views.saved) != 2 {
		t.Errorf("views %v", s.bar.views.texts())
	}
}
