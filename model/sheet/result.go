package sheet

// Result is the plan as the command line prints it.
type Result struct {
	Files   []FileResult `json:"files"`
	Batch   string       `json:"batch"`   // the store's batch, "" when nothing was written
	Written bool         `json:"written"` // false: the counts are what would have happened
}

// FileResult is a file of a Result.
type FileResult struct {
	File   string        `json:"file"`
	Sheets []SheetResult `json:"sheets"`
	Error  string        `json:"error,omitempty"` // why it could not be read
}

// SheetResult is a sheet of a Result.
type SheetResult struct {
	Sheet     string         `json:"sheet"`
	Kind      string         `json:"kind"`
	Template  string         `json:"template"`
	HeaderRow int            `json:"header_row"`
	Columns   []ColumnResult `json:"columns"`
	Rows      int            `json:"rows"`
	Added     int            `json:"added"`
	Updated   int            `json:"updated"`
	Skipped   int            `json:"skipped"`
	Conflicts int            `json:"conflicts"`
	Errors    []Issue        `json:"errors"`
	Warnings  []Issue        `json:"warnings"`
}

// ColumnResult is a column of a SheetResult.
type ColumnResult struct {
	Header string `json:"header"`
	Field  string `json:"field"`
}

// Result makes the plan's JSON form; batch is the store's batch, "" for a dry run.
func (p *Plan) Result(batch string) Result {
	out := Result{Files: []FileResult{}, Batch: batch, Written: batch != ""}
	for _, f := range p.Files {
		fr := FileResult{File: f.Name, Sheets: []SheetResult{}}
		if f.Err != nil {
			fr.Error = f.Err.Error()
		}
		for _, s := range f.Sheets {
			fr.Sheets = append(fr.Sheets, s.result())
		}
		out.Files = append(out.Files, fr)
	}
	return out
}

func (s *Sheet) result() SheetResult {
	c := s.Count()
	out := SheetResult{
		Sheet: s.Name, Kind: string(s.Kind), Template: s.Template, HeaderRow: s.HeaderRow, Columns: []ColumnResult{},
		Rows: c.Rows, Added: c.Added, Updated: c.Updated, Skipped: c.Skipped, Conflicts: c.Conflicts,
		Errors: s.Errors(), Warnings: s.Warnings(),
	}
	for _, col := range s.Columns {
		out.Columns = append(out.Columns, ColumnResult{col.Header, col.Field})
	}
	return out
}
