package sheet

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"chainatlas/model"
)

// Read reads one ledger file and says what importing it would do. It writes nothing. Errors of single rows stand in
// the plan; an error is returned for a file that cannot be read as a ledger, or when ctx ends.
func Read(ctx context.Context, path string, o Options) (*Plan, error) {
	p, err := ReadAll(ctx, []string{path}, o)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// ReadAll reads several files as one import. Each row is compared with what the rows before it made of its record, be
// they on the same sheet, another sheet or in another file: a row of another sheet or file may add what is not stated
// yet; where it says something else, and always on the same sheet, it is a conflict for a person to decide. Nothing
// overwrites what another row of the import said.
//
// A file that cannot be read is noted in the plan with its error, and the first such error is returned beside the plan
// of the others.
func ReadAll(ctx context.Context, paths []string, o Options) (*Plan, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	p := &planner{ctx: ctx, o: o, plan: &Plan{Partial: o.Partial}, indexes: make(map[model.Kind]*index)}
	var finder model.Finder
	if o.Existing != nil {
		finder = o.Existing
	}
	p.links = newLinkCache(finder)
	var failed error
	for _, path := range paths {
		err := p.open(path)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			err = &FileError{filepath.Base(path), err}
			p.plan.Files = append(p.plan.Files, &File{Name: filepath.Base(path), Path: path, Err: err})
			failed = cmp.Or(failed, err)
		}
	}
	for _, job := range p.jobs {
		if err := p.rows(job); err != nil {
			return nil, err
		}
	}
	p.nameRivals()
	return p.plan, failed
}

// planner reads files into one plan.
type planner struct {
	ctx     context.Context
	o       Options
	plan    *Plan
	links   *linkCache
	indexes map[model.Kind]*index
	jobs    []job

	done, total int
}

// job is one recognised table, waiting for its rows to be read.
type job struct {
	file  *File
	sheet *Sheet
	table *Table
	body  *body
}

// open recognises the tables of a file.
func (p *planner) open(path string) error {
	tables, err := Open(path)
	if err != nil {
		return err
	}
	f := &File{Name: filepath.Base(path), Path: path}
	var notes []Issue
	var declined error
	for i := range tables {
		t := &tables[i]
		if p.o.Sheet != "" && t.Name != p.o.Sheet || len(t.Rows) == 0 || t.Name == issuesName {
			continue
		}
		if t.Hidden && !p.o.Hidden && p.o.Sheet == "" {
			notes = append(notes, Issue{Value: t.Name, Code: "sheet.hidden", Message: "隐藏的工作表「" + t.Name + "」未导入", Suggestion: "如需导入，请取消隐藏，或指定该工作表"})
			continue
		}
		note, err := p.recognise(f, t)
		if err != nil {
			declined = err
		}
		notes = append(notes, note...)
	}
	if len(f.Sheets) == 0 {
		return p.nothingFound(tables, declined)
	}
	f.Sheets[0].Issues = append(f.Sheets[0].Issues, notes...)
	p.plan.Files = append(p.plan.Files, f)
	return nil
}

func (p *planner) nothingFound(tables []Table, declined error) error {
	named := func(t Table) bool { return t.Name == p.o.Sheet }
	switch {
	case p.o.Sheet != "" && !slices.ContainsFunc(tables, named):
		return fmt.Errorf("%q: %w", p.o.Sheet, ErrNoSheet)
	case declined != nil:
		return declined
	}
	return ErrNoLedger
}

// recognise makes a sheet of each table that stands on a page, or a note why not.
func (p *planner) recognise(f *File, t *Table) ([]Issue, error) {
	found, err := recognise(t, p.o)
	if err != nil {
		return nil, err
	}
	if len(found.found) == 0 {
		return []Issue{{Value: t.Name, Code: "sheet.no_header", Message: "工作表「" + t.Name + "」没有找到台账表头，未导入", Suggestion: "核对表头，或指定表类型"}}, nil
	}
	var notes []Issue
	for i, l := range found.found {
		if l.kind == "" {
			err = fmt.Errorf("%s %s: %w", l.template.Code, l.template.Name, ErrUnknownTemplate)
			notes = append(notes, Issue{Value: t.Name, Code: "sheet.unsupported", Message: "工作表「" + t.Name + "」是" + l.template.Name + "，本版本不能导入", Suggestion: "只导入其他工作表"})
			continue
		}
		s := p.sheet(f, t, l, i > 0)
		f.Sheets = append(f.Sheets, s)
		p.jobs = append(p.jobs, job{f, s, t, newBody(t, l, p.o.Hidden)})
		p.total += l.end - l.last - 1
	}
	return append(notes, unreadTables(t, found.unread)...), err
}

// sheet describes a table. What a later one on the same page does not say of its unit and year, the one above it said.
func (p *planner) sheet(f *File, t *Table, l layout, later bool) *Sheet {
	s := &Sheet{Name: t.Name, Kind: l.kind, HeaderRow: l.last + 1, Columns: l.columns, Unit: unitAbove(t, l), Year: p.o.Year, titles: titlesAbove(t, l)}
	s.words = strings.Join(append([]string{f.Name, t.Name}, s.titles...), " ")
	if l.template != nil {
		s.Template, s.declared = l.template.Code, strings.EqualFold(p.o.Kind, l.template.Code)
	}
	if s.Year == 0 {
		s.Year = yearAbove(t, l, f.Name)
	}
	if n := len(f.Sheets); later && n > 0 && f.Sheets[n-1].Name == s.Name {
		s.Unit, s.Year = cmp.Or(s.Unit, f.Sheets[n-1].Unit), cmp.Or(s.Year, f.Sheets[n-1].Year)
	}
	s.forVisitors = slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == "level" && strings.Contains(c.Header, visitorsMark) })
	s.doubtfulColumns()
	return s
}

// unreadTables says of tables below the first one that nothing answers to their header.
func unreadTables(t *Table, list []layout) []Issue {
	var out []Issue
	for _, l := range list {
		var words []string
		for _, s := range rowTexts(t, l.first) {
			if s != "" {
				words = append(words, flat(s))
			}
		}
		out = append(out, Issue{Row: l.first + 1, Value: strings.Join(words, "、"), Code: "table.unread",
			Message: fmt.Sprintf("第 %d 行起是另一张表，表头无法识别，第 %d—%d 行未导入", l.first+1, l.first+1, l.end), Suggestion: "核对该表的表头，或把它移到另一张工作表"})
	}
	return out
}

// doubtfulColumns warns of headers that nothing answers to or that say the same, and drops columns without any header.
func (s *Sheet) doubtfulColumns() {
	all := s.Columns
	s.Columns = slices.DeleteFunc(slices.Clone(all), func(c Column) bool { return c.Header == "" })
	beside := sideBySide(all)
	if beside > 0 {
		s.Issues = append(s.Issues, Issue{Row: s.HeaderRow, Column: all[beside].Label(), Value: all[beside].Header, Code: "table.beside",
			Message: letter(beside) + " 列起是并排的另一张表，没有导入", Suggestion: "把它移到左边那张表的下面，或另一张工作表"})
	}
	for _, c := range s.Columns {
		switch {
		case c.target != nil || beside > 0 && c.Index >= beside:
		case c.twin > 0:
			s.Issues = append(s.Issues, Issue{Row: s.HeaderRow, Column: c.Label(), Value: c.Header, Code: "column.twin",
				Message: "重复的列「" + c.Header + "」，没有导入；已按 " + all[c.twin-1].Label() + " 列导入", Suggestion: "如两列内容不同，请为该列指定另一个字段"})
		default:
			s.Issues = append(s.Issues, Issue{Row: s.HeaderRow, Column: c.Label(), Value: c.Header, Code: "column.unknown",
				Message: "未识别的列「" + c.Header + "」，没有导入", Suggestion: "如需导入，请为该列指定字段"})
		}
	}
}

// sideBySide is the first column of a second table beside the first, 0 when there is none: a name begins each.
func sideBySide(columns []Column) int {
	for _, c := range columns {
		if c.twin > 0 && columns[c.twin-1].Field == "name" {
			first := c.Index
			for first > 0 && columns[first-1].Header != "" && columns[first-1].target != nil && columns[first-1].Ignored() {
				first-- // its own 序号
			}
			return first
		}
	}
	return 0
}

// rows reads the rows of a table.
func (p *planner) rows(j job) error {
	x, err := p.indexOf(j.sheet.Kind)
	if err != nil {
		return err
	}
	r := newReader(p, j)
	left := make(map[rowKind][]int)
	for i := j.body.layout.last + 1; i < j.body.layout.end; i++ {
		if err := p.tick(); err != nil {
			return err
		}
		k := j.body.kindOf(i)
		switch k {
		case dataRow:
			r.headings.filled, r.streets.filled = true, true
			p.take(j, x, r, i)
		case blank:
			continue
		case sectionRow:
			r.heading(i, j.body.layout.titles[i])
		case totalRow:
			w := j.body.words(i)
			r.headings.total(w.serial + strings.Join(w.texts, ""))
			r.streets.total(w.serial + strings.Join(w.texts, ""))
		}
		if k != dataRow {
			left[k] = append(left[k], i+1)
		}
	}
	j.sheet.Issues = append(append(j.sheet.Issues, r.strayColumns()...), leftOut(left)...)
	if p.o.Progress != nil {
		p.o.Progress(p.done, p.total)
	}
	return nil
}

// tick counts a row, and every so often tells and looks up.
func (p *planner) tick() error {
	p.done++
	if p.done%256 != 0 {
		return nil
	}
	if p.o.Progress != nil {
		p.o.Progress(p.done, p.total)
	}
	return p.ctx.Err()
}

func (p *planner) indexOf(k model.Kind) (*index, error) {
	if x, ok := p.indexes[k]; ok {
		return x, nil
	}
	x, err := newIndex(k, p.o)
	p.indexes[k] = x
	return x, err
}
