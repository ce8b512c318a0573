package store

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"chainatlas/model"
)

// walked follows a stretch of the journal in the files.
func walked(t *testing.T, dir string, at Stretch, w *Walker) error {
	t.Helper()
	for _, p := range at.Pieces {
		b := read(t, filepath.Join(dir, p.Name))
		if err := w.Walk(bytes.NewReader(b[p.From:p.To]), p.To-p.From, p.From == 0); err != nil {
			return err
		}
	}
	return nil
}

func TestStretchesJoinOverSegments(t *testing.T) {
	s := open(t, t.TempDir())
	grow := func() {
		t.Helper()
		e := firm("甲")
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("乙")) })
		must(t, s, "删除", func(tx *Tx) error { return tx.Delete(e.ID, "重复") })
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	w := NewWalker(Mark{}, nil)
	for range 4 {
		grow()
		at, err := s.Stretch(w.Mark())
		if err != nil || at.Since != w.Mark() {
			t.Fatalf("%+v %v", at, err)
		}
		if err := walked(t, s.dir, at, w); err != nil || w.Mark() != at.Head || !maps.Equal(w.Counts(), at.Counts) {
			t.Fatalf("at %v, want %v, %v lives, want %v: %v", w.Mark(), at.Head, w.Counts(), at.Counts, err)
		}
		if err := s.journal.rotate(); err != nil {
			t.Fatal(err)
		}
	}
	whole, err := Folder(s.dir).Stretch(Mark{})
	if err != nil || whole.Head != w.Mark() || len(whole.Pieces) != 5 {
		t.Errorf("%+v %v", whole, err)
	}
	again := NewWalker(Mark{}, nil)
	if err := walked(t, s.dir, whole, again); err != nil || again.Counts()[model.KindEnterprise] != 8 {
		t.Errorf("%v %v", again.Counts(), err)
	}
}

func TestMarkOfAnotherJournal(t *testing.T) {
	s, other := open(t, t.TempDir()), open(t, filled(t, 3))
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("甲")) })
	late, err := other.Stretch(Mark{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []Mark{late.Head, {Frame: 1, Hash: late.Head.Hash}} {
		if _, err := s.Stretch(m); !errors.Is(err, ErrApart) {
			t.Errorf("%v: %v", m, err)
		}
	}
}

func TestWalkerWantsWholeFrames(t *testing.T) {
	b := read(t, firstSegment(filled(t, 2)))
	for cut := range len(b) {
		w := NewWalker(Mark{}, nil)
		err := w.Walk(bytes.NewReader(b[:cut]), int64(cut), true)
		if whole := cut == segmentHeader || w.seq == 1 && err == nil; !whole && !errors.Is(err, ErrDamaged) {
			t.Errorf("cut at %d of %d: %v", cut, len(b), err)
		}
	}
}

func TestSettleFinishesOnlyWhatWasInterrupted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "工作区")
	if err := os.Rename(filled(t, 2), Ready(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil { // an empty folder is nobody's
		t.Fatal(err)
	}
	if n := len(open(t, dir).Rows(model.KindEnterprise)); n != 2 {
		t.Errorf("%d records", n)
	}
	if err := os.Rename(filled(t, 5), Ready(dir)); err != nil {
		t.Fatal(err)
	}
	if err := Settle(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(Ready(dir)); err != nil {
		t.Error("took the place of a workspace that is there")
	}
}
