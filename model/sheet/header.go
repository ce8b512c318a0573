package sheet

import (
	"regexp"
	"strings"

	"chainatlas/model"
)

// A header is looked for in the first rows; titles, notes and the unit row stand above it.
const headerRows = 20

// layout is how a table is to be read.
type layout struct {
	first, last int // rows of the header
	kind        model.Kind
	template    *Template
	columns     []Column
	score       int
}

// candidate is a row, or two joined rows, that may be the header.
type candidate struct {
	first, last int
	texts       [][]string // by column: the words to try, the best first; the last is how the header is shown
}

// recognise finds the header of a table and what its columns mean. ok is false when nothing looks like one.
func recognise(t *Table, o Options) (layout, bool, error) {
	forms, err := wanted(o.Kind)
	if err != nil {
		return layout{}, false, err
	}
	mapping, above := plainMapping(o.Mapping), ""
	var best layout
	for seen, i := 0, 0; i < len(t.Rows) && seen < headerRows; i++ {
		if blankRow(t.Rows[i]) {
			continue
		}
		seen++
		for _, c := range candidates(t, i) {
			l, ok := bestForm(c, forms, mapping, t.Name+above)
			l.score = 2*l.score - (c.last - c.first) // of equals, one row is the better header
			if ok && l.score > best.score {
				best = l
			}
		}
		above += " " + strings.Join(rowTexts(t, i), " ")
	}
	return best, best.score > 0, nil
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

// candidates are the row alone and, when the next row adds words to it, both together.
func candidates(t *Table, i int) []candidate {
	one := rowTexts(t, i)
	single := candidate{first: i, last: i}
	for _, s := range one {
		single.texts = append(single.texts, []string{s})
	}
	if i+1 >= len(t.Rows) || !spreads(t, i) {
		return []candidate{single}
	}
	two := rowTexts(t, i+1)
	double := candidate{first: i, last: i + 1}
	for col := range max(len(one), len(two)) {
		double.texts = append(double.texts, joined(textAt(one, col), textAt(two, col)))
	}
	return []candidate{single, double}
}

// spreads tells whether a header row has words over several columns, or gaps that the row below fills.
func spreads(t *Table, i int) bool {
	for _, m := range t.Merges {
		if m.Row <= i && i <= m.LastRow && m.LastCol > m.Col {
			return true
		}
	}
	for col, c := range t.Rows[i+1] {
		if c.Kind != Empty && t.At(i, col).Kind == Empty {
			return true
		}
	}
	return false
}

func joined(top, sub string) []string {
	switch {
	case sub == "" || top == sub:
		return []string{top}
	case top == "":
		return []string{sub}
	}
	return []string{top + sub, sub + top, sub, top, top + "/" + sub}
}

func textAt(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// rowTexts are the words of a row; a merged cell's words stand in each of its columns.
func rowTexts(t *Table, i int) []string {
	out := make([]string, len(t.Rows[i]))
	for col, c := range t.Rows[i] {
		out[col] = c.Text
	}
	for _, m := range t.Merges {
		if m.Row > i || i > m.LastRow || m.LastCol >= maxColumns {
			continue
		}
		for col := m.Col; col <= m.LastCol; col++ {
			for len(out) <= col {
				out = append(out, "")
			}
			out[col] = t.At(m.Row, m.Col).Text
		}
	}
	return out
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
		if f.template != nil && inForm(c.texts[i], f.template) {
			exact++
		}
	}
	if f.template != nil && f.kind == "" {
		l.score = 3*exact + exact // known only as a form, to be declined by name
		return l, exact >= 5
	}
	least := 4
	if f.template == nil {
		least = 2 // the kind was named: a short table of one's own will do
	}
	if known < 2 || !hasName(columns, f.kind) || exact+known < least {
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

// resolveAll gives every column its meaning; a mapping goes first, and a meaning is given once.
func resolveAll(c candidate, k model.Kind, mapping map[string]string) []Column {
	taken := make(map[string]bool)
	out := make([]Column, len(c.texts))
	for i, texts := range c.texts {
		out[i] = Column{Index: i, Header: flat(texts[len(texts)-1])}
		for _, s := range texts {
			t, ok := mapped(k, s, mapping)
			if ok && (t.part == ignored || !taken[t.key()]) {
				taken[t.key()] = true
				out[i].target, out[i].Field = &t, t.key()
				break
			}
		}
	}
	return out
}

func mapped(k model.Kind, header string, mapping map[string]string) (target, bool) {
	to, ok := mapping[plainHeader(header)]
	if !ok {
		return resolve(k, header)
	}
	if to == "" || to == "-" {
		return target{part: ignored}, true
	}
	t, found := lookUp(k, plainHeader(to))
	if !found {
		return resolve(k, header)
	}
	t.unit = headerUnit(plainHeader(header))
	return t, true
}

func plainMapping(m map[string]string) map[string]string {
	out := make(map[string]string, len(m))
	for header, field := range m {
		out[plainHeader(header)] = field
	}
	return out
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

var (
	unitRow    = regexp.MustCompile(`单位\s*:\s*([^\s,;，；)]+)`)
	ledgerYear = regexp.MustCompile(`(20[0-9]{2})\s*年`)
)

// unitAbove finds the unit row above a header: 单位：亿元. It is "" for 填报单位：商务局.
func unitAbove(t *Table, header int) string {
	for i := range header {
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

// yearAbove finds the ledger's year in its title, its sheet's name or its file's name; 0 when none says it.
func yearAbove(t *Table, header int, file string) int {
	for i := range header {
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
