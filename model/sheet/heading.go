package sheet

import (
	"regexp"
	"strings"

	"chainatlas/model"
)

// heading is a line within the data that says what the rows below it are: 一、精品钢产业链（3个）. A subtotal may stand in it.
type heading struct {
	level int // 1 for 一、, 2 for （一）, 0 without a number
	name  string
}

var (
	sectionWords  = regexp.MustCompile(`^([(（]?)[一二三四五六七八九十]+(?:[)）][、.．]?|[、.．])`)
	headingSerial = regexp.MustCompile(`^([(（]?)[一二三四五六七八九十]+[)）]?[、.．]?$`)
	headingTail   = regexp.MustCompile(`([(（:：].*|小计|合计|共计|总计|累计)$`)
)

// hasOtherSerials tells whether some row has another serial number than 一, 二, 三.
func (b *body) hasOtherSerials() bool {
	for i := b.layout.last + 1; i < b.layout.end; i++ {
		if !blankRow(b.table.Rows[i]) && !headingSerial.MatchString(squeeze(b.table.At(i, b.serial).Text)) {
			return true
		}
	}
	return false
}

// numberedHeading tells a heading with a Chinese numeral, which may be a subtotal as well: 三 | 节能环保产业链小计 | 7.5.
func (b *body) numberedHeading(w rowWords) bool {
	h := w.heading()
	return h.level > 0 && h.name != "" && (b.numerals || !headingSerial.MatchString(w.serial))
}

// isHeading tells a heading without a number from a row with one cell.
func (b *body) isHeading(i int, w rowWords) bool {
	if w.numbers > 0 {
		return false
	}
	return len(w.texts) == 0 && meansSomething(w.serial) || len(w.texts) == 1 && w.serial == "" && b.wide[i] >= 3
}

// heading is what the words say as a heading, the zero heading when they are too many for one.
func (w *rowWords) heading() heading {
	var text, number string
	switch {
	case len(w.texts) == 0:
		text = w.serial
		number = sectionWords.FindString(text)
	case len(w.texts) > 1:
		return heading{}
	case headingSerial.MatchString(w.serial):
		text, number = w.serial+w.texts[0], w.serial
	case w.serial == "":
		text = w.texts[0]
		number = sectionWords.FindString(text)
	}
	h := heading{name: strings.TrimPrefix(text, number)}
	for cut := ""; cut != h.name; {
		cut = h.name
		h.name = headingTail.ReplaceAllString(h.name, "")
	}
	switch {
	case number == "":
	case strings.ContainsAny(number, "(（"):
		h.level = 2
	default:
		h.level = 1
	}
	return h
}

// unnumbered is the level of a heading without a number that says something of the rows below it.
const unnumbered = 3

// headings are those of one sort (chains, streets) that hold for a row, by level.
type headings struct {
	names  [unnumbered + 1]string
	filled bool // rows came since the last heading
}

// open puts a heading over the rows that follow. One of another sort ends what the one before it said; a sub-heading
// leaves the heading above it.
func (h *headings) open(x heading, mine bool) {
	level := x.level
	if level == 0 && mine {
		level = unnumbered
	}
	h.end(level)
	if mine {
		h.names[level] = x.name
	}
	h.filled = false
}

// end takes away the headings from a level on.
func (h *headings) end(level int) {
	for i := level; i < len(h.names); i++ {
		h.names[i] = ""
	}
}

// total ends what a total adds up; one that stands above its rows, or at the end of a printed page, ends nothing.
func (h *headings) total(words string) {
	switch {
	case !h.filled || strings.Contains(words, "本页"):
		return
	case strings.Contains(words, "小计"):
		h.end(h.deepest())
	default:
		h.end(0)
	}
	h.filled = false
}

func (h *headings) deepest() int {
	for i := len(h.names) - 1; i > 0; i-- {
		if h.names[i] != "" {
			return i
		}
	}
	return 0
}

// name is what the headings name, "" for nothing.
func (h *headings) name() string { return h.names[h.deepest()] }

// streetWords tell a heading that names where the rows below it are: 艾山街道, 钢城经济开发区.
var streetWords = regexp.MustCompile(`^\p{Han}{1,12}(街道|街道办事处|镇|乡|开发区|高新区|园区|工业园|产业园)$`)

func isStreet(name string) bool {
	return streetWords.MatchString(name) && !strings.HasPrefix(name, "其他") && !strings.HasPrefix(name, "其它") && !strings.HasPrefix(name, "各")
}

// heading lets a heading's row speak for the rows below it. The title of the next printed page does not.
func (r *reader) heading(i int, isTitle bool) {
	w := r.body.words(i)
	h := w.heading()
	_, isChain := r.headingChain(h.name)
	street := !isChain && isStreet(h.name)
	if !isTitle || isChain || h.level > 0 {
		if street && h.level == 0 {
			h.level = unnumbered // it stands below the chain above it
		}
		r.headings.open(h, isChain)
		r.streets.open(h, street)
		r.about = h.name
	}
}

// headingChain is the chain that a heading names: 精品钢产业链, 氢能与储能类项目.
func (r *reader) headingChain(name string) (model.Link, bool) {
	short := name
	for _, tail := range []string{"", "项目", "类", "产业"} {
		short = strings.TrimSuffix(short, tail)
		if l, ok := r.findChain(short); ok {
			return l, true
		}
	}
	return model.Link{Name: name}, strings.HasSuffix(name, "链")
}

// fromHeading takes the chain from the heading above when the row's own cell is empty.
func (r *reader) fromHeading(d *draft) {
	name := r.headings.name()
	if name == "" || !r.takesChain(d) {
		return
	}
	l, _ := r.headingChain(name)
	label := "所属产业链"
	if p, ok := d.row.Record.(*model.Project); ok {
		f, _ := model.FieldOf(model.KindProject, "chain")
		p.Chain, label = l, f.Label
		d.stated = append(d.stated, f)
	}
	d.chain, d.row.chain = l, name
	d.row.Issues = append(d.row.Issues, Issue{Row: d.row.Number, Column: label, Value: name, Code: "chain.from_section",
		Message: label + "按小标题「" + name + "」填写", Suggestion: "核对，或在每行填写所属产业链"})
}

// fromStreet takes the street from the heading above when the row's own cell is empty.
func (r *reader) fromStreet(d *draft) {
	name := r.streets.name()
	f, err := model.FieldOf(r.sheet.Kind, "street")
	if name == "" || err != nil || !f.Empty(d.row.Record) {
		return
	}
	f.SetText(d.row.Record, name, model.Hint{}, nil)
	d.stated = append(d.stated, f)
	d.row.Issues = append(d.row.Issues, Issue{Row: d.row.Number, Column: f.Label, Value: name, Code: "street.from_section",
		Message: f.Label + "按小标题「" + name + "」填写", Suggestion: "核对，或在每行填写" + f.Label})
}

// takesChain tells whether the row may get a chain from above: a project without one, or a firm in a list of roles.
func (r *reader) takesChain(d *draft) bool {
	switch x := d.row.Record.(type) {
	case *model.Project:
		return x.Chain.IsZero()
	case *model.Enterprise:
		return d.chain.IsZero() && (r.sheet.has("roles.chain") || r.sheet.has("roles.node"))
	}
	return false
}
