package sheet

import (
	"regexp"
	"slices"
	"strings"

	"chainatlas/model"
)

// candidate is a row, or several joined rows, that may be a header.
type candidate struct {
	first, last int
	heads       []head
}

// head is what stands over one column: the words of each level, from the top to the lowest, each once.
type head struct {
	levels []string
	alone  bool // nothing else stands under the level above the lowest
}

// candidates are the row alone and, as long as the next row adds words to it, both and three together.
func candidates(t *Table, i int) []candidate {
	rows := [][]string{rowTexts(t, i)}
	out := []candidate{{i, i, heads(t, i, rows)}}
	for last := i + 1; last < len(t.Rows) && last < i+headerDepth && spreads(t, last-1); last++ {
		rows = append(rows, rowTexts(t, last))
		out = append(out, candidate{i, last, heads(t, i, rows)})
	}
	return out
}

// spreads tells whether a header goes on in the row below: a merged cell reaches there or over several columns, or the
// row below fills gaps.
func spreads(t *Table, i int) bool {
	for _, m := range t.Merges {
		if m.Row <= i && i <= m.LastRow && (m.LastCol > m.Col || m.LastRow > i) {
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

// heads joins rows, of which the first is given, into the header of each column.
func heads(t *Table, first int, rows [][]string) []head {
	if len(t.Merges) == 0 {
		spreadWords(rows)
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	out := make([]head, width)
	for col := range out {
		if col > 0 && runsOn(t, first, rows, col) {
			continue
		}
		for _, r := range rows {
			if s := textAt(r, col); s != "" && !slices.Contains(out[col].levels, s) {
				out[col].levels = append(out[col].levels, s)
			}
		}
	}
	for i := range out {
		out[i].alone = !sharesParent(out, i)
	}
	return out
}

// runsOn tells a column that a cell merged sideways covers in every row of the header: it has no header of its own.
func runsOn(t *Table, first int, rows [][]string, col int) bool {
	for i, r := range rows {
		if t.At(first+i, col).Kind != Empty || textAt(r, col) != textAt(r, col-1) {
			return false
		}
	}
	return true
}

// cuts tells whether a merged cell goes on above or below the rows: then they are not the whole header.
func (c *candidate) cuts(t *Table) bool {
	for _, m := range t.Merges {
		if m.Row <= c.last && m.LastRow > c.last && m.LastRow-m.Row < headerDepth || m.Row < c.first && m.LastRow >= c.first {
			return true
		}
	}
	return false
}

// spreadWords lets the words of an upper level stand over the gaps to their right that the row below fills: a CSV file
// has no merged cells.
func spreadWords(rows [][]string) {
	for i := range len(rows) - 1 {
		for col := range rows[i] {
			if col > 0 && rows[i][col] == "" && textAt(rows[i+1], col) != "" && textAt(rows[i+1], col-1) != "" {
				rows[i][col] = rows[i][col-1]
			}
		}
	}
}

func sharesParent(heads []head, i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(heads) && len(heads[i].levels) > 1 && len(heads[j].levels) > 0 {
			if parent := heads[i].levels[len(heads[i].levels)-2]; slices.Contains(heads[j].levels, parent) {
				return true
			}
		}
	}
	return false
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

func textAt(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// shown is the header as people are told of it, and as the list of problems writes it: 计划投资（亿元）/总投资.
func (h head) shown() string { return flat(strings.Join(h.levels, "/")) }

// split takes the levels of a header written with strokes apart again.
func (h head) split() (head, bool) {
	if len(h.levels) != 1 || !strings.Contains(h.levels[0], "/") {
		return h, false
	}
	return head{levels: strings.Split(h.levels[0], "/")}, true
}

// plainWords under a heading name nothing by themselves: 计划投资 / 金额 is 计划投资.
var plainWords = regexp.MustCompile(`^(金额|数额|总额|合计|小计|数量|规模|内容|情况|名称)?(\([^()]*\))?$`)

// namings lists what a header may be called, the fullest first: the lowest level with each one above it, the lowest
// alone, and the one above alone where the lowest adds nothing.
func (h head) namings() []string {
	n := len(h.levels)
	if n == 0 {
		return []string{""}
	}
	low := h.levels[n-1]
	var out []string
	for i := n - 2; i >= 0; i-- {
		out = append(out, h.levels[i]+low, low+h.levels[i])
	}
	if out = append(out, low); n > 1 {
		if h.alone || plainWords.MatchString(plainHeader(low)) {
			out = append(out, h.levels[n-2])
		}
		out = append(out, h.shown())
	}
	return out
}

// resolveAll gives every column its meaning; a mapping goes first, and a meaning is given once.
func resolveAll(c candidate, k model.Kind, mapping map[string]string) []Column {
	taken := make(map[string]int)
	out := make([]Column, len(c.heads))
	for i, h := range c.heads {
		out[i] = Column{Index: i, Header: h.shown()}
		t, twin, ok := h.meaning(k, mapping, taken)
		if parts, several := h.split(); !ok && several {
			t, twin, ok = parts.meaning(k, mapping, taken)
		}
		if ok {
			taken[t.key()] = i + 1
			out[i].target, out[i].Field = &t, t.key()
		}
		out[i].twin = twin
	}
	for i := range out {
		shareUnit(c.heads, out, i)
	}
	return out
}

// shareUnit gives an amount under 其中 the unit of the amount to its left, of which it is a part: 总投资（亿元）| 其中：固投.
func shareUnit(heads []head, columns []Column, i int) {
	t := columns[i].target
	if t == nil || t.unit != "" || !t.isMoney() || !slices.ContainsFunc(heads[i].levels, func(s string) bool { return strings.HasPrefix(squeeze(s), "其中") }) {
		return
	}
	for j := i - 1; j >= 0; j-- {
		if whole := columns[j].target; whole != nil && whole.isMoney() {
			if foreign(whole.unit) == foreign(t.field.Unit) {
				t.unit = whole.unit
			}
			return
		}
	}
}

// meaning is what a header means. Where another column means that already, twin is its number, counted from 1.
func (h head) meaning(k model.Kind, mapping map[string]string, taken map[string]int) (t target, twin int, ok bool) {
	for _, s := range h.namings() {
		t, ok := mapped(k, s, mapping)
		switch {
		case !ok:
		case t.key() == "" || taken[t.key()] == 0:
			t.unit = h.unit(t)
			return t, 0, true
		case twin == 0:
			twin = taken[t.key()]
		}
	}
	return t, twin, false
}

// systemWords name a coordinate system in a header: 坐标（百度）, GCJ02坐标.
var systemWords = regexp.MustCompile(`(?i)百度|高德|腾讯|天地图|WGS-?84|GCJ-?02|BD-?09|CGCS-?2000|国家?2000|火星|西安80|北京54`)

// unit is what the header says of a value's unit, the lowest level first; of coordinates it is the system.
func (h head) unit(t target) string {
	for i := len(h.levels) - 1; i >= 0; i-- {
		plain := plainHeader(h.levels[i])
		u := headerUnit(plain)
		if t.isPlace() {
			u = systemWords.FindString(plain)
		}
		if u != "" && t.takes(u) {
			return u
		}
	}
	return ""
}

// takes tells a unit from other words in brackets: 总投资（含设备）, 用地（2024年）.
func (t *target) takes(unit string) bool {
	_, money := model.MoneyUnit(unit)
	return t.isPlace() || money == t.isMoney() && (money || !strings.ContainsAny(unit, "0123456789"))
}

func (t *target) isMoney() bool {
	if t.field == nil {
		return false
	}
	name := t.field.TypeName()
	return name == "money" || name == "yearly"
}

// isPlace tells whether the column holds coordinates.
func (t *target) isPlace() bool { return t.field != nil && t.field.TypeName() == "location" }

func mapped(k model.Kind, header string, mapping map[string]string) (target, bool) {
	to, ok := mapping[plainHeader(header)]
	if !ok {
		return resolve(k, header)
	}
	if leavesOut(to) {
		return target{part: ignored}, true
	}
	t, found := lookUp(k, plainHeader(to))
	if !found {
		return resolve(k, header)
	}
	return t, true
}

// leavesOut tells whether a mapping leaves its column out.
func leavesOut(to string) bool { return to == "" || to == "-" }

func plainMapping(m map[string]string) map[string]string {
	out := make(map[string]string, len(m))
	for header, field := range m {
		out[plainHeader(header)] = field
	}
	return out
}
