package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"sync"

	"chainatlas/model"
)

// persons keeps the keys under which personal values are stored, one for each contact and one for each text. It is the one
// thing of a workspace that forgets: without its key a value is gone from the journal, the database and every copy of them.
//
// A key has a number drawn by lot, which stands with the values, and a tag, by which the key for a text is found again. The
// tag goes with the key: who kept the table's secret could otherwise try names and telephone numbers on a number that was
// derived from them.
type persons struct {
	disk disk
	dir  string
	form personsForm // of its files; set before they are read

	mu      sync.RWMutex
	secret  [sha256.Size]byte
	head    tableHead // the secret as it stands in the files
	entries []person  // in the order of the file
	byID    map[personID]int
	byTag   map[personTag]int
	saved   int               // entries that are in the files
	lost    map[personID]bool // were asked for and are not there
	mended  string            // what was wrong with the files and is put right, in the user's words
	stale   [2]bool           // copies that are not what they should be
	foreign [2]bool           // copies that another workspace sealed
}

type (
	personID  [8]byte
	personTag [16]byte
	personKey [32]byte
)

// person is one key. An erased one keeps its number alone.
type person struct {
	id     personID
	erased bool
	tag    personTag
	key    personKey
}

func newPersons(d disk, dir string) *persons {
	p := &persons{disk: d, dir: dir, form: formFor(nil)}
	p.clear()
	return p
}

func (p *persons) clear() {
	rand.Read(p.secret[:]) // never fails
	p.head = p.form.head(p.secret)
	p.entries, p.saved, p.mended, p.stale, p.foreign = nil, 0, "", [2]bool{}, [2]bool{}
	p.byID, p.byTag, p.lost = make(map[personID]int), make(map[personTag]int), make(map[personID]bool)
}

// subjects: a contact has one key for all that is known of it, any other personal text a key of its own.
func subjectOf(k model.Kind, id model.ID, encoded []byte) []byte {
	if k == model.KindContact {
		return append([]byte{'r'}, id[:]...)
	}
	var text string
	if decoding.Unmarshal(encoded, &text) == nil {
		encoded = []byte(model.NormalName(text))
	}
	return append([]byte{'t'}, encoded...)
}

func (p *persons) tagOf(subject []byte) (t personTag) {
	h := hmac.New(sha256.New, p.secret[:])
	h.Write(subject)
	copy(t[:], h.Sum(nil))
	return t
}

// keyFor finds the key of a subject, or makes one that save brings to the disk.
func (p *persons) keyFor(subject []byte) *person {
	p.mu.Lock()
	defer p.mu.Unlock()
	tag := p.tagOf(subject)
	if i, ok := p.byTag[tag]; ok {
		one := p.entries[i]
		return &one
	}
	one := person{tag: tag}
	rand.Read(one.id[:])
	rand.Read(one.key[:])
	p.add(one)
	return &one
}

// known is keyFor without making one.
func (p *persons) known(subject []byte) (one person, ok bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	i, ok := p.byTag[p.tagOf(subject)]
	if ok {
		one = p.entries[i]
	}
	return one, ok
}

func (p *persons) add(one person) {
	p.byID[one.id] = len(p.entries)
	if !one.erased {
		p.byTag[one.tag] = len(p.entries)
	}
	p.entries = append(p.entries, one)
}

// forget drops the keys that an action made and did not need after all.
func (p *persons) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.entries[p.saved:] {
		delete(p.byID, one.id)
		delete(p.byTag, one.tag)
	}
	p.entries = p.entries[:p.saved]
}

// of finds a key by its number. One that is not there, and was not erased, is noted as lost.
func (p *persons) of(id personID) (one person, ok bool) {
	p.mu.RLock()
	i, ok := p.byID[id]
	if ok {
		one = p.entries[i]
	}
	known := ok || p.lost[id]
	p.mu.RUnlock()
	if !known {
		p.mu.Lock()
		p.lost[id] = true
		p.mu.Unlock()
	}
	return one, ok && !one.erased
}

// missing is how many keys were asked for that are not there.
func (p *persons) missing() int {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return len(p.lost)
}

// destroy takes keys out of memory and overwrites them where they stand in both files. Doing it again does no harm.
func (p *persons) destroy(ids []personID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var places []int
	for _, id := range ids {
		i, ok := p.byID[id]
		switch {
		case !ok:
			delete(p.lost, id)
			p.add(person{id: id, erased: true})
		case !p.entries[i].erased:
			delete(p.byTag, p.entries[i].tag)
			p.entries[i] = person{id: id, erased: true}
			places = append(places, i)
		}
	}
	slices.Sort(places)
	if err := errors.Join(p.overwrite(places), p.append()); err != nil {
		return fmt.Errorf("destroy keys of a person: %w", err)
	}
	return nil
}

// erasedOf are the numbers of the keys that a frame says to be erased.
func (f *frame) erased() (ids []personID) {
	for b := range slices.Chunk(f.Erased, len(personID{})) {
		if len(b) == len(personID{}) {
			ids = append(ids, personID(b))
		}
	}
	return ids
}

func joinIDs(ids []personID) []byte {
	ids = slices.SortedFunc(slices.Values(ids), func(a, b personID) int { return bytes.Compare(a[:], b[:]) })
	var out []byte
	for _, id := range ids {
		out = append(out, id[:]...)
	}
	return out
}
