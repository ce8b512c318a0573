package store

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// FindPerson finds everything that is stored of a person, by the ID of a contact or by name, in the records and in the
// whole history. It changes nothing, and may take seconds; writers do not wait for it. A contact's ID finds that contact,
// its numbers and addresses wherever they stand, and its name, unless another contact has the same. It returns
// model.ErrNotFound, or model.ErrAmbiguous when several contacts have the name.
func (s *Store) FindPerson(who string) (*Erasure, error) {
	p, err := s.picture()
	if err != nil {
		return nil, fmt.Errorf("find a person: %w", err)
	}
	defer p.drop()
	s.mu.RLock()
	batches := slices.Clone(s.batches[:p.journal.seq()])
	s.mu.RUnlock()
	out, err := newFinding(s.persons, p.journal, batches).find(p.txn, who)
	if err != nil {
		return nil, fmt.Errorf("find a person: %w", err)
	}
	return out, nil
}

// finding is one search for a person.
type finding struct {
	persons  *persons
	journal  *journal
	batches  []Batch
	contacts map[model.ID]*contact          // every one there ever was
	places   map[model.ID]map[string]string // personal texts of the other records, as the walk over the events goes on
	texts    map[personID]string            // every personal text of the other records, by its key
	beside   map[string]map[string]bool     // telephone number → the people that it ever stood beside
	person   model.Person
	own      map[string]bool // the person's numbers
	out      *Erasure
}

func newFinding(p *persons, j *journal, batches []Batch) *finding {
	return &finding{persons: p, journal: j, batches: batches, contacts: make(map[model.ID]*contact), places: make(map[model.ID]map[string]string),
		texts: make(map[personID]string), beside: make(map[string]map[string]bool), own: make(map[string]bool)}
}

func (f *finding) find(txn *badger.Txn, who string) (*Erasure, error) {
	f.out = &Erasure{seq: uint64(len(f.batches)), keys: make(map[personID]bool)}
	if err := eachEventIn(f.journal, len(f.batches), func(_ uint64, e *event) { f.learn(e) }); err != nil {
		return nil, err
	}
	chosen, err := f.choose(who)
	if err != nil {
		return nil, err
	}
	f.numbers()
	f.keysOf(chosen)
	if len(f.out.keys) == 0 {
		return nil, fmt.Errorf("%q: %w", who, model.ErrNotFound)
	}
	if err := eachState(txn, func(id model.ID, st *state) error { f.stands(id, st); return nil }); err != nil {
		return nil, err
	}
	past := make(map[string]*Mention)
	if err := eachEventIn(f.journal, len(f.batches), func(seq uint64, e *event) { f.recall(seq, e, past) }); err != nil {
		return nil, err
	}
	f.conclude(past)
	return f.out, nil
}

// eachEventIn goes through the events of the first actions of the journal, oldest first.
func eachEventIn(j *journal, actions int, see func(seq uint64, e *event)) error {
	for seq := uint64(1); seq <= uint64(actions); seq++ {
		f, err := j.read(seq)
		if err != nil {
			return fmt.Errorf("read events: %w", err)
		}
		for i := range f.Events {
			see(seq, &f.Events[i])
		}
	}
	return nil
}

// choose finds the contacts that are meant, and whom to look for in the texts.
func (f *finding) choose(who string) (chosen []*contact, err error) {
	if id, err := model.ParseID(who); err == nil {
		one := f.contacts[id]
		if one == nil || one.now == "" {
			return nil, fmt.Errorf("contact %s: %w", who, model.ErrNotFound)
		}
		f.out.Name = one.now
		if len(f.called(one.now)) <= 1 {
			f.person.Name = one.now
		}
		return f.meant([]*contact{one}), nil
	}
	f.out.Name, f.person.Name = model.Tidy(who), model.Tidy(who)
	if model.NormalName(who) == "" {
		return nil, fmt.Errorf("%q: %w", who, model.ErrNotFound)
	}
	if n := len(f.called(who)); n > 1 {
		return nil, fmt.Errorf("%d contacts are called %q: %w", n, who, model.ErrAmbiguous)
	}
	for _, one := range f.contacts {
		if one.names[model.NormalName(who)] && (!one.known || model.NormalName(one.now) == model.NormalName(who)) {
			chosen = append(chosen, one)
		}
	}
	return f.meant(chosen), nil
}

// called are the contacts, of the trash too, that have the name now.
func (f *finding) called(name string) (out []*contact) {
	for _, one := range f.contacts {
		if one.known && model.NormalName(one.now) == model.NormalName(name) {
			out = append(out, one)
		}
	}
	return out
}

func (f *finding) meant(chosen []*contact) []*contact {
	for _, one := range chosen {
		f.person.Numbers = append(f.person.Numbers, one.texts.Numbers...)
		f.person.Mails = append(f.person.Mails, one.texts.Mails...)
	}
	return chosen
}

// numbers adds those that only ever stood beside the person, and takes out those that stood beside others too: they are a
// firm's or an office's.
func (f *finding) numbers() {
	own := f.person.Numbers
	f.person.Numbers = nil
	for _, text := range f.texts {
		if f.person.IsIn(text) && f.person.Without(text) == "" {
			own = append(own, model.NumbersOf(text)...)
		}
	}
	for n, people := range f.beside {
		with := func(text string) bool { return f.person.IsIn(text) }
		if slices.ContainsFunc(slices.Collect(maps.Keys(people)), with) && !slices.Contains(own, n) {
			own = append(own, n)
		}
	}
	slices.Sort(own)
	self := model.Person{Name: f.out.Name}
	for _, n := range slices.Compact(own) {
		shared := false
		for text := range f.beside[n] {
			shared = shared || self.Without(text) != ""
		}
		if shared {
			f.out.Shared = append(f.out.Shared, n)
		} else {
			f.person.Numbers = append(f.person.Numbers, n)
			f.own[n] = true
		}
	}
}

// keysOf collects the keys that are to go.
func (f *finding) keysOf(chosen []*contact) {
	for _, one := range chosen {
		maps.Copy(f.out.keys, one.keys)
	}
	for id, text := range f.texts {
		if f.person.IsIn(text) {
			f.out.keys[id] = true
		}
	}
}

// goes tells whether a stored value is under a key that is to go.
func (f *finding) goes(value []byte) bool {
	id, _, _, err := sealedParts(value)
	return err == nil && f.out.keys[id]
}

// stands looks what of a record goes, and where else it speaks of the person.
func (f *finding) stands(id model.ID, st *state) {
	one := standing{id: id, state: st}
	for key, c := range st.Cells {
		switch {
		case !f.goes(c.Value):
		case st.Kind == model.KindContact:
			f.out.now = append(f.out.now, one)
			return
		default:
			if one.after == nil {
				one.after = make(map[string]string)
			}
			one.after[key] = f.person.Without(f.textOf(c.Value))
		}
	}
	if one.after != nil {
		f.out.now = append(f.out.now, one)
	}
	if !st.alive() && !st.trashed() {
		return
	}
	name := model.State{"name": f.persons.open(st.Cells["name"].Value)}.Name()
	for _, key := range sortedKeys(st.Cells) {
		if _, goes := one.after[key]; !goes && f.mentions(st.Cells[key].Value) {
			f.out.Mentions = append(f.out.Mentions, Mention{ID: id, Kind: st.Kind, Name: name, Key: key})
		}
	}
}

// mentions looks for the person in the bytes of any value: texts stand in CBOR as they are.
func (f *finding) mentions(value []byte) bool {
	if len(value) == 0 {
		return false
	}
	plain := f.persons.open(value)
	for _, text := range append(f.person.Mails, f.person.Name) {
		if text != "" && bytes.Contains(plain, []byte(text)) {
			return true
		}
	}
	for len(plain) > 0 {
		n := bytes.IndexFunc(plain, func(r rune) bool { return r < '0' || r > '9' })
		if n < 0 {
			n = len(plain)
		}
		if f.own[string(plain[:n])] {
			return true
		}
		plain = plain[min(n+1, len(plain)):]
	}
	return false
}

// recall counts what of an event goes, and where else the history speaks of the person.
func (f *finding) recall(seq uint64, e *event, past map[string]*Mention) {
	gone := 0
	for _, c := range e.Fields {
		for _, value := range [][]byte{c.Old, c.New} {
			if f.goes(value) {
				gone++
			} else if f.mentions(value) {
				f.note(past, seq, Mention{ID: e.Record, Kind: e.Kind, Key: c.Key, Past: true})
			}
		}
	}
	f.out.Values += gone
	if gone > 0 {
		f.out.Events++
		f.since(seq)
	}
	if f.mentions([]byte(e.Reason)) {
		f.note(past, seq, Mention{ID: e.Record, Kind: e.Kind, Name: e.Reason, Past: true})
	}
}

func (f *finding) note(past map[string]*Mention, seq uint64, m Mention) {
	f.since(seq)
	place := m.ID.String() + m.Key + m.Name
	if past[place] == nil {
		past[place] = &m
	}
	past[place].Times++
}

// since notes that an action says something of the person.
func (f *finding) since(seq uint64) {
	if f.out.First == 0 || seq < f.out.First {
		f.out.First = seq
	}
}

// conclude puts the answer in order.
func (f *finding) conclude(past map[string]*Mention) {
	for i, b := range f.batches {
		if f.mentions([]byte(b.Label)) {
			f.note(past, uint64(i+1), Mention{Name: b.Label, Past: true})
		}
	}
	for _, place := range sortedKeys(past) {
		f.out.Mentions = append(f.out.Mentions, *past[place])
	}
	for i := range f.out.now {
		if st := f.out.now[i].state; st.alive() || st.trashed() {
			f.out.Records = append(f.out.Records, f.out.now[i].record(f.persons))
		}
	}
}
