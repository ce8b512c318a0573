package sheet

import (
	"chainatlas/model"
)

// How rows find the records they belong to, and what they do to them.
const (
	MatchUSCC         = "uscc"
	MatchName         = "name"
	MatchNameInvestor = "name+investor"
	MatchNone         = "none" // every row is new

	UpdateEmptyKeeps = "empty-keeps" // an empty cell leaves the record's value
	UpdateOverwrite  = "overwrite"   // an empty cell clears the record's value
	UpdateNever      = "never"       // known records are skipped
)

// Options say how to read. The zero value finds everything out by itself and matches nothing.
type Options struct {
	Kind     string            // "" or auto, a template (T1 … T14) or a kind (project, 项目 …)
	Sheet    string            // only the sheet of this name
	Mapping  map[string]string // header → field key or label; "" or "-" leaves the column out
	Match    string            // "" is the default of the kind: code, else name and investor; USCC, else name
	Update   string            // "" is UpdateEmptyKeeps
	Partial  bool              // take the good rows although others have errors
	Hidden   bool              // take hidden sheets and rows too
	Year     int               // the ledger's year, when the title does not say it
	Unit     string            // the unit of amounts that nothing else gives a unit
	Existing Existing          // the records to match; nil for none

	// Locate turns two coordinates and the words for their system into a place; nil keeps the words only.
	Locate func(x, y, crs string) (model.Location, []model.Problem)
	// Industry is the classification's name of an industry code; nil knows the two codes that its editions mix up.
	Industry func(code string) string
	// Progress is called now and then with rows done and rows in all.
	Progress func(done, total int)
}

// Check returns an OptionError for a kind, a unit or a field of the mapping that nothing answers to.
func (o Options) Check() error {
	forms, err := wanted(o.Kind)
	if err != nil && !declared(o.Kind) {
		return &OptionError{"kind", o.Kind, err}
	}
	if _, ok := model.MoneyUnit(o.Unit); o.Unit != "" && !ok {
		return &OptionError{"unit", o.Unit, model.ErrBadValue}
	}
	for _, field := range o.Mapping {
		known := leavesOut(field) || len(forms) == 0
		for _, f := range forms {
			if _, ok := lookUp(f.kind, plainHeader(field)); ok {
				known = true
			}
		}
		if !known {
			return &OptionError{"mapping", field, model.ErrUnknownField}
		}
	}
	return nil
}

// declared tells whether a form of that code exists, though this version may not read it.
func declared(code string) bool {
	_, ok := templateOf(code)
	return ok
}

// Existing is what a plan compares with. The store implements it.
type Existing interface {
	model.Finder
	All(model.Kind) ([]model.Record, error)
}

// Outcome is what a row will do.
type Outcome string

// The outcomes.
const (
	Added    Outcome = "新增"
	Updated  Outcome = "更新"
	Skipped  Outcome = "跳过" // nothing changes, or known records are not to be changed
	Conflict Outcome = "冲突" // a person must decide; not imported
	Failed   Outcome = "错误"
)

// Plan is what importing files would do.
type Plan struct {
	Files   []*File
	Partial bool
}

// File is one file of a plan.
type File struct {
	Name   string // base name
	Path   string
	Err    error // why it could not be read, nil when it was
	Sheets []*Sheet
}

// Sheet is one recognised table of a file.
type Sheet struct {
	Name      string
	Template  string     // T1 …; "" when read by field names alone
	Kind      model.Kind // what its rows are
	HeaderRow int        // Excel row of the (lower) header, counted from 1
	Year      int        // the ledger's year, 0 when unknown
	Unit      string     // of the unit row, "" when there is none
	Columns   []Column
	Rows      []*Row
	Issues    []Issue // about the sheet as a whole: unknown columns, rows left out

	titles   []string // the words above the header, row by row
	words    string   // file, sheet and titles: what they say of every row
	declared bool     // the caller named the form

	forVisitors bool // an export of our own that was made for visitors
}

// Column is one column of a sheet.
type Column struct {
	Index  int    // from 0
	Header string // as written, two levels joined by /
	Field  string // key; "" when nothing answers to the header

	target *target
	twin   int // the number, from 1, of the column that means the same
}

// Means is what a person calls the field that the column fills, "" for none.
func (c Column) Means() string {
	if c.target == nil {
		return ""
	}
	return c.target.label()
}

// Ignored tells whether the column is known to mean nothing: 序号, or one that the caller left out.
func (c Column) Ignored() bool {
	return c.target != nil && (c.target.part == ignored || c.target.part == reasonPart)
}

// Row is one data row.
type Row struct {
	Number  int // Excel row, counted from 1
	Outcome Outcome
	Why     string       // for Skipped and Conflict, in Chinese
	Record  model.Record // as it will be; for Failed as far as it could be read
	Before  model.Record // as it is now, nil when new
	Issues  []Issue
	Cells   []string // the words of the row by column, for the list of problems

	chain string // from the heading above
	rival *entry // of a conflict: the one record that the row may mean
}

// Issue is an error or a warning about a cell, a row or a sheet.
type Issue struct {
	Row        int    `json:"row"`    // Excel row, 0 for the whole sheet
	Column     string `json:"column"` // letter and header: L 计划总投资（亿元）
	Value      string `json:"value"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion"`
	Blocking   bool   `json:"-"`
	Code       string `json:"-"`
}

// Counts are the rows of a plan by outcome.
type Counts struct{ Rows, Added, Updated, Skipped, Conflicts, Failed int }

// Count counts the rows of all sheets.
func (p *Plan) Count() Counts {
	var c Counts
	for _, s := range p.Sheets() {
		c.add(s.Count())
	}
	return c
}

// Sheets lists the sheets of all files.
func (p *Plan) Sheets() []*Sheet {
	var out []*Sheet
	for _, f := range p.Files {
		out = append(out, f.Sheets...)
	}
	return out
}

// Blocked tells whether a file that cannot be read, or rows with errors, keep the whole plan from being imported.
func (p *Plan) Blocked() bool {
	for _, f := range p.Files {
		if f.Err != nil {
			return true
		}
	}
	return !p.Partial && p.Count().Failed > 0
}

// Records gives the records to put, each once and as the last row left it.
// It returns ErrRowErrors when the plan is blocked.
func (p *Plan) Records() ([]model.Record, error) {
	if p.Blocked() {
		return nil, ErrRowErrors
	}
	var out []model.Record
	at := make(map[model.ID]int)
	for _, s := range p.Sheets() {
		for _, row := range s.Rows {
			if row.Outcome != Added && row.Outcome != Updated {
				continue
			}
			if i, ok := at[row.Record.Head().ID]; ok {
				out[i] = row.Record
				continue
			}
			at[row.Record.Head().ID] = len(out)
			out = append(out, row.Record)
		}
	}
	return out, nil
}

// Count counts the rows of the sheet.
func (s *Sheet) Count() Counts {
	c := Counts{Rows: len(s.Rows)}
	for _, r := range s.Rows {
		switch r.Outcome {
		case Added:
			c.Added++
		case Updated:
			c.Updated++
		case Skipped:
			c.Skipped++
		case Conflict:
			c.Conflicts++
		case Failed:
			c.Failed++
		}
	}
	return c
}

func (c *Counts) add(d Counts) {
	c.Rows += d.Rows
	c.Added += d.Added
	c.Updated += d.Updated
	c.Skipped += d.Skipped
	c.Conflicts += d.Conflicts
	c.Failed += d.Failed
}

// Errors lists what blocks, row by row.
func (s *Sheet) Errors() []Issue { return s.issues(true) }

// Warnings lists what is worth a look: about the sheet first, then row by row.
func (s *Sheet) Warnings() []Issue { return s.issues(false) }

func (s *Sheet) issues(blocking bool) []Issue {
	out := []Issue{}
	for _, i := range s.Issues {
		if i.Blocking == blocking {
			out = append(out, i)
		}
	}
	for _, r := range s.Rows {
		for _, i := range r.Issues {
			if i.Blocking == blocking {
				out = append(out, i)
			}
		}
	}
	return out
}

// Blocking tells whether one of the row's issues is an error.
func (r *Row) Blocking() bool {
	for _, i := range r.Issues {
		if i.Blocking {
			return true
		}
	}
	return false
}

// Changed lists the fields that an update changes, nil for other rows.
func (r *Row) Changed() []*model.Field {
	if r.Outcome != Updated || r.Before == nil {
		return nil
	}
	var out []*model.Field
	for _, f := range model.FieldsOf(r.Record.Kind()) {
		if f.Text(r.Before) != f.Text(r.Record) {
			out = append(out, f)
		}
	}
	return out
}
