package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// Options says who works here. The zero value works.
type Options struct {
	User, Station string           // Station: the workspace's own when empty
	Now           func() time.Time // time.Now when nil
	MustExist     bool             // never make a workspace, only open one
}

// Store is an open workspace. All methods may be called from several goroutines.
type Store struct {
	dir     string
	user    string
	now     func() time.Time
	lock    *lockfile
	journal *journal
	engine  *engine
	clock   clock

	writer  sync.Mutex   // one user action at a time
	settled sync.RWMutex // held while Badger takes a frame in
	using   sync.RWMutex // held by readers; Close waits for them

	mu      sync.RWMutex // guards what follows, for moments only
	closed  error        // why nothing works any more
	pending map[model.ID]*state
	shelf   *shelf
	batches []Batch // by frame number - 1
	watch   watchers
}

// Open opens the workspace in the folder, or makes a new one in an empty or absent folder.
// It returns ErrInUse, ErrDamaged, ErrNewer, ErrForeign or, with MustExist, ErrNoWorkspace; then nothing was changed.
func Open(dir string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	if err := mayOpen(dir, o.MustExist); err != nil {
		return nil, fmt.Errorf("open workspace %s: %w", dir, err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "journal"), 0o700); err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	l, err := lock(dir, o.User, o.Now())
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, user: o.User, now: o.Now, lock: l, shelf: newShelf()}
	if err := s.open(o.Station); err != nil {
		return nil, errors.Join(err, s.release())
	}
	return s, nil
}

func (s *Store) open(station string) error {
	w, err := openWorkspace(s.dir, s.now())
	if err != nil {
		return err
	}
	s.clock.station = w.Station
	if station != "" {
		s.clock.station = station
	}
	j, torn, err := scan(filepath.Join(s.dir, "journal"), nil)
	if err != nil {
		return err
	}
	s.journal = j
	if s.engine, err = openEngine(filepath.Join(s.dir, "db")); err != nil {
		return err
	}
	return s.catchUp(torn)
}

// catchUp brings Badger to the head of the journal and the lists into memory.
func (s *Store) catchUp(torn *tail) error {
	h, err := s.engine.head()
	if err != nil {
		return fmt.Errorf("read head: %w: %w", ErrDamaged, err)
	}
	if err := s.agree(h); err != nil {
		return err
	}
	if err := errors.Join(s.journal.repair(torn), s.journal.open()); err != nil {
		return err
	}
	last := h.Seq
	for seq := last + 1; seq <= s.journal.seq(); seq++ {
		if err := s.replay(seq); err != nil {
			return err
		}
	}
	if err := s.load(); err != nil {
		return err
	}
	return s.count(h, last)
}

// agree makes sure that the database's head is a frame of the journal.
func (s *Store) agree(h head) error {
	if h.Seq > s.journal.seq() {
		return fmt.Errorf("database knows frame %d, journal ends at %d: %w", h.Seq, s.journal.seq(), ErrDamaged)
	}
	if h.Seq == 0 {
		return nil
	}
	got, err := s.journal.hashAt(h.Seq)
	if err == nil && string(got[:]) != string(h.Hash) {
		err = fmt.Errorf("frame %d is not the one the database knows: %w", h.Seq, ErrDamaged)
	}
	return err
}

// replay applies a frame that Badger lacks. It may have taken in a part of it.
func (s *Store) replay(seq uint64) error {
	f, err := s.journal.read(seq)
	if err != nil {
		return err
	}
	next := make(map[model.ID]*state, len(f.Events))
	err = s.engine.db.View(func(txn *badger.Txn) error { return f.statesAfter(txn, next) })
	if err != nil {
		return fmt.Errorf("replay frame %d: %w", seq, err)
	}
	h, err := s.journal.hashAt(seq)
	if err != nil {
		return err
	}
	return s.engine.apply(f, next, head{Seq: seq, Hash: h[:]})
}

func (f *frame) statesAfter(txn *badger.Txn, to map[model.ID]*state) error {
	updated, err := f.updated()
	if err != nil {
		return err
	}
	for i := range f.Events {
		e := &f.Events[i]
		before, err := stateOf(txn, e.Record)
		if err != nil {
			return err
		}
		to[e.Record] = before.with(e, f.stamp(), updated)
	}
	return nil
}

// load fills the lists in memory.
func (s *Store) load() error {
	return s.engine.db.View(func(txn *badger.Txn) error {
		if err := loadShelf(txn, s.shelf); err != nil {
			return fmt.Errorf("load records: %w: %w", ErrDamaged, err)
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
			return fmt.Errorf("load batch %d: %w", len(s.batches)+1, ErrDamaged)
		}
		s.clock.seen(f.Time)
		s.addBatch(f.batch())
	}
	if uint64(len(s.batches)) != s.journal.seq() {
		return fmt.Errorf("database has %d batches, journal %d: %w", len(s.batches), s.journal.seq(), ErrDamaged)
	}
	return nil
}

// count compares the records that were read with the counters, because Badger's iterators may end early
// without a word. After a replay the counters are new.
func (s *Store) count(h head, applied uint64) error {
	if applied == s.journal.seq() && h.Counts != nil {
		for _, k := range model.Kinds() {
			if s.shelf.count(k) != h.Counts[k] {
				return fmt.Errorf("%d of %d records of %s found: %w", s.shelf.count(k), h.Counts[k], k, ErrDamaged)
			}
		}
		return nil
	}
	w := s.engine.db.NewWriteBatch()
	defer w.Cancel()
	if err := put(w, keyHead, s.headNow()); err != nil {
		return err
	}
	return w.Flush()
}

func (s *Store) headNow() head {
	return head{Seq: s.journal.seq(), Hash: s.journal.head[:], Counts: s.shelf.counts()}
}

// Dir is the workspace's folder.
func (s *Store) Dir() string { return s.dir }

// Close waits for what is under way and closes the workspace. Later calls return ErrClosed.
func (s *Store) Close() error {
	s.writer.Lock()
	defer s.writer.Unlock()
	s.stop(ErrClosed)
	s.using.Lock()
	defer s.using.Unlock()
	return s.release()
}

// stop makes every later call fail.
func (s *Store) stop(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed == nil {
		s.closed = why
	}
}

// release closes the files; twice does no harm.
func (s *Store) release() error {
	var errs []error
	if s.engine != nil {
		errs = append(errs, s.engine.db.Close())
		s.engine = nil
	}
	if s.journal != nil {
		errs = append(errs, s.journal.close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release())
		s.lock = nil
	}
	return errors.Join(errs...)
}
