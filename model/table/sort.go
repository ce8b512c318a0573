package table

import (
	"slices"

	"chainatlas/model/filter"
)

// sorted lists the places of what was found in the order of the keys; equal ones by ID.
func (t *Table) sorted(found set, keys []filter.Key) []uint32 {
	if len(keys) == 0 {
		return found.places()
	}
	rest, k := keys[:len(keys)-1], keys[len(keys)-1]
	var places []uint32
	if c := t.columns[k.Field]; found.count() < len(c.at)/fewFound {
		places = found.places()
		c.sort(places, k.Down)
	} else {
		places = c.inOrder(found, k.Down)
	}
	for _, k := range slices.Backward(rest) {
		t.columns[k.Field].sort(places, k.Down)
	}
	return places
}

// fewFound is the share of records, one in so many, below which sorting what was found is faster than passing by all.
const fewFound = 48

// inOrder passes all records in the order of their values and takes those that were found.
func (c *column) inOrder(found set, down bool) []uint32 {
	o := c.lined()
	out := make([]uint32, 0, found.count())
	take := func(records []uint32) {
		for _, p := range records {
			if found.has(p) {
				out = append(out, p)
			}
		}
	}
	if !down {
		take(o.records)
		return out
	}
	for rank := int(o.ranks) - 1; rank >= 0; rank-- {
		take(o.group(uint32(rank)))
	}
	take(o.group(last))
	return out
}

// sort orders places of records by their values; equal ones keep their order.
func (c *column) sort(places []uint32, down bool) {
	o := c.ranked()
	turned := func(p uint32) uint32 {
		rank := min(o.rank[c.at[p]], o.ranks)
		if down && rank < o.ranks {
			rank = o.ranks - 1 - rank
		}
		return rank
	}
	before := slices.Clone(places)
	if int(o.ranks) < 2*len(places) {
		sortByCounting(before, places, int(o.ranks)+1, turned)
		return
	}
	packed := make([]uint64, len(places)) // rank and place before, in one number that sorts fast
	for i, p := range places {
		packed[i] = uint64(turned(p))<<32 | uint64(i)
	}
	slices.Sort(packed)
	for i, x := range packed {
		places[i] = before[uint32(x)]
	}
}

func sortByCounting(places, to []uint32, ranks int, rank func(uint32) uint32) {
	free := make([]uint32, ranks+1)
	for _, p := range places {
		free[rank(p)+1]++
	}
	for i := range ranks {
		free[i+1] += free[i]
	}
	for _, p := range places {
		r := rank(p)
		to[free[r]] = p
		free[r]++
	}
}
