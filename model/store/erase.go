package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"chainatlas/model"
)

// Erasure is what erasing a person takes out of the records and the history, found by FindPerson and done by Erase.
type Erasure struct {
	Name     string // whom it is about
	Records  []ErasedRecord
	Values   int       // values of the history that will read 已抹除
	Events   int       // entries of the history that these stand in
	Shared   []string  // telephone numbers that stay, because they are other people's too
	Mentions []Mention // other texts with the name or a number: they stay, for somebody to edit
	First    uint64    // the first action that says anything of the person: what ends before it holds nothing

	seq  uint64 // the last action that was looked at
	keys map[personID]bool
	now  []standing
}

// ErasedRecord is a record that changes. A contact goes for good: it is in no trash afterwards.
type ErasedRecord struct {
	ID     model.ID
	Kind   model.Kind
	Name   string
	Gone   bool
	Fields []ErasedField
}

// ErasedField is a field that changes. After is what stays: the other people whom the text names.
type ErasedField struct {
	Key, Before, After string
}

// Mention is a text that is no personal field and yet holds the name or a number.
type Mention struct {
	ID    model.ID
	Kind  model.Kind
	Name  string // of the record; of the action, when there is no record
	Key   string // of the field
	Past  bool   // in the history, where nobody can edit it
	Times int    // how often, in the history
}

// standing is a record that holds a value which is to go.
type standing struct {
	id    model.ID
	state *state
	after map[string]string // what is left of personal texts; nil for a contact, of which nothing is left
}

const eraseLabel = "抹除个人信息"

// ErrChanged is returned when something was written between looking and doing.
var ErrChanged = errors.New("records were changed meanwhile")

// Erase erases a person for good: the fields are emptied, the contact is deleted, and the keys of the values are destroyed,
// by which they are gone from the history, the journal and the database. It is one action, which nothing takes back. A
// power cut leaves nothing done, or the next opening finishes it. It returns ErrChanged when the workspace is no longer
// what FindPerson saw; then nothing was done.
func (s *Store) Erase(e *Erasure) (Batch, error) {
	b, changes, err := s.erase(e)
	s.watch.tell(changes)
	return b, err
}

func (s *Store) erase(e *Erasure) (Batch, []model.Change, error) {
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.ready(); err != nil {
		return Batch{}, nil, err
	}
	if e.seq != s.journal.seq() {
		return Batch{}, nil, fmt.Errorf("erase a person: %w", ErrChanged)
	}
	defer s.persons.forget()
	f, err := s.erasing(e)
	if err != nil {
		return Batch{}, nil, fmt.Errorf("erase a person: %w", err)
	}
	b, changes, err := s.commit(f)
	if err != nil {
		return b, changes, err
	}
	if err := s.persons.destroy(f.erased()); err != nil {
		s.stop(fmt.Errorf("%w: %w: %w", ErrClosed, errUnusable, err)) // the next opening finishes it
		return b, changes, err
	}
	return b, changes, nil
}

// erasing is the frame of an erasure. Its label names nobody.
func (s *Store) erasing(e *Erasure) (*frame, error) {
	tx := s.begin()
	f := s.newFrame(eraseLabel, tx.stamp, tx.by)
	for id := range e.keys {
		f.Erased = append(f.Erased, id[:]...)
	}
	f.Erased = joinIDs(f.erased())
	for _, one := range e.now {
		ev, err := one.event(s.persons)
		if err != nil {
			return nil, err
		}
		if len(ev.Fields) > 0 {
			f.Events = append(f.Events, ev)
		}
	}
	return f, nil
}

func (one *standing) event(p *persons) (event, error) {
	e := event{Record: one.id, Kind: one.state.Kind, Action: model.Edited}
	if one.after == nil {
		if one.state.alive() {
			e.Action = model.Deleted
		}
		for _, key := range sortedKeys(one.state.Cells) {
			if c := one.state.Cells[key]; c.Value != nil && !ownStamp(key) {
				e.Fields = append(e.Fields, c.to(key, nil))
			}
		}
		return e, nil
	}
	for _, key := range sortedKeys(one.after) {
		value, err := one.left(key, p)
		if err != nil {
			return e, err
		}
		if c := one.state.Cells[key]; !bytes.Equal(c.Value, value) {
			e.Fields = append(e.Fields, c.to(key, value))
		}
	}
	return e, nil
}

// left is the value that a field is left with.
func (one *standing) left(key string, p *persons) ([]byte, error) {
	text := one.after[key]
	if text == "" {
		return nil, nil
	}
	plain, err := encoding.Marshal(text)
	if err != nil {
		return nil, err
	}
	return p.sealValue(one.state.Kind, one.id, key, plain)
}

// record is what a preview shows of it.
func (one *standing) record(p *persons) ErasedRecord {
	out := ErasedRecord{ID: one.id, Kind: one.state.Kind, Gone: one.after == nil}
	out.Name = model.State{"name": p.open(one.state.Cells["name"].Value)}.Name()
	for _, f := range model.FieldsOf(one.state.Kind) {
		c, ok := one.state.Cells[f.Key]
		left, changes := one.after[f.Key]
		if !ok || c.Value == nil || !changes && !out.Gone || !f.IsPersonal() || f.Keep {
			continue
		}
		out.Fields = append(out.Fields, ErasedField{Key: f.Key, Before: f.TextOf(p.open(c.Value)), After: left})
	}
	out.Fields = slices.DeleteFunc(out.Fields, func(x ErasedField) bool { return x.Before == "" })
	return out
}
