package store

import (
	"errors"
	"fmt"
)

var (
	// ErrTooLarge is returned for a file that is larger than MaxFile.
	ErrTooLarge = errors.New("file is too large")
	// ErrNotFile is returned where a file is wanted and a folder was given.
	ErrNotFile = errors.New("not a file")
	// ErrFile is returned when a file of a record is not there or not what was added; the record is as it was.
	ErrFile = errors.New("file of a record is damaged")
)

// TooLarge says which file is too large. It is ErrTooLarge.
type TooLarge struct {
	Name string
	Size int64 // bytes; 0 when nobody counted them all
}

// Error implements error.
func (e *TooLarge) Error() string {
	return fmt.Sprintf("%s has %d bytes, %d are allowed", e.Name, e.Size, MaxFile)
}

// Unwrap makes it ErrTooLarge.
func (e *TooLarge) Unwrap() error { return ErrTooLarge }

// FileDamage says which file of a record cannot be had. It is ErrFile.
type FileDamage struct {
	Name    string // as the record calls it
	Path    string // in the workspace, with slashes; "" when the record says no hash
	Missing bool   // else it is there, and not what was added
	Err     error
}

// Error implements error.
func (e *FileDamage) Error() string { return fmt.Sprintf("file %s (%s): %v", e.Name, e.Path, e.Err) }

// Unwrap makes it ErrFile, and no error of the file system: what is missing is not what the user named.
func (e *FileDamage) Unwrap() error { return ErrFile }
