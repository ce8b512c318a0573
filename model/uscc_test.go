package model

import "testing"

func TestParseUSCC(t *testing.T) {
	for _, c := range []struct{ name, text, want, code string }{
		{"the standard's example", "91350100M000100Y43", "91350100M000100Y43", ""},
		{"full-width and lower case", "９１３５０１００ｍ０００１００ｙ４３", "91350100M000100Y43", ""},
		{"blanks and hyphens", "91350100-M000-100Y43 ", "91350100M000100Y43", ""},
		{"a check digit that fails", "91350211M0000XUF46", "91350211M0000XUF46", "uscc.check"},
		{"an organisation's code", "12345678-9", "12345678-9", "uscc.form"},
		{"letters for digits", "9135O100M000100Y43", "9135O100M000100Y43", "uscc.form"},
		{"what Excel left of it", "9.135E+17", "9.135E+17", "uscc.scientific"},
	} {
		if got, problems := ParseUSCC(c.text); got != c.want || codes(problems) != c.code {
			t.Errorf("%s: %q is %q, %+v", c.name, c.text, got, problems)
		}
	}
	e := &Enterprise{}
	f, _ := FieldOf(KindEnterprise, "uscc")
	if f.SetText(e, "12345678-9", Hint{}, nil); e.USCC != "12345678-9" || e.USCCCheck != USCCBadForm {
		t.Errorf("a code of another form became %q, %s", e.USCC, e.USCCCheck)
	}
}

func TestPhones(t *testing.T) {
	for _, c := range []struct{ name, text, code string }{
		{"a mobile number", "13800000000", ""},
		{"an area code", "0531-76123456", ""},
		{"several", "13800000000、0531-1234567", ""},
		{"an area code that lost its 0", "53176123456", "phone.zero"},
		{"one of several", "13800000000、5317612345", "phone.zero"},
		{"a service number", "4008001234", ""},
		{"what Excel left of it", "1.38E+10", "phone.scientific"},
	} {
		if got := codes(checkPhone(c.text)); got != c.code {
			t.Errorf("%s: %q says %q, want %q", c.name, c.text, got, c.code)
		}
	}
}
