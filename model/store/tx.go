package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"chainatlas/model"
)

// Tx is one user action while it is being put together. It sees its own writes.
type Tx struct {
	store  *Store
	stamp  stamp
	by     model.Stamp
	drafts map[model.ID]*draft
	order  []model.ID
	notes  []event
	reason string
}

func (s *Store) begin() *Tx { return s.beginAt(s.now()) }

func (s *Store) beginAt(now time.Time) *Tx {
	return &Tx{store: s, stamp: s.clock.next(now), by: model.Stamp{By: s.user, At: now.UTC().Truncate(time.Millisecond)}, drafts: make(map[model.ID]*draft)}
}

// Update is one user action: everything that f puts and deletes, or nothing when f returns an error or panics.
// The label says in Chinese what the user did. The function must not call Update itself.
// When nothing changed the batch is empty.
func (s *Store) Update(label string, f func(*Tx) error) (Batch, error) {
	b, changes, err := s.update(label, f, false, s.now)
	s.watch.tell(changes)
	return b, err
}

// Seed is an Update by the program itself, such as the chains that come with it, or a note that 保密 was looked at: it
// stands in the history, but Undo and Redo pass it by. UndoBatch takes it back when asked by name.
func (s *Store) Seed(label string, f func(*Tx) error) (Batch, error) {
	return s.SeedAt(s.now, label, f)
}

// SeedAt is a Seed that says it was done at another time: a demonstration has a past that is made up like the rest of it. Stamps,
// which decide what is newer, only grow all the same.
func (s *Store) SeedAt(at func() time.Time, label string, f func(*Tx) error) (Batch, error) {
	b, changes, err := s.update(label, f, true, at)
	s.watch.tell(changes)
	return b, err
}

func (s *Store) update(label string, f func(*Tx) error, seed bool, at func() time.Time) (Batch, []model.Change, error) {
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.ready(); err != nil {
		return Batch{}, nil, err
	}
	defer s.persons.forget() // what was not committed
	tx := s.beginAt(at())
	if err := f(tx); err != nil {
		return Batch{}, nil, err
	}
	fr := tx.frame(label)
	fr.Seed = seed
	return s.commit(fr)
}

// Get returns a live record, or ErrNotFound.
func (tx *Tx) Get(id model.ID) (model.Record, error) {
	d, err := tx.draft(id)
	if err != nil {
		return nil, err
	}
	if d == nil || !bytes.Equal(d.life, alive) {
		return nil, fmt.Errorf("%s: %w", id, model.ErrNotFound)
	}
	r, err := model.Decode(d.kind, id, tx.store.persons.openFields(d.kind, maps.Clone(d.after)))
	if err == nil {
		model.CallLinks(r, tx.name)
	}
	return r, err
}

// name is what the action calls a record, or "" when it is not live.
func (tx *Tx) name(id model.ID) string {
	d := tx.drafts[id]
	switch {
	case d == nil:
		return tx.store.Name(id)
	case bytes.Equal(d.life, alive):
		return model.State{"name": tx.store.persons.open(d.after["name"])}.Name()
	}
	return ""
}

// Put stores a new or changed record. A record without ID gets one; created and updated are set by the store.
// Putting what is already there does nothing, whatever names its links carry.
func (tx *Tx) Put(r model.Record) error {
	head := r.Head()
	if head.ID.IsZero() {
		head.ID = model.NewID()
	}
	if r.Kind().New() == nil {
		return fmt.Errorf("put %s: %q: %w", head.ID, r.Kind(), model.ErrUnknownKind)
	}
	fields, err := model.Encode(r)
	if err != nil {
		return fmt.Errorf("put %s: %w", head.Name, err)
	}
	d, err := tx.draft(head.ID)
	if err != nil {
		return err
	}
	if d == nil {
		d = tx.add(head.ID, &draft{kind: r.Kind()})
	}
	if d.kind != r.Kind() {
		return fmt.Errorf("put %s: is a %s, not a %s: %w", head.ID, d.kind, r.Kind(), model.ErrUnknownKind)
	}
	return tx.write(d, r, fields)
}

// write takes the record's fields over and puts the store's stamps on the caller's record.
func (tx *Tx) write(d *draft, r model.Record, fields model.State) error {
	p := tx.store.persons
	keepUnknown(d, fields)
	keepLinks(d, fields, p)
	p.keepLost(d.after, fields)
	if err := p.sealFields(d.kind, r.Head().ID, fields); err != nil {
		return err
	}
	was := bytes.Equal(d.life, alive)
	if was && sameFields(d.after, fields) {
		return nil
	}
	h, created := r.Head(), d.after["created"]
	h.Created, h.Updated = tx.by, tx.by
	stamps, err := model.Encode(&model.Contact{Base: model.Base{Created: tx.by, Updated: tx.by}})
	if err != nil {
		return err
	}
	fields["created"], fields["updated"] = stamps["created"], stamps["updated"]
	if d.life != nil && created != nil {
		fields["created"] = created
		old, err := model.Decode(d.kind, h.ID, model.State{"created": created})
		if err != nil {
			return err
		}
		h.Created = old.Head().Created
	}
	d.after, d.life = fields, alive
	return nil
}

// keepUnknown keeps what a newer version wrote, also when the caller built the record anew.
func keepUnknown(d *draft, fields model.State) {
	for key, v := range d.after {
		if _, ok := fields[key]; !ok && !known(d.kind, key) {
			fields[key] = v
		}
	}
}

// keepLinks keeps the cell of a link that still points to the same: how its record is called today is no edit.
func keepLinks(d *draft, fields model.State, p *persons) {
	for _, f := range model.LinkFieldsOf(d.kind) {
		old, now := p.open(d.before.cell(f.Key).Value), fields[f.Key]
		if old != nil && now != nil && !bytes.Equal(old, now) && f.SameTargets(old, now) {
			fields[f.Key] = old
		}
	}
}

func known(k model.Kind, key string) bool { return knownKeys()[k][key] }

var knownKeys = sync.OnceValue(func() map[model.Kind]map[string]bool {
	out := make(map[model.Kind]map[string]bool)
	for _, k := range model.StoredKinds() {
		out[k] = make(map[string]bool)
		for _, f := range model.FieldsOf(k) {
			out[k][f.Key] = true
		}
	}
	return out
})

func sameFields(a, b model.State) bool {
	same := func(x, y model.State) bool {
		for key, v := range x {
			if !ownStamp(key) && !bytes.Equal(v, y[key]) {
				return false
			}
		}
		return true
	}
	return same(a, b) && same(b, a)
}

// ownStamp tells the cells that the store itself writes with every event.
func ownStamp(key string) bool { return key == "created" || key == "updated" }

// Delete puts a record into the trash. It returns ErrNotFound when it is not live.
func (tx *Tx) Delete(id model.ID, reason string) error {
	d, err := tx.draft(id)
	if err != nil {
		return err
	}
	if d == nil || !bytes.Equal(d.life, alive) {
		return fmt.Errorf("delete %s: %w", id, model.ErrNotFound)
	}
	d.life, d.reason = trashed, reason
	return nil
}

// Because says why the action does what it does; the reason stands with each of its events.
func (tx *Tx) Because(reason string) { tx.reason = reason }

// Note puts it into a record's history that it was looked at, and why; the record stays as it is. It returns ErrNotFound
// for one that is not live.
func (tx *Tx) Note(id model.ID, reason string) error {
	s, err := tx.store.state(id)
	if err != nil {
		return err
	}
	if !s.alive() {
		return fmt.Errorf("note %s: %w", id, model.ErrNotFound)
	}
	tx.notes = append(tx.notes, event{Record: id, Kind: s.Kind, Action: model.Viewed, Reason: reason})
	return nil
}

// Undelete takes a record out of the trash; a live one stays as it is. It returns ErrNotFound for any other.
func (tx *Tx) Undelete(id model.ID) error {
	d, err := tx.draft(id)
	if err != nil {
		return err
	}
	if d == nil || d.life == nil {
		return fmt.Errorf("undelete %s: %w", id, model.ErrNotFound)
	}
	d.life = alive
	return nil
}

var errUnusable = errors.New("the workspace must be opened again")
