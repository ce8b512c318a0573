package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dgraph-io/badger/v4"
	badgeroptions "github.com/dgraph-io/badger/v4/options"

	"chainatlas/model"
	"chainatlas/model/keys"
)

// engine is Badger with our keys. It may lose its last writes; the journal brings them back.
type engine struct{ db *badger.DB }

// head is what Badger knows of the journal.
type head struct {
	Seq    uint64             `cbor:"1,keyasint"`
	Hash   []byte             `cbor:"2,keyasint"`
	Counts map[model.Kind]int `cbor:"3,keyasint"` // live records
}

// A child that lost its parent gives the database up in a moment; so does a virus scanner.
const (
	engineTries = 20
	enginePause = 100 * time.Millisecond
)

// openEngine opens Badger, twice when need be: the first open after a crash may fail (badger #2207).
func (s *Store) openEngine() error {
	if err := guard(s.databaseDir()); err != nil {
		return err
	}
	o := smallOptions(s.databaseDir())
	if s.options.tune != nil {
		s.options.tune(&o)
	}
	if k := s.key(keys.Database); k != nil {
		o.EncryptionKey = k.Bytes() // of the keys that Badger makes itself, every ten days a new one
	}
	db, err := openBadger(o)
	if err != nil {
		db, err = openBadger(o)
	}
	for n := 0; err != nil && held(err) && n < engineTries; n++ {
		time.Sleep(enginePause)
		db, err = openBadger(o)
	}
	if err == nil {
		s.engine = &engine{db}
		return nil
	}
	if held(err) {
		return fmt.Errorf("open database: %w: %w", ErrInUse, err)
	}
	return fmt.Errorf("open database: %w: %w", errDatabase, err)
}

// openBadger makes an error of a panic; what panics in another goroutine is for a child to find out.
func openBadger(o badger.Options) (db *badger.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return badger.Open(o)
}

// held tells that another process has the database; Badger says so in words only.
func held(err error) bool { return strings.Contains(err.Error(), "Another process is using") }

// closeEngine makes an error of a panic too: a damaged table may show when the last records are written.
func (s *Store) closeEngine() (err error) {
	if s.engine == nil {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("close database: panic: %v", r)
		}
	}()
	db := s.engine.db
	s.engine = nil
	return db.Close()
}

// guard refuses a folder with tables but no MANIFEST: Badger would open it empty and delete the tables.
func guard(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, badger.ManifestFilename)); err == nil {
		return nil
	}
	for _, pattern := range []string{"*.sst", "*.vlog", "*.mem"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("database has %s but no MANIFEST: %w", filepath.Base(found[0]), errDatabase)
		}
	}
	return nil
}

// smallOptions fit a desktop: Windows really allocates twice the table and log sizes.
func smallOptions(dir string) badger.Options {
	o := badger.DefaultOptions(dir).WithLogger(nil).WithMetricsEnabled(false)
	o.MemTableSize = 8 << 20
	o.NumMemtables = 2
	o.ValueLogFileSize = 16 << 20
	o.BlockCacheSize = 8 << 20
	o.IndexCacheSize = 4 << 20
	o.Compression = badgeroptions.Snappy
	o.NumLevelZeroTables, o.NumLevelZeroTablesStall = 2, 4
	o.NumCompactors = 2
	o.TableSizeMultiplier = 1 // a compaction holds several tables in memory, and lower levels would have them of 16 MB
	o.CompactL0OnClose = true
	o.NumVersionsToKeep = 1
	o.DetectConflicts = false
	return o
}

func (e *engine) head() (h head, err error) {
	err = e.db.View(func(txn *badger.Txn) error { return get(txn, keyHead, &h) })
	if errors.Is(err, badger.ErrKeyNotFound) {
		return head{}, nil
	}
	if err != nil {
		return h, fmt.Errorf("read head: %w: %w", errDatabase, err)
	}
	return h, nil
}

func get(txn *badger.Txn, key []byte, to any) error {
	item, err := txn.Get(key)
	if err != nil {
		return err
	}
	return item.Value(func(b []byte) error { return decoding.Unmarshal(b, to) })
}

// state returns nil for a record that never was.
func stateOf(txn *badger.Txn, id model.ID) (s *state, err error) {
	item, err := txn.Get(keyState(id))
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id, err)
	}
	err = item.Value(func(b []byte) error {
		s, err = decodeState(b)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id, err)
	}
	return s, nil
}

// eachState calls f for every record, dead ones too.
func eachState(txn *badger.Txn, f func(model.ID, *state) error) error {
	o := badger.DefaultIteratorOptions
	o.Prefix = []byte{prefixState}
	it := txn.NewIterator(o)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		id := idOfState(it.Item().Key())
		err := it.Item().Value(func(b []byte) error {
			s, err := decodeState(b)
			if err != nil {
				return fmt.Errorf("read %s: %w", id, err)
			}
			return f(id, s)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// apply writes a frame and the states after it, in as many transactions as it takes; the head comes last.
func (e *engine) apply(f *frame, states nexts, h head) error {
	w := e.db.NewWriteBatch()
	defer w.Cancel()
	if err := putFrame(w.Set, f); err != nil {
		return err
	}
	for id, n := range states {
		if err := w.Set(keyState(id), n.state); err != nil {
			return fmt.Errorf("apply frame %d: %w", f.Seq, err)
		}
	}
	if err := put(w.Set, keyHead, h); err != nil {
		return err
	}
	return w.Flush()
}

// putFrame hands the entries of a frame to set: its header, and which of its events is about which record.
func putFrame(set func(key, value []byte) error, f *frame) error {
	if err := put(set, keyBatch(f.Seq), f.header()); err != nil {
		return err
	}
	for i := range f.Events {
		place := uint32(i)
		if err := put(set, keyHistoryAt(f.Events[i].Record, f.Seq), place); err != nil {
			return err
		}
	}
	return nil
}

func put(set func(key, value []byte) error, key []byte, v any) error {
	b, err := encoding.Marshal(v)
	if err == nil {
		err = set(key, b)
	}
	if err != nil {
		return fmt.Errorf("write key %x: %w", key, err)
	}
	return nil
}
