package dashboard

import (
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/report"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// listed is what the screen asked to be listed.
type listed struct {
	kind  model.Kind
	title string
	ids   []model.ID
}

func opened(t *testing.T, records ...model.Record) (*Screen, *listed) {
	t.Helper()
	d := desktest.Open(t, records...)
	got := &listed{}
	d.Say = func(text string) { got.title = text }
	d.List = func(k model.Kind, title string, ids []model.ID) { *got = listed{k, title, ids} }
	d.Notice = func(_ look.Tone, text string, _ ...ui.Action) { t.Error(text) }
	s := New(d.Desk)
	d.Show(t, s, 1280, 800)
	return s, got
}

func project(name string, stage model.Stage, promotion model.YesNo) *model.Project {
	p := &model.Project{Stage: stage, Promotion: promotion, TotalInvestment: model.CNY(2 * model.Yi)}
	p.Name = name
	return p
}

// 在谈 is exactly that stage, 落地 is 注册 or later, and what is no promotion project counts nowhere.
func TestFiguresFollowTheRulings(t *testing.T) {
	toSign := project("拟签约", model.StageToSign, model.Yes)
	s, got := opened(t, project("在谈", model.StageTalk, model.Yes), toSign, project("签约", model.StageSigned, model.Yes),
		project("注册", model.StageRegistered, model.Yes), project("城市更新", model.StageTalk, model.No))
	for key, want := range map[string]string{"talk_count": "1个", "landed_count": "1个", "signed_total": "2个", "talk_amount": "2亿元"} {
		if f := s.now.figure(key); f.Shown() != want {
			t.Errorf("%s is %s, want %s", key, f.Shown(), want)
		}
	}
	if n := s.now.stages[3]; n.Count != 1 || n.Records[0] != toSign.ID {
		t.Errorf("拟签约: %+v", n)
	}
	s.open(s.now.figure("landed_count"))
	if got.kind != model.KindProject || got.title != "落地项目" || len(got.ids) != 1 {
		t.Errorf("a figure opens %+v", got)
	}
	s.open(report.Figure{Label: "外出招商"})
	if got.title != "「外出招商」没有对应的台账记录" {
		t.Errorf("a figure without records says %q", got.title)
	}
}

func TestStatedFiguresStandBeside(t *testing.T) {
	reported := &model.Figure{FigureKind: model.KindReported, Figure: "talk_count", Year: 2023, Value: model.Measured(144, "个")}
	reported.Name = "在谈项目"
	s, _ := opened(t, project("在谈", model.StageTalk, model.Yes), reported)
	var cells []string
	for col := range statedColumns {
		cells = append(cells, s.statedCell(0, col).Text)
	}
	want := []string{"在谈项目", "1个", "144个（2023）", "-143个", "", ""}
	for i := range want {
		if len(s.stated) != 1 || cells[i] != want[i] {
			t.Errorf("%s: %q, want %q", statedColumns[i].Title, cells[i], want[i])
		}
	}
	s.choose(yearText(2023))
	task.Wait()
	if s.year != 2023 || s.years.Value() != "2023年" {
		t.Errorf("year %d, shown %q", s.year, s.years.Value())
	}
}

func TestConcernsCanBeSeenAlone(t *testing.T) {
	paused := project("甲", model.StageTalk, model.Yes)
	paused.Status = model.Paused
	s, _ := opened(t, paused, project("乙", model.StageLead, model.Yes))
	all := len(s.items)
	if c := s.now.concerns(); len(c) != 2 || c[0] != (concernCount{report.NoReason, 1}) {
		t.Fatalf("concerns %+v", c)
	}
	s.chip(s.now.concerns()[0]).(*ui.Button).OnTapped()
	if len(s.items) != 1 || s.items[0].Name != "甲" {
		t.Errorf("one concern lists %+v", s.items)
	}
	s.chip(s.now.concerns()[0]).(*ui.Button).OnTapped()
	if len(s.items) != all {
		t.Errorf("a second press lists %d of %d", len(s.items), all)
	}
}

func TestInventedRecordsCanBeLeftOut(t *testing.T) {
	p := project("虚构", model.StageTalk, model.Yes)
	p.Fictional = true
	s, _ := opened(t, p, project("真实", model.StageTalk, model.Yes))
	if f := s.now.figure("talk_count"); f.Shown() != "2个" {
		t.Errorf("with 虚构 %s", f.Shown())
	}
	s.demo.SetChecked(false)
	task.Wait()
	if f := s.now.figure("talk_count"); f.Shown() != "1个" || s.now.stages[2].Count != 1 || s.now.fictional != 1 {
		t.Errorf("without 虚构 %s, %+v", f.Shown(), s.now.stages[2])
	}
}
