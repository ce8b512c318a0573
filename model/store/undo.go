package store

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

const (
	undoLabel = "撤销："
	redoLabel = "重做："
)

// Undo takes back the last action of this station that was not taken back yet.
// It returns ErrNothingToUndo, or *Superseded when somebody changed the same since. An erasure is passed by: nothing takes
// it back.
func (s *Store) Undo() (Batch, error) { return s.invert(inverseOf((*Store).lastDone)) }

// Redo does again what the last Undo took back, as long as nothing new was done since. It returns ErrNothingToUndo.
func (s *Store) Redo() (Batch, error) { return s.invert(inverseOf((*Store).lastUndone)) }

// UndoBatch takes back one action, however old. It returns ErrNothingToUndo when it is taken back already,
// *Superseded when somebody changed the same since, or model.ErrErased for an erasure. A value that was erased since
// comes back empty.
func (s *Store) UndoBatch(id BatchID) (Batch, error) {
	return s.invert(inverseOf(func(s *Store) (BatchID, error) {
		i := s.batchAt(id)
		if i < 0 {
			return "", fmt.Errorf("batch %s: %w", id, model.ErrNotFound)
		}
		if s.batches[i].Erasure {
			return "", fmt.Errorf("undo %s: %w", s.batches[i].Label, model.ErrErased)
		}
		if s.batches[i].Undone {
			return "", ErrNothingToUndo
		}
		return s.batches[s.lastInChain(i)].ID, nil
	}))
}

// UndoEvent takes back what an action did to one record, and is itself an action that Undo takes back.
// It returns ErrNothingToUndo when that was done already, or *Superseded when somebody changed the same since.
func (s *Store) UndoEvent(id EventID) (Batch, error) {
	return s.invert(func(s *Store) (*frame, error) { return s.inverseOfOne(id) })
}

func (s *Store) inverseOfOne(id EventID) (*frame, error) {
	batch, place, ok := id.split()
	i := s.batchAt(batch)
	if !ok || i < 0 {
		return nil, fmt.Errorf("event %s: %w", id, model.ErrNotFound)
	}
	b, seq := s.batches[i], uint64(i+1)
	if b.Erasure {
		return nil, fmt.Errorf("undo %s: %w", b.Label, model.ErrErased)
	}
	if b.Undone || s.undoneAlone(id) {
		return nil, ErrNothingToUndo
	}
	e, own, err := s.eventAt(seq, place)
	if err != nil {
		return nil, err
	}
	tx := s.begin()
	f := s.newFrame(inverseLabel(b)+"（"+s.calledIn(e)+"）", tx.stamp, tx.by)
	f.OfEvent = id
	back, err := s.inverseEvent(e, own)
	if err != nil {
		return nil, fmt.Errorf("undo %s: %w", b.Label, err)
	}
	f.Events = []event{back}
	return f, nil
}

// undoneAlone tells whether an action that counts took back this one event.
func (s *Store) undoneAlone(id EventID) bool {
	return slices.ContainsFunc(s.batches, func(b Batch) bool { return b.UndoOfEvent == id && !b.Undone })
}

// lastInChain follows undo, redo, undo … of an action to the batch that counts today.
func (s *Store) lastInChain(i int) int {
	for n := i + 1; n < len(s.batches); n++ {
		if s.batches[n].UndoOf == s.batches[i].ID {
			i = n
		}
	}
	return i
}

// lastDone finds the batch that Undo takes back: the last action that counts, or its last redo.
func (s *Store) lastDone() (BatchID, error) {
	for i := len(s.batches) - 1; i >= 0; i-- {
		b := s.batches[i]
		if b.UndoOf == "" && !b.Undone && !b.Seed && !b.Erasure && b.Station == s.clock.station {
			return s.batches[s.lastInChain(i)].ID, nil
		}
	}
	return "", ErrNothingToUndo
}

// lastUndone finds the batch that Redo takes back: the last undo that counts, when no new action came after it.
func (s *Store) lastUndone() (BatchID, error) {
	for i := len(s.batches) - 1; i >= 0; i-- {
		b := s.batches[i]
		switch {
		case b.Station != s.clock.station || b.Seed:
		case b.UndoOf == "":
			return "", ErrNothingToUndo
		case !b.Undone && s.isUndo(i):
			return b.ID, nil
		}
	}
	return "", ErrNothingToUndo
}

// isUndo tells an undo from a redo by counting the steps to the action.
func (s *Store) isUndo(i int) bool {
	steps := 0
	for i >= 0 && s.batches[i].UndoOf != "" {
		i = s.batchAt(s.batches[i].UndoOf)
		steps++
	}
	return steps%2 == 1
}

// inverseOf takes back the whole batch that pick finds.
func inverseOf(pick func(*Store) (BatchID, error)) func(*Store) (*frame, error) {
	return func(s *Store) (*frame, error) {
		id, err := pick(s)
		if err != nil {
			return nil, err
		}
		return s.inverse(id)
	}
}

func (s *Store) invert(plan func(*Store) (*frame, error)) (Batch, error) {
	b, changes, err := s.inverted(plan)
	s.watch.tell(changes)
	return b, err
}

func (s *Store) inverted(plan func(*Store) (*frame, error)) (Batch, []model.Change, error) {
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.ready(); err != nil {
		return Batch{}, nil, err
	}
	f, err := plan(s)
	if err != nil {
		return Batch{}, nil, err
	}
	return s.commit(f)
}

// inverse is the frame that takes a batch back.
func (s *Store) inverse(id BatchID) (*frame, error) {
	b, seq, err := s.batch(id)
	if err != nil {
		return nil, err
	}
	events, err := s.eventsOf(seq)
	if err != nil {
		return nil, err
	}
	own, err := s.stampOf(seq)
	if err != nil {
		return nil, err
	}
	tx := s.begin()
	f := s.newFrame(inverseLabel(b), tx.stamp, tx.by)
	f.UndoOf = id
	for i := range events {
		e, err := s.inverseEvent(&events[i], own)
		if err != nil {
			return nil, fmt.Errorf("undo %s: %w", b.Label, err)
		}
		f.Events = append(f.Events, e)
	}
	return f, nil
}

func inverseLabel(b Batch) string {
	if text, ok := strings.CutPrefix(b.Label, undoLabel); ok && (b.UndoOf != "" || b.UndoOfEvent != "") {
		return redoLabel + text
	}
	return undoLabel + strings.TrimPrefix(b.Label, redoLabel)
}

// stampOf is the stamp of a frame.
func (s *Store) stampOf(seq uint64) (own stamp, err error) {
	err = s.view(func(txn *badger.Txn, _ nexts) error {
		var f frame
		err := get(txn, keyBatch(seq), &f)
		own = f.stamp()
		return err
	})
	return own, err
}

func (s *Store) inverseEvent(e *event, own stamp) (event, error) {
	now, err := s.state(e.Record)
	if err != nil {
		return event{}, err
	}
	if key, ok := now.changedSince(e, own); ok {
		return event{}, s.superseded(e, key)
	}
	out := event{Record: e.Record, Kind: e.Kind}
	for _, c := range e.Fields {
		back := now.cell(c.Key).to(c.Key, s.persons.kept(c.Old))
		origin := c.originBefore()
		back.To = &origin
		out.Fields = append(out.Fields, back)
	}
	out.Action = now.actionOf(out.Fields)
	return out, nil
}

// changedSince names a field whose value is no longer the one that the event left.
func (s *state) changedSince(e *event, own stamp) (key string, changed bool) {
	touched := make(map[string]bool, len(e.Fields))
	for _, c := range e.Fields {
		touched[c.Key] = true
		if s.cell(c.Key).Origin != c.originAfter(own) {
			return c.Key, true
		}
	}
	if !touched[keyLife] {
		// An action may take a record out of the trash, change it and put it back: that it lies there is no later change.
		return keyLife, !s.alive() && s.cell(keyLife).Origin.Time > own.Time
	}
	if e.Action != model.Created {
		return "", false
	}
	// A creation is taken back whole: a field that was filled in later would be lost.
	for _, key := range sortedKeys(s.Cells) {
		if !touched[key] && !ownStamp(key) && s.Cells[key].Value != nil {
			return key, true
		}
	}
	return "", false
}

// actionOf says what the changes do to the record's life.
func (s *state) actionOf(changes []change) model.Action {
	for _, c := range changes {
		if c.Key != keyLife {
			continue
		}
		if string(c.New) == string(alive) {
			return model.Restored
		}
		return model.Deleted
	}
	return model.Edited
}

// superseded says who changed the field last.
func (s *Store) superseded(e *event, key string) error {
	out := &Superseded{Record: e.Record, Kind: e.Kind, Name: s.nameIn(e), Field: key}
	if key == keyLife {
		out.Field = ""
	}
	err := s.eachEvent(e.Record, func(seq uint64, _ uint32, e *event) bool {
		for _, c := range e.Fields {
			if c.Key == key {
				b := s.batches[seq-1]
				out.By, out.At = b.By, b.At
				return false
			}
		}
		return true
	})
	if err != nil {
		return err
	}
	return out
}
