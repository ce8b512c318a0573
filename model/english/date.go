package english

import (
	"strconv"
	"strings"
	"time"

	"chainatlas/model"
)

// LongDate is a day in English, as time.Format wants it.
const LongDate = "2 January 2006"

// Day is a day in English.
func Day(d model.Day) string { return d.Time().Format(LongDate) }

// Date is a date as precisely as it was stated: 17 January 2024, January 2024, Q1 2024, first half of 2024, 2024. Words without a
// day are for Phrases; ok is false for them.
func Date(d model.Date) (text string, ok bool) {
	if !d.Known() {
		return "", false
	}
	before := ""
	switch {
	case strings.HasSuffix(bare(d.Text), "前"):
		before = "by "
	case strings.Contains(d.Text, "左右"), strings.Contains(d.Text, "前后"):
		before = "around "
	}
	return before + period(d), true
}

func period(d model.Date) string {
	from, to := d.From.Time(), d.To.Time()
	year := strconv.Itoa(from.Year())
	months := int(to.Month()) - int(from.Month()) + 12*(to.Year()-from.Year()) + 1
	whole := from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1
	switch {
	case d.From == d.To:
		return Day(d.From)
	case !whole:
		return span(Day(d.From), Day(d.To))
	case months == 1:
		return from.Format("January 2006")
	case months == 12 && from.Month() == time.January:
		return year
	case months == 6 && from.Month() == time.January:
		return "first half of " + year
	case months == 6 && from.Month() == time.July:
		return "second half of " + year
	case months == 3 && from.Month()%3 == 1:
		return "Q" + strconv.Itoa(int(from.Month())/3+1) + " " + year
	case from.Year() == to.Year():
		return from.Format("January") + "–" + to.Format("January 2006")
	}
	return from.Format("January 2006") + "–" + to.Format("January 2006")
}
