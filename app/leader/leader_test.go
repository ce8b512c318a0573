package leader

import (
	"errors"
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// shown is the board of a chain with a project on it.
func shown(t *testing.T) (*Screen, *model.Chain) {
	t.Helper()
	c := &model.Chain{ChainKind: model.ProductChain, Nodes: model.Nodes{{Code: "A", Name: "炼钢", Lane: "中游"}}}
	c.ID, c.Name = model.NewID(), "精品钢"
	p := &model.Project{Base: model.Base{Name: "锻件项目"}, Promotion: model.Yes, Stage: model.StageTalk, Status: model.Delayed, Problems: "用地未落实", Chain: model.LinkTo(c), Node: c.Nodes[0].Ref()}
	d := desktest.Open(t, c, p)
	s := New(d.Desk)
	d.Show(t, s, 1366, 768)
	s.OpenRecord(c.ID)
	task.Wait()
	return s, c
}

func TestABoardUnfoldsWhatIsToBeDecided(t *testing.T) {
	s, _ := shown(t)
	if len(s.now.Decisions) != 1 || s.now.Decisions[0].Matter != report.MatterStalled || s.now.Counts[0].Count != 1 {
		t.Fatalf("%+v", s.now.Board)
	}
	s.open = "d0"
	s.fill()
	s.askTask(subject{"锻件项目", s.now.Decisions[0].Project, s.now.Decisions[0].Node})
	if s.desk.Window.Canvas().Overlays().Top() == nil {
		t.Error("nobody is asked for a 批示")
	}
}

// A target that was set is changed by setting it again, and taken away by leaving it empty.
func TestTargetsOfAYearAreSetOnce(t *testing.T) {
	s, _ := shown(t)
	set := func(text string) {
		t.Helper()
		if _, err := s.desk.Store.Update("目标", func(tx *store.Tx) error {
			return s.putTargets(tx, s.now.Day.Year(), func(key string) string { return map[string]string{"signed_count": text}[key] })
		}); err != nil {
			t.Fatal(err)
		}
		s.read()
		task.Wait()
	}
	set("4")
	set("5")
	if got := s.now.Targets[0]; got.Target == nil || *got.Target != 5 || got.Light == report.NoLight {
		t.Errorf("%+v", got)
	}
	if n := len(s.desk.Store.Rows(model.KindTarget)); n != 1 {
		t.Errorf("%d targets", n)
	}
	set("")
	if got := s.now.Targets[0]; got.Target != nil {
		t.Errorf("%+v", got)
	}
}

// A status that is clicked stands out on the map, and a second click shows all alike; a gap unfolds who may fill it.
func TestWhereTheChainIsWeak(t *testing.T) {
	s, c := shown(t)
	c.Directory = model.OnDay(s.now.Day)
	c.Nodes = append(c.Nodes, model.Node{Code: "B", Name: "锻件", Lane: "下游"})
	c.Edges = model.Edges{{From: "A", To: "B"}}
	firm := &model.Enterprise{Base: model.Base{Name: "锻造公司"}, Local: model.Yes, AboveScale: model.Yes, Roles: model.Roles{{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Role: model.RoleKey}}}
	if _, err := s.desk.Store.Update("改链", func(tx *store.Tx) error { return errors.Join(tx.Put(c), tx.Put(firm)) }); err != nil {
		t.Fatal(err)
	}
	s.read()
	task.Wait()
	if got := s.now.Standing; len(got) != 2 || got[0].Status != report.ToFill || got[0].Nodes[0] != "A" || got[1].Status != report.Strong {
		t.Fatalf("%+v", got)
	}
	s.lit = report.ToFill
	if only := s.only(); len(only) != 1 || !only["A"] {
		t.Errorf("%v stand out", only)
	}
	if s.lit = ""; s.only() != nil {
		t.Error("not all are shown alike")
	}
	if len(s.now.Gaps) != 1 || len(s.now.Gaps[0].Leads) != 1 {
		t.Fatalf("%+v", s.now.Gaps)
	}
	s.open = "g0"
	s.fill()
	if words := gapWords(s.now.Gaps[0]); words != "待补 · 上下游本地企业 1 · 线索在谈 1：锻件项目（在谈）" {
		t.Error(words)
	}
}
