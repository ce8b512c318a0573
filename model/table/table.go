// Package table answers lists: it filters and sorts all records of a kind without reading one of them.
//
// The fields that were asked for are kept in memory as columns: each value once, and for each record the place of its value.
// A comparison is asked of each value, not of each record; what answers is a set of one bit a record, and sets are combined.
// A column that was sorted keeps its records lined up, and one whose texts were asked keeps those texts beside each other.
//
// The first question about a field reads that field, from the slim rows where they hold it (slim.go), else from the store
// (about half a second of work for a hundred thousand records); later ones take a millisecond. Columns follow the store's
// changes.
package table

import (
	"slices"
	"sync"
	"weak"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
)

// Budget is how many bytes of columns are kept when Options do not say; those that were not used for longest leave.
const Budget = 64 << 20

// Table is the columns of a store. Its methods may be called from several goroutines; one question is answered at a time.
type Table struct {
	store  *store.Store
	budget int
	news   news
	stop   func()

	mu      sync.Mutex // guards what follows
	known   map[model.Kind]known
	columns map[*model.Field]*column
	now     int // counts questions, to tell which columns were used last
	spare   set // of the last question, to be used again
}

// New makes the columns of a store; nothing is read yet. A budget of 0 is Budget, in bytes.
func New(s *store.Store, budget int) *Table {
	if budget == 0 {
		budget = Budget
	}
	t := &Table{store: s, budget: budget, known: make(map[model.Kind]known), columns: make(map[*model.Field]*column)}
	t.stop = s.Watch(t.news.note)
	return t
}

// Close ends following the store.
func (t *Table) Close() { t.stop() }

// Query is what a list asks for. The zero value of each part asks for nothing.
type Query struct {
	Kind   model.Kind
	Filter *filter.Filter
	Keep   func(*model.Row) bool // asked once of each record that answers the filter, by ID
	Sort   []filter.Key          // the most important first; records that state nothing come last
}

// List returns the slim rows of the records that answer, in order; without a Sort by ID. The rows are the store's own: do
// not change them.
func (t *Table) List(q Query) ([]*model.Row, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now++
	if err := t.follow(); err != nil {
		return nil, err
	}
	rows := t.store.Rows(q.Kind)
	if err := t.prepare(q, rows); err != nil {
		return nil, err
	}
	found := t.matching(q, rows)
	if q.Keep != nil {
		found.keep(func(p uint32) bool { return q.Keep(&rows[p]) })
	}
	places := t.sorted(found, q.Sort)
	t.leave()
	return pick(rows, places), nil
}

func pick(rows []model.Row, places []uint32) []*model.Row {
	out := make([]*model.Row, len(places))
	for i, p := range places {
		out[i] = &rows[p]
	}
	return out
}

// prepare brings the columns that a question needs to the rows at hand, and reads those that are not there yet.
func (t *Table) prepare(q Query, rows []model.Row) error {
	ids := t.idsOf(q.Kind, rows)
	var absent []*model.Field
	for _, f := range q.reads() {
		c := t.columns[f]
		if c != nil {
			ok, err := c.fit(t.store, ids)
			if err != nil {
				return err
			}
			if !ok {
				c = nil
			}
		}
		if c == nil && slimOf(f) != nil {
			c = slimColumn(f, ids, rows)
			t.columns[f] = c
		}
		if c == nil {
			absent = append(absent, f)
			continue
		}
		c.used = t.now
	}
	if len(absent) == 0 {
		return nil
	}
	fresh, err := readColumns(t.store, append(absent, t.along(q.Kind, absent, len(ids))...), ids)
	if err != nil {
		return err
	}
	for i, c := range fresh {
		if i < len(absent) {
			c.used = t.now
		}
		t.columns[c.field] = c
	}
	return nil
}

// reads lists the fields that a question looks at, each once.
func (q Query) reads() (out []*model.Field) {
	add := func(f *model.Field) {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	for _, term := range q.Filter.Terms() {
		for _, f := range term.Reads() {
			add(f)
		}
	}
	for _, k := range q.Sort {
		add(k.Field)
	}
	return out
}

// known are the records of a kind that columns stand beside.
type known struct {
	rows weak.Pointer[model.Row] // the store's rows they were read off; not held, as there are newer ones soon
	ids  []model.ID
}

// idsOf keeps one list of ids for all columns of a kind.
func (t *Table) idsOf(k model.Kind, rows []model.Row) []model.ID {
	if len(rows) == 0 {
		return nil
	}
	known := t.known[k]
	now := weak.Make(&rows[0])
	if known.rows == now && len(known.ids) == len(rows) {
		return known.ids
	}
	known.rows = now
	if !slices.EqualFunc(known.ids, rows, func(id model.ID, row model.Row) bool { return id == row.ID }) {
		known.ids = make([]model.ID, len(rows))
		for i := range rows {
			known.ids[i] = rows[i].ID
		}
	}
	t.known[k] = known
	return known.ids
}

// leave drops the columns used longest ago until the rest fit into the budget. What the last question used stays.
func (t *Table) leave() {
	total := 0
	var old []*column
	for _, c := range t.columns {
		total += c.bytes()
		if c.used < t.now {
			old = append(old, c)
		}
	}
	slices.SortFunc(old, func(a, b *column) int { return a.used - b.used })
	for _, c := range old {
		if total <= t.budget {
			return
		}
		total -= c.bytes()
		delete(t.columns, c.field)
	}
}
