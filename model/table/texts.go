package table

import (
	"bytes"
	"hash/maphash"
	"sort"

	"chainatlas/model/filter"
)

// texts are the texts of a column's values in the form in which comparisons look at them: one after another to be searched
// through at once, and in a hash table to be found whole. Both follow when values come.
type texts struct {
	all   []byte   // each ended by a 0, which may be in a text too
	ends  []uint32 // for each value where its text ends, the 0 left out
	slots []uint32 // hash table: place + 1 of the first value with a text, 0 where there is none
	next  []uint32 // for each value the place + 1 of another one with the same text
}

var seed = maphash.MakeSeed()

func (t *texts) bytes() int { return cap(t.all) + 4*(cap(t.ends)+cap(t.slots)+cap(t.next)) }

// texted are the texts of all values, of those that came since the last time too.
func (c *column) texted() *texts {
	t := &c.texts
	if len(t.ends) < len(c.values) {
		text := filter.TextOf(c.field)
		for _, v := range c.values[len(t.ends):] {
			t.all = append(t.all, text(v)...)
			t.ends = append(t.ends, uint32(len(t.all)))
			t.all = append(t.all, 0)
		}
	}
	return t
}

func (t *texts) text(p uint32) []byte {
	from := uint32(0)
	if p > 0 {
		from = t.ends[p-1] + 1
	}
	return t.all[from:t.ends[p]]
}

// holding marks the values that have the part in their text by a 1.
func (t *texts) holding(part string, marked []uint8) {
	want := []byte(part)
	for at, p := 0, 0; p < len(t.ends); {
		i := bytes.Index(t.all[at:], want)
		if i < 0 {
			return
		}
		at += i
		p += sort.Search(len(t.ends)-p, func(n int) bool { return int(t.ends[p+n]) >= at })
		if p == len(t.ends) {
			return
		}
		if at+len(want) > int(t.ends[p]) { // it reaches into the next text
			at++
			continue
		}
		marked[p] = 1
		at = int(t.ends[p]) + 1
		p++
	}
}

// being lists the values that have this text.
func (t *texts) being(text string) (out []uint32) {
	t.index()
	for p := *t.slot([]byte(text)); p > 0; p = t.next[p-1] {
		out = append(out, p-1)
	}
	return out
}

// index puts those texts into the table that are not there yet.
func (t *texts) index() {
	if 2*len(t.ends) > len(t.slots) {
		size := 1024
		for size < 4*len(t.ends) {
			size *= 2
		}
		t.slots, t.next = make([]uint32, size), t.next[:0]
	}
	for p := uint32(len(t.next)); int(p) < len(t.ends); p++ {
		slot := t.slot(t.text(p))
		t.next = append(t.next, *slot)
		*slot = p + 1
	}
}

// slot is where the values with a text are entered.
func (t *texts) slot(text []byte) *uint32 {
	mask := uint64(len(t.slots) - 1)
	for i := maphash.Bytes(seed, text) & mask; ; i = (i + 1) & mask {
		if p := t.slots[i]; p == 0 || bytes.Equal(t.text(p-1), text) {
			return &t.slots[i]
		}
	}
}
