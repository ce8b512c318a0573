package sheet

import (
	"regexp"
	"strings"

	"chainatlas/model"
)

// A header is expected in the first rows; further down, a row must look like one before it is tried.
const (
	headerRows  = 20
	headerDepth = 3 // levels of a header: 投资情况 / 其中： / 固定资产投资（亿元）
	titleRows   = 4 // titles, unit rows and blanks above a header further down
)

// layout is how a table, or a part of it under a header of its own, is to be read.
type layout struct {
	title       int // the first row of the titles above the header
	first, last int // rows of the header
	end         int // the row after the last one that the header speaks for
	kind        model.Kind
	template    *Template
	columns     []Column
	score       int
	repeats     map[int]bool // rows below that say the header again
	titles      map[int]bool // rows below that are titles of the next printed page
}

// finder looks for the headers of a table, from top to bottom.
type finder struct {
	table   *Table
	forms   []form
	mapping map[string]string
	found   []layout
	unread  []layout // headers of tables that nothing answers to, after the first one that was understood
}

// recognise finds the headers of a table and what their columns mean. A sheet may hold several tables, one below the
// other; each row is read by the header above it. Nothing is found when no row looks like a header.
func recognise(t *Table, o Options) (*finder, error) {
	forms, err := wanted(o.Kind)
	if err != nil {
		return nil, err
	}
	f := &finder{table: t, forms: forms, mapping: plainMapping(o.Mapping)}
	for i, seen := 0, 0; i < len(t.Rows); {
		if !blankRow(t.Rows[i]) {
			seen++
		}
		i = f.row(i, seen)
	}
	return f, nil
}

// row looks whether a header begins in row i, and says which row to look at next.
func (f *finder) row(i, seen int) int {
	early := len(f.found) == 0 && seen <= headerRows && !blankRow(f.table.Rows[i])
	if !early && !looksLikeHeader(f.table.Rows[i]) {
		return i + 1
	}
	l, ok := f.headerAt(i)
	switch {
	case ok && len(f.found) > 0 && f.current().saysAgain(l):
		f.repeated(l)
	case ok && (early || l.mostlyKnown()):
		f.start(l, &f.found)
	case len(f.found) > 0 && hasSerial(f.table.Rows[i]) && !f.current().repeatsWords(f.table, i):
		f.start(layout{first: i, last: i}, &f.unread)
		return i + 1
	default:
		return i + 1
	}
	return l.last + 1
}

// headerAt is the best header that begins in row i, or in a row that it would swallow: a title may look like the upper
// level of what follows it.
func (f *finder) headerAt(i int) (layout, bool) {
	var best layout
	for at := i; at <= max(i, best.last) && at < len(f.table.Rows); at++ {
		words := f.table.Name + f.wordsAbove(at)
		for _, c := range candidates(f.table, at) {
			l, ok := bestForm(c, f.forms, f.mapping, words)
			l.score = 2*l.score - (c.last - c.first) // of equals, fewer rows are the better header
			if c.cuts(f.table) {
				l.score /= 2
			}
			if ok && l.score > best.score {
				best = l
			}
		}
	}
	return best, best.score > 0
}

// wordsAbove are the titles above a header: everything above the first, the nearest rows above a later one.
func (f *finder) wordsAbove(header int) string {
	var b strings.Builder
	for i := f.titleOf(header); i < header; i++ {
		b.WriteString(" " + strings.Join(rowTexts(f.table, i), " "))
	}
	return b.String()
}

func (f *finder) titleOf(header int) int {
	if len(f.found) == 0 {
		return 0
	}
	first := header
	for i := header - 1; i >= header-titleRows && i > f.current().last; i-- {
		switch {
		case f.isTitle(i):
			first = i
		case !blankRow(f.table.Rows[i]):
			return first
		}
	}
	return first
}

func (f *finder) current() *layout { return &f.found[len(f.found)-1] }

// start ends the table before, and begins a new one.
func (f *finder) start(l layout, list *[]layout) {
	l.title, l.end = f.titleOf(l.first), len(f.table.Rows)
	l.repeats, l.titles = make(map[int]bool), make(map[int]bool)
	for _, before := range [][]layout{f.found, f.unread} {
		for i := range before {
			before[i].end = min(before[i].end, l.title)
		}
	}
	*list = append(*list, l)
}

// repeated notes a header that stands on every printed page, with its titles. After a table that could not be read it
// brings the known one back.
func (f *finder) repeated(l layout) {
	if c := f.current(); c.end <= l.first {
		f.start(l, &f.found)
		return
	}
	for i := f.titleOf(l.first); i < l.first; i++ {
		f.current().titles[i] = true
	}
	for i := l.first; i <= l.last; i++ {
		f.current().repeats[i] = true
	}
}

// saysAgain tells whether a header further down gives every column the meaning that it has already.
func (l *layout) saysAgain(other layout) bool {
	if l.kind != other.kind {
		return false
	}
	for i, c := range other.columns {
		if c.Header == "" {
			continue
		}
		if i >= len(l.columns) || c.Field != l.columns[i].Field || c.target != nil && l.columns[i].target != nil && c.target.unit != l.columns[i].target.unit {
			return false
		}
	}
	return true
}

// mostlyKnown keeps a row of words from being taken for a header: further down most of its columns must be known.
func (l *layout) mostlyKnown() bool {
	known, words := 0, 0
	for _, c := range l.columns {
		if c.Header != "" {
			words++
		}
		if c.target != nil {
			known++
		}
	}
	return 2*known >= words
}

// repeatsWords tells whether a row says the header's own words again.
func (l *layout) repeatsWords(t *Table, row int) bool {
	same, words := 0, 0
	for col, c := range t.Rows[row] {
		if c.Kind == Empty {
			continue
		}
		words++
		for i := l.first; i <= l.last; i++ {
			if plainHeader(c.Text) == plainHeader(t.At(i, col).Text) {
				same++
				break
			}
		}
	}
	return same >= 3 && same*2 >= words
}

func flat(s string) string { return strings.Join(strings.Fields(s), "") }

func blankRow(row []Cell) bool {
	for _, c := range row {
		if c.Kind != Empty {
			return false
		}
	}
	return true
}

// looksLikeHeader tests a row further down before all forms are tried on it: words only, most of them known as headers.
func looksLikeHeader(row []Cell) bool {
	words, known, serial := 0, 0, false
	for _, c := range row {
		switch {
		case c.Kind == Empty:
			continue
		case c.Kind != Text || numberLike.MatchString(c.Text):
			return false
		case words == 4 && known == 0:
			return false
		case words < 8 && isHeaderWord(c.Text):
			known++
			serial = serial || serialWord.MatchString(plainHeader(c.Text))
		}
		words++
	}
	return words >= 3 && (serial || known >= 3 || known == 2 && words <= 4)
}

var (
	serialWord = regexp.MustCompile(`^(序号|编号|顺号|no\.?)$`)
	numberLike = regexp.MustCompile(`^[共约计]*[0-9][0-9.,]*[^0-9]{0,4}$`)
)

func hasSerial(row []Cell) bool {
	for _, c := range row {
		if c.Kind == Text && serialWord.MatchString(plainHeader(c.Text)) {
			return true
		}
	}
	return false
}

// isHeaderWord tells whether a header of any kind is called so.
func isHeaderWord(s string) bool {
	if len(s) > 60 {
		return false
	}
	for _, form := range headerForms(plainHeader(s)) {
		for _, names := range fieldIndex() {
			if _, ok := names[form]; ok && form != "" {
				return true
			}
		}
	}
	return false
}

var titleWords = regexp.MustCompile(`(台账|统计表|一览表|登记表|情况表|清单|名录|第.{1,4}页|单位[:：])`)

// isTitle tells whether a row above a later header is a title or a unit row, and no record.
func (f *finder) isTitle(i int) bool {
	t, words, text := f.table, 0, ""
	for _, c := range t.Rows[i] {
		if c.Kind != Empty {
			words++
			text += squeeze(c.Text)
		}
	}
	return words > 0 && words <= 2 && !totalWords.MatchString(text) &&
		(t.At(i, 0).Kind == Text && words == 1 && f.current().columns[0].Field == "" || spans(t, i) || titleWords.MatchString(text) || sectionWords.MatchString(text))
}

// spans tells whether a merged cell of the row is as wide as a title.
func spans(t *Table, i int) bool {
	for _, m := range t.Merges {
		if m.Row == i && m.LastCol-m.Col >= 2 {
			return true
		}
	}
	return false
}
