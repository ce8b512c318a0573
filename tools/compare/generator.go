package main

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"

	"chainatlas/model"
)

// generator makes projects up: the n-th is always the same, so that a million need no memory. Everything is 虚构.
type generator struct{ seed uint64 }

// Streams of chance that must not meet.
const (
	streamProject = iota
	streamFirm
	streamEdit
	streamQuery
	streamPick
)

type chance struct{ *rand.Rand }

func (g generator) chance(stream, n int) chance {
	return chance{rand.New(rand.NewPCG(g.seed, uint64(stream)<<48|uint64(n)))}
}

// of picks one.
func (c chance) of(list []string) string { return list[c.IntN(len(list))] }

// in tells yes in so many of a hundred.
func (c chance) in(percent int) bool { return c.IntN(100) < percent }

// signs are n characters that names of firms are made from.
func (c chance) signs(n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(nameSigns[c.IntN(len(nameSigns))])
	}
	return b.String()
}

// id is a UUIDv7 of the n-th record; ids grow with n.
func (g generator) id(n int) model.ID {
	const madeAt = 1_735_689_600_000 // unix milliseconds of the first
	r := g.chance(streamPick, n)
	var id model.ID
	binary.BigEndian.PutUint64(id[:], (madeAt+uint64(n))<<16|7<<12|r.Uint64()&0xfff)
	binary.BigEndian.PutUint64(id[8:], 2<<62|r.Uint64()>>2)
	return id
}

// firm is one of a quarter as many companies as records: its name, code and place.
func (g generator) firm(n int) (name, code, place string) {
	c := g.chance(streamFirm, n)
	place = c.of(places)
	name = place + c.signs(2+c.IntN(2)) + c.of(trades) + c.of([]string{"有限公司", "股份有限公司", "集团有限公司", "科技有限公司"})
	return name, fmt.Sprintf("91%06d%09dX", c.IntN(1_000_000), c.IntN(1_000_000_000)), place
}

// project is the n-th record of so many.
func (g generator) project(n, of int) *model.Project {
	c := g.chance(streamProject, n)
	p := &model.Project{Base: model.Base{ID: g.id(n), Fictional: true, Source: "虚构台账" + fmt.Sprint(n/10_000)}}
	p.Name = c.signs(2) + c.of(products) + c.of(works)
	if c.in(20) {
		p.Name += c.of([]string{"一期", "二期", "三期", "扩建"})
	}
	g.basics(c, p)
	g.parties(c, p, of)
	g.amounts(c, p)
	g.dates(c, p)
	g.words(c, p)
	return p
}

func (g generator) basics(c chance, p *model.Project) {
	p.ProjectType, p.Promotion = c.of([]string{"工业", "服务业", "农业", "基础设施"}), model.Yes
	p.Stage = model.Stages()[c.IntN(12)]
	p.List = model.List(c.of([]string{"谋划", "储备", "开工", "投产"}))
	p.Status = model.Ongoing
	if c.in(12) {
		p.Status, p.StatusWhy = []model.Status{model.Paused, model.Delayed, model.Ended}[c.IntN(3)], c.of(reasons)
	}
	p.Chain.Name, p.Node.Name = c.of(chains), c.of(products)
	p.LinkType = model.LinkType(c.of([]string{"强链", "补链", "延链"}))
	p.Industrial, p.HighTech = model.Yes, model.YesOrNo(c.in(30))
	if !c.in(8) {
		p.Street = c.of(streets)
	}
	p.Construction, p.Method = c.of([]string{"新建", "扩建", "技改"}), c.of([]string{"以商招商", "驻点招商", "商会招商", "基金招商"})
	if c.in(60) {
		point := [2]float64{117.6 + c.Float64()/2, 36 + c.Float64()/4}
		p.Location = placeAt(point)
	}
}

func (g generator) parties(c chance, p *model.Project, of int) {
	if !c.in(5) {
		p.Investor.Name, p.InvestorUSCC, p.InvestorPlace = g.firm(c.IntN(of/4 + 1))
		p.InvestorKind = c.of([]string{"民营", "国有", "外资"})
	}
	if p.Stage.AtLeast(model.StageRegistered) {
		p.Company.Name = "钢城" + c.signs(2+c.IntN(2)) + c.of(trades) + "有限公司"
		p.IsRegistered = model.Yes
	}
	p.Unit = c.of(units)
	p.Leader = c.of(surnames[:10]) + c.of(given[:10])
	p.Officer = c.of(surnames) + c.of(given)
	if c.in(50) {
		p.Officer += c.of(given)
	}
	p.Phone = fmt.Sprintf("000%08d", c.IntN(100_000_000))
}

func (g generator) amounts(c chance, p *model.Project) {
	total := model.Wan * int64(500+c.IntN(5000)*c.IntN(60))
	if !c.in(6) {
		p.TotalInvestment = model.CNY(total)
	}
	if c.in(15) && p.TotalInvestment.Known {
		low, high := total/model.Yi+1, total/model.Yi+1+int64(1+c.IntN(4))
		p.TotalInvestment = model.Money{Text: fmt.Sprintf("约%d-%d亿元", low, high), Known: true, Min: low * model.Yi, Max: high * model.Yi, Currency: "CNY", Unit: "亿元", Qualifier: "约"}
	}
	p.FixedInvestment = model.CNY(total / 10 * 7)
	p.YearPlan, p.YearDone = model.CNY(total/4), model.CNY(total/100*int64(c.IntN(25)))
	if c.in(70) {
		p.LandNeed = model.Measured(float64(5+c.IntN(400)), "亩")
	}
}

func (g generator) dates(c chance, p *model.Project) {
	first := model.Day(18_262 + c.IntN(2_400)) // from 2020 on
	p.FirstTalk, p.AsOf = model.OnDay(first), model.OnDay(20_400)
	if p.Stage.AtLeast(model.StageSigned) || c.in(30) {
		p.SignDate = model.OnDay(first + model.Day(30+c.IntN(300)))
		if c.in(20) {
			p.SignDate = monthOf(p.SignDate.From)
		}
		p.AgreedInvestment, p.AgreementType = p.FixedInvestment, c.of([]string{"框架协议", "正式合同"})
	}
	if p.Stage.AtLeast(model.StageStarted) {
		p.StartDate = model.OnDay(first + model.Day(400+c.IntN(300)))
		p.PlannedCompletion = monthOf(p.StartDate.From + 500)
	}
}

func (g generator) words(c chance, p *model.Project) {
	p.Content = fmt.Sprintf("占地约%d亩，建设厂房%d平方米，购置%s设备%d台（套），达产后年产%s%d万件。", 10+c.IntN(300), 1000*c.IntN(90), c.of(products), 5+c.IntN(200), c.of(products), 1+c.IntN(90))
	p.Progress = fmt.Sprintf("第%d次对接，%s，%s，%s。", 1+c.IntN(12), c.of(steps), c.of(steps), c.of(steps))
	p.NextStep = c.of(steps) + "，力争" + fmt.Sprint(1+c.IntN(12)) + "月底前完成。"
	if c.in(40) {
		p.Problems = c.of(reasons) + "，" + c.of(reasons) + "。"
	}
}

// edit is what the k-th change does to a project; every fourth one changes what is searched for.
func (g generator) edit(k int) func(*model.Project) {
	c := g.chance(streamEdit, k)
	done, step, officer := model.CNY(model.Wan*int64(1+c.IntN(9000))), c.of(steps), c.of(surnames)+c.of(given)+c.of(given)
	return func(p *model.Project) {
		p.Progress, p.YearDone = fmt.Sprintf("第%d次更新：%s。", k+1, step), done
		if k%4 == 0 {
			p.Name, p.Officer = p.Name+"升级", officer
		}
	}
}

// picks are the records that single actions are about.
func (g generator) picks(stream, count, of int) []int {
	c := g.chance(stream, of)
	out := make([]int, count)
	for i := range out {
		out[i] = c.IntN(of)
	}
	return out
}
