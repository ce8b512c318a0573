package store

import (
	"bytes"
	"slices"
	"sync"

	"chainatlas/model"
)

// shelf is what the store keeps in memory: slim rows, names to find records by, and the chains.
type shelf struct {
	live   map[model.Kind]*table
	trash  map[model.ID]model.Row
	names  map[model.Kind]*names
	chains map[model.ID]*model.Chain
	links  *links
}

// item is a record's place on the shelf, made outside the lock.
type item struct {
	id     model.ID
	kind   model.Kind
	row    *model.Row // nil when the record is not live
	trash  *model.Row
	labels labels
	chain  *model.Chain
	links  []model.ID // what the record points to
}

func newShelf() *shelf {
	s := &shelf{live: make(map[model.Kind]*table), trash: make(map[model.ID]model.Row), names: make(map[model.Kind]*names), chains: make(map[model.ID]*model.Chain), links: newLinks()}
	for _, k := range model.StoredKinds() {
		s.live[k], s.names[k] = newTable(), newNames()
	}
	return s
}

// newItem decodes what the shelf needs. A kind of a newer version has no place on it.
func newItem(id model.ID, st *state, p *persons, name func(model.ID) string) (item, error) {
	it := item{id: id, kind: st.Kind}
	if st.Kind.New() == nil || !st.alive() && !st.trashed() {
		return it, nil
	}
	r, err := model.Decode(st.Kind, id, p.openFields(st.Kind, st.some(shelfKeys()[st.Kind])))
	if err != nil {
		return it, err
	}
	model.CallLinks(r, name)
	it.place(r, st.trashed())
	return it, nil
}

// place makes the slim forms of a record, which needs to hold no more than shelfKeys.
func (it *item) place(r model.Record, trashed bool) {
	it.links = targetsOf(r)
	row := model.RowOf(r)
	if trashed {
		row.Deleted = true
		it.trash = &row
		return
	}
	it.row, it.labels = &row, labelsOf(r)
	it.chain, _ = r.(*model.Chain)
}

// shelfKeys are the fields that the shelf has something of: a start decodes no others. Chains are kept whole.
var shelfKeys = sync.OnceValue(func() map[model.Kind][]string {
	out := make(map[model.Kind][]string)
	for _, k := range model.StoredKinds() {
		out[k] = append(model.RowKeys(k), labelKeys[k]...)
		for _, f := range model.FieldsOf(k) {
			if slices.Contains(model.LinkFieldsOf(k), f) || k == model.KindChain {
				out[k] = append(out[k], f.Key)
			}
		}
		slices.Sort(out[k])
		out[k] = slices.Compact(out[k])
	}
	return out
})

// labelKeys are what labelsOf reads beside the name.
var labelKeys = map[model.Kind][]string{
	model.KindEnterprise: {"uscc", "short_name"}, model.KindSite: {"code"}, model.KindProject: {"project_code", "lead_code"}, model.KindChain: {"code"},
}

func (s *shelf) add(items []item) {
	for _, it := range items {
		t := s.live[it.kind]
		if t == nil {
			continue
		}
		t.set(it.id, it.row)
		s.names[it.kind].set(it.id, it.labels)
		delete(s.trash, it.id)
		delete(s.chains, it.id)
		if it.trash != nil {
			s.trash[it.id] = *it.trash
		}
		if it.chain != nil {
			s.chains[it.id] = it.chain
		}
		s.links.add(it.id, it.links)
	}
	s.settle()
}

// many tells that so much changed since the lists were put in order that keeping it apart takes more memory than it saves
// time. It grows with the lists, so that a long import orders them a few times only.
func many(changed, all int) bool { return changed > 10_000+all/4 }

// settle puts what changed into order.
func (s *shelf) settle() {
	for k, t := range s.live {
		if many(len(t.dirty), len(t.rows)) {
			t.snapshot()
		}
		s.names[k].settle()
	}
	s.links.settle()
}

// show replaces the rows of records that did not change but in how they call others.
func (s *shelf) show(rows []*model.Row) {
	for _, row := range rows {
		if row.Deleted {
			s.trash[row.ID] = *row
		} else {
			s.live[row.Kind].set(row.ID, row)
		}
	}
}

func (s *shelf) count(k model.Kind) int { return s.live[k].count }

func (s *shelf) counts() map[model.Kind]int {
	out := make(map[model.Kind]int)
	for k, t := range s.live {
		if t.count > 0 {
			out[k] = t.count
		}
	}
	return out
}

// row finds a live row of any kind, or nil.
func (s *shelf) row(id model.ID) *model.Row {
	for _, t := range s.live {
		if r := t.get(id); r != nil {
			return r
		}
	}
	return nil
}

// name is what a live record is called, or "".
func (s *shelf) name(id model.ID) string {
	if r := s.row(id); r != nil {
		return r.Name
	}
	return ""
}

// table is the live rows of a kind: a snapshot that readers share, and what changed since it was made.
type table struct {
	rows  []model.Row // by ID; never changed
	dirty map[model.ID]*model.Row
	count int
}

func newTable() *table { return &table{dirty: make(map[model.ID]*model.Row)} }

func (t *table) get(id model.ID) *model.Row {
	if r, ok := t.dirty[id]; ok {
		return r
	}
	if i, ok := slices.BinarySearchFunc(t.rows, id, compareRow); ok {
		return &t.rows[i]
	}
	return nil
}

func compareRow(r model.Row, id model.ID) int { return compareID(r.ID, id) }

func compareID(a, b model.ID) int { return bytes.Compare(a[:], b[:]) }

// set puts a row in; nil takes it out.
func (t *table) set(id model.ID, row *model.Row) {
	if t.get(id) != nil {
		t.count--
	}
	if row != nil {
		t.count++
	}
	t.dirty[id] = row
}

// snapshot merges the changes into a new slice when there are any.
func (t *table) snapshot() []model.Row {
	if len(t.dirty) == 0 {
		return t.rows
	}
	ids := make([]model.ID, 0, len(t.dirty))
	for id := range t.dirty {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, compareID)
	out := make([]model.Row, 0, t.count)
	rest := t.rows
	for _, id := range ids {
		i, found := slices.BinarySearchFunc(rest, id, compareRow)
		out = append(out, rest[:i]...)
		if found {
			i++
		}
		rest = rest[i:]
		if r := t.dirty[id]; r != nil {
			out = append(out, *r)
		}
	}
	t.rows = append(out, rest...)
	t.dirty = make(map[model.ID]*model.Row)
	return t.rows
}
