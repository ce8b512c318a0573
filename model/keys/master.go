package keys

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"

	"golang.org/x/crypto/chacha20poly1305"
)

const keySize = chacha20poly1305.KeySize

// Label says what a key seals; every label has a key of its own.
type Label string

// The labels. What stands behind a name is part of the format.
const (
	Journal  Label = "journal"
	Database Label = "database"
	Snapshot Label = "snapshot"
	Files    Label = "files"
	Backup   Label = "backup"
	Persons  Label = "persons"

	slots Label = "slots" // proves that the slots of keys.json are the ones that were written
)

// Master is the key of a workspace that is unlocked. It is never changed; copies of the pointer are one key.
type Master struct{ key [keySize]byte }

func newMaster() *Master {
	m := new(Master)
	rand.Read(m.key[:]) // never fails
	return m
}

// MasterOf takes the key from another process of ours; see Bytes.
func MasterOf(b []byte) (*Master, error) {
	if len(b) != keySize {
		return nil, ErrLocked
	}
	return &Master{[keySize]byte(b)}, nil
}

// Bytes is the key itself, for a child process and nothing else: it must reach no file, argument or environment.
func (m *Master) Bytes() []byte { return append([]byte(nil), m.key[:]...) }

// Sub is the key for a label.
func (m *Master) Sub(l Label) *Key { return &Key{derive(m.key[:], nil, string(l))} }

// derive makes a key of another that is random already.
func derive(from, salt []byte, info string) (out [keySize]byte) {
	b, err := hkdf.Key(sha256.New, from, salt, "chainatlas "+info, keySize)
	if err != nil {
		panic(err) // only for more bytes than HKDF can give
	}
	return [keySize]byte(b)
}
