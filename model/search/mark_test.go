package search

import (
	"slices"
	"testing"
)

func TestMark(t *testing.T) {
	x := ledger()
	for _, c := range []struct {
		name, text, query string
		want              []Span
	}{
		{"as written", "山钢精密铸造项目", "精密", []Span{{2, 4}}},
		{"initials", "山钢精密铸造项目", "jmzz", []Span{{2, 6}}},
		{"full pinyin", "重庆银行钢城支行", "yinhang", []Span{{2, 4}}},
		{"not yet finished", "精密锻件", "jingmidua", []Span{{0, 3}}},
		{"over marks and blanks", "机械（重庆） 有限", "重庆有限", []Span{{3, 9}}},
		{"two words", "精密锻件项目", "项目 锻", []Span{{4, 6}, {2, 3}}},
		{"capitals and full-width", "７-ELEVEn便利店", "eleven", []Span{{2, 8}}},
		{"not there", "精密锻件", "铸", nil},
		{"marks alone", "（甲）", "（", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := x.Mark(c.text, c.query); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}
