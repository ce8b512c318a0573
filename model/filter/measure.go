package filter

import (
	"strings"

	"chainatlas/model"
)

// money compares amounts of one currency; another currency never answers, because no rate is known here.
func (o operand) money(op string, v word) (test, error) {
	want, problems := model.ParseMoney(v.text, model.Hint{Unit: o.unit})
	if err := blocked(v, problems); err != nil {
		return test{}, err
	}
	if !want.Known {
		return o.words(op, v, "金额")
	}
	return o.asking(func(v any) bool {
		m, ok := v.(model.Money)
		if y, isYearly := v.(model.Yearly); isYearly {
			_, m = y.Latest()
			ok = true
		}
		return ok && m.Known && m.Currency == want.Currency && holds(op, m.Min, m.Max, want.Min, want.Max)
	}), nil
}

func (o operand) date(op string, v word, with Options) (test, error) {
	want, problems := model.ParseDate(v.text, model.Hint{Year: with.Year})
	if err := blocked(v, problems); err != nil {
		return test{}, err
	}
	if !want.Known() {
		return o.words(op, v, "日期")
	}
	return o.asking(func(v any) bool {
		d := dateOf(v)
		return d.Known() && holds(op, d.From, d.To, want.From, want.To)
	}), nil
}

func dateOf(v any) model.Date {
	switch x := v.(type) {
	case model.Date:
		return x
	case model.Stamp:
		if !x.At.IsZero() {
			return model.OnDay(model.DayAt(x.At.Local()))
		}
	}
	return model.Date{}
}

func (o operand) quantity(op string, v word) (test, error) {
	want, problems := model.ParseQuantity(v.text, model.Hint{Unit: o.unit})
	if err := blocked(v, problems); err != nil {
		return test{}, err
	}
	if !want.Known {
		return o.words(op, v, "数量")
	}
	return o.asking(func(v any) bool {
		q := v.(model.Quantity)
		if !q.Known {
			return false
		}
		factor, ok := conversion(q.Unit, want.Unit)
		return ok && holds(op, q.Min*factor, q.Max*factor, want.Min, want.Max)
	}), nil
}

// areas are square metres: a 亩 is a fifteenth of a hectare.
var areas = map[string]float64{"亩": 10000.0 / 15, "公顷": 10000, "平方公里": 1e6, "㎡": 1, "万㎡": 10000, "M2": 1, "平": 1}

// conversion is what one unit of from is in to; ok is false for units of different things.
func conversion(from, to string) (factor float64, ok bool) {
	if from == to {
		return 1, true
	}
	from, to = plainUnit(from), plainUnit(to)
	if from == to || from == "" || to == "" {
		return 1, true
	}
	a, b := areas[from], areas[to]
	if a == 0 || b == 0 {
		return 0, false
	}
	return a / b, true
}

func plainUnit(s string) string { return unitNames.Replace(normal(s)) }

var unitNames = strings.NewReplacer("平方米", "㎡", "平米", "㎡", "M²", "㎡", "千米", "公里", "KM", "公里")

// words compares what was written where nothing can be read (待定); a slip of the pen is no such word.
func (o operand) words(op string, v word, what string) (test, error) {
	if op != "=" || !model.Undecided(v.text) {
		return test{}, v.wrong("「" + v.text + "」无法识别为" + what + "；按文字查找写成 " + o.label + "~" + v.text)
	}
	return o.said(partly, v.text), nil
}

func blocked(v word, problems []model.Problem) error {
	for _, p := range problems {
		if p.Blocking {
			return v.wrong(p.Message + "，" + p.Suggestion)
		}
	}
	return nil
}
