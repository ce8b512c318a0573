package search

import (
	"math/bits"
	"slices"
	"sort"
)

// How many letters of a suffix count for its place; equal ones stand in the order of their positions. Texts are few beside all
// their suffixes, and who types a whole name wants to know at once whether there is such a text.
const (
	headsBy = 8
	tailsBy = 4
)

// refined is how many suffixes are told apart further by their letters; fewer are read one by one when they are wanted.
const refined = 16

// suffixes are positions in the letters of a shelf, sorted by the letters that follow. A position early in the shelf belongs to
// a record that is wanted early, so lows, a tree of least positions, leads to the best of any run without reading all of it.
type suffixes struct {
	sortedBy uint8
	at       []uint32
	firsts   []uint32 // for each letter, where the suffixes that begin with it begin
	pairFrom []uint32 // for each letter, where its pairs begin
	pairs    []code   // the second letter of each pair that there is
	pairAt   []uint32 // where its suffixes begin
	lows     lows
}

// sortSuffixes sorts positions that are given in ascending order. The letters go on for sortedBy more than the last position.
func sortSuffixes(letters []code, at []uint32, sortedBy, alphabet int) *suffixes {
	other, counts := make([]uint32, len(at)), make([]uint32, alphabet+1)
	for depth := sortedBy - 1; depth >= 0; depth-- {
		clear(counts)
		for _, p := range at {
			counts[letters[int(p)+depth]+1]++
		}
		for c := 1; c < len(counts); c++ {
			counts[c] += counts[c-1]
		}
		for _, p := range at {
			c := letters[int(p)+depth]
			other[counts[c]] = p
			counts[c]++
		}
		at, other = other, at
	}
	return listed(letters, at, sortedBy, alphabet)
}

// listed takes positions that are sorted.
func listed(letters []code, at []uint32, sortedBy, alphabet int) *suffixes {
	s := &suffixes{sortedBy: uint8(sortedBy), at: at}
	s.list(letters, alphabet)
	s.lows = lowsOf(s.at)
	return s
}

// list finds where first letters and pairs begin.
func (s *suffixes) list(letters []code, alphabet int) {
	s.firsts, s.pairFrom = make([]uint32, 0, alphabet+1), make([]uint32, 0, alphabet+1)
	for i, p := range s.at {
		a, b := letters[p], letters[p+1]
		newFirst := len(s.firsts) <= int(a)
		for len(s.firsts) <= int(a) {
			s.firsts, s.pairFrom = append(s.firsts, uint32(i)), append(s.pairFrom, uint32(len(s.pairs)))
		}
		if newFirst || s.pairs[len(s.pairs)-1] != b {
			s.pairs, s.pairAt = append(s.pairs, b), append(s.pairAt, uint32(i))
		}
	}
	s.firsts, s.pairFrom = append(s.firsts, uint32(len(s.at))), append(s.pairFrom, uint32(len(s.pairs)))
	s.pairs, s.pairAt = slices.Clip(s.pairs), slices.Clip(append(s.pairAt, uint32(len(s.at))))
}

// span is a run of suffixes that may answer. When it is open, each must be read on from depth.
type span struct {
	*suffixes
	pattern *pattern
	lo, hi  uint32
	open    bool
	depth   uint8
	state   uint64
}

// spans lists the suffixes that answer a question, each once.
func (s *suffixes) spans(letters []code, q *question, how fit) (out []span) {
	p := &q.asked[how]
	for _, b := range q.starts[how] {
		if int(b.code)+1 >= len(s.firsts) {
			continue
		}
		if b.done {
			out = s.join(out, s.firsts[b.code], s.firsts[b.code+1])
			continue
		}
		for i := s.pairFrom[b.code]; i < s.pairFrom[b.code+1]; i++ {
			next, done := p.step(&q.letters[s.pairs[i]], b.state)
			if done {
				out = s.join(out, s.pairAt[i], s.pairAt[i+1])
			} else if next != 0 {
				out = s.refine(out, letters, q, span{pattern: p, lo: s.pairAt[i], hi: s.pairAt[i+1], depth: 2, state: next})
			}
		}
	}
	return out
}

// join adds a run whose suffixes all answer.
func (s *suffixes) join(out []span, lo, hi uint32) []span {
	if n := len(out) - 1; n >= 0 && !out[n].open && out[n].hi == lo {
		out[n].hi = hi
		return out
	}
	if lo == hi {
		return out
	}
	return append(out, span{suffixes: s, lo: lo, hi: hi})
}

// refine goes on letter by letter while a run is long and sorted.
func (s *suffixes) refine(out []span, letters []code, q *question, r span) []span {
	if r.depth == s.sortedBy || r.hi-r.lo <= refined {
		r.suffixes, r.open = s, true
		return append(out, r)
	}
	for lo := r.lo; lo < r.hi; {
		c := letters[s.at[lo]+uint32(r.depth)]
		hi := s.runEnd(letters, lo, r.hi, uint32(r.depth))
		next, done := r.pattern.step(&q.letters[c], r.state)
		if done {
			out = s.join(out, lo, hi)
		} else if next != 0 {
			out = s.refine(out, letters, q, span{pattern: r.pattern, lo: lo, hi: hi, depth: r.depth + 1, state: next})
		}
		lo = hi
	}
	return out
}

// runEnd is where the suffixes end that have the same letter at a depth as the first; it looks ever further ahead, then between.
func (s *suffixes) runEnd(letters []code, lo, hi, depth uint32) uint32 {
	c, step := letters[s.at[lo]+depth], uint32(1)
	for lo+step < hi && letters[s.at[lo+step]+depth] == c {
		lo += step
		step *= 2
	}
	n := min(step, hi-lo)
	return lo + uint32(sort.Search(int(n), func(i int) bool { return letters[s.at[lo+uint32(i)]+depth] != c }))
}

// lowBlock is how many positions share a leaf of the tree.
const lowBlock = 32

// lows is a binary tree over blocks of positions: node 1 is the root, the children of n are 2n and 2n+1.
type lows []uint32

func lowsOf(at []uint32) lows {
	if len(at) <= 2*lowBlock {
		return nil
	}
	blocks := (len(at) + lowBlock - 1) / lowBlock
	width := 1 << bits.Len(uint(blocks-1))
	out := make(lows, 2*width)
	for i := range width {
		out[width+i] = ^uint32(0)
		if i < blocks {
			out[width+i] = slices.Min(at[i*lowBlock : min((i+1)*lowBlock, len(at))])
		}
	}
	for n := width - 1; n > 0; n-- {
		out[n] = min(out[2*n], out[2*n+1])
	}
	return out
}
