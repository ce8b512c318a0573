package store

import (
	"fmt"
	"testing"

	"chainatlas/model"
)

// linked fills a store with five chains, firms and projects that link to them, as ledgers do: ten projects a firm.
func linked(b *testing.B, projects int) (*Store, *model.Chain) {
	b.Helper()
	s := open(b, b.TempDir())
	chains, firms := make([]*model.Chain, 5), make([]*model.Enterprise, projects/10)
	must(b, s, "导入", func(tx *Tx) error {
		for i := range chains {
			chains[i] = &model.Chain{Base: model.Base{Name: fmt.Sprint("链", i)}}
			if err := tx.Put(chains[i]); err != nil {
				return err
			}
		}
		for i := range firms {
			firms[i] = firm(fmt.Sprint("企业", i))
			if err := tx.Put(firms[i]); err != nil {
				return err
			}
		}
		for i := range projects {
			p := project(i)
			p.Chain, p.Investor, p.Company = model.LinkTo(chains[i%5]), model.LinkTo(firms[i%len(firms)]), model.LinkTo(firms[i*7%len(firms)])
			if err := tx.Put(p); err != nil {
				return err
			}
		}
		return nil
	})
	return s, chains[0]
}

func BenchmarkGetLinked(b *testing.B) {
	s, _ := linked(b, 10_000)
	rows := s.Rows(model.KindProject)
	i := 0
	for b.Loop() {
		i++
		if _, err := s.Get(rows[i*7%len(rows)].ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAllLinked10000(b *testing.B) {
	s, _ := linked(b, 10_000)
	for b.Loop() {
		if _, err := s.All(model.KindProject); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenLinked10000(b *testing.B) {
	s, _ := linked(b, 10_000)
	for b.Loop() {
		s = reopen(b, s)
	}
}

func BenchmarkRenameChainOf2000(b *testing.B) {
	s, c := linked(b, 10_000)
	i := 0
	for b.Loop() {
		i++
		c.Name = fmt.Sprint("链", i)
		must(b, s, "改名", func(tx *Tx) error { return tx.Put(c) })
	}
}
