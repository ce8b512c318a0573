package report

import (
	"encoding/json"
	"slices"
	"testing"

	"chainatlas/model"

	"pgregory.net/rapid"
)

// TestSetHoldsWhatItIsMadeOf makes sets of every share of the projects and reads them back, also by way of JSON.
func TestSetHoldsWhatItIsMadeOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := &roll{}
		var list []*promoted
		want := []model.ID{}
		share := rapid.IntRange(0, 300).Draw(t, "share")
		for i := range rapid.IntRange(0, 400).Draw(t, "projects") {
			p := &promoted{of: all, at: i}
			p.ID = model.NewID()
			all.ids = append(all.ids, p.ID)
			if rapid.IntRange(0, 300).Draw(t, "in") < share {
				list, want = append(list, p), append(want, p.ID)
			}
		}
		s := setOf(list)
		if s.Len() != len(want) || !slices.Equal(s.IDs(), want) {
			t.Fatalf("%d of %d", s.Len(), len(want))
		}
		b, err := json.Marshal(s)
		var again Set
		if err == nil {
			err = json.Unmarshal(b, &again)
		}
		if err != nil || !slices.Equal(again.IDs(), want) || len(want) == 0 && string(b) != "[]" {
			t.Fatalf("%s %v", b, err)
		}
	})
}
