package projects

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/records"
	"chainatlas/app/records/chiptest"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Light())
	m.Run()
}

func screen(t *testing.T, p *model.Project) *records.Screen {
	t.Helper()
	st, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	task.ForTest(t)
	if _, err := st.Update("准备", func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
		t.Fatal(err)
	}
	d := &desk.Desk{Store: st, Window: test.NewTempWindow(t, nil), Prefs: fyne.CurrentApp().Preferences(), Go: func(string) {}, Say: func(string) {},
		Notice: func(_ look.Tone, text string, _ ...ui.Action) { t.Log(text) }}
	s := New(d)
	d.Window.SetContent(s.Content())
	d.Window.Resize(fyne.NewSize(1200, 700))
	s.Show()
	task.Wait()
	s.Tour()
	t.Cleanup(s.Leave)
	return s
}

func stored(t *testing.T, s *records.Screen, id model.ID) *model.Project {
	t.Helper()
	r, err := s.Desk().Store.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*model.Project)
}

// A step back is legal, and says why.
func TestAStepBackNeedsAReason(t *testing.T) {
	p := &model.Project{Stage: model.StageSigned}
	p.Name = "轴承项目"
	s := screen(t, p)
	m := &move{s: s, project: p, stage: ui.NewChoice(stageNames(), func(string) {}), reason: ui.NewMultiLine(3), gate: ui.NewNote("")}
	for _, c := range []struct {
		to     model.Stage
		reason string
		want   bool
	}{{model.StageRegistered, "", true}, {model.StageTalk, "", false}, {model.StageTalk, " ", false}, {model.StageTalk, "投资方改变方案", true}} {
		m.stage.Set(c.to.String())
		m.reason.SetText(c.reason)
		if got := m.ready(); got != c.want {
			t.Errorf("to %s because %q: ready %v", c.to, c.reason, got)
		}
	}
	m.do()
	if got := stored(t, s, p.ID); got.Stage != model.StageTalk {
		t.Errorf("stands at %s", got.Stage)
	}
	b, err := s.Desk().Store.Batches(1)
	if err != nil || b[0].Label != "将「轴承项目」转入在谈（投资方改变方案）" {
		t.Errorf("history says %+v, %v", b, err)
	}
}

// Status and its reason are one action.
func TestAStatusAsksForItsReason(t *testing.T) {
	p := &model.Project{Stage: model.StageTalk}
	p.Name = "轴承项目"
	s := screen(t, p)
	if askStatus(s, p, "status", "进行") || askStatus(s, p, "unit", "终止") {
		t.Error("asked where nothing is to be asked")
	}
	if !askStatus(s, p, "status", "终止") {
		t.Error("did not ask")
	}
	setStatus(s, p.ID, "终止", "流向莱芜区")
	if got := stored(t, s, p.ID); got.Status != model.Ended || got.StatusWhy != "流向莱芜区" {
		t.Errorf("%s, %s", got.Status, got.StatusWhy)
	}
	if _, err := s.Desk().Store.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := stored(t, s, p.ID); got.Status != "" || got.StatusWhy != "" {
		t.Errorf("after undo %s, %s", got.Status, got.StatusWhy)
	}
}

func TestChipsSayWhatTheyKeep(t *testing.T) {
	chiptest.Agree(t, model.KindProject, records.StageChips())
}
