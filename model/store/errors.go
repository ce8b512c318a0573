package store

import (
	"errors"
	"fmt"
	"time"

	"chainatlas/model"
)

// The errors that callers tell apart with errors.Is.
var (
	// ErrInUse is returned when another program has the workspace open.
	ErrInUse = errors.New("workspace is in use")
	// ErrNoWorkspace is returned when a workspace must exist and the folder holds none.
	ErrNoWorkspace = errors.New("no workspace here")
	// ErrForeign is returned for a folder that holds other things than a workspace: it is never made into one.
	ErrForeign = errors.New("folder holds other files")
	// ErrDamaged is returned when files of the workspace are missing or not what was written; nothing was changed.
	ErrDamaged = errors.New("workspace is damaged")
	// ErrNewer is returned when a newer version of the program wrote the workspace.
	ErrNewer = errors.New("workspace was written by a newer version")
	// ErrNothingToUndo is returned when no action is left to undo or redo.
	ErrNothingToUndo = errors.New("nothing to undo")
	// ErrClosed is returned when the store was closed, or stopped itself after a disk error.
	ErrClosed = errors.New("store is closed")
	// ErrNoSpace is returned when the disk is too full to write safely.
	ErrNoSpace = errors.New("disk is nearly full")
)

// InUse says who has the workspace open. It is ErrInUse.
type InUse struct {
	Host, User string
	PID        int
	Since      time.Time
}

// Error implements error.
func (e *InUse) Error() string {
	return fmt.Sprintf("workspace is in use by %s on %s (process %d) since %s", e.User, e.Host, e.PID, e.Since.Local().Format("2006-01-02 15:04"))
}

// Unwrap makes it ErrInUse.
func (e *InUse) Unwrap() error { return ErrInUse }

// Superseded is returned when an undo would overwrite what somebody did since. Field is the key of the field, or ""
// when the record itself was deleted or restored.
type Superseded struct {
	Record model.ID
	Kind   model.Kind
	Name   string
	Field  string
	By     string
	At     time.Time
}

// Error implements error.
func (e *Superseded) Error() string {
	what := e.Field
	if what == "" {
		what = "the record"
	}
	return fmt.Sprintf("undo %s: %s was changed by %s at %s", e.Name, what, e.By, e.At.Local().Format("2006-01-02 15:04"))
}
