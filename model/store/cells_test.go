package store

import (
	"errors"
	"testing"

	"chainatlas/model"
)

func TestCellsAreThoseOfTheRecords(t *testing.T) {
	s := open(t, t.TempDir())
	must(t, s, "导入", func(tx *Tx) error { return putMany(tx, 2*seekingPays) })
	rows := s.Rows(model.KindProject)
	must(t, s, "删", func(tx *Tx) error { return tx.Delete(rows[3].ID, "") })
	for _, n := range []int{1, seekingPays - 1, len(rows)} {
		ids := make([]model.ID, n)
		for i := range ids {
			ids[i] = rows[i].ID
		}
		seen := 0
		err := s.Cells(ids, []string{"total_investment", "name", "no such field"}, func(i int, values [][]byte) error {
			seen++
			st, err := s.state(ids[i])
			if err != nil || i == 3 || string(values[0]) != string(st.Cells["total_investment"].Value) || string(values[1]) != string(st.Cells["name"].Value) || values[2] != nil {
				t.Errorf("%d of %d: %q %v", i, n, values, err)
			}
			return nil
		})
		if want := n - min(1, n/4); err != nil || seen != want {
			t.Errorf("%d of %d seen, %v", seen, want, err)
		}
	}
}

// What stops in the middle is damaged and never read past its end.
func TestCellsOfABrokenState(t *testing.T) {
	s := open(t, t.TempDir())
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(project(1)) })
	st, err := s.state(s.Rows(model.KindProject)[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := encodeState(st)
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		c := cells{keys: []string{"name"}, values: make([][]byte, 1), see: func(int, [][]byte) error { return nil }}
		if err := c.read(0, whole[:n]); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
}

func FuzzCells(f *testing.F) {
	f.Add([]byte{0xa1, 3, 0xa1, 0x64, 'n', 'a', 'm', 'e', 0x83, 0x41, 0x60, 0, 0})
	f.Add([]byte{0xbb, 255, 255, 255, 255, 255, 255, 255, 255})
	f.Fuzz(func(_ *testing.T, b []byte) {
		c := cells{keys: []string{"name"}, values: make([][]byte, 1), see: func(int, [][]byte) error { return nil }}
		_ = c.read(0, b)
	})
}
