package sheet

import "testing"

func TestFormatsThatShowAUnit(t *testing.T) {
	for _, c := range []struct {
		name, code string
		v          float64
		want       string
	}{
		{"万元 in quotes", `0"万元"`, 5000, "5000万元"},
		{"rounding does not count", `#,##0.0"万元"`, 5000.126, "5000.126万元"},
		{"General with a unit", `General"亩"`, 30.5, "30.5亩"},
		{"unquoted", `0.00万元`, 5, "5万元"},
		{"元 shown as 万元 by a sign", `0!.0,"万元"`, 12345678, "1234.5678万元"},
		{"the same as a file holds it", `0\.0,"万元"`, 12345678, "1234.5678万元"},
		{"four digits after a sign", `0!.0000"万元"`, 12345678, "1234.5678万元"},
		{"thousands scaled away", `#,##0.00,"千元"`, 5000, "5千元"},
		{"a condition that holds", `[>=10000]0!.0,"万元";0"元"`, 50000, "5万元"},
		{"a condition that does not", `[>=10000]0!.0,"万元";0"元"`, 5000, "5000元"},
		{"a currency", `[$¥-804]#,##0.00`, 5, "¥5"},
		{"a currency that is not ours", `"US$"#,##0"万"`, 5, "US$5万"},
		{"padding and a colour", `_ [Red]#,##0.00_ `, 5, ""},
		{"a remark is no unit", `0"（预估）"`, 5, ""},
		{"no words", `#,##0.00`, 5, ""},
		{"an unclosed quote", `0"万元`, 5, "5万元"},
	} {
		if got := withUnit(custom(c.code).sections, c.v); got != c.want {
			t.Errorf("%s: %v by %s is %q, want %q", c.name, c.v, c.code, got, c.want)
		}
	}
}

func FuzzNumberFormat(f *testing.F) {
	for _, code := range []string{`0"万元"`, `[>=10000]0!.0,"万";0`, `[$¥-804]#,##0.00;[Red]-0`, `yyyy"年"`, `General`, `\`, `[`, `"`} {
		f.Add(code, 5000.0)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) { withUnit(custom(code).sections, v) })
}
