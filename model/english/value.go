package english

import (
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chainatlas/model"
)

var (
	dateWords  = regexp.MustCompile(`^[0-9]{4}年|^[0-9]{4}-[0-9]{1,2}`)
	moneyWords = regexp.MustCompile(`[0-9].*元(?:左右|以上|以下|以内)?$`)
	someNumber = regexp.MustCompile(`^[^0-9]{0,6}[0-9]`)
	minus      = regexp.MustCompile(`^[-−]`)
	water      = regexp.MustCompile(`^((?:供水|排污) [^；]*[0-9])吨/日`)
	sum        = regexp.MustCompile(`^(Σ?)([0-9.]+)([亿万])$`)
	tight      = regexp.MustCompile(`^[0-9]+(?:\.[0-9]+)?(?:kVA|MVA|kV|kW|MW|㎡)$`)
)

// value says an amount or a day that a text is nothing but.
func value(zh string) (string, bool) {
	if rest := strings.TrimLeft(zh, "+-−"); rest != zh && rest != "" {
		said, ok := value(rest)
		return zh[:len(zh)-len(rest)] + said, ok
	}
	if m := sum.FindStringSubmatch(zh); m != nil {
		return m[1] + brief(m[2], m[3]), true
	}
	if !someNumber.MatchString(zh) || minus.MatchString(zh) || len(zh) > 80 {
		return "", false
	}
	text := strings.ReplaceAll(zh, " ", "")
	if dateWords.MatchString(text) {
		if d, _ := model.ParseDate(text, model.Hint{}); d.Known() {
			return Date(d)
		}
	}
	if moneyWords.MatchString(text) {
		if m, _ := model.ParseMoney(text, model.Hint{}); m.Known && m.Unit != "" {
			return Money(m), true
		}
	}
	q, _ := model.ParseQuantity(text, model.Hint{})
	said, ok := Quantity(q)
	return said, ok && !HasHan(said)
}

// spaced sets a number apart from the unit that ledgers write to it.
func spaced(s string) string {
	q, _ := model.ParseQuantity(s, model.Hint{})
	if said, ok := Quantity(q); ok {
		return said
	}
	return s
}

// brief is a sum where there is no room for a currency: 1,610m for 16.1亿.
func brief(number, unit string) string {
	d, err := decimal.NewFromString(number)
	if err != nil {
		return number + unit
	}
	times := map[string]decimal.Decimal{"亿": decimal.New(100, 0), "万": decimal.New(1, -2)}[unit]
	return grouped(d.Mul(times)) + "m"
}

// Outward is Say for words that leave the house: a day alone is written as letters have it, 31 December 2024.
func (p *Phrases) Outward(text string) string {
	if at, err := time.Parse(time.DateOnly, text); err == nil {
		return at.Format(LongDate)
	}
	return p.Say(text)
}
