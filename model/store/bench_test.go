package store

import (
	"fmt"
	"testing"

	"chainatlas/model"
)

func BenchmarkUpdateOneField(b *testing.B) {
	s := open(b, b.TempDir())
	p := project(1)
	must(b, s, "新建", func(tx *Tx) error { return tx.Put(p) })
	i := 0
	for b.Loop() {
		i++
		p.Street = fmt.Sprint(i)
		must(b, s, "改", func(tx *Tx) error { return tx.Put(p) })
	}
}

func BenchmarkImport10000(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s := open(b, b.TempDir())
		b.StartTimer()
		must(b, s, "导入", func(tx *Tx) error { return putMany(tx, 10_000) })
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
}

func BenchmarkOpen10000(b *testing.B) {
	s := open(b, b.TempDir())
	must(b, s, "导入", func(tx *Tx) error { return putMany(tx, 10_000) })
	for b.Loop() {
		s = reopen(b, s)
	}
}

func BenchmarkGet(b *testing.B) {
	s := open(b, b.TempDir())
	must(b, s, "导入", func(tx *Tx) error { return putMany(tx, 1_000) })
	rows := s.Rows(model.KindProject)
	i := 0
	for b.Loop() {
		i++
		if _, err := s.Get(rows[i%len(rows)].ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRowsAfterAnEdit(b *testing.B) {
	t := newTable()
	for range 100_000 {
		id := model.NewID()
		t.set(id, &model.Row{ID: id})
	}
	rows := t.snapshot()
	for b.Loop() {
		t.set(rows[500].ID, &model.Row{ID: rows[500].ID})
		t.snapshot()
	}
}
