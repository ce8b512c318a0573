package store

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"chainatlas/model"
)

func TestUndoIsRefusedWhenTheFieldChangedSince(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	first := must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	e.Street = "一街"
	second := must(t, s, "改街道", func(tx *Tx) error { return tx.Put(e) })
	s.user = "王某"
	e.Street = "二街"
	must(t, s, "改街道", func(tx *Tx) error { return tx.Put(e) })
	for _, c := range []struct {
		name string
		id   BatchID
	}{{"edit", second.ID}, {"creation", first.ID}} {
		_, err := s.UndoBatch(c.id)
		var why *Superseded
		if !errors.As(err, &why) || why.Field != "street" || why.By != "王某" || why.At.IsZero() || why.Name != "甲" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	e.Place = "济南"
	must(t, s, "改所在地", func(tx *Tx) error { return tx.Put(e) })
	must(t, s, "删除", func(tx *Tx) error { return tx.Delete(e.ID, "") })
	var why *Superseded
	if list, _ := s.Batches(2); !errors.As(fault(s.UndoBatch(list[1].ID)), &why) || why.Field != "" {
		t.Errorf("edit of a record that is in the trash: %+v", why)
	}
	sound(t, s)
}

func fault(_ Batch, err error) error { return err }

func TestUndoOfAnOldActionLeavesTheRest(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	e.Street = "一街"
	street := must(t, s, "改街道", func(tx *Tx) error { return tx.Put(e) })
	e.Place = "济南"
	must(t, s, "改所在地", func(tx *Tx) error { return tx.Put(e) })
	undo, err := s.UndoBatch(street.ID)
	if err != nil || undo.UndoOf != street.ID || undo.Label != "撤销：改街道" {
		t.Fatalf("%+v %v", undo, err)
	}
	r, err := s.Get(e.ID)
	if err != nil || r.(*model.Enterprise).Street != "" || r.(*model.Enterprise).Place != "济南" {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := s.UndoBatch(street.ID); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("twice: %v", err)
	}
	if redo, err := s.UndoBatch(undo.ID); err != nil || redo.Label != "重做：改街道" {
		t.Errorf("undo of the undo: %+v %v", redo, err)
	}
	if _, err := s.UndoBatch(street.ID); err != nil {
		t.Errorf("after the redo: %v", err)
	}
	if _, err := s.UndoBatch("none"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("unknown batch: %v", err)
	}
	sound(t, s)
}

func TestALargeImportIsOneAction(t *testing.T) {
	t.Parallel()
	const large = 3_000 // records, many more than a transaction of Badger holds
	s := open(t, t.TempDir())
	kept := firm("留下的")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(kept) })
	b := must(t, s, "导入 台账.xlsx", func(tx *Tx) error { return putMany(tx, large) })
	if b.Records != large || len(s.Rows(model.KindProject)) != large {
		t.Fatalf("%+v, %d rows", b, len(s.Rows(model.KindProject)))
	}
	if events, err := s.Events(b.ID); err != nil || len(events) != large || events[large-1].Name != fmt.Sprint("项目", large-1) {
		t.Fatalf("%d events %v", len(events), err)
	}
	undo, err := s.Undo()
	if err != nil || len(s.Rows(model.KindProject)) != 0 || len(s.Trash()) != 0 || undo.Records != large {
		t.Fatalf("undo: %+v %v, %d rows, %d in the trash", undo, err, len(s.Rows(model.KindProject)), len(s.Trash()))
	}
	if _, err := s.Redo(); err != nil || len(s.Rows(model.KindProject)) != large {
		t.Fatalf("redo: %v, %d rows", err, len(s.Rows(model.KindProject)))
	}
	sound(t, s)
	s = reopen(t, s)
	if all, err := s.All(model.KindProject); err != nil || len(all) != large {
		t.Errorf("%d records %v", len(all), err)
	}
	sound(t, s)
}

func putMany(tx *Tx, n int) error {
	for i := range n {
		if err := tx.Put(project(i)); err != nil {
			return err
		}
	}
	return nil
}

// project has as many fields as a row of a ledger.
func project(i int) *model.Project {
	p := &model.Project{Base: model.Base{Name: fmt.Sprintf("项目%d", i), Source: "台账.xlsx"}}
	for _, f := range model.FieldsOf(model.KindProject) {
		if _, ok := f.Value(p).(string); ok && f.Key != "name" && !f.USCC && len(f.Also) > 0 {
			f.SetValue(p, "这是一个单元格的文字")
		}
	}
	p.Stage, p.Street = model.StageTalk, fmt.Sprintf("街道%d", i%12)
	return p
}

// world is what a user sees: every record by ID, and the trash.
func world(t interface{ Fatal(...any) }, s *Store) string {
	text := ""
	for _, k := range model.StoredKinds() {
		all, err := s.All(k)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) != len(s.Rows(k)) {
			t.Fatal("lists and records differ")
		}
		for _, r := range all {
			r.Head().Created, r.Head().Updated = model.Stamp{}, model.Stamp{}
			b, err := model.JSON(r)
			if err != nil {
				t.Fatal(err)
			}
			text += string(b) + "\n"
		}
	}
	rows := s.Trash()
	text += fmt.Sprintln(len(rows), "in the trash")
	return text
}

// One action takes a record out of the trash, changes it and puts it back: it can be taken back where it lies.
func TestUndoOfAChangeWithinTheTrash(t *testing.T) {
	s, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	e := firm("甲")
	do := func(f func(*Tx) error) {
		t.Helper()
		if _, err := s.Update("改", f); err != nil {
			t.Fatal(err)
		}
	}
	do(func(tx *Tx) error { return tx.Put(e) })
	do(func(tx *Tx) error { return tx.Delete(e.ID, "") })
	do(func(tx *Tx) error {
		if err := tx.Undelete(e.ID); err != nil {
			return err
		}
		e.Street = "一街"
		return errors.Join(tx.Put(e), tx.Delete(e.ID, ""))
	})
	if _, err := s.Undo(); err != nil {
		t.Errorf("undo: %v", err)
	}
	do(func(tx *Tx) error { return tx.Undelete(e.ID) })
	r, err := s.Get(e.ID)
	if err != nil || r.(*model.Enterprise).Street != "" {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestUndoOfEverythingIsTheFirstState(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		s, err := Open(fmt.Sprintf("%s/%d", dir, round), Options{tune: tiny})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var ids []model.ID
		seen := []string{world(t, s)}
		for range rapid.IntRange(1, 12).Draw(t, "actions") {
			b, err := s.Update("改", func(tx *Tx) error { return someChanges(t, tx, &ids) })
			if err != nil {
				t.Fatal(err)
			}
			if b.ID != "" {
				seen = append(seen, world(t, s))
			}
		}
		walk(t, s, seen)
		r, err := s.Verify(t.Context(), nil)
		if err != nil || len(r.Problems) > 0 {
			t.Fatal(err, r.Problems)
		}
	})
}

// someChanges makes, edits, deletes and restores a few records in one action.
func someChanges(t *rapid.T, tx *Tx, ids *[]model.ID) error {
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		if len(*ids) == 0 || rapid.IntRange(0, 3).Draw(t, "new") == 0 {
			e := firm("甲")
			if err := tx.Put(e); err != nil {
				return err
			}
			*ids = append(*ids, e.ID)
			continue
		}
		id := rapid.SampledFrom(*ids).Draw(t, "record")
		if err := changeOne(t, tx, id); err != nil && !errors.Is(err, model.ErrNotFound) {
			return err
		}
	}
	return nil
}

func changeOne(t *rapid.T, tx *Tx, id model.ID) error {
	switch rapid.IntRange(0, 3).Draw(t, "what") {
	case 0:
		return tx.Delete(id, "")
	case 1:
		return tx.Undelete(id)
	}
	r, err := tx.Get(id)
	if err != nil {
		return err
	}
	e := r.(*model.Enterprise)
	e.Street = rapid.SampledFrom([]string{"", "一街", "二街"}).Draw(t, "street")
	e.Place = rapid.SampledFrom([]string{"", "济南"}).Draw(t, "place")
	return tx.Put(e)
}

// walk goes back and forth at random, then back to the first state.
func walk(t *rapid.T, s *Store, seen []string) {
	at := len(seen) - 1
	for range rapid.IntRange(0, 8).Draw(t, "steps") {
		step, do := -1, s.Undo
		if rapid.Bool().Draw(t, "forward") {
			step, do = 1, s.Redo
		}
		_, err := do()
		if end := at+step < 0 || at+step >= len(seen); end != errors.Is(err, ErrNothingToUndo) || !end && err != nil {
			t.Fatal("step", step, "at", at, "of", len(seen), err)
		} else if !end {
			at += step
		}
		if world(t, s) != seen[at] {
			t.Fatal("not the state it was at", at)
		}
	}
	for ; at > 0; at-- {
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if world(t, s) != seen[0] {
		t.Fatal("not the first state")
	}
}
