package chainbook

import (
	"bytes"
	"errors"
	"slices"
	"sync"

	"chainatlas/model"
	"chainatlas/model/store"
)

// Kept keeps the records that a screen has read, so that after an action only what it touched is read again. Whoever is handed
// the records only looks at them. A Kept may be used from several goroutines.
type Kept struct {
	store *store.Store
	off   func()

	reading sync.Mutex
	kinds   map[model.Kind][]model.Record // by ID; guarded by reading

	mu    sync.Mutex
	dirty map[model.Kind]map[model.ID]bool // what changed since it was read
}

// mostKept is how many records of a kind are kept; of more every reading is a whole one, which costs time and not memory.
const mostKept = 20_000

// Keep begins to follow what changes in a store.
func Keep(s *store.Store) *Kept {
	k := &Kept{store: s, kinds: map[model.Kind][]model.Record{}, dirty: map[model.Kind]map[model.ID]bool{}}
	k.off = s.Watch(k.heard)
	return k
}

// Close ends the following. What was handed out stays as it is.
func (k *Kept) Close() { k.off() }

// heard is called by whoever writes, and does not wait for a reader.
func (k *Kept) heard(changes []model.Change) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, c := range changes {
		if k.dirty[c.Kind] == nil {
			k.dirty[c.Kind] = map[model.ID]bool{}
		}
		k.dirty[c.Kind][c.ID] = true
	}
}

// changed hands out what changed of a kind and forgets it.
func (k *Kept) changed(kind model.Kind) map[model.ID]bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	out := k.dirty[kind]
	delete(k.dirty, kind)
	return out
}

// All is the store's All.
func (k *Kept) All(kind model.Kind) ([]model.Record, error) {
	k.reading.Lock()
	defer k.reading.Unlock()
	before, there := k.kinds[kind]
	changed := k.changed(kind) // before it is read: what changes meanwhile is read once more
	if there && len(changed) == 0 {
		return before, nil
	}
	delete(k.kinds, kind) // an error leaves nothing half read
	var now []model.Record
	var err error
	if there && len(changed) <= len(before)/4+1 {
		now, err = k.mended(before, changed)
	} else {
		now, err = k.store.All(kind)
	}
	if err == nil && len(now) <= mostKept {
		k.kinds[kind] = now
	}
	return now, err
}

// mended is the list with those that changed read again.
func (k *Kept) mended(list []model.Record, changed map[model.ID]bool) ([]model.Record, error) {
	out := slices.DeleteFunc(slices.Clone(list), func(r model.Record) bool { return changed[r.Head().ID] })
	for id := range changed {
		r, err := k.store.Get(id)
		switch {
		case errors.Is(err, model.ErrNotFound):
			continue
		case err != nil:
			return nil, err
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b model.Record) int {
		x, y := a.Head().ID, b.Head().ID
		return bytes.Compare(x[:], y[:])
	})
	return out, nil
}
