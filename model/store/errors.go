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
	// ErrApart is returned when a mark is no frame of the journal: another workspace, or one that was restored since.
	ErrApart = errors.New("not in this journal")
	// ErrNotEncrypted is returned when a workspace that is not encrypted is to be decrypted, or its keys changed.
	ErrNotEncrypted = errors.New("workspace is not encrypted")
	// ErrEncrypted is returned when a workspace is to be encrypted that is.
	ErrEncrypted = errors.New("workspace is encrypted already")
	// ErrNothingToUndo is returned when no action is left to undo or redo.
	ErrNothingToUndo = errors.New("nothing to undo")
	// ErrClosed is returned when the store was closed, or stopped itself after a disk error.
	ErrClosed = errors.New("store is closed")
	// ErrNoSpace is returned when the disk is too full to write safely.
	ErrNoSpace = errors.New("disk is nearly full")
	// ErrReadOnly is returned when the folder of the workspace, or one in it, cannot be written.
	ErrReadOnly = errors.New("folder cannot be written")
	// ErrNetwork is returned for a folder on another computer, where locks and syncs do not hold what they promise.
	ErrNetwork = errors.New("folder is on a network drive")
	// ErrCloud is returned for a folder that a cloud service copies about while we write.
	ErrCloud = errors.New("folder is kept in a cloud")
)

// Damage says what of the journal is damaged and what is left. It is ErrDamaged.
type Damage struct {
	File     string // in the folder journal
	Offset   int64
	What     string
	Readable uint64 // actions before the damage, all of them whole
	Database uint64 // actions that the database holds, whole; 0 when that cannot be said
}

// Error implements error.
func (d *Damage) Error() string {
	text := fmt.Sprintf("journal/%s at byte %d: %s; %d actions can be read", d.File, d.Offset, d.What, d.Readable)
	if d.Database > 0 {
		text += fmt.Sprintf("; the database is whole and holds %d", d.Database)
	}
	return text
}

// Unwrap makes it ErrDamaged.
func (d *Damage) Unwrap() error { return ErrDamaged }

// errKeyLost is about a personal value whose key is in neither copy of the table, and was not erased.
var errKeyLost = errors.New("key of a person is missing")

// errPlain is about a value that was never sealed.
var errPlain = errors.New("value is not sealed")

// errDatabase is a fault of the database alone: the journal brings it back.
var errDatabase = errors.New("database is damaged")

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
