package report

import (
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
)

// figures computes everything that needs no target.
func (l *ledger) figures() []Figure {
	sofar := slices.Concat(l.stocks(), l.rates(), l.money(), l.structure())
	for i := range sofar {
		sofar[i].Period = l.sofar()
	}
	inYear := slices.Concat(l.signings(), l.funnel(), l.travels())
	for i := range inYear {
		inYear[i].Period, inYear[i].Year = l.period(), l.year
	}
	return append(sofar, inYear...)
}

func (l *ledger) sofar() string {
	if l.asOf == 0 {
		return ""
	}
	return "截至" + l.asOf.String()
}

// period is the year, and the day up to which it was counted when that is not its end.
func (l *ledger) period() string {
	if l.year == 0 {
		return ""
	}
	year := fmt.Sprintf("%d年", l.year)
	if end, _ := model.DayOf(l.year, 12, 31); l.asOf != 0 && l.asOf < end {
		year += "（" + l.sofar() + "）"
	}
	return year
}

// stocks are how many projects stand where today; 落地 is 注册 or later, or what the office settled on.
func (l *ledger) stocks() []Figure {
	at := func(s model.Stage) []*promoted {
		return only(l.projects, live, func(p *promoted) bool { return p.stage == s })
	}
	talk, landed := at(model.StageTalk), only(l.projects, live, from(l.landed))
	signed := only(l.projects, from(model.StageSigned))
	started, operating := only(l.projects, live, from(model.StageStarted)), only(l.projects, live, from(model.StageOperating))
	out := []Figure{
		count("project_count", "招商项目", l.projects),
		l.amount("project_amount", "招商项目计划投资", l.projects, total),
		count("lead_count", "线索", at(model.StageLead)),
		count("talk_count", "在谈项目", talk),
		l.amount("talk_amount", "在谈项目计划投资", talk, total),
		l.average("talk_average", "在谈项目平均投资额", talk),
		count("landed_count", "落地项目", landed),
		l.amount("landed_amount", "落地项目计划投资", landed, total),
		l.average("landed_average", "落地项目平均投资额", landed),
		count("signed_total", "累计签约项目", signed),
		l.amount("signed_total_amount", "累计签约项目协议投资", signed, agreed),
		count("started_count", "开工项目", started),
		l.amount("started_amount", "开工项目计划投资", started, total),
		count("operating_count", "投产项目", operating),
		l.amount("operating_amount", "投产项目计划投资", operating, total),
		l.average("average_investment", "平均投资额", only(l.projects, live)),
		l.intensity(),
	}
	if l.landed != model.StageRegistered {
		for i := range out {
			if strings.HasPrefix(out[i].Key, "landed_") {
				out[i].Note = joinNotes(out[i].Note, "落地按"+l.landed.String()+"计")
			}
		}
	}
	if ended := len(l.projects) - len(only(l.projects, live)); ended > 0 {
		out[len(out)-2].Note = joinNotes(out[len(out)-2].Note, fmt.Sprintf("%d 个终止，未计入", ended))
	}
	if n := l.undecided; n > 0 {
		out[0].Note = fmt.Sprintf("另有 %d 个项目未说明是否招商项目，未计入", n)
	}
	return l.noted(out)
}

// noted says of figures of the past what they cannot know, and that amounts are today's.
func (l *ledger) noted(figures []Figure) []Figure {
	for i := range figures {
		f := &figures[i]
		f.Note = joinNotes(f.Note, l.history())
		if l.changed && f.Unit == "亿元" {
			f.Note = joinNotes(f.Note, "金额按台账现值")
		}
	}
	return figures
}

func joinNotes(notes ...string) string {
	return strings.Join(slices.DeleteFunc(notes, func(s string) bool { return s == "" }), "；")
}

// intensity is 投资强度 in 万元/亩, of the projects that state both 固定资产投资 and 用地.
func (l *ledger) intensity() Figure {
	both := only(l.projects, live, func(p *promoted) bool {
		return p.FixedInvestment.Known && p.FixedInvestment.Currency == "CNY" && p.LandNeed.Known && p.LandNeed.Min > 0 && (p.LandNeed.Unit == "亩" || p.LandNeed.Unit == "")
	})
	var mu float64
	for _, p := range both {
		mu += p.LandNeed.Min
	}
	invested := l.sumOf(both, fixed).yi() * 1e4
	f := Figure{Key: "investment_intensity", Label: "投资强度", Unit: "万元/亩", Numerator: &invested, Denominator: &mu}
	if f.records(both); mu > 0 {
		f.Value = number(invested / mu)
	}
	return f
}

// signings are this year's, by the date of signing, so that they do not shrink when projects advance.
func (l *ledger) signings() []Figure {
	now, before := l.signedIn(l.year), l.signedIn(l.year-1)
	n, d := float64(len(now)), float64(len(before))
	growth := Figure{Key: "signed_growth", Label: "新签约项目同比", Unit: "%", Numerator: &n, Denominator: &d, Value: Growth(n, d)}
	growth.records(now)
	industrial := only(now, func(p *promoted) bool { return p.Industrial == model.Yes })
	out := []Figure{
		count("signed_count", "新签约项目", now),
		l.amount("signed_amount", "新签约项目协议投资", now, agreed),
		growth,
		share("industrial_fit", "产业契合度（新签约项目中的产业项目）", industrial, now),
		count("new_started_count", "新开工项目", only(l.projects, live, l.within(func(p *promoted) model.Date { return p.StartDate }))),
		count("new_operating_count", "新投产项目", only(l.projects, live, l.within(func(p *promoted) model.Date { return p.OperationDate }))),
	}
	undated := only(l.projects, from(model.StageSigned), func(p *promoted) bool { return !p.SignDate.Known() })
	if len(undated) > 0 {
		out[0].Note = fmt.Sprintf("%d 个已签约项目未说明签约时间，未计入", len(undated))
	}
	return out
}

func (l *ledger) within(date func(*promoted) model.Date) func(*promoted) bool {
	return func(p *promoted) bool { return l.inYear(date(p), l.year) }
}

func (l *ledger) signedIn(year int) []*promoted {
	return only(l.projects, func(p *promoted) bool { return l.inYear(p.SignDate, year) })
}

// rates are of all projects signed so far. 履约 is 注册 or later; one that ended stays below the line and leaves the top.
func (l *ledger) rates() []Figure {
	signed := only(l.projects, from(model.StageSigned))
	kept := func(s model.Stage) []*promoted { return only(signed, live, from(s)) }
	out := []Figure{
		share("fulfilment_rate", "项目履约率", kept(model.StageRegistered), signed),
		share("start_rate", "开工率", kept(model.StageStarted), signed),
		share("operation_rate", "投产率", kept(model.StageOperating), signed),
	}
	if ended := len(signed) - len(only(signed, live)); ended > 0 {
		for i := range out {
			out[i].Note = fmt.Sprintf("%d 个签约后终止，只计入分母", ended)
		}
	}
	return out
}

// money is what arrived and what was built.
func (l *ledger) money() []Figure {
	signed, all := only(l.projects, from(model.StageSigned)), only(l.projects, live)
	funds := l.sumOf(signed, func(p *promoted) model.Money { return p.DomesticFunds })
	if l.usd > 0 {
		more := l.sumOf(signed, func(p *promoted) model.Money { return p.ForeignFunds })
		funds.minor += more.minor
	}
	arrived := ratio("fund_rate", "资金到位率", signed, funds, l.sumOf(signed, agreed))
	arrived.Note = l.fundNote(signed)
	planned := only(all, func(p *promoted) bool { return p.YearPlan.Known })
	done := ratio("investment_completion", "投资完成率", planned,
		l.sumOf(planned, func(p *promoted) model.Money { return p.YearDone }), l.sumOf(planned, func(p *promoted) model.Money { return p.YearPlan }))
	return l.noted([]Figure{arrived, done, l.domestic(), l.foreign()})
}

func (l *ledger) fundNote(signed []*promoted) string {
	foreign, assumed := 0, 0
	for _, p := range signed {
		if p.ForeignFunds.Known && l.usd == 0 {
			foreign++
		}
		if !p.AgreedInvestment.Known && p.TotalInvestment.Known {
			assumed++
		}
	}
	var parts []string
	if foreign > 0 {
		parts = append(parts, fmt.Sprintf("%d 个项目的到位外资未折算、未计入", foreign))
	}
	if assumed > 0 {
		parts = append(parts, fmt.Sprintf("%d 个项目未说明协议额，按计划总投资计", assumed))
	}
	return strings.Join(parts, "；")
}

func (l *ledger) domestic() Figure {
	list := only(l.projects, func(p *promoted) bool { return p.DomesticFunds.Known })
	f := l.amount("domestic_capital", "到位内资", list, func(p *promoted) model.Money { return p.DomesticFunds })
	return f
}

// foreign is 实际使用外资 in 万美元, of the amounts stated in dollars.
func (l *ledger) foreign() Figure {
	var minor int64
	others := 0
	list := only(l.projects, func(p *promoted) bool { return p.ForeignFunds.Known })
	for _, p := range list {
		if p.ForeignFunds.Currency == "USD" {
			minor += p.ForeignFunds.Min
		} else {
			others++
		}
	}
	f := Figure{Key: "foreign_capital", Label: "实际使用外资", Unit: "万美元", Value: number(float64(minor) / float64(model.Wan))}
	if others > 0 {
		f.Note = fmt.Sprintf("%d 个不以美元计，未计入", others)
	}
	f.records(list)
	return f
}

// funnel follows the projects that began in the year; the stocks of two stages are no rate.
func (l *ledger) funnel() []Figure {
	led := only(l.projects, l.within(func(p *promoted) model.Date { return p.LeadDate }))
	talked := only(l.projects, l.within(func(p *promoted) model.Date { return p.FirstTalk }))
	signed := l.signedIn(l.year)
	return []Figure{
		share("funnel_talk", "线索→在谈（本年登记的线索）", only(led, from(model.StageTalk)), led),
		share("funnel_signed", "在谈→签约（本年首谈的项目）", only(talked, from(model.StageSigned)), talked),
		share("funnel_started", "签约→开工（本年签约的项目）", only(signed, live, from(model.StageStarted)), signed),
	}
}

// travels are the year's trips and receptions.
func (l *ledger) travels() []Figure {
	trips := Figure{Key: "trips", Label: "外出招商", Unit: "次"}
	received := Figure{Key: "receptions", Label: "接待来访", Unit: "批"}
	for _, v := range l.visits {
		f := &trips
		if strings.Contains(v.VisitKind, "来访") || strings.Contains(v.VisitKind, "接待") || v.VisitKind == "reception" {
			f = &received
		}
		if l.inYear(v.From, l.year) {
			f.Records = SetOf(append(f.Records.few, v.ID)...)
			if v.Fictional {
				f.Fictional++
			}
		}
	}
	trips.Value, received.Value = number(float64(trips.Records.Len())), number(float64(received.Records.Len()))
	return []Figure{trips, received}
}

// structure is what the investment is made of.
func (l *ledger) structure() []Figure {
	all := only(l.projects, live)
	industrial := only(all, func(p *promoted) bool { return p.Industrial == model.Yes })
	high := only(all, func(p *promoted) bool { return p.HighTech == model.Yes })
	links := only(all, from(model.StageStarted), func(p *promoted) bool { return p.LinkType == "延链" || p.LinkType == "补链" })
	out := []Figure{
		ratio("industrial_share", "产业类占比", industrial, l.sumOf(industrial, total), l.sumOf(all, total)),
		ratio("high_tech_share", "高技术占比", high, l.sumOf(high, fixed), l.sumOf(all, fixed)),
		count("chain_projects_started", "延链补链项目落地开工", links),
		{Key: "investment_share", Label: "招引项目形成固投占比", Unit: "%", Note: "需要全社会固定资产投资，台账中没有"},
	}
	out[0].Note = unstated(all, "产业类", func(p *promoted) model.YesNo { return p.Industrial })
	out[1].Note = unstated(all, "高技术产业", func(p *promoted) model.YesNo { return p.HighTech })
	return out
}

func unstated(list []*promoted, what string, of func(*promoted) model.YesNo) string {
	if n := len(only(list, func(p *promoted) bool { return of(p) == "" })); n > 0 {
		return fmt.Sprintf("%d 个未说明是否%s，只计入分母", n, what)
	}
	return ""
}
