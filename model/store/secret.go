package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"chainatlas/model/keys"
)

// An encrypted workspace has its keys in two files that are the same: without them nobody reads it again. A backup holds
// them once more.
const (
	keysFile = "keys.json"
	keysCopy = "keys.json.bak"
)

// keyring is how an encrypted workspace opens, and its key once it was opened.
type keyring struct {
	*keys.File
	master *keys.Master
	fault  string // why the files must be written anew, in the user's words; "" when they need not
}

// readKeyring returns nil for a workspace that is not encrypted. It returns keys.ErrDamaged (ErrDamaged) when no copy can be
// read, and keys.ErrNewer. Of two good copies the later counts.
func readKeyring(d disk, dir string) (*keyring, error) {
	first, firstErr := readKeys(d, filepath.Join(dir, keysFile))
	second, secondErr := readKeys(d, filepath.Join(dir, keysCopy))
	absent := func(err error) bool { return errors.Is(err, fs.ErrNotExist) }
	switch {
	case absent(firstErr) && absent(secondErr):
		return nil, nil
	case errors.Is(firstErr, keys.ErrNewer), errors.Is(secondErr, keys.ErrNewer):
		return nil, errors.Join(firstErr, secondErr)
	case firstErr == nil && (secondErr != nil || first.Revision >= second.Revision):
		r := &keyring{File: first}
		if secondErr != nil && !absent(secondErr) {
			r.fault = keysCopy + " 已损坏"
		}
		return r, nil
	case secondErr == nil && absent(firstErr):
		return &keyring{File: second, fault: keysFile + " 不在"}, nil
	case secondErr == nil && firstErr != nil:
		return &keyring{File: second, fault: keysFile + " 已损坏"}, nil
	case secondErr == nil: // interrupted between the two files
		return &keyring{File: second}, nil
	case absent(firstErr):
		firstErr = secondErr
	}
	return nil, fmt.Errorf("%w: %w", ErrDamaged, firstErr)
}

func readKeys(d disk, path string) (*keys.File, error) {
	b, err := d.readFile(path)
	if err != nil {
		return nil, err
	}
	f, err := keys.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	return f, nil
}

// writeKeys writes both copies, one after the other: a crash leaves at least one whole.
func writeKeys(d disk, dir string, f *keys.File) error {
	b := f.Encode()
	for _, name := range []string{keysFile, keysCopy} {
		if err := writeWhole(d, filepath.Join(dir, name), b); err != nil {
			return fmt.Errorf("write keys: %w", err)
		}
	}
	return nil
}

// unlock gets the key of an encrypted workspace. It changes nothing.
func (s *Store) unlock() (err error) {
	if s.ring, err = readKeyring(s.disk, s.dir); err != nil || s.ring == nil {
		return err
	}
	if s.ring.master = s.options.master; s.ring.master == nil {
		s.ring.master, err = askFor(s.ring.File, s.options.Unlock)
	}
	if err == nil {
		s.persons.form = formFor(s.key(keys.Persons))
	}
	return err
}

// askFor tries this computer, and then what the user knows.
func askFor(f *keys.File, ask func() (keys.Secret, error)) (*keys.Master, error) {
	m, err := f.Unlock(keys.Secret{})
	if err == nil || ask == nil {
		return m, err
	}
	secret, err := ask()
	if err != nil {
		return nil, err
	}
	return f.Unlock(secret)
}

// key is the key for a label, or nil when the workspace is not encrypted.
func (s *Store) key(l keys.Label) *keys.Key {
	if s.ring == nil {
		return nil
	}
	return s.ring.master.Sub(l)
}

// unseal gives the journal its key. Journal and keys must be of one workspace.
func (s *Store) unseal() error {
	j := s.journal
	switch {
	case s.ring == nil && j.form == sealedMagic:
		return errKeyless
	case s.ring == nil:
		return nil
	case j.form == segmentMagic:
		return fmt.Errorf("the journal is not sealed: %w: %w", keys.ErrForeign, ErrDamaged)
	}
	j.form, j.sealer = sealedMagic, &sealer{s.key(keys.Journal)}
	if j.seq() == 0 {
		return nil
	}
	least := slices.MinFunc(j.frames, func(a, b position) int { return a.size - b.size }) // one proves it; an import takes long
	payload, err := j.payloadAt(least)
	if err == nil {
		_, err = j.unsealed(payload)
	}
	if errors.Is(err, keys.ErrForged) {
		err = fmt.Errorf("%w: %w: %w", keys.ErrForeign, ErrDamaged, err)
	}
	return err
}

var errKeyless = fmt.Errorf("the journal is sealed: %w: %w", keys.ErrMissing, ErrDamaged)

// bytes is the file as it is written; nil for a workspace that is not encrypted.
func (r *keyring) bytes() []byte {
	if r == nil {
		return nil
	}
	return r.Encode()
}

// keepKeys writes both copies when one was damaged or not there.
func (s *Store) keepKeys() error {
	if s.ring == nil {
		return nil
	}
	same := true
	for _, name := range []string{keysFile, keysCopy} {
		f, err := readKeys(s.disk, filepath.Join(s.dir, name))
		same = same && err == nil && string(f.Encode()) == string(s.ring.Encode())
	}
	if same {
		return nil
	}
	if s.ring.fault != "" {
		s.repairs = append(s.repairs, Repair{Found: s.ring.fault + "，已按另一份重写"})
	}
	return writeKeys(s.disk, s.dir, s.ring.File)
}

// Encrypted tells whether the workspace is encrypted.
func (s *Store) Encrypted() bool { return s.ring != nil }

// Keys says how the workspace opens; nil when it is not encrypted.
func (s *Store) Keys() *keys.File {
	if s.ring == nil {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.ring.File
}

// Knows tells whether a secret opens the workspace, which is open already: whoever changes a secret is asked for one.
func (s *Store) Knows(secret keys.Secret) error {
	f := s.Keys()
	if f == nil {
		return ErrNotEncrypted
	}
	_, err := f.Unlock(secret)
	return err
}

// SetPassphrase changes the passphrase. Backups made before open with the one that they were made with. It returns
// keys.ErrWeak, or ErrNotEncrypted.
func (s *Store) SetPassphrase(passphrase string) error {
	return s.changeKeys(func(f *keys.File, m *keys.Master, now time.Time) error { return f.SetPassphrase(m, passphrase, now) })
}

// SetRecoveryKey makes a key of keys.NewRecoveryKey the one that opens the workspace; the one before no longer does.
func (s *Store) SetRecoveryKey(key string) error {
	return s.changeKeys(func(f *keys.File, m *keys.Master, now time.Time) error { return f.TakeRecovery(m, key, now) })
}

// Remember lets the user's account on this computer open the workspace without being asked, or no longer. It returns
// keys.ErrNoDevice.
func (s *Store) Remember(yes bool) error {
	return s.changeKeys(func(f *keys.File, m *keys.Master, now time.Time) error {
		if yes {
			return f.SetDevice(m, now)
		}
		f.Drop(m, keys.ByDevice)
		return nil
	})
}

// changeKeys changes a copy of the keys, and takes it for true when it is on the disk.
func (s *Store) changeKeys(change func(*keys.File, *keys.Master, time.Time) error) error {
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.ready(); err != nil {
		return err
	}
	if s.ring == nil {
		return ErrNotEncrypted
	}
	f, err := keys.Parse(s.ring.Encode())
	if err == nil {
		err = change(f, s.ring.master, s.now())
	}
	if err == nil {
		err = writeKeys(s.disk, s.dir, f)
	}
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ring.File = f
	return nil
}

// PutKeys gives an encrypted workspace, whose own keys are damaged or gone, those that were copied at the mark. What is there
// of the old ones is kept beside them. It returns ErrApart when the mark is of another journal.
func (f Folder) PutKeys(k *keys.File, at Mark, user string) error {
	now := time.Now()
	l, err := lock(string(f), user, now)
	if err != nil {
		return err
	}
	return errors.Join(f.putKeys(k, at, now), l.release())
}

func (f Folder) putKeys(k *keys.File, at Mark, now time.Time) error {
	j, _, err := scan(realDisk{}, filepath.Join(string(f), "journal"), nil)
	switch {
	case err != nil:
		return err
	case j.form != sealedMagic:
		return ErrNotEncrypted
	}
	if err := j.holds(at); err != nil {
		return err
	}
	for _, name := range []string{keysFile, keysCopy} {
		if _, err := setAside(filepath.Join(string(f), name), now); err != nil {
			return err
		}
	}
	return writeKeys(realDisk{}, string(f), k)
}
