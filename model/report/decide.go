package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
	"chainatlas/model/match"
)

// Matter says what kind of thing is to be decided.
type Matter string

// The matters.
const (
	MatterGap     Matter = "gap"
	MatterStalled Matter = "stalled"
	MatterOverdue Matter = "overdue"
	MatterNeeds   Matter = "needs"
)

var matterLabels = map[Matter]string{MatterGap: "补链机会", MatterStalled: "项目受阻", MatterOverdue: "项目逾期", MatterNeeds: "要素未落实"}

// Label is the matter's Chinese name.
func (m Matter) Label() string { return matterLabels[m] }

// Decision is something for the head of a chain to decide: what, who, since when, why, what next; in the words of the ledger.
type Decision struct {
	Matter  Matter        `json:"matter"`
	Title   string        `json:"title"`
	Who     string        `json:"who,omitempty"`
	Since   string        `json:"since,omitempty"`
	Why     string        `json:"why"`
	Next    string        `json:"next,omitempty"`
	Project model.ID      `json:"project,omitzero"`
	Node    model.NodeRef `json:"node,omitzero"`

	days   int   // how long it has been due
	invest int64 // what depends on it
}

// DecisionRule says in a line how the five are chosen.
const DecisionRule = "受阻项目、有线索的缺口、逾期项目各至多两项，要素未落实的一项；不足五项时依次补足"

// decisionsShown is how many a leader looks at.
const decisionsShown = 5

// quotas are how many of each matter come first.
var quotas = []struct {
	matter Matter
	most   int
}{{MatterStalled, 2}, {MatterGap, 2}, {MatterOverdue, 2}, {MatterNeeds, 1}}

// decide chooses the five things. A project is named once, by its weightiest matter.
func decide(all map[Matter][]Decision) []Decision {
	named := map[model.ID]bool{}
	var first, rest []Decision
	for _, q := range quotas {
		n := 0
		for _, d := range all[q.matter] {
			if !d.Project.IsZero() && named[d.Project] {
				continue
			}
			named[d.Project] = true
			if n++; n <= q.most {
				first = append(first, d)
			} else {
				rest = append(rest, d)
			}
		}
	}
	if len(first) > decisionsShown {
		first = first[:decisionsShown]
	}
	return append(first, rest[:min(len(rest), decisionsShown-len(first))]...)
}

// gapDecisions are the gaps that somebody would fill already, the largest first.
func gapDecisions(in BoardInput, gaps []Gap) (out []Decision) {
	for _, g := range gaps {
		if len(g.Leads) == 0 && len(g.Targets) == 0 {
			continue
		}
		d := Decision{Matter: MatterGap, Title: g.Node.Name + "：" + string(cmp.Or(g.LinkType, "空白")), Node: g.Node.Ref(), Who: headWords(in.Chain)}
		if !in.Chain.Directory.IsZero() {
			d.Since = "名录 " + in.Chain.Directory.String()
		}
		d.Why = joinWords(g.State.Why, numbered("上下游本地企业", g.Firms()), numbered("线索和在谈项目", len(g.Leads)), numbered("目标企业", len(g.Targets)))
		d.Next = nextOfGap(g)
		out = append(out, d)
	}
	return out
}

func nextOfGap(g Gap) string {
	if len(g.Leads) > 0 {
		p := g.Leads[0]
		return joinWords("推进「"+p.Name+"」（"+p.Stage.String()+"）", p.NextStep)
	}
	names := make([]string, 0, 3)
	for _, e := range g.Targets[:min(len(g.Targets), 3)] {
		names = append(names, e.Name)
	}
	return "对接目标企业：" + strings.Join(names, "、")
}

// headWords are who answers for a chain.
func headWords(c *model.Chain) string {
	var out []string
	for _, x := range []struct{ what, name string }{{"行政链长 ", c.AdminHead.Name}, {"企业链长 ", c.EnterpriseHead.Name}, {"链办 ", c.Office}} {
		if x.name != "" {
			out = append(out, x.what+x.name)
		}
	}
	return strings.Join(out, "，")
}

// troubled are the projects that are halted with a stated problem, and those whose planned dates have passed.
func troubled(projects []*model.Project, today model.Day) (stalled, overdue []Decision) {
	for _, p := range projects {
		if p.Promotion == model.No || p.Status == model.Ended {
			continue
		}
		trouble := cmp.Or(p.Problems, p.CoordinateItems, p.StatusWhy)
		if (p.Status == model.Paused || p.Status == model.Delayed) && trouble != "" {
			d := projectDecision(MatterStalled, p)
			d.Why = string(p.Status) + "：" + trouble
			if !p.Updated.At.IsZero() {
				d.Since = model.DayAt(p.Updated.At.Local()).String() + " 登记"
			}
			stalled = append(stalled, d)
		}
		if d, ok := overdueDecision(p, today); ok {
			overdue = append(overdue, d)
		}
	}
	slices.SortStableFunc(stalled, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(b.invest, a.invest), strings.Compare(a.Title, b.Title))
	})
	slices.SortStableFunc(overdue, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(b.days, a.days), cmp.Compare(b.invest, a.invest), strings.Compare(a.Title, b.Title))
	})
	return stalled, overdue
}

func overdueDecision(p *model.Project, today model.Day) (Decision, bool) {
	if p.Status == model.Paused {
		return Decision{}, false
	}
	late := overdue(p, today)
	if len(late) == 0 {
		return Decision{}, false
	}
	worst := slices.MaxFunc(late, func(a, b Item) int { return cmp.Compare(a.Days, b.Days) })
	d := projectDecision(MatterOverdue, p)
	d.days, d.Why = worst.Days, joinWords(worst.Message, p.Problems)
	d.Since = (today - model.Day(worst.Days)).String() + " 到期"
	return d, true
}

// projectDecision is what the ledger says of a project.
func projectDecision(m Matter, p *model.Project) Decision {
	d := Decision{Matter: m, Title: p.Name, Who: joinWords(p.Unit, cmp.Or(p.Leader, p.LeadLeader), p.Officer), Next: p.NextStep, Project: p.ID, Node: p.Node}
	if p.Fictional {
		d.Title += "（虚构）"
	}
	if p.TotalInvestment.Currency == "CNY" {
		d.invest = p.TotalInvestment.Min
	}
	return d
}

// needDecisions are projects in talk or signed that no site suits, the largest first.
func needDecisions(projects []*model.Project, sites []*model.Site) (out []Decision) {
	if len(sites) == 0 {
		return nil
	}
	for _, p := range match.Open(projects) {
		if p.Promotion == model.No || !p.Stage.AtLeast(model.StageTalk) || !match.HasNeeds(p) {
			continue
		}
		if why := lacking(p, sites); why != "" {
			d := projectDecision(MatterNeeds, p)
			d.Why = why
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(b.invest, a.invest), strings.Compare(a.Title, b.Title))
	})
	return out
}

// lacking says what the chosen site, else the best of all, lacks for a project; "" for nothing.
func lacking(p *model.Project, sites []*model.Site) string {
	var best match.Match
	for _, s := range sites {
		if s.ID == p.Place.ID && !s.ID.IsZero() {
			best = match.Compare(p, s, nil)
		}
	}
	if best.Site == nil {
		best = match.Sites(p, sites, nil)[0]
	}
	if best.Excluded != "" {
		return "没有适合的载体：" + best.Excluded
	}
	var lacks []string
	for _, g := range best.Gaps {
		if g.Verdict == match.Short || g.Verdict == match.Partly {
			lacks = append(lacks, g.Label+g.Lack())
		}
	}
	if len(lacks) == 0 {
		return ""
	}
	return fmt.Sprintf("载体「%s」还缺：%s", best.Site.Name, strings.Join(lacks, "、"))
}
