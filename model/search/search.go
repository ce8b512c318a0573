// Package search finds records as one types: names, companies, contacts, addresses, notes, and all but notes also by pinyin.
//
// A better field wins: a name that begins with the text, then a name that holds it, then codes, companies, contacts,
// addresses, other words and notes; what was written beats how it sounds, and among equals the record changed last comes
// first. Texts are kept in memory; pairs of letters lead to those that can answer, and these are then read.
package search

import (
	"strings"
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
type Index struct {
	mu      sync.RWMutex
	sounds  *sounds
	shelves [classes]*shelf
	slots   []slot
	byID    map[model.ID]uint32
	dead    int
}

// slot is one version of a record; an overtaken one is dead until the next sweep.
type slot struct {
	id      model.ID
	kind    model.Kind
	title   string
	updated int64
	dead    bool
}

// New makes an empty index.
func New() *Index {
	x := &Index{sounds: newSounds()}
	x.clear()
	return x
}

func (x *Index) clear() {
	for c := range x.shelves {
		x.shelves[c] = newShelf(class(c) != notes && class(c) != codes)
	}
	x.slots, x.byID, x.dead = nil, make(map[model.ID]uint32), 0
}

// Put adds a record, or replaces what was known of it.
func (x *Index) Put(r model.Record) {
	x.mu.Lock()
	defer x.mu.Unlock()
	n := x.slotFor(slot{id: r.Head().ID, kind: r.Kind(), title: r.Head().Name, updated: r.Head().Updated.At.Unix()})
	for _, f := range model.FieldsOf(r.Kind()) {
		if c, ok := classOf(f); ok {
			x.add(c, n, f.Key, wordsOf(f, r))
		}
	}
	x.sweep()
}

// PutRow adds what the slim form knows of a record; Put knows more, such as contacts' phones and notes.
func (x *Index) PutRow(row model.Row) {
	x.mu.Lock()
	defer x.mu.Unlock()
	n := x.slotFor(slot{id: row.ID, kind: row.Kind, title: row.Name, updated: row.Updated})
	person := "officer"
	party, at := "investor", companies
	switch row.Kind {
	case model.KindEnterprise:
		person, party, at = "contact", "place", addresses
	case model.KindSite:
		person, party, at = "contact", "street", addresses
	}
	x.add(names, n, "name", row.Name)
	x.add(at, n, party, row.Party)
	x.add(contacts, n, person, row.Person)
	if row.Kind != model.KindSite {
		x.add(addresses, n, "street", row.Street.Value())
	}
	x.add(others, n, "unit", row.Unit.Value())
	x.add(others, n, "chain", row.ChainName.Value())
	x.sweep()
}

// Remove forgets a record.
func (x *Index) Remove(id model.ID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.forget(id)
	x.sweep()
}

// Len counts the records that can be found.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.byID)
}

func (x *Index) slotFor(s slot) uint32 {
	x.forget(s.id)
	n := uint32(len(x.slots))
	x.slots = append(x.slots, s)
	x.byID[s.id] = n
	return n
}

func (x *Index) forget(id model.ID) {
	if n, ok := x.byID[id]; ok {
		x.slots[n].dead = true
		x.slots[n].title = ""
		delete(x.byID, id)
		x.dead++
	}
}

func (x *Index) add(c class, n uint32, key, text string) {
	if text = fold(text); text != "" {
		x.shelves[c].add(n, fieldNumber(key), text, x.sounds)
	}
}

// sweep throws overtaken versions away when they are a third of everything.
func (x *Index) sweep() {
	if x.dead < 1024 || x.dead*3 < len(x.slots) {
		return
	}
	moved := make([]uint32, len(x.slots))
	kept := make([]slot, 0, len(x.byID))
	for n, s := range x.slots {
		if !s.dead {
			moved[n] = uint32(len(kept))
			x.byID[s.id] = moved[n]
			kept = append(kept, s)
		}
	}
	for c, old := range x.shelves {
		x.shelves[c] = old.swept(x.slots, moved)
	}
	x.slots, x.dead = kept, 0
}

// marks are what folded texts do not tell apart; the replacer is built once, because building costs more than replacing.
var marks = strings.NewReplacer("【", "(", "】", ")", "〔", "(", "〕", ")", "[", "(", "]", ")", "·", "", "•", "")

// fold makes texts comparable as model.NormalName does, in lower case: half-width, no blanks or middle dots.
func fold(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.ToLower(marks.Replace(model.Squeeze(s)))
}

// isPlain tells whether a text is nothing but Chinese characters, digits and small letters, as most names are.
func isPlain(s string) bool {
	for _, r := range s {
		if (r < '一' || r > 0x9FFF) && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return true
}
