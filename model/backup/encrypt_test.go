package backup

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"chainatlas/model/keys"
	"chainatlas/model/store"
)

const passphrase = "钢城区招商局2026"

func knowing(p string) func() (keys.Secret, error) {
	return func() (keys.Secret, error) { return keys.Secret{Passphrase: p}, nil }
}

// encrypted is a closed workspace of so many firms, encrypted.
func encrypted(t *testing.T, firms int) office {
	t.Helper()
	o := newOffice(t, firms)
	o.close()
	f, m, err := keys.New(passphrase, monday)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Encrypt(t.Context(), o.Dir(), f, m, store.ResealOptions{}); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o office) unlocked(p string) office {
	o.t.Helper()
	s, err := store.Open(o.Dir(), store.Options{User: "李某", Unlock: knowing(p)})
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { s.Close() })
	return office{s, o.t, o.folder}
}

// TestLockedBackup makes, checks and puts back backups without the passphrase, a full one and one that goes on from it.
func TestLockedBackup(t *testing.T) {
	o := encrypted(t, 5)
	full, err := Make(t.Context(), store.Folder(o.Dir()), filepath.Join(o.folder, "全"+Ext), Options{})
	if err != nil || !full.Encrypted || full.Format != formatVersion || full.Records() != 5 {
		t.Fatalf("%+v %v", full, err)
	}
	s := o.unlocked(passphrase)
	s.add(3)
	want := told(t, s.Store)
	s.close()
	more, err := Make(t.Context(), store.Folder(o.Dir()), filepath.Join(o.folder, "增"+Ext), Options{Since: full})
	if err != nil || more.Records() != 8 {
		t.Fatalf("%+v %v", more, err)
	}
	for _, b := range []*Backup{full, more} {
		if _, err := Check(t.Context(), b.Path, nil); err != nil {
			t.Error(err)
		}
		whole, err := os.ReadFile(b.Path)
		if err != nil || bytes.Contains(whole, []byte("颜庄")) || bytes.Contains(whole, []byte("公司")) || bytes.Contains(whole, []byte("登记")) {
			t.Errorf("%s can be read: %v", b.Path, err)
		}
	}
	for name, c := range map[string]struct {
		unlock func() (keys.Secret, error)
		err    error
	}{"locked": {nil, nil}, "with the passphrase": {knowing(passphrase), nil}, "with another": {knowing("钢城区招商局2027"), keys.ErrPassphrase}} {
		dir := filepath.Join(t.TempDir(), "恢复")
		_, err := Restore(t.Context(), more.Path, dir, RestoreOptions{Unlock: c.unlock})
		if !errors.Is(err, c.err) {
			t.Fatalf("%s: %v", name, err)
		}
		if c.err != nil {
			if _, err := os.Stat(dir); !os.IsNotExist(err) {
				t.Errorf("%s: something was made", name)
			}
			continue
		}
		if _, err := store.Open(dir, store.Options{}); !errors.Is(err, keys.ErrLocked) {
			t.Errorf("%s: %v", name, err)
		}
		got, err := store.Open(dir, store.Options{Unlock: knowing(passphrase)})
		if err != nil || told(t, got) != want || len(got.Repairs()) > 0 {
			t.Fatalf("%s: %v", name, err)
		}
		got.Close()
	}
}

// TestBackupKeepsItsPassphrase changes the passphrase after a backup.
func TestBackupKeepsItsPassphrase(t *testing.T) {
	o := encrypted(t, 2)
	s := o.unlocked(passphrase)
	old := s.back("旧", nil)
	if err := s.SetPassphrase("另一个口令2026"); err != nil {
		t.Fatal(err)
	}
	s.add(1)
	later := s.back("新", old)
	s.close()
	for path, p := range map[string]string{old.Path: passphrase, later.Path: "另一个口令2026"} {
		dir := filepath.Join(t.TempDir(), "恢复")
		if _, err := Restore(t.Context(), path, dir, RestoreOptions{Unlock: knowing(p)}); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestDamagedEncryptedBackup changes bytes all over the file, and takes the keys away.
func TestDamagedEncryptedBackup(t *testing.T) {
	o := encrypted(t, 2)
	b, err := Make(t.Context(), store.Folder(o.Dir()), filepath.Join(o.folder, "全"+Ext), Options{})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(o.folder, "坏"+Ext)
	for at := 0; at < len(whole); at += 1 + len(whole)/150 {
		bad := bytes.Clone(whole)
		bad[at] ^= 0x10
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Check(t.Context(), path, nil); err == nil {
			t.Errorf("byte %d of %d", at, len(whole))
		}
	}
	for _, name := range []string{"keys.json", "keys.json.bak"} {
		if err := os.WriteFile(filepath.Join(o.Dir(), name), []byte("damaged"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Make(t.Context(), store.Folder(o.Dir()), filepath.Join(o.folder, "无"+Ext), Options{}); !errors.Is(err, keys.ErrDamaged) {
		t.Errorf("without keys: %v", err)
	}
}

// TestRollingAcrossEncryption makes automatic backups before and after, and has the readable ones deleted.
func TestRollingAcrossEncryption(t *testing.T) {
	o := newOffice(t, 3)
	r := Rolling{Folder: o.folder, Now: clockFrom(monday)}
	if _, err := r.Run(t.Context(), o, Daily); err != nil {
		t.Fatal(err)
	}
	byHand := o.back("手工", nil)
	o.close()
	f, m, err := keys.New(passphrase, monday)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Encrypt(t.Context(), o.Dir(), f, m, store.ResealOptions{}); err != nil {
		t.Fatal(err)
	}
	from := store.Folder(o.Dir())
	out, err := r.Replace(t.Context(), from)
	readable := Readable(from.Dir(), r.Folder)
	if err != nil || !out.Made.Full() || !out.Made.Encrypted || out.Deleted != 1 || len(readable) != 1 || readable[0].Path != byHand.Path {
		t.Fatalf("%+v %+v %v", out, readable, err)
	}
	s := o.unlocked(passphrase)
	s.add(1)
	next, err := r.Run(t.Context(), s, AfterWork)
	if err != nil || next.Made == nil || next.Made.Full() || !next.Made.Encrypted {
		t.Errorf("%+v %v", next, err)
	}
}

// clockFrom goes on by a minute each time that it is asked.
func clockFrom(t time.Time) func() time.Time {
	return func() time.Time {
		t = t.Add(time.Minute)
		return t
	}
}

// TestRestoreKeys loses both copies of the keys, and what was written after the backup stays.
func TestRestoreKeys(t *testing.T) {
	o := encrypted(t, 2)
	s := o.unlocked(passphrase)
	b := s.back("好", nil)
	s.add(2)
	want := told(t, s.Store)
	s.close()
	for _, name := range []string{"keys.json", "keys.json.bak"} {
		if err := os.Truncate(filepath.Join(o.Dir(), name), 100); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Open(o.Dir(), store.Options{Unlock: knowing(passphrase)}); !errors.Is(err, keys.ErrDamaged) {
		t.Fatal(err)
	}
	other := encrypted(t, 1)
	wrong, err := Make(t.Context(), store.Folder(other.Dir()), filepath.Join(o.folder, "别人"+Ext), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := RestoreKeys(t.Context(), wrong.Path, o.Dir(), ""); !errors.Is(err, store.ErrApart) {
		t.Errorf("keys of another: %v", err)
	}
	if _, err := RestoreKeys(t.Context(), b.Path, o.Dir(), ""); err != nil {
		t.Fatal(err)
	}
	if got := o.unlocked(passphrase); told(t, got.Store) != want {
		t.Error("not everything is there")
	}
	if kept, _ := filepath.Glob(filepath.Join(o.Dir(), "keys-damaged-*")); len(kept) != 1 {
		t.Errorf("kept: %s", kept)
	}
	plain := newOffice(t, 1)
	if _, err := RestoreKeys(t.Context(), plain.back("明", nil).Path, plain.Dir(), ""); !errors.Is(err, store.ErrNotEncrypted) {
		t.Error(err)
	}
}
