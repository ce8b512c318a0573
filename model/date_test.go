package model

import "testing"

// dateCases share their table with the fuzz test. from is "" for words only; code is the problem expected.
var dateCases = []struct {
	name, text, from, to string
	precision            Precision
	code                 string
}{
	{"dots", "2024.1.17", "2024-01-17", "2024-01-17", ByDay, ""},
	{"an hour", "2024-01-17 08:30:00", "2024-01-17", "2024-01-17", ByDay, ""},
	{"Chinese numerals", "二〇二四年一月十七日", "2024-01-17", "2024-01-17", ByDay, ""},
	{"Chinese numerals with 零", "二零二四年十二月三十一日", "2024-12-31", "2024-12-31", ByDay, ""},
	{"a weekday in brackets", "2024年1月17日（星期三）", "2024-01-17", "2024-01-17", ByDay, ""},
	{"a weekday", "2024年1月17日 周三", "2024-01-17", "2024-01-17", ByDay, ""},
	{"a month", "2024年1月", "2024-01-01", "2024-01-31", ByMonth, ""},
	{"the end of a month", "2024年6月底", "2024-06-21", "2024-06-30", ByMonth, ""},
	{"before the end of a month", "2024年6月底前", "2024-06-01", "2024-06-30", ByMonth, ""},
	{"a quarter", "2024年一季度", "2024-01-01", "2024-03-31", ByQuarter, ""},
	{"a quarter of the ledger's year", "一季度", "2023-01-01", "2023-03-31", ByQuarter, "date.year_assumed"},
	{"a year", "2024", "2024-01-01", "2024-12-31", ByYear, ""},
	{"the end of a year", "2024年底", "2024-12-01", "2024-12-31", ByMonth, ""},
	{"the end of a year, 年末", "2024年末", "2024-12-01", "2024-12-31", ByMonth, ""},
	{"the end of the ledger's year", "年底", "2023-12-01", "2023-12-31", ByMonth, "date.year_assumed"},
	{"before the end of a year", "2024年底前", "2024-01-01", "2024-12-31", ByYear, ""},
	{"the beginning of a year", "2024年初", "2024-01-01", "2024-01-31", ByMonth, ""},
	{"the middle of a year", "2024年年中", "2024-06-01", "2024-06-30", ByMonth, ""},
	{"half a year", "2024年上半年", "2024-01-01", "2024-06-30", ByYear, ""},
	{"months", "2024年1-3月", "2024-01-01", "2024-03-31", ByMonth, ""},
	{"months with 至", "2024年11月至2025年3月", "2024-11-01", "2025-03-31", ByMonth, ""},
	{"months of the ledger's year", "1-3月", "2023-01-01", "2023-03-31", ByMonth, "date.year_assumed"},
	{"a month and a day", "2024年1月17日至3月", "2024-01-17", "2024-03-31", ByMonth, ""},
	{"days", "2024年1月17日-20日", "2024-01-17", "2024-01-20", ByDay, ""},
	{"days sharing 日", "2024年1月17-20日", "2024-01-17", "2024-01-20", ByDay, ""},
	{"days in dots", "2024.1.17-2024.1.20", "2024-01-17", "2024-01-20", ByDay, ""},
	{"years", "2023-2025年", "2023-01-01", "2025-12-31", ByYear, ""},
	{"quarters", "2024年一季度至三季度", "2024-01-01", "2024-09-30", ByQuarter, ""},
	{"months the wrong way round", "2024年11月至3月", "", "", "", "date.range"},
	{"a day that is none", "2024.2.30", "", "", "", "date.no_such_day"},
	{"open words", "待定", "", "", "", ""},
	{"land to be had at once", "随时", "", "", "", ""},
	{"words of another column", "已签约", "", "", "", "date.words"},
	{"numbers that are no date", "第13批", "", "", "", "date.unreadable"},
}

func TestParseDate(t *testing.T) {
	for _, c := range dateCases {
		t.Run(c.name, func(t *testing.T) {
			d, problems := ParseDate(c.text, Hint{Year: 2023})
			from, to := "", ""
			if d.Known() {
				from, to = d.From.String(), d.To.String()
			}
			if from != c.from || to != c.to || d.Precision != c.precision || d.Text != c.text {
				t.Errorf("got %s … %s %+v", from, to, d)
			}
			if codes(problems) != c.code {
				t.Errorf("said %+v, want %q", problems, c.code)
			}
		})
	}
}

// What was read once reads the same again: it is what a ledger we wrote holds.
func FuzzParseDate(f *testing.F) {
	for _, c := range dateCases {
		f.Add(c.text, 2023)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		d, _ := ParseDate(text, Hint{Year: year})
		if !d.Known() {
			return
		}
		again, _ := ParseDate(d.Text, Hint{Year: year})
		if d.To < d.From || again.From != d.From || again.To != d.To || again.Precision != d.Precision {
			t.Fatalf("%q is %+v, its text %+v", text, d, again)
		}
	})
}

// Everyday spellings mean the date they mean.
func TestSpellingsOfDates(t *testing.T) {
	for text, want := range map[string]string{
		"24年3月": "2024年3月", "2024—03—05": "2024-03-05", "2024.1.17.": "2024-01-17", "2024年3月5日签约": "2024-03-05",
		"拟2024年5月": "2024年5月", "2024年度": "2024年", "2024-Q4": "2024年四季度", "2024/Q3": "2024年三季度", "拟于2025年6月开工": "2025年6月",
	} {
		got, problems := ParseDate(text, Hint{})
		plain, _ := ParseDate(want, Hint{})
		if got.From != plain.From || got.To != plain.To || got.Precision != plain.Precision || !got.Known() || len(problems) > 0 && problems[0].Blocking {
			t.Errorf("%s: %v to %v by %s, %+v", text, got.From, got.To, got.Precision, problems)
		}
	}
}
