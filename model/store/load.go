package store

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
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
func loadShelf(txn *badger.Txn, to *shelf, p *persons) error {
	work := make(chan []stored)
	var (
		helpers sync.WaitGroup
		mu      sync.Mutex
		faults  error
	)
	for range runtime.GOMAXPROCS(0) {
		helpers.Go(func() {
			for chunk := range work {
				items, err := newItems(chunk, p)
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

func newItems(chunk []stored, p *persons) ([]item, error) {
	items := make([]item, 0, len(chunk))
	for _, c := range chunk {
		it, err := c.item(p)
		if err != nil {
			return items, fmt.Errorf("read %s: %w", c.id, err)
		}
		items = append(items, it)
	}
	return items, nil
}

// item is the record's place on the shelf. Only the fields that the shelf has something of are decoded: of a hundred
// thousand records the rest takes most of a start.
func (c stored) item(p *persons) (item, error) {
	it := item{id: c.id}
	some, life := make(model.State), []byte(nil)
	err := walkState(c.value, func(k model.Kind) { it.kind = k }, func(key, value []byte) {
		switch {
		case string(key) == keyLife:
			life = value
		case len(value) > 0 && contains(shelfKeys()[it.kind], key):
			some[string(key)] = value
		}
	})
	if err != nil || it.kind.New() == nil || life == nil {
		return it, err
	}
	r, err := model.Decode(it.kind, c.id, p.openFields(it.kind, some))
	if err == nil {
		it.place(r, !bytes.Equal(life, alive))
	}
	return it, err
}

func contains(keys []string, key []byte) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return k == string(key) })
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
