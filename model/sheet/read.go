package sheet

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"chainatlas/model"
)

// Read reads one ledger file and says what importing it would do. It writes nothing. Errors of single rows stand in
// the plan; an error is returned for a file that cannot be read as a ledger, or when ctx ends.
func Read(ctx context.Context, path string, o Options) (*Plan, error) {
	return ReadAll(ctx, []string{path}, o)
}

// ReadAll reads several files as one import: rows of later files update what earlier ones add.
func ReadAll(ctx context.Context, paths []string, o Options) (*Plan, error) {
	p := &planner{ctx: ctx, o: o, plan: &Plan{Partial: o.Partial}, indexes: make(map[model.Kind]*index)}
	var finder model.Finder
	if o.Existing != nil {
		finder = o.Existing
	}
	p.links = newLinkCache(finder)
	for _, path := range paths {
		if err := p.open(path); err != nil {
			return nil, fmt.Errorf("read ledger %s: %w", filepath.Base(path), err)
		}
	}
	for _, job := range p.jobs {
		if err := p.rows(job); err != nil {
			return nil, err
		}
	}
	return p.plan, nil
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
	if err := p.ctx.Err(); err != nil {
		return err
	}
	tables, err := Open(path)
	if err != nil {
		return err
	}
	f := &File{Name: filepath.Base(path), Path: path}
	var notes []Issue
	var declined error
	for i := range tables {
		t := &tables[i]
		if p.o.Sheet != "" && t.Name != p.o.Sheet || len(t.Rows) == 0 {
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

// recognise makes a sheet of a table, or a note why not.
func (p *planner) recognise(f *File, t *Table) ([]Issue, error) {
	l, ok, err := recognise(t, p.o)
	if err != nil {
		return nil, err
	}
	if !ok {
		return []Issue{{Value: t.Name, Code: "sheet.no_header", Message: "工作表「" + t.Name + "」没有找到台账表头，未导入", Suggestion: "核对表头，或指定表类型"}}, nil
	}
	if l.kind == "" {
		return []Issue{{Value: t.Name, Code: "sheet.unsupported", Message: "工作表「" + t.Name + "」是" + l.template.Name + "，本版本不能导入", Suggestion: "只导入其他工作表"}},
			fmt.Errorf("%s %s: %w", l.template.Code, l.template.Name, ErrUnknownTemplate)
	}
	s := &Sheet{Name: t.Name, Kind: l.kind, HeaderRow: l.last + 1, Columns: l.columns, Unit: unitAbove(t, l.first), Year: p.o.Year, matched: make(map[model.ID]int)}
	if l.template != nil {
		s.Template = l.template.Code
	}
	if s.Year == 0 {
		s.Year = yearAbove(t, l.first, f.Name)
	}
	s.unknownColumns(t, l)
	f.Sheets = append(f.Sheets, s)
	p.jobs = append(p.jobs, job{f, s, t, newBody(t, l, p.o.Hidden)})
	p.total += max(0, len(t.Rows)-l.last-1)
	return nil, nil
}

// unknownColumns warns of headers that nothing answers to, and drops columns without any header.
func (s *Sheet) unknownColumns(t *Table, l layout) {
	s.Columns = slices.DeleteFunc(slices.Clone(l.columns), func(c Column) bool { return c.Header == "" })
	for _, c := range s.Columns {
		if c.target == nil {
			s.Issues = append(s.Issues, Issue{Row: s.HeaderRow, Column: c.Label(), Value: c.Header, Code: "column.unknown",
				Message: "未识别的列「" + c.Header + "」，没有导入", Suggestion: "如需导入，请为该列指定字段"})
		}
	}
}

// rows reads the rows of a table.
func (p *planner) rows(j job) error {
	x, err := p.indexOf(j.sheet.Kind)
	if err != nil {
		return err
	}
	r := &reader{o: p.o, sheet: j.sheet, body: j.body, columns: readingOrder(j.sheet.Columns), links: p.links}
	left := make(map[rowKind][]int)
	for i := j.body.layout.last + 1; i < len(j.table.Rows); i++ {
		if err := p.tick(); err != nil {
			return err
		}
		switch k := j.body.kindOf(i); k {
		case dataRow:
			p.take(j, x, r.read(i), i)
		case blank:
		case sectionRow:
			r.section = j.body.sectionName(i)
			left[k] = append(left[k], i+1)
		default:
			left[k] = append(left[k], i+1)
		}
	}
	j.sheet.Issues = append(j.sheet.Issues, leftOut(left)...)
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

// readingOrder puts the chain first, and leaves out columns that mean nothing.
func readingOrder(columns []Column) []Column {
	var first, rest []Column
	for _, c := range columns {
		switch {
		case c.target == nil:
		case c.Field == "chain" || c.target.part == chainRole:
			first = append(first, c)
		default:
			rest = append(rest, c)
		}
	}
	return append(first, rest...)
}

// take decides what a row will do.
func (p *planner) take(j job, x *index, d *draft, i int) {
	row := d.row
	j.sheet.Rows = append(j.sheet.Rows, row)
	if row.Blocking() {
		row.Outcome = Failed
	} else {
		p.decide(j, x, d)
	}
	if row.Outcome == Failed || row.Outcome == Conflict || len(row.Issues) > 0 {
		row.Cells = words(j.body, i)
	}
}

func (p *planner) decide(j job, x *index, d *draft) {
	row := d.row
	found, why := x.match(d, p.o)
	if why != "" {
		row.conflict(why)
		return
	}
	if found == nil {
		p.addNew(j, x, d)
		return
	}
	id := found.record.Head().ID
	if earlier, ok := j.sheet.matched[id]; ok {
		row.conflict(fmt.Sprintf("与本表第 %d 行是同一条记录", earlier))
		return
	}
	j.sheet.matched[id] = row.Number
	row.Before = found.record
	if p.o.Update == UpdateNever {
		row.Outcome, row.Why, row.Record = Skipped, "已有该记录", found.record
		return
	}
	p.update(j, x, d, found)
}

// conflict leaves the row to a person, and says so among the warnings.
func (r *Row) conflict(why string) {
	r.Outcome, r.Why = Conflict, why
	r.Issues = append(r.Issues, Issue{Row: r.Number, Value: r.Record.Head().Name, Code: "row.conflict", Message: "冲突，未导入：" + why,
		Suggestion: "核对后修改该行，或在 id 列填写要更新的记录的系统编号"})
}

func (p *planner) update(j job, x *index, d *draft, found *entry) {
	row := d.row
	out := merged(found.record, d, p.o.Update == UpdateOverwrite)
	if d.id.IsZero() {
		applyDefaults(out, j.sheet) // a row with an id is our own ledger coming back: what it does not say was not said
	}
	row.Record = out
	if model.Same(found.record, out) {
		row.Outcome, row.Why = Skipped, "没有变化"
		return
	}
	row.Outcome = Updated
	found.record = out
	x.add(found)
}

func (p *planner) addNew(j job, x *index, d *draft) {
	row, h := d.row, d.row.Record.Head()
	if x.twinned(d) && p.o.Match != MatchNone {
		row.Issues = append(row.Issues, Issue{Row: row.Number, Value: h.Name, Code: "project.twin",
			Message: "已有同名项目，但投资方或项目代码不同，作为新项目导入", Suggestion: "核对是否为同一项目"})
	}
	if h.ID = d.id; h.ID.IsZero() {
		h.ID = model.NewID()
	}
	if h.Source == "" {
		h.Source = fmt.Sprintf("导入：%s %s 第%d行", j.file.Name, j.sheet.Name, row.Number)
	}
	applyDefaults(row.Record, j.sheet)
	row.Outcome = Added
	j.sheet.matched[h.ID] = row.Number
	x.add(&entry{record: row.Record})
}

// words are the cells of a row as a person saw them.
func words(b *body, i int) []string {
	out := make([]string, len(b.layout.columns))
	for col := range out {
		c, _ := b.cell(i, col)
		out[col] = c.Text
		if c.Kind == DateCell {
			out[col] = c.Shown
		}
	}
	return out
}
