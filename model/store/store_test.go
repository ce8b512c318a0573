package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chainatlas/model"
)

func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir, Options{User: "李某"})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	return open(t, s.Dir())
}

func must(t testing.TB, s *Store, label string, f func(*Tx) error) Batch {
	t.Helper()
	b, err := s.Update(label, f)
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return b
}

func firm(name string) *model.Enterprise { return &model.Enterprise{Base: model.Base{Name: name}} }

// sound fails the test unless the database holds exactly what the journal says.
func sound(t testing.TB, s *Store) {
	t.Helper()
	r, err := s.Verify(t.Context(), nil)
	if err != nil || len(r.Problems) > 0 {
		t.Fatalf("verify: %v %q", err, r.Problems)
	}
}

func TestRecordComesBackAfterReopening(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲公司")
	e.Staff = model.Quantity{}
	e.USCC, e.Products = "91370112MA3C0000X1", model.Words{"齿轮", "轴"}
	b := must(t, s, "新建 甲公司", func(tx *Tx) error { return tx.Put(e) })
	if e.ID.IsZero() || e.Created.By != "李某" || b.Records != 1 || b.Label != "新建 甲公司" {
		t.Fatalf("after put: %+v %+v", e.Base, b)
	}
	s = reopen(t, s)
	got, err := s.Get(e.ID)
	if err != nil || !model.Same(e, got) || got.Head().Created != e.Created || !got.Head().Updated.At.Equal(e.Updated.At) {
		t.Fatalf("get: %+v, %v", got, err)
	}
	if rows := s.Rows(model.KindEnterprise); len(rows) != 1 || rows[0].Name != "甲公司" {
		t.Errorf("rows: %+v", rows)
	}
	sound(t, s)
}

func TestUpdateIsWholeOrNotAtAll(t *testing.T) {
	s := open(t, t.TempDir())
	fault := errors.New("fault")
	if _, err := s.Update("导入", func(tx *Tx) error {
		if err := tx.Put(firm("甲")); err != nil {
			return err
		}
		return fault
	}); !errors.Is(err, fault) {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("panic was swallowed")
			}
		}()
		s.Update("导入", func(tx *Tx) error {
			tx.Put(firm("乙"))
			panic("slip")
		})
	}()
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("丙")) })
	if rows := s.Rows(model.KindEnterprise); len(rows) != 1 || s.journal.seq() != 1 {
		t.Errorf("%d rows, %d frames", len(rows), s.journal.seq())
	}
	sound(t, s)
}

func TestPutOfTheSameMakesNoFrame(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	got, err := s.Get(e.ID)
	if err != nil {
		t.Fatal(err)
	}
	b := must(t, s, "保存", func(tx *Tx) error { return tx.Put(got) })
	if b.ID != "" || s.journal.seq() != 1 {
		t.Errorf("%+v, %d frames", b, s.journal.seq())
	}
}

func TestSecondProgramIsKeptOut(t *testing.T) {
	s := open(t, t.TempDir())
	_, err := Open(s.Dir(), Options{User: "王某"})
	var who *InUse
	if !errors.Is(err, ErrInUse) || !errors.As(err, &who) || who.User != "李某" || time.Since(who.Since) > time.Hour {
		t.Errorf("%v", err)
	}
	reopen(t, s)
}

func TestUndoAndRedo(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	for _, street := range []string{"一街", "二街", "三街"} {
		e.Street = street
		must(t, s, "改为 "+street, func(tx *Tx) error { return tx.Put(e) })
	}
	street := func() string {
		r, err := s.Get(e.ID)
		if err != nil {
			return "none"
		}
		return r.(*model.Enterprise).Street
	}
	steps := []struct {
		do   func() (Batch, error)
		want string
	}{
		{s.Undo, "二街"}, {s.Undo, "一街"}, {s.Redo, "二街"}, {s.Undo, "一街"}, {s.Undo, ""}, {s.Undo, "none"},
		{s.Redo, ""}, {s.Redo, "一街"}, {s.Redo, "二街"}, {s.Redo, "三街"}, {s.Undo, "二街"}, {s.Redo, "三街"},
	}
	for i, step := range steps {
		b, err := step.do()
		if err != nil || street() != step.want {
			t.Fatalf("step %d (%s): %q, want %q: %v", i, b.Label, street(), step.want, err)
		}
	}
	if _, err := s.Redo(); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("redo at the end: %v", err)
	}
	sound(t, s)
}

// TestLargeRecords are larger than what Badger keeps in a table, and than what it takes in one transaction.
func TestLargeRecords(t *testing.T) {
	t.Parallel()
	s, err := Open(t.TempDir(), Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	var all []*model.Enterprise
	for i, size := range []int{200 << 10, 255 << 10, 257 << 10, 2 << 20} {
		e := firm(fmt.Sprintf("%d号公司", i))
		e.Notes = strings.Repeat("字", size/len("字"))
		all = append(all, e)
	}
	must(t, s, "导入", func(tx *Tx) error {
		for _, e := range all {
			if err := tx.Put(e); err != nil {
				return err
			}
		}
		return nil
	})
	for range 2 {
		for _, e := range all {
			if is := got[*model.Enterprise](t, s, e.ID); is.Notes != e.Notes {
				t.Errorf("%s: %d bytes of %d", e.Name, len(is.Notes), len(e.Notes))
			}
		}
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if s, err = Open(s.Dir(), Options{User: "李某"}); err != nil || len(s.Repairs()) > 0 {
			t.Fatalf("%v %+v", err, s.Repairs())
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
