package sheet

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// WriteProblems writes the rows that were not imported as a workbook: their own columns, the reason beside each, ready
// to be put right and imported again; and a last sheet with every error and warning.
func WriteProblems(w io.Writer, p *Plan) error {
	book := excelize.NewFile()
	defer book.Close()
	sign(book, time.Time{})
	n := 0
	for _, s := range p.Sheets() {
		rows := s.unread()
		if len(rows) == 0 {
			continue
		}
		n++
		if err := problemRows(book, fmt.Sprintf("%d %s", n, s.Template), s, rows); err != nil {
			return fmt.Errorf("write problems: %w", err)
		}
	}
	if err := allIssues(book, p); err != nil {
		return fmt.Errorf("write problems: %w", err)
	}
	return book.Write(w)
}

// unread lists the rows that a person must look at.
func (s *Sheet) unread() []*Row {
	var out []*Row
	for _, r := range s.Rows {
		if r.Outcome == Failed || r.Outcome == Conflict {
			out = append(out, r)
		}
	}
	return out
}

func problemRows(book *excelize.File, name string, s *Sheet, rows []*Row) error {
	if _, err := book.NewSheet(strings.TrimSpace(name)); err != nil {
		return err
	}
	p, err := newPage(book, strings.TrimSpace(name))
	if err != nil {
		return err
	}
	headers := []any{}
	for _, c := range s.Columns {
		headers = append(headers, c.Header)
	}
	headers = append(headers, "原因", "原行号")
	p.row(p.heading, []any{s.heading()})
	p.row(p.plain, []any{s.unitWords()})
	p.row(p.head, headers)
	for _, r := range rows {
		p.row(p.cell, r.withReason(s.Columns))
	}
	return p.flush()
}

// heading keeps the form's words and the year, so that the rows are read as before.
func (s *Sheet) heading() string {
	name := s.Name
	if t, ok := templateOf(s.Template); ok {
		name = t.Name
	}
	if s.Year != 0 {
		name = itoa(s.Year) + "年" + name
	}
	return name + "（问题行）"
}

func (s *Sheet) unitWords() any {
	if s.Unit == "" {
		return nil
	}
	return "单位：" + s.Unit
}

func (r *Row) withReason(columns []Column) []any {
	var out []any
	for _, c := range columns {
		out = append(out, textAt(r.Cells, c.Index))
	}
	var why []string
	for _, i := range r.Issues {
		if i.Blocking || i.Code == "row.conflict" {
			why = append(why, strings.TrimSpace(i.Column+" "+i.Message)+"；"+i.Suggestion)
		}
	}
	return append(out, strings.Join(why, "\n"), r.Number)
}

func allIssues(book *excelize.File, p *Plan) error {
	const name = "错误与提示"
	if err := book.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	out, err := newPage(book, name)
	if err != nil {
		return err
	}
	out.row(out.head, []any{"文件", "工作表", "行", "列", "原值", "级别", "说明", "建议"})
	for _, f := range p.Files {
		for _, s := range f.Sheets {
			for _, list := range [][]Issue{s.Errors(), s.Warnings()} {
				for _, i := range list {
					out.row(out.cell, []any{f.Name, s.Name, i.Row, i.Column, i.Value, severity(i), i.Message, i.Suggestion})
				}
			}
		}
	}
	return out.flush()
}

func severity(i Issue) string {
	if i.Blocking {
		return "错误"
	}
	return "提示"
}
