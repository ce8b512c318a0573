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

// form is a kind to try, with its template when there is one.
type form struct {
	kind     model.Kind
	template *Template
}

func wanted(name string) ([]form, error) {
	var out []form
	if name == "" || name == "auto" {
		for i := range templates {
			out = append(out, form{templates[i].Kind, &templates[i]})
		}
		return out, nil
	}
	if t, ok := templateOf(name); ok {
		if t.Kind == "" {
			return nil, ErrUnknownTemplate
		}
		return []form{{t.Kind, t}}, nil
	}
	kind, err := model.ParseKind(name)
	if err != nil {
		return nil, ErrUnknownTemplate
	}
	for i := range templates {
		if templates[i].Kind == kind {
			out = append(out, form{kind, &templates[i]})
		}
	}
	return append(out, form{kind, nil}), nil
}

func bestForm(c candidate, forms []form, mapping map[string]string, words string) (layout, bool) {
	var best layout
	byKind := make(map[model.Kind][]Column)
	for _, f := range forms {
		kind := f.kind
		columns, ok := byKind[kind]
		if !ok {
			columns = resolveAll(c, kind, mapping)
			byKind[kind] = columns
		}
		if l, ok := scoreForm(c, f, columns, words); ok && l.score > best.score {
			best = l
		}
	}
	return best, best.score > 0
}

// scoreForm counts a column that stands in the form itself thrice, another known column once.
func scoreForm(c candidate, f form, columns []Column, words string) (layout, bool) {
	l := layout{first: c.first, last: c.last, kind: f.kind, template: f.template, columns: columns}
	known, exact := 0, 0
	for i, col := range columns {
		if col.Field != "" {
			known++
		}
		if f.template != nil && inForm(c.heads[i].namings(), f.template) {
			exact++
		}
	}
	if f.template != nil && f.kind == "" {
		l.score = 3*exact + exact // known only as a form, to be declined by name
		return l, exact >= 5
	}
	if known < 2 || !hasName(columns, f.kind) || exact+known < 4 {
		return l, false
	}
	l.score = 3*exact + known
	if f.template == nil {
		l.score = known + 1
	} else if speaksOf(words, f.template) {
		l.score += 6
	}
	if l.template != nil && 3*exact < known {
		l.template = nil // nothing of the form but its kind
	}
	return l, true
}

func speaksOf(words string, t *Template) bool {
	for _, w := range t.words {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

func inForm(texts []string, t *Template) bool {
	for _, s := range texts {
		if s == "" {
			continue
		}
		for _, form := range headerForms(plainHeader(s)) {
			if form != "" && formSet()[t.Code][form] {
				return true
			}
		}
	}
	return false
}

// hasName tells whether the columns name the record.
func hasName(columns []Column, k model.Kind) bool {
	for _, c := range columns {
		if c.Field == "name" || c.Field == "id" || k == model.KindSite && c.Field == "park" || k == model.KindVisit && (c.Field == "from" || c.Field == "hosts") ||
			(k == model.KindTarget || k == model.KindReported) && c.Field == "figure" {
			return true
		}
	}
	return false
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

var (
	unitRow    = regexp.MustCompile(`单位\s*:\s*([^\s,;，；)]+)`)
	ledgerYear = regexp.MustCompile(`(20[0-9]{2})\s*年`)
)

// unitAbove finds the unit row above a header: 单位：亿元. It is "" for 填报单位：商务局.
func unitAbove(t *Table, l layout) string {
	for i := l.title; i < l.first; i++ {
		for _, c := range t.Rows[i] {
			for _, m := range unitRow.FindAllStringSubmatch(model.HalfWidth(c.Text), -1) {
				for _, u := range strings.FieldsFunc(m[1], func(r rune) bool { return r == '、' || r == '､' }) {
					if unit, ok := model.MoneyUnit(u); ok {
						return unit
					}
				}
			}
		}
	}
	return ""
}

// titlesAbove are the words above a header, row by row.
func titlesAbove(t *Table, l layout) []string {
	var out []string
	for i := l.title; i < l.first; i++ {
		for _, c := range t.Rows[i] {
			if c.Kind == Text {
				out = append(out, flat(c.Text))
			}
		}
	}
	return out
}

// yearAbove finds the ledger's year in its title, its sheet's name or its file's name; 0 when none says it.
func yearAbove(t *Table, l layout, file string) int {
	for i := l.title; i < l.first; i++ {
		for _, c := range t.Rows[i] {
			if m := ledgerYear.FindStringSubmatch(model.HalfWidth(c.Text)); m != nil {
				return atoi(m[1])
			}
		}
	}
	for _, s := range []string{t.Name, file} {
		if m := ledgerYear.FindStringSubmatch(s); m != nil {
			return atoi(m[1])
		}
	}
	return 0
}
