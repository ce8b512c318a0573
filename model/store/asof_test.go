package store

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chainatlas/model"
)

// What AsOf rewinds to is what the store showed at that time, whatever was done and taken back since.
func TestAsOfIsWhatWasThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		now := time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)
		s, err := Open(fmt.Sprintf("%s/%d", dir, round), Options{User: "李某", Now: func() time.Time { return now }, tune: tiny})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		type moment struct {
			at  time.Time
			was []model.Record
		}
		var ids []model.ID
		moments := []moment{{now, nil}}
		for range rapid.IntRange(1, 12).Draw(t, "actions") {
			now = now.Add(time.Hour)
			act(t, s, &ids)
			was, err := s.All(model.KindEnterprise)
			if err != nil {
				t.Fatal(err)
			}
			moments = append(moments, moment{now, was})
		}
		for i, m := range moments {
			got, err := EveryAsOf[*model.Enterprise](s, model.KindEnterprise, m.at.Add(time.Minute))
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(m.was) {
				t.Fatalf("moment %d: %d records, were %d", i, len(got), len(m.was))
			}
			for j := range got {
				if !reflect.DeepEqual(got[j], m.was[j]) {
					t.Fatalf("moment %d: %+v\nwas %+v", i, got[j], m.was[j])
				}
			}
		}
	})
}

// act changes records, or takes an action back or repeats it.
func act(t *rapid.T, s *Store, ids *[]model.ID) {
	var err error
	switch rapid.IntRange(0, 4).Draw(t, "action") {
	case 0:
		_, err = s.Undo()
	case 1:
		_, err = s.Redo()
	default:
		_, err = s.Update("改", func(tx *Tx) error { return someChanges(t, tx, ids) })
	}
	var superseded *Superseded
	if err != nil && !errors.Is(err, ErrNothingToUndo) && !errors.As(err, &superseded) {
		t.Fatal(err)
	}
}
