package sheet

import (
	"strconv"

	"github.com/shopspring/decimal"

	"chainatlas/model"
)

// values are the cells of a record: string or float64, nil for nothing.
func (f *written) values(n int, r model.Record) []any {
	out := make([]any, len(f.headers))
	for i, t := range f.targets {
		switch t.part {
		case ignored:
			out[i] = float64(n)
		case idPart:
			out[i] = r.Head().ID.String()
		case levelsPart:
			out[i] = levelsText(r)
		case whole:
			if t.field != nil {
				out[i] = f.whole(i, t, r)
			}
		default:
			out[i] = f.part(i, t, r)
		}
		if out[i] == "" {
			out[i] = nil
		}
	}
	return out
}

func (f *written) whole(col int, t target, r model.Record) any {
	switch v := t.field.Value(r).(type) {
	case model.Money:
		return f.money(col, v, t.unit)
	case model.Quantity:
		if v.Known && v.Min == v.Max && t.unit != "" && model.Squeeze(v.Unit) == model.Squeeze(t.unit) {
			return exactCell(v)
		}
	case model.Date:
		return dateWords(v)
	case model.Level:
		return string(v.OrInternal())
	case bool:
		return map[bool]string{true: "是", false: "否"}[v]
	case int:
		if v != 0 {
			return float64(v)
		}
	}
	return t.field.Text(r)
}

// exactCell is a quantity as a number, or as words when a workbook would cut its digits.
func exactCell(q model.Quantity) any {
	if cut, err := strconv.ParseFloat(plainNumber(q.Min), 64); err == nil && cut == q.Min {
		return q.Min
	}
	return strconv.FormatFloat(q.Min, 'f', -1, 64) + q.Unit
}

// dateWords are the words of a date with the year that they may lack: a title's year must not become that of 一季度.
func dateWords(d model.Date) string {
	for _, words := range []string{d.Text, strconv.Itoa(d.From.Year()) + "年" + d.Text} {
		if back, _ := model.ParseDate(words, model.Hint{}); !d.Known() || back.From == d.From && back.To == d.To {
			return words
		}
	}
	return d.Text
}

// money is a number when the amount is exact and the header's unit holds it without loss, else the words.
func (f *written) money(col int, m model.Money, unit string) any {
	u, ok := model.MoneyUnit(unit)
	if m.IsZero() {
		return nil
	}
	n, err := decimal.NewFromString(m.In(u))
	if !ok || err != nil || m.Qualifier != "" || !exact(m, u) {
		f.left++
		return m.Text
	}
	f.sums[col], f.summed[col] = f.sums[col].Add(n), true
	v, _ := n.Float64()
	return v
}

func exact(m model.Money, unit string) bool {
	back, problems := model.ParseMoney(m.In(unit)+unit, model.Hint{})
	return len(problems) == 0 && back.Min == m.Min && back.Max == m.Max && back.Currency == m.Currency
}

func (f *written) part(col int, t target, r model.Record) any {
	switch v := t.field.Value(r).(type) {
	case model.Supplies:
		x, _ := v.Of(t.what)
		return x.String()
	case model.Location:
		return locationPart(v, t.part)
	case model.Yearly:
		if m, ok := v[t.year]; ok {
			return f.money(col, m, t.unit)
		}
	case model.Code:
		return v.Text
	case model.Roles:
		return rolePart(v, f.role, t.part)
	}
	return nil
}

func locationPart(l model.Location, p part) any {
	switch {
	case l.Point == nil:
		return nil
	case p == lonPart:
		return l.Point[0]
	case p == latPart:
		return l.Point[1]
	}
	return model.SystemWords("WGS-84", l.Precision)
}

func rolePart(roles model.Roles, want model.RoleName, p part) any {
	for _, x := range roles {
		if want != "" && x.Role != want {
			continue
		}
		if p == chainRole {
			return x.Chain.Name
		}
		return x.Node.String()
	}
	return nil
}
