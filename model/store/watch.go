package store

import (
	"sync"

	"chainatlas/model"
)

// watchers are told of changes in the order they came.
type watchers struct {
	mu   sync.Mutex
	next int
	all  map[int]func([]model.Change)
}

// Watch calls f after every commit, on the goroutine of whoever wrote, until stop is called.
func (s *Store) Watch(f func([]model.Change)) (stop func()) { return s.watch.add(f) }

func (w *watchers) add(f func([]model.Change)) (stop func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.all == nil {
		w.all = make(map[int]func([]model.Change))
	}
	n := w.next
	w.next++
	w.all[n] = f
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.all, n)
	}
}

// tell calls outside every lock, so that a watcher may read, write or stop.
func (w *watchers) tell(changes []model.Change) {
	if len(changes) == 0 {
		return
	}
	for _, f := range w.list() {
		f(changes)
	}
}

func (w *watchers) list() []func([]model.Change) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []func([]model.Change)
	for n := range w.next {
		if f := w.all[n]; f != nil {
			out = append(out, f)
		}
	}
	return out
}
