package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Rebuild makes the database of a damaged workspace anew from its journal. The old database is kept beside it as
// db-damaged-…, nothing is deleted. It returns ErrInUse, and ErrDamaged when the journal itself is damaged.
func Rebuild(dir string, o Options) error {
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := setAside(dir, o); err != nil {
		return err
	}
	s, err := Open(dir, o)
	if err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	return s.Close()
}

// setAside renames the database, unless the journal has nothing to rebuild it from.
func setAside(dir string, o Options) error {
	l, err := lock(dir, o.User, o.Now())
	if err != nil {
		return err
	}
	j, _, err := scan(filepath.Join(dir, "journal"), nil)
	if err == nil && j.seq() == 0 {
		err = fmt.Errorf("journal is empty: %w", ErrDamaged)
	}
	if err == nil {
		name := "db-damaged-" + o.Now().Format("20060102-150405.000")
		err = os.Rename(filepath.Join(dir, "db"), filepath.Join(dir, name))
	}
	if err != nil {
		err = fmt.Errorf("rebuild: %w", err)
	}
	return errors.Join(err, l.release())
}
