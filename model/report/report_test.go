package report

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"chainatlas/model"
)

func TestCheckedRates(t *testing.T) {
	for _, c := range []struct {
		name        string
		part, whole float64
		printed     string
		agrees      bool
	}{
		{"开工率 of Shandong's platform", 458, 904, "50.7", true},
		{"开工率 of a fair", 907, 1093, "82.98", true},
		{"开工率 of another year", 1002, 1299, "77.14", true},
		{"开工率 of a third year", 733, 1292, "56.73", true},
		{"投产率", 401, 1093, "36.69", true},
		{"投产率 of another year", 327, 1299, "25.17", true},
		{"资金到位率", 2794.49, 6129.09, "45.59", true},
		{"资金到位率 of another year", 2143.95, 6511.53, "32.93", true},
		{"a printed rate with swapped digits", 881.4, 6793.18, "12.64", false},
		{"the same with the right amount", 881.4, 6973, "12.64", true},
		{"完成率", 4766.22, 7000, "68.09", true},
		{"放款率", 63, 79, "79.7", true},
		{"债券到位率", 13.4, 19.7, "68.0", true},
		{"half goes up", 1, 8, "12.5", true},
		{"nothing to divide by", 1, 0, "0", false},
		{"no number", 1, 2, "一半", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Agrees(c.part, c.whole, c.printed); got != c.agrees {
				t.Errorf("%v/%v against %s%%: %v", c.part, c.whole, c.printed, got)
			}
		})
	}
}

func TestGrowthAndProgress(t *testing.T) {
	if got := Shown(Growth(4766.22, 3878.66), "%"); got != "22.88%" {
		t.Error(got)
	}
	if got := Shown(Growth(1, 0), "%"); got != "—" {
		t.Error(got)
	}
	august, _ := model.DayOf(2023, 8, 31)
	progress, done := TimeProgress(august), Rate(4766.22, 7000)
	ahead := *done - *progress
	if Shown(progress, "%") != "66.67%" || Shown(&ahead, "%") != "1.42%" {
		t.Error(*progress, ahead)
	}
}

func date(text string) model.Date {
	d, _ := model.ParseDate(text, model.Hint{})
	return d
}

func money(text string) model.Money {
	m, _ := model.ParseMoney(text, model.Hint{})
	return m
}

func project(name string, stage model.Stage, change func(*model.Project)) *model.Project {
	p := &model.Project{Base: model.Base{ID: model.FixedID(model.KindProject, name), Name: name}, Promotion: model.Yes, Stage: stage, Status: model.Ongoing}
	if change != nil {
		change(p)
	}
	return p
}

// shown computes the figures and gives one as a table shows it.
func shown(t *testing.T, in Input, key string) string {
	t.Helper()
	f, ok := Find(Stats(in), key)
	if !ok {
		t.Fatalf("no figure %s", key)
	}
	return f.Shown()
}

func TestShandongMonth(t *testing.T) {
	var in Input
	for i := range 904 {
		stage := model.StageSigned
		if i < 458 {
			stage = model.StageStarted
		}
		in.Records = append(in.Records, project(fmt.Sprint(i), stage, nil))
	}
	f, _ := Find(Stats(in), "start_rate")
	if *f.Numerator != 458 || *f.Denominator != 904 || f.Shown() != "50.66%" || f.Records.Len() != 458 {
		t.Errorf("%+v", f.Shown())
	}
}

func TestFundsOfAFair(t *testing.T) {
	in := Input{Records: []model.Record{
		project("a", model.StageSigned, func(p *model.Project) {
			p.AgreedInvestment, p.DomesticFunds = money("6000亿元"), money("2794.49亿元")
		}),
		project("b", model.StageOperating, func(p *model.Project) { p.AgreedInvestment = money("1290900万元") }),
	}}
	if got := shown(t, in, "fund_rate"); got != "45.59%" {
		t.Error(got)
	}
}

func TestAverages(t *testing.T) {
	var in Input
	for i := range 144 {
		in.Records = append(in.Records, project(fmt.Sprint("talk", i), model.StageTalk, func(p *model.Project) {
			if p.TotalInvestment = money("4亿元"); i == 0 {
				p.TotalInvestment = money("125亿元")
			}
		}))
	}
	in.Records = append(in.Records, project("silent", model.StageTalk, nil))
	f, _ := Find(Stats(in), "talk_average")
	if f.Shown() != "4.84亿元" || *f.Numerator != 697 || *f.Denominator != 144 || !strings.Contains(f.Note, "1 个未说明金额") {
		t.Errorf("%s %s", f.Shown(), f.Note)
	}
}

func mixed() []model.Record {
	return []model.Record{
		project("线索", model.StageLead, nil),
		project("在谈", model.StageTalk, func(p *model.Project) { p.TotalInvestment, p.Chain.Name = money("3-5亿元"), "精品钢" }),
		project("在谈外资", model.StageTalk, func(p *model.Project) { p.TotalInvestment, p.Fictional = money("1000万美元"), true }),
		project("在谈已终止", model.StageTalk, func(p *model.Project) { p.Status = model.Ended }),
		project("签约", model.StageSigned, func(p *model.Project) {
			p.SignDate, p.AgreedInvestment, p.Chain.Name = date("2024年3月"), money("2亿元"), "精品钢"
		}),
		project("签约终止", model.StageRegistered, func(p *model.Project) { p.SignDate, p.Status = date("2024-02-01"), model.Ended }),
		project("注册", model.StageRegistered, func(p *model.Project) { p.SignDate, p.TotalInvestment = date("2023-05-01"), money("5000万元") }),
		project("投产", model.StageOperating, func(p *model.Project) {
			p.SignDate, p.LinkType, p.Industrial, p.TotalInvestment = date("2024年"), "补链", model.Yes, money("1亿元")
			p.YearPlan, p.YearDone, p.ForeignFunds = money("1亿元"), money("1.4亿元"), money("500万美元")
		}),
		project("非招商", model.StageOperating, func(p *model.Project) { p.Promotion = model.No }),
		project("未说明", model.StageOperating, func(p *model.Project) { p.Promotion = "" }),
		&model.Visit{Base: model.Base{ID: model.NewID()}, VisitKind: "外出", From: date("2024-03-05")},
		&model.Visit{Base: model.Base{ID: model.NewID()}, VisitKind: "外出", From: date("2023-03-05")},
		&model.Visit{Base: model.Base{ID: model.NewID()}, VisitKind: "来访", From: date("2024-03-05")},
		stated(model.KindReported, "talk_count", 2023, model.Measured(144, "个")),
		stated(model.KindTarget, "signed_count", 2024, model.Measured(80, "个")),
		stated(model.KindTarget, "foreign_capital", 2024, model.Measured(2000, "万美元")),
		stated(model.KindReported, "talk_amount", 2024, model.Measured(6970000, "万元")),
	}
}

func stated(kind model.Kind, key string, year int, value model.Quantity) model.Record {
	return &model.Figure{FigureKind: kind, Figure: key, Year: year, Value: value}
}

func TestStats(t *testing.T) {
	in := Input{Records: mixed(), Year: 2024}
	for key, want := range map[string]string{
		"project_count": "8个", "lead_count": "1个", "talk_count": "2个", "talk_amount": "3亿元", "landed_count": "2个", "landed_amount": "1.5亿元",
		"signed_total": "4个", "signed_count": "3个", "signed_growth": "200%", "started_count": "1个", "operating_count": "1个",
		"fulfilment_rate": "50%", "start_rate": "25%", "operation_rate": "25%", "investment_completion": "140%", "foreign_capital": "500万美元",
		"foreign_capital_completion": "25%", "signed_completion": "3.75%", "chain_projects_started": "1个", "trips": "1次", "receptions": "1批",
		"industrial_share": "22.22%", "high_tech_share": "—", "investment_share": "—", "funnel_talk": "—", "funnel_started": "33.33%",
	} {
		if got := shown(t, in, key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}

// What 落地 means is settled by the bureau; whoever asks may say otherwise.
func TestLandedIsWhatTheOfficeSettled(t *testing.T) {
	office := model.NewOffice()
	office.Landed = model.StageStarted
	for _, c := range []struct {
		what string
		in   Input
		want string
	}{
		{"the office", Input{Records: append(mixed(), office), Year: 2024}, "1个"},
		{"the office, read first", Input{Records: append([]model.Record{office}, mixed()...), Year: 2024}, "1个"},
		{"who asks", Input{Records: append(mixed(), office), Year: 2024, Landed: model.StageRegistered}, "2个"},
	} {
		if got := shown(t, c.in, "landed_count"); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	f, _ := Find(Stats(Input{Records: append(mixed(), office), Year: 2024}), "landed_amount")
	if !strings.Contains(f.Note, "落地按开工计") {
		t.Errorf("note %q", f.Note)
	}
}

func TestWhatStandsBeside(t *testing.T) {
	figures := Stats(Input{Records: mixed(), Year: 2024})
	talk, _ := Find(figures, "talk_count")
	amount, _ := Find(figures, "talk_amount")
	signed, _ := Find(figures, "signed_count")
	if talk.Reported != nil || amount.Reported == nil || *amount.Reported != 697 || signed.Target == nil || *signed.Target != 80 {
		t.Errorf("%+v %+v", talk, signed)
	}
	if talk.Fictional != 1 || !strings.Contains(amount.Note, "1 个为外币") || !strings.Contains(amount.Note, "1 个为区间") {
		t.Errorf("%+v", amount)
	}
	today, _ := model.DayOf(2026, 11, 23)
	if talk, _ = Find(Stats(Input{Records: mixed(), AsOf: today}), "talk_count"); talk.Reported == nil || talk.ReportedYear != 2023 {
		t.Error("without a year the newest reported figure should stand beside")
	}
	if talk, _ = Find(Stats(Input{Records: mixed(), Year: 2024, NoFictional: true}), "talk_count"); *talk.Value != 1 || talk.Fictional != 0 {
		t.Error("fictional records were counted")
	}
	if amount, _ = Find(Stats(Input{Records: mixed(), Year: 2024, USD: 7}), "talk_amount"); *amount.Value != 3.7 {
		t.Error(*amount.Value)
	}
}

// A figure of one year says nothing about another year's target or report.
func TestOnlyTheSameYearIsCompared(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		what                   string
		figure                 Figure
		difference, completion string
	}{
		{"the same year", Figure{Year: 2024, Unit: "个", Value: number(60), Target: number(80), TargetYear: 2024, Reported: number(64), ReportedYear: 2024}, "-4个", "75%"},
		{"another year", Figure{Year: 2026, Unit: "个", Value: number(60), Target: number(80), TargetYear: 2024, Reported: number(64), ReportedYear: 2023}, "—", "—"},
		{"a stock", Figure{Unit: "个", Value: number(60), Target: number(80), TargetYear: 2024, Reported: number(64), ReportedYear: 2023}, "-4个", "—"},
		{"a rate", Figure{Year: 2024, Unit: "%", Value: number(60), Target: number(50), TargetYear: 2024}, "—", "—"},
		{"nothing stated", Figure{Year: 2024, Unit: "个", Value: number(60)}, "—", "—"},
	} {
		if got := Shown(c.figure.Difference(), c.figure.Unit); got != c.difference {
			t.Errorf("%s: difference %s, want %s", c.what, got, c.difference)
		}
		if got := Shown(c.figure.Completion(), "%"); got != c.completion {
			t.Errorf("%s: completion %s, want %s", c.what, got, c.completion)
		}
	}
	in := Input{Records: append(mixed(), stated(model.KindTarget, "signed_count", 2024, model.Measured(80, "个"))), AsOf: date("2026-03-01").From}
	f, _ := Find(Stats(in), "signed_completion")
	if f.Value != nil || f.Note != "没有2026年的目标" {
		t.Errorf("completion against another year's target: %+v", f)
	}
}

// The report's own rates: 63 of 79 亿元 were paid out, 13.4 of 19.7 arrived.
func TestRatesOfStatedFigures(t *testing.T) {
	records := []model.Record{
		stated(model.KindReported, "credit_paid", 2023, model.Measured(63, "亿元")), stated(model.KindReported, "credit_granted", 2023, model.Measured(79, "亿元")),
		stated(model.KindReported, "bond_received", 2023, model.Measured(13.4, "亿元")), stated(model.KindReported, "bond_approved", 2023, model.Measured(19.7, "亿元")),
	}
	for key, want := range map[string]string{"loan_rate": "79.75%", "bond_rate": "68.02%"} {
		if got := shown(t, Input{Records: records, Year: 2023}, key); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if got := shown(t, Input{Records: records[:1], Year: 2023}, "loan_rate"); got != "—" {
		t.Errorf("with one figure missing: %s", got)
	}
	alone := StatedAlone(Input{Records: append(records, stated(model.KindReported, "talk_count", 2023, model.Measured(144, "个"))), Year: 2023})
	if len(alone) != 4 || alone[0].Key != "credit_paid" || *alone[0].Reported != 63 {
		t.Errorf("alone: %+v", alone)
	}
}

func TestIntensityAndFit(t *testing.T) {
	half := func(p *model.Project) {
		p.FixedInvestment, p.LandNeed, p.Industrial, p.SignDate = money("1.6亿元"), model.Measured(100, "亩"), model.Yes, date("2024-03-01")
	}
	in := Input{Year: 2024, Records: []model.Record{project("甲", model.StageSigned, half), project("乙", model.StageSigned, func(p *model.Project) { p.SignDate = date("2024-04-01") })}}
	if a, b := shown(t, in, "investment_intensity"), shown(t, in, "industrial_fit"); a != "160万元/亩" || b != "50%" {
		t.Errorf("%s, %s", a, b)
	}
}

func TestFactsAfterTheDayDoNotCount(t *testing.T) {
	day, _ := model.DayOf(2024, 2, 15)
	in := Input{Records: mixed(), Year: 2024, AsOf: day}
	if got := shown(t, in, "signed_count"); got != "2个" {
		t.Error(got)
	}
	if got := shown(t, in, "time_progress"); got != "16.67%" {
		t.Error(got)
	}
}

// What changed since the day is known only where it is dated.
func TestAPastDayKnowsOnlyDatedFacts(t *testing.T) {
	later := time.Date(2026, 11, 25, 9, 0, 0, 0, time.Local)
	changed := func(name string, stage model.Stage, change func(*model.Project)) *model.Project {
		return project(name, stage, func(p *model.Project) {
			p.Updated.At = later
			change(p)
		})
	}
	in := Input{AsOf: date("2024-06-30").To, Records: []model.Record{
		changed("首谈在前，签约在后", model.StageStarted, func(p *model.Project) { p.FirstTalk, p.SignDate = date("2024-03-01"), date("2025-01-10") }),
		changed("首谈在后", model.StageTalk, func(p *model.Project) { p.FirstTalk = date("2025-03-01") }),
		changed("没有日期", model.StageTalk, func(*model.Project) {}),
		project("那时已如此", model.StageTalk, func(p *model.Project) { p.Updated.At = time.Date(2024, 6, 1, 9, 0, 0, 0, time.Local) }),
	}}
	talk, _ := Find(Stats(in), "talk_count")
	if talk.Shown() != "3个" || talk.Note != "1 个没有2024-06-30以前的历史，按现阶段计" {
		t.Errorf("%s, %s", talk.Shown(), talk.Note)
	}
	in.AsOf = date("1990-01-01").From
	in.Records = in.Records[:2]
	for _, key := range []string{"project_count", "talk_count", "signed_total"} {
		if f, _ := Find(Stats(in), key); f.Shown() != "0个" {
			t.Errorf("in 1990 %s is %s", key, f.Shown())
		}
	}
	in.AsOf = model.DayAt(later)
	if talk, _ := Find(Stats(in), "talk_count"); talk.Shown() != "1个" || talk.Note != "" {
		t.Errorf("today %s, %s", talk.Shown(), talk.Note)
	}
}

func TestWithoutADayEveryFactCounts(t *testing.T) {
	records := append(mixed(), project("次年开工", model.StageStarted, func(p *model.Project) { p.SignDate, p.StartDate = date("2024-12-01"), date("2025-03-01") }))
	if got := shown(t, Input{Records: records}, "started_count"); got != "2个" {
		t.Error(got)
	}
	// A year says which year's events count; stocks are taken back only by a day.
	if got := shown(t, Input{Records: records, Year: 2024}, "started_count"); got != "2个" {
		t.Error(got)
	}
	if got := shown(t, Input{Records: records, AsOf: date("2024-12-31").To}, "started_count"); got != "1个" {
		t.Error(got)
	}
}

func TestPeriods(t *testing.T) {
	day, _ := model.DayOf(2024, 2, 15)
	for _, c := range []struct {
		name        string
		in          Input
		stock, year string
	}{
		{"a whole year", Input{Year: 2024}, "", "2024年"},
		{"part of a year", Input{AsOf: day}, "截至2024-02-15", "2024年（截至2024-02-15）"},
		{"the newest year signed in", Input{}, "", "2024年"},
	} {
		c.in.Records = mixed()
		figures := Stats(c.in)
		stock, _ := Find(figures, "talk_count")
		year, _ := Find(figures, "signed_count")
		if stock.Period != c.stock || year.Period != c.year {
			t.Errorf("%s: %s, %s", c.name, stock.Period, year.Period)
		}
	}
	if f, _ := Find(Stats(Input{}), "signed_count"); f.Period != "" {
		t.Error(f.Period)
	}
}

func TestGroups(t *testing.T) {
	counts := make(map[string]float64)
	for _, f := range Stats(Input{Records: mixed(), Year: 2024, By: ByChain}) {
		if f.Key == "project_count" {
			counts[f.Group] = *f.Value
		}
	}
	if fmt.Sprint(counts) != "map[:8 未说明:6 精品钢:2]" {
		t.Error(counts)
	}
}

func TestEmptyLedger(t *testing.T) {
	for _, f := range Stats(Input{Year: 2024}) {
		b, err := json.Marshal(f)
		if err != nil || !strings.Contains(string(b), `"records":[`) {
			t.Errorf("%s: %s %v", f.Key, b, err)
		}
		if f.Unit == "%" && f.Value != nil && f.Key != "time_progress" {
			t.Errorf("%s of nothing is %v", f.Key, *f.Value)
		}
	}
	b, _ := json.Marshal(Stats(Input{})[0])
	if want := `{"key":"project_count","label":"招商项目","value":0,"unit":"个","numerator":null,"denominator":null,"target":null,"reported":null,"records":[]}`; string(b) != want {
		t.Error(string(b))
	}
}

func firm(name string, local, above model.YesNo, node string, role model.RoleName) *model.Enterprise {
	return &model.Enterprise{Base: model.Base{Name: name}, Local: local, AboveScale: above,
		Roles: model.Roles{{Chain: model.Link{ID: model.FixedID(model.KindChain, "X")}, Node: model.NodeRef{Code: node}, Role: role}}}
}

func TestNodeStatuses(t *testing.T) {
	chain := &model.Chain{Base: model.Base{ID: model.FixedID(model.KindChain, "X"), Name: "某链"}, Edges: model.Edges{{From: "scale", To: "empty"}, {From: "empty", To: "lone"}}}
	for _, code := range []string{"leader", "scale", "weak", "unscaled", "unlocal", "away", "target", "talk", "lead", "ended", "empty", "lone"} {
		chain.Nodes = append(chain.Nodes, model.Node{Code: code, Name: "环节" + code})
	}
	firms := []*model.Enterprise{
		firm("a", model.Yes, "", "leader", model.RoleLeader), firm("b", model.Yes, model.Yes, "scale", model.RoleKey), firm("c", model.Yes, model.No, "weak", model.RoleSupporter),
		firm("d", model.Yes, "", "unscaled", model.RoleKey), firm("e", "", model.Yes, "unlocal", model.RoleKey), firm("f", model.No, model.Yes, "away", model.RoleLeader),
		firm("g", model.No, "", "target", model.RoleTarget),
	}
	on := func(node string, stage model.Stage, status model.Status) *model.Project {
		return project(node, stage, func(p *model.Project) {
			p.Chain, p.Node, p.Status, p.TotalInvestment = model.Link{ID: chain.ID}, model.NodeRef{Name: "环节" + node}, status, money("2亿元")
		})
	}
	projects := []*model.Project{on("talk", model.StageTalk, ""), on("lead", model.StageLead, ""), on("ended", model.StageTalk, model.Ended)}
	for _, c := range []struct {
		directory model.Date
		want      map[string]NodeStatus
	}{
		{model.Date{}, map[string]NodeStatus{"leader": Strong, "scale": Strong, "weak": Weak, "unscaled": Unchecked, "unlocal": Unchecked, "away": Unchecked,
			"target": ToFill, "talk": ToFill, "lead": Unchecked, "ended": Unchecked, "empty": Unchecked, "lone": Unchecked}},
		{date("2024-01-17"), map[string]NodeStatus{"away": Blank, "lead": Blank, "ended": Blank, "empty": Blank, "lone": Blank, "unscaled": Unchecked, "unlocal": Unchecked, "talk": ToFill}},
	} {
		chain.Directory = c.directory
		got := StateOf(chain, firms, projects).Nodes
		for code, want := range c.want {
			if got[code].Status != want || got[code].Why == "" {
				t.Errorf("%s: %+v, want %s", code, got[code], want)
			}
		}
		if got["empty"].Gap == c.directory.IsZero() || got["lone"].Gap {
			t.Errorf("gap: %+v %+v", got["empty"], got["lone"])
		}
		if got["talk"].Invest != 2*model.Yi || got["talk"].Talks != 1 || got["lead"].Leads != 1 || got["scale"].AboveScale != 1 {
			t.Errorf("%+v", got)
		}
	}
}

func TestByStage(t *testing.T) {
	var rows []model.Row
	for _, r := range mixed() {
		rows = append(rows, model.RowOf(r))
	}
	sums := ByStage(rows)
	if len(sums) != 12 || sums[2].Count != 2 || sums[2].Invest != 3*model.Yi || sums[2].Fictional != 1 || sums[4].Count != 1 || sums[5].Count != 1 {
		t.Errorf("%+v", sums)
	}
}

func TestAttention(t *testing.T) {
	today, _ := model.DayOf(2024, 6, 15)
	place := model.Location{Point: &orb.Point{117.8, 36.05}}
	list := []model.Record{
		project("逾期签约", model.StageTalk, func(p *model.Project) { p.ExpectedSigning = date("2024年4月") }),
		project("本月签约", model.StageTalk, func(p *model.Project) { p.ExpectedSigning = date("2024年6月") }),
		project("久未更新", model.StageToSign, func(p *model.Project) {
			p.Updated = model.Stamp{At: time.Date(2024, 5, 1, 9, 0, 0, 0, time.Local)}
		}),
		project("终止", model.StageTalk, func(p *model.Project) { p.Status, p.StatusWhy = model.Ended, "用地未落实" }),
		project("暂停", model.StageTalk, func(p *model.Project) { p.Status = model.Paused }),
		project("逾期开工", model.StageSigned, func(p *model.Project) { p.PlannedStart, p.Location = date("2024-06-01"), place }),
		project("非招商", model.StageTalk, func(p *model.Project) { p.Promotion = model.No }),
		project("投产", model.StageOperating, nil),
	}
	got := make(map[string]string)
	var first Item
	for i, it := range Attention(list, today) {
		if i == 0 {
			first = it
		}
		got[it.Name] += it.Concern.Label() + " "
	}
	for name, want := range map[string]string{
		"逾期签约": "签约逾期 缺阶段要件 ", "本月签约": "缺阶段要件 ", "久未更新": "久未更新 缺阶段要件 ", "终止": "", "暂停": "缺状态原因 ",
		"逾期开工": "开工逾期 缺阶段要件 ", "非招商": "", "投产": "缺阶段要件 位置待核 ",
	} {
		if got[name] != want {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
	if first.Concern != SigningOverdue || first.Days != 46 || first.Message != "预计签约时间 2024年4月 已过 46 天，仍为在谈" {
		t.Errorf("%+v", first)
	}
}
