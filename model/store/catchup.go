package store

import (
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// catchUp brings Badger to the head of the journal and the lists into memory.
func (s *Store) catchUp() error {
	h, err := s.engine.head()
	if err != nil {
		return err
	}
	if err := s.agree(h); err != nil {
		return err
	}
	if err := s.replayFrom(h.Seq); err != nil {
		return err
	}
	if err := s.load(); err != nil {
		return err
	}
	if uint64(len(s.batches)) != s.journal.seq() {
		return fmt.Errorf("database has %d batches, journal %d: %w", len(s.batches), s.journal.seq(), errDatabase)
	}
	return s.count(h)
}

// agree makes sure that the database's head is a frame of the journal. When it is not, the journal lost something.
func (s *Store) agree(h head) error {
	j := s.journal
	if h.Seq > j.seq() {
		d := j.damage(j.segment, j.size, "the journal ends before what the database knows")
		d.Database = h.Seq
		return d
	}
	if h.Seq == 0 {
		return nil
	}
	got, err := j.hashAt(h.Seq)
	if err == nil && string(got[:]) != string(h.Hash) {
		err = j.damage(j.segment, j.size, fmt.Sprintf("action %d is not the one that the database knows", h.Seq))
	}
	return err
}

// replayFrom applies the frames after one.
func (s *Store) replayFrom(known uint64) error {
	for seq := known + 1; seq <= s.journal.seq(); seq++ {
		if err := s.replay(seq); err != nil {
			return err
		}
		if s.options.OnReplay != nil {
			s.options.OnReplay(int(seq-known), int(s.journal.seq()-known))
		}
	}
	return nil
}

// replay applies a frame that Badger lacks. It may have taken in a part of it.
func (s *Store) replay(seq uint64) error {
	f, err := s.journal.read(seq)
	if err != nil {
		return err
	}
	var after nexts
	err = s.engine.db.View(func(txn *badger.Txn) (err error) {
		after, err = f.after(func(id model.ID) (*state, error) { return stateOf(txn, id) }, s.persons)
		return err
	})
	if err != nil {
		return fmt.Errorf("replay frame %d: %w: %w", seq, errDatabase, err)
	}
	h, err := s.journal.hashAt(seq)
	if err != nil {
		return err
	}
	return s.engine.apply(f, after, head{Seq: seq, Hash: h[:]})
}

// load fills the lists in memory: from their file and what came after it, or from all records.
func (s *Store) load() error {
	if s.lists != nil {
		return s.loadLists()
	}
	return s.engine.db.View(func(txn *badger.Txn) error {
		if err := loadShelf(txn, s.shelf, s.persons); err != nil {
			return fmt.Errorf("load records: %w: %w", errDatabase, err)
		}
		return s.loadBatches(txn)
	})
}

func (s *Store) loadBatches(txn *badger.Txn) error {
	o := badger.DefaultIteratorOptions
	o.Prefix = []byte{prefixBatch}
	it := txn.NewIterator(o)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		var f frame
		err := it.Item().Value(func(b []byte) error { return decoding.Unmarshal(b, &f) })
		if err != nil || f.Seq != uint64(len(s.batches)+1) {
			return fmt.Errorf("load batch %d: %w", len(s.batches)+1, errDatabase)
		}
		s.clock.seen(f.Time)
		s.addBatch(f.batch())
	}
	return nil
}

// count compares the records that were read with the counters, or writes these after a replay.
func (s *Store) count(h head) error {
	if h.Seq == s.journal.seq() && h.Counts != nil {
		return s.counted(h)
	}
	w := s.engine.db.NewWriteBatch()
	defer w.Cancel()
	if err := put(w.Set, keyHead, s.headNow()); err != nil {
		return err
	}
	return w.Flush()
}

// counted finds what Badger's iterators left out: they may end early without a word.
func (s *Store) counted(h head) error {
	for _, k := range model.StoredKinds() {
		if s.shelf.count(k) != h.Counts[k] {
			return fmt.Errorf("%d of %d records of %s found: %w", s.shelf.count(k), h.Counts[k], k, errDatabase)
		}
	}
	return nil
}
