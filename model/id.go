package model

import (
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
)

// ID names a record for ever, on every desktop. New ones are UUIDv7, so that ids sort by the time they were made.
type ID [16]byte

// NewID makes a fresh ID.
func NewID() ID { return ID(uuid.Must(uuid.NewV7())) }

// FixedID is the ID of a record that is the same in every workspace, such as a built-in chain:
// two desktops that never met give 精品钢 the same ID.
func FixedID(kind Kind, code string) ID {
	sum := sha256.Sum256([]byte("chainatlas/" + string(kind) + "/" + code))
	var id ID
	copy(id[:], sum[:])
	id[6] = id[6]&0x0f | 0x80 // version 8: our own scheme
	id[8] = id[8]&0x3f | 0x80
	return id
}

// ParseID reads the usual form with hyphens. It fails on anything else.
func ParseID(s string) (ID, error) {
	u, err := uuid.Parse(s)
	if err != nil || len(s) != 36 {
		return ID{}, fmt.Errorf("id %q: %w", s, ErrBadID)
	}
	return ID(u), nil
}

// IsZero tells whether the ID names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String is the usual form with hyphens, or "" for no ID.
func (id ID) String() string {
	if id.IsZero() {
		return ""
	}
	return uuid.UUID(id).String()
}

// MarshalText implements encoding.TextMarshaler.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (id *ID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = ID{}
		return nil
	}
	got, err := ParseID(string(b))
	*id = got
	return err
}

// MarshalBinary keeps an ID at 16 bytes in the store.
func (id ID) MarshalBinary() ([]byte, error) { return id[:], nil }

// UnmarshalBinary implements encoding.BinaryUnmarshaler.
func (id *ID) UnmarshalBinary(b []byte) error {
	if len(b) != len(id) {
		return ErrBadID
	}
	copy(id[:], b)
	return nil
}
