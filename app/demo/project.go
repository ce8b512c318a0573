package demo

import (
	"fmt"
	"strconv"

	"chainatlas/model"
)

// project makes up one row of the ledger. It has no project code and no phone, as none may look real.
func (v *inventor) project(n int, firm *model.Enterprise, stage model.Stage) *model.Project {
	c := v.chain()
	node := settled(c, n*7+v.chance.IntN(3))
	p := &model.Project{Base: v.base(model.KindProject, n, firm.Name+product(node.Name)+"项目"), Stage: stage}
	if n%perFirm > 0 {
		p.Name += "（" + string([]rune("一二三")[n%perFirm]) + "期）"
	}
	p.ProjectType, p.Promotion, p.Status = "产业", model.Yes, model.Ongoing
	p.Chain, p.Node, p.LinkType, p.Industrial = model.LinkTo(c), node.Ref(), model.LinkType(pick(v, linkTypes)), model.Yes
	p.HighTech = model.YesOrNo(v.chance.IntN(3) == 0)
	p.Investor, p.InvestorPlace, p.InvestorKind = model.LinkTo(firm), firm.Place, firm.FirmKind
	p.Content = "虚构：建设" + product(node.Name) + "生产线及配套设施"
	p.Method, p.Channel, p.FirstReporter = pick(v, methods), model.Link{Name: pick(v, channels)}, pick(v, units)
	p.Unit, p.Officer, p.Street = pick(v, units), "示例经办人"+stem(v.chance.IntN(20)), pick(v, v.streets)
	p.Problems, p.NextStep = pick(v, troubles), pick(v, nexts)
	v.amounts(p)
	v.needs(p)
	if stage == model.StageTalk {
		v.talking(p)
	} else {
		v.landing(p)
	}
	return p
}

// amounts: smaller projects land sooner, so those in talk are twice as large, as in the report.
func (v *inventor) amounts(p *model.Project) {
	total := int64(3+v.chance.IntN(45)) * model.Yi / 10
	if p.Stage == model.StageTalk {
		total = int64(5+v.chance.IntN(90)) * model.Yi / 10
	}
	p.TotalInvestment = model.CNY(total)
	p.FixedInvestment = model.CNY(total * int64(55+v.chance.IntN(35)) / 100 / model.Wan * model.Wan)
	p.LandNeed = model.Measured(float64(10+5*v.chance.IntN(30)), "亩")
	if p.Stage == model.StageTalk && v.chance.IntN(8) == 0 {
		low := max(total/model.Yi, 1)
		p.TotalInvestment, _ = model.ParseMoney(fmt.Sprintf("约%d—%d亿元", low, low+2), model.Hint{})
	}
}

func (v *inventor) needs(p *model.Project) {
	power := float64(500 * (1 + v.chance.IntN(20)))
	p.Needs = p.Needs.With(model.Supply{What: model.Power, Value: &power, Unit: "kVA"})
	if v.chance.IntN(2) == 0 {
		water := float64(20 * (1 + v.chance.IntN(25)))
		p.Needs = p.Needs.With(model.Supply{What: model.Water, Value: &water, Unit: "吨/日"})
	}
}

func (v *inventor) talking(p *model.Project) {
	p.FirstTalk = v.day(2023, 3, v.chance.IntN(600))
	p.Progress = "虚构：" + pick(v, talks)
	p.ExpectedSigning = v.quarter(v.chance.IntN(4))
	if v.chance.IntN(16) == 0 {
		p.ExpectedSigning = v.quarter(-1)
	}
	if v.chance.IntN(5) == 0 {
		p.Place = model.LinkTo(pick(v, v.sites))
	}
	if v.chance.IntN(3) == 0 {
		p.Location = v.spot()
	}
}

// landing dates the milestones one after the other, the last before today.
func (v *inventor) landing(p *model.Project) {
	at := v.chance.IntN(60) + 60*(len(model.Stages())-p.Stage.Order()) // who has come less far began later
	next := func(days int) model.Date {
		at += days/2 + v.chance.IntN(days/2)
		return v.day(2023, 1, at)
	}
	p.FirstTalk = next(40)
	p.SignDate, p.SignEvent, p.AgreementType = next(90), "", "正式合同"
	p.AgreedInvestment = p.TotalInvestment
	p.Registered, p.IsRegistered = next(60), model.Yes
	p.Company = model.Link{Name: p.Investor.Name[:len(p.Investor.Name)-len("公司")] + "项目公司" + strconv.Itoa(1+v.chance.IntN(3))}
	p.RegisteredCapital = model.CNY(int64(5+v.chance.IntN(60)) * 100 * model.Wan)
	p.Location, p.Place = v.spot(), model.LinkTo(pick(v, v.sites))
	p.Progress = "虚构：" + works[min(max(p.Stage.Order()-6, 0), len(works)-1)]
	v.building(p, next)
	v.funds(p)
	if v.chance.IntN(16) == 0 {
		p.Status, p.StatusWhy = model.Delayed, "虚构：要素保障未到位"
	}
}

func (v *inventor) building(p *model.Project, next func(int) model.Date) {
	if p.Stage.AtLeast(model.StageFiled) {
		p.LandSupplied = model.Yes
	}
	p.IsStarted = model.YesOrNo(p.Stage.AtLeast(model.StageStarted))
	if !p.Stage.AtLeast(model.StageStarted) {
		p.PlannedStart = v.quarter(1 - v.chance.IntN(8)/7*2) // one in eight is late
		return
	}
	p.StartDate, p.List = next(80), "开工"
	p.PlannedCompletion = v.quarter(4 - v.chance.IntN(10)/9*5)
	if p.Stage.AtLeast(model.StageBuilding) {
		p.VisibleProgress = strconv.Itoa(20+5*v.chance.IntN(14)) + "%"
	}
	if p.Stage.AtLeast(model.StageCompleted) {
		p.PlannedCompletion, p.VisibleProgress = next(160), "100%"
	}
	if p.Stage.AtLeast(model.StageOperating) {
		p.OperationDate, p.List = next(60), "投产"
	}
}

// funds: what was done of the plan grows with the stage.
func (v *inventor) funds(p *model.Project) {
	done := p.FixedInvestment.Min * int64(p.Stage.Order()-5) / 7 / model.Wan * model.Wan
	p.IsFunded = model.Yes
	p.DomesticFunds = model.CNY(max(done/2, 100*model.Wan) / model.Wan * model.Wan)
	p.DomesticFunds.Unit, p.DomesticFunds.Text = "万元", p.DomesticFunds.In("万元")+"万元"
	if p.Stage.AtLeast(model.StageStarted) {
		p.TotalDone, p.YearDone = model.CNY(done), model.CNY(done*2/3/model.Wan*model.Wan)
		p.YearPlan = model.CNY(done * int64(70+v.chance.IntN(50)) / 100 / model.Wan * model.Wan)
	}
}
