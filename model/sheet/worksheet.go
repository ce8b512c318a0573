package sheet

import (
	"strings"
)

// sheetReader fills a Table from a worksheet part.
type sheetReader struct {
	book  *workbook
	table *Table
	row   int // index of the row being read
	col   int
	cells int

	kind    string // t attribute
	style   int
	value   string
	inline  strings.Builder
	formula bool
	valued  bool // a <v> was there
	inCell  bool
	phon    bool
}

func (w *workbook) readSheet(p sheetPart) (Table, error) {
	t := Table{Name: p.name, Hidden: p.hidden, HiddenRows: make(map[int]bool), Date1904: w.date1904}
	r := &sheetReader{book: w, table: &t, row: -1}
	err := w.each(p.part, r.tag)
	return t, err
}

func (r *sheetReader) tag(s *scanner) error {
	switch s.name {
	case "row":
		if !s.end {
			return r.startRow(s)
		}
	case "c":
		return r.cell(s)
	case "v":
		r.valued = true
		if s.end {
			r.value = unescape(s.text)
		}
	case "f":
		r.formula = true
	case "rPh":
		r.phon = !s.end && !s.empty
	case "t":
		if s.end && r.inCell && !r.phon {
			r.inline.WriteString(unescape(s.text))
		}
	case "mergeCell":
		r.merge(s)
	}
	return nil
}

func (r *sheetReader) startRow(s *scanner) error {
	r.row++
	if n := intOf(s.attr("r")); n > 0 {
		r.row = n - 1
	}
	r.col = -1
	if r.row >= 1<<20 || r.row < len(r.table.Rows) {
		return nil // rows out of order: later ones with the same number are kept out by cell
	}
	if isTrue(s.attr("hidden")) {
		r.table.HiddenRows[r.row] = true
	}
	return nil
}

func (r *sheetReader) cell(s *scanner) error {
	if !s.end {
		r.col++
		if _, col, ok := place(string(s.attr("r"))); ok {
			r.col = col
		}
		r.kind, r.style = string(s.attr("t")), intOf(s.attr("s"))
		r.value, r.formula, r.valued, r.inCell = "", false, false, true
		r.inline.Reset()
	}
	if s.end || s.empty {
		r.inCell = false
		return r.put(r.content())
	}
	return nil
}

func (r *sheetReader) content() Cell {
	switch r.kind {
	case "s":
		if text, ok := r.book.sharedString(r.value); ok {
			return textCell(text)
		}
		return Cell{}
	case "inlineStr":
		return textCell(r.inline.String())
	case "str":
		if r.formula && !r.valued {
			return Cell{Kind: NoValue} // with an empty <v> the result is no words
		}
		return textCell(r.value)
	case "b":
		return Cell{Text: map[bool]string{true: "是", false: "否"}[r.value == "1"], Kind: Bool}
	case "e":
		return Cell{Text: r.value, Kind: ErrorCell}
	case "d":
		day, _, _ := strings.Cut(r.value, "T")
		return Cell{Text: day, Shown: day, Kind: DateCell}
	}
	if r.value == "" {
		if r.formula {
			return Cell{Kind: NoValue}
		}
		return Cell{}
	}
	return r.book.number(r.value, r.style)
}

func (r *sheetReader) put(c Cell) error {
	if c.Kind == Empty || r.col < 0 || r.col >= maxColumns || r.row < 0 || r.row >= 1<<20 {
		return nil
	}
	for len(r.table.Rows) <= r.row {
		r.table.Rows = append(r.table.Rows, nil)
		r.cells++
	}
	row := r.table.Rows[r.row]
	if r.col >= len(row) {
		r.cells += r.col + 1 - len(row)
		if r.cells > maxCells {
			return ErrTooLarge
		}
		if cap(row) <= r.col {
			row = append(make([]Cell, 0, max(r.col+1, r.width())), row...)
		}
		row = row[:r.col+1]
		r.table.Rows[r.row] = row
	}
	row[r.col] = c
	return nil
}

// width guesses how long the row becomes from the row before.
func (r *sheetReader) width() int {
	if r.row == 0 {
		return 0
	}
	return len(r.table.Rows[r.row-1])
}

func (r *sheetReader) merge(s *scanner) {
	if s.end || len(r.table.Merges) >= 200_000 {
		return
	}
	from, to, ok := strings.Cut(string(s.attr("ref")), ":")
	row, col, okFrom := place(from)
	lastRow, lastCol, okTo := place(to)
	if ok && okFrom && okTo && lastRow >= row && lastCol >= col {
		r.table.Merges = append(r.table.Merges, Merge{row, col, lastRow, lastCol})
	}
}

// place reads a cell's name: B3 is row 2, column 1.
func place(ref string) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && i < 4; i++ {
		col = col*26 + int(ref[i]-'A') + 1
	}
	row = intOf([]byte(ref[i:]))
	return row - 1, col - 1, i > 0 && row > 0
}

// letter is a column's name: 0 is A, 27 is AB.
func letter(col int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}
