package app

import (
	"context"
	"sync"

	"chainatlas/app/task"
	"chainatlas/model"
	"chainatlas/model/search"
	"chainatlas/model/store"
)

// finder keeps the search up to date with the store, beside the window: a renamed enterprise changes every project of its.
type finder struct {
	index *search.Index
	store *store.Store

	started, ready bool

	mu      sync.Mutex
	pending []model.ID // records to be read again
	reading bool
}

// newFinder follows changes until the store is closed; start reads what is there.
func newFinder(s *store.Store) *finder {
	x := &finder{index: search.New(), store: s, reading: true}
	x.store.Watch(x.follow)
	return x
}

// start reads all records, once, and tells when it has.
func (x *finder) start(done func(n int, err error)) {
	if !x.started {
		x.started = true
		task.Run(func(ctx context.Context, _ func(int, int)) (int, error) { return x.fill(ctx) }, done)
	}
}

// fill reads everything, then what changed meanwhile: in this order, or an old reading would stand over a new one.
func (x *finder) fill(ctx context.Context) (int, error) {
	for _, k := range model.Kinds() {
		err := x.store.Parts(k, search.Fields(k), func(r model.Record) error {
			x.index.Put(r)
			return ctx.Err()
		})
		if ctx.Err() != nil {
			return 0, nil // the window is closing
		}
		if err != nil {
			return 0, err
		}
	}
	_, err := x.catchUp(ctx, nil)
	return x.index.Len(), err
}

// follow notes what changed; it runs on the writer's goroutine, which must not wait for it.
func (x *finder) follow(changes []model.Change) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, c := range changes {
		if c.Kind.Business() {
			x.pending = append(x.pending, c.ID)
		}
	}
	if !x.reading && len(x.pending) > 0 {
		x.reading = true
		task.Run(x.catchUp, func(struct{}, error) {})
	}
}

// catchUp reads what changed until nothing is left.
func (x *finder) catchUp(ctx context.Context, _ func(int, int)) (none struct{}, err error) {
	for ids := x.take(); len(ids) > 0; ids = x.take() {
		for _, id := range ids {
			if ctx.Err() != nil {
				return none, nil // the window is closing
			}
			if r, err := x.store.Get(id); err == nil {
				x.index.Put(r)
			} else {
				x.index.Remove(id)
			}
		}
	}
	return none, nil
}

// take empties the queue; an empty one ends the reading.
func (x *finder) take() []model.ID {
	x.mu.Lock()
	defer x.mu.Unlock()
	ids := x.pending
	x.pending, x.reading = nil, len(ids) > 0
	return ids
}
