package report

import (
	"cmp"
	"fmt"

	"chainatlas/model"
)

// By says what figures are split by.
type By string

// The groups. The zero value splits nothing.
const (
	ByChain   By = "chain"
	ByUnit    By = "unit"
	ByStreet  By = "street"
	ByChannel By = "channel"
)

// Unstated is the group of records that do not say where they belong.
const Unstated = "未说明"

// Input is what figures are computed from.
type Input struct {
	Records     []model.Record // projects, visits, reported figures, targets and the office, in any order; other kinds are passed over
	Year        int            // 0 means the year of AsOf, else the newest that a project was signed in; then the newest stated figures count
	AsOf        model.Day      // facts dated later do not count; 0 means that stocks are as the records stand
	By          By
	NoFictional bool        // leaves 虚构 out; otherwise they count and each figure says how many
	Landed      model.Stage // the first that is called 落地; "" as the office settled
	USD         float64     // yuan for a dollar; 0 leaves foreign amounts out of sums in yuan, and the figure says so
}

// Stats computes every figure for the whole, then for every group when By is set.
//
// Only promotion projects (招商项目 是) count. A project that ended (终止) stays in the denominator once it was signed, and
// leaves every numerator and stock. A record that was not changed since AsOf is taken as it stands, less what is dated
// later; of one that was changed its dated facts count, and one without any counts as it stands, which a note says.
func Stats(in Input) []Figure { return read(in).Stats() }

// Ledger counts records that come one after the other. It keeps of a project only what figures ask for, and of other kinds
// little: a hundred thousand whole projects would not fit into memory.
type Ledger struct {
	ledger
	in     Input
	newest int // year that a project was signed in
}

// NewLedger makes one for what Input asks; the records of Input are not looked at.
func NewLedger(in Input) *Ledger {
	l := &Ledger{ledger: ledger{roll: new(roll), year: in.Year, asOf: in.AsOf, anyYear: in.Year == 0, usd: in.USD, landed: cmp.Or(in.Landed, model.StageRegistered), ruled: in.Landed != ""}, in: in}
	if l.year == 0 && l.asOf != 0 {
		l.year = l.asOf.Year()
	}
	return l
}

func read(in Input) *Ledger {
	l := NewLedger(in)
	for _, r := range in.Records {
		l.Take(r)
	}
	return l
}

// Take counts a record.
func (l *Ledger) Take(r model.Record) {
	if p, ok := r.(*model.Project); ok && p.Promotion == model.Yes && p.SignDate.Known() {
		l.newest = max(l.newest, p.SignDate.From.Year())
	}
	if !l.in.NoFictional || !r.Head().Fictional {
		l.take(r)
	}
}

// settle names the year: when no day was named, every fact counts.
func (l *Ledger) settle() {
	if l.in.Year == 0 && l.asOf == 0 {
		l.year = l.newest
	}
}

// Stats is the function Stats for the records that were taken.
func (l *Ledger) Stats() []Figure {
	l.settle()
	out := l.figures()
	for i := range out {
		l.beside(&out[i])
	}
	out = append(append(out, l.completions(out)...), l.statedRates()...)
	for _, g := range l.groups(l.in.By) {
		for _, f := range g.ledger.figures() {
			f.Group = g.name
			out = append(out, f)
		}
	}
	return out
}

// Find returns the figure of a key for the whole.
func Find(figures []Figure, key string) (Figure, bool) {
	for _, f := range figures {
		if f.Key == key && f.Group == "" {
			return f, true
		}
	}
	return Figure{}, false
}

// ledger is the input sorted out.
type ledger struct {
	year      int
	asOf      model.Day
	anyYear   bool // no year was asked for
	usd       float64
	projects  []*promoted // promotion projects only
	roll      *roll       // their ids
	undecided int         // 招商项目 未说明
	unknown   int         // changed since the day, and without a date that says how they stood then
	changed   bool        // some were changed since the day: their amounts are today's
	visits    []*model.Visit
	stated    []*model.Figure
	landed    model.Stage // the first that is called 落地
	ruled     bool        // whoever asks said so
}

func (l *ledger) take(r model.Record) {
	switch x := r.(type) {
	case *model.Project:
		switch x.Promotion {
		case model.Yes:
			l.promote(x)
		case "":
			l.undecided++
		}
	case *model.Office:
		if !l.ruled {
			l.landed = x.LandedFrom()
		}
	case *model.Visit:
		l.visits = append(l.visits, x)
	case *model.Figure:
		if x.Chain.IsZero() { // what is stated of one chain stands on its board
			l.stated = append(l.stated, x)
		}
	}
}

// facts are what figures ask of a project.
type facts struct {
	ID                                                                                                  model.ID
	Fictional                                                                                           bool
	Status                                                                                              model.Status
	LinkType                                                                                            model.LinkType
	Industrial, HighTech                                                                                model.YesNo
	Chain, Channel                                                                                      model.Link
	Unit, Street                                                                                        string
	LeadDate, FirstTalk, SignDate, StartDate, OperationDate                                             model.Date
	TotalInvestment, FixedInvestment, AgreedInvestment, DomesticFunds, ForeignFunds, YearPlan, YearDone model.Money
	LandNeed                                                                                            model.Quantity
}

func factsOf(p *model.Project) facts {
	return facts{
		ID: p.ID, Fictional: p.Fictional, Status: p.Status, LinkType: p.LinkType, Industrial: p.Industrial, HighTech: p.HighTech,
		Chain: p.Chain, Channel: p.Channel, Unit: p.Unit, Street: p.Street,
		LeadDate: p.LeadDate, FirstTalk: p.FirstTalk, SignDate: p.SignDate, StartDate: p.StartDate, OperationDate: p.OperationDate,
		TotalInvestment: p.TotalInvestment, FixedInvestment: p.FixedInvestment, AgreedInvestment: p.AgreedInvestment,
		DomesticFunds: p.DomesticFunds, ForeignFunds: p.ForeignFunds, YearPlan: p.YearPlan, YearDone: p.YearDone, LandNeed: p.LandNeed,
	}
}

// promoted is a promotion project as it stood on the day of the report.
type promoted struct {
	facts
	of      *roll
	at      int // where it is in it
	stage   model.Stage
	reached [len(milestones)]bool
}

// milestones are the stages that figures ask for, and the field that says when each was reached.
var milestones = [...]struct {
	stage model.Stage
	date  func(*model.Project) model.Date
}{
	{model.StageTalk, func(p *model.Project) model.Date { return p.FirstTalk }},
	{model.StageSigned, func(p *model.Project) model.Date { return p.SignDate }},
	{model.StageRegistered, func(p *model.Project) model.Date { return p.Registered }},
	{model.StageStarted, func(p *model.Project) model.Date { return p.StartDate }},
	{model.StageOperating, func(p *model.Project) model.Date { return p.OperationDate }},
}

// promote counts a project that had begun by the day of the report.
func (l *ledger) promote(p *model.Project) {
	out := &promoted{facts: factsOf(p), stage: p.Stage}
	latest := l.latest(p)
	if l.changedSince(p) {
		l.changed = true
		switch {
		case latest >= 0:
			out.stage = milestones[latest].stage
		case dated(p):
			return // it began later
		default:
			l.unknown++
		}
	}
	for i, m := range milestones {
		d := m.date(p)
		out.reached[i] = (i <= latest && out.stage == "" || out.stage.AtLeast(m.stage)) && (!d.Known() || l.past(d))
	}
	out.of, out.at = l.roll, len(l.roll.ids)
	l.roll.ids = append(l.roll.ids, out.ID)
	l.projects = append(l.projects, out)
}

// latest is the furthest milestone that is dated before the day of the report, -1 for none.
func (l *ledger) latest(p *model.Project) int {
	for i := len(milestones) - 1; i >= 0; i-- {
		if d := milestones[i].date(p); d.Known() && l.past(d) {
			return i
		}
	}
	return -1
}

// changedSince tells whether the record was changed after the day of the report, so that its stage may be a newer one.
func (l *ledger) changedSince(p *model.Project) bool {
	return l.asOf != 0 && !p.Updated.At.IsZero() && model.DayAt(p.Updated.At.Local()) > l.asOf
}

// dated tells whether any milestone has a date.
func dated(p *model.Project) bool {
	for _, m := range milestones {
		if m.date(p).Known() {
			return true
		}
	}
	return p.LeadDate.Known()
}

// history says what a figure of the past cannot know.
func (l *ledger) history() string {
	if l.unknown == 0 {
		return ""
	}
	return fmt.Sprintf("%d 个没有%s以前的历史，按现阶段计", l.unknown, l.asOf)
}

// past tells whether a date had begun by the day of the report.
func (l *ledger) past(d model.Date) bool { return l.asOf == 0 || d.From <= l.asOf }

// inYear tells whether all of a date lies in a year and had begun.
func (l *ledger) inYear(d model.Date, year int) bool {
	return d.Known() && year != 0 && d.From.Year() == year && d.To.Year() == year && l.past(d)
}

func live(p *promoted) bool { return p.Status != model.Ended }

func goesOn(p *model.Project) bool { return p.Status != model.Ended }

// only keeps the projects that fulfil every condition.
func only(list []*promoted, conditions ...func(*promoted) bool) []*promoted {
	var out []*promoted
next:
	for _, p := range list {
		for _, fulfils := range conditions {
			if !fulfils(p) {
				continue next
			}
		}
		out = append(out, p)
	}
	return out
}

// from keeps the projects that reached one of the milestones.
func from(s model.Stage) func(*promoted) bool {
	for i, m := range milestones {
		if m.stage == s {
			return func(p *promoted) bool { return p.reached[i] }
		}
	}
	panic("report: no milestone " + string(s)) // a hole in our own table
}
