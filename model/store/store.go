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

	"chainatlas/model"
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

// open reads what is there before it writes anything; workspace.json is made last, when there is a journal for it.
func (s *Store) open() error {
	if err := errors.Join(writable(s.journalDir()), writable(s.databaseDir())); err != nil {
		return err
	}
	w, err := readWorkspace(s.disk, s.dir)
	if err == nil {
		err = s.unlock()
	}
	if err != nil {
		return err
	}
	torn, err := s.knowJournal()
	if err == nil && w.summed && s.journal.segment == 0 && torn == nil {
		err = s.journal.damage(1, 0, "the segment is missing")
	}
	if err != nil {
		return s.withDatabase(err)
	}
	// The journal's folder comes before the database: a folder with a database and no journal is nobody's beginning.
	if err := makeAll(s.journalDir()); err != nil {
		return fmt.Errorf("make journal: %w", readOnly(err))
	}
	if err := s.openDatabase(); err != nil {
		return err
	}
	if err := s.openJournal(torn); err != nil {
		return err
	}
	if err := errors.Join(s.keepKeys(), s.openPersons()); err != nil {
		return err
	}
	return s.takeName(w)
}

// readJournal reads the journal and makes sure that it did not get shorter since it was closed.
func (s *Store) readJournal() (torn *tail, err error) {
	if err := s.persons.read(); err != nil {
		return nil, err
	}
	s.journal, torn, err = scan(s.disk, s.journalDir(), nil)
	if err != nil {
		return nil, err
	}
	s.limitSegments()
	if err := readSeal(s.disk, s.dir).agrees(s.journal); err != nil {
		return torn, err
	}
	return torn, s.unseal()
}

func (s *Store) limitSegments() {
	if s.options.segment > 0 {
		s.journal.limit = s.options.segment
	}
}

// knowJournal is readJournal, but of a journal that nothing touched since it was closed only what the lists do not know.
func (s *Store) knowJournal() (torn *tail, err error) {
	if err := s.persons.read(); err != nil {
		return nil, err
	}
	s.lists = s.readLists()
	if seal := readSeal(s.disk, s.dir); s.lists != nil && s.lists.seq <= seal.Seq && seal.fitsJournal(s.journalDir()) {
		s.journal = s.lists.journal(s.disk, s.journalDir())
		s.limitSegments()
		if torn, err = s.journal.scan(nil); err == nil && seal.agrees(s.journal) == nil && s.unseal() == nil {
			return torn, nil
		}
	}
	torn, err = s.readJournal()
	if err == nil && s.lists != nil && !s.lists.partOf(s.journal) {
		s.lists = nil
	}
	return torn, err
}

// withDatabase adds to damage of the journal what the database still holds.
func (s *Store) withDatabase(err error) error {
	var d *Damage
	if errors.As(err, &d) && d.Database == 0 {
		if found := s.probe(probeLook); found.Damage == "" {
			d.Database = found.Seq
		}
	}
	return err
}

// openDatabase opens Badger at the head of the journal. Unless it was closed, a child tries it first.
func (s *Store) openDatabase() error {
	if found := s.suspicion(); found != "" {
		return s.renewDatabase(found)
	}
	err := s.openEngine()
	if err == nil {
		err = s.catchUp()
	}
	if errors.Is(err, errDatabase) {
		return s.renewDatabase(err.Error())
	}
	return err
}

// suspicion says why the database must be made anew, or "".
func (s *Store) suspicion() string {
	marks, err := marksOf(s.databaseDir())
	switch {
	case err != nil || s.journal.seq() == 0 && len(marks) == 0:
		return ""
	case len(marks) == 0 && readSeal(s.disk, s.dir).bare():
		return ""
	case len(marks) == 0:
		return "数据库文件不在"
	case readSeal(s.disk, s.dir).fits(s.databaseDir()):
		return ""
	}
	if err := guard(s.databaseDir()); err != nil {
		return err.Error()
	}
	return s.probe(probeCheck).Damage
}

func (s *Store) openJournal(torn *tail) error {
	if s.journal.segment == 0 { // the folder may be as new
		if err := errors.Join(s.disk.makeDir(s.journalDir()), s.disk.syncDir(s.dir)); err != nil {
			return err
		}
	}
	if err := s.journal.repair(torn); err != nil {
		return err
	}
	if torn != nil {
		s.repairs = append(s.repairs, Repair{Found: fmt.Sprintf("上次退出时有一次操作没有写完（%d 字节），未计入", len(torn.bytes)), Kept: s.journalDir()})
	}
	return s.journal.open()
}

// takeName takes the workspace's station, after workspace.json was written anew where that is needed.
func (s *Store) takeName(w workspace) error {
	if w.fault != "" {
		kept, err := setAside(filepath.Join(s.dir, workspaceFile), s.now())
		if err != nil {
			return err
		}
		if s.journal.seq() > 0 {
			s.repairs = append(s.repairs, Repair{Found: w.fault + "，已按操作日志重写", Kept: kept})
		}
		if w, err = s.renew(w); err != nil {
			return err
		}
	}
	s.clock.station = w.Station
	if s.options.Station != "" {
		s.clock.station = s.options.Station
	}
	return nil
}

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
