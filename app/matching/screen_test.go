package matching

import (
	"strings"
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/match"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// office is the screen with records, and what it said and opened.
type office struct {
	*Screen
	*desktest.Office
}

func newOffice(t *testing.T, records ...model.Record) *office {
	t.Helper()
	d := desktest.Open(t, records...)
	o := &office{New(d.Desk), d}
	d.Show(t, o.Screen, 1300, 800)
	return o
}

// about opens a record and waits for the list.
func (o *office) about(r model.Record) {
	o.OpenRecord(r.Head().ID)
	task.Wait()
}

func (o *office) names() string {
	var out []string
	for _, m := range o.matches() {
		out = append(out, o.now.other(m).Head().Name)
	}
	return strings.Join(out, " ")
}

func project(name string, mu float64) *model.Project {
	p := &model.Project{ProjectType: "工业", Stage: model.StageTalk}
	p.Name, p.ID = name, model.NewID()
	if mu > 0 {
		p.LandNeed = model.Measured(mu, "亩")
	}
	return p
}

func site(name string, mu float64, status string) *model.Site {
	s := &model.Site{SupplyStatus: status}
	s.Name, s.ID = name, model.NewID()
	if mu > 0 {
		s.Area = model.Measured(mu, "亩")
	}
	return s
}

func TestSitesOfAProject(t *testing.T) {
	p, a, b, c := project("锻件项目", 50), site("甲地", 60, "可供"), site("乙地", 10, "可供"), site("丙地", 90, "已供")
	secret := site("密地", 90, "可供")
	secret.Level = model.Secret
	o := newOffice(t, p, a, b, c, secret)
	o.about(p)
	if o.names() != "甲地 乙地 丙地" || o.chosen != a.ID || o.now.hidden != 1 {
		t.Fatalf("%s, %v, %d hidden", o.names(), o.chosen, o.now.hidden)
	}
	o.list.Select(1)
	o.selected()
	if g := o.current().Gaps[0]; g.Verdict != match.Short || o.gapCell(0, 1).Shape != look.Cross || o.gapCell(0, 4).Text != "40亩" {
		t.Errorf("%+v", g)
	}
	if c := o.listCell(2, scoreColumn); c.Text != "排除" || o.listCell(2, summaryColumn).Text != "供应状态为「已供」" {
		t.Errorf("%+v", c)
	}
	o.showOnMap()
	if len(o.OnMap) != 2 || o.OnMap[0] != a.ID {
		t.Errorf("on the map are %v", o.OnMap)
	}
	o.list.OnOpen(0)
	if len(o.Opened) != 1 || o.Opened[0] != a.ID {
		t.Error("Enter does not open the site")
	}
}

func TestChoosingASiteCanBeTakenBack(t *testing.T) {
	p, a := project("锻件项目", 50), site("甲地", 60, "可供")
	o := newOffice(t, p, a)
	o.about(p)
	o.askPlace()
	task.Wait()
	placed := func() model.Link {
		r, err := o.desk.Store.Get(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		return r.(*model.Project).Place
	}
	if placed().ID != a.ID || len(o.Said) != 1 || !strings.Contains(o.Said[0], "将「锻件项目」落位「甲地」") {
		t.Fatalf("placed at %v, said %v", placed(), o.Said)
	}
	if _, err := o.desk.Store.Undo(); err != nil || !placed().IsZero() {
		t.Errorf("after undo placed at %v, %v", placed(), err)
	}
}

func TestProjectsOfASite(t *testing.T) {
	done, p, q, none := project("已开工", 20), project("小项目", 20), project("大项目", 500), project("没有需求", 0)
	done.Stage = model.StageStarted
	s := site("甲地", 60, "可供")
	o := newOffice(t, done, p, q, none, s)
	o.about(s)
	if o.names() != "小项目 大项目" || o.page == nil || o.now.site == nil {
		t.Errorf("%s", o.names())
	}
}

func TestEmptyStatesSayWhatToDo(t *testing.T) {
	p, q, s := project("没有需求", 0), project("有需求", 20), site("甲地", 60, "可供")
	o := newOffice(t, p, s)
	o.about(p)
	if o.none() == nil || len(o.actions()) != 1 {
		t.Error("a project without needs has no empty state")
	}
	o.about(s)
	if o.none() == nil {
		t.Error("a site nobody fits has no empty state")
	}
	alone := newOffice(t, q)
	alone.about(q)
	if alone.none() == nil {
		t.Error("no site has no empty state")
	}
	alone.about(p) // gone in this workspace
	if !alone.of.IsZero() || len(alone.Said) != 1 {
		t.Errorf("a record that is gone: %v", alone.Said)
	}
}

func TestWeightsChangeTheOrder(t *testing.T) {
	p, a, b := project("锻件项目", 50), site("大地", 60, "洽谈中"), site("小地", 25, "可供")
	o := newOffice(t, p, a, b)
	t.Cleanup(func() { o.desk.Prefs.SetString(prefWeights, "") })
	o.about(p)
	if o.names() != "大地 小地" {
		t.Fatal(o.names())
	}
	o.setWeights(match.Weights{"area": 1, "supply_status": 100})
	task.Wait()
	if o.names() != "小地 大地" {
		t.Error(o.names())
	}
	f := ui.NewFields(ui.Section{Fields: weightFields(o.weights())})
	if w, ok := weightsIn(f); !ok || w["supply_status"] != 100 {
		t.Errorf("%v %v", w, ok)
	}
	f.Set("area", "很多")
	if _, ok := weightsIn(f); ok {
		t.Error("words are taken for a weight")
	}
}
