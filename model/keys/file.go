package keys

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

const fileVersion = 1

// File is keys.json: the master key in slots, and what proves that file and slots are the ones that were written.
// A damaged file is told by its sum without any secret; a wrong secret by a slot that does not open.
type File struct {
	Version  int    `json:"version"`
	ID       []byte `json:"id"`       // 16 random bytes; the slots open in no other file
	Revision int    `json:"revision"` // of two copies the higher counts
	Slots    []slot `json:"slots"`
	Proof    []byte `json:"proof"` // an HMAC over the file without it, by the master key
}

// Secret is what opens a workspace: one of them.
type Secret struct {
	Passphrase string
	Recovery   string
}

// New makes the keys of a workspace that opens with a passphrase. It returns ErrWeak.
func New(passphrase string, now time.Time) (*File, *Master, error) {
	f, m := &File{Version: fileVersion, ID: newSalt()}, newMaster()
	if err := f.SetPassphrase(m, passphrase, now); err != nil {
		return nil, nil, err
	}
	return f, m, nil
}

func (f *File) has(k Kind) *slot {
	i := slices.IndexFunc(f.Slots, func(s slot) bool { return s.Kind == k })
	if i < 0 {
		return nil
	}
	return &f.Slots[i]
}

// Has tells whether the workspace opens this way.
func (f *File) Has(k Kind) bool { return f.has(k) != nil }

// Made is when this way was set up; zero when it was not.
func (f *File) Made(k Kind) time.Time {
	if s := f.has(k); s != nil {
		return s.Made
	}
	return time.Time{}
}

// SetPassphrase makes the passphrase the one that opens the workspace; another one no longer does. It returns ErrWeak.
func (f *File) SetPassphrase(m *Master, passphrase string, now time.Time) error {
	if err := CheckPassphrase(passphrase); err != nil {
		return err
	}
	s, by := passphraseSlot(passphrase, now.UTC().Truncate(time.Second))
	f.set(m, s.wrap(by, m, f.ID))
	return nil
}

// SetRecovery makes a new recovery key; an earlier one no longer opens the workspace. It is shown once and never kept.
func (f *File) SetRecovery(m *Master, now time.Time) (key string) {
	key = NewRecoveryKey()
	if err := f.TakeRecovery(m, key, now); err != nil {
		panic(err) // the key is ours
	}
	return key
}

// TakeRecovery is SetRecovery with a key of NewRecoveryKey, which somebody has written down by now. It returns ErrTypo.
func (f *File) TakeRecovery(m *Master, key string, now time.Time) error {
	r, err := parseRecoveryKey(key)
	if err != nil {
		return err
	}
	s, by := recoverySlot(r, now.UTC().Truncate(time.Second))
	f.set(m, s.wrap(by, m, f.ID))
	return nil
}

// SetDevice lets the user's account on this computer open the workspace without being asked. It returns ErrNoDevice.
func (f *File) SetDevice(m *Master, now time.Time) error {
	wrapped, err := protect(m.key[:], f.ID)
	if err != nil {
		return err
	}
	f.set(m, slot{Kind: ByDevice, Made: now.UTC().Truncate(time.Second), Wrapped: wrapped})
	return nil
}

// Drop takes away a way to open the workspace.
func (f *File) Drop(m *Master, k Kind) {
	f.Slots = slices.DeleteFunc(slices.Clone(f.Slots), func(s slot) bool { return s.Kind == k })
	f.sign(m)
}

func (f *File) set(m *Master, s slot) {
	if old := f.has(s.Kind); old != nil {
		*old = s
	} else {
		f.Slots = append(f.Slots, s)
	}
	f.sign(m)
}

// sign proves the file anew. Each change makes it a later revision.
func (f *File) sign(m *Master) {
	f.Revision++
	f.Proof = f.proof(m)
}

func (f *File) proof(m *Master) []byte {
	bare := *f
	bare.Proof = nil
	h := hmac.New(sha256.New, m.Sub(slots).Bytes())
	h.Write(bare.body())
	return h.Sum(nil)
}

// Unlock returns the master key. Without a secret only this computer can give it. It returns ErrLocked, ErrPassphrase,
// ErrRecovery, ErrTypo, or ErrDamaged when a slot opens and the rest is not what was written with it.
func (f *File) Unlock(s Secret) (*Master, error) {
	m, err := f.unlock(s)
	if err != nil {
		return nil, err
	}
	if !hmac.Equal(f.Proof, f.proof(m)) {
		return nil, fmt.Errorf("proof: %w", ErrDamaged)
	}
	return m, nil
}

func (f *File) unlock(s Secret) (*Master, error) {
	switch {
	case s.Passphrase != "":
		return f.byPassphrase(s.Passphrase)
	case s.Recovery != "":
		return f.byRecovery(s.Recovery)
	}
	return f.byDevice()
}

func (f *File) byPassphrase(p string) (*Master, error) {
	at := f.has(ByPassphrase)
	if at == nil {
		return nil, ErrPassphrase
	}
	m, err := at.unwrap(at.Argon.key(p, at.Salt), f.ID)
	if err != nil {
		return nil, ErrPassphrase
	}
	return m, nil
}

func (f *File) byRecovery(text string) (*Master, error) {
	r, err := parseRecoveryKey(text)
	if err != nil {
		return nil, err
	}
	at := f.has(ByRecovery)
	if at == nil {
		return nil, ErrRecovery
	}
	m, err := at.unwrap(r.key(at.Salt), f.ID)
	if err != nil {
		return nil, ErrRecovery
	}
	return m, nil
}

// byDevice fails without a word on every other computer: then the user is asked.
func (f *File) byDevice() (*Master, error) {
	at := f.has(ByDevice)
	if at == nil {
		return nil, ErrLocked
	}
	b, err := unprotect(at.Wrapped, f.ID)
	if err != nil {
		return nil, ErrLocked
	}
	return MasterOf(b)
}

// The last entry of the file is a SHA-256 over the bytes before it.
var sumStart = []byte(",\n  \"sum\": \"")

// Encode is the file as it is written.
func (f *File) Encode() []byte {
	b := f.body()
	return fmt.Appendf(b, "%s%s\"\n}\n", sumStart, sumOf(b))
}

func (f *File) body() []byte {
	b, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		panic(err) // nothing in it can fail
	}
	return bytes.TrimSuffix(b, []byte("\n}"))
}

func sumOf(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Parse reads the file. No changed byte goes unseen: it returns ErrDamaged, or ErrNewer.
func Parse(b []byte) (*File, error) {
	at := bytes.LastIndex(b, sumStart)
	if at < 0 || string(b[at:]) != fmt.Sprintf("%s%s\"\n}\n", sumStart, sumOf(b[:at])) {
		return nil, ErrDamaged
	}
	var is struct{ Version int }
	if err := json.Unmarshal(b, &is); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if is.Version > fileVersion {
		return nil, fmt.Errorf("version %d, known %d: %w", is.Version, fileVersion, ErrNewer)
	}
	f := new(File)
	if err := json.Unmarshal(b, f); err != nil || !f.sensible() {
		return nil, ErrDamaged
	}
	return f, nil
}

func (f *File) sensible() bool {
	for _, s := range f.Slots {
		if s.Kind == ByPassphrase && (s.Argon == nil || !s.Argon.bearable()) {
			return false
		}
	}
	return f.Version == fileVersion && len(f.ID) == 16 && len(f.Slots) > 0
}
