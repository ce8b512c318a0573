package table

import (
	"fmt"
	"runtime"
	"slices"
	"sync"

	"chainatlas/model"
	"chainatlas/model/store"
)

// manyRecords are worth reading a field before somebody asks about it.
const manyRecords = 1000

// usual are the fields that lists are sorted and filtered by most, beside those of the slim rows.
var usual = map[model.Kind][]string{
	model.KindProject:    {"total_investment", "sign_date", "chain", "investor", "land_need", "updated"},
	model.KindEnterprise: {"roles", "updated"},
	model.KindSite:       {"area", "updated"},
}

// along lists the usual fields that are read together with absent ones: going through all records takes most of the time,
// and another field of them hardly any.
func (t *Table) along(k model.Kind, absent []*model.Field, records int) (out []*model.Field) {
	if records < manyRecords {
		return nil
	}
	for _, f := range model.FieldsOf(k) {
		if slices.Contains(usual[k], f.Key) && t.columns[f] == nil && !slices.Contains(absent, f) {
			out = append(out, f)
		}
	}
	return out
}

// readColumns reads fields of all records in one pass, each core a part of them.
func readColumns(s *store.Store, fields []*model.Field, ids []model.ID) ([]*column, error) {
	if len(fields) == 0 {
		return nil, nil
	}
	size := (len(ids) + cores() - 1) / cores()
	var parts []*part
	for chunk := range slices.Chunk(ids, max(size, 1)) {
		parts = append(parts, newPart(fields, chunk))
	}
	err := each(len(parts), func(n int) error { return parts[n].read(s) })
	if err != nil {
		return nil, fmt.Errorf("read %d fields of %d records: %w", len(fields), len(ids), err)
	}
	out := make([]*column, len(fields))
	for i, f := range fields {
		out[i] = newColumn(f)
		known := make(map[string]uint32)
		for _, p := range parts {
			out[i].join(p.columns[i], p.places[i], known)
		}
		out[i].ids = ids
	}
	return out, nil
}

func newColumn(f *model.Field) *column {
	none := f.Value(f.Kind.New())
	c := &column{field: f, values: []any{none}}
	if slices.Contains(model.LinkFieldsOf(f.Kind), f) {
		c.asked = []any{none}
	}
	return c
}

// join adds the column of the records that follow. Each has a value of its own that states nothing, and it is the first.
// Both maps lead from encoded values to places: what is known is not added again.
func (c *column) join(next *column, places, known map[string]uint32) {
	to, raws := make([]uint32, len(next.values)), make([]string, len(next.values))
	for raw, p := range places {
		to[p], raws[p] = known[raw], raw
	}
	to[0] = 0
	for p := 1; p < len(to); p++ {
		if to[p] > 0 {
			continue
		}
		to[p] = uint32(len(c.values))
		known[raws[p]] = to[p]
		c.values = append(c.values, next.values[p])
		if c.asked != nil {
			c.asked = append(c.asked, next.asked[p])
		}
		c.weight += len(raws[p])
	}
	for _, p := range next.at {
		c.at = append(c.at, to[p])
	}
}

// part is what one core reads.
type part struct {
	fields  []*model.Field
	ids     []model.ID
	columns []*column
	places  []map[string]uint32 // per field: encoded value → place; values that were met before are not decoded again
	names   map[model.ID]string
}

func newPart(fields []*model.Field, ids []model.ID) *part {
	p := &part{fields: fields, ids: ids, names: make(map[model.ID]string)}
	for _, f := range fields {
		c := newColumn(f)
		c.at = make([]uint32, len(ids))
		p.columns, p.places = append(p.columns, c), append(p.places, make(map[string]uint32))
	}
	return p
}

func (p *part) read(s *store.Store) error {
	keys := make([]string, len(p.fields))
	for i, f := range p.fields {
		keys[i] = f.Key
	}
	name := p.nameOnce(s)
	return s.Cells(p.ids, keys, func(i int, values [][]byte) error {
		for n, raw := range values {
			if err := p.put(n, i, raw, name); err != nil {
				return fmt.Errorf("%s: %w", p.ids[i], err)
			}
		}
		return nil
	})
}

func (p *part) put(n, i int, raw []byte, name func(model.ID) string) error {
	place, known := p.places[n][string(raw)]
	if !known {
		var err error
		if place, err = p.columns[n].add(raw, name); err != nil {
			return err
		}
		p.places[n][string(raw)] = place
	}
	p.columns[n].at[i] = place
	return nil
}

// nameOnce asks the store once for each record that many point to.
func (p *part) nameOnce(s *store.Store) func(model.ID) string {
	return func(id model.ID) string {
		name, ok := p.names[id]
		if !ok {
			name = s.Name(id)
			p.names[id] = name
		}
		return name
	}
}

func cores() int { return runtime.GOMAXPROCS(0) }

// each runs work for 0 … n-1 side by side and returns the first error in that order.
func each(n int, work func(int) error) error {
	faults := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { faults[i] = work(i) })
	}
	all.Wait()
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}
