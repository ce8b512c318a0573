package model

import "testing"

// quantityCases share their table with the fuzz test. shown is the text kept, "" for the text as written.
var quantityCases = []struct {
	name, text, hint string
	min, max         float64
	unit, shown      string
	code             string
}{
	{"a number and its unit", "30亩", "亩", 30, 30, "亩", "", ""},
	{"a bare number", "56.5", "亩", 56.5, 56.5, "亩", "56.5亩", ""},
	{"a remark after a bare number", "56.5（净地40）", "亩", 56.5, 56.5, "亩", "56.5亩（净地40）", ""},
	{"a remark after a unit", "2.5公里（莱芜东）", "公里", 2.5, 2.5, "公里", "", ""},
	{"约", "约100亩", "亩", 100, 100, "亩", "", ""},
	{"余", "100余亩", "亩", 100, 100, "亩", "", ""},
	{"多", "100多亩", "亩", 100, 100, "亩", "", ""},
	{"百 for a hundred", "近百亩", "亩", 100, 100, "亩", "", ""},
	{"百余", "百余亩", "亩", 100, 100, "亩", "", ""},
	{"Chinese numerals", "三百二十亩", "亩", 320, 320, "亩", "", ""},
	{"some hundred", "数百亩", "亩", 0, 0, "", "", ""},
	{"a range", "50-80亩", "亩", 50, 80, "亩", "", ""},
	{"≈", "≈50亩", "亩", 50, 50, "亩", "", ""},
	{"and more", "50+亩", "亩", 50, 50, "亩", "", ""},
	{"and more, after the unit", "50亩+", "亩", 50, 50, "亩", "", ""},
	{"and more, bare", "50+", "亩", 50, 50, "亩", "50+亩", ""},
	{"a price per area", "300万元/亩", "万元/亩", 300, 300, "万元/亩", "", ""},
	{"m2", "8元/m2", "元/㎡", 8, 8, "元/㎡", "", ""},
	{"thousands", "3,333.5㎡", "㎡", 3333.5, 3333.5, "㎡", "", ""},
	{"a comma that is no thousands separator", "12,34", "亩", 0, 0, "", "", "quantity.comma"},
	{"less than nothing", "-5", "亩", 0, 0, "", "", "quantity.negative"},
	{"two numbers", "30亩、50亩两块", "亩", 0, 0, "", "", "quantity.unreadable"},
	{"words alone", "紧邻", "公里", 0, 0, "", "", ""},
}

func TestParseQuantity(t *testing.T) {
	for _, c := range quantityCases {
		q, problems := ParseQuantity(c.text, Hint{Unit: c.hint})
		if c.shown == "" {
			c.shown = c.text
		}
		if q.Min != c.min || q.Max != c.max || q.Unit != c.unit || q.Text != c.shown || codes(problems) != c.code {
			t.Errorf("%s: got %+v, %+v", c.name, q, problems)
		}
	}
}

func FuzzParseQuantity(f *testing.F) {
	for _, c := range quantityCases {
		f.Add(c.text, c.hint)
	}
	f.Fuzz(func(t *testing.T, text, hint string) {
		if q, _ := ParseQuantity(text, Hint{Unit: hint}); q.Known && (q.Max < q.Min || q.Min < 0) {
			t.Fatalf("%q is %+v", text, q)
		}
	})
}
