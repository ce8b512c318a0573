package importer

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/sheet"
)

// row is one line of the preview, ready to be shown.
type row struct {
	sheet, number, kind, name, what string
	outcome                         sheet.Outcome
	issues                          []sheet.Issue
}

// issue is one problem, ready to be shown.
type issue struct {
	where, column, value, message, suggestion string
	blocking                                  bool
}

func rowsOf(p *sheet.Plan) []row {
	var out []row
	for _, sh := range p.Sheets() {
		if len(sh.Issues) > 0 {
			out = append(out, row{sheet: sh.Name, kind: sh.Kind.Label(), name: "（整张表）", outcome: "", what: fmt.Sprintf("%d 处需要留意", len(sh.Issues)), issues: sh.Issues})
		}
		for _, r := range sh.Rows {
			out = append(out, rowOf(sh, r))
		}
	}
	return out
}

func rowOf(sh *sheet.Sheet, r *sheet.Row) row {
	line := row{sheet: sh.Name, number: fmt.Sprint(r.Number), kind: sh.Kind.Label(), outcome: r.Outcome, issues: r.Issues, what: r.Why}
	if r.Record != nil {
		line.name = r.Record.Head().Name
	}
	if r.Outcome == sheet.Updated && r.Before != nil {
		line.what = "改 " + strings.Join(changed(r.Before, r.Record), "、")
	}
	if line.what == "" && len(r.Issues) > 0 {
		line.what = r.Issues[0].Message
	}
	return line
}

// changed lists the fields that the row would change.
func changed(before, after model.Record) []string {
	var out []string
	for _, f := range model.FieldsOf(after.Kind()) {
		if !f.Keep && f.Text(before) != f.Text(after) {
			out = append(out, f.Label)
		}
	}
	return out
}

var rowColumns = []ui.Column{
	{Key: "sheet", Title: "工作表", Width: 140, Unsorted: true}, {Key: "number", Title: "行", Width: 56, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "outcome", Title: "将要", Width: 84, Unsorted: true}, {Key: "kind", Title: "类别", Width: 72, Unsorted: true},
	{Key: "name", Title: "名称", Width: 300, Unsorted: true}, {Key: "what", Title: "说明", Width: 360, Grow: true, Unsorted: true},
	{Key: "issues", Title: "问题", Width: 64, Align: fyne.TextAlignTrailing, Unsorted: true},
}

var signs = map[sheet.Outcome]struct {
	shape look.Shape
	tone  look.Tone
}{
	sheet.Added: {look.FullSquare, look.Good}, sheet.Updated: {look.Disc, look.Note}, sheet.Skipped: {look.Circle, look.Idle},
	sheet.Conflict: {look.FullTriangle, look.Warn}, sheet.Failed: {look.FullDiamond, look.Bad},
}

func (s *Screen) rowCell(n, col int) ui.Cell {
	r := s.rows[n]
	switch rowColumns[col].Key {
	case "sheet":
		return ui.Cell{Text: r.sheet, Muted: true}
	case "number":
		return ui.Cell{Text: r.number, Muted: true}
	case "outcome":
		return ui.Cell{Text: string(r.outcome), Shape: signs[r.outcome].shape, Tone: signs[r.outcome].tone}
	case "kind":
		return ui.Cell{Text: r.kind}
	case "name":
		return ui.Cell{Text: r.name}
	case "what":
		return ui.Cell{Text: r.what, Muted: true}
	}
	if len(r.issues) == 0 {
		return ui.Cell{}
	}
	return ui.Cell{Text: fmt.Sprint(len(r.issues))}
}

var issueColumns = []ui.Column{
	{Key: "where", Title: "位置", Width: 150, Unsorted: true}, {Key: "column", Title: "列", Width: 200, Unsorted: true},
	{Key: "value", Title: "原文", Width: 180, Unsorted: true}, {Key: "message", Title: "问题", Width: 340, Grow: true, Unsorted: true},
	{Key: "suggestion", Title: "怎么改", Width: 320, Unsorted: true},
}

func (s *Screen) issueCell(n, col int) ui.Cell {
	i := s.issues[n]
	c := ui.Cell{Text: [...]string{i.where, i.column, i.value, i.message, i.suggestion}[col]}
	if issueColumns[col].Key == "message" {
		c.Shape, c.Tone = look.Triangle, look.Warn
		if i.blocking {
			c.Shape, c.Tone = look.FullDiamond, look.Bad
		}
	}
	return c
}

// showIssues lists the problems of the chosen rows, or of all.
func (s *Screen) showIssues() {
	chosen := s.grid.Selected()
	s.issues = nil
	for _, n := range chosen {
		s.issues = append(s.issues, issuesOf(s.rows[n])...)
	}
	if len(chosen) == 0 {
		for _, r := range s.rows {
			s.issues = append(s.issues, issuesOf(r)...)
		}
	}
	s.below.Refresh()
}

func issuesOf(r row) []issue {
	out := make([]issue, len(r.issues))
	for i, x := range r.issues {
		where := r.sheet
		if x.Row > 0 {
			where = words.T(fmt.Sprintf("%s 第 %d 行", where, x.Row))
		}
		out[i] = issue{where, x.Column, x.Value, x.Message, x.Suggestion, x.Blocking}
	}
	return out
}

// filter shows the rows of the chosen outcome, and how many there are of each.
func (s *Screen) filter() {
	s.rows = nil
	for _, r := range s.all {
		if s.chip == "" || r.outcome == s.chip {
			s.rows = append(s.rows, r)
		}
	}
	s.grid.Select()
	s.grid.Refresh()
	s.showIssues()
	s.page.SetFilters(ui.Filling(ui.Stack(look.Half, s.outcomes(), s.options.row)))
	s.page.SetStatus(fmt.Sprintf("%d 行，问题 %d 处", s.plan.Count().Rows, len(s.issues)), "预览，尚未写入")
}

func (s *Screen) outcomes() fyne.CanvasObject {
	c := s.plan.Count()
	box := ui.NewFlow(s.tab("", "全部", c.Rows))
	for _, t := range []struct {
		o sheet.Outcome
		n int
	}{{sheet.Added, c.Added}, {sheet.Updated, c.Updated}, {sheet.Skipped, c.Skipped}, {sheet.Conflict, c.Conflicts}, {sheet.Failed, c.Failed}} {
		box.Add(s.tab(t.o, string(t.o), t.n))
	}
	return box
}

func (s *Screen) tab(o sheet.Outcome, text string, n int) fyne.CanvasObject {
	b := ui.Action{Text: fmt.Sprintf("%s %d", text, n), Do: func() {
		s.chip = o
		s.filter()
	}}.Button()
	b.Importance = widget.LowImportance
	if o == s.chip {
		b.Importance = widget.HighImportance
	}
	return b
}
