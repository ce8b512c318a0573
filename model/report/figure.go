// Package report computes figures from records: pure functions, with the numerator and denominator of every rate.
//
// A figure says what the ledger gives (台账数). What somebody else reported (通报数) and the target stand beside it and are
// never mixed in. What is not stated is left out of sums and averages, and a division by nothing has no value: it shows "—".
package report

import (
	"github.com/shopspring/decimal"

	"chainatlas/model"
)

// Figure is one number with all that is needed to check it. Value, and what stands beside it, is in Unit; nil is "—".
type Figure struct {
	Key          string   `json:"key"`
	Label        string   `json:"label"`
	Group        string   `json:"group,omitempty"`  // the chain, unit, street or channel it is for; "" for the whole
	Period       string   `json:"period,omitempty"` // 2024年 for what happened in the year, 截至2024-06-30 for stocks and sums so far
	Year         int      `json:"year,omitempty"`   // of what happened in a year; 0 for stocks and sums so far
	Value        *float64 `json:"value"`
	Unit         string   `json:"unit"`
	Numerator    *float64 `json:"numerator"`
	Denominator  *float64 `json:"denominator"`
	Target       *float64 `json:"target"`
	TargetYear   int      `json:"target_year,omitempty"`
	Reported     *float64 `json:"reported"`
	ReportedYear int      `json:"reported_year,omitempty"`
	Records      Set      `json:"records"`             // what was counted: the numerator of a rate, every record of a sum
	Fictional    int      `json:"fictional,omitempty"` // how many of them are 虚构
	Note         string   `json:"note,omitempty"`      // what a reader must know, in Chinese
}

// Difference is 台账数 less 通报数, nil where they do not speak of the same: one is missing, or they are of different years.
func (f Figure) Difference() *float64 {
	if f.Value == nil || f.Reported == nil || f.Year != 0 && f.Year != f.ReportedYear {
		return nil
	}
	return number(*f.Value - *f.Reported)
}

// Completion is a year's value in percent of that year's target; nil for stocks, for rates, and without such a target.
func (f Figure) Completion() *float64 {
	if f.Value == nil || f.Target == nil || f.Unit == "%" || f.Year == 0 || f.Year != f.TargetYear {
		return nil
	}
	return Rate(*f.Value, *f.Target)
}

// Shown is the value as a table shows it: percent and 亿元 with at most two decimals, rounded half up; "—" for none.
func (f Figure) Shown() string { return Shown(f.Value, f.Unit) }

// Shown writes a value with its unit.
func Shown(value *float64, unit string) string {
	if value == nil {
		return "—"
	}
	return decimal.NewFromFloat(*value).Round(places(unit)).String() + unit
}

func places(unit string) int32 {
	switch unit {
	case "个", "次", "批":
		return 0
	}
	return 2
}

// Rate is numerator ÷ denominator in percent, nil when there is nothing to divide by.
func Rate(numerator, denominator float64) *float64 {
	if denominator == 0 {
		return nil
	}
	v := numerator / denominator * 100
	return &v
}

// Growth is 同比 in percent: now against the same time a year before.
func Growth(now, before float64) *float64 {
	if before == 0 {
		return nil
	}
	v := (now/before - 1) * 100
	return &v
}

// Agrees tells whether a printed percentage is what its numerator and denominator give, at the decimals it was printed with.
// A false answer means 比率与分子分母不符: somebody swapped digits, or rounded twice.
func Agrees(numerator, denominator float64, printed string) bool {
	want, err := decimal.NewFromString(printed)
	if err != nil || denominator == 0 {
		return false
	}
	got := decimal.NewFromFloat(numerator).Div(decimal.NewFromFloat(denominator)).Mul(decimal.NewFromInt(100))
	return got.Round(-want.Exponent()).Equal(want)
}

// TimeProgress is 序时进度 in percent: the months of the year that have passed, the current one included.
func TimeProgress(asOf model.Day) *float64 { return Rate(float64(asOf.Time().Month()), 12) }

func number(v float64) *float64 { return &v }
