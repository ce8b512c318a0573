package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

func oneDay(s string, y, m, d int, problems []Problem) (Date, []Problem, bool) {
	day, ok := DayOf(y, m, d)
	if !ok {
		return badDay(s)
	}
	return Date{From: day, To: day, Precision: ByDay}, problems, true
}

// strict is the part of a month or year that the words name, "" when they only bound it (年底前).
func strict(part, loose string) string {
	if loose != "" {
		return ""
	}
	return part
}

func monthPart(s string, y, m int, part string, problems []Problem) (Date, []Problem, bool) {
	from, ok := DayOf(y, m, 1)
	if !ok {
		return badDay(s)
	}
	to := lastOfMonth(y, m)
	switch part {
	case "上旬", "初":
		to = from + 9
	case "中旬", "中":
		from, to = from+10, from+19
	case "下旬", "底", "末":
		from += 20
	}
	return Date{From: from, To: to, Precision: ByMonth}, problems, true
}

// yearPart narrows a year as monthPart narrows a month to about its third: 年初 is January, 年中 June, 年底 December.
func yearPart(s string, y int, part string, problems []Problem) (Date, []Problem, bool) {
	switch strings.TrimPrefix(part, "年") {
	case "初":
		return monthPart(s, y, 1, "", problems)
	case "中":
		return monthPart(s, y, 6, "", problems)
	case "底", "末":
		return monthPart(s, y, 12, "", problems)
	}
	from, ok := DayOf(y, 1, 1)
	if !ok {
		return badDay(s)
	}
	to := lastOfMonth(y, 12)
	switch part {
	case "上半年":
		to = lastOfMonth(y, 6)
	case "下半年":
		from = lastOfMonth(y, 6) + 1
	}
	return Date{From: from, To: to, Precision: ByYear}, problems, true
}

// quarterOf takes the byte place of the numeral in 一1二2三3四4; each pair is four bytes long.
func quarterOf(year, place int, numeral string, problems []Problem) (Date, []Problem, bool) {
	q := place/4 + 1
	if place < 0 {
		return badDay(numeral)
	}
	from, _ := DayOf(year, 3*q-2, 1)
	return Date{From: from, To: lastOfMonth(year, 3*q), Precision: ByQuarter}, problems, true
}

// serialDay reads Excel's day count (1900 system; day 60 is the leap day that never was, so later days count from 1899-12-30).
func serialDay(s string) (Date, []Problem, bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 18264 || f > 73050 { // 1950 … 2099
		return Date{}, nil, false
	}
	base, _ := DayOf(1900, 1, 1)
	d := base - 2 + Day(f)
	return Date{From: d, To: d, Precision: ByDay}, []Problem{warn("date.serial", "「"+s+"」按 Excel 日期序号读作 "+d.String(), "核对该单元格是否应为日期")}, true
}

func lastOfMonth(y, m int) Day {
	return Day(time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func fullYear(s string) int {
	if len(s) == 2 {
		return 2000 + atoi(s)
	}
	return atoi(s)
}

func shortYearWarning(s string) []Problem {
	if len(s) == 2 {
		return []Problem{warn("date.short_year", "年份只写了两位「"+s+"」", fmt.Sprintf("已按 %d 年处理，请核对", fullYear(s)))}
	}
	return nil
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
