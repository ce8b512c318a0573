package chains

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// gapped is a chain whose last node is a gap beside a local firm.
func gapped(t *testing.T) (*desktest.Office, *Screen, *model.Chain) {
	t.Helper()
	o, c := desktest.Open(t), steel()
	day, _ := model.ParseDate("2024-01-17", model.Hint{})
	c.Directory = day
	o.Put(t, c, firm("甲钢铁公司", c, "JPG-M2", model.RoleLeader))
	return o, shown(t, o), c
}

func gapOn(t *testing.T, s *Screen, code string) report.Gap {
	t.Helper()
	for _, g := range report.Gaps(s.now.Chain, nil, s.now.Firms, s.now.Projects) {
		if g.Node.Code == code {
			return g
		}
	}
	t.Fatalf("%s is no gap", code)
	return report.Gap{}
}

func TestEveryTabShowsItsPage(t *testing.T) {
	o, s, _ := gapped(t)
	for i, name := range tabNames {
		s.side.show(tab(i))
		task.Wait()
		if i != int(nodeTab) && len(s.side.page.Objects) == 0 {
			t.Errorf("%s is empty", name)
		}
		uitest.Capture(t, o.Window, "chains-tab-"+name)
	}
}

// What is added from a gap knows chain, node and link type.
func TestWhatIsAddedFromAGapKnowsItsPlace(t *testing.T) {
	o, s, c := gapped(t)
	g := gapOn(t, s, "JPG-D1")
	lead := leadOn(c, g, "热处理线")
	if lead.Chain.ID != c.ID || lead.Node.Code != "JPG-D1" || lead.LinkType != report.Fill || lead.Stage != model.StageLead || lead.Promotion != model.Yes {
		t.Errorf("%+v", lead)
	}
	put := func(name string) {
		if _, err := o.Store.Update("添加", func(tx *store.Tx) error { return putTarget(tx, o.Store, c, g.Node, name) }); err != nil {
			t.Fatal(err)
		}
	}
	put("外地热处理公司")
	put("外地热处理公司")
	firms, err := store.Every[*model.Enterprise](o.Store, model.KindEnterprise)
	if err != nil || len(firms) != 2 {
		t.Fatalf("%d enterprises, %v", len(firms), err)
	}
	s.read()
	task.Wait()
	if g = gapOn(t, s, "JPG-D1"); len(g.Targets) != 1 {
		t.Errorf("targets %+v", g.Targets)
	}
	put("甲钢铁公司")
	l, _ := o.Store.Find(model.KindEnterprise, "甲钢铁公司")
	if r, err := o.Store.Get(l.ID); err != nil || len(r.(*model.Enterprise).Roles) != 2 {
		t.Errorf("one that is there already: %+v %v", r, err)
	}
}

// Nodes that changed are marked on the map while their list is shown, and not after it.
func TestChangesAreMarkedOnTheMap(t *testing.T) {
	_, s, _ := gapped(t)
	s.side.show(changeTab)
	task.Wait()
	if !s.now.chart.AnyMarked() {
		t.Error("nothing is marked")
	}
	s.side.show(nodeTab)
	if s.now.chart.AnyMarked() {
		t.Error("marks stay")
	}
}

// Where chains are only looked at nothing that their screens offer changes anything, and who tries is told why.
func TestOnlyLookedAtMeansEverywhere(t *testing.T) {
	o, s, c := gapped(t)
	o.Prefs = test.NewApp().Preferences()
	said := ""
	o.Notice = func(_ look.Tone, text string, _ ...ui.Action) { said = text }
	s.edit.lock(true)
	defer s.edit.lock(false)
	g := gapOn(t, s, "JPG-D1")
	if s.desk.EditChains("添加目标企业", func(tx *store.Tx) error { return putTarget(tx, o.Store, c, g.Node, "外地公司") }) || said == "" {
		t.Errorf("a target was added, or nobody was told: %q", said)
	}
	if s.edit.act("改名", func(*store.Tx, *model.Chain) error { return nil }) {
		t.Error("the map was changed")
	}
	if n := len(o.Store.Rows(model.KindEnterprise)); n != 1 {
		t.Errorf("%d enterprises", n)
	}
}
