package sheet

import (
	"strings"

	"chainatlas/model"
)

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
