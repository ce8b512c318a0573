package sheet

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"chainatlas/model"
)

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

// lineBreaks within a name fall away between Chinese signs, and are a blank elsewhere.
var lineBreaks = regexp.MustCompile(`\s*\n\s*`)

func oneLine(name string) string {
	parts := lineBreaks.Split(name, -1)
	out := parts[0]
	for _, next := range parts[1:] {
		last, _ := utf8.DecodeLastRuneInString(out)
		if first, _ := utf8.DecodeRuneInString(next); last < 0x2E80 && first < 0x2E80 {
			out += " "
		}
		out += next
	}
	return out
}
