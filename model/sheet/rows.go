package sheet

import (
	"fmt"
	"regexp"
	"strings"

	"chainatlas/model"
)

// rowKind says what a row below the header is.
type rowKind uint8

const (
	dataRow rowKind = iota
	blank
	hiddenRow
	totalRow
	sectionRow
	footerRow
	repeatedHeader
)

var rowKindNames = map[rowKind]string{hiddenRow: "隐藏行", totalRow: "合计行", sectionRow: "小标题行", footerRow: "表尾说明行", repeatedHeader: "重复表头行"}

var (
	totalWords   = regexp.MustCompile(`^(其中)?[一二三四五六七八九十、.()（）]*.{0,12}(合计|小计|总计|共计|累计|平均)([:(（].*)?$`)
	footerWords  = regexp.MustCompile(`^(填报人|填表人|制表人|制表|审核人|审核|复核|填报单位|填表单位|填报日期|联系人|单位负责人|主要负责人|备注|注|说明|填表说明)\s*[:：].*`)
	sectionWords = regexp.MustCompile(`^[(（]?[一二三四五六七八九十]+[)）]?[、.．\s]`)
	sectionTail  = regexp.MustCompile(`[(（:：].*$`)
)

// squeeze is model.Squeeze with the one sign that it narrows too far: ､ is no half-width form that anybody writes.
func squeeze(s string) string { return strings.ReplaceAll(model.Squeeze(s), "､", "、") }

// body walks the rows under a header.
type body struct {
	table  *Table
	layout layout
	hidden bool            // take hidden rows
	fills  map[[2]int]Cell // cells that a merge above fills
	wide   map[int]int     // row → columns that a merge starting there spans
	serial int             // column of 序号, -1 when there is none
}

func newBody(t *Table, l layout, hidden bool) *body {
	b := &body{table: t, layout: l, hidden: hidden, fills: make(map[[2]int]Cell), wide: make(map[int]int), serial: -1}
	for _, c := range l.columns {
		if c.target != nil && c.target.part == ignored && b.serial < 0 {
			b.serial = c.Index
		}
	}
	for _, m := range t.Merges {
		b.addMerge(m)
	}
	return b
}

// addMerge lets the words of a merged cell stand in each of its rows, in its first column.
func (b *body) addMerge(m Merge) {
	if m.Row <= b.layout.last {
		return
	}
	b.wide[m.Row] = max(b.wide[m.Row], m.LastCol-m.Col+1)
	c := b.table.At(m.Row, m.Col)
	if c.Kind == Empty || m.Col >= maxColumns {
		return
	}
	for row := m.Row + 1; row <= m.LastRow && row < len(b.table.Rows); row++ {
		b.fills[[2]int{row, m.Col}] = c
	}
}

// kindOf says what a row is.
func (b *body) kindOf(i int) rowKind {
	var words []string
	first, known := -1, 0
	for col, c := range b.table.Rows[i] {
		if c.Kind == Empty || col == b.serial {
			continue
		}
		if first < 0 {
			first = col
		}
		words = append(words, squeeze(c.Text))
		if col < len(b.layout.columns) && b.layout.columns[col].Field != "" {
			known++
		}
	}
	serial := squeeze(b.table.At(i, b.serial).Text)
	switch {
	case len(words) == 0 && !meansSomething(serial):
		return blank
	case b.table.HiddenRows[i] && !b.hidden:
		return hiddenRow
	case b.isTotal(i):
		return totalRow
	case b.repeats(i):
		return repeatedHeader
	case len(words) <= 6 && (footerWords.MatchString(serial) || len(words) > 0 && footerWords.MatchString(words[0])):
		return footerRow
	case b.isSection(i, words, serial):
		return sectionRow
	case known == 0 && len(words) > 0:
		return footerRow // words in no column: a note
	case len(words) == 0:
		return blank
	}
	return dataRow
}

// meansSomething tells a note in the first column from a mere serial number.
func meansSomething(serial string) bool {
	return serial != "" && strings.Trim(serial, "0123456789.、-()") != ""
}

// isTotal looks at the first cells: 合计 may stand under 序号 or under the name.
func (b *body) isTotal(i int) bool {
	for col, seen := 0, 0; col < len(b.table.Rows[i]) && seen < 2; col++ {
		c := b.table.Rows[i][col]
		if c.Kind == Empty || c.Kind == Number {
			continue
		}
		seen++
		s := squeeze(c.Text)
		if len([]rune(s)) <= 24 && totalWords.MatchString(s) {
			return true
		}
	}
	return false
}

func (b *body) repeats(i int) bool {
	same, words := 0, 0
	for col, c := range b.table.Rows[i] {
		if c.Kind == Empty {
			continue
		}
		words++
		if col < len(b.layout.columns) && plainHeader(c.Text) == plainHeader(b.table.At(b.layout.last, col).Text) {
			same++
		}
	}
	return same >= 3 && same*2 >= words
}

// isSection tells a heading within the data (一、精品钢产业链) from a row with one cell.
func (b *body) isSection(i int, words []string, serial string) bool {
	if len(words) > 1 || len(words) == 1 && serial != "" && !sectionWords.MatchString(serial+"、") {
		return false
	}
	text := serial + strings.Join(words, "")
	if text == "" || strings.Trim(text, "0123456789.") == "" {
		return false
	}
	return sectionWords.MatchString(text) || b.wide[i] >= 3 || meansSomething(serial) && len(words) == 0
}

// sectionName is the heading without its number and count: 精品钢产业链.
func (b *body) sectionName(i int) string {
	var s string
	for _, c := range b.table.Rows[i] {
		s += squeeze(c.Text)
	}
	s = strings.TrimLeft(s, "(（一二三四五六七八九十")
	s = strings.TrimLeft(s, ")）、.．")
	return sectionTail.ReplaceAllString(s, "")
}

// cell is what stands in a column of a row; filled tells that a merge above put it there.
func (b *body) cell(row, col int) (c Cell, filled bool) {
	if c = b.table.At(row, col); c.Kind != Empty {
		return c, false
	}
	c, filled = b.fills[[2]int{row, col}]
	return c, filled
}

// leftOut says which rows were not taken, one issue for each sort.
func leftOut(rows map[rowKind][]int) []Issue {
	var out []Issue
	for k := hiddenRow; k <= repeatedHeader; k++ {
		if len(rows[k]) == 0 {
			continue
		}
		i := Issue{Row: rows[k][0], Value: rowList(rows[k]), Code: "row.left_out",
			Message: fmt.Sprintf("%s %d 行未导入", rowKindNames[k], len(rows[k])), Suggestion: "不需要处理；如需导入请修改该行"}
		if k == hiddenRow {
			i.Suggestion = "如需导入，请取消隐藏，或选择「包含隐藏行」"
		}
		out = append(out, i)
	}
	return out
}

func rowList(rows []int) string {
	var parts []string
	for i, r := range rows {
		if i == 20 {
			return strings.Join(parts, "、") + " 等"
		}
		parts = append(parts, itoa(r))
	}
	return "第 " + strings.Join(parts, "、") + " 行"
}
