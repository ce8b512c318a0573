package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainatlas/model"
)

func TestVerifyFindsWhatDiffersFromTheJournal(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(t *testing.T, s *Store, id model.ID)
		says  string
	}{
		{"nothing", func(*testing.T, *Store, model.ID) {}, ""},
		{"a value was changed", func(t *testing.T, s *Store, id model.ID) {
			poke(t, s, id, func(st *state) { st.Cells["street"] = cell{alive, st.Cells["street"].Stamp, st.Cells["street"].Origin} })
		}, "与日志不一致"},
		{"a stamp was changed", func(t *testing.T, s *Store, id model.ID) {
			poke(t, s, id, func(st *state) { c := st.Cells["street"]; c.Stamp.Time++; st.Cells["street"] = c })
		}, "与日志不一致"},
		{"a field is gone", func(t *testing.T, s *Store, id model.ID) {
			poke(t, s, id, func(st *state) { delete(st.Cells, "street") })
		}, "与日志不一致"},
		{"a record is gone", func(t *testing.T, s *Store, id model.ID) {
			w := s.engine.db.NewWriteBatch()
			if err := errors.Join(w.Delete(keyState(id)), w.Flush()); err != nil {
				t.Fatal(err)
			}
		}, "数据库中没有"},
		{"a record is strange", func(t *testing.T, s *Store, _ model.ID) {
			poke(t, s, model.NewID(), func(st *state) { st.Kind = model.KindEnterprise })
		}, "不在日志中"},
		{"the journal was changed", func(t *testing.T, s *Store, _ model.ID) {
			b := read(t, firstSegment(s.dir))
			b[len(b)/2] ^= 1
			write(t, firstSegment(s.dir), b)
		}, "日志"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, t.TempDir())
			e := firm("甲")
			e.Street = "一街"
			must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
			must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("乙")) })
			c.spoil(t, s, e.ID)
			r, err := s.Verify(t.Context(), nil)
			if said := strings.Join(r.Problems, "\n"); err != nil || (c.says == "") != (said == "") || !strings.Contains(said, c.says) {
				t.Errorf("%v %q", err, r.Problems)
			}
		})
	}
}

// poke changes a state in Badger behind the journal's back.
func poke(t *testing.T, s *Store, id model.ID, f func(*state)) {
	t.Helper()
	st, err := s.state(id)
	if err != nil {
		t.Fatal(err)
	}
	if st == nil {
		st = &state{Cells: make(map[string]cell)}
	}
	f(st)
	b, err := encodeState(st)
	w := s.engine.db.NewWriteBatch()
	if err := errors.Join(err, w.Set(keyState(id), b), w.Flush()); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyReportsAndCanBeCancelled(t *testing.T) {
	s := open(t, t.TempDir())
	for range 3 {
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("甲")) })
	}
	last := 0
	r, err := s.Verify(t.Context(), func(done, total int) {
		if done < last || total != 4 {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || r.Frames != 3 || r.Records[model.KindEnterprise] != 3 || last != 4 {
		t.Errorf("%+v %v, progress %d", r, err, last)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Verify(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestMissingRecordIsSeenOnOpening(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	w := s.engine.db.NewWriteBatch()
	if err := errors.Join(w.Delete(keyState(e.ID)), w.Flush(), s.Close(), os.Remove(filepath.Join(s.dir, listsFile))); err != nil {
		t.Fatal(err)
	}
	s = open(t, s.dir)
	if r := s.Repairs(); len(r) != 1 || r[0].Frames != 1 || r[0].Kept == "" {
		t.Errorf("%+v", r)
	}
	sound(t, s)
}

// The lists' file knows a record that the database lost: the check beside the work finds it, and the next opening repairs it.
func TestMissingRecordIsSeenBesideTheWork(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	w := s.engine.db.NewWriteBatch()
	if err := errors.Join(w.Delete(keyState(e.ID)), w.Flush(), s.Close()); err != nil {
		t.Fatal(err)
	}
	checked := make(chan Report, 1)
	s, err := Open(s.dir, Options{OnChecked: func(r Report, _ error) { checked <- r }})
	if err != nil {
		t.Fatal(err)
	}
	if r := <-checked; len(r.Problems) == 0 || len(s.Repairs()) > 0 {
		t.Errorf("%+v, repairs %+v", r, s.Repairs())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, s.dir)
	if r := s.Repairs(); len(r) != 1 || r[0].Frames != 1 {
		t.Errorf("%+v", r)
	}
	sound(t, s)
}

func TestClockNeverGoesBack(t *testing.T) {
	now := time.Date(2024, 5, 1, 8, 0, 0, 0, time.UTC)
	s, err := Open(t.TempDir(), Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	last := s.clock.last
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(s.dir, Options{Now: func() time.Time { return now.AddDate(-1, 0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	e.Street = "一街"
	must(t, s, "改", func(tx *Tx) error { return tx.Put(e) })
	if s.clock.last <= last {
		t.Errorf("%d after %d", s.clock.last, last)
	}
}
