package search

import "slices"

// edge stands before the first letter of a text and after the last.
const edge code = 0

// pairs says which entries hold two letters one after the other, so that a query looks at a few of a million entries.
// Letters are as they are written; marks between them do not count.
type pairs struct {
	number    map[uint32]uint32 // two letters → place in lists
	lists     [][]uint32        // entries, the latest last; some are named twice
	followers map[code][]code   // what comes after a letter somewhere
}

func newPairs() *pairs {
	return &pairs{number: make(map[uint32]uint32), followers: make(map[code][]code)}
}

func pairKey(a, b code) uint32 { return uint32(a)<<16 | uint32(b) }

// add names the letters of an entry.
func (p *pairs) add(entry uint32, text string) {
	before := edge
	for _, r := range text {
		if spoken(r) {
			p.put(before, plain(r), entry)
			before = plain(r)
		}
	}
	p.put(before, edge, entry)
}

func (p *pairs) put(a, b code, entry uint32) {
	key := pairKey(a, b)
	n, ok := p.number[key]
	if !ok {
		n = uint32(len(p.lists))
		p.number[key] = n
		p.lists = append(p.lists, nil)
		p.followers[a] = append(p.followers[a], b)
	}
	p.lists[n] = append(p.lists[n], entry)
}

func (p *pairs) list(a, b code) []uint32 {
	if n, ok := p.number[pairKey(a, b)]; ok {
		return p.lists[n]
	}
	return nil
}

// holding lists the entries that can hold the letters as they are written, in one or more parts.
func (p *pairs) holding(q []code) [][]uint32 {
	if len(q) == 1 {
		var out [][]uint32
		for _, next := range p.followers[q[0]] {
			out = append(out, p.list(q[0], next))
		}
		return out
	}
	best := p.list(q[0], q[1])
	for i := 1; i+1 < len(q); i++ {
		if l := p.list(q[i], q[i+1]); len(l) < len(best) {
			best = l
		}
	}
	return [][]uint32{best}
}

// saying lists the entries that can hold letters which are read as the query, wherever they begin.
func (p *pairs) saying(q []code, voice *sounds) (out [][]uint32) {
	for first := range p.followers {
		if first == edge || !voice.mightBegin(first, q[0]) {
			continue
		}
		taken, all := voice.taken(first, q)
		for _, next := range p.followers[first] {
			if all || next != edge && voice.mayFollow(next, q, taken) {
				out = append(out, p.list(first, next))
			}
		}
	}
	return out
}

// beginning lists the entries whose first letter is the query's, or is read so.
func (p *pairs) beginning(q []code, voice *sounds, latin bool) (out [][]uint32) {
	for _, first := range p.followers[edge] {
		if first == q[0] || latin && voice.mightBegin(first, q[0]) {
			out = append(out, p.list(edge, first))
		}
	}
	return out
}

// taken tells how many letters of the query one letter can answer, a bit for each number; all when the query may end in it.
func (v *sounds) taken(c code, q []code) (bits uint64, all bool) {
	bits, all = 1<<1, len(q) == 1
	for _, readings := range [][]string{v.readings[c], v.heard[c]} {
		for _, r := range readings {
			n := common(r, q)
			all = all || n == len(q)
			if n == len(r) {
				bits |= 1 << n
			}
			if n >= 2 && r[1] == 'h' {
				bits |= 1 << 2
			}
		}
	}
	return bits, all
}

// mightBegin is mayBegin for a letter whose word is not known.
func (v *sounds) mightBegin(c, q code) bool {
	return v.mayBegin(c, q) || slices.ContainsFunc(v.heard[c], func(r string) bool { return code(r[0]) == q })
}

// mayFollow tells whether a letter can go on where one before it stopped.
func (v *sounds) mayFollow(c code, q []code, taken uint64) bool {
	for n := 1; n < len(q) && taken>>n > 0; n++ {
		if taken>>n&1 == 1 && v.mightBegin(c, q[n]) {
			return true
		}
	}
	return false
}
