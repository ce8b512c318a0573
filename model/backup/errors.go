package backup

import (
	"errors"
	"fmt"
)

var (
	// ErrNewer is returned for a backup that a newer version of the program wrote.
	ErrNewer = errors.New("backup was written by a newer version")
	// ErrDamaged is returned for a backup that is not what was written.
	ErrDamaged = errors.New("backup is damaged")
	// ErrMissing is returned when an earlier backup is needed and is not in the folder.
	ErrMissing = errors.New("an earlier backup is missing")
	// ErrExists is returned when there is a file of that name: a backup never takes the place of another.
	ErrExists = errors.New("file exists already")
	// ErrCounts is returned beside a good backup when the open workspace lists other numbers of records than its journal:
	// the workspace needs to be verified.
	ErrCounts = errors.New("lists differ from the journal")
	// ErrFiles is returned beside a good backup that lacks files of records, because they are damaged in the workspace.
	ErrFiles = errors.New("files of records were damaged")
)

// Good tells whether the backup that an error comes with is good all the same.
func Good(err error) bool {
	return err == nil || errors.Is(err, ErrCounts) || errors.Is(err, ErrFiles)
}

// LostFiles says which files of records are not in a backup. It is ErrFiles.
type LostFiles struct{ Names []string }

// Error implements error.
func (e *LostFiles) Error() string {
	return fmt.Sprintf("%d files of records are damaged, the first is %s", len(e.Names), e.Names[0])
}

// Unwrap makes it ErrFiles.
func (e *LostFiles) Unwrap() error { return ErrFiles }

// Damage says what of a backup is not what was written. It is ErrDamaged.
type Damage struct {
	Path string
	What string // in the user's words
	Err  error  // nil when there is no more to say
}

// Error implements error.
func (d *Damage) Error() string {
	if d.Err == nil {
		return fmt.Sprintf("%s: %s", d.Path, d.What)
	}
	return fmt.Sprintf("%s: %s: %v", d.Path, d.What, d.Err)
}

// Unwrap makes it ErrDamaged and not store.ErrDamaged: it is the copy that is damaged, not the workspace.
func (d *Damage) Unwrap() error { return ErrDamaged }

// Missing says which earlier backup is needed. It is ErrMissing.
type Missing struct {
	Path  string // the backup that goes on from it
	Needs Base
}

// Error implements error.
func (m *Missing) Error() string {
	return fmt.Sprintf("%s goes on from frame %d of %s, which is not beside it", m.Path, m.Needs.Frame, m.Needs.Name)
}

// Unwrap makes it ErrMissing.
func (m *Missing) Unwrap() error { return ErrMissing }
