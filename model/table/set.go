package table

import "math/bits"

// set is some of the records of a kind, one bit for each place.
type set []uint64

// resized is an empty set of n places, in the memory of an older one when that is large enough.
func (s set) resized(n int) set {
	words := (n + 63) / 64
	if cap(s) < words {
		return make(set, words)
	}
	s = s[:words]
	clear(s)
	return s
}

// fill puts all n places in.
func (s set) fill(n int) {
	for i := range s {
		s[i] = ^uint64(0)
	}
	if n%64 > 0 {
		s[len(s)-1] = 1<<(n%64) - 1
	}
}

func (s set) add(p uint32)      { s[p/64] |= 1 << (p % 64) }
func (s set) has(p uint32) bool { return s[p/64]&(1<<(p%64)) != 0 }

func (s set) count() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// places lists what is in it, in order.
func (s set) places() []uint32 {
	out := make([]uint32, 0, s.count())
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			out = append(out, uint32(64*i+bits.TrailingZeros64(word)))
		}
	}
	return out
}

// keep asks each place, in order, and takes those out that answer false.
func (s set) keep(ask func(p uint32) bool) {
	for i, word := range s {
		for rest := word; rest != 0; rest &= rest - 1 {
			if !ask(uint32(64*i + bits.TrailingZeros64(rest))) {
				s[i] &^= rest & -rest
			}
		}
	}
}

// only keeps the places whose value, as at says, is marked by a 1; the others are marked by 0.
func (s set) only(at []uint32, marked []uint8) {
	for i, word := range s {
		if word == ^uint64(0) {
			kept := uint64(0)
			for bit, value := range at[64*i : 64*i+64] {
				kept |= uint64(marked[value]) << bit
			}
			s[i] = kept
			continue
		}
		for rest := word; rest != 0; rest &= rest - 1 {
			if marked[at[64*i+bits.TrailingZeros64(rest)]] == 0 {
				s[i] &^= rest & -rest
			}
		}
	}
}

// and keeps what is in the other too.
func (s set) and(other set) {
	for i := range s {
		s[i] &= other[i]
	}
}
