package search

import (
	"bytes"
	"cmp"
	"strings"

	"chainatlas/model"
)

// card is what is known of a record beside its texts.
type card struct {
	id      model.ID
	kind    model.Kind
	title   string
	updated int64
}

// compare puts the record changed last first; among equals short titles come first, then the order of the alphabet and of ids.
func (c card) compare(d card) int {
	return cmp.Or(cmp.Compare(d.updated, c.updated), cmp.Compare(len(c.title), len(d.title)),
		strings.Compare(c.title, d.title), bytes.Compare(c.id[:], d.id[:]))
}

// batch holds records in the order they came. It is read through for every question, so it is sealed before it grows long.
type batch struct {
	cards  []card
	dead   bitset
	drafts [classes]draft
}

// draft holds the texts of one class, equal ones once, and the records that mention them.
type draft struct {
	numbers  map[string]uint32 // folded text → its number
	from     []uint32          // where each text begins in letters
	letters  []code            // each text ends with end
	mentions []mention         // in the order of the records
}

// mention is one field of one record.
type mention struct {
	slot  uint32
	text  uint32
	field uint16
}

// alike is an empty batch with room for as much as the other holds, because what is read at a start fills one after the other.
func (b *batch) alike() *batch {
	out := &batch{cards: make([]card, 0, len(b.cards))}
	for c := range b.drafts {
		d := &b.drafts[c]
		out.drafts[c] = draft{
			numbers: make(map[string]uint32, len(d.from)), from: make([]uint32, 0, len(d.from)),
			letters: make([]code, 0, len(d.letters)), mentions: make([]mention, 0, len(d.mentions)),
		}
	}
	return out
}

func (b *batch) put(c card) (slot uint32) {
	b.cards = append(b.cards, c)
	return uint32(len(b.cards) - 1)
}

// mention adds a folded text.
func (b *batch) mention(a *alphabet, c class, m mention, text string) {
	d := &b.drafts[c]
	n, ok := d.numbers[text]
	if !ok {
		n = d.begin(text)
		d.letters = append(a.spell(d.letters, text), end)
	}
	m.text = n
	d.mentions = append(d.mentions, m)
}

func (d *draft) begin(text string) (number uint32) {
	if d.numbers == nil {
		d.numbers = make(map[string]uint32)
	}
	n := uint32(len(d.from))
	d.numbers[text] = n
	d.from = append(d.from, uint32(len(d.letters)))
	return n
}

// of is a text, its end included.
func (d *draft) of(text uint32) []code {
	if int(text)+1 < len(d.from) {
		return d.letters[d.from[text]:d.from[text+1]]
	}
	return d.letters[d.from[text]:]
}

func (b *batch) card(slot uint32) card { return b.cards[slot] }

// points tells what a text of a class is worth as an answer.
func (q *question) points(c class, letters []code) int {
	worth := scores[c]
	best := 0
	for i := range letters {
		if q.asked[inside].runs(q.alphabet, letters[i:], begun) {
			best = worth.inside
			if i == 0 {
				best = worth.prefix
			}
			if i == 0 && q.asked[whole].runs(q.alphabet, letters, begun) {
				return worth.whole
			}
			break
		}
	}
	if !q.latin || !c.spoken() || best >= worth.prefix-worth.sounds {
		return best
	}
	return max(best, q.saidPoints(c, letters))
}

func (q *question) saidPoints(c class, letters []code) int {
	worth, first := scores[c], true
	for i, l := range letters {
		if !q.letters[l].spoken {
			continue
		}
		if q.asked[saidInside].runs(q.alphabet, letters[i:], begun) {
			if first {
				return worth.prefix - worth.sounds
			}
			return worth.inside - worth.sounds
		}
		first = false
	}
	return 0
}

// score rates every record of the batch.
func (b *batch) score(q *question, best []score) {
	for c := range b.drafts {
		d := &b.drafts[c]
		points := make([]uint16, len(d.from))
		for n := range points {
			points[n] = uint16(q.points(class(c), d.of(uint32(n))))
		}
		for _, m := range d.mentions {
			if points[m.text] > 0 && !b.dead.has(m.slot) {
				best[m.slot].raise(score{points[m.text], m.field})
			}
		}
	}
}

// score is the best that one record got, and for which field; points 0 means nothing.
type score struct{ points, field uint16 }

// raise keeps the better one; of two fields that answer alike, the first.
func (s *score) raise(o score) {
	if o.points > s.points || o.points == s.points && o.field < s.field {
		*s = o
	}
}

// bitset is a set of numbers below 64 times its length.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) has(n uint32) bool { return int(n>>6) < len(b) && b[n>>6]>>(n&63)&1 != 0 }

func (b bitset) set(n uint32) { b[n>>6] |= 1 << (n & 63) }

// grown is the set with room for a number.
func (b bitset) grown(n uint32) bitset {
	for int(n>>6) >= len(b) {
		b = append(b, 0)
	}
	return b
}
