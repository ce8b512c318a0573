package english

import (
	"strings"

	"github.com/shopspring/decimal"

	"chainatlas/model"
)

// unit says how a unit of the ledgers is read in English: times so many of another.
type unit struct {
	times decimal.Decimal
	name  string
	tight bool // without a space before it
}

func one(name string) unit { return unit{decimal.New(1, 0), name, false} }

func many(times int64, name string) unit { return unit{decimal.New(times, 0), name, false} }

// units by their Chinese names. 亩 and amounts of money have functions of their own.
var units = map[string]unit{
	"㎡": one("sq m"), "平方米": one("sq m"), "平米": one("sq m"), "万㎡": many(10_000, "sq m"), "万平方米": many(10_000, "sq m"), "万平米": many(10_000, "sq m"),
	"平方公里": one("sq km"), "平方千米": one("sq km"), "公顷": one("ha"), "公里": one("km"), "千米": one("km"), "米": one("m"), "厘米": one("cm"), "毫米": one("mm"),
	"吨": one("t"), "万吨": many(10_000, "t"), "吨/日": one("t/d"), "吨/天": one("t/d"), "吨/小时": one("t/h"), "吨/时": one("t/h"), "吨/年": one("t/yr"), "万吨/年": many(10_000, "t/yr"),
	"吨/㎡": one("t/sq m"), "立方米": one("m³"), "立方米/日": one("m³/d"), "方/日": one("m³/d"), "万立方米/日": many(10_000, "m³/d"), "立方米/小时": one("m³/h"), "立方米/年": one("m³/yr"),
	"kVA": one("kVA"), "千伏安": one("kVA"), "MVA": one("MVA"), "兆伏安": one("MVA"), "kV": one("kV"), "千伏": one("kV"), "kW": one("kW"), "千瓦": one("kW"), "MW": one("MW"), "兆瓦": one("MW"), "万千瓦": many(10, "MW"),
	"人": one("people"), "层": one("storeys"), "辆": one("vehicles"), "套": one("sets"), "台": one("sets"), "天": one("days"), "分钟": one("min"), "小时": one("h"),
	"家": one(""), "处": one(""), "个": one(""), "条": one(""), "项": one(""), "次": one(""), "户": one("households"), "家次": one(""), "批": one(""),
	"℃": one("°C"), "%": {decimal.New(1, 0), "%", true},
	"km": one("km"), "m": one("m"), "t": one("t"), "ha": one("ha"), "t/d": one("t/d"), "t/h": one("t/h"),
}

// prices are units of money for a measure: how many yuan each, and the measure in English.
var prices = map[string]struct {
	yuan int64
	per  string
}{
	"元/㎡·月": {1, " per sq m per month"}, "元/㎡/月": {1, " per sq m per month"}, "元/平方米·月": {1, " per sq m per month"}, "元/㎡·天": {1, " per sq m per day"}, "元/㎡/天": {1, " per sq m per day"},
	"元/㎡": {1, " per sq m"}, "元/平方米": {1, " per sq m"}, "万元/㎡": {10_000, " per sq m"}, "元/吨": {1, " per t"}, "元/立方米": {1, " per m³"}, "元/千瓦时": {1, " per kWh"}, "元/度": {1, " per kWh"},
}

// Quantity is a measured amount in the reader's units: 30 mu (2 ha), 9,000 sq m. What is converted has no more digits than what
// was stated. ok is false for words without a number and for units that are not known.
func Quantity(q model.Quantity) (text string, ok bool) {
	if !q.Known {
		return "", false
	}
	about := qualifier(bare(q.Text))
	low, high := exact(q.Min), exact(q.Max)
	if text, ok = measure(low, high, q.Unit); !ok {
		return "", false
	}
	return about + text + remark(q.Text), true
}

// remark is what stands in brackets behind an amount, as it was written.
func remark(text string) string {
	if _, tail, ok := strings.Cut(strings.NewReplacer("（", "(", "）", ")").Replace(text), "("); ok {
		return " (" + tail
	}
	return ""
}

func measure(low, high decimal.Decimal, name string) (string, bool) {
	if name == "亩" {
		return Mu(low, high), true
	}
	if name == "万元/亩" || name == "亿元/亩" || name == "元/亩" {
		return perMu(low, high, name), true
	}
	if p, ok := prices[name]; ok {
		per := decimal.New(p.yuan, 0)
		return "CNY " + amounts(low.Mul(per), high.Mul(per)) + p.per, true
	}
	u, ok := units[name]
	if !ok {
		return "", false
	}
	out := span(grouped(low.Mul(u.times)), grouped(high.Mul(u.times)))
	if u.name != "" && !u.tight {
		out += " "
	}
	return out + u.name, true
}

// perHectare is how many 亩 are a hectare.
var perHectare = decimal.New(15, 0)

// Mu is an area of land in mu, with hectares beside: 1 mu is a fifteenth of a hectare.
func Mu(low, high decimal.Decimal) string {
	keep := max(digits(low), digits(high))
	ha := func(d decimal.Decimal) string { return grouped(rounded(d.DivRound(perHectare, 8), keep)) }
	return span(grouped(low), grouped(high)) + " mu (" + span(ha(low), ha(high)) + " ha)"
}

// perMu is a price of land, by mu and by hectare.
func perMu(low, high decimal.Decimal, name string) string {
	yuan := map[string]decimal.Decimal{"元/亩": decimal.New(1, 0), "万元/亩": decimal.New(10_000, 0), "亿元/亩": decimal.New(100_000_000, 0)}[name]
	low, high = low.Mul(yuan), high.Mul(yuan)
	return "CNY " + amounts(low, high) + " per mu (CNY " + amounts(low.Mul(perHectare), high.Mul(perHectare)) + " per ha)"
}
