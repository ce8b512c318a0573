package english

import (
	"strings"

	"github.com/shopspring/decimal"

	"chainatlas/model"
)

// qualifiers are what ledgers put around a number, the longer words first, and what stands before it in English.
var qualifiers = []struct{ zh, en string }{
	{"不低于", "at least "}, {"不少于", "at least "}, {"至少", "at least "}, {"最低", "at least "}, {"≥", "at least "}, {">=", "at least "},
	{"不超过", "up to "}, {"不高于", "up to "}, {"不大于", "up to "}, {"不多于", "up to "}, {"至多", "up to "}, {"最多", "up to "}, {"最高", "up to "},
	{"≤", "up to "}, {"<=", "up to "}, {"以内", "up to "}, {"以下", "under "}, {"<", "under "},
	{"超过", "over "}, {"超", "over "}, {"逾", "over "}, {"余", "over "}, {"多", "over "}, {"以上", "over "}, {">", "over "},
	{"约", "about "}, {"大概", "about "}, {"近", "nearly "}, {"左右", "about "}, {"上下", "about "}, {"预计", "about "},
}

// qualifier finds what a text says of how sure its number is; "" where it says nothing.
func qualifier(text string) string {
	for _, q := range qualifiers {
		if strings.Contains(text, q.zh) {
			return q.en
		}
	}
	return ""
}

// Money is an amount as foreign firms read it: CNY 300 million for 3亿元, CNY 125,000 for 12.5万元. The digits are those that were
// stated. Words without an amount are for Phrases.
func Money(m model.Money) string {
	if !m.Known {
		return m.Text
	}
	per := decimal.New(model.Yuan, 0)
	low, high := decimal.New(m.Min, 0).Div(per), decimal.New(m.Max, 0).Div(per)
	currency := m.Currency
	if currency == "" {
		currency = "CNY"
	}
	return qualifier(m.Qualifier+bare(m.Text)) + currency + " " + amounts(low, high)
}

// bare is the text before its remark in brackets: what qualifies the remark does not qualify the amount.
func bare(text string) string {
	text, _, _ = strings.Cut(strings.ReplaceAll(text, "（", "("), "(")
	return text
}

var (
	million = decimal.New(1_000_000, 0)
	billion = decimal.New(1_000_000_000, 0)
)

// amounts writes whole units of a currency, both ends in the same scale: millions up to ten thousand of them, then billions.
func amounts(low, high decimal.Decimal) string {
	scale, word := decimal.New(1, 0), ""
	switch top := high.Abs(); {
	case top.Cmp(billion.Mul(decimal.New(10, 0))) >= 0:
		scale, word = billion, " billion"
	case top.Cmp(million) >= 0:
		scale, word = million, " million"
	}
	return span(grouped(low.Div(scale)), grouped(high.Div(scale))) + word
}
