package report

import (
	"slices"
	"testing"

	"chainatlas/model"
)

func boardInput() BoardInput {
	steel, forge, firms := twoChains()
	steel.AdminHead, steel.Office = model.Link{Name: "某区领导"}, "区工信局"
	on := func(name string, stage model.Stage, more func(*model.Project)) *model.Project {
		p := project(name, stage, func(p *model.Project) {
			p.Promotion, p.Chain, p.TotalInvestment = model.Yes, model.LinkTo(steel), money("2亿元")
			more(p)
		})
		p.ID = model.FixedID(model.KindProject, name)
		return p
	}
	day, _ := model.DayOf(2024, 6, 30)
	target := &model.Figure{FigureKind: model.KindTarget, Figure: "signed_count", Year: 2024, Value: model.Measured(4, "个"), Chain: model.LinkTo(steel)}
	whole := &model.Figure{FigureKind: model.KindTarget, Figure: "signed_count", Year: 2024, Value: model.Measured(80, "个")}
	return BoardInput{Chain: steel, Chains: []*model.Chain{steel, forge}, Firms: firms, Targets: []*model.Figure{whole, target}, Day: day,
		Projects: []*model.Project{
			on("空分", model.StageTalk, func(p *model.Project) { p.Node = model.NodeRef{Code: "S2"} }),
			on("棒材一期", model.StageSigned, func(p *model.Project) { p.SignDate, p.PlannedStart = date("2024-03-01"), date("2024-05-01") }),
			on("改造", model.StageBuilding, func(p *model.Project) {
				p.Status, p.Problems, p.Unit, p.NextStep = model.Paused, "电力容量不足", "供电公司", "召开协调会"
			}),
			on("流失", model.StageSigned, func(p *model.Project) { p.Status = model.Ended }),
		},
		Tasks: []*model.Task{
			{Base: model.Base{Name: "办完的"}, Status: model.TaskDone, Chain: model.LinkTo(steel)},
			{Base: model.Base{Name: "不急"}, Due: date("2024-12-31"), Chain: model.LinkTo(steel)},
			{Base: model.Base{Name: "逾期"}, Due: date("2024-06-20"), Chain: model.LinkTo(steel)},
			{Base: model.Base{Name: "别的链"}, Chain: model.LinkTo(forge)},
		}}
}

func TestABoardCountsEachProjectOnce(t *testing.T) {
	b := BoardOf(boardInput())
	var got []string
	for _, c := range b.Counts {
		got = append(got, c.Label+Shown(number(float64(c.Count)), "个")+c.Amount())
	}
	if want := []string{"在谈1个2亿元", "签约未开工1个2亿元", "开工在建1个2亿元", "投产0个—"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// One of four is signed at the middle of the year: 25% against 50%. The target of the district is not the chain's.
func TestABoardHoldsTheYearsTargetAgainstTheYear(t *testing.T) {
	b := BoardOf(boardInput())
	p := b.Targets[0]
	if p.Key != "signed_count" || *p.Value != 1 || *p.Target != 4 || *p.Completion != 25 || *p.Ahead != -25 || p.Light != Red {
		t.Errorf("%+v", p)
	}
	if q := b.Targets[1]; q.Target != nil || q.Light != NoLight || q.Light.Words() != "未设年度目标" {
		t.Errorf("an amount without a target: %+v", q)
	}
	for ahead, want := range map[float64]Light{0: Green, -0.01: Yellow, -10: Yellow, -10.01: Red} {
		if got := lightOf(ahead); got != want {
			t.Errorf("%v ahead is %s, want %s", ahead, got, want)
		}
	}
}

func TestABoardNamesWhatToDecideAndWhy(t *testing.T) {
	b := BoardOf(boardInput())
	var got []string
	for _, d := range b.Decisions {
		got = append(got, d.Matter.Label()+" "+d.Title)
	}
	if want := []string{"项目受阻 改造", "补链机会 空分：补链", "项目逾期 棒材一期"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	if d := b.Decisions[0]; d.Why != "暂停：电力容量不足" || d.Who != "供电公司" || d.Next != "召开协调会" {
		t.Errorf("%+v", d)
	}
	if d := b.Decisions[1]; d.Who != "行政链长 某区领导，链办 区工信局" || d.Node.Code != "S2" {
		t.Errorf("%+v", d)
	}
	if d := b.Decisions[2]; d.Since != "2024-05-01 到期" {
		t.Errorf("%+v", d)
	}
}

func TestOpenTasksComeFirstAndLateOnesBeforeAll(t *testing.T) {
	var got []string
	for _, x := range BoardOf(boardInput()).Tasks {
		got = append(got, x.Name)
	}
	if want := []string{"逾期", "不急", "办完的"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestFiguresGrowOldAfterAYear(t *testing.T) {
	today := date("2025-01-17").From
	for spoken, old := range map[string]bool{"2024-01-17": false, "2024-01-16": true, "2024-12-31": false} {
		if got := Stale(date(spoken).From, today); got != old {
			t.Errorf("%s is old: %v", spoken, got)
		}
	}
	if Stale(0, today) || AsOfWords(0, today) != "数据截至日期未说明" {
		t.Error("a day that nobody stated is called old")
	}
}
