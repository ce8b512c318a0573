package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

// WriteOptions say how a ledger is written.
type WriteOptions struct {
	Title    string         // "" is the form's name, with the district and the year in front
	Year     int            // the ledger's year; 0 takes that of Date, for the title alone
	Audience model.Audience // "" is model.Staff; what it may not see is left out
	Seen     model.Seen     // what visitors may know of linked records; nil is nothing
	Date     string         // the day of the stamp 内部资料 or 保密, 2024-03-01; "" leaves the stamp out
	Made     time.Time      // when the file is made, for its properties; zero leaves it out
	CSV      bool           // UTF-8 with BOM, the header in the first row and the stamp in the last, instead of .xlsx
}

// Write writes records of one kind in a form of the bureau (T1 …), or with all their fields when template is a kind's
// name. Columns for id, 公开级别 and 虚构 follow, so that reading the file again finds every record. Amounts stand in
// the header's unit; those that are no single amount of its currency stand as words. It returns ErrUnknownTemplate for
// a form that cannot be written, and counts the records written.
func Write(w io.Writer, template string, records []model.Record, o WriteOptions) (int, error) {
	form, err := newWritten(template, records, o)
	if err != nil {
		return 0, err
	}
	if o.CSV {
		err = form.csv(w)
	} else {
		err = form.xlsx(w)
	}
	if err != nil {
		return 0, fmt.Errorf("write ledger %s: %w", template, err)
	}
	return len(form.records), nil
}

// written is a ledger about to be written.
type written struct {
	name    string
	o       WriteOptions
	headers []string
	form    int      // how many of them are the form's own
	targets []target // one for each header; the zero target is a column that no field answers to
	role    model.RoleName
	records []model.Record

	sums   []decimal.Decimal
	summed []bool
	left   int // amounts that a sum had to leave out
}

func newWritten(template string, records []model.Record, o WriteOptions) (*written, error) {
	f := &written{o: o}
	kind, err := f.layOut(template)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if r.Kind() != kind {
			continue
		}
		if shown, ok := redact(r, o); ok {
			f.records = append(f.records, shown)
		}
	}
	f.ownColumns(kind)
	f.sums, f.summed = make([]decimal.Decimal, len(f.headers)), make([]bool, len(f.headers))
	return f, nil
}

func redact(r model.Record, o WriteOptions) (model.Record, bool) {
	seen := o.Seen
	if seen == nil && o.audience() == model.Visitors {
		seen = func(model.ID) (string, bool) { return "", false }
	}
	return model.Redact(r, o.audience(), seen)
}

func (o WriteOptions) audience() model.Audience {
	if o.Audience == "" {
		return model.Staff
	}
	return o.Audience
}

// stamp is what every file bears: whom it is for and of which day it is.
func (o WriteOptions) stamp() string {
	if o.Date == "" {
		return ""
	}
	return strings.TrimSpace(o.audience().Mark() + " " + o.Date)
}

func (f *written) layOut(template string) (model.Kind, error) {
	var kind model.Kind
	if t, ok := templateOf(template); ok && t.Kind != "" {
		kind, f.name = t.Kind, t.Name
		for _, h := range t.Headers {
			f.headers = append(f.headers, f.ofYear(h))
		}
		f.role = map[string]model.RoleName{"T8": model.RoleLeader, "T9": model.RoleTarget}[t.Code]
	} else if k, err := model.ParseKind(template); err == nil && k.Business() {
		kind, f.name = k, k.Label()+"台账"
		f.headers = fieldHeaders(k)
	} else {
		return "", fmt.Errorf("write %q: %w", template, ErrUnknownTemplate)
	}
	return kind, nil
}

// ownColumns follow the form's: what finds every record again, and who may see it.
func (f *written) ownColumns(kind model.Kind) {
	own := []string{"id", levelHeader, "虚构"}
	if f.o.Audience == model.Visitors {
		own[1] += "（" + visitorsMark + "）"
	}
	if slices.ContainsFunc(f.records, func(r model.Record) bool { return !r.Head().Levels.IsZero() }) {
		own = append(own, levelsHeader)
	}
	f.form = len(f.headers)
	for _, h := range append(f.untold(kind), own...) {
		if !slices.Contains(f.headers, h) {
			f.headers = append(f.headers, h)
		}
	}
	for _, h := range f.headers {
		t, _ := resolve(kind, h)
		f.targets = append(f.targets, t)
	}
}

// untoldKeys are what the bureau's forms have no column for, and what standing on the form would say otherwise.
var untoldKeys = map[model.Kind][]string{model.KindProject: {"promotion", "status", "list", "raw_phrase"}, model.KindSite: {"site_kind"}}

// untold are the columns that the form lacks and the records need, or reading the file again would lose or guess them.
func (f *written) untold(kind model.Kind) []string {
	told := make(map[string]bool)
	for _, h := range f.headers {
		if t, ok := resolve(kind, h); ok && t.field != nil {
			told[t.field.Key] = true
		}
	}
	var out []string
	for _, key := range untoldKeys[kind] {
		field, err := model.FieldOf(kind, key)
		if err == nil && !told[key] && slices.ContainsFunc(f.records, func(r model.Record) bool { return needsTelling(field, r) }) {
			out = append(out, field.Label)
		}
	}
	return out
}

func needsTelling(f *model.Field, r model.Record) bool {
	if p, ok := r.(*model.Project); ok && f.Key == "promotion" {
		return p.Promotion != model.Yes
	}
	return !f.Empty(r)
}

var headYear = regexp.MustCompile(`^20[0-9]{2}年`)

// ofYear puts the ledger's year into headers such as 2023年产值.
func (f *written) ofYear(h string) string {
	if f.o.Year == 0 {
		return h
	}
	return headYear.ReplaceAllString(h, strconv.Itoa(f.o.Year)+"年")
}

// fieldHeaders are all fields of a kind, with the coordinates in columns of their own.
func fieldHeaders(k model.Kind) []string {
	var out []string
	for _, f := range model.FieldsOf(k) {
		switch {
		case f.Key == "location":
			out = append(out, "经度", "纬度", "坐标系")
		case f.Key == "level" || f.Key == "fictional" || !writable(f):
		case f.Unit != "":
			out = append(out, f.Label+"（"+f.Unit+"）")
		default:
			out = append(out, f.Label)
		}
	}
	return out
}

func (f *written) csv(w io.Writer) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil { // without it Excel takes the file for GBK
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(f.headers); err != nil {
		return err
	}
	cells := make([]string, len(f.headers))
	for n, r := range f.records {
		for i, v := range f.values(n+1, r) {
			cells[i] = guard(plainCell(v))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	if stamp := f.o.stamp(); stamp != "" {
		if err := out.Write([]string{"说明：" + stamp}); err != nil { // a reader takes it for a footer
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func plainCell(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return ""
}

// district stands in front of the titles of the bureau's ledgers.
const district = "钢城区"

func (f *written) title() string {
	if f.o.Title != "" {
		return f.o.Title
	}
	name := strings.TrimSuffix(f.name, "（总台账）")
	switch {
	case f.o.Year != 0:
		return district + strconv.Itoa(f.o.Year) + "年" + name
	case len(f.o.Date) >= 4:
		return district + f.o.Date[:4] + "年" + name
	}
	return district + name
}

// unitLine stands under the title: the stamp on the left, the unit of the sums on the right.
func (f *written) unitLine() []any {
	out := make([]any, len(f.headers))
	if stamp := f.o.stamp(); stamp != "" {
		out[0] = stamp
	}
	for _, t := range f.targets {
		if t.field != nil && t.unit == "亿元" {
			out[f.form-1] = "单位：亿元"
		}
	}
	return out
}

// total is the 合计 row, nil when nothing was added up.
func (f *written) total() []any {
	out, any := make([]any, len(f.headers)), false
	for i := range f.headers {
		if f.summed[i] {
			out[i], any = f.sums[i].InexactFloat64(), true
		}
	}
	if !any {
		return nil
	}
	out[0] = "合计"
	return out
}

func (f *written) xlsx(w io.Writer) error {
	book := excelize.NewFile()
	defer book.Close()
	sign(book, f.o.Made)
	p, err := newPage(book, "Sheet1")
	if err != nil {
		return err
	}
	f.fill(p)
	return p.finish(w)
}

func (f *written) fill(p *page) {
	p.columns(f.headers)
	p.title(f.title(), len(f.headers))
	p.row(p.plain, f.unitLine())
	p.row(p.head, words2(f.headers))
	for n, r := range f.records {
		p.row(p.cell, f.values(n+1, r))
	}
	if total := f.total(); total != nil {
		p.row(p.head, total)
		if f.left > 0 {
			p.row(p.plain, []any{fmt.Sprintf("注：合计不含区间、约数、未定及其他币种的金额 %d 项", f.left)})
		}
	}
}

func words2(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}
