package model

import "errors"

// The errors that callers tell apart. Package ui turns them into the user's words.
var (
	// ErrBadID is returned when a text is not an ID.
	ErrBadID = errors.New("not a record id")
	// ErrUnknownKind is returned when no kind answers to a name.
	ErrUnknownKind = errors.New("unknown kind")
	// ErrUnknownField is returned when a kind has no field of that key, label or alias.
	ErrUnknownField = errors.New("unknown field")
	// ErrReadOnlyField is returned when a field is kept by the program itself, such as created.
	ErrReadOnlyField = errors.New("field is kept by the program")
	// ErrBadValue is returned when a text cannot be read as the field's type.
	ErrBadValue = errors.New("value cannot be read")
	// ErrNotFound is returned when no record answers to an id or a name.
	ErrNotFound = errors.New("no such record")
	// ErrAmbiguous is returned when a name fits several records.
	ErrAmbiguous = errors.New("several records fit")
	// ErrErased is returned when a value was erased for good and is asked for.
	ErrErased = errors.New("value was erased")
)
