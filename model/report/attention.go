package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
)

// Days without an update after which a talk counts as quiet.
const QuietDays = 30

// Concern is why a project needs attention.
type Concern string

// The concerns, the most urgent first.
const (
	SigningOverdue    Concern = "signing_overdue"
	StartOverdue      Concern = "start_overdue"
	CompletionOverdue Concern = "completion_overdue"
	Quiet             Concern = "quiet"
	NoReason          Concern = "no_reason"
	GateMissing       Concern = "gate_missing"
	PlaceMissing      Concern = "place_missing"
)

var concerns = []Concern{SigningOverdue, StartOverdue, CompletionOverdue, Quiet, NoReason, GateMissing, PlaceMissing}

// Label is the concern's Chinese name.
func (c Concern) Label() string {
	return [...]string{"签约逾期", "开工逾期", "竣工逾期", "久未更新", "缺状态原因", "缺阶段要件", "位置待核"}[slices.Index(concerns, c)]
}

// Item is one thing to look at. Days is how long it has been due, 0 where time plays no part; Field is the key to fill in or change.
type Item struct {
	ID      model.ID `json:"id"`
	Name    string   `json:"name"`
	Concern Concern  `json:"concern"`
	Message string   `json:"message"` // in Chinese
	Field   string   `json:"field"`
	Days    int      `json:"days"`
}

// Attention lists what needs a look on a day, the most urgent first. Ended projects and projects said to be no promotion
// projects are left alone; paused ones are asked only for their reason.
func Attention(projects []model.Record, today model.Day) []Item {
	var out []Item
	for _, r := range projects {
		out = append(out, ConcernsOf(r, today)...)
	}
	Urgent(out)
	return out
}

// ConcernsOf is Attention for one record, in no order.
func ConcernsOf(r model.Record, today model.Day) []Item {
	if p, ok := r.(*model.Project); ok && p.Promotion != model.No {
		return concernsOf(p, today)
	}
	return nil
}

// Urgent puts the most urgent first.
func Urgent(items []Item) {
	slices.SortStableFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(slices.Index(concerns, a.Concern), slices.Index(concerns, b.Concern)), cmp.Compare(b.Days, a.Days), strings.Compare(a.Name, b.Name))
	})
}

func concernsOf(p *model.Project, today model.Day) []Item {
	var out []Item
	if (p.Status == model.Paused || p.Status == model.Delayed || p.Status == model.Ended) && p.StatusWhy == "" {
		out = append(out, item(p, NoReason, "status_reason", 0, "状态为「"+string(p.Status)+"」，未写明原因"))
	}
	if p.Status == model.Ended || p.Status == model.Paused {
		return out
	}
	out = append(out, overdue(p, today)...)
	if days := quietDays(p, today); days >= QuietDays {
		out = append(out, item(p, Quiet, "progress", days, fmt.Sprintf("%s已 %d 天没有更新", p.Stage, days)))
	}
	if missing := p.Missing(p.Stage); len(missing) > 0 {
		out = append(out, item(p, GateMissing, missing[0].Key, 0, fmt.Sprintf("%s阶段还缺：%s", p.Stage, labels(missing))))
	}
	if p.Location.Point == nil && p.Location.Geometry == nil && p.Stage.AtLeast(model.StageSigned) {
		out = append(out, item(p, PlaceMissing, "location", 0, "位置待核"))
	}
	return out
}

func item(p *model.Project, c Concern, field string, days int, message string) Item {
	return Item{ID: p.ID, Name: p.Name, Concern: c, Field: field, Days: days, Message: message}
}

// overdue compares the planned dates with the day; a date that covers a month is due when the month is over.
func overdue(p *model.Project, today model.Day) []Item {
	var out []Item
	for _, d := range []struct {
		planned model.Date
		before  model.Stage // due only until this stage is reached
		from    model.Stage
		concern Concern
		field   string
		what    string
	}{
		{p.ExpectedSigning, model.StageSigned, "", SigningOverdue, "expected_signing", "预计签约时间"},
		{p.PlannedStart, model.StageStarted, model.StageSigned, StartOverdue, "planned_start", "计划开工时间"},
		{p.PlannedCompletion, model.StageCompleted, model.StageStarted, CompletionOverdue, "planned_completion", "计划竣工时间"},
	} {
		if !d.planned.Known() || d.planned.To >= today || p.Stage == "" || p.Stage.AtLeast(d.before) || !p.Stage.AtLeast(d.from) && d.from != "" {
			continue
		}
		days := int(today - d.planned.To)
		out = append(out, item(p, d.concern, d.field, days, fmt.Sprintf("%s %s 已过 %d 天，仍为%s", d.what, d.planned, days, p.Stage)))
	}
	return out
}

// quietDays counts since the last change, for projects that are talked about.
func quietDays(p *model.Project, today model.Day) int {
	if p.Stage != model.StageTalk && p.Stage != model.StageToSign || p.Updated.At.IsZero() {
		return 0
	}
	return int(today - model.DayAt(p.Updated.At.Local()))
}

func labels(fields []*model.Field) string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Label
	}
	return strings.Join(out, "、")
}
