package keys

import (
	"crypto/rand"
	"encoding/binary"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Kind is what a slot wraps the master key by.
type Kind string

// The kinds of slots.
const (
	ByPassphrase Kind = "passphrase"
	ByRecovery   Kind = "recovery"
	ByDevice     Kind = "device" // the user's account on this computer
)

// MinPassphrase is the number of characters that a passphrase has at least.
const MinPassphrase = 8

// slot is the master key, wrapped.
type slot struct {
	Kind    Kind      `json:"kind"`
	Made    time.Time `json:"made"`
	Salt    []byte    `json:"salt,omitempty"`
	Argon   *argon    `json:"argon2id,omitempty"`
	Wrapped []byte    `json:"wrapped"`
}

// argon says how hard it is to try a passphrase.
type argon struct {
	Time    uint32 `json:"time"`
	Memory  uint32 `json:"memory"` // KiB
	Threads uint8  `json:"threads"`
}

// The second choice of RFC 9106: a tenth of a second on an office computer, and 64 MiB for every guess.
var usualArgon = argon{Time: 3, Memory: 64 << 10, Threads: 4}

// bearable keeps a foreign file from taking all memory, or the afternoon.
func (a argon) bearable() bool {
	return a.Time >= 1 && a.Time <= 16 && a.Memory >= 8*uint32(a.Threads) && a.Memory <= 1<<20 && a.Threads >= 1
}

func (a argon) key(passphrase string, salt []byte) *Key {
	return &Key{[keySize]byte(argon2.IDKey([]byte(normal(passphrase)), salt, a.Time, a.Memory, a.Threads, keySize))}
}

// normal makes the same passphrase of what looks the same: a Chinese keyboard may give full-width letters and digits.
func normal(passphrase string) string { return norm.NFKC.String(passphrase) }

// CheckPassphrase refuses a new passphrase that is too short, all of one character, or looks like a recovery key: whoever
// types it somewhere must not be taken at another word. It returns ErrWeak.
func CheckPassphrase(passphrase string) error {
	p := normal(passphrase)
	first, _ := utf8.DecodeRuneInString(p)
	if utf8.RuneCountInString(p) < MinPassphrase || strings.Trim(p, string(first)) == "" || CheckRecovery(p) == nil {
		return ErrWeak
	}
	return nil
}

func passphraseSlot(passphrase string, now time.Time) (slot, *Key) {
	a := usualArgon
	s := slot{Kind: ByPassphrase, Made: now, Salt: newSalt(), Argon: &a}
	return s, a.key(passphrase, s.Salt)
}

func recoverySlot(r recoveryKey, now time.Time) (slot, *Key) {
	s := slot{Kind: ByRecovery, Made: now, Salt: newSalt()}
	return s, r.key(s.Salt)
}

// key needs no slow function: the recovery key is random.
func (r recoveryKey) key(salt []byte) *Key { return &Key{derive(r[:], salt, "recovery")} }

func newSalt() []byte {
	salt := make([]byte, 16)
	rand.Read(salt) // never fails
	return salt
}

// wrap puts the master key into the slot, which opens only in the file of that id and with these numbers.
func (s slot) wrap(by *Key, m *Master, id []byte) slot {
	s.Wrapped = by.Seal(m.key[:], s.associated(id))
	return s
}

func (s slot) unwrap(by *Key, id []byte) (*Master, error) {
	b, err := by.Open(s.Wrapped, s.associated(id))
	if err != nil {
		return nil, err
	}
	return MasterOf(b)
}

func (s slot) associated(id []byte) []byte {
	b := append([]byte("chainatlas slot "+string(s.Kind)+" "), id...)
	b = append(b, s.Salt...)
	if s.Argon != nil {
		b = binary.BigEndian.AppendUint32(b, s.Argon.Time)
		b = binary.BigEndian.AppendUint32(b, s.Argon.Memory)
		b = append(b, s.Argon.Threads)
	}
	return b
}
