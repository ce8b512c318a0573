package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model/keys"
)

// Options says who works here. The zero value works.
type Options struct {
	User, Station string                // Station: the workspace's own when empty
	Now           func() time.Time      // time.Now when nil
	MustExist     bool                  // never make a workspace, only open one
	OnChecked     func(Report, error)   // asks for a Verify beside the work after opening; called once, unless closed before
	CheckAfter    <-chan struct{}       // when it is not nil, that Verify waits until it is closed
	OnReplay      func(done, total int) // told while opening applies actions that the database lacks, all of them when it is made anew

	Unlock func() (keys.Secret, error) // asked when the workspace is encrypted and this computer does not open it; else it is keys.ErrLocked

	master  *keys.Master          // the key itself, from a process of ours
	disk    disk                  // the operating system's when nil
	segment int64                 // size of a journal segment, segmentSize when 0
	tune    func(*badger.Options) // smaller tables for tests

	BeforeMigration func(dir string) error // makes a backup of a workspace of an older format; without one it is not opened
}

// Store is an open workspace. All methods may be called from several goroutines.
type Store struct {
	dir     string
	user    string
	now     func() time.Time
	options Options
	disk    disk
	lock    *lockfile
	journal *journal
	ring    *keyring // nil when the workspace is not encrypted
	engine  *engine
	persons *persons
	clock   clock
	adding  sync.Mutex // one file at a time

	writer  sync.Mutex   // one user action at a time
	settled sync.RWMutex // held while Badger takes a frame in
	using   sync.RWMutex // held by readers; Close waits for them

	mu      sync.RWMutex // guards what follows, for moments only
	closed  error        // why nothing works any more
	pending nexts
	shelf   *shelf
	batches []Batch // by frame number - 1
	pages   pages
	watch   watchers

	lists    *lists // of the last exit, until they are loaded
	listed   bool   // the file holds what was loaded
	unlisted int    // events that it lacks

	repairs []Repair           // made when it was opened
	suspect atomic.Bool        // Verify found problems: the next opening must look closer
	life    context.Context    // of what runs beside the work
	end     context.CancelFunc // ends it
}

func newStore(dir string, o Options) *Store {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.disk == nil {
		o.disk = realDisk{}
	}
	s := &Store{dir: dir, user: o.User, now: o.Now, options: o, disk: o.disk, shelf: newShelf(), persons: newPersons(o.disk, dir)}
	s.life, s.end = context.WithCancel(context.Background())
	return s
}

// Open opens the workspace in the folder, or makes a new one in an empty or absent folder. A damaged database is made anew
// from the journal, and Repairs tells of it. It returns ErrInUse, ErrDamaged, ErrNewer, ErrForeign, ErrReadOnly,
// ErrNetwork, ErrCloud, ErrNoSpace or, with MustExist, ErrNoWorkspace; for an encrypted workspace keys.ErrLocked,
// keys.ErrPassphrase, keys.ErrRecovery, keys.ErrTypo or keys.ErrDamaged; then nothing was lost and nothing changed.
func Open(dir string, o Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	if err := Settle(dir); err != nil {
		return nil, err
	}
	if err := errors.Join(mayOpen(dir, o.MustExist), suits(dir)); err != nil {
		return nil, fmt.Errorf("open workspace %s: %w", dir, err)
	}
	if err := makeAll(dir); err != nil {
		return nil, fmt.Errorf("open workspace: %w", readOnly(err))
	}
	s := newStore(dir, o)
	if s.lock, err = lock(dir, o.User, s.now()); err != nil {
		return nil, err
	}
	if err = migrate(dir, o.BeforeMigration); err == nil {
		err = s.open()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open workspace %s: %w", dir, err), s.release())
	}
	s.checkBeside()
	return s, nil
}

func (s *Store) journalDir() string  { return filepath.Join(s.dir, "journal") }
func (s *Store) databaseDir() string { return filepath.Join(s.dir, "db") }

func (s *Store) headNow() head {
	return head{Seq: s.journal.seq(), Hash: s.journal.head[:], Counts: s.shelf.counts()}
}

// Dir is the workspace's folder.
func (s *Store) Dir() string { return s.dir }

// Close waits for what is under way and closes the workspace. Later calls return ErrClosed.
func (s *Store) Close() error {
	s.end()
	s.writer.Lock()
	defer s.writer.Unlock()
	whole := s.ready() == nil
	s.stop(ErrClosed)
	s.using.Lock()
	defer s.using.Unlock()
	err := errors.Join(s.closeEngine(), s.journal.close()) // Windows dates a file when it is closed
	if whole && err == nil {
		err = errors.Join(s.writeLists(), s.seal())
	}
	return errors.Join(err, s.release())
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
	err := s.closeEngine()
	if s.journal != nil {
		err = errors.Join(err, s.journal.close())
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.release())
		s.lock = nil
	}
	return err
}
