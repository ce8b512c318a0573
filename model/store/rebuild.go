package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Repair is what was wrong when the workspace was opened, and what was done. Nothing that the journal holds was lost.
type Repair struct {
	Found  string // in the user's words
	Kept   string // where the damaged files lie now; empty when there were none left
	Frames uint64 // actions that the database was made anew from; 0 when it was not
}

// Repairs lists what was put right when the workspace was opened; mostly nothing.
func (s *Store) Repairs() []Repair { return s.repairs }

// Rebuild makes the database of a workspace anew from its journal. The old database is kept beside it as
// db-damaged-…, nothing is deleted. It returns ErrInUse, and ErrDamaged when the journal itself is damaged.
func Rebuild(dir string, o Options) error {
	s := newStore(dir, o)
	l, err := lock(dir, o.User, s.now())
	if err != nil {
		return err
	}
	if err = s.unlock(); err == nil {
		_, err = s.readJournal()
	}
	if err == nil && s.journal.seq() == 0 {
		err = fmt.Errorf("journal is empty: %w", ErrDamaged)
	}
	if err == nil {
		_, err = setAside(s.databaseDir(), s.now())
	}
	if err = errors.Join(err, l.release()); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	o.master = s.master()
	if s, err = Open(dir, o); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	return s.Close()
}

// setAside renames a damaged file or folder, so that nothing is lost with it.
func setAside(path string, now time.Time) (kept string, err error) {
	kept = asidePath(path, now)
	err = os.Rename(path, kept)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("set aside: %w", err)
	}
	return kept, syncDir(filepath.Dir(path))
}

// asidePath is what something damaged is called from now on.
func asidePath(path string, now time.Time) string {
	ext := filepath.Ext(path)
	return path[:len(path)-len(ext)] + "-damaged-" + now.Format("20060102-150405.000") + ext
}

// tidy removes the databases that were set aside, but for the last one: what is open was just found to hold everything.
func (s *Store) tidy() error {
	aside, err := filepath.Glob(filepath.Join(s.dir, "db-damaged-*")) // their names sort by time
	if err != nil {
		return err
	}
	for _, path := range aside[:max(0, len(aside)-1)] {
		err = errors.Join(err, os.RemoveAll(path))
	}
	if err != nil {
		return fmt.Errorf("remove old damaged databases: %w", err)
	}
	return nil
}

// renewDatabase sets the database aside and makes it anew from the journal.
func (s *Store) renewDatabase(found string) error {
	if err := s.closeEngine(); err != nil {
		found += "；" + err.Error()
	}
	kept, err := setAside(s.databaseDir(), s.now())
	if err != nil {
		return err
	}
	s.shelf, s.batches, s.lists = newShelf(), nil, nil
	s.listed = false // the file may be what was wrong: the next exit writes it anew
	if err := s.openEngine(); err != nil {
		return err
	}
	if err := s.catchUp(); err != nil {
		return err
	}
	s.repairs = append(s.repairs, Repair{Found: found, Kept: kept, Frames: s.journal.seq()})
	return nil
}
