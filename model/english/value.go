package english

import (
	"regexp"
	"strings"

	"chainatlas/model"
)

var (
	dateWords  = regexp.MustCompile(`^[0-9]{4}年|^[0-9]{4}-[0-9]{1,2}`)
	moneyWords = regexp.MustCompile(`[0-9].*元(?:左右|以上|以下|以内)?$`)
	someNumber = regexp.MustCompile(`^[^0-9]{0,6}[0-9]`)
	minus      = regexp.MustCompile(`^[-−]`)
)

// value says an amount or a day that a text is nothing but.
func value(zh string) (string, bool) {
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
	return said, ok && !HasHan(bareLetters(said))
}

// bareLetters is a text without its remark, which may stay Chinese.
func bareLetters(s string) string {
	s, _, _ = strings.Cut(s, " (")
	return s
}
