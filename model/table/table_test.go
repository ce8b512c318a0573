package table

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) {
	// Badger and its caches end some of their goroutines a moment after Close.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/golang/glog.(*fileSink).flushDaemon"), goleak.IgnoreAnyFunction("go.opencensus.io/stats/view.(*worker).start"))
}

func open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newTable(t testing.TB, s *store.Store, budget int) *Table {
	x := New(s, budget)
	t.Cleanup(x.Close)
	return x
}

// plainly answers from the full records, as the table must.
func plainly(t testing.TB, s *store.Store, k model.Kind, f *filter.Filter, by string) []model.ID {
	t.Helper()
	all, err := s.All(k)
	if err != nil {
		t.Fatal(err)
	}
	return idsOf(t, f.Apply(all), by)
}

// idsOf sorts the records.
func idsOf(t testing.TB, found []model.Record, by string) []model.ID {
	t.Helper()
	if err := filter.Sort(found, by); err != nil {
		t.Fatal(err)
	}
	var ids []model.ID
	for _, r := range found {
		ids = append(ids, r.Head().ID)
	}
	return ids
}

func quickly(t testing.TB, x *Table, k model.Kind, f *filter.Filter, by string) []model.ID {
	t.Helper()
	keys, err := filter.ParseSort(k, by)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := x.List(Query{Kind: k, Filter: f, Sort: keys})
	if err != nil {
		t.Fatal(err)
	}
	var ids []model.ID
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

// Whatever is asked of whatever records, the table answers as the records themselves do, and goes on doing so while they
// are made, changed, renamed, deleted and brought back.
func TestAnswersAsTheRecordsDo(t *testing.T) {
	for _, budget := range []int{0, 1} { // 1: every column leaves after the question
		t.Run(fmt.Sprint(budget), func(t *testing.T) {
			g := &generator{Rand: rand.New(rand.NewPCG(7, uint64(budget))), store: open(t)}
			x := newTable(t, g.store, budget)
			for range 25 {
				g.change(t)
				for range 30 {
					k, expr, by := g.question()
					f, err := filter.ParseWith(k, expr, filter.Options{Find: g.store, Year: 2024})
					if err != nil {
						continue // the value does not fit the field
					}
					want, got := plainly(t, g.store, k, f, by), quickly(t, x, k, f, by)
					if !slices.Equal(got, want) {
						t.Fatalf("%s %q by %q: %d found, want %d\n%v\n%v", k, expr, by, len(got), len(want), got, want)
					}
				}
			}
		})
	}
}

func TestColumnsOutOfBudgetLeave(t *testing.T) {
	g := &generator{Rand: rand.New(rand.NewPCG(1, 1)), store: open(t)}
	g.change(t)
	x := newTable(t, g.store, 1)
	for _, by := range []string{"截至日期", "投资", "街道"} {
		quickly(t, x, model.KindProject, nil, by)
		if len(x.columns) != 1 {
			t.Fatalf("%d columns stay", len(x.columns))
		}
	}
	x.budget = Budget
	quickly(t, x, model.KindProject, nil, "阶段")
	quickly(t, x, model.KindProject, nil, "-投资,名称")
	if len(x.columns) != 4 {
		t.Errorf("%d columns, want 4", len(x.columns))
	}
}

// Whoever asks about one field of many records has the usual ones read too; a question about those reads nothing.
func TestUsualFieldsAreReadAlong(t *testing.T) {
	g := &generator{Rand: rand.New(rand.NewPCG(2, 2)), store: open(t)}
	g.many(t, manyRecords)
	x := newTable(t, g.store, 0)
	quickly(t, x, model.KindProject, nil, "目前进展")
	for _, key := range usual[model.KindProject] {
		f, err := model.FieldOf(model.KindProject, key)
		if err != nil || x.columns[f] == nil {
			t.Errorf("%s was not read: %v", key, err)
		}
	}
	if got, want := quickly(t, x, model.KindProject, nil, "-投资"), plainly(t, g.store, model.KindProject, nil, "-投资"); !slices.Equal(got, want) {
		t.Error("sorted by what was read along, the order is another one")
	}
}

func TestAClosedStoreSaysSo(t *testing.T) {
	s := open(t)
	x := newTable(t, s, 0)
	if _, err := s.Update("新建", func(tx *store.Tx) error { return tx.Put(&model.Site{Base: model.Base{Name: "厂房"}}) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	keys, _ := filter.ParseSort(model.KindSite, "面积")
	if _, err := x.List(Query{Kind: model.KindSite, Sort: keys}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("%v", err)
	}
}

func TestSeveralAtOnce(t *testing.T) {
	g := &generator{Rand: rand.New(rand.NewPCG(3, 3)), store: open(t)}
	g.change(t)
	x := newTable(t, g.store, 0)
	done := make(chan error)
	for n := range 3 {
		go func() {
			var faults error
			for range 50 {
				keys, err := filter.ParseSort(model.KindProject, []string{"名称", "-投资", "链"}[n])
				_, fault := x.List(Query{Kind: model.KindProject, Sort: keys})
				faults = errors.Join(faults, err, fault)
			}
			done <- faults
		}()
	}
	for range 10 {
		g.change(t)
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got, want := quickly(t, x, model.KindProject, nil, "名称"), plainly(t, g.store, model.KindProject, nil, "名称"); !slices.Equal(got, want) {
		t.Error("the table fell behind")
	}
}

// Of many records other ways are taken than of few: texts are gone through at once, records are lined up.
func TestManyRecordsAnswerToo(t *testing.T) {
	g := &generator{Rand: rand.New(rand.NewPCG(5, 5)), store: open(t)}
	x := newTable(t, g.store, 0)
	for round := range 6 {
		if round%2 == 0 {
			g.many(t, 600+40*round)
		} else {
			g.change(t)
		}
		all, err := g.store.All(model.KindProject)
		if err != nil {
			t.Fatal(err)
		}
		for range 60 {
			expr, by := g.oftenAsked()
			f, err := filter.Parse(model.KindProject, expr)
			if err != nil {
				t.Fatal(err)
			}
			want, got := idsOf(t, f.Apply(all), by), quickly(t, x, model.KindProject, f, by)
			if !slices.Equal(got, want) {
				t.Fatalf("%q by %q: %d found, want %d", expr, by, len(got), len(want))
			}
		}
		g.change(t)
	}
}
