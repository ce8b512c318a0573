package store

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// seekingPays is how many records are read one by one; for more, walking over all between them is faster.
const seekingPays = 512

// Cells hands out some fields of live records, still encoded, and decodes nothing else: one field of a hundred thousand
// records takes a fraction of the time that the records take. The ids are in order; see gets the place among them and a
// value for each key, nil where the field states nothing. It is not called for records that are not live, and what it is
// given holds only until it returns. Links are as they were written.
func (s *Store) Cells(ids []model.ID, keys []string, see func(i int, values [][]byte) error) error {
	if len(ids) == 0 {
		return nil
	}
	c := cells{keys: keys, values: make([][]byte, len(keys)), see: see}
	return s.view(func(txn *badger.Txn, pending map[model.ID]*state) error {
		if len(ids) < seekingPays {
			return c.seek(txn, pending, ids)
		}
		return c.walk(txn, pending, ids)
	})
}

// cells is one reading of single fields.
type cells struct {
	keys   []string
	values [][]byte // of the record at hand
	see    func(i int, values [][]byte) error
}

func (c *cells) seek(txn *badger.Txn, pending map[model.ID]*state, ids []model.ID) error {
	for i, id := range ids {
		st, err := stateIn(txn, pending, id)
		if err == nil {
			err = c.show(i, st)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// walk reads from the first record to the last. What is not asked for lies between them and is passed by.
func (c *cells) walk(txn *badger.Txn, pending map[model.ID]*state, ids []model.ID) error {
	o := badger.DefaultIteratorOptions
	o.Prefix, o.PrefetchValues = []byte{prefixState}, false // values lie in the tables: fetching ahead costs more than it gives
	it := txn.NewIterator(o)
	defer it.Close()
	it.Seek(keyState(ids[0]))
	for i, id := range ids {
		if st := pending[id]; st != nil {
			if err := c.show(i, st); err != nil {
				return err
			}
			continue
		}
		for it.Valid() && bytes.Compare(it.Item().Key()[1:], id[:]) < 0 {
			it.Next()
		}
		if !it.Valid() || !bytes.Equal(it.Item().Key()[1:], id[:]) {
			continue
		}
		if err := it.Item().Value(func(b []byte) error { return c.read(i, b) }); err != nil {
			return fmt.Errorf("read %s: %w", id, err)
		}
	}
	return nil
}

func (c *cells) show(i int, st *state) error {
	if !st.alive() {
		return nil
	}
	for n, key := range c.keys {
		c.values[n] = st.Cells[key].Value
	}
	return c.see(i, c.values)
}

// read finds the cells in a stored state without decoding it.
func (c *cells) read(i int, stored []byte) error {
	w, live := walker{rest: stored}, false
	clear(c.values)
	for range w.head(cborMap) {
		if w.head(cborNumber) != 3 {
			w.skip()
			continue
		}
		for range w.head(cborMap) {
			key := w.text(cborText)
			w.head(cborList)
			value := w.text(cborBytes)
			w.skip() // stamp
			w.skip() // origin
			if string(key) == keyLife {
				live = bytes.Equal(value, alive)
			} else if n := slices.IndexFunc(c.keys, func(k string) bool { return k == string(key) }); n >= 0 {
				c.values[n] = value
			}
		}
	}
	if w.bad {
		return fmt.Errorf("walk state: %w", ErrDamaged)
	}
	if !live {
		return nil
	}
	return c.see(i, c.values)
}
