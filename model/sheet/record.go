package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

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
