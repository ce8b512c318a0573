package dashboard

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/report"
)

// mainFigures are the first row: a count with the investment behind it.
var mainFigures = []struct{ count, amount string }{
	{"talk_count", "talk_amount"}, {"landed_count", "landed_amount"}, {"signed_count", "signed_amount"},
	{"started_count", "started_amount"}, {"operating_count", "operating_amount"},
}

func (s *Screen) mainCards(o overview) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, m := range mainFigures {
		f := o.figure(m.count)
		row = append(row, s.card(f, o.figure(m.amount).Shown()))
	}
	rate := o.figure("fulfilment_rate")
	return ui.Equal(append(row, s.card(rate, division(rate)))...)
}

// card shows a figure and opens the records that it counts.
func (s *Screen) card(f report.Figure, sub string) fyne.CanvasObject {
	label := f.Label
	if f.Year != 0 {
		label += " · " + strconv.Itoa(f.Year) + "年"
	}
	value, unit := "—", ""
	if f.Value != nil {
		value, unit = report.Shown(f.Value, ""), f.Unit
	}
	return ui.NewStat(label, value, unit, sub, func() { s.open(f) })
}

// division is what a rate is made of: 66 / 97.
func division(f report.Figure) string {
	return report.Shown(f.Numerator, "") + " / " + report.Shown(f.Denominator, "个")
}

// stageCards is the whole way of a project in one row.
func (s *Screen) stageCards(stages []report.StageSum) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, st := range stages {
		sub := "—"
		if st.Invest > 0 {
			sub = yi(st.Invest)
		}
		card := ui.NewStat(st.Stage.String(), strconv.Itoa(st.Count), "", sub, func() { s.desk.List(model.KindProject, st.Stage.String()+"项目", st.Records) })
		card.Compact()
		row = append(row, card)
	}
	return ui.EqualGap(look.Unit, row...)
}

// yi writes minor units in 亿元 with at most two decimals.
func yi(minor int64) string {
	v := float64(minor) / float64(model.Yi)
	return report.Shown(&v, "亿元")
}

// The two tables under the cards: what was stated, and what needs a look.

var statedColumns = []ui.Column{
	{Key: "label", Title: "指标", Width: 140, Grow: true, Unsorted: true},
	{Key: "value", Title: "台账数", Width: 88, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "reported", Title: "通报数", Width: 138, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "difference", Title: "差额", Width: 76, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "target", Title: "目标", Width: 146, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "completion", Title: "完成率", Width: 60, Align: fyne.TextAlignTrailing, Unsorted: true},
}

func (s *Screen) statedCell(row, col int) ui.Cell {
	f := s.stated[row]
	switch statedColumns[col].Key {
	case "label":
		return ui.Cell{Text: f.Label}
	case "value":
		return ui.Cell{Text: f.Shown(), Bold: true}
	case "reported":
		return ui.Cell{Text: ofYear(f.Reported, f.Unit, f.ReportedYear)}
	case "difference":
		return ui.Cell{Text: signed(f.Difference(), f.Unit), Muted: true}
	case "target":
		return ui.Cell{Text: ofYear(f.Target, f.Unit, f.TargetYear)}
	}
	return ui.Cell{Text: blank(report.Shown(f.Completion(), "%"))}
}

// ofYear is a stated value with the year that it is of.
func ofYear(v *float64, unit string, year int) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf("%s（%d）", report.Shown(v, unit), year)
}

// signed shows which way a difference goes.
func signed(v *float64, unit string) string {
	text := blank(report.Shown(v, unit))
	if v != nil && *v > 0 {
		text = "+" + text
	}
	return text
}

// blank leaves the place empty where there is nothing to say.
func blank(s string) string {
	if s == "—" {
		return ""
	}
	return s
}

var itemColumns = []ui.Column{
	{Key: "concern", Title: "事项", Width: 104, Unsorted: true},
	{Key: "name", Title: "项目", Width: 220, Unsorted: true},
	{Key: "message", Title: "说明", Width: 240, Grow: true, Unsorted: true},
}

func (s *Screen) itemCell(row, col int) ui.Cell {
	i := s.items[row]
	switch itemColumns[col].Key {
	case "concern":
		tone := concernTones[i.Concern]
		return ui.Cell{Text: i.Concern.Label(), Shape: tone.Sign(), Tone: tone}
	case "name":
		return ui.Cell{Text: i.Name}
	}
	return ui.Cell{Text: i.Message, Muted: true}
}

// concernTones colour what is late as bad, what is forgotten as a warning, what is incomplete as idle.
var concernTones = map[report.Concern]look.Tone{
	report.SigningOverdue: look.Bad, report.StartOverdue: look.Bad, report.CompletionOverdue: look.Bad,
	report.Quiet: look.Warn, report.NoReason: look.Warn, report.GateMissing: look.Idle, report.PlaceMissing: look.Idle,
}
