package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
)

// Board is what the head of a chain looks at: how many projects stand where, the year's targets, what to decide, what was ordered.
type Board struct {
	Chain     *model.Chain
	Day       model.Day
	Counts    []Tally
	Undecided int // projects that do not say whether they are promotion projects, counted nowhere
	Targets   []Progress
	Time      *float64      // 序时进度 in percent
	Standing  []StatusTally // how many nodes are strong, weak …
	Gaps      []Gap         // the most urgent first
	Decisions []Decision
	Late      []model.ID    // projects that go on and whose planned dates have passed, the latest first
	Tasks     []*model.Task // open ones, those that are late first, then what was done
	AsOf      model.Day     // the latest day that a record of the chain speaks of; 0 when none does
	Fictional int           // how many of the projects are 虚构
}

// BoardInput is what a board is made of: everything there is, whatever chain it stands on.
type BoardInput struct {
	Chain    *model.Chain
	Chains   []*model.Chain
	Firms    []*model.Enterprise
	Projects []*model.Project
	Sites    []*model.Site
	Targets  []*model.Figure
	Tasks    []*model.Task
	Day      model.Day
}

// BoardOf computes a board.
func BoardOf(in BoardInput) Board {
	state := StateOf(in.Chain, in.Firms, in.Projects)
	b := Board{Chain: in.Chain, Day: in.Day, Time: TimeProgress(in.Day), Tasks: tasksOf(in)}
	b.count(state.Projects)
	b.Targets = in.progress(state.Projects)
	b.Standing = standingOf(in.Chain, state)
	b.Gaps = Gaps(in.Chain, in.Chains, in.Firms, in.Projects)
	stalled, overdue := troubled(state.Projects, in.Day)
	b.Decisions = decide(map[Matter][]Decision{MatterGap: gapDecisions(in, b.Gaps), MatterNeeds: needDecisions(state.Projects, in.Sites),
		MatterStalled: stalled, MatterOverdue: overdue})
	for _, d := range overdue {
		b.Late = append(b.Late, d.Project)
	}
	b.AsOf = state.Newest(in.Day)
	return b
}

// StatusTally is the nodes of a chain with one status, by their codes, in the order of the chain.
type StatusTally struct {
	Status NodeStatus
	Nodes  []string
}

// standingOf counts the nodes by status, those that need somebody first; what no node has is left out.
func standingOf(chain *model.Chain, state ChainState) (out []StatusTally) {
	for _, status := range []NodeStatus{Blank, ToFill, Weak, Strong, Unchecked} {
		t := StatusTally{Status: status}
		for _, n := range chain.Nodes {
			if state.Nodes[n.Code].Status == status {
				t.Nodes = append(t.Nodes, n.Code)
			}
		}
		if len(t.Nodes) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// Tally is how many projects stand at some stages, with the sum of their planned investment.
type Tally struct {
	Key      string     `json:"key"`
	Label    string     `json:"label"`
	Count    int        `json:"count"`
	Yi       *float64   `json:"yi"` // 亿元; nil when none states an amount
	Note     string     `json:"note,omitempty"`
	Projects []model.ID `json:"projects"`
}

// Amount is the sum in words.
func (t Tally) Amount() string { return Shown(t.Yi, "亿元") }

// tallies are the four steps; a project stands in one of them alone.
var tallies = []struct {
	key, label string
	from       model.Stage
}{
	{"operating", "投产", model.StageOperating}, {"started", "开工在建", model.StageStarted},
	{"signed", "签约未开工", model.StageSigned}, {"talk", "在谈", model.StageTalk},
}

// count sorts the promotion projects that go on into the four steps.
func (b *Board) count(projects []*model.Project) {
	sums := make([]sum, len(tallies))
	b.Counts = make([]Tally, len(tallies))
	for i, t := range tallies {
		b.Counts[i] = Tally{Key: t.key, Label: t.label, Projects: []model.ID{}}
	}
	for _, p := range projects {
		if p.Promotion == "" {
			b.Undecided++
		}
		if p.Promotion != model.Yes || !goesOn(p) {
			continue
		}
		for i, t := range tallies {
			if p.Stage.AtLeast(t.from) {
				b.Counts[i].Count++
				b.Counts[i].Projects = append(b.Counts[i].Projects, p.ID)
				sums[i].add(p.TotalInvestment)
				break
			}
		}
		if p.Fictional {
			b.Fictional++
		}
	}
	for i := range b.Counts {
		if b.Counts[i].Note = sums[i].note(b.Counts[i].Count); sums[i].stated > 0 {
			b.Counts[i].Yi = number(sums[i].yi())
		}
	}
	slices.Reverse(b.Counts)
}

// Light is how a year's target stands against the year itself.
type Light string

// The lights. NoLight is for a target that was not set.
const (
	Green   Light = "绿"
	Yellow  Light = "黄"
	Red     Light = "红"
	NoLight Light = ""
)

// yellowWithin is how many percentage points behind 序时进度 is only 黄.
const yellowWithin = 10

// LightRule says the rule in a line.
const LightRule = "绿：完成率不低于序时进度；黄：落后不超过 10 个百分点；红：落后超过 10 个百分点"

// Words says what a light means.
func (l Light) Words() string {
	switch l {
	case Green:
		return "达到序时进度"
	case Yellow:
		return "略落后于序时进度"
	case Red:
		return "明显落后于序时进度"
	}
	return "未设年度目标"
}

// Progress is a figure of the year against its target. Completion and Ahead are percent and percentage points.
type Progress struct {
	Key        string   `json:"key"`
	Label      string   `json:"label"`
	Unit       string   `json:"unit"`
	Value      *float64 `json:"value"`
	Target     *float64 `json:"target"`
	Completion *float64 `json:"completion"`
	Ahead      *float64 `json:"ahead"`
	Light      Light    `json:"light"`
	Note       string   `json:"note,omitempty"`
}

// boardTargets are the figures that a chain has targets for.
var boardTargets = []string{"signed_count", "signed_amount"}

// BoardTargets lists the keys of the figures that a chain may have targets for.
func BoardTargets() []string { return slices.Clone(boardTargets) }

// TargetID is the id of a chain's target for a figure of a year, so that setting it again changes it.
func TargetID(chain model.ID, figure string, year int) model.ID {
	return model.FixedID(model.KindTarget, fmt.Sprintf("%s/%s/%d", chain, figure, year))
}

// progress holds this year's figures of the chain against the targets that were set for it.
func (in BoardInput) progress(projects []*model.Project) []Progress {
	l := NewLedger(Input{Year: in.Day.Year(), AsOf: in.Day})
	for _, p := range projects {
		l.Take(p)
	}
	for _, t := range in.Targets {
		if isChain(t.Chain, in.Chain) {
			whole := *t
			whole.Chain = model.Link{}
			l.Take(&whole)
		}
	}
	figures := l.Stats()
	passed := TimeProgress(in.Day)
	var out []Progress
	for _, key := range boardTargets {
		f, ok := Find(figures, key)
		if !ok {
			continue
		}
		p := Progress{Key: key, Label: f.Label, Unit: f.Unit, Value: f.Value, Note: f.Note, Completion: f.Completion()}
		if f.TargetYear == f.Year {
			p.Target = f.Target
		}
		if p.Completion != nil && passed != nil {
			p.Ahead = number(*p.Completion - *passed)
			p.Light = lightOf(*p.Ahead)
		}
		out = append(out, p)
	}
	return out
}

func lightOf(ahead float64) Light {
	switch {
	case ahead >= 0:
		return Green
	case ahead >= -yellowWithin:
		return Yellow
	}
	return Red
}

// tasksOf are the tasks about the chain or one of its projects: open ones first, the latest first.
func tasksOf(in BoardInput) (out []*model.Task) {
	mine := map[model.ID]bool{}
	for _, p := range in.Projects {
		if isChain(p.Chain, in.Chain) {
			mine[p.ID] = true
		}
	}
	for _, t := range in.Tasks {
		if isChain(t.Chain, in.Chain) || t.Chain.IsZero() && mine[t.Project.ID] {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Task) int {
		return cmp.Or(boolOrder(a.Open(), b.Open()), cmp.Compare(b.Overdue(in.Day), a.Overdue(in.Day)), cmp.Compare(dueOf(a), dueOf(b)), strings.Compare(a.Name, b.Name))
	})
	return out
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// dueOf puts what has no date last.
func dueOf(t *model.Task) model.Day {
	if t.Due.Known() {
		return t.Due.To
	}
	return 1 << 30
}

func latestOf[R model.Record](list []R) (day model.Day) {
	for _, r := range list {
		day = max(day, SpokenOf(r.Head()))
	}
	return day
}

// Spoken is the latest day that a record on the node speaks of, 0 when none does.
func (s NodeState) Spoken() model.Day { return max(latestOf(s.Firms), latestOf(s.Projects)) }

// Newest is the latest day that a record on the chain speaks of, 0 when none does, and never later than today.
func (s ChainState) Newest(today model.Day) model.Day {
	return min(max(latestOf(s.Firms), latestOf(s.Projects)), today)
}

// SpokenOf is the day that a record speaks of: its 截至日期, else the day of its last change; 0 when neither is known.
func SpokenOf(h *model.Base) model.Day {
	switch {
	case h.AsOf.Known():
		return h.AsOf.To
	case !h.Updated.At.IsZero():
		return model.DayAt(h.Updated.At.Local())
	}
	return 0
}

// StaleMonths is from when figures are too old to rely on.
const StaleMonths = 12

// StaleRule says the rule in a line.
const StaleRule = "数据截至日期早于 12 个月的，以浅色显示"

// Stale tells whether what was true on a day is too old on another. A day that nobody stated is not said to be old.
func Stale(spoken, today model.Day) bool {
	return spoken != 0 && spoken.Time().AddDate(0, StaleMonths, 0).Before(today.Time())
}

// AsOfWords says of which day figures are, and that they are old.
func AsOfWords(spoken, today model.Day) string {
	switch {
	case spoken == 0:
		return "数据截至日期未说明"
	case Stale(spoken, today):
		return fmt.Sprintf("数据截至 %s，已超过 %d 个月", spoken, StaleMonths)
	}
	return "数据截至 " + spoken.String()
}
