package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
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
// only all of them together tell. Decoding is what a start without lists waits for, so every core helps.
func loadShelf(txn *badger.Txn, to *shelf, p *persons) error {
	work := make(chan []stored)
	var (
		helpers sync.WaitGroup
		mu      sync.Mutex
		all     []item
		faults  error
	)
	for range runtime.GOMAXPROCS(0) {
		helpers.Go(func() {
			for chunk := range work {
				items, err := newItems(chunk, p)
				mu.Lock()
				all = append(all, items...)
				faults = errors.Join(faults, err)
				mu.Unlock()
			}
		})
	}
	eachChunk(txn, func(c []stored) { work <- c })
	close(work)
	helpers.Wait()
	to.fill(all)
	to.callLinks()
	return faults
}

// loadLists takes the lists from their file and reads what changed since, and those that are called differently by it.
func (s *Store) loadLists() error {
	l := s.lists
	s.lists, s.shelf, s.batches, s.listed = nil, l.shelf, l.batches, true
	s.clock.seen(l.clock)
	changed, err := s.framesAfter(l)
	if err != nil {
		return err
	}
	again := maps.Clone(changed)
	for _, id := range l.reread {
		again[id] = true
	}
	return s.engine.db.View(func(txn *badger.Txn) error {
		if err := s.reshelve(txn, again); err != nil {
			return err
		}
		// Now that all names are there: these may call others differently.
		calling := s.shelf.links.toAny(changed)
		maps.Copy(calling, changed)
		return s.reshelve(txn, calling)
	})
}

// framesAfter reads the actions that the lists lack, and says which records they touched.
func (s *Store) framesAfter(l *lists) (map[model.ID]bool, error) {
	touched := make(map[model.ID]bool)
	for seq := l.seq + 1; seq <= s.journal.seq(); seq++ {
		f, err := s.journal.read(seq)
		if err != nil {
			return nil, err
		}
		s.clock.seen(f.Time)
		s.addBatch(f.batch())
		s.unlisted += len(f.Events)
		for i := range f.Events {
			touched[f.Events[i].Record] = true
		}
	}
	return touched, nil
}

// reshelve puts records on the shelf as the database has them.
func (s *Store) reshelve(txn *badger.Txn, ids map[model.ID]bool) error {
	items := make([]item, 0, len(ids))
	for id := range ids {
		st, err := stateOf(txn, id)
		if err != nil {
			return fmt.Errorf("load records: %w: %w", errDatabase, err)
		}
		it, err := newItem(id, st, s.persons, s.shelf.name)
		if err != nil {
			return fmt.Errorf("load records: %w: %w", errDatabase, err)
		}
		items = append(items, it)
	}
	s.shelf.add(items)
	return nil
}

// fill puts the items on an empty shelf.
func (s *shelf) fill(items []item) {
	slices.SortFunc(items, func(a, b item) int { return compareID(a.id, b.id) })
	for i := range items {
		it := &items[i]
		t := s.live[it.kind]
		if t == nil {
			continue
		}
		if it.row != nil {
			t.rows = append(t.rows, *it.row)
			t.count++
		}
		if it.trash != nil {
			s.trash[it.id] = *it.trash
		}
		if it.chain != nil {
			s.chains[it.id] = it.chain
		}
		n := s.names[it.kind]
		n.loaded = append(n.loaded, it.labels.of(it.id)...)
		for _, to := range it.links {
			s.links.loaded = append(s.links.loaded, link{to, it.id})
		}
	}
	for _, n := range s.names {
		slices.SortFunc(n.loaded, compareLabel)
	}
	slices.SortFunc(s.links.loaded, compareLink)
}

// callLinks gives the rows that were just loaded the present names of what they point to.
func (s *shelf) callLinks() {
	for _, t := range s.live {
		for i := range t.rows {
			t.rows[i].CallLinks(s.name)
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
