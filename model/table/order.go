package table

import (
	"cmp"
	"slices"
	"strings"

	"chainatlas/model"
)

// order is the values from the least to the greatest, and the records in the order of their values.
type order struct {
	leads  []uint64 // for each value a number that is no greater than that of a greater value
	words  []string // for each value the text it is compared by; nil where values are compared themselves
	sorted []uint32 // places in values, those that state nothing left out
	rank   []uint32 // for each value; equal ones have the same
	ranks  uint32   // how many there are

	records []uint32 // places of records by rank, those of a rank by ID; nil when it must be made anew
	from    []uint32 // for each rank, and for what states nothing, where its records begin; then the end
}

// last is the rank of what states nothing, whichever way the order goes.
const last = ^uint32(0)

func (o *order) bytes() int {
	return 8*cap(o.leads) + 16*cap(o.words) + 4*(cap(o.sorted)+cap(o.rank)+cap(o.records)+cap(o.from))
}

// fewValues is how many new values are put among the sorted ones one by one; more are merged.
const fewValues = 32

// ranked ranks the values, those that came since the last time too.
func (c *column) ranked() *order {
	o := &c.order
	if len(o.leads) == len(c.values) {
		return o
	}
	o.records = nil
	places := c.newPlaces()
	if len(places) <= fewValues {
		for _, p := range places {
			c.putIn(p)
		}
		return o
	}
	c.merge(places)
	c.number()
	return o
}

// newPlaces makes the keys of values that have none yet, and lists those that state something.
func (c *column) newPlaces() (out []uint32) {
	o, r := &c.order, c.field.Kind.New()
	for i := len(o.leads); i < len(c.values); i++ {
		key := model.SortKey(c.values[i])
		if word, ok := key.(string); ok {
			o.words = append(o.words, word)
		}
		o.leads, o.rank = append(o.leads, lead(key)), append(o.rank, last)
		c.field.SetValue(r, c.values[i])
		if !c.field.Empty(r) {
			out = append(out, uint32(i))
		}
	}
	return out
}

func (c *column) compare(a, b uint32) int {
	o := &c.order
	if o.leads[a] != o.leads[b] {
		return cmp.Compare(o.leads[a], o.leads[b])
	}
	if o.words != nil {
		return strings.Compare(o.words[a], o.words[b])
	}
	return model.CompareValues(c.values[a], c.values[b])
}

// putIn puts one new value among the sorted ones.
func (c *column) putIn(p uint32) {
	o := &c.order
	i, _ := slices.BinarySearchFunc(o.sorted, p, func(a, p uint32) int {
		if c.compare(a, p) <= 0 {
			return -1
		}
		return 1
	})
	o.sorted = slices.Insert(o.sorted, i, p)
	if i > 0 && c.compare(o.sorted[i-1], p) == 0 {
		o.rank[p] = o.rank[o.sorted[i-1]]
		return
	}
	rank := o.ranks
	if i+1 < len(o.sorted) {
		rank = o.rank[o.sorted[i+1]]
	}
	for n, r := range o.rank {
		if r >= rank && r != last {
			o.rank[n]++
		}
	}
	o.rank[p] = rank
	o.ranks++
}

// merge sorts many new values, in any order, into those that are sorted.
func (c *column) merge(places []uint32) {
	o := &c.order
	type led struct {
		lead  uint64
		place uint32
	}
	fresh := make([]led, len(places))
	for i, p := range places {
		fresh[i] = led{o.leads[p], p}
	}
	slices.SortFunc(fresh, func(a, b led) int {
		if a.lead != b.lead {
			return cmp.Compare(a.lead, b.lead)
		}
		return c.compare(a.place, b.place)
	})
	merged, old := make([]uint32, 0, len(o.sorted)+len(fresh)), o.sorted
	for _, f := range fresh {
		for len(old) > 0 && c.compare(old[0], f.place) <= 0 {
			merged, old = append(merged, old[0]), old[1:]
		}
		merged = append(merged, f.place)
	}
	o.sorted = append(merged, old...)
}

func (c *column) number() {
	o := &c.order
	o.ranks = 0
	for i, p := range o.sorted {
		if i == 0 || c.compare(o.sorted[i-1], p) != 0 {
			o.ranks++
		}
		o.rank[p] = o.ranks - 1
	}
}

// lined lines the records up by their values.
func (c *column) lined() *order {
	o := c.ranked()
	if o.records != nil {
		return o
	}
	o.from = append(o.from[:0], make([]uint32, o.ranks+2)...)
	for _, v := range c.at {
		o.from[min(o.rank[v], o.ranks)+1]++
	}
	for i := range o.from[1:] {
		o.from[i+1] += o.from[i]
	}
	o.records = make([]uint32, len(c.at))
	free := slices.Clone(o.from)
	for p, v := range c.at {
		rank := min(o.rank[v], o.ranks)
		o.records[free[rank]] = uint32(p)
		free[rank]++
	}
	return o
}

// group is the records of a rank.
func (o *order) group(rank uint32) []uint32 {
	rank = min(rank, o.ranks)
	return o.records[o.from[rank]:o.from[rank+1]]
}
