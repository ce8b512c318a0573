package match

import (
	"math"
	"strconv"
	"strings"

	"chainatlas/model"
)

// span is an amount that may be a range; both ends are equal for one number.
type span struct{ min, max float64 }

func (s span) mid() float64 { return (s.min + s.max) / 2 }

func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

// nearlyEnough is the part of what is needed from which on a site is said to answer partly.
const nearlyEnough = 0.8

// partlyShare is the most that a site earns whose supply is not wholly enough, so that one that has all is ahead.
const partlyShare = 0.9

// shareOf is what a part of the amount that is needed earns: its own size, and nothing below a half.
func shareOf(part float64) float64 {
	if !reaches(part, 0.5) {
		return 0
	}
	return min(part, partlyShare)
}

// atLeast holds what a site has against what is needed; both are in unit. Of a range that is offered the lower end is
// what can be relied on; of one that is needed the upper end is what would be enough.
func atLeast(want, have span, unit string) finding {
	if reaches(have.min, want.max) {
		return finding{verdict: Met, share: 1, why: "够用" + spare(have.min-want.max, unit)}
	}
	lack := Amount{rounded(want.max - have.min), unit}
	part := have.mid() / want.max
	f := finding{verdict: Short, share: shareOf(part), missing: &lack, why: "缺 " + lack.String()}
	switch {
	case reaches(have.min, want.min):
		f.verdict, f.why = Partly, "够最低要求，比最高要求少 "+lack.String()
	case reaches(have.max, want.max):
		f.verdict, f.why = Partly, "所述范围的上限够用，按下限缺 "+lack.String()
	case reaches(part, nearlyEnough):
		f.verdict = Partly
	}
	return f
}

// reaches tells whether a is as much as b; what the arithmetic of units adds is no difference.
func reaches(a, b float64) bool { return a >= b*(1-1e-9) }

func spare(v float64, unit string) string {
	if v = rounded(v); v == 0 {
		return ""
	}
	return "，余 " + Amount{v, unit}.String()
}

// atMost holds a distance against the longest one that will do.
func atMost(want, have span, unit string) finding {
	if reaches(want.max, have.max) {
		return finding{verdict: Met, share: 1, why: "在要求之内"}
	}
	far := Amount{rounded(have.max - want.max), unit}
	part := want.max / have.mid()
	f := finding{verdict: Short, share: shareOf(part), missing: &far, why: "远 " + far.String()}
	if reaches(part, nearlyEnough) || have.min <= want.max {
		f.verdict = Partly
	}
	return f
}

// rounded drops what the arithmetic of units adds.
func rounded(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// areas are the units of areas in square metres.
var areas = map[string]float64{"亩": 10000.0 / 15, "公顷": 10000, "ha": 10000, "hm²": 10000, "平方公里": 1e6, "km²": 1e6, "㎡": 1, "平": 1, "平方": 1, "万㎡": 10000, "万平": 10000, "万平方": 10000}

// lengths are the units of distances in kilometres.
var lengths = map[string]float64{"公里": 1, "km": 1, "千米": 1, "米": 0.001, "m": 0.001, "里": 0.5, "华里": 0.5}

var areaNames = strings.NewReplacer("平方米", "㎡", "平米", "㎡", "m²", "㎡", "m2", "㎡", "km2", "km²", "平方千米", "平方公里", "顷公", "公顷")

// unitIn finds a quantity's unit in a table; a quantity without one has usual.
func unitIn(table map[string]float64, unit, usual string) (factor float64, ok bool) {
	u := strings.ToLower(model.Squeeze(unit))
	if u == "" {
		u = usual
	}
	if factor, ok = table[u]; !ok {
		factor, ok = table[areaNames.Replace(u)]
	}
	return factor, ok
}

// spanOf is a quantity in the base of the table's units.
func spanOf(q model.Quantity, table map[string]float64, usual string) (s span, factor float64, ok bool) {
	factor, ok = unitIn(table, q.Unit, usual)
	if !q.Known || !ok || q.Min < 0 || math.IsNaN(q.Min+q.Max) || math.IsInf(q.Min+q.Max, 0) {
		return span{}, 0, false
	}
	return span{q.Min * factor, q.Max * factor}, factor, true
}

func (s span) in(factor float64) span { return span{s.min / factor, s.max / factor} }
