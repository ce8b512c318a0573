package model

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Day counts days since 1970-01-01. It has no hour and no time zone.
type Day int32

// DayOf makes a Day; ok is false for a day the calendar does not have.
func DayOf(year, month, day int) (d Day, ok bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	ok = t.Year() == year && int(t.Month()) == month && t.Day() == day && year >= 1900 && year <= 2200
	return Day(t.Unix() / 86400), ok
}

// DayAt is the day of a moment in its own time zone.
func DayAt(t time.Time) Day {
	d, _ := DayOf(t.Year(), int(t.Month()), t.Day())
	return d
}

// Time is midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year is the day's year.
func (d Day) Year() int { return d.Time().Year() }

// String is 2024-01-17.
func (d Day) String() string { return d.Time().Format("2006-01-02") }

// Precision says how much of a date is known.
type Precision string

// The precisions.
const (
	ByDay     Precision = "day"
	ByMonth   Precision = "month"
	ByQuarter Precision = "quarter"
	ByYear    Precision = "year"
)

// Date is a date as somebody stated it: the words and the days they cover, first and last.
// Precision is empty when only words are there (待定).
type Date struct {
	Text      string    `cbor:"1,keyasint,omitempty"`
	From      Day       `cbor:"2,keyasint,omitempty"`
	To        Day       `cbor:"3,keyasint,omitempty"`
	Precision Precision `cbor:"4,keyasint,omitempty"`
}

// OnDay is the date of one day.
func OnDay(d Day) Date { return Date{Text: d.String(), From: d, To: d, Precision: ByDay} }

// IsZero tells whether nothing was stated.
func (d Date) IsZero() bool { return d == Date{} }

// Known tells whether the words could be read as days.
func (d Date) Known() bool { return d.Precision != "" }

// String is the date as it was stated.
func (d Date) String() string { return d.Text }

// Within tells whether all of the date lies between two days, both included.
func (d Date) Within(from, to Day) bool { return d.Known() && d.From >= from && d.To <= to }

var (
	fullDate    = regexp.MustCompile(`^([0-9]{4}|[0-9]{2})[年./\-]([0-9]{1,2})[月./\-]([0-9]{1,2})日?号?(?:T?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?Z?)?(?:` + loosely + `)?$`)
	packedDate  = regexp.MustCompile(`^(19|20)([0-9]{2})([0-9]{2})([0-9]{2})$`)
	packedMonth = regexp.MustCompile(`^((?:19|20)[0-9]{2})(0[1-9]|1[0-2])$`)
	monthDate   = regexp.MustCompile(`^([0-9]{4})[年./\-]([0-9]{1,2})月?份?` + partOfMonth + `$`)
	yearDate    = regexp.MustCompile(`^([0-9]{4})年?(年?内|年?底|年?末|年?初|年?中|上半年|下半年|全年)?(` + loosely + `)?$`)
	quarter     = regexp.MustCompile(`^(?:([0-9]{4})年?)?第?(?:([一二三四1-4])季度|[Qq]([1-4]))(?:` + loosely + `)?$`)
	shortDate   = regexp.MustCompile(`^([0-9]{1,2})月([0-9]{1,2})[日号](?:` + loosely + `)?$`)
	shortMonth  = regexp.MustCompile(`^([0-9]{1,2})月份?` + partOfMonth + `$`)
	halfYear    = regexp.MustCompile(`^(上半年|下半年|年内|年底|年末|年初|年中)(` + loosely + `)?$`)
	serialDate  = regexp.MustCompile(`^[1-9][0-9]{4}(?:\.[0-9]+)?$`)
	weekday     = regexp.MustCompile(`(?:星期|周)[一二三四五六日天]$`)
	atOnce      = regexp.MustCompile(`随时|即时|即刻|现在|现房|立即|目前|长期|具备`) // of land: to be had now
)

// loosely are the words after a date that widen it: 6月底前 may be any day of June, 年底前 any of the year.
const (
	loosely     = `之?前|以前|前后|左右`
	partOfMonth = `(上旬|中旬|下旬|初|中|底|末)?(` + loosely + `)?`
)

// ParseDate reads a date as a ledger writes it: 2024.1.17, 2024/1/17, 2024年1月, 二〇二四年一月, 2024年1-3月, 一季度, 45308 (an
// Excel serial), 2024. A month or quarter without a year takes the hint's year, with a warning. Words without a date are
// kept as words, with a warning unless they say that the date is open.
func ParseDate(text string, h Hint) (Date, []Problem) {
	raw := Tidy(text)
	if Blank(raw) {
		return Date{}, nil
	}
	head, _ := remark(raw)
	s := weekday.ReplaceAllString(Squeeze(head), "")
	s = spelt(s)
	d, problems, ok := readDate(s, h)
	for _, read := range []func(string, Hint) (Date, []Problem, bool){readDate, dateRange} {
		if !ok && len(problems) == 0 {
			d, problems, ok = read(arabic(s), h)
		}
	}
	d.Text = raw
	switch {
	case ok && d.Precision == ByDay && serialDate.MatchString(s):
		d.Text = d.From.String() // the serial means nothing outside Excel
	case !ok && len(problems) == 0:
		problems = unreadDate(raw)
	}
	return d, problems
}

// spelt puts the everyday spellings of a date into the usual one: 拟2024年5月, 2024年度, 2024—03—05, 2024.1.17., 24年3月.
func spelt(s string) string {
	for _, word := range []string{"预计", "计划", "拟于", "拟", "于", "约"} {
		s = strings.TrimPrefix(s, word)
	}
	s = strings.TrimRight(dashes.Replace(s), ".。")
	for _, word := range []string{"签约", "开工", "竣工", "投产", "注册"} {
		s = strings.TrimSuffix(s, word)
	}
	if f := shortYearMonth.FindStringSubmatch(s); f != nil {
		s = "20" + f[1] + "年" + f[2] + "月"
	}
	if f := dashedQuarter.FindStringSubmatch(s); f != nil {
		s = f[1] + "年" + f[2] + "季度"
	}
	return s
}

var (
	dashes         = strings.NewReplacer("—", "-", "–", "-", "年度", "年")
	shortYearMonth = regexp.MustCompile(`^([1-4][0-9])年([0-9]{1,2})月$`)
	dashedQuarter  = regexp.MustCompile(`^((?:19|20)[0-9]{2})[-/年]?[Qq]([1-4])$`)
)

// unreadDate says what is wrong with words that are no date.
func unreadDate(raw string) []Problem {
	const forms = "写成「2024-01-17」「2024年1月」「2024年一季度」或「2024年」"
	switch s := Squeeze(raw); {
	case anyDigit.MatchString(s):
		return []Problem{block("date.unreadable", "日期「"+raw+"」无法识别", forms)}
	case undecided.MatchString(s) || atOnce.MatchString(s):
		return nil
	}
	return []Problem{warn("date.words", "「"+raw+"」没有读出日期，按原文保存", forms+"；尚未确定的写「待定」")}
}

func readDate(s string, h Hint) (Date, []Problem, bool) {
	if f := fullDate.FindStringSubmatch(s); f != nil {
		return oneDay(s, fullYear(f[1]), atoi(f[2]), atoi(f[3]), shortYearWarning(f[1]))
	}
	if f := packedDate.FindStringSubmatch(s); f != nil {
		return oneDay(s, atoi(f[1]+f[2]), atoi(f[3]), atoi(f[4]), nil)
	}
	if f := packedMonth.FindStringSubmatch(s); f != nil {
		return monthPart(s, atoi(f[1]), atoi(f[2]), "", nil)
	}
	if f := monthDate.FindStringSubmatch(s); f != nil {
		return monthPart(s, atoi(f[1]), atoi(f[2]), strict(f[3], f[4]), nil)
	}
	if f := yearDate.FindStringSubmatch(s); f != nil {
		return yearPart(s, atoi(f[1]), strict(f[2], f[3]), nil)
	}
	if serialDate.MatchString(s) {
		return serialDay(s)
	}
	return dateWithoutYear(s, h)
}

// dateWithoutYear reads forms that need the ledger's year; 2024年一季度 brings its own.
func dateWithoutYear(s string, h Hint) (Date, []Problem, bool) {
	year, problems := h.Year, []Problem{warn("date.year_assumed", "日期「"+s+"」没有写年份", fmt.Sprintf("已按台账年度 %d 年处理，请核对", h.Year))}
	if f := quarter.FindStringSubmatch(s); f != nil {
		if f[1] != "" {
			year, problems = atoi(f[1]), nil
		}
		if year != 0 {
			return quarterOf(year, strings.Index("一1二2三3四4", f[2]+f[3]), f[2]+f[3], problems)
		}
		return noYear(s)
	}
	day, month, half := shortDate.FindStringSubmatch(s), shortMonth.FindStringSubmatch(s), halfYear.FindStringSubmatch(s)
	switch {
	case day == nil && month == nil && half == nil:
		return Date{}, nil, false
	case year == 0:
		return noYear(s)
	case day != nil:
		return oneDay(s, year, atoi(day[1]), atoi(day[2]), problems)
	case month != nil:
		return monthPart(s, year, atoi(month[1]), strict(month[2], month[3]), problems)
	}
	return yearPart(s, year, strict(half[1], half[2]), problems)
}

func noYear(s string) (Date, []Problem, bool) {
	return Date{}, []Problem{block("date.no_year", "日期「"+s+"」没有年份，台账也没有写明年度", "补上年份，如「2024年"+s+"」")}, false
}

func badDay(s string) (Date, []Problem, bool) {
	return Date{}, []Problem{block("date.no_such_day", "日期「"+s+"」在日历上不存在", "核对月份和日期")}, false
}

type dateJSON struct {
	Text      string `json:"text,omitempty"`
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
	Precision string `json:"precision,omitempty"`
}

// MarshalJSON gives the words and the first and last day.
func (d Date) MarshalJSON() ([]byte, error) {
	j := dateJSON{Text: d.Text, Precision: string(d.Precision)}
	if d.Known() {
		j.From, j.To = d.From.String(), d.To.String()
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Date) UnmarshalJSON(b []byte) error {
	var j dateJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*d = Date{Text: j.Text, Precision: Precision(j.Precision)}
	if !d.Known() {
		return nil
	}
	from, errFrom := time.Parse("2006-01-02", j.From)
	to, errTo := time.Parse("2006-01-02", j.To)
	if errFrom != nil || errTo != nil {
		return ErrBadValue
	}
	d.From, d.To = DayAt(from), DayAt(to)
	return nil
}
