package store

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// AsOf hands out the records of a kind as they stood at a time, by ID: after the last action that was made by then. Records
// made later are left out, and those deleted since are there. Links carry the names of today, and what was erased is empty.
// What changed since is read from the journal: a time long ago takes as long as the actions since were large.
func (s *Store) AsOf(k model.Kind, t time.Time, see func(model.Record) error) error {
	s.settled.RLock() // the database has all frames when the reading begins; writers do not wait for its end
	settled := sync.OnceFunc(s.settled.RUnlock)
	defer settled()
	name := s.nameOnce()
	err := s.view(func(txn *badger.Txn, _ nexts) error {
		settled()
		r := rewinder{store: s, txn: txn, kind: k, cut: s.frameAt(t), touched: map[model.ID]*rewound{}}
		if err := r.collect(); err != nil {
			return err
		}
		for _, id := range r.ids() {
			st, err := r.state(id)
			if err != nil {
				return err
			}
			if !st.alive() {
				continue
			}
			rec, err := st.record(id, s.persons, name)
			if err == nil {
				err = see(rec)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read every %s as of %s: %w", k, t.Format(time.DateOnly), err)
	}
	return nil
}

// EveryAsOf is Every as of a time.
func EveryAsOf[T model.Record](s *Store, k model.Kind, t time.Time) (out []T, err error) {
	err = s.AsOf(k, t, func(r model.Record) error {
		out = append(out, r.(T))
		return nil
	})
	return out, err
}

// frameAt is the number of the last frame made by a time, 0 for none. Where the computer's clock was set back it is the last
// of them all, so that what is shown is always what the workspace once was.
func (s *Store) frameAt(t time.Time) uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for i := len(s.batches) - 1; i >= 0; i-- {
		if !s.batches[i].At.After(t) {
			return uint64(i + 1)
		}
	}
	return 0
}

// rewinder takes the frames after a cut back, in memory.
type rewinder struct {
	store   *Store
	txn     *badger.Txn
	kind    model.Kind
	cut     uint64
	touched map[model.ID]*rewound
}

// rewound is a record that changed since the cut: for each field the cell that its first change found.
type rewound struct {
	dead  bool // it was not there at the cut
	made  bool // an event since made it anew
	cells map[string]cell
}

// collect reads the frames after the cut; of each field the first change counts.
func (r *rewinder) collect() error {
	s := r.store
	s.mu.RLock()
	last := uint64(len(s.batches))
	s.mu.RUnlock()
	for seq := r.cut + 1; seq <= last; seq++ {
		raw, err := s.rawEvents(seq)
		if err != nil {
			return err
		}
		for i := range raw {
			var e event
			if err := decoding.Unmarshal(raw[i], &e); err != nil {
				return fmt.Errorf("read event %d of frame %d: %w", i, seq, err)
			}
			if e.Kind == r.kind && e.Action != model.Viewed {
				r.take(&e)
			}
		}
	}
	return nil
}

func (r *rewinder) take(e *event) {
	one := r.touched[e.Record]
	if one == nil {
		one = &rewound{cells: map[string]cell{}}
		r.touched[e.Record] = one
		for _, c := range e.Fields {
			one.dead = one.dead || c.Key == keyLife && !bytes.Equal(c.Old, alive)
		}
	}
	one.made = one.made || e.Action == model.Created
	if one.dead {
		return
	}
	for _, c := range e.Fields {
		if _, known := one.cells[c.Key]; !known {
			one.cells[c.Key] = cell{Value: c.Old, Stamp: c.Base, Origin: c.originBefore()}
		}
	}
}

// ids are the records that may have lived at the cut, in order.
func (r *rewinder) ids() (out []model.ID) {
	for _, row := range r.store.Rows(r.kind) {
		if r.touched[row.ID] == nil {
			out = append(out, row.ID)
		}
	}
	for id, one := range r.touched {
		if !one.dead {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b model.ID) int { return bytes.Compare(a[:], b[:]) })
	return out
}

// state is a record as it stood at the cut.
func (r *rewinder) state(id model.ID) (*state, error) {
	st, err := stateOf(r.txn, id)
	one := r.touched[id]
	if err != nil || st == nil || one == nil {
		return st, err
	}
	for key, c := range one.cells {
		st.Cells[key] = c
	}
	if err := r.stamp(id, st, one); err != nil {
		return nil, err
	}
	return st, nil
}

// stamp gives a state the times of its making and of its last change, which stand in no change: every action leaves its
// stamp on a field, so that the latest of them names it.
func (r *rewinder) stamp(id model.ID, st *state, one *rewound) error {
	var latest uint64
	for key, c := range st.Cells {
		if key != "updated" && key != "created" {
			latest = max(latest, c.Stamp.Time)
		}
	}
	f, err := r.frameOf(latest)
	if err != nil {
		return err
	}
	if st.Cells["updated"], err = stampCell(f); err != nil || !one.made {
		return err
	}
	err = r.store.eachEventIn(r.txn, id, func(seq uint64, _ uint32, e *event) bool {
		if seq > r.cut || e.Action != model.Created {
			return true
		}
		f, err = r.frame(seq)
		return false
	})
	if err != nil {
		return err
	}
	st.Cells["created"], err = stampCell(f)
	return err
}

func stampCell(f *frame) (cell, error) {
	v, err := f.updated()
	return cell{Value: v, Stamp: f.stamp(), Origin: f.stamp()}, err
}

func (r *rewinder) frame(seq uint64) (*frame, error) {
	f := new(frame)
	return f, get(r.txn, keyBatch(seq), f)
}

// frameOf finds the frame of a stamp's time: stamps only grow from frame to frame.
func (r *rewinder) frameOf(at uint64) (f *frame, err error) {
	n := sort.Search(int(r.cut), func(i int) bool {
		if err != nil {
			return true
		}
		var one *frame
		one, err = r.frame(uint64(i + 1))
		return err != nil || one.Time >= at
	})
	if err != nil {
		return nil, err
	}
	return r.frame(uint64(n + 1))
}
