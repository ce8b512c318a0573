package table

import (
	"bytes"
	"fmt"
	"slices"

	"chainatlas/model"
	"chainatlas/model/store"
)

// column is one field of every record of a kind.
type column struct {
	field  *model.Field
	ids    []model.ID // by ID; shared by the columns of the kind
	at     []uint32   // for each id the place of its value
	values []any      // the first states nothing; some may be there twice
	asked  []any      // the same with links as they were written; nil where the field holds no links
	weight int        // bytes of the values, about
	order  order
	used   int // number of the last question that needed the column
}

// valueSize is what a value takes beside its encoded length: its headers and the slots that point to it.
const valueSize = 64

func (c *column) bytes() int {
	return c.weight + valueSize*len(c.values) + 4*len(c.at) + c.order.bytes()
}

// add decodes a value and returns its place. Links are called by their present names.
func (c *column) add(raw []byte, name func(model.ID) string) (uint32, error) {
	if len(raw) == 0 {
		return 0, nil
	}
	v, err := c.field.ValueOf(raw)
	if err != nil {
		return 0, err
	}
	if c.asked != nil {
		c.asked = append(c.asked, v)
		v = model.Called(v, name)
	}
	c.values = append(c.values, v)
	c.weight += len(raw)
	return uint32(len(c.values) - 1), nil
}

// tooManyAnew is the share of records, one in so many, beyond which a column is read anew instead of being mended; so is
// one whose values are mostly overtaken.
const tooManyAnew = 8

// fit moves the column to other ids and reads those it did not have. It answers false when reading all anew is faster.
func (c *column) fit(s *store.Store, ids []model.ID) (bool, error) {
	if len(ids) == len(c.ids) && (len(ids) == 0 || &ids[0] == &c.ids[0]) {
		return true, nil
	}
	at := make([]uint32, len(ids))
	var unknown []uint32
	old := 0
	for i := range ids {
		for old < len(c.ids) && bytes.Compare(c.ids[old][:], ids[i][:]) < 0 {
			old++
		}
		if old < len(c.ids) && c.ids[old] == ids[i] {
			at[i] = c.at[old]
		} else {
			unknown = append(unknown, uint32(i))
		}
	}
	c.ids, c.at = ids, at
	return c.reread(s, unknown)
}

// reread reads the values of the records at these places again.
func (c *column) reread(s *store.Store, places []uint32) (bool, error) {
	if len(places) > len(c.ids)/tooManyAnew+16 || len(c.values) > 2*len(c.ids)+16 {
		return false, nil
	}
	ids := make([]model.ID, len(places))
	for i, p := range places {
		ids[i], c.at[p] = c.ids[p], 0
	}
	err := s.Cells(ids, []string{c.field.Key}, func(i int, values [][]byte) (err error) {
		c.at[places[i]], err = c.add(values[0], s.Name)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("read %s of %d records: %w", c.field.Key, len(ids), err)
	}
	return true, nil
}

// place is where a record stands, -1 when it does not.
func (c *column) place(id model.ID) int {
	low, high := 0, len(c.ids)
	for low < high {
		mid := (low + high) / 2
		if bytes.Compare(c.ids[mid][:], id[:]) < 0 {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(c.ids) && c.ids[low] == id {
		return low
	}
	return -1
}

// rename calls the links to these records anew.
func (c *column) rename(renamed map[model.ID]bool, name func(model.ID) string) {
	for i, v := range c.asked {
		for _, id := range model.Targets(v) {
			if renamed[id] {
				c.values[i] = model.Called(v, name)
				c.order = order{}
				break
			}
		}
	}
}

// order is the values from the least to the greatest.
type order struct {
	keys   []any    // what each value is compared by
	sorted []uint32 // places in values, those that state nothing left out
	rank   []uint32 // for each value; equal ones have the same
}

// last is the rank of what states nothing, whichever way the order goes.
const last = ^uint32(0)

func (o *order) bytes() int { return 24 * len(o.keys) }

// rankOf ranks the values, those that came since the last time too.
func (c *column) ranked() *order {
	o := &c.order
	if len(o.keys) < len(c.values) {
		o.insert(c.newPlaces())
		o.number()
	}
	return o
}

// newPlaces makes the keys of values that have none yet, and lists those that state something.
func (c *column) newPlaces() (out []uint32) {
	o, r := &c.order, c.field.Kind.New()
	for i := len(o.keys); i < len(c.values); i++ {
		o.keys = append(o.keys, model.SortKey(c.values[i]))
		c.field.SetValue(r, c.values[i])
		if !c.field.Empty(r) {
			out = append(out, uint32(i))
		}
	}
	return out
}

// insert merges new values, in any order, into those that are sorted.
func (o *order) insert(places []uint32) {
	slices.SortFunc(places, o.compare)
	merged := make([]uint32, 0, len(o.sorted)+len(places))
	old := o.sorted
	for _, p := range places {
		for len(old) > 0 && o.compare(old[0], p) <= 0 {
			merged, old = append(merged, old[0]), old[1:]
		}
		merged = append(merged, p)
	}
	o.sorted = append(merged, old...)
}

func (o *order) compare(a, b uint32) int { return model.CompareValues(o.keys[a], o.keys[b]) }

func (o *order) number() {
	o.rank = make([]uint32, len(o.keys))
	for i := range o.rank {
		o.rank[i] = last
	}
	n := uint32(0)
	for i, p := range o.sorted {
		if i > 0 && o.compare(o.sorted[i-1], p) != 0 {
			n++
		}
		o.rank[p] = n
	}
}

// sort orders places of records by their values; equal ones keep their order.
func (c *column) sort(places []uint32, down bool) {
	o := c.ranked()
	packed := make([]uint64, len(places)) // rank and place before, in one number that sorts fast
	for i, p := range places {
		rank := o.rank[c.at[p]]
		if down && rank != last {
			rank = last - 1 - rank
		}
		packed[i] = uint64(rank)<<32 | uint64(i)
	}
	slices.Sort(packed)
	before := append([]uint32(nil), places...)
	for i, x := range packed {
		places[i] = before[uint32(x)]
	}
}
