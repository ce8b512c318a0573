package model

import "testing"

func TestWhatPeopleCallAChain(t *testing.T) {
	c := &Chain{Code: "GZ"}
	c.Name = "高端装备智造（精密锻件）"
	for name, want := range map[string]bool{"高端装备智造": true, "高端装备智造产业链": true, "精密锻件": true, "精密锻件链": true, "gz": true,
		"高端装备智造(精密锻件)": true, "装备": false, "产业链": false, "": false} {
		if c.Called(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
