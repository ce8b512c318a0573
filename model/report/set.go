package report

import (
	"encoding/json"
	"math/bits"

	"chainatlas/model"
)

// Set is some of the records that were taken, in their order. Thirty figures over a hundred thousand projects would be forty
// megabytes of lists; most of them are a bit for each project. The zero Set is empty.
type Set struct {
	few  []model.ID // those of a small set
	all  *roll
	in   []uint64 // a bit for each of all
	size int
}

// roll is every project that a ledger took; figures share it.
type roll struct{ ids []model.ID }

const (
	bitsOfWord = 64
	fewBelow   = 128 // an ID has that many bits: a set of fewer than one in so many is smaller as a list
)

// SetOf is a set of these records.
func SetOf(ids ...model.ID) Set { return Set{few: ids, size: len(ids)} }

// setOf is a set of projects of one ledger.
func setOf(list []*promoted) Set {
	if len(list) == 0 {
		return Set{}
	}
	s := Set{size: len(list)}
	if all := list[0].of; fewBelow*len(list) >= len(all.ids) {
		s.all, s.in = all, make([]uint64, (len(all.ids)+bitsOfWord-1)/bitsOfWord)
	}
	for _, p := range list {
		if s.all == nil {
			s.few = append(s.few, p.ID)
		} else {
			s.in[p.at/bitsOfWord] |= 1 << (p.at % bitsOfWord)
		}
	}
	return s
}

// Len is how many records are in the set.
func (s Set) Len() int { return s.size }

// IDs lists them; never nil.
func (s Set) IDs() []model.ID {
	out := append(make([]model.ID, 0, s.size), s.few...)
	for i, word := range s.in {
		for ; word != 0; word &= word - 1 {
			out = append(out, s.all.ids[i*bitsOfWord+bits.TrailingZeros64(word)])
		}
	}
	return out
}

// MarshalJSON implements json.Marshaler: a list of IDs.
func (s Set) MarshalJSON() ([]byte, error) { return json.Marshal(s.IDs()) }

// UnmarshalJSON implements json.Unmarshaler.
func (s *Set) UnmarshalJSON(b []byte) error {
	var ids []model.ID
	if err := json.Unmarshal(b, &ids); err != nil {
		return err
	}
	*s = SetOf(ids...)
	return nil
}
