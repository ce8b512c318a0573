package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// migration brings a workspace from one format to the next. It changes files in steps that a crash may interrupt anywhere:
// run again, it must end the same.
type migration func(dir string) error

// migrations lead from format 1 to 2, from 2 to 3 and so on. A new one goes to the end; an old one is never changed.
var migrations = []migration{sealJournal}

// newestFormat is raised by a migration, when an older program could not read what a newer one writes.
func newestFormat() int { return 1 + len(migrations) }

var errNoBackup = errors.New("a workspace of an older format is changed only after a backup")

// migrate brings a workspace to the newest format. Each step counts when workspace.json says so. The caller holds the lock.
func migrate(dir string, before func(dir string) error) error {
	path := filepath.Join(dir, workspaceFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil // opening goes on and says what is wrong, if anything is
	}
	var w workspace
	if w.summed, err = readSummed(b, &w); err != nil || w.Format < 1 || w.Format >= newestFormat() {
		return nil
	}
	if before == nil {
		return errNoBackup
	}
	if err := before(dir); err != nil {
		return fmt.Errorf("back up before migration: %w", err)
	}
	for ; w.Format < newestFormat(); w.Format++ {
		if err := w.advance(dir, path); err != nil {
			return fmt.Errorf("migrate to format %d: %w", w.Format+1, err)
		}
	}
	return nil
}

// advance does one migration and then says so in workspace.json.
func (w workspace) advance(dir, path string) error {
	if err := migrations[w.Format-1](dir); err != nil {
		return err
	}
	w.Format++
	b, err := withSum(w)
	if err != nil {
		return err
	}
	return writeWhole(realDisk{}, path, b)
}
