package model

import (
	"regexp"
	"strconv"
	"strings"
)

// numberPattern is a number with or without thousands separators: 1200, 1,200, 3.5. Any other comma is no part of it.
const numberPattern = `(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?`

var (
	numeralRun  = regexp.MustCompile(`[零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾][零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]*(?:点[零〇一二三四五六七八九]+)?`)
	commaNumber = regexp.MustCompile(`[0-9]+(?:,[0-9]+)+`)
	thousands   = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})+$`)
)

// oddComma tells whether a comma between digits separates no thousands: 12,34 may be 12.34 or two numbers.
func oddComma(s string) bool {
	for _, n := range commaNumber.FindAllString(s, -1) {
		if !thousands.MatchString(n) {
			return true
		}
	}
	return false
}

// arabic turns Chinese numerals below 万 into digits and leaves 万 and 亿, which are parts of units: 五千万元 is 5000万元.
// What may mean several numbers stays as it is: 五六亿 is five to six.
func arabic(s string) string {
	return numeralRun.ReplaceAllStringFunc(s, func(run string) string {
		whole, fraction, _ := strings.Cut(run, "点")
		n, ok := numeral([]rune(whole))
		if !ok {
			return run
		}
		if fraction != "" {
			n += "." + inDigits([]rune(fraction))
		}
		return n
	})
}

// numeral reads 三百二十, 十七 and 二〇二四.
func numeral(run []rune) (string, bool) {
	if !strings.ContainsAny(string(run), "十百千拾佰仟") {
		return inDigits(run), len(run) == 1 || len(run) >= 4
	}
	total, digit, last := 0, 0, 10_000
	for i, r := range run {
		d, m := numeralValue(r)
		switch {
		case m == 0 && digit != 0, m >= last: // 五六十, 三百千
			return "", false
		case m == 0:
			digit = d
		case digit == 0 && (m != 10 || i > 0 && run[i-1] != '零' && run[i-1] != '〇'):
			return "", false
		default:
			total, digit, last = total+max(digit, 1)*m, 0, m
		}
	}
	if digit != 0 && last > 10 && !strings.ContainsAny(string(run), "零〇") {
		return "", false // 三百五 may be 350
	}
	return strconv.Itoa(total + digit), true
}

func inDigits(run []rune) string {
	var b strings.Builder
	for _, r := range run {
		d, _ := numeralValue(r)
		b.WriteString(strconv.Itoa(d))
	}
	return b.String()
}

// numeralValue is what a numeral counts, or what it multiplies by.
func numeralValue(r rune) (digit, multiple int) {
	switch r {
	case '十', '拾':
		return 0, 10
	case '百', '佰':
		return 0, 100
	case '千', '仟':
		return 0, 1000
	case '两':
		return 2, 0
	case '〇':
		return 0, 0
	}
	for _, digits := range [][]rune{[]rune("零一二三四五六七八九"), []rune("零壹贰叁肆伍陆柒捌玖")} {
		for d, x := range digits {
			if x == r {
				return d, 0
			}
		}
	}
	return 0, 0
}

// remark splits off what stands in brackets at the end: 5亿元（含税）, 56.5（净地40）. It keeps both as they were written.
func remark(s string) (head, tail string) {
	if !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "）") {
		return s, ""
	}
	at := strings.LastIndexAny(s, "(（")
	if at <= 0 {
		return s, ""
	}
	return strings.TrimSpace(s[:at]), s[at:]
}

// undecided are words that say an amount or a date is still open. They are an answer, not a slip.
var undecided = regexp.MustCompile(`待|另议|面议|协商|商议|商定|未定|未明确|未确定|不详|不明|未知|未说明|未披露|保密|测算|尚未|暂未|暂无|暂缺|视情况`)

// Undecided tells whether words say that an amount, a quantity or a date is still open: 待定, 面议.
func Undecided(text string) bool { return undecided.MatchString(Squeeze(text)) }
