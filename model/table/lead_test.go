package table

import (
	"math"
	"testing"
	"time"

	"chainatlas/model"
)

// A lead may hide which of two values is less, but never says the opposite.
func TestLeadsGoWithTheOrder(t *testing.T) {
	money := func(currency string, min int64) model.Money {
		return model.Money{Known: true, Currency: currency, Min: min, Max: min}
	}
	amount := func(min float64) model.Quantity { return model.Quantity{Known: true, Min: min, Max: min} }
	stamp := func(second int64) model.Stamp { return model.Stamp{At: time.Unix(second, 5)} }
	for name, values := range map[string][]any{
		"texts": {"", "\x00", "a", "a\x00", "abcdefgh", "abcdefghi", "abcdefgi", "甲", "甲乙丙", "甲乙丁", "\xff"},
		"money": {money("CNY", -5), money("CNY", 0), money("CNY", 7), money("CNY", 1<<48), money("CNY", math.MaxInt64), money("CNZ", 1), money("USD", 1),
			money("", 3), money("\xff", 3), model.Money{Text: "待定"}, model.Money{Text: "待定", Min: 1}},
		"measures": {amount(math.Inf(-1)), amount(-2.5), amount(math.Copysign(0, -1)), amount(0), amount(1e-300), amount(3), amount(math.Inf(1)), model.Quantity{}},
		"dates":    {model.OnDay(math.MinInt32), model.OnDay(-1), model.OnDay(1), model.OnDay(20_000), model.OnDay(math.MaxInt32), model.Date{Text: "待定"}},
		"stages":   {model.Stage("?"), model.StageTalk, model.StageSigned},
		"numbers":  {math.MinInt, -1, 0, 1, math.MaxInt},
		"stamps":   {model.Stamp{}, stamp(-5), stamp(0), stamp(1_700_000_000), stamp(1_700_000_001)},
		"yearly":   {model.Yearly{}, model.Yearly{2020: money("CNY", -1)}, model.Yearly{2020: money("CNY", 9), 2021: money("CNY", 4)}},
	} {
		for _, a := range values {
			for _, b := range values {
				if model.CompareValues(a, b) < 0 && lead(model.SortKey(a)) > lead(model.SortKey(b)) {
					t.Errorf("%s: %v comes before %v, but its lead after", name, a, b)
				}
			}
		}
	}
}
