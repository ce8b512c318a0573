package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"chainatlas/model"
)

// reader turns the rows of one sheet into records.
type reader struct {
	o       Options
	sheet   *Sheet
	body    *body
	columns []Column // the chain first: a node is looked up in its chain
	links   *linkCache
	section string
}

// draft is a record as one row states it.
type draft struct {
	row     *Row
	id      model.ID
	stated  []*model.Field // what the row says something about
	cleared []*model.Field // columns whose cell is empty
	x, y    string
	crs     string
	chain   model.Link
	node    model.NodeRef
}

func (r *reader) read(i int) *draft {
	row := &Row{Number: i + 1, Record: r.sheet.Kind.New()}
	d := &draft{row: row}
	for _, col := range r.columns {
		r.column(d, i, col)
	}
	r.fromSection(d)
	r.place(d)
	r.role(d)
	r.industry(d)
	r.finish(d)
	return d
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

// saysNothing tells whether a cell is empty: also / - 无, but 无 under 存在问题 says that there are none.
func saysNothing(text string, f *model.Field) bool {
	if f != nil && f.Long && f.TypeName() == "text" && text == "无" {
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
		if model.Blank(c.Text) {
			return "", true
		}
		d.issue(col, c.Text, "cell.error", "单元格是错误值 "+c.Text, "改正公式，或填写数值", true)
		return "", false
	case DateCell:
		if kind == "date" || kind == "text" {
			return c.Shown, true
		}
	case Number:
		return d.numberText(col, c, kind), true
	}
	return c.Text, true
}

func (d *draft) numberText(col Column, c Cell, kind string) string {
	f := col.target.field
	v, _ := strconv.ParseFloat(c.Text, 64)
	switch {
	case kind == "date" && strings.Contains(c.Text+c.Shown, ".") && v > 1900 && v < 2200:
		return d.yearMonth(col, c)
	case f != nil && f.USCC && v >= 1e15:
		return strconv.FormatFloat(v, 'E', -1, 64) // 15 digits are all that is left of 18
	case strings.HasSuffix(c.Shown, "%") && kind == "text":
		return c.Shown
	case f != nil && f.Key == "phone" && (len(c.Text) == 10 || len(c.Text) == 11) && c.Text[0] != '1':
		d.issue(col, c.Text, "phone.zero", "电话按数字保存，开头的 0 可能丢失", "核对区号", false)
	}
	return c.Text
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
		d.x = text
	case latPart:
		d.y = text
	case crsPart:
		d.crs = text
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
	if x, ok := model.ParseSupply(t.what, text); ok {
		s := d.row.Record.(*model.Site)
		s.Supplies = s.Supplies.With(x)
		d.stated = append(d.stated, t.field)
	}
}

// setField lets the field read its words, with the column's unit and year as a hint.
func (r *reader) setField(d *draft, col Column, text string) {
	f := col.target.field
	if f.Key == "chain" {
		f.SetValue(d.row.Record, r.chain(d, col, text))
		d.stated = append(d.stated, f)
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

// softStage keeps a phrase that is none of the twelve stages as the raw phrase: the stage stays unsaid.
func (r *reader) softStage(d *draft, col Column, text string, problems []model.Problem) bool {
	p, ok := d.row.Record.(*model.Project)
	if !ok || col.target.field.Key != "stage" || len(problems) == 0 {
		return false
	}
	p.RawPhrase = text
	raw, _ := model.FieldOf(model.KindProject, "raw_phrase")
	d.stated = append(d.stated, raw)
	d.issue(col, text, "stage.phrase", "「"+text+"」不是规定的阶段，已记入「原文说法」，阶段未填", problems[0].Suggestion, false)
	return true
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

// chain finds a chain by what ledgers call it: 精品钢, 精品钢产业链, 精品钢链.
func (r *reader) chain(d *draft, col Column, text string) model.Link {
	if l, ok := r.findChain(text); ok {
		return l
	}
	if r.o.Existing != nil {
		d.issue(col, text, "chain.unknown", "没有名为「"+text+"」的产业链", "核对名称，或先新增该产业链", false)
	}
	return model.Link{Name: text}
}

func (r *reader) findChain(text string) (model.Link, bool) {
	for _, name := range []string{text, strings.TrimSuffix(text, "产业链"), strings.TrimSuffix(text, "链")} {
		if l, ok := r.links.Find(model.KindChain, name); ok {
			return l, true
		}
	}
	return model.Link{}, false
}

func (r *reader) node(d *draft, col Column, text string) model.NodeRef {
	if n, ok := r.links.FindNode(d.chain.ID, text); ok {
		return n
	}
	d.issue(col, text, "node.unknown", "产业链环节「"+text+"」不在该产业链图谱中", "核对环节名称，或在图谱中新增该环节", false)
	return model.NodeRef{Name: text}
}

// fromSection takes the chain from the heading above when the row's own cell is empty.
func (r *reader) fromSection(d *draft) {
	p, ok := d.row.Record.(*model.Project)
	if !ok || r.section == "" || !p.Chain.IsZero() {
		return
	}
	l, found := r.findChain(r.section)
	if !found && !strings.HasSuffix(r.section, "链") {
		return // 一、市级重点项目 is no chain
	}
	if !found {
		l = model.Link{Name: r.section}
	}
	p.Chain = l
	f, _ := model.FieldOf(model.KindProject, "chain")
	d.stated = append(d.stated, f)
	d.row.Issues = append(d.row.Issues, Issue{Row: d.row.Number, Column: f.Label, Value: r.section, Code: "chain.from_section",
		Message: "所属产业链按小标题「" + r.section + "」填写", Suggestion: "核对，或在每行填写所属产业链"})
}

// place joins the coordinate columns into a location.
func (r *reader) place(d *draft) {
	if d.x == "" && d.y == "" {
		return
	}
	f, err := model.FieldOf(r.sheet.Kind, "location")
	if err != nil {
		return
	}
	col := r.columnOf(f, lonPart)
	words := strings.TrimSpace(d.x + ", " + d.y + " " + d.crs)
	l := model.Location{Entered: words, CRS: d.crs, Precision: model.PlaceUnknown}
	switch {
	case d.x == "" || d.y == "":
		d.issue(col, words, "place.half", "经度、纬度只填了一个", "补全另一个坐标", false)
	case d.crs == "":
		d.issue(col, words, "place.no_crs", "坐标没有注明坐标系，位置待核", "在「坐标系」列写明 CGCS2000、WGS-84、GCJ-02（高德）或 BD-09（百度）", false)
	case r.o.Locate != nil:
		got, problems := r.o.Locate(d.x, d.y, d.crs)
		for _, p := range problems {
			d.issue(col, words, p.Code, p.Message, p.Suggestion, p.Blocking)
		}
		if got.Point != nil {
			l = got
		}
	}
	f.SetValue(d.row.Record, l)
	d.stated = append(d.stated, f)
}

func (r *reader) columnOf(f *model.Field, p part) Column {
	for _, c := range r.columns {
		if c.target.field == f && c.target.part == p {
			return c
		}
	}
	return Column{Index: -1, Header: f.Label}
}

// role makes the chain and node columns of T8 and T9 a role of the enterprise.
func (r *reader) role(d *draft) {
	e, ok := d.row.Record.(*model.Enterprise)
	if !ok || d.chain.IsZero() && d.node.IsZero() {
		return
	}
	x := model.Role{Chain: d.chain, Node: d.node}
	switch r.sheet.Template {
	case "T8":
		x.Role = model.RoleLeader
	case "T9":
		x.Role = model.RoleTarget
	}
	e.Roles = model.Roles{x}
	f, _ := model.FieldOf(model.KindEnterprise, "roles")
	d.stated = append(d.stated, f)
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

// finish names what the form names by several columns, and asks for a name.
func (r *reader) finish(d *draft) {
	h := d.row.Record.Head()
	name, _ := model.FieldOf(r.sheet.Kind, "name")
	if h.Name == "" {
		h.Name = composedName(d.row.Record) // for a new record; a known one keeps the name it has
	}
	if h.Name == "" && d.id.IsZero() {
		d.issue(r.columnOf(name, whole), "", "name.missing", "缺少"+name.Label, "补填"+name.Label, true)
	}
	r.linkInvestor(d)
}

// composedName is 园区 and 楼栋 of a factory, or where a trip went and when.
func composedName(rec model.Record) string {
	switch x := rec.(type) {
	case *model.Site:
		return strings.TrimSpace(x.Park.Name + x.Building)
	case *model.Visit:
		return strings.TrimSpace(x.From.Text + " " + firstWord(x.Destination, x.Hosts))
	case *model.Figure:
		if x.Figure != "" {
			return fmt.Sprintf("%d年 %s", x.Year, x.Figure)
		}
	}
	return ""
}

func firstWord(s string, list []string) string {
	if s == "" && len(list) > 0 {
		return list[0]
	}
	return s
}

// linkInvestor finds the investor by its code when its name alone found nobody.
func (r *reader) linkInvestor(d *draft) {
	p, ok := d.row.Record.(*model.Project)
	if !ok || p.Investor.Name == "" || !p.Investor.ID.IsZero() || model.CheckUSCC(p.InvestorUSCC) != model.USCCPassed {
		return
	}
	if l, ok := r.links.Find(model.KindEnterprise, p.InvestorUSCC); ok {
		p.Investor = l
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
