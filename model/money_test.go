package model

import (
	"strings"
	"testing"
)

// moneyCases share their table with the fuzz test. code is the problem expected, "" for none.
var moneyCases = []struct {
	name, text, unit string
	min, max         int64 // minor units; 0 for words only
	currency, about  string
	shown            string // the text kept, "" for the text as written
	code             string
}{
	{"亿元 in words", "5亿元", "", 5 * Yi, 5 * Yi, "CNY", "", "", ""},
	{"a range with 约", "约3-5亿", "", 3 * Yi, 5 * Yi, "CNY", "约", "", ""},
	{"万元 with comma", "1,200万元", "", 1200 * Wan, 1200 * Wan, "CNY", "", "", ""},
	{"full-width digits and comma", "１，２００万元", "", 1200 * Wan, 1200 * Wan, "CNY", "", "", ""},
	{"a bare number takes the column's unit", "5", "亿元", 5 * Yi, 5 * Yi, "CNY", "", "5亿元", ""},
	{"a bare number without any unit", "5", "", 0, 0, "", "", "", "money.no_unit"},
	{"Chinese numerals", "五亿元", "", 5 * Yi, 5 * Yi, "CNY", "", "", ""},
	{"五千万元", "五千万元", "", 5000 * Wan, 5000 * Wan, "CNY", "", "", ""},
	{"numerals of a contract", "伍亿元", "", 5 * Yi, 5 * Yi, "CNY", "", "", ""},
	{"numerals of a contract with 仟", "叁仟贰佰万元", "", 3200 * Wan, 3200 * Wan, "CNY", "", "", ""},
	{"十五亿", "十五亿", "", 15 * Yi, 15 * Yi, "CNY", "", "", ""},
	{"a Chinese decimal", "二点五亿元", "", 5 * Yi / 2, 5 * Yi / 2, "CNY", "", "", ""},
	{"two numerals in a row may be a range", "五六亿", "亿元", 0, 0, "", "", "", "money.words"},
	{"亿 and 万 together", "1亿5000万元", "", 15000 * Wan, 15000 * Wan, "CNY", "", "", ""},
	{"the same in Chinese", "一亿五千万元", "", 15000 * Wan, 15000 * Wan, "CNY", "", "", ""},
	{"5个亿", "5个亿", "", 5 * Yi, 5 * Yi, "CNY", "", "", ""},
	{"五到六个亿", "五到六个亿", "", 5 * Yi, 6 * Yi, "CNY", "", "", ""},
	{"at most", "不超过3亿", "", 3 * Yi, 3 * Yi, "CNY", "不超过", "", ""},
	{"at least", "不低于3亿元", "", 3 * Yi, 3 * Yi, "CNY", "不低于", "", ""},
	{"the currency in brackets", "5亿元（人民币）", "", 5 * Yi, 5 * Yi, "CNY", "", "", ""},
	{"dollars in brackets", "3000万（美元）", "", 3000 * Wan, 3000 * Wan, "USD", "", "", ""},
	{"dollars in brackets after 万元", "3000万元（美元）", "", 3000 * Wan, 3000 * Wan, "USD", "", "", ""},
	{"US$", "US$3000万", "", 3000 * Wan, 3000 * Wan, "USD", "", "", ""},
	{"$", "$3000万", "", 3000 * Wan, 3000 * Wan, "USD", "", "", ""},
	{"$ in a column of 亿元", "$3000万", "亿元", 3000 * Wan, 3000 * Wan, "USD", "", "", ""},
	{"$ without 万 in a column of 亿元", "$3000", "亿元", 0, 0, "", "", "", "money.no_unit"},
	{"$ without 万 in a column of 万美元", "$3000", "万美元", 3000 * Wan, 3000 * Wan, "USD", "", "$3000万美元", ""},
	{"¥ in a column of 亿元", "¥5", "亿元", 5 * Yi, 5 * Yi, "CNY", "", "¥5亿元", ""},
	{"¥ in a column of 万美元", "¥5", "万美元", 0, 0, "", "", "", "money.no_unit"},
	{"美金", "3000万美金", "", 3000 * Wan, 3000 * Wan, "USD", "", "", ""},
	{"整", "伍仟万元整", "", 5000 * Wan, 5000 * Wan, "CNY", "", "", ""},
	{"人民币 in front", "人民币5亿元", "", 5 * Yi, 5 * Yi, "CNY", "", "", ""},
	{"a remark in brackets", "5亿元（其中设备3亿元）", "", 5 * Yi, 5 * Yi, "CNY", "", "", ""},
	{"a remark after a bare number", "5（含税）", "亿元", 5 * Yi, 5 * Yi, "CNY", "", "5亿元（含税）", ""},
	{"the unit in brackets", "5000（万元）", "亿元", 5000 * Wan, 5000 * Wan, "CNY", "", "", ""},
	{"open words", "待定", "亿元", 0, 0, "", "", "", ""},
	{"面议", "面议", "亿元", 0, 0, "", "", "", ""},
	{"words of another column", "已签约", "亿元", 0, 0, "", "", "", "money.words"},
	{"letters", "abc", "亿元", 0, 0, "", "", "", "money.words"},
	{"pieces of nothing", "五到六个", "亿元", 0, 0, "", "", "", "money.words"},
	{"a full-width comma that is no thousands separator", "5，5", "亿元", 0, 0, "", "", "", "money.comma"},
	{"a comma that is no thousands separator", "12,34", "亿元", 0, 0, "", "", "", "money.comma"},
	{"less than nothing", "-5", "亿元", 0, 0, "", "", "", "money.negative"},
	{"≈", "≈5亿元", "", 5 * Yi, 5 * Yi, "CNY", "≈", "", ""},
	{"a wave for about", "～5亿元", "", 5 * Yi, 5 * Yi, "CNY", "~", "", ""},
	{"and more", "5+", "亿元", 5 * Yi, 5 * Yi, "CNY", "+", "5+亿元", ""},
	{"and more, after the unit", "5亿元+", "", 5 * Yi, 5 * Yi, "CNY", "+", "", ""},
	{"phases", "一期2亿元，二期3亿元", "", 5 * Yi, 5 * Yi, "CNY", "", "", "money.phases"},
	{"phases in different units", "一期约8000万、二期1.2亿元", "亿元", 2 * Yi, 2 * Yi, "CNY", "约", "", "money.phases"},
	{"phases with ranges", "一期投资2-3亿元；二期投资3亿元", "", 5 * Yi, 6 * Yi, "CNY", "", "", "money.phases"},
	{"phases in two currencies", "一期2亿元，二期3000万美元", "", 0, 0, "", "", "", "money.unreadable"},
	{"a phase alone", "一期2亿元", "", 0, 0, "", "", "", "money.unreadable"},
	{"a phase without an amount", "一期2亿元，二期待定", "", 0, 0, "", "", "", "money.unreadable"},
	{"a date", "3月5日", "亿元", 0, 0, "", "", "", "money.unreadable"},
}

func TestParseMoney(t *testing.T) {
	for _, c := range moneyCases {
		t.Run(c.name, func(t *testing.T) {
			m, problems := ParseMoney(c.text, Hint{Unit: c.unit})
			if c.shown == "" {
				c.shown = c.text
			}
			if m.Min != c.min || m.Max != c.max || m.Currency != c.currency || m.Qualifier != c.about || m.Text != c.shown || m.Known != (c.min != 0) {
				t.Errorf("got %+v", m)
			}
			if codes(problems) != c.code {
				t.Errorf("said %+v, want %q", problems, c.code)
			}
		})
	}
}

func codes(problems []Problem) string {
	var out []string
	for _, p := range problems {
		out = append(out, p.Code)
	}
	return strings.Join(out, " ")
}

// What was read once reads the same again: it is what a ledger we wrote holds.
func FuzzParseMoney(f *testing.F) {
	for _, c := range moneyCases {
		f.Add(c.text, c.unit)
	}
	f.Fuzz(func(t *testing.T, text, unit string) {
		m, problems := ParseMoney(text, Hint{Unit: unit})
		if m.Known && (m.Max < m.Min || m.Min < 0) {
			t.Fatalf("%q is %+v", text, m)
		}
		if !m.Known || blocked(problems) {
			return
		}
		again, _ := ParseMoney(m.Text, Hint{})
		if again.Min != m.Min || again.Max != m.Max || again.Currency != m.Currency {
			t.Fatalf("%q is %+v, its text %+v", text, m, again)
		}
	})
}
