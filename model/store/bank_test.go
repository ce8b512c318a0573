package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"chainatlas/model"
)

const (
	accounts = 8
	deposit  = 100 * model.Wan
)

// bank is a store with accounts of the same deposit.
func bank(t *testing.T) (s *Store, ids []model.ID) {
	t.Helper()
	s = open(t, t.TempDir())
	must(t, s, "开户", func(tx *Tx) error {
		for i := range accounts {
			p := &model.Project{Base: model.Base{Name: fmt.Sprint("账户", i)}, TotalInvestment: model.CNY(deposit)}
			if err := tx.Put(p); err != nil {
				return err
			}
			ids = append(ids, p.ID)
		}
		return nil
	})
	return s, ids
}

// transfer moves an amount; what was read must be what is written over.
func transfer(tx *Tx, from, to model.ID, amount int64) error {
	a, err := tx.Get(from)
	if err != nil {
		return err
	}
	b, err := tx.Get(to)
	if err != nil {
		return err
	}
	pa, pb := a.(*model.Project), b.(*model.Project)
	pa.TotalInvestment, pb.TotalInvestment = model.CNY(pa.TotalInvestment.Min-amount), model.CNY(pb.TotalInvestment.Min+amount)
	return errors.Join(tx.Put(pa), tx.Put(pb))
}

func balance(t *testing.T, s *Store) (sum int64) {
	t.Helper()
	all, err := Every[*model.Project](s, model.KindProject)
	if err != nil {
		t.Error(err)
	}
	for _, p := range all {
		sum += p.TotalInvestment.Min
	}
	return sum
}

// TestSumStaysUnderConcurrentWriters moves amounts about from several sides, takes transfers back, and looks on meanwhile.
func TestSumStaysUnderConcurrentWriters(t *testing.T) {
	t.Parallel()
	s, ids := bank(t)
	var writers sync.WaitGroup
	for range 4 {
		writers.Go(func() {
			for range 25 {
				moveOrUndo(t, s, ids)
			}
		})
	}
	done := make(chan struct{})
	go func() { writers.Wait(); close(done) }()
	for looking := true; looking; {
		select {
		case <-done:
			looking = false
		default:
		}
		if sum := balance(t, s); sum != accounts*deposit {
			t.Fatalf("sum %d", sum)
		}
	}
	sound(t, s)
	if sum := balance(t, reopen(t, s)); sum != accounts*deposit {
		t.Errorf("sum %d after reopening", sum)
	}
}

func moveOrUndo(t *testing.T, s *Store, ids []model.ID) {
	from, to := rand.IntN(len(ids)), rand.IntN(len(ids)-1)
	if to >= from {
		to++
	}
	b, err := s.Update("转账", func(tx *Tx) error { return transfer(tx, ids[from], ids[to], rand.Int64N(model.Wan)) })
	if err == nil && rand.IntN(4) == 0 {
		_, err = s.UndoBatch(b.ID)
	}
	var later *Superseded
	if err != nil && !errors.As(err, &later) && !errors.Is(err, model.ErrNotFound) {
		t.Error(err)
	}
}
