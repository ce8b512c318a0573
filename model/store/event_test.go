package store

import (
	"errors"
	"reflect"
	"testing"

	"chainatlas/model"
)

func street(t testing.TB, s *Store, id model.ID) string {
	t.Helper()
	r, err := s.Get(id)
	if err != nil {
		return "none"
	}
	return r.(*model.Enterprise).Street
}

// twoMoved is a store where one action moved two firms from no street to 一街.
func twoMoved(t testing.TB) (s *Store, a, b *model.Enterprise, moved Batch) {
	t.Helper()
	s = open(t, t.TempDir())
	a, b = firm("甲"), firm("乙")
	both := func(tx *Tx) error { return errors.Join(tx.Put(a), tx.Put(b)) }
	must(t, s, "新建", both)
	a.Street, b.Street = "一街", "一街"
	return s, a, b, must(t, s, "搬迁", both)
}

func TestSeedIsPassedByWhenUndoing(t *testing.T) {
	s := open(t, t.TempDir())
	a, c := firm("甲"), &model.Chain{Base: model.Base{Name: "机器人"}}
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(a) })
	seed, err := s.Seed("内置产业链", func(tx *Tx) error { return tx.Put(c) })
	if err != nil || !seed.Seed {
		t.Fatalf("%+v %v", seed, err)
	}
	s = reopen(t, s)
	if _, err := s.Undo(); err != nil || street(t, s, a.ID) != "none" || s.Name(c.ID) != "机器人" {
		t.Fatalf("undo: %v, firm %s, chain %q", err, street(t, s, a.ID), s.Name(c.ID))
	}
	if _, err := s.Undo(); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("nothing but the seed is left: %v", err)
	}
	if _, err := s.Seed("再来一条", func(tx *Tx) error { return tx.Put(&model.Chain{Base: model.Base{Name: "锻造"}}) }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Redo(); err != nil || street(t, s, a.ID) != "" {
		t.Errorf("redo across a seed: %v", err)
	}
	if h, err := s.History(c.ID); err != nil || len(h) != 1 || h[0].Batch != seed.ID {
		t.Errorf("history: %+v %v", h, err)
	}
	if _, err := s.UndoBatch(seed.ID); err != nil || s.Name(c.ID) != "" {
		t.Errorf("undo by name: %v", err)
	}
	sound(t, s)
}

func TestUndoOfOneEventLeavesTheOthers(t *testing.T) {
	s, a, b, moved := twoMoved(t)
	events, err := s.Events(moved.ID)
	if err != nil || len(events) != 2 || events[0].ID == events[1].ID {
		t.Fatalf("%+v %v", events, err)
	}
	if h, err := s.History(b.ID); err != nil || h[0].ID != events[1].ID {
		t.Fatalf("history names the event %q, the batch %q: %v", h[0].ID, events[1].ID, err)
	}
	one, err := s.UndoEvent(events[1].ID)
	if err != nil || one.Label != "撤销：搬迁（乙）" || one.UndoOfEvent != events[1].ID || one.Records != 1 {
		t.Fatalf("%+v %v", one, err)
	}
	if street(t, s, a.ID) != "一街" || street(t, s, b.ID) != "" {
		t.Errorf("streets %q, %q", street(t, s, a.ID), street(t, s, b.ID))
	}
	s = reopen(t, s)
	if _, err := s.UndoEvent(events[1].ID); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("twice: %v", err)
	}
	if back, err := s.Undo(); err != nil || back.Label != "重做：搬迁（乙）" || street(t, s, b.ID) != "一街" {
		t.Errorf("undo of it: %+v %v", back, err)
	}
	if _, err := s.Undo(); err != nil || street(t, s, a.ID)+street(t, s, b.ID) != "" {
		t.Errorf("undo of the action: %v", err)
	}
	if _, err := s.UndoEvent(events[1].ID); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("of an action that is taken back: %v", err)
	}
	sound(t, s)
}

func TestUndoOfOneEventIsRefused(t *testing.T) {
	s, a, _, moved := twoMoved(t)
	s.user = "王某"
	a.Street = "二街"
	must(t, s, "改", func(tx *Tx) error { return tx.Put(a) })
	var why *Superseded
	if _, err := s.UndoEvent(eventID(moved.ID, 0)); !errors.As(err, &why) || why.Field != "street" || why.By != "王某" || why.Name != "甲" {
		t.Errorf("changed since: %+v", why)
	}
	for _, id := range []EventID{"", "x", "x/0", EventID(moved.ID), eventID(moved.ID, 2), EventID(moved.ID) + "/-1"} {
		if _, err := s.UndoEvent(id); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if street(t, s, a.ID) != "二街" {
		t.Error("a refused undo changed something")
	}
}

func TestAnEditSaysWhy(t *testing.T) {
	s := open(t, t.TempDir())
	p := &model.Project{}
	p.Name = "甲"
	for _, why := range []string{"", "核实"} {
		p.Notes += "又一句"
		if _, err := s.Update("改", func(tx *Tx) error { tx.Because(why); return tx.Put(p) }); err != nil {
			t.Fatal(err)
		}
	}
	events, err := s.History(p.ID)
	if err != nil || len(events) != 2 || events[0].Reason != "核实" || events[1].Reason != "" {
		t.Errorf("%+v, %v", events, err)
	}
}

// A note stands in the history and changes nothing: not the record, not its stamps, not what undo takes back.
func TestANoteChangesNothing(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	e := firm("甲")
	if _, err := s.Update("新建", func(tx *Tx) error { return tx.Put(e) }); err != nil {
		t.Fatal(err)
	}
	before, err := s.Get(e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Seed("查看保密内容", func(tx *Tx) error { return tx.Note(e.ID, "汇报用") }); err != nil {
		t.Fatal(err)
	}
	for range 2 { // as it is, and read from the disk
		after, err := s.Get(e.ID)
		if err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("%+v, %v", after, err)
		}
		h, err := s.History(e.ID)
		if err != nil || len(h) != 2 || h[0].Action != model.Viewed || h[0].Reason != "汇报用" || h[0].By != "李某" {
			t.Errorf("history %+v, %v", h, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if s, err = Open(dir, Options{User: "李某"}); err != nil {
			t.Fatal(err)
		}
	}
	defer s.Close()
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Problems) > 0 {
		t.Errorf("verify: %v, %v", r.Problems, err)
	}
	if b, err := s.Undo(); err != nil || b.Label != "撤销：新建" {
		t.Errorf("undo took back %q, %v", b.Label, err)
	}
	if _, err := s.Seed("查看", func(tx *Tx) error { return tx.Note(e.ID, "") }); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("a note on nothing: %v", err)
	}
}
