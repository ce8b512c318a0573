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
	titleRow
	partRow
	repeatedHeader
)

var rowKindNames = map[rowKind]string{hiddenRow: "隐藏行", totalRow: "合计行", sectionRow: "小标题行", footerRow: "表尾说明行", titleRow: "续页标题行", partRow: "分项行", repeatedHeader: "重复表头行"}

var (
	totalWords  = regexp.MustCompile(`^(其中)?[一二三四五六七八九十、.()（）]*.{0,12}(合计|小计|总计|共计|累计|平均)([:(（].*)?$`)
	countWords  = regexp.MustCompile(`^(共|计|共计|合计|总计|其中)?[:：]?[0-9一二三四五六七八九十百两]+[个宗处家项]((招商|在谈|签约|重点)?项目|地块|载体|企业|厂房)?$|^.{1,12}[(（][共计]?[0-9]+[个宗处家项].{0,12}[)）]$`)
	footerWords = regexp.MustCompile(`^(填报人|填表人|制表人|制表|审核人|审核|复核|复核人|经办人|填报单位|填表单位|报送单位|填报日期|报送时间|报送日期|联系人|负责人|备注|注|说明|填表说明|.{0,6}(负责人|领导|科室)([(（]?(签字|签名|盖章|公章)[)）]?)?)\s*([(（](签字|签名|盖章|公章)[)）])?\s*[:：].*`)
	sealWords   = regexp.MustCompile(`[(（](盖章|公章|签章|签字)[)）]\s*[:：]?$`)
	partWords   = regexp.MustCompile(`^其中[:：]?`)
	phaseWords  = regexp.MustCompile(`^(首|[一二三四五六七八九十]|[1-9])期(工程|项目|建设)?([(（].*[)）])?$`)
	noteWords   = regexp.MustCompile(`^(备注|注|说明|填表说明|注释)[:：]?$`)
)

// squeeze is model.Squeeze with the one sign that it narrows too far: ､ is no half-width form that anybody writes.
func squeeze(s string) string { return strings.ReplaceAll(model.Squeeze(s), "､", "、") }

// dittoWords mean what stands above.
var dittoWords = map[string]bool{"同上": true, "〃": true, "″": true}

// body walks the rows under a header.
type body struct {
	table  *Table
	layout layout
	hidden bool            // take hidden rows
	fills  map[[2]int]Cell // cells that a merge above fills
	wide   map[int]int     // row → columns that a merge starting there spans
	serial int             // column of 序号, -1 when there is none
	name   int             // column of the record's name, -1 when there is none

	footers  map[int]bool // rows that were found to be footers
	numerals bool         // 一 under 序号 numbers a heading; false where every row is numbered so
}

func newBody(t *Table, l layout, hidden bool) *body {
	b := &body{table: t, layout: l, hidden: hidden, fills: make(map[[2]int]Cell), wide: make(map[int]int), footers: make(map[int]bool), serial: -1, name: -1}
	for _, c := range l.columns {
		if c.target != nil && c.target.part == ignored && b.serial < 0 {
			b.serial = c.Index
		}
		if c.Field == "name" && b.name < 0 {
			b.name = c.Index
		}
	}
	for _, m := range t.Merges {
		b.addMerge(m)
	}
	b.numerals = b.hasOtherSerials()
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
	w := b.words(i)
	switch {
	case len(w.texts)+w.numbers == 0 && !meansSomething(w.serial):
		return blank
	case b.table.HiddenRows[i] && !b.hidden:
		return hiddenRow
	case b.layout.repeats[i]:
		return repeatedHeader
	case b.numberedHeading(w):
		return sectionRow
	case b.isTotal(i):
		return totalRow
	case b.isPart(i, w):
		return partRow
	case b.layout.repeatsWords(b.table, i):
		return repeatedHeader
	case b.layout.titles[i]:
		return titleRow
	case w.isFooter(), b.goesOnWithNotes(i, w):
		b.footers[i] = true
		return footerRow
	case b.isHeading(i, w):
		return sectionRow
	case w.known == 0 && len(w.texts)+w.numbers > 0:
		return footerRow // words in no column: a note
	case len(w.texts)+w.numbers == 0:
		return blank
	}
	return dataRow
}

// rowWords are the words of a row, its numbers counted.
type rowWords struct {
	serial  string   // what stands under 序号
	texts   []string // words elsewhere, squeezed
	numbers int      // amounts and counts elsewhere: 12.5, 3个
	known   int      // cells in columns that mean something
}

func (b *body) words(i int) rowWords {
	w := rowWords{serial: squeeze(b.table.At(i, b.serial).Text)}
	for col, c := range b.table.Rows[i] {
		if c.Kind == Empty || col == b.serial {
			continue
		}
		if col < len(b.layout.columns) && b.layout.columns[col].Field != "" {
			w.known++
		}
		if c.Kind != Text {
			w.numbers++
		} else if s := squeeze(c.Text); numberLike.MatchString(s) {
			w.numbers++
		} else {
			w.texts = append(w.texts, s)
		}
	}
	return w
}

func (w *rowWords) isFooter() bool {
	if len(w.texts)+w.numbers > 6 {
		return false
	}
	return footerWords.MatchString(w.serial) || noteWords.MatchString(w.serial) ||
		len(w.texts) > 0 && (footerWords.MatchString(w.texts[0]) || sealWords.MatchString(w.texts[0]) || noteWords.MatchString(w.texts[0]))
}

// goesOnWithNotes tells a note of several rows under a table (①…, ②…), and the date under a seal: words in a column or
// two, without a serial number, right below a row that is a footer already.
func (b *body) goesOnWithNotes(i int, w rowWords) bool {
	return i > 0 && b.footers[i-1] && w.serial == "" && len(w.texts)+w.numbers <= 2
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
		if len([]rune(s)) <= 24 && totalWords.MatchString(s) || b.unnumbered(i) && countWords.MatchString(s) {
			return true
		}
	}
	return false
}

// isPart tells a row that parts the project above it, whose amounts it holds already: 其中：一期, or 二期 without a number.
func (b *body) isPart(i int, w rowWords) bool {
	if b.name < 0 {
		return false
	}
	s := squeeze(b.table.At(i, b.name).Text)
	return partWords.MatchString(s) || phaseWords.MatchString(s) && b.serial >= 0 && w.serial == ""
}

// unnumbered tells whether a form with serial numbers has none in the row: 颜庄街道 2个 8 is then a sum, no project.
func (b *body) unnumbered(i int) bool {
	if b.serial < 0 {
		return false
	}
	c := b.table.At(i, b.serial)
	return c.Kind == Empty || c.Kind == Text && meansSomething(squeeze(c.Text))
}

// cell is what stands in a column of a row; filled tells that a merge above put it there.
func (b *body) cell(row, col int) (c Cell, filled bool) {
	if c = b.table.At(row, col); c.Kind == Text && dittoWords[squeeze(c.Text)] && row > b.layout.last+1 {
		c, _ = b.cell(row-1, col)
		return c, true
	}
	if c.Kind != Empty {
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
		switch k {
		case hiddenRow:
			i.Suggestion = "如需导入，请取消隐藏，或选择「包含隐藏行」"
		case partRow:
			i.Suggestion = "其金额已含在上面的项目中；如需单独登记，请写上完整的项目名称和序号"
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
