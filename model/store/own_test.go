package store

import (
	"testing"

	"chainatlas/model"
)

// What the program keeps for itself can be cleared like any other value: it is not what a newer version wrote.
func TestAFieldOfAViewCanBeCleared(t *testing.T) {
	s := open(t, t.TempDir())
	v := &model.View{Base: model.Base{Name: "在谈"}, OfKind: model.KindProject, Filter: "阶段=在谈"}
	put := func(label string) {
		t.Helper()
		if _, err := s.Update(label, func(tx *Tx) error { return tx.Put(v) }); err != nil {
			t.Fatal(err)
		}
	}
	put("保存视图")
	v.Filter = ""
	put("清除条件")
	got, err := s.Get(v.ID)
	if err != nil || got.(*model.View).Filter != "" {
		t.Errorf("%+v, %v", got, err)
	}
}
