package store

import (
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// stored is a record's state as Badger has it.
type stored struct {
	id    model.ID
	value []byte
}

const chunkSize = 256

// loadShelf decodes every state and puts it on the shelf, then calls what the rows point to by its present name, which
// only all of them together tell. Decoding is what a start waits for, so every core helps.
func loadShelf(txn *badger.Txn, to *shelf) error {
	work := make(chan []stored)
	var (
		helpers sync.WaitGroup
		mu      sync.Mutex
		faults  error
	)
	for range runtime.GOMAXPROCS(0) {
		helpers.Go(func() {
			for chunk := range work {
				items, err := newItems(chunk)
				mu.Lock()
				to.add(items)
				faults = errors.Join(faults, err)
				mu.Unlock()
			}
		})
	}
	eachChunk(txn, func(c []stored) { work <- c })
	close(work)
	helpers.Wait()
	to.callLinks()
	return faults
}

// callLinks gives the rows that were just loaded the present names of what they point to.
func (s *shelf) callLinks() {
	for _, t := range s.live {
		for _, row := range t.dirty {
			if row != nil {
				row.CallLinks(s.name)
			}
		}
	}
	for id, row := range s.trash {
		row.CallLinks(s.name)
		s.trash[id] = row
	}
}

func newItems(chunk []stored) ([]item, error) {
	items := make([]item, 0, len(chunk))
	for _, c := range chunk {
		st, err := decodeState(c.value)
		if err != nil {
			return items, fmt.Errorf("read %s: %w", c.id, err)
		}
		it, err := newItem(c.id, st, asWritten)
		if err != nil {
			return items, err
		}
		items = append(items, it)
	}
	return items, nil
}

// eachChunk hands out copies of the states; a value that cannot be read comes as nil and fails to decode.
func eachChunk(txn *badger.Txn, f func([]stored)) {
	o := badger.DefaultIteratorOptions
	o.Prefix = []byte{prefixState}
	it := txn.NewIterator(o)
	defer it.Close()
	var chunk []stored
	for it.Rewind(); it.Valid(); it.Next() {
		value, err := it.Item().ValueCopy(nil)
		if err != nil {
			value = nil
		}
		if chunk = append(chunk, stored{idOfState(it.Item().Key()), value}); len(chunk) == chunkSize {
			f(chunk)
			chunk = nil
		}
	}
	f(chunk)
}
