package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A restore, or an encryption, renames the old workspace away and the new one into its place (Swap). Between the two there
// is no workspace where one is looked for: then the new one, whole and verified, waits in the folder that Ready names.

// Ready is where a new workspace waits to take the place of dir.
func Ready(dir string) string { return filepath.Clean(dir) + "-ready" }

// Settle finishes a Swap that was interrupted between its two renames. Whoever makes a folder for a workspace calls it
// before.
func Settle(dir string) error {
	ready := Ready(dir)
	if _, err := os.Stat(filepath.Join(ready, workspaceFile)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	left, err := os.ReadDir(dir)
	if err == nil && len(left) > 0 {
		return nil // the old one is still in its place
	}
	if err == nil {
		err = os.Remove(dir)
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		err = errors.Join(os.Rename(ready, dir), SyncDir(filepath.Dir(dir)))
	}
	if err != nil {
		return fmt.Errorf("put new workspace in its place: %w", err)
	}
	return nil
}

// MayOpen tells whether the folder is a workspace or may become one; else it is ErrForeign.
func MayOpen(dir string) error { return mayOpen(dir, false) }

// SyncDir makes the names in a folder last, where the system needs to be asked.
func SyncDir(dir string) error { return syncDir(dir) }

// FreeBytes is the room that the disk of the folder has left for us.
func FreeBytes(dir string) (uint64, error) { return freeBytes(dir) }
