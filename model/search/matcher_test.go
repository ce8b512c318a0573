package search

import "testing"

func TestMatcher(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        bool
	}{
		{"颜庄", "颜庄街道", true},
		{"yz", "颜庄街道", true},
		{"yanzhuang", "颜庄街道", true},
		{"yanzjd", "颜庄街道", true},
		{"zhuang", "颜庄街道", true},
		{"gcq", "钢城区", true},
		{"GCQ", "钢城区", true},
		{"街道 颜", "颜庄街道", true},
		{"zj", "颜庄街道", true},
		{"yj", "颜庄街道", false},
		{"a01", "A-01 地块", true},
		{"dk a", "A-01 地块", true},
		{"", "颜庄街道", false},
		{"颜庄", "", false},
	} {
		if got := NewMatcher(c.query).Matches(c.text); got != c.want {
			t.Errorf("%q in %q: %v", c.query, c.text, got)
		}
	}
}
