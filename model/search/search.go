// Package search finds records as one types: names, companies, contacts, addresses, notes, and all but notes also by pinyin.
//
// A better field wins: a name that begins with the text, then a name that holds it, then codes, companies, contacts,
// addresses, other words and notes; what was written beats how it sounds, and among equals the record changed last comes
// first. Texts are kept in memory as suffixes sorted by their letters and ranked by what is wanted first: a question finds the
// runs of suffixes that answer, and reads only the best of them.
package search

import (
	"sync"

	"chainatlas/model"
)

// Hit is one record found. Field is the key of the field that answered best; a higher Score is better.
type Hit struct {
	ID    model.ID   `json:"id"`
	Kind  model.Kind `json:"kind"`
	Title string     `json:"title"`
	Field string     `json:"field"`
	Score int        `json:"score"`
}

// Index holds what can be found. Its methods may be called from several goroutines.
//
// What is put in lies in a batch at first; batches are sealed into segments, and segments of a size are merged. That is done
// beside questions: writing is held throughout, mu only while something that a question reads is changed.
type Index struct {
	writing sync.Mutex
	byID    map[model.ID]where // guarded by writing
	serial  uint32
	limits  limits

	mu       sync.RWMutex
	alphabet *alphabet
	fresh    *batch
	segments []*segment
	living   int

	marking sync.Mutex
	marked  *alphabet // of the texts that were marked
}

// where names a place of a record: serial 0 is the batch.
type where struct{ serial, slot uint32 }

// New makes an empty index.
func New() *Index {
	return &Index{limits: usual, byID: make(map[model.ID]where), alphabet: newAlphabet(), fresh: &batch{}, marked: newAlphabet()}
}

// line is what a record says in one field.
type line struct {
	class class
	field uint16
	text  string // folded
}

// Put adds a record, or replaces what was known of it.
func (x *Index) Put(r model.Record) {
	h := r.Head()
	said := make([]line, 0, 32)
	for _, p := range places()[r.Kind()] {
		if text := wordsOf(p.Field, r); text != "" {
			said = append(said, line{p.class, p.number, text})
		}
	}
	x.put(card{id: h.ID, kind: r.Kind(), title: h.Name, updated: h.Updated.At.Unix()}, said)
}

// PutRow adds what the slim form knows of a record; Put knows more, such as contacts' phones and notes.
func (x *Index) PutRow(row model.Row) {
	person := "officer"
	party, at := "investor", companies
	switch row.Kind {
	case model.KindEnterprise:
		person, party, at = "contact", "place", addresses
	case model.KindSite:
		person, party, at = "contact", "street", addresses
	}
	said := []line{
		{names, fieldNumber("name"), row.Name},
		{at, fieldNumber(party), row.Party},
		{contacts, fieldNumber(person), row.Person},
		{others, fieldNumber("unit"), row.Unit.Value()},
		{others, fieldNumber("chain"), row.ChainName.Value()},
	}
	if row.Kind != model.KindSite {
		said = append(said, line{addresses, fieldNumber("street"), row.Street.Value()})
	}
	x.put(card{id: row.ID, kind: row.Kind, title: row.Name, updated: row.Updated}, said)
}

func (x *Index) put(c card, said []line) {
	for i := range said {
		said[i].text = fold(said[i].text)
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	x.replace(c, said)
	if len(x.fresh.cards) >= x.limits.batch {
		x.seal(x.fresh.alike())
	}
	x.merge()
}

func (x *Index) replace(c card, said []line) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.forget(c.id)
	slot := x.fresh.put(c)
	for _, w := range said {
		if w.text != "" {
			x.fresh.mention(x.alphabet, w.class, mention{slot: slot, field: w.field}, w.text)
		}
	}
	x.byID[c.id] = where{slot: slot}
	x.living++
}

// Remove forgets a record.
func (x *Index) Remove(id model.ID) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.mu.Lock()
	x.forget(id)
	x.mu.Unlock()
	x.merge()
}

// Len counts the records that can be found.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.living
}

// forget marks a record as dead.
func (x *Index) forget(id model.ID) {
	at, ok := x.byID[id]
	if !ok {
		return
	}
	delete(x.byID, id)
	x.living--
	if at.serial == 0 {
		x.fresh.dead = x.fresh.dead.grown(at.slot)
		x.fresh.dead.set(at.slot)
		return
	}
	for _, s := range x.segments {
		if s.serial == at.serial {
			s.dead.set(at.slot)
			s.gone++
		}
	}
}
