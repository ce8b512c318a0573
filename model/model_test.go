package model

import "testing"

func TestEveryKindRoundTrips(t *testing.T) {
	for _, k := range Kinds() {
		r := k.New()
		r.Head().ID, r.Head().Name = NewID(), "名"
		s, err := Encode(r)
		if err != nil {
			t.Fatalf("%s: %v", k, err)
		}
		back, err := Decode(k, r.Head().ID, s)
		if err != nil || !Same(r, back) {
			t.Errorf("%s does not come back: %v", k, err)
		}
	}
}
