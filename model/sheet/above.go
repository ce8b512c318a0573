package sheet

import (
	"regexp"
	"strings"

	"chainatlas/model"
)

var (
	unitRow    = regexp.MustCompile(`单位\s*:\s*([^\s,;，；)]+)`)
	ledgerYear = regexp.MustCompile(`(20[0-9]{2})\s*年`)
)

// unitAbove finds the unit row above a header: 单位：亿元. It is "" for 填报单位：商务局.
func unitAbove(t *Table, l layout) string {
	for i := l.title; i < l.first; i++ {
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

// titlesAbove are the words above a header, row by row.
func titlesAbove(t *Table, l layout) []string {
	var out []string
	for i := l.title; i < l.first; i++ {
		for _, c := range t.Rows[i] {
			if c.Kind == Text {
				out = append(out, flat(c.Text))
			}
		}
	}
	return out
}

// yearAbove finds the ledger's year in its title, its sheet's name or its file's name; 0 when none says it.
func yearAbove(t *Table, l layout, file string) int {
	for i := l.title; i < l.first; i++ {
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
