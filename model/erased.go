package model

import (
	"bytes"

	"github.com/fxamacker/cbor/v2"
)

// ErasedText stands in a history where a value stood that was erased.
const ErasedText = "已抹除"

// Erased is the encoded value that a history has in place of one that was erased: a tag of our own around nothing, which
// no field can hold.
var Erased = cbor.RawMessage{0xd9, 0xc0, 0xdf, 0xf6}

// IsErased tells whether an encoded value stands for one that was erased.
func IsErased(raw cbor.RawMessage) bool { return bytes.Equal(raw, Erased) }

// IsPersonal tells whether a field belongs to a person: those marked so, and everything that is known of a contact.
func (f *Field) IsPersonal() bool {
	return f.Personal || f.Kind == KindContact && f.Key != "created" && f.Key != "updated"
}
