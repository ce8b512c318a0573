package store

import (
	"fmt"

	"github.com/google/uuid"

	"chainatlas/model"
)

// MinFree is the room, in bytes, below which nothing is written: a full disk kills the process inside Badger's mapped files.
const MinFree = 200 << 20

func (s *Store) newFrame(label string, t stamp, by model.Stamp) *frame {
	id := BatchID(uuid.Must(uuid.NewV7()).String())
	return &frame{ID: id, Label: label, By: by.By, Station: t.Station, At: by.At.UnixMilli(), Time: t.Time}
}

// ready tells whether a writer may go on.
func (s *Store) ready() error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.closed
}

// commit makes a frame durable, then takes it into Badger and shows it. The caller holds the writer's lock.
func (s *Store) commit(f *frame) (Batch, []model.Change, error) {
	if len(f.Events) == 0 && len(f.Erased) == 0 {
		return Batch{}, nil, nil
	}
	f.Seq, f.Records = s.journal.seq()+1, len(f.Events)
	f.Prev = append([]byte(nil), s.journal.head[:]...)
	after, err := s.after(f)
	if err != nil {
		return Batch{}, nil, fmt.Errorf("prepare %s: %w", f.Label, err)
	}
	payload, err := encoding.Marshal(f)
	if err != nil {
		return Batch{}, nil, fmt.Errorf("encode %s: %w", f.Label, err)
	}
	if err := s.room(len(payload)); err != nil {
		return Batch{}, nil, err
	}
	if err := s.persons.save(); err != nil {
		return Batch{}, nil, err
	}
	if err := s.journal.append(payload); err != nil {
		s.stop(fmt.Errorf("%w: %w: %w", ErrClosed, errUnusable, err))
		return Batch{}, nil, err
	}
	if err := s.take(f, after); err != nil {
		s.stop(fmt.Errorf("%w: %w: %w", ErrClosed, errUnusable, err))
		return f.batch(), nil, fmt.Errorf("show %s, which is saved: %w", f.Label, err)
	}
	return f.batch(), append(f.changes(), after.recalled()...), nil
}

// room tells whether a frame of the size fits into the journal and on the disk.
func (s *Store) room(size int) error {
	if size > maxPayload-sealRoom {
		return fmt.Errorf("frame of %d MB: too large for one action", size>>20)
	}
	free, err := freeBytes(s.dir)
	if err != nil {
		return fmt.Errorf("look for room: %w", err)
	}
	if free < MinFree+4*uint64(size) {
		return fmt.Errorf("%d MB free: %w", free>>20, ErrNoSpace)
	}
	return nil
}

// outcome is what a frame makes of the store.
type outcome struct {
	states  nexts
	items   []item
	linking []*model.Row // of records outside the frame that show a name which it changes
}

// after computes states and list entries before anything is written, so that a fault stops the action in time.
func (s *Store) after(f *frame) (*outcome, error) {
	states, err := f.after(func(id model.ID) (*state, error) {
		if st, ok := f.before[id]; ok {
			return st, nil
		}
		return s.state(id)
	}, s.persons)
	if err != nil {
		return nil, err
	}
	out := &outcome{states: states, items: make([]item, 0, len(f.Events))}
	name := s.nameAfter(out.states)
	for i := range f.Events {
		it, err := f.Events[i].item(out.states, s.persons, name)
		if err != nil {
			return nil, err
		}
		out.items = append(out.items, it)
	}
	out.linking, err = s.linkingRows(f.renamed(), out.states, name)
	return out, err
}

// take shows a committed frame at once and whole, and brings it into Badger behind that.
func (s *Store) take(f *frame, after *outcome) error {
	s.settled.Lock()
	defer s.settled.Unlock()
	s.mu.Lock()
	s.pending = after.states
	s.shelf.add(after.items)
	s.shelf.show(after.linking)
	s.addBatch(f.batch())
	s.unlisted += len(f.Events)
	h := s.headNow()
	s.mu.Unlock()
	if err := s.engine.apply(f, after.states, h); err != nil {
		return err
	}
	s.mu.Lock()
	s.pending = nil
	s.mu.Unlock()
	return nil
}

func (f *frame) changes() []model.Change {
	out := make([]model.Change, len(f.Events))
	for i, e := range f.Events {
		out[i] = model.Change{Kind: e.Kind, ID: e.Record, Action: e.Action}
		for _, c := range e.Fields {
			if c.Key != keyLife && e.Action == model.Edited {
				out[i].Fields = append(out[i].Fields, c.Key)
			}
		}
	}
	return out
}

// recalled are the live records that did not change but in how they call others.
func (o *outcome) recalled() (out []model.Change) {
	for _, row := range o.linking {
		if !row.Deleted {
			out = append(out, model.Change{Kind: row.Kind, ID: row.ID, Action: model.Edited})
		}
	}
	return out
}
