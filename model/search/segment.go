package search

import (
	"math/bits"
	"slices"
	"strings"

	"chainatlas/model"
)

// segment holds records that are sealed, the one wanted first first: slot 0 is the one changed last. Only dead changes.
type segment struct {
	serial  uint32 // names it in the index
	ids     []model.ID
	kinds   []model.Kind
	updated []int64
	titles  string // end to end
	titleAt []uint32
	dead    bitset
	gone    int // how many are dead
	shelves [classes]shelf
}

// shelf holds the texts of one class, equal ones once, in the order of the first record that mentions each.
type shelf struct {
	letters []code    // each text ends with end; headsBy more follow the last
	starts  starts    // where texts begin
	from    []uint32  // for each text, its first mention
	slots   []uint32  // of each mention
	fields  []uint16  // of each mention
	heads   *suffixes // whole texts; empty when it does not matter where an answer stands
	tails   *suffixes // all others
}

func (s *segment) card(slot uint32) card {
	return card{id: s.ids[slot], kind: s.kinds[slot], title: s.titles[s.titleAt[slot]:s.titleAt[slot+1]], updated: s.updated[slot]}
}

// seal sorts a batch into a segment and leaves the dead out.
func (b *batch) seal(alphabet int) *segment {
	order := make([]uint32, 0, len(b.cards))
	for n := range b.cards {
		if !b.dead.has(uint32(n)) {
			order = append(order, uint32(n))
		}
	}
	slices.SortFunc(order, func(x, y uint32) int { return b.cards[x].compare(b.cards[y]) })
	s := b.catalogue(order)
	moved := make([]uint32, len(b.cards))
	for n := range moved {
		moved[n] = dropped
	}
	for to, n := range order {
		moved[n] = uint32(to)
	}
	for c := range b.drafts {
		b.drafts[c].seal(&s.shelves[c], moved, class(c), alphabet)
	}
	return s
}

// dropped is the slot of a record that is not taken along.
const dropped = ^uint32(0)

// catalogue writes the cards down in an order.
func (b *batch) catalogue(order []uint32) *segment {
	s := &segment{
		ids: make([]model.ID, len(order)), kinds: make([]model.Kind, len(order)), updated: make([]int64, len(order)),
		titleAt: make([]uint32, len(order)+1), dead: newBitset(len(order)),
	}
	length := 0
	for _, n := range order {
		length += len(b.cards[n].title)
	}
	var titles strings.Builder
	titles.Grow(length)
	for to, n := range order {
		c := &b.cards[n]
		s.ids[to], s.kinds[to], s.updated[to] = c.id, c.kind, c.updated
		titles.WriteString(c.title)
		s.titleAt[to+1] = uint32(titles.Len())
	}
	s.titles = titles.String()
	return s
}

// seal fills a shelf from a draft.
func (d *draft) seal(s *shelf, moved []uint32, c class, alphabet int) {
	mentions := d.living(moved)
	order, number := d.order(mentions)
	if len(order) == 0 {
		return
	}
	s.from = make([]uint32, len(order)+1)
	for _, m := range mentions {
		s.from[number[m.text]+1]++
	}
	for n := range order {
		s.from[n+1] += s.from[n]
	}
	s.slots, s.fields = make([]uint32, len(mentions)), make([]uint16, len(mentions))
	to := slices.Clone(s.from)
	for _, m := range mentions {
		at := &to[number[m.text]]
		s.slots[*at], s.fields[*at] = m.slot, m.field
		*at++
	}
	s.copyLetters(d, order)
	s.sort(c, alphabet)
}

// living lists the mentions of the records that are taken along, by the records' new order.
func (d *draft) living(moved []uint32) []mention {
	counts := make([]uint32, len(moved)+1)
	for _, m := range d.mentions {
		if to := moved[m.slot]; to != dropped {
			counts[to+1]++
		}
	}
	for n := range moved {
		counts[n+1] += counts[n]
	}
	out := make([]mention, counts[len(moved)])
	for _, m := range d.mentions {
		if to := moved[m.slot]; to != dropped {
			out[counts[to]] = mention{to, m.text, m.field}
			counts[to]++
		}
	}
	return out
}

// order lists the texts that are mentioned by their first mention, and gives each its number in that list.
func (d *draft) order(mentions []mention) (order, number []uint32) {
	number = make([]uint32, len(d.from))
	for n := range number {
		number[n] = dropped
	}
	for _, m := range mentions {
		if number[m.text] == dropped {
			number[m.text] = uint32(len(order))
			order = append(order, m.text)
		}
	}
	return order, number
}

func (s *shelf) copyLetters(d *draft, order []uint32) {
	n := headsBy
	for _, text := range order {
		n += len(d.of(text))
	}
	s.letters = make([]code, 0, n)
	for _, text := range order {
		s.letters = append(s.letters, d.of(text)...)
	}
	s.letters = s.letters[:n]
	s.findStarts()
}

// findStarts finds where texts begin: at first, and after each end.
func (s *shelf) findStarts() {
	s.starts = newStarts(len(s.letters))
	for p := range len(s.letters) - headsBy {
		if p == 0 || s.letters[p-1] == end {
			s.starts.bits.set(uint32(p))
		}
	}
	s.starts.count()
}

// sort makes the suffixes: one for each letter of each text.
func (s *shelf) sort(c class, alphabet int) {
	heads, tails := make([]uint32, 0, len(s.from)-1), make([]uint32, 0, len(s.letters)-headsBy-2*(len(s.from)-1))
	if c.flat() {
		tails = make([]uint32, 0, len(s.letters)-headsBy-(len(s.from)-1))
	}
	for p, l := range s.letters[:len(s.letters)-headsBy] {
		switch {
		case l == end:
		case !c.flat() && s.starts.bits.has(uint32(p)):
			heads = append(heads, uint32(p))
		default:
			tails = append(tails, uint32(p))
		}
	}
	s.heads, s.tails = sortSuffixes(s.letters, heads, headsBy, alphabet), sortSuffixes(s.letters, tails, tailsBy, alphabet)
}

// textAt is the text that a position lies in.
func (s *shelf) textAt(position uint32) uint32 { return s.starts.upTo(position) - 1 }

// firstSlot is the first record that mentions the text of a position.
func (s *shelf) firstSlot(position uint32) uint32 { return s.slots[s.from[s.textAt(position)]] }

// starts is a set of positions that can be counted up to any place.
type starts struct {
	bits   bitset
	before []uint32 // for each word of bits, how many are set in those before
}

func newStarts(n int) starts {
	b := newBitset(n)
	return starts{bits: b, before: make([]uint32, len(b))}
}

func (s *starts) count() {
	for i := 1; i < len(s.bits); i++ {
		s.before[i] = s.before[i-1] + uint32(bits.OnesCount64(s.bits[i-1]))
	}
}

// upTo counts the positions up to and with one.
func (s *starts) upTo(p uint32) uint32 {
	return s.before[p>>6] + uint32(bits.OnesCount64(s.bits[p>>6]<<(63-p&63)))
}

// take copies the living records of a segment into a batch.
func (b *batch) take(a *alphabet, s *segment) {
	moved := make([]uint32, len(s.ids))
	for n := range moved {
		if moved[n] = dropped; !s.dead.has(uint32(n)) {
			moved[n] = b.put(s.card(uint32(n)))
		}
	}
	for c := range s.shelves {
		b.drafts[c].take(a, &s.shelves[c], moved)
	}
}

// take copies the texts that living records mention.
func (d *draft) take(a *alphabet, s *shelf, moved []uint32) {
	at := 0
	for n := range max(0, len(s.from)-1) {
		length := slices.Index(s.letters[at:], end) + 1
		letters := s.letters[at : at+length]
		at += length
		text := dropped
		for i := s.from[n]; i < s.from[n+1]; i++ {
			to := moved[s.slots[i]]
			if to == dropped {
				continue
			}
			if text == dropped {
				text = d.number(a, letters)
			}
			d.mentions = append(d.mentions, mention{to, text, s.fields[i]})
		}
	}
}

func (d *draft) number(a *alphabet, letters []code) uint32 {
	text := a.text(letters[:len(letters)-1])
	if n, ok := d.numbers[text]; ok {
		return n
	}
	n := d.begin(text)
	d.letters = append(d.letters, letters...)
	return n
}
