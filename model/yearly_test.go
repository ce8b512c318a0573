package model

import "testing"

func TestAFieldIsNamedWithItsYear(t *testing.T) {
	cases := []struct {
		name, key string
		year      int
	}{
		{"output.2023", "output", 2023}, {"产值.2023", "output", 2023}, {"产值.2023年", "output", 2023}, {"2023年产值", "output", 2023},
		{"２０２３年营收", "revenue", 2023}, {"2023年度税收", "tax", 2023}, {"产值", "", 0}, {"2023年名称", "", 0}, {"staff.2023", "", 0},
	}
	for _, c := range cases {
		f, year, ok := YearlyFieldOf(KindEnterprise, c.name)
		if ok != (c.key != "") || year != c.year || ok && f.Key != c.key {
			t.Errorf("%s: %v %d %v", c.name, f, year, ok)
		}
	}
}
