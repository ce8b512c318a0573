package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainatlas/model"
)

func TestOnlyAnUncleanExitIsProbed(t *testing.T) {
	t.Parallel()
	s := open(t, filled(t, 2))
	fits := func(dir string) bool { return readSeal(realDisk{}, dir).fits(filepath.Join(dir, "db")) }
	if fits(s.Dir()) {
		t.Error("the seal fits while the workspace is open")
	}
	if killed := copied(t, s.Dir()); fits(killed) {
		t.Error("the seal fits after a kill")
	}
	if s = reopen(t, s); s.Close() != nil || !fits(s.Dir()) {
		t.Error("the seal does not fit after closing")
	}
}

func TestAProbeThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	dir := filled(t, 1)
	late, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	if a := ask(late, probeCheck, dir, nil); a.Damage == "" {
		t.Error("no answer counts as whole")
	}
	if a := ask(t.Context(), probeCheck, dir, nil); a.Damage != "" || a.Seq != 1 {
		t.Errorf("%+v", a)
	}
	if a := ask(t.Context(), "dance", dir, nil); a.Damage != "" || a.Seq != 1 {
		t.Errorf("%+v", a)
	}
}

func TestWritersDoNotWaitForVerify(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("甲")) })
	r, err := s.Verify(t.Context(), func(done, _ int) {
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("乙")) })
	})
	if err != nil || len(r.Problems) > 0 || r.Frames != 1 || r.Records[model.KindEnterprise] != 1 {
		t.Errorf("%+v %v", r, err)
	}
	sound(t, s)
}

func TestCheckBesideTheWork(t *testing.T) {
	t.Parallel()
	dir, found := filled(t, 2), make(chan Report, 1)
	s, err := Open(dir, Options{OnChecked: func(r Report, err error) {
		if err != nil {
			t.Error(err)
		}
		found <- r
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if r := <-found; r.Frames != 2 || len(r.Problems) > 0 {
		t.Errorf("%+v", r)
	}
}

// TestWhatVerifyFindsIsPutRightNextTime has damage that no opening sees by itself: a value, and what happened to a record.
func TestWhatVerifyFindsIsPutRightNextTime(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*testing.T, *Store, model.ID){
		"a value is gone": func(t *testing.T, s *Store, id model.ID) {
			poke(t, s, id, func(st *state) { delete(st.Cells, "street") })
		},
		"an action is gone":   func(t *testing.T, s *Store, _ model.ID) { erase(t, s, keyBatch(1)) },
		"a record forgot one": func(t *testing.T, s *Store, id model.ID) { erase(t, s, keyHistoryAt(id, 1)) },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			e := firm("甲")
			e.Street = "一街"
			must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
			before := everything(t, s)
			spoil(t, s, e.ID)
			if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Problems) == 0 {
				t.Fatalf("verify: %+v %v", r, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if r := opensWith(t, s.Dir(), before); len(r) != 1 || r[0].Frames != 1 || !strings.Contains(r[0].Kept, "db-damaged-") {
				t.Errorf("%+v", r)
			}
		})
	}
}

func erase(t *testing.T, s *Store, key []byte) {
	t.Helper()
	w := s.engine.db.NewWriteBatch()
	if err := w.Delete(key); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

// Databases that were set aside go once the one in use was found whole; the last stays, in case somebody wants to look.
func TestOldDamagedDatabasesGoAfterACheck(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("甲")) })
	for range 3 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := Rebuild(s.Dir(), Options{}); err != nil {
			t.Fatal(err)
		}
		s = open(t, s.Dir())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	found, steps := make(chan error), 0
	s, err := Open(s.Dir(), Options{OnChecked: func(_ Report, err error) { found <- err }, OnReplay: func(int, int) { steps++ }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := <-found; err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(s.Dir(), "db-damaged-*")); len(left) != 1 || steps != 0 {
		t.Errorf("%q left, %d actions replayed", left, steps)
	}
}

// Whoever waits for a database that is made anew is told how far it is.
func TestReplayTellsHowFarItIs(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for range 3 {
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("甲")) })
	}
	if err := errors.Join(s.Close(), os.RemoveAll(s.databaseDir())); err != nil {
		t.Fatal(err)
	}
	var told []int
	s, err := Open(s.Dir(), Options{OnReplay: func(done, total int) { told = append(told, done, total) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if !slices.Equal(told, []int{1, 3, 2, 3, 3, 3}) {
		t.Error(told)
	}
}
