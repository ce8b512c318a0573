package search

import (
	"cmp"
	"slices"
	"strings"
)

// Find returns the best hits, best first; limit 0 or less means all. Several words must all answer, each in any field.
func (x *Index) Find(text string, limit int) []Hit {
	terms := termsOf(text)
	if len(terms) == 0 {
		return nil
	}
	x.settle()
	x.mu.RLock()
	defer x.mu.RUnlock()
	if len(terms) == 1 && limit > 0 {
		return hitsOf(x.best(x.alphabet.question(terms[0]), limit))
	}
	return hitsOf(x.every(terms, limit))
}

// ranking keeps the best few in order, or all in no order when limit is 0 or less.
type ranking struct {
	limit int
	list  []found
}

// add refuses most of a long list by one comparison.
func (r *ranking) add(f found) {
	if r.limit <= 0 {
		r.list = append(r.list, f)
		return
	}
	if len(r.list) == r.limit && compareFound(r.list[r.limit-1], f) <= 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(r.list, f, compareFound)
	r.list = slices.Insert(r.list, at, f)
	r.list = r.list[:min(len(r.list), r.limit)]
}

func (r *ranking) sorted() []found {
	if r.limit <= 0 {
		slices.SortFunc(r.list, compareFound)
	}
	return r.list
}

// record names a record of the index: its batch or segment and its slot there.
type record struct {
	in   holder
	slot uint32
}

type holder interface{ card(slot uint32) card }

// found is a record that answers.
type found struct {
	record
	score
}

// compareFound puts the better answer first.
func compareFound(a, b found) int {
	if a.points != b.points {
		return cmp.Compare(b.points, a.points)
	}
	if _, sealed := a.in.(*segment); sealed && a.in == b.in {
		return cmp.Compare(a.slot, b.slot)
	}
	return a.in.card(a.slot).compare(b.in.card(b.slot))
}

func hitsOf(list []found) []Hit {
	out := make([]Hit, len(list))
	for i, f := range list {
		c := f.in.card(f.slot)
		out[i] = Hit{ID: c.id, Kind: c.kind, Title: strings.Clone(c.title), Field: fieldKeys()[f.field], Score: int(f.points)}
	}
	return out
}

// best goes through the levels until enough is found.
func (x *Index) best(q *question, limit int) (out []found) {
	if q.nothing {
		return nil
	}
	fresh := x.fresh.find(q)
	seen := make(map[record]bool)
	for _, l := range levels() {
		if len(q.starts[l.fit]) == 0 {
			continue
		}
		before := len(out)
		for ; len(fresh) > 0 && int(fresh[0].points) == l.points; fresh = fresh[1:] {
			out = append(out, fresh[0])
		}
		for _, s := range x.segments {
			out = s.find(out, q, l, limit-before, seen)
		}
		slices.SortFunc(out[before:], compareFound)
		if len(out) >= limit {
			return out[:limit]
		}
		for _, f := range out[before:] {
			seen[f.record] = true
		}
	}
	return out
}

// find lists the records of a batch that answer, the best first.
func (b *batch) find(q *question) (out []found) {
	best := make([]score, len(b.cards))
	b.score(q, best)
	for n, s := range best {
		if s.points > 0 {
			out = append(out, found{record{b, uint32(n)}, s})
		}
	}
	slices.SortFunc(out, compareFound)
	return out
}

// find adds the first records that answer at a level and were not seen at a better one.
func (s *segment) find(out []found, q *question, l level, limit int, seen map[record]bool) []found {
	shelf := &s.shelves[l.class]
	spans := shelf.spans(q, l.fit)
	if len(spans) == 0 {
		return out
	}
	stream := newStream(shelf, q, spans)
	most, last := len(out)+limit, dropped
	for {
		slot, field, ok := stream.next()
		if ok && slot == last { // the record answers with another field, too
			f := &out[len(out)-1]
			f.field = min(f.field, field)
			continue
		}
		if !ok || len(out) == most {
			return out
		}
		if last = dropped; !s.dead.has(slot) && !seen[record{s, slot}] {
			last = slot
			out = append(out, found{record{s, slot}, score{uint16(l.points), field}})
		}
	}
}

func (s *shelf) spans(q *question, how fit) []span {
	if s.tails == nil {
		return nil
	}
	if how.heads() {
		return s.heads.spans(s.letters, q, how)
	}
	return s.tails.spans(s.letters, q, how)
}

// every lists the records in which each word was found, the best first. Points are the sum; the field is the first word's.
func (x *Index) every(terms []term, limit int) []found {
	questions := make([]*question, len(terms))
	for i, t := range terms {
		if questions[i] = x.alphabet.question(t); questions[i].nothing {
			return nil
		}
	}
	r := &ranking{limit: limit}
	r.collect(x.fresh, questions, len(x.fresh.cards), x.fresh.score)
	for _, s := range x.segments {
		r.collect(s, questions, len(s.ids), s.score)
	}
	return r.sorted()
}

// collect adds what answers all questions.
func (r *ranking) collect(in holder, questions []*question, records int, rate func(*question, []score)) {
	total := make([]score, records)
	rate(questions[0], total)
	best := make([]score, records)
	for _, q := range questions[1:] {
		clear(best)
		rate(q, best)
		for n, s := range best {
			if s.points == 0 || total[n].points == 0 {
				total[n] = score{}
			} else {
				total[n].points += s.points
			}
		}
	}
	for n, s := range total {
		if s.points > 0 {
			r.add(found{record{in, uint32(n)}, s})
		}
	}
}

// score rates every record of the segment.
func (s *segment) score(q *question, best []score) {
	for _, l := range levels() {
		shelf := &s.shelves[l.class]
		spans := shelf.spans(q, l.fit)
		if len(spans) == 0 {
			continue
		}
		done := newBitset(len(shelf.from))
		for i := range spans {
			shelf.score(q, &spans[i], done, uint16(l.points), best)
		}
	}
	for n := range best {
		if s.dead.has(uint32(n)) {
			best[n] = score{}
		}
	}
}

// score rates the records that mention what a span holds; done are the texts that were rated.
func (s *shelf) score(q *question, r *span, done bitset, points uint16, best []score) {
	for _, p := range r.at[r.lo:r.hi] {
		text := s.textAt(p)
		if done.has(text) || !s.answers(q, r, p) {
			continue
		}
		done.set(text)
		for i := s.from[text]; i < s.from[text+1]; i++ {
			best[s.slots[i]].raise(score{points, s.fields[i]})
		}
	}
}
