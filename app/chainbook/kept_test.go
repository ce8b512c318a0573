package chainbook

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// What is kept is what the store has, whatever was made, changed, deleted, taken back and renamed.
func TestKeptIsWhatTheStoreHas(t *testing.T) {
	s, c := bureau(t)
	k := Keep(s)
	defer k.Close()
	r := rand.New(rand.NewPCG(4, 2))
	var made []model.ID
	for step := range 60 {
		stepped(t, s, r, c, step, &made)
		for _, kind := range []model.Kind{model.KindChain, model.KindEnterprise, model.KindProject} {
			if step%3 != 0 && kind == model.KindProject {
				continue // several actions between two readings
			}
			same(t, s, k, kind)
		}
	}
}

func stepped(t *testing.T, s *store.Store, r *rand.Rand, c *model.Chain, step int, made *[]model.ID) {
	t.Helper()
	if step%11 == 10 {
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
		return
	}
	_, err := s.Update("改", func(tx *store.Tx) error {
		switch n := r.IntN(4); {
		case n == 0 || len(*made) < 3:
			p := &model.Project{Base: model.Base{ID: model.NewID(), Name: fmt.Sprint("项目", step)}, Chain: model.LinkTo(c)}
			*made = append(*made, p.ID)
			return tx.Put(p)
		case n == 1:
			x, err := tx.Get(c.ID)
			if err != nil {
				return err
			}
			x.Head().Name = fmt.Sprint("精品钢", step) // every project calls it by its new name
			return tx.Put(x)
		}
		id := (*made)[r.IntN(len(*made))]
		x, err := tx.Get(id)
		if err != nil {
			return nil // deleted, or taken back
		}
		if r.IntN(3) == 0 {
			return tx.Delete(id, "不要了")
		}
		x.Head().Notes = fmt.Sprint(step)
		return tx.Put(x)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, s *store.Store, k *Kept, kind model.Kind) {
	t.Helper()
	want, err := s.All(kind)
	if err != nil {
		t.Fatal(err)
	}
	got, err := k.All(kind)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%s: %d kept, %d there, %v", kind, len(got), len(want), err)
	}
	for i := range want {
		if !model.Same(got[i], want[i]) || got[i].Head().ID != want[i].Head().ID {
			t.Fatalf("%s %d: %+v, want %+v", kind, i, got[i], want[i])
		}
		if p, ok := want[i].(*model.Project); ok && got[i].(*model.Project).Chain.Name != p.Chain.Name {
			t.Fatalf("%s calls its chain %s, it is called %s", p.Name, got[i].(*model.Project).Chain.Name, p.Chain.Name)
		}
	}
}
