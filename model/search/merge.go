package search

import (
	"math/bits"
	"slices"
)

// limits say when records are sorted and merged. Tests lower them.
type limits struct {
	batch    int // records that wait to be sorted while nobody asks
	read     int // records that are read through for a question without having been sorted
	segments int // segments of about one size, which are then merged
	dead     int // records of a segment, at least and a third of all, which are then swept
}

var usual = limits{batch: 1 << 15, read: 256, segments: 6, dead: 1024}

// settle sorts what came since the last question. It does not wait for who is writing, and leaves merging to who writes next.
func (x *Index) settle() {
	x.mu.RLock()
	waiting := len(x.fresh.cards)
	x.mu.RUnlock()
	if waiting <= x.limits.read || !x.writing.TryLock() {
		return
	}
	defer x.writing.Unlock()
	if len(x.fresh.cards) > x.limits.read {
		x.seal(&batch{})
	}
}

// seal makes the batch a segment, and another the batch. The caller holds writing.
func (x *Index) seal(next *batch) {
	x.exchange(nil, x.sealed(x.fresh), next)
}

func (x *Index) sealed(b *batch) *segment {
	s := b.seal(len(x.alphabet.letters))
	x.serial++
	s.serial = x.serial
	for slot, id := range s.ids {
		x.byID[id] = where{s.serial, uint32(slot)}
	}
	return s
}

// exchange puts a segment in the place of others.
func (x *Index) exchange(old []*segment, s *segment, fresh *batch) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.segments = slices.DeleteFunc(x.segments, func(s *segment) bool { return slices.Contains(old, s) })
	if len(s.ids) > 0 {
		x.segments = append(x.segments, s)
	}
	x.fresh = fresh
}

// merge makes one segment of those of about one size, and sweeps the dead. The caller holds writing.
func (x *Index) merge() {
	for old := x.mergeable(); len(old) > 0; old = x.mergeable() {
		x.join(old)
	}
}

// join makes one segment of several, without their dead.
func (x *Index) join(old []*segment) {
	b := &batch{}
	for _, s := range old {
		b.take(x.alphabet, s)
	}
	x.exchange(old, x.sealed(b), x.fresh)
}

// mergeable lists segments to be merged: one with many dead records, or enough of one size.
func (x *Index) mergeable() []*segment {
	var sizes [bits.UintSize]int
	for _, s := range x.segments {
		if s.gone >= x.limits.dead && s.gone*3 >= len(s.ids) || s.gone == len(s.ids) {
			return []*segment{s}
		}
		size := s.size()
		if sizes[size]++; sizes[size] >= x.limits.segments {
			return slices.DeleteFunc(slices.Clone(x.segments), func(s *segment) bool { return s.size() != size })
		}
	}
	return nil
}

// size is the same for segments of about one size.
func (s *segment) size() int { return bits.Len(uint(len(s.ids)-s.gone)) / 3 }
