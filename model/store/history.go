package store

import (
	"fmt"
	"slices"

	"chainatlas/model"
)

// addBatch keeps the list of batches and which of them were taken back.
func (s *Store) addBatch(b Batch) {
	s.batches = append(s.batches, b)
	for b.UndoOf != "" {
		i := s.batchAt(b.UndoOf)
		if i < 0 {
			return
		}
		undone := !b.Undone
		s.batches[i].Undone = undone
		b = s.batches[i]
	}
}

// batchAt is the place of a batch in the list, -1 when there is none. The newest are asked for most.
func (s *Store) batchAt(id BatchID) int {
	for i := len(s.batches) - 1; i >= 0; i-- {
		if s.batches[i].ID == id {
			return i
		}
	}
	return -1
}

// Batches lists user actions, newest first; all of them when limit is not positive.
func (s *Store) Batches(limit int) ([]Batch, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed != nil {
		return nil, s.closed
	}
	n := len(s.batches)
	if limit <= 0 || limit > n {
		limit = n
	}
	out := slices.Clone(s.batches[n-limit:])
	slices.Reverse(out)
	return out, nil
}

// Undone tells whether an action was taken back and not redone since.
func (s *Store) Undone(id BatchID) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	i := s.batchAt(id)
	return i >= 0 && s.batches[i].Undone
}

// batch finds a batch and its frame's number.
func (s *Store) batch(id BatchID) (Batch, uint64, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	i := s.batchAt(id)
	if i < 0 {
		return Batch{}, 0, fmt.Errorf("batch %s: %w", id, model.ErrNotFound)
	}
	return s.batches[i], uint64(i + 1), nil
}

// Events lists what a batch did, in the order it was done.
func (s *Store) Events(id BatchID) ([]Event, error) {
	s.settled.RLock()
	defer s.settled.RUnlock()
	b, seq, err := s.batch(id)
	if err != nil {
		return nil, err
	}
	events, err := s.eventsOf(seq)
	if err != nil {
		return nil, err
	}
	out := make([]Event, len(events))
	for i := range events {
		out[i] = s.shown(b, uint32(i), &events[i])
	}
	return out, nil
}

// History lists what was done to a record, newest first.
func (s *Store) History(id model.ID) ([]Event, error) {
	s.settled.RLock()
	defer s.settled.RUnlock()
	var out []Event
	err := s.eachEvent(id, func(seq uint64, place uint32, e *event) bool {
		s.mu.RLock()
		b := s.batches[seq-1]
		s.mu.RUnlock()
		out = append(out, s.shown(b, place, e))
		return true
	})
	return out, err
}

// shown is an event as everyone outside sees it.
func (s *Store) shown(b Batch, place uint32, e *event) Event {
	out := Event{ID: eventID(b.ID, place), Batch: b.ID, Record: e.Record, Kind: e.Kind, Action: e.Action, By: b.By, Station: b.Station, Reason: e.Reason, At: b.At, Name: s.nameIn(e)}
	for _, c := range e.Fields {
		if c.Key != keyLife {
			out.Fields = append(out.Fields, FieldChange{Key: c.Key, Old: s.persons.shown(c.Old), New: s.persons.shown(c.New)})
		}
	}
	return out
}

// nameIn is the record's name at the event when the event has it, else the name of today.
func (s *Store) nameIn(e *event) string {
	for _, c := range e.Fields {
		if f, err := model.FieldOf(e.Kind, "name"); err == nil && c.Key == "name" {
			if c.New != nil {
				return f.TextOf(s.persons.shown(c.New))
			}
			return f.TextOf(s.persons.shown(c.Old))
		}
	}
	if e.Kind == model.KindContact && s.persons.erasedIn(e) {
		return model.ErasedText
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if r := s.shelf.row(e.Record); r != nil {
		return r.Name
	}
	return s.shelf.trash[e.Record].Name
}
