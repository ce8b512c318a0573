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
	c := cells{keys: keys, values: make([][]byte, len(keys)), persons: s.persons, see: see}
	return s.view(func(txn *badger.Txn, pending nexts) error {
		if len(ids) < seekingPays {
			return c.seek(txn, pending, ids)
		}
		return c.walk(txn, pending, ids)
	})
}

// Parts hands out the live records of a kind with these fields alone, by ID: a hundred thousand whole ones would not fit
// into memory, and take their time. Links carry the names of today.
func (s *Store) Parts(k model.Kind, fields []*model.Field, see func(model.Record) error) error {
	rows := s.Rows(k)
	ids := make([]model.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return s.PartsOf(k, ids, fields, func(_ int, r model.Record) error { return see(r) })
}

// PartsOf is Parts for some records, whose ids are in order; see gets the place among them. It is not called for records that
// are not live.
func (s *Store) PartsOf(k model.Kind, ids []model.ID, fields []*model.Field, see func(i int, r model.Record) error) error {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.Key
	}
	name := s.nameOnce()
	err := s.Cells(ids, keys, func(i int, values [][]byte) error {
		r, err := partOf(k, ids[i], keys, values)
		if err != nil {
			return err
		}
		model.CallLinks(r, name)
		return see(i, r)
	})
	if err != nil {
		return fmt.Errorf("read %d fields of %d records of %s: %w", len(fields), len(ids), k, err)
	}
	return nil
}

func partOf(k model.Kind, id model.ID, keys []string, values [][]byte) (model.Record, error) {
	some := make(model.State, len(keys))
	for n, key := range keys {
		if len(values[n]) > 0 {
			some[key] = values[n]
		}
	}
	return model.Decode(k, id, some)
}

// cells is one reading of single fields.
type cells struct {
	keys    []string
	values  [][]byte // of the record at hand
	persons *persons
	see     func(i int, values [][]byte) error
}

func (c *cells) seek(txn *badger.Txn, pending nexts, ids []model.ID) error {
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
func (c *cells) walk(txn *badger.Txn, pending nexts, ids []model.ID) error {
	o := badger.DefaultIteratorOptions
	o.Prefix, o.PrefetchValues = []byte{prefixState}, false // values lie in the tables: fetching ahead costs more than it gives
	it := txn.NewIterator(o)
	defer it.Close()
	it.Seek(keyState(ids[0]))
	for i, id := range ids {
		if n, ok := pending[id]; ok {
			if err := c.read(i, n.state); err != nil {
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
		c.values[n] = c.persons.open(st.Cells[key].Value)
	}
	return c.see(i, c.values)
}

// read finds the cells in a stored state without decoding it.
func (c *cells) read(i int, stored []byte) error {
	live := false
	clear(c.values)
	err := walkState(stored, func(model.Kind) {}, func(key, value []byte) {
		if string(key) == keyLife {
			live = bytes.Equal(value, alive)
		} else if n := slices.IndexFunc(c.keys, func(k string) bool { return k == string(key) }); n >= 0 {
			c.values[n] = c.persons.open(value)
		}
	})
	if err != nil || !live {
		return err
	}
	return c.see(i, c.values)
}

// walkState shows the kind of a stored state, then its cells, as slices of it.
func walkState(stored []byte, kind func(model.Kind), cell func(key, value []byte)) error {
	w := steps{rest: stored}
	for range w.head(cborMap) {
		switch w.head(cborNumber) {
		case 1:
			kind(model.Kind(w.text(cborText)))
		case 3:
			w.cells(cell)
		default:
			w.skip()
		}
	}
	if w.bad || len(w.rest) > 0 {
		return fmt.Errorf("walk state: %w", ErrDamaged)
	}
	return nil
}

func (w *steps) cells(see func(key, value []byte)) {
	for range w.head(cborMap) {
		key := w.text(cborText)
		if w.head(cborList) != 3 {
			w.fail()
		}
		value := w.text(cborBytes)
		w.skip() // stamp
		w.skip() // origin
		if !w.bad {
			see(key, value)
		}
	}
}
