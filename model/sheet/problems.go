package sheet

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

// What the list of problems is known by when it comes back.
const (
	issuesName   = "错误与提示"
	reasonHeader = "原因"
	lineHeader   = "原行号"
	conflictMark = "冲突"
	chainHeader  = "所属产业链"
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
	form := problemForm{s: s, chain: s.chainColumn(), addChain: s.fromHeadings(rows) && s.chainColumn() < 0}
	p.row(p.heading, []any{s.heading()})
	p.row(p.plain, []any{s.unitWords()})
	p.row(p.head, words2(form.headers()))
	for _, r := range rows {
		p.row(p.cell, form.values(r))
	}
	return p.flush()
}

// heading keeps the words that stood above the rows, and the year, so that the rows are read as before.
func (s *Sheet) heading() string {
	var words []string
	for _, w := range append([]string{s.Name}, s.titles...) {
		if !slices.Contains(words, w) && !unitRow.MatchString(model.HalfWidth(w)) {
			words = append(words, w)
		}
	}
	if all := strings.Join(words, " "); s.Year != 0 && !strings.Contains(model.HalfWidth(all), itoa(s.Year)+"年") {
		words = append([]string{itoa(s.Year) + "年"}, words...)
	}
	return strings.Join(words, " ") + "（问题行）"
}

func (s *Sheet) unitWords() any {
	if s.Unit == "" {
		return nil
	}
	return "单位：" + s.Unit
}

// chainColumn is the index of the column that names the chain, -1 when there is none.
func (s *Sheet) chainColumn() int {
	for _, c := range s.Columns {
		if c.Field == "chain" || c.Field == "roles.chain" {
			return c.Index
		}
	}
	return -1
}

func (s *Sheet) fromHeadings(rows []*Row) bool {
	return slices.ContainsFunc(rows, func(r *Row) bool { return r.chain != "" })
}

// problemForm is how the rows of a sheet are written once more: each complete in itself, without headings and merged cells.
type problemForm struct {
	s        *Sheet
	chain    int  // the column that names the chain, -1 for none
	addChain bool // the chain stood in headings alone
}

func (f *problemForm) headers() []string {
	var out []string
	for _, c := range f.s.Columns {
		if c.target == nil || c.target.part != reasonPart && c.Header != lineHeader {
			out = append(out, c.Header)
		}
	}
	if f.addChain {
		out = append(out, chainHeader)
	}
	if !f.s.has("id") {
		out = append(out, "id")
	}
	return append(out, reasonHeader, lineHeader)
}

func (f *problemForm) values(r *Row) []any {
	var out []any
	for _, c := range f.s.Columns {
		if c.target != nil && (c.target.part == reasonPart || c.Header == lineHeader) {
			continue
		}
		text := textAt(r.Cells, c.Index)
		if c.Index == f.chain && model.Blank(text) {
			text = r.chain
		}
		out = append(out, text)
	}
	if f.addChain {
		out = append(out, r.chain)
	}
	if !f.s.has("id") {
		out = append(out, nil)
	}
	return append(out, r.reason(), r.Number)
}

// reason is what must be put right. A conflict begins with its mark: as long as that stands there, nobody has decided.
func (r *Row) reason() string {
	var why []string
	for _, i := range r.Issues {
		switch {
		case i.Code == "row.conflict":
			why = append([]string{i.Message + "；" + i.Suggestion}, why...)
		case i.Blocking:
			why = append(why, strings.TrimSpace(i.Column+" "+i.Message)+"；"+i.Suggestion)
		}
	}
	return strings.Join(why, "\n")
}

func allIssues(book *excelize.File, p *Plan) error {
	if err := book.SetSheetName("Sheet1", issuesName); err != nil {
		return err
	}
	out, err := newPage(book, issuesName)
	if err != nil {
		return err
	}
	out.row(out.head, []any{"文件", "工作表", "行", "列", "原值", "级别", "说明", "建议"})
	for _, f := range p.Files {
		if f.Err != nil {
			out.row(out.cell, []any{f.Name, nil, nil, nil, nil, "错误", "文件无法读取，没有导入", "核对文件格式，或另存为 .xlsx 后重新导入"})
		}
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
