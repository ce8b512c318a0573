package model

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	dayOnly  = regexp.MustCompile(`^([0-9]{1,2})[日号]?$`)
	dayMonth = regexp.MustCompile(`^([0-9]{1,2})[./]([0-9]{1,2})$`)
)

// longestRange is more bytes than any two dates have; a long remark is not searched for them.
const longestRange = 80

// dateRange reads 2024年1-3月, 2023-2025年, 2024年11月至2025年3月: from the first day of the one to the last of the other,
// as precise as the coarser of the two. What one side leaves out the other says.
func dateRange(s string, h Hint) (Date, []Problem, bool) {
	if len(s) > longestRange {
		return Date{}, nil, false
	}
	for i, r := range s {
		if !strings.ContainsRune("至到~—–-", r) {
			continue
		}
		left, right := s[:i], strings.TrimLeft(s[i:], "至到~—–-")
		if serialDate.MatchString(left) || right == "" || left == "" {
			continue
		}
		if d, problems, ok := between(left, right, h); ok || len(problems) > 0 {
			return d, problems, ok
		}
	}
	return Date{}, nil, false
}

func between(left, right string, h Hint) (Date, []Problem, bool) {
	from, problems, ok := readDate(left+unitAfter(left, right), h)
	if !ok {
		return Date{}, problems, false
	}
	to, more, ok := readDate(inYearOf(from, right), Hint{Year: from.From.Year()}) // its year is the first one's, so no warning of its own
	if !ok {
		return Date{}, more, false
	}
	if to.To < from.From {
		return Date{}, []Problem{block("date.range", "日期范围「"+left+"—"+right+"」前后颠倒", "核对日期；跨年的写明年份，如「2024年11月至2025年3月」")}, false
	}
	return Date{From: from.From, To: to.To, Precision: coarser(from.Precision, to.Precision)}, problems, true
}

// unitAfter is the 月 that the first of 1-3月 shares with the second, "" when it has its own.
func unitAfter(left, right string) string {
	if !anyDigit.MatchString(left[len(left)-1:]) {
		return ""
	}
	last, _ := utf8.DecodeLastRuneInString(right)
	if strings.ContainsRune("年月日号", last) {
		return string(last)
	}
	return ""
}

// inYearOf gives a bare day the month of the first date, and 1.20 its year.
func inYearOf(from Date, right string) string {
	first := from.From.Time()
	if f := dayOnly.FindStringSubmatch(right); f != nil && from.Precision == ByDay {
		return fmt.Sprintf("%d年%d月%s日", first.Year(), first.Month(), f[1])
	}
	if f := dayMonth.FindStringSubmatch(right); f != nil {
		return fmt.Sprintf("%d年%s月%s日", first.Year(), f[1], f[2])
	}
	return right
}

func coarser(a, b Precision) Precision {
	for _, p := range []Precision{ByYear, ByQuarter, ByMonth} {
		if a == p || b == p {
			return p
		}
	}
	return ByDay
}
