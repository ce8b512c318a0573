package search

import (
	"cmp"
	"slices"
	"strings"

	"chainatlas/model"
)

// longestTerm is how many letters of a word are looked for; more say nothing new.
const longestTerm = 48

// Find returns the best hits, best first; limit 0 or less means all. Several words must all answer, each in any field.
func (x *Index) Find(text string, limit int) []Hit {
	x.mu.RLock()
	defer x.mu.RUnlock()
	terms := termsOf(text)
	if len(terms) == 0 {
		return nil
	}
	if limit <= 0 {
		limit = len(x.slots)
	}
	f := finding{index: x, best: make([]score, len(x.slots))}
	if len(terms) == 1 {
		f.first(terms[0], limit)
	} else {
		f.all(terms)
	}
	return f.hits(limit)
}

// term is one word of a query.
type term struct {
	text  []byte
	codes []code
	latin bool // has a letter a…z, so that it may be pinyin
}

func termsOf(text string) []term {
	var out []term
	for _, w := range strings.Fields(model.HalfWidth(text)) {
		w = fold(w)
		if runes := []rune(w); len(runes) > longestTerm {
			w = string(runes[:longestTerm])
		}
		if w != "" {
			out = append(out, newTerm(w))
		}
	}
	return out
}

func newTerm(w string) term {
	t := term{text: []byte(w), latin: strings.ContainsAny(w, "abcdefghijklmnopqrstuvwxyz")}
	for _, r := range w {
		if spoken(r) {
			t.codes = append(t.codes, plain(r))
		}
	}
	return t
}

// score is the best that one record got, and for which field; points 0 means nothing.
type score struct {
	points uint16
	field  uint16
}

// finding is one search in the making.
type finding struct {
	index *Index
	best  []score
	found []uint32 // slots with points, in the order they were found
}

// first looks through the classes until enough is found: what a later class finds is worth less. One letter is held by
// nearly everything, but what begins with it is worth more in most classes, and is often enough.
func (f *finding) first(t term, limit int) {
	for c := range f.index.shelves {
		if worth := scores[c]; len(t.codes) == 1 && worth.prefix-worth.sounds > worth.inside {
			f.lookAtBeginnings(class(c), t)
			if len(f.found) >= limit {
				return
			}
		}
		f.look(class(c), t)
		if len(f.found) >= limit {
			return
		}
	}
}

// all looks for every word in every class and keeps the records in which each was found. Points are the sum.
func (f *finding) all(terms []term) {
	total := make([]score, len(f.best))
	for i, t := range terms {
		f.best, f.found = make([]score, len(total)), nil
		for c := range f.index.shelves {
			f.look(class(c), t)
		}
		for n, s := range f.best {
			switch {
			case s.points == 0 || i > 0 && total[n].points == 0:
				total[n] = score{}
			case i == 0:
				total[n] = s
			default:
				total[n].points += s.points
			}
		}
	}
	f.best, f.found = total, f.found[:0]
	for n, s := range total {
		if s.points > 0 {
			f.found = append(f.found, uint32(n))
		}
	}
}

func (f *finding) lookAtBeginnings(c class, t term) {
	s := f.index.shelves[c]
	f.visit(c, s.pairs.beginning(t.codes, f.index.sounds, t.latin && s.spoken), t)
}

func (f *finding) look(c class, t term) {
	s := f.index.shelves[c]
	switch {
	case len(t.codes) == 0: // marks alone: no letter leads to them
		f.visit(c, [][]uint32{s.all()}, t)
	case t.latin && s.spoken: // what is written is also said
		f.visit(c, s.pairs.saying(t.codes, f.index.sounds), t)
	default:
		f.visit(c, s.pairs.holding(t.codes), t)
	}
}

// visit looks at entries that may hold the word.
func (f *finding) visit(c class, lists [][]uint32, t term) {
	s, worth := f.index.shelves[c], scores[c]
	points := [...]int{inside: worth.inside, prefix: worth.prefix, whole: worth.whole}
	for _, list := range lists {
		for _, i := range list {
			e := s.entries[i]
			if f.index.slots[e.slot].dead {
				continue
			}
			if how, ok := s.written(i, t.text); ok {
				f.note(e, points[how])
			}
			if !t.latin || !s.spoken || int(f.best[e.slot].points) >= worth.prefix-worth.sounds {
				continue // it is found already, or cannot be said
			}
			if how, ok := s.said(i, t.codes, f.index.sounds); ok {
				f.note(e, points[how]-worth.sounds)
			}
		}
	}
}

// note keeps the best of a record; of two fields that answer alike, the first.
func (f *finding) note(e entry, points int) {
	old := &f.best[e.slot]
	if old.points == 0 {
		f.found = append(f.found, e.slot)
	}
	if uint16(points) > old.points || uint16(points) == old.points && e.field < old.field {
		*old = score{uint16(points), e.field}
	}
}

// hits are the best of what was found, best first.
func (f *finding) hits(limit int) []Hit {
	top := f.top(limit)
	out := make([]Hit, len(top))
	for i, n := range top {
		s := f.index.slots[n]
		out[i] = Hit{ID: s.id, Kind: s.kind, Title: s.title, Field: fieldKeys()[f.best[n].field], Score: int(f.best[n].points)}
	}
	return out
}

// top keeps the best few in order while it reads; most of a long list is refused by one comparison.
func (f *finding) top(limit int) []uint32 {
	if len(f.found) <= limit {
		slices.SortFunc(f.found, f.compare)
		return f.found
	}
	top := make([]uint32, 0, limit+1)
	for _, n := range slices.Backward(f.found) { // later slots are mostly newer, so that few come in to be pushed out again
		if len(top) == limit && f.compare(top[limit-1], n) <= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, n, f.compare)
		top = slices.Insert(top, at, n)
		top = top[:min(len(top), limit)]
	}
	return top
}

func (f *finding) compare(a, b uint32) int {
	x, y := &f.index.slots[a], &f.index.slots[b]
	return cmp.Or(cmp.Compare(f.best[b].points, f.best[a].points), cmp.Compare(y.updated, x.updated),
		cmp.Compare(len(x.title), len(y.title)), strings.Compare(x.title, y.title), cmp.Compare(a, b))
}
