package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"chainatlas/model"
)

// reader turns the rows of one sheet into records.
type reader struct {
	o        Options
	sheet    *Sheet
	body     *body
	chains   []Column // read first: a node is looked up in its chain
	columns  []Column // the rest
	links    *linkCache
	firms    func() *index // the enterprises, when somebody asks
	headings headings      // chains
	streets  headings
	about    string      // the last heading's words
	stray    map[int]int // columns without a header → cells that hold something
}

func newReader(p *planner, j job) *reader {
	r := &reader{o: p.o, sheet: j.sheet, body: j.body, links: p.links, firms: p.firms, stray: make(map[int]int)}
	for _, c := range j.sheet.Columns {
		switch {
		case c.target == nil:
		case c.Field == "chain" || c.target.part == chainRole:
			r.chains = append(r.chains, c)
		default:
			r.columns = append(r.columns, c)
		}
	}
	for i := j.body.layout.title; i < j.body.layout.first; i++ {
		if len(r.body.words(i).texts) <= 1 {
			r.heading(i, true)
		}
	}
	return r
}

// firms are the enterprises that rows may name, nil when they cannot be read.
func (p *planner) firms() *index {
	x, err := p.indexOf(model.KindEnterprise)
	if err != nil {
		return nil
	}
	return x
}

// draft is a record as one row states it.
type draft struct {
	row       *Row
	id        model.ID
	stated    []*model.Field // what the row says something about
	cleared   []*model.Field // columns whose cell is empty
	x, y      string
	crs       string
	point     Column // where the coordinates stand
	chain     model.Link
	node      model.NodeRef
	about     string // the heading above
	undecided bool   // a conflict of an import before that nobody has decided

	since1904 bool // the workbook's days count from 1904
}

func (r *reader) read(i int) *draft {
	row := &Row{Number: i + 1, Record: r.sheet.Kind.New()}
	d := &draft{row: row, about: r.about, since1904: r.body.table.Date1904}
	for _, col := range r.chains {
		r.column(d, i, col)
	}
	r.fromHeading(d)
	for _, col := range r.columns {
		r.column(d, i, col)
	}
	r.fromStreet(d)
	r.countStray(i)
	r.place(d)
	r.role(d)
	r.industry(d)
	r.finish(d)
	return d
}

// words are the cells of a row as a person saw them, a merged cell's words in each of its rows. A number counts once, in
// the first row, so it is not said again.
func (r *reader) words(i int) []string {
	columns := r.body.layout.columns
	out := make([]string, len(columns))
	for col := range out {
		c, filled := r.body.cell(i, col)
		t := columns[col].target
		if filled && t != nil && t.field != nil && t.field.IsNumber() {
			continue
		}
		out[col] = c.Text
		if c.Kind == DateCell || c.Kind == Number && t != nil && t.field != nil && (t.field.TypeName() == "date" || t.field.TypeName() == "text") {
			out[col] = orElse(c.Shown, c.Text)
		}
	}
	return out
}

// countStray notes cells that stand under no header.
func (r *reader) countStray(i int) {
	heads := r.body.layout.columns
	for col, c := range r.body.table.Rows[i] {
		if c.Kind != Empty && (col >= len(heads) || heads[col].Header == "") {
			r.stray[col]++
		}
	}
}

// strayColumns warns of columns that hold something but have no header.
func (r *reader) strayColumns() []Issue {
	var out []Issue
	for _, col := range slices.Sorted(maps.Keys(r.stray)) {
		out = append(out, Issue{Row: r.sheet.HeaderRow, Column: letter(col), Code: "column.no_header",
			Message: fmt.Sprintf("%s 列没有表头，其中 %d 个有内容的单元格没有导入", letter(col), r.stray[col]), Suggestion: "如需导入，请给该列写上表头"})
	}
	return out
}

func (r *reader) column(d *draft, i int, col Column) {
	c, filled := r.body.cell(i, col.Index)
	t := col.target
	if t.part == ignored {
		return
	}
	if filled && t.field != nil && t.field.IsNumber() {
		d.issue(col, c.Text, "cell.merged_number", "合并单元格中的数值只记入第一行", "如每行各有数值，请取消合并后分别填写", false)
		return
	}
	text, ok := d.text(col, c)
	switch {
	case !ok:
	case saysNothing(text, t.field):
		if t.part == whole {
			d.cleared = append(d.cleared, t.field)
		}
	default:
		r.set(d, col, c, text)
	}
}

// saysNothing tells whether a cell is empty: also / - 无, but 无 under 存在问题 says that there are none, and under 供热 that
// there is none.
func saysNothing(text string, f *model.Field) bool {
	if f != nil && f.Long && (f.TypeName() == "text" || f.TypeName() == "supplies") && text == "无" {
		return false
	}
	return model.Blank(text)
}

// text is the cell's words for its column; ok is false when the cell holds no usable value.
func (d *draft) text(col Column, c Cell) (text string, ok bool) {
	kind := ""
	if col.target.field != nil {
		kind = col.target.field.TypeName()
	}
	switch c.Kind {
	case NoValue:
		d.issue(col, "", "cell.no_value", "公式没有保存计算结果", "用 Excel 或 WPS 打开后重新保存，或把公式粘贴为数值", true)
		return "", false
	case ErrorCell:
		if kind == "text" && model.Blank(c.Text) {
			return "", true // #N/A among words says no more than an empty cell
		}
		d.issue(col, c.Text, "cell.error", "单元格是错误值 "+c.Text, "改正公式，或填写数值", true)
		return "", false
	case DateCell:
		return d.dateText(col, c, kind)
	case Number:
		return d.numberText(col, c, kind), true
	}
	return c.Text, true
}

// dateText is a date's words. Where no date belongs Excel has made it of something like 3-5, which is lost; its serial
// number is nothing that anybody wrote.
func (d *draft) dateText(col Column, c Cell, kind string) (text string, ok bool) {
	f := col.target.field
	if kind == "date" || f == nil && col.target.part != lonPart && col.target.part != latPart {
		return c.Shown, true
	}
	if !f.IsNumber() && !f.USCC && kind != "supplies" && kind != "location" {
		if guess, isDay := beforeExcel(c.Shown); isDay {
			d.issue(col, c.Shown, "cell.date_in_text", "单元格是日期，已按「"+c.Shown+"」保存；Excel 会把「"+guess+"」变成日期", "如原文不是日期，请把该列设为文本格式后重新填写", false)
		}
		return c.Shown, true
	}
	guess, _ := beforeExcel(c.Shown)
	d.issue(col, c.Shown, "cell.date", "「"+col.Header+"」中是日期 "+c.Shown+"，可能是 Excel 把「"+guess+"」变成了日期", "把该列设为文本格式后重新填写原文，如「"+guess+"」", true)
	return "", false
}

// beforeExcel is what somebody may have typed that Excel took for the day: 3-5 became 2024-03-05. A month or a year alone
// was a date from the start.
func beforeExcel(shown string) (words string, isDay bool) {
	t, err := time.Parse("2006-01-02", shown)
	if err != nil {
		return shown, false
	}
	return fmt.Sprintf("%d-%d", t.Month(), t.Day()), true
}

// numberText is a number's words. A format that writes a unit (5000 shown as 5000万元) is the cell's own unit.
func (d *draft) numberText(col Column, c Cell, kind string) string {
	f := col.target.field
	v, _ := strconv.ParseFloat(c.Text, 64)
	switch {
	case kind == "date" && strings.Contains(c.Text+c.Shown, ".") && v > 1900 && v < 2200:
		return d.yearMonth(col, c)
	case kind == "date" && d.since1904 && v >= 10_000 && v < 100_000:
		return d.day1904(col, c, v)
	case f != nil && f.USCC && v >= 1e15:
		return strconv.FormatFloat(v, 'E', -1, 64) // 15 digits are all that is left of 18
	case strings.HasSuffix(c.Shown, "%") && kind == "text":
		return c.Shown
	case hasUnit(c.Shown) && (kind == "money" || kind == "quantity" || kind == "yearly" || kind == "supplies"):
		return c.Shown
	}
	return c.Text
}

// hasUnit tells words from the mere digits of a format.
func hasUnit(shown string) bool { return strings.Trim(shown, "-0123456789.%") != "" }

// day1904 reads the serial of a workbook whose days count from 1904-01-01.
func (d *draft) day1904(col Column, c Cell, v float64) string {
	day := (&workbook{date1904: true}).day(v).Format("2006-01-02")
	d.issue(col, c.Text, "date.serial", "「"+c.Text+"」按 Excel 日期序号（1904 日期系统）读作 "+day, "核对该单元格是否应为日期", false)
	return day
}

// yearMonth reads 2024.1 in a date column: as a number it may have been 2024.10.
func (d *draft) yearMonth(col Column, c Cell) string {
	if _, month, _ := strings.Cut(c.Shown, "."); len(month) == 2 {
		return c.Shown
	}
	if strings.HasSuffix(c.Text, ".1") {
		d.issue(col, c.Text, "date.month_ten", "「"+c.Text+"」按 1 月处理；单元格是数字，也可能原为 10 月", "核对月份，或写成「2024年10月」", false)
	}
	return c.Text
}

// set puts a cell's words where its column says.
func (r *reader) set(d *draft, col Column, c Cell, text string) {
	t := col.target
	switch t.part {
	case idPart:
		d.setID(col, text)
	case lonPart:
		d.x, d.point = text, col
	case latPart:
		d.y = text
	case crsPart:
		d.crs = text
	case levelsPart:
		d.setLevels(col, text)
	case reasonPart:
		d.undecided = strings.HasPrefix(text, conflictMark)
	case supply:
		d.setSupply(t, text)
	case chainRole:
		d.chain = r.chain(d, col, text)
	case nodeRole:
		d.node = r.node(d, col, text)
	case codeText:
		e := d.row.Record.(*model.Enterprise)
		e.Industry.Text = text
		d.stated = append(d.stated, t.field)
	default:
		r.setField(d, col, text)
	}
}

func (d *draft) setID(col Column, text string) {
	id, err := model.ParseID(model.Tidy(text))
	if err != nil {
		d.issue(col, text, "id.unreadable", "系统编号「"+text+"」不完整", "不要改动导出文件中的 id 列；新记录请留空", true)
		return
	}
	d.id = id
}

func (d *draft) setSupply(t *target, text string) {
	if x, ok := model.ParseSupply(t.what, text, model.Hint{Unit: t.unit}); ok {
		s := d.row.Record.(*model.Site)
		s.Supplies = s.Supplies.With(x)
		d.stated = append(d.stated, t.field)
	}
}

// setField lets the field read its words, with the column's unit and year as a hint.
func (r *reader) setField(d *draft, col Column, text string) {
	f := col.target.field
	switch {
	case f.Key == "chain":
		f.SetValue(d.row.Record, r.chain(d, col, text))
		d.stated = append(d.stated, f)
		return
	case f.Key == "node":
		f.SetValue(d.row.Record, r.node(d, col, text))
		d.stated = append(d.stated, f)
		return
	case f.Key == "name":
		text = oneLine(text)
	case f.TypeName() == "location" && d.bothCoordinates(col, text):
		return
	}
	problems := f.SetText(d.row.Record, text, r.hint(col.target), r.links)
	if r.softStage(d, col, text, problems) {
		return
	}
	blocked := false
	for _, p := range problems {
		d.issue(col, text, p.Code, p.Message, p.Suggestion, p.Blocking)
		blocked = blocked || p.Blocking
	}
	if !blocked {
		d.stated = append(d.stated, f)
	}
}

// softStage takes words that are no stage for what they are: a status (终止), a list of the government (储备), else the
// raw phrase alone. The stage stays unsaid, so that a known project keeps the one it has.
func (r *reader) softStage(d *draft, col Column, text string, problems []model.Problem) bool {
	p, ok := d.row.Record.(*model.Project)
	if !ok || col.target.field.Key != "stage" || len(problems) == 0 {
		return false
	}
	p.RawPhrase = text
	raw, _ := model.FieldOf(model.KindProject, "raw_phrase")
	d.stated = append(d.stated, raw)
	for _, key := range []string{"status", "list"} {
		f, _ := model.FieldOf(model.KindProject, key)
		if !f.Empty(p) || len(f.SetText(p, stageless(text), model.Hint{}, nil)) > 0 {
			continue
		}
		d.stated = append(d.stated, f)
		d.issue(col, text, "stage."+key, "「"+text+"」不是阶段，已记为"+f.Label+"「"+f.Text(p)+"」，阶段未填", "核对；已有项目的阶段不变", false)
		return true
	}
	d.issue(col, text, "stage.phrase", "「"+text+"」不是规定的阶段，已记入「原文说法」，阶段未填", problems[0].Suggestion, false)
	return true
}

// stageless is a phrase without the words around it: 已终止, 谋划项目.
func stageless(text string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(squeeze(text), "项目"), "已"), "项目")
}

// noUnit is a unit that no amount has: a bare number then asks for one instead of taking the field's own.
const noUnit = "未注明"

// hint gives an amount the header's unit, else the unit row's, else the one the caller chose; never a guess.
func (r *reader) hint(t *target) model.Hint {
	h := model.Hint{Year: r.sheet.Year, Unit: t.unit}
	if t.year != 0 {
		h.Year = t.year
	}
	switch t.field.TypeName() {
	case "money", "yearly":
		h.Unit = r.moneyUnit(t)
	case "quantity":
		if t.unit == model.Squeeze(t.field.Unit) {
			h.Unit = t.field.Unit
		}
	default:
		h.Unit = ""
	}
	return h
}

func (r *reader) moneyUnit(t *target) string {
	if u, ok := model.MoneyUnit(t.unit); ok {
		return u
	}
	for _, u := range []string{r.sheet.Unit, r.o.Unit} {
		if u != "" && foreign(u) == foreign(t.field.Unit) {
			return u
		}
	}
	return noUnit
}

// foreign tells currencies apart: a unit row in 万元 says nothing about a column of foreign funds.
func foreign(unit string) string {
	for _, c := range []string{"美元", "欧元", "港元", "日元"} {
		if strings.HasSuffix(unit, c) {
			return c
		}
	}
	return ""
}

// issue notes an error or a warning about one cell.
func (d *draft) issue(col Column, value, code, message, suggestion string, blocking bool) {
	d.row.Issues = append(d.row.Issues, Issue{Row: d.row.Number, Column: col.Label(), Value: value, Code: code,
		Message: message, Suggestion: suggestion, Blocking: blocking})
}

// Label is where the column stands and what it is called: L 计划总投资（亿元）.
func (c Column) Label() string {
	if c.Index < 0 {
		return c.Header
	}
	return strings.TrimSpace(letter(c.Index) + " " + c.Header)
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
