package store

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"chainatlas/model"
)

// shown is all that lists tell.
func shown(s *Store) string {
	text := fmt.Sprintf("%+v\n", s.batches)
	for _, row := range s.Trash() {
		text += spelled(row)
	}
	for _, k := range model.Kinds() {
		for _, row := range s.Rows(k) {
			text += spelled(row)
		}
		for _, name := range []string{"甲", "乙", "丙", "精品钢", "JPG", "A-1"} {
			ids := s.find(k, name)
			slices.SortFunc(ids, compareID)
			text += fmt.Sprintln(k, name, ids)
		}
	}
	return text
}

// spelled is a row in words: an interned one says where it lies, which is another place after a while.
func spelled(row model.Row) string {
	text, v := "", reflect.ValueOf(row)
	for i := range v.NumField() {
		if w, ok := v.Field(i).Interface().(model.Word); ok && w != (model.Word{}) {
			text += w.Value() + ","
		} else {
			text += fmt.Sprint(v.Field(i)) + ","
		}
	}
	return text + "\n"
}

// A start from the lists' file shows what a start from all records shows, whether the file is of the last exit or older.
func TestListsComeBackFromTheirFile(t *testing.T) {
	dir, round := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		w := &web{T: t, dir: fmt.Sprintf("%s/%d", dir, round)}
		for range rapid.IntRange(1, 2).Draw(t, "sessions") {
			w.open()
			for range rapid.IntRange(0, 5).Draw(t, "actions") {
				w.act()
			}
			want := shown(w.store)
			w.close()
			w.open()
			if w.store.lists != nil || !w.store.listed {
				t.Fatal("the lists were not taken from their file")
			}
			if got := shown(w.store); got != want {
				t.Fatalf("from the file and what came after:\n%s\nwant\n%s", got, want)
			}
			w.close()
			if rapid.Bool().Draw(t, "without the file") {
				if err := os.Remove(filepath.Join(w.dir, listsFile)); err != nil {
					t.Fatal(err)
				}
				w.open()
				if got := shown(w.store); got != want {
					t.Fatalf("from the records:\n%s\nwant\n%s", got, want)
				}
				w.close()
			}
		}
	})
}

// web is a workspace of records that point to each other.
type web struct {
	*rapid.T
	dir   string
	store *Store
	all   []model.Record
}

func (w *web) open() {
	s, err := Open(w.dir, Options{User: "李某", tune: tiny, segment: 2 << 10})
	if err != nil {
		w.Fatal(err)
	}
	w.store = s
}

func (w *web) close() {
	if err := w.store.Close(); err != nil {
		w.Fatal(err)
	}
}

func (w *web) act() {
	_, err := w.store.Update("改", func(tx *Tx) error {
		for range rapid.IntRange(1, 3).Draw(w.T, "changes") {
			if err := w.change(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && rapid.IntRange(0, 4).Draw(w.T, "undo") == 0 {
		_, err = w.store.Undo()
	}
	if err != nil && err != ErrNothingToUndo {
		w.Fatal(err)
	}
}

func (w *web) change(tx *Tx) error {
	if len(w.all) == 0 || rapid.IntRange(0, 2).Draw(w.T, "new") == 0 {
		k := rapid.SampledFrom(model.Kinds()).Draw(w.T, "kind")
		r := k.New()
		w.fill(r)
		w.all = append(w.all, r)
		return tx.Put(r)
	}
	r := rapid.SampledFrom(w.all).Draw(w.T, "record")
	if _, err := tx.Get(r.Head().ID); err != nil && tx.Undelete(r.Head().ID) == nil {
		return nil
	} else if err != nil { // its creation was undone
		return tx.Put(r)
	}
	if rapid.IntRange(0, 4).Draw(w.T, "delete") == 0 {
		return tx.Delete(r.Head().ID, "")
	}
	w.fill(r)
	return tx.Put(r)
}

func (w *web) fill(r model.Record) {
	name := func() string {
		return rapid.SampledFrom([]string{"甲", "乙", "丙（一期）", "精品钢"}).Draw(w.T, "name")
	}
	r.Head().Name = name()
	link := func() model.Link {
		if len(w.all) == 0 {
			return model.Link{Name: name()}
		}
		return model.LinkTo(rapid.SampledFrom(w.all).Draw(w.T, "to"))
	}
	switch x := r.(type) {
	case *model.Project:
		x.Chain, x.Investor, x.Officer, x.Stage = link(), link(), name(), model.StageTalk
		x.TotalInvestment, _ = model.ParseMoney("3亿元", model.Hint{})
		x.Location = model.Location{Point: &orb.Point{117.8, 36.1}, Precision: model.PlaceStreet}
	case *model.Enterprise:
		x.ShortName, x.Parent, x.Local = name(), link(), model.Yes
	case *model.Site:
		x.Code, x.Area = "A-1", model.Measured(30, "亩")
	case *model.Chain:
		x.Code = "JPG"
	}
}

// Every field of a row and of an action comes back: a new one that the file's description lacks is found here.
func TestEveryFieldIsInTheFile(t *testing.T) {
	var row, sameRow model.Row
	var batch, sameBatch Batch
	stated(reflect.ValueOf(&row).Elem())
	stated(reflect.ValueOf(&batch).Elem())
	p := newPen(func(t string) (string, bool) { return t, true })
	codeRow(p, &row)
	codeBatch(p, &batch)
	e := newEye(p.bytes(), func(t string) string { return t })
	codeRow(e, &sameRow)
	codeBatch(e, &sameBatch)
	sameRow.Kind = row.Kind
	if sameRow != row || sameBatch != batch || e.bad || len(e.rest) > 0 {
		t.Errorf("%+v\n%+v\nwant\n%+v\n%+v, %d bytes left", sameRow, sameBatch, row, batch, len(e.rest))
	}
}

// stated gives every field of a struct a value of its own.
func stated(v reflect.Value) {
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		switch f := v.Field(i); f.Interface().(type) {
		case model.Word:
			f.Set(reflect.ValueOf(model.NewWord(name)))
		case model.ID:
			f.Set(reflect.ValueOf(model.NewID()))
		case time.Time:
			f.Set(reflect.ValueOf(time.UnixMilli(1_700_000_000_123)))
		case bool:
			f.SetBool(true)
		case float32, float64:
			f.SetFloat(float64(i) + .5)
		case int, int64, model.Day:
			f.SetInt(-int64(i))
		default:
			f.SetString(name)
		}
	}
}

// Lists that lack a record are repaired once: what they are made of anew goes into the file.
func TestWrongListsAreRepairedOnce(t *testing.T) {
	s := open(t, t.TempDir())
	must(t, s, "新建", func(tx *Tx) error { return cmp.Or(tx.Put(firm("甲")), tx.Put(firm("乙"))) })
	before := everything(t, s)
	s.shelf.live[model.KindEnterprise].rows = s.Rows(model.KindEnterprise)[1:]
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if r := opensWith(t, s.Dir(), before); len(r) != 1 {
		t.Errorf("%+v", r)
	}
	if r := opensWith(t, s.Dir(), before); len(r) != 0 {
		t.Errorf("once more: %+v", r)
	}
}

// After a large import the lists are put in order while they are used: everybody finds the same before and after.
func TestListsSettle(t *testing.T) {
	s := open(t, t.TempDir())
	owner := firm("集团")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(owner) })
	var ids []model.ID
	for round := range 3 {
		must(t, s, "导入", func(tx *Tx) error {
			for i := range 5000 {
				e := firm(fmt.Sprintf("第%d公司", i%1000))
				e.ShortName, e.Parent = fmt.Sprint("简称", round, i), model.LinkTo(owner)
				ids = append(ids, e.ID)
				if err := tx.Put(e); err != nil {
					return err
				}
				ids[len(ids)-1] = e.ID
			}
			return nil
		})
	}
	n := s.shelf.names[model.KindEnterprise]
	if len(n.loaded) == 0 || len(s.shelf.links.loaded) == 0 || len(s.shelf.live[model.KindEnterprise].rows) == 0 {
		t.Fatal("nothing was put in order")
	}
	if got := s.find(model.KindEnterprise, "第7公司"); len(got) != 15 {
		t.Errorf("%d are called so, want 15", len(got))
	}
	last := ids[len(ids)-1]
	if got := s.find(model.KindEnterprise, "简称24999"); !slices.Equal(got, []model.ID{last}) {
		t.Errorf("%v, want %v", got, last)
	}
	must(t, s, "删除", func(tx *Tx) error { return tx.Delete(last, "") })
	if got := s.find(model.KindEnterprise, "简称24999"); len(got) != 0 {
		t.Errorf("%v is still called so", got)
	}
	if got := s.linkingTo(map[model.ID]bool{owner.ID: true}); len(got) != 15000 {
		t.Errorf("%d point to it, want 15000", len(got))
	}
}

func FuzzLists(f *testing.F) {
	s := open(f, f.TempDir())
	must(f, s, "新建", func(tx *Tx) error {
		return cmp.Or(tx.Put(firm("甲")), tx.Put(&model.Project{Base: model.Base{Name: "乙"}}))
	})
	p := newPen(s.persons.hideText)
	s.listsNow().code(p)
	f.Add(p.bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		e := newEye(b, s.persons.showText)
		l := &lists{shelf: newShelf()}
		l.code(e) // must end, and not in a panic
	})
}
