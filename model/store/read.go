package store

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

var _ model.Finder = (*Store)(nil)

// view gives f one whole picture: the frame that Badger is just taking in counts as taken.
func (s *Store) view(f func(txn *badger.Txn, pending nexts) error) error {
	s.using.RLock()
	defer s.using.RUnlock()
	s.mu.RLock()
	if s.closed != nil {
		defer s.mu.RUnlock()
		return s.closed
	}
	txn, pending := s.engine.db.NewTransaction(false), s.pending
	s.mu.RUnlock()
	defer txn.Discard()
	return f(txn, pending)
}

// state returns nil for a record that never was.
func (s *Store) state(id model.ID) (st *state, err error) {
	err = s.view(func(txn *badger.Txn, pending nexts) error {
		st, err = stateIn(txn, pending, id)
		return err
	})
	return st, err
}

// Get returns a live record, or model.ErrNotFound. Its links carry the names that their records have now; a link whose
// record is gone keeps the name it was written with. So do the records and rows of all that follows.
func (s *Store) Get(id model.ID) (model.Record, error) {
	st, err := s.state(id)
	if err != nil {
		return nil, err
	}
	if !st.alive() {
		return nil, fmt.Errorf("%s: %w", id, model.ErrNotFound)
	}
	return st.record(id, s.persons, s.Name)
}

// All returns every live record of the kind, by ID.
func (s *Store) All(k model.Kind) ([]model.Record, error) {
	rows := s.Rows(k)
	out := make([]model.Record, 0, len(rows))
	name := s.nameOnce()
	err := s.view(func(txn *badger.Txn, pending nexts) error {
		for i := range rows {
			st, err := stateIn(txn, pending, rows[i].ID)
			if err != nil {
				return err
			}
			if !st.alive() {
				continue // deleted a moment ago
			}
			r, err := st.record(rows[i].ID, s.persons, name)
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read every %s: %w", k, err)
	}
	return out, nil
}

func stateIn(txn *badger.Txn, pending nexts, id model.ID) (*state, error) {
	if st, err := pending.state(id); st != nil || err != nil {
		return st, err
	}
	return stateOf(txn, id)
}

// Rows is a snapshot of the live rows of the kind, by ID. It is shared and immutable: do not change it.
func (s *Store) Rows(k model.Kind) []model.Row {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.shelf.live[k]
	if t == nil {
		return nil
	}
	return t.snapshot()
}

// Trash lists the deleted records, the last deleted first.
func (s *Store) Trash() []model.Row {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make([]model.Row, 0, len(s.shelf.trash))
	for _, r := range s.shelf.trash {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b model.Row) int {
		if a.Updated != b.Updated {
			return int(b.Updated - a.Updated)
		}
		return bytes.Compare(a.ID[:], b.ID[:])
	})
	return out
}

// Lookup finds a live record by ID, name, code, USCC or short name. It returns ErrNotFound or ErrAmbiguous.
func (s *Store) Lookup(k model.Kind, idOrName string) (model.Record, error) {
	id, err := model.ParseID(idOrName)
	if err != nil {
		ids := s.find(k, idOrName)
		switch len(ids) {
		case 0:
			return nil, fmt.Errorf("%s %q: %w", k, idOrName, model.ErrNotFound)
		case 1:
			id = ids[0]
		default:
			return nil, fmt.Errorf("%s %q: %d of them: %w", k, idOrName, len(ids), model.ErrAmbiguous)
		}
	}
	r, err := s.Get(id)
	if err == nil && r.Kind() != k {
		return nil, fmt.Errorf("%s %q: %w", k, idOrName, model.ErrNotFound)
	}
	return r, err
}

func (s *Store) find(k model.Kind, name string) []model.ID {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n := s.shelf.names[k]
	if n == nil {
		return nil
	}
	if ids := n.find(k, name); len(ids) > 0 || k != model.KindChain {
		return slices.Clone(ids)
	}
	return s.chainsCalled(name)
}

// Find implements model.Finder: the one record with that name, USCC, code or short name.
func (s *Store) Find(k model.Kind, name string) (model.Link, bool) {
	ids := s.find(k, name)
	if len(ids) != 1 {
		return model.Link{}, false
	}
	return model.Link{ID: ids[0], Name: s.Name(ids[0])}, true
}

// chainsCalled are the chains that people call so: 高端装备智造 for 高端装备智造（精密锻件）. The caller holds mu.
func (s *Store) chainsCalled(name string) (out []model.ID) {
	for id, c := range s.shelf.chains {
		if c.Called(name) {
			out = append(out, id)
		}
	}
	return out
}

// FindNode implements model.Finder: a node of the chain; with no chain, the one node among all chains.
func (s *Store) FindNode(chain model.ID, name string) (model.NodeRef, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if !chain.IsZero() {
		c := s.shelf.chains[chain]
		if c == nil {
			return model.NodeRef{}, false
		}
		return c.FindNode(name)
	}
	var found []model.NodeRef
	for _, c := range s.shelf.chains {
		found = append(found, c.NodesCalled(name)...)
	}
	if len(found) != 1 {
		return model.NodeRef{}, false
	}
	return found[0], true
}

// Name is a live record's name, or "".
func (s *Store) Name(id model.ID) string {
	name, _ := s.live(id)
	return name
}

func (s *Store) live(id model.ID) (name string, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	r := s.shelf.row(id)
	if r == nil {
		return "", false
	}
	return r.Name, true
}

// Seen answers what an audience may know of a linked record.
func (s *Store) Seen(to model.Audience) model.Seen {
	if to == model.Desk {
		return func(id model.ID) (string, bool) { return s.live(id) }
	}
	return func(id model.ID) (string, bool) {
		r, err := s.Get(id)
		if err != nil {
			return "", false
		}
		r, ok := model.Redact(r, to, nil)
		if !ok {
			return "", false
		}
		return r.Head().Name, true
	}
}

// Every returns every live record of a kind as its own type, by ID: Every[*model.Project](s, model.KindProject).
func Every[T model.Record](s *Store, k model.Kind) ([]T, error) {
	records, err := s.All(k)
	if err != nil {
		return nil, err
	}
	out := make([]T, len(records))
	for i, r := range records {
		out[i] = r.(T)
	}
	return out, nil
}
