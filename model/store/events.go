package store

import (
	"fmt"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/fxamacker/cbor/v2"

	"chainatlas/model"
)

// Events stand in the journal and nowhere else: the database only knows which frames touched a record, and where in them.

// pages are the events of the frame that was read last, still encoded: whoever looks at one record of an import looks at others.
type pages struct {
	mu     sync.Mutex
	seq    uint64
	events []cbor.RawMessage
}

// rawEvents reads the events of a frame.
func (s *Store) rawEvents(seq uint64) ([]cbor.RawMessage, error) {
	s.pages.mu.Lock()
	defer s.pages.mu.Unlock()
	if s.pages.seq == seq {
		return s.pages.events, nil
	}
	payload, err := s.journal.payload(seq)
	if err == nil {
		payload, err = s.journal.unsealed(payload)
	}
	if err != nil {
		return nil, err
	}
	var f struct {
		Events []cbor.RawMessage `cbor:"11,keyasint"`
	}
	if err := decoding.Unmarshal(payload, &f); err != nil {
		return nil, fmt.Errorf("read events of frame %d: %w", seq, err)
	}
	s.pages.seq, s.pages.events = seq, f.Events
	return f.Events, nil
}

// event reads one event of a frame. It returns ErrNotFound for a place that the frame does not have.
func (s *Store) event(seq uint64, place uint32) (*event, error) {
	raw, err := s.rawEvents(seq)
	if err != nil {
		return nil, err
	}
	if uint64(place) >= uint64(len(raw)) {
		return nil, fmt.Errorf("event %d of frame %d: %w", place, seq, model.ErrNotFound)
	}
	e := new(event)
	if err := decoding.Unmarshal(raw[place], e); err != nil {
		return nil, fmt.Errorf("read event %d of frame %d: %w", place, seq, err)
	}
	return e, nil
}

// eventsOf reads all that a frame did.
func (s *Store) eventsOf(seq uint64) (out []event, err error) {
	err = s.view(func(*badger.Txn, nexts) error {
		raw, err := s.rawEvents(seq)
		if err != nil {
			return err
		}
		out = make([]event, len(raw))
		for i := range raw {
			if err := decoding.Unmarshal(raw[i], &out[i]); err != nil {
				return fmt.Errorf("read events of frame %d: %w", seq, err)
			}
		}
		return nil
	})
	return out, err
}

// eventAt reads one event of a frame and the frame's stamp.
func (s *Store) eventAt(seq uint64, place uint32) (e *event, own stamp, err error) {
	err = s.view(func(*badger.Txn, nexts) error {
		e, err = s.event(seq, place)
		return err
	})
	if err == nil {
		own, err = s.stampOf(seq)
	}
	return e, own, err
}

// eachEvent goes through a record's events, newest first, until f has enough.
func (s *Store) eachEvent(id model.ID, f func(seq uint64, place uint32, e *event) bool) error {
	return s.view(func(txn *badger.Txn, _ nexts) error { return s.eachEventIn(txn, id, f) })
}

func (s *Store) eachEventIn(txn *badger.Txn, id model.ID, f func(seq uint64, place uint32, e *event) bool) error {
	o := badger.DefaultIteratorOptions
	o.Reverse = true
	o.Prefix = keyHistory(id)
	it := txn.NewIterator(o)
	defer it.Close()
	for it.Seek(append(keyHistory(id), 0xff)); it.Valid(); it.Next() {
		seq := seqOfHistory(it.Item().Key())
		var place uint32
		var e *event
		err := it.Item().Value(func(b []byte) error { return decoding.Unmarshal(b, &place) })
		if err == nil {
			e, err = s.event(seq, place)
		}
		if err != nil {
			return fmt.Errorf("read history of %s: %w", id, err)
		}
		if !f(seq, place, e) {
			return nil
		}
	}
	return nil
}
