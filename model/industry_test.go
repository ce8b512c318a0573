package model

import "testing"

func TestAnIndustryCodeAndItsWords(t *testing.T) {
	names := map[string]string{"3391": "黑色金属铸造", "3393": "锻件及粉末冶金制品制造", "3311": "金属结构制造", "4210": "金属废料和碎屑加工处理", "2521": "炼焦"}
	nameOf := func(code string) string { return names[code] }
	cases := []struct {
		code, words, products, want string
	}{
		{"3391", "锻件及粉末冶金制品制造", "", "industry.edition"},
		{"3391", "金属锻件", "", "industry.edition"},
		{"3391", "", "齿轮锻件、法兰", "industry.edition"},
		{"3391", "黑色金属铸造", "铸钢件", ""},
		{"3391", "", "铸件", ""},
		{"3393", "锻件制造", "锻件", ""},
		{"3393", "黑色金属铸造", "", "industry.name"},
		{"3311", "钢结构", "", ""},
		{"4210", "废钢加工", "", ""},
		{"2521", "软件开发", "", "industry.name"},
		{"9999", "随便什么", "", ""},
		{"", "锻件", "", ""},
	}
	for _, c := range cases {
		e := &Enterprise{Industry: Code{Code: c.code, Edition: EditionGBT4754, Text: c.words}, Products: SplitList(c.products)}
		got := ""
		if p := CheckIndustry(e, nameOf); len(p) > 0 {
			got = p[0].Code
		}
		if got != c.want {
			t.Errorf("%s %s %s: %q, want %q", c.code, c.words, c.products, got, c.want)
		}
	}
	if p := CheckIndustry(&Enterprise{Industry: Code{Code: "3393", Text: "铸造"}}, nil); len(p) != 1 {
		t.Errorf("without a classification: %v", p)
	}
}
