package history

import (
	"testing"
	"time"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// opened is the screen on a store where a project was made and edited twice, and an enterprise made by somebody else.
func opened(t *testing.T) (*Screen, *model.Project) {
	t.Helper()
	dir := t.TempDir()
	task.ForTest(t)
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.Local)
	clock := func() time.Time { return now }
	p := &model.Project{Stage: model.StageTalk, Unit: "甲局"}
	p.Name = "轴承项目"
	st := open(t, dir, "李某", clock)
	update(t, st, "新建", func(tx *store.Tx) error { return tx.Put(p) })
	for _, unit := range []string{"乙局", "丙局"} {
		update(t, st, "修改", func(tx *store.Tx) error {
			r, err := tx.Get(p.ID)
			if err != nil {
				return err
			}
			r.(*model.Project).Unit = unit
			return tx.Put(r)
		})
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	now = time.Now()
	st = open(t, dir, "王某", clock)
	t.Cleanup(func() { st.Close() })
	update(t, st, "新建企业", func(tx *store.Tx) error { return tx.Put(&model.Enterprise{Base: model.Base{Name: "甲公司"}}) })
	d := desktest.At(t, st)
	s := New(d.Desk)
	d.Show(t, s, 1200, 700)
	return s, p
}

func open(t *testing.T, dir, user string, now func() time.Time) *store.Store {
	t.Helper()
	st, err := store.Open(dir, store.Options{User: user, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func update(t *testing.T, st *store.Store, label string, f func(*store.Tx) error) {
	t.Helper()
	if _, err := st.Update(label, f); err != nil {
		t.Fatal(err)
	}
}

func unit(t *testing.T, s *Screen, id model.ID) string {
	t.Helper()
	r, err := s.desk.Store.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*model.Project).Unit
}

// One field goes back to what it was, however much was done since; that too is in the history.
func TestRestoreOneValue(t *testing.T) {
	s, p := opened(t)
	s.OpenRecord(p.ID)
	task.Wait()
	if len(s.changes) != 3 || s.changes[1].before != "甲局" || s.changes[1].now != "乙局" {
		t.Fatalf("history %+v", s.changes)
	}
	s.below.Select(1)
	s.restoreSelected()
	task.Wait()
	if got := unit(t, s, p.ID); got != "甲局" {
		t.Errorf("责任单位 is %s", got)
	}
	if len(s.changes) != 4 || s.changes[0].before != "丙局" || s.changes[0].now != "甲局" {
		t.Errorf("afterwards %+v", s.changes[0])
	}
	s.below.Select(3) // the creation
	s.restoreSelected()
	task.Wait()
	if got := unit(t, s, p.ID); got != "甲局" || len(s.changes) != 4 {
		t.Errorf("a creation was restored: %s", got)
	}
}

func TestFilters(t *testing.T) {
	s, _ := opened(t)
	for _, c := range []struct {
		what               string
		person, kind, span string
		want               int
	}{
		{"everything", anybody, anyKind, everTime, 4},
		{"one person", "李某", anyKind, everTime, 3},
		{"one kind", anybody, "企业", everTime, 1},
		{"today", anybody, anyKind, "今天", 1},
		{"a person today", "李某", anyKind, "今天", 0},
	} {
		s.filter.person.Set(c.person)
		s.filter.kind.Set(c.kind)
		s.filter.span.Set(c.span)
		s.reload()
		task.Wait()
		if len(s.batches) != c.want {
			t.Errorf("%s: %d actions, want %d", c.what, len(s.batches), c.want)
		}
	}
}

func TestTheTrashGivesBack(t *testing.T) {
	s, p := opened(t)
	update(t, s.desk.Store, "删除", func(tx *store.Tx) error { return tx.Delete(p.ID, "重复登记") })
	s.filter.show(trashView)
	task.Wait()
	if len(s.trash) != 1 || s.trash[0].name != "轴承项目" || s.trash[0].by != "王某" || s.trash[0].reason != "重复登记" {
		t.Fatalf("trash %+v", s.trash)
	}
	s.bin.Select(0)
	s.undelete()
	task.Wait()
	if got := unit(t, s, p.ID); got != "丙局" || len(s.trash) != 0 {
		t.Errorf("given back with %s, %d left", got, len(s.trash))
	}
}
