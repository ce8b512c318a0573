package projects

import (
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/records"
	"chainatlas/app/records/chiptest"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
)

func TestMain(m *testing.M) { uitest.Main(m) }

func screen(t *testing.T, p *model.Project) *records.Screen {
	t.Helper()
	d := desktest.Open(t, p)
	s := New(d.Desk)
	d.Show(t, s, 1200, 700)
	s.Tour()
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
