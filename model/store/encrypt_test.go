package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/keys"
)

var s2026 = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

const passphrase = "钢城区招商局2026"

func knowing(p string) func() (keys.Secret, error) {
	return func() (keys.Secret, error) { return keys.Secret{Passphrase: p}, nil }
}

// encryptedSample is a closed workspace that was encrypted, what it held before, and a recovery key.
func encryptedSample(t testing.TB) (dir, before, recovery string, out *Resealed) {
	t.Helper()
	s := sample(t)
	before = allButChain(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	recovery, out = encrypt(t, s.Dir())
	return s.Dir(), before, recovery, out
}

func encrypt(t testing.TB, dir string) (recovery string, out *Resealed) {
	t.Helper()
	f, m, err := keys.New(passphrase, s2026)
	if err != nil {
		t.Fatal(err)
	}
	recovery = f.SetRecovery(m, s2026)
	if out, err = Encrypt(t.Context(), dir, f, m, ResealOptions{User: "李某"}); err != nil {
		t.Fatal(err)
	}
	return recovery, out
}

// allButChain is everything that the store knows but the hash that its chain ends in.
func allButChain(t testing.TB, s *Store) string {
	t.Helper()
	all := everything(t, s)
	return all[:strings.LastIndexByte(all, ' ')]
}

func unlocked(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir, Options{User: "李某", Unlock: knowing(passphrase), tune: tiny, segment: 8 << 10})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestEncryptAndDecrypt(t *testing.T) {
	t.Parallel()
	dir, before, recovery, out := encryptedSample(t)
	for _, c := range []struct {
		name string
		give func() (keys.Secret, error)
		want error
	}{
		{"nobody is asked", nil, keys.ErrLocked},
		{"no answer", knowing(""), keys.ErrLocked},
		{"wrong", knowing("钢城区招商局2027"), keys.ErrPassphrase},
		{"recovery key mistyped", func() (keys.Secret, error) { return keys.Secret{Recovery: recovery[1:]}, nil }, keys.ErrTypo},
	} {
		was := contents(t, dir)
		if _, err := Open(dir, Options{Unlock: c.give}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if contents(t, dir) != was {
			t.Errorf("%s: files changed", c.name)
		}
	}
	s := unlocked(t, dir)
	if allButChain(t, s) != before || len(s.Repairs()) > 0 || out.Frames != int(s.journal.seq()) {
		t.Errorf("not everything is there, or: %+v", s.Repairs())
	}
	edit(t, s, 7)
	sound(t, s)
	after := allButChain(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s = unlocked(t, dir); allButChain(t, s) != after || len(s.Repairs()) > 0 {
		t.Errorf("after another opening: %+v", s.Repairs())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	old, err := Open(out.Aside, Options{tune: tiny})
	if err != nil || allButChain(t, old) != before {
		t.Fatalf("the old one: %v", err)
	}
	old.Close()
	if _, err := Decrypt(t.Context(), dir, ResealOptions{Unlock: knowing(passphrase)}); err != nil {
		t.Fatal(err)
	}
	if s = open(t, dir); allButChain(t, s) != after || s.Encrypted() {
		t.Error("decrypted, it holds something else")
	}
	sound(t, s)
}

func TestEncryptTwiceOrNot(t *testing.T) {
	t.Parallel()
	dir := filled(t, 1)
	if _, err := Decrypt(t.Context(), dir, ResealOptions{}); !errors.Is(err, ErrNotEncrypted) {
		t.Error(err)
	}
	encrypt(t, dir)
	f, m, err := keys.New(passphrase, s2026)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Encrypt(t.Context(), dir, f, m, ResealOptions{Unlock: knowing(passphrase)}); !errors.Is(err, ErrEncrypted) {
		t.Error(err)
	}
	if _, err := Decrypt(t.Context(), dir, ResealOptions{Unlock: knowing("钢城区招商局2027")}); !errors.Is(err, keys.ErrPassphrase) {
		t.Error(err)
	}
	if _, err := Encrypt(t.Context(), t.TempDir(), f, m, ResealOptions{}); !errors.Is(err, ErrNoWorkspace) {
		t.Error(err)
	}
	unlocked(t, dir)
	if _, err := Decrypt(t.Context(), dir, ResealOptions{Unlock: knowing(passphrase)}); !errors.Is(err, ErrInUse) {
		t.Error(err)
	}
}

func TestEncryptStopsWhenAsked(t *testing.T) {
	t.Parallel()
	dir := filled(t, 5)
	before := contents(t, dir)
	f, m, err := keys.New(passphrase, s2026)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stop := func(done, _ int) {
		if done == 7 {
			cancel()
		}
	}
	if _, err := Encrypt(ctx, dir, f, m, ResealOptions{Progress: stop}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	full := func(string) (uint64, error) { return MinFree, nil }
	if _, err := Encrypt(t.Context(), dir, f, m, ResealOptions{Free: full}); !errors.Is(err, ErrNoSpace) {
		t.Fatal(err)
	}
	if contents(t, dir) != before {
		t.Error("the workspace changed")
	}
	if left, _ := filepath.Glob(dir + "-*"); len(left) > 0 {
		t.Errorf("left behind: %s", left)
	}
}

// TestNothingIsReadable looks for words of the records in every byte of every file, while the workspace is open, as a kill
// would leave it, and closed.
func TestNothingIsReadable(t *testing.T) {
	t.Parallel()
	dir, _, _, _ := encryptedSample(t)
	s := unlocked(t, dir)
	edit(t, s, 8)
	wantNoWords(t, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantNoWords(t, dir)
	write(t, filepath.Join(dir, "db", "MANIFEST"), []byte("damaged"))
	if s = unlocked(t, dir); len(s.Repairs()) != 1 {
		t.Errorf("%+v", s.Repairs())
	}
	if err := s.SetPassphrase("另一个口令2026"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantNoWords(t, dir)
}

func wantNoWords(t *testing.T, dir string) {
	t.Helper()
	words := []string{"公司", "地点", "重复", "导入", "删除", "李某", "enterprise\x00", "street", "另一个口令", passphrase}
	files := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		for _, w := range words {
			if e.Name() == "lock" && w == "李某" { // who has it open is for everybody to know
				continue
			}
			if bytes.Contains(b, []byte(w)) {
				t.Errorf("%s holds %q", path, w)
			}
		}
		return err
	})
	if err != nil || files < 8 {
		t.Errorf("%d files: %v", files, err)
	}
}

// TestDamagedKeys damages one copy of the keys, and both. Never is that called a wrong passphrase.
func TestDamagedKeys(t *testing.T) {
	t.Parallel()
	from, before, _, _ := encryptedSample(t)
	for _, d := range damages {
		for _, files := range [][]string{{keysFile}, {keysCopy}, {keysFile, keysCopy}} {
			t.Run(d.name+" "+strings.Join(files, "+"), func(t *testing.T) {
				t.Parallel()
				dir := copiedWithTimes(t, from)
				for _, name := range files {
					path := filepath.Join(dir, name)
					if err := d.do(path, read(t, path)); err != nil {
						t.Fatal(err)
					}
				}
				if len(files) == 1 {
					wantMendedKeys(t, dir, before)
					return
				}
				was := contents(t, dir)
				_, err := Open(dir, Options{Unlock: knowing(passphrase)})
				if !errors.Is(err, keys.ErrDamaged) && !errors.Is(err, keys.ErrMissing) || !errors.Is(err, ErrDamaged) {
					t.Errorf("open says %v", err)
				}
				if contents(t, dir) != was {
					t.Error("a refused workspace was changed")
				}
			})
		}
	}
}

func wantMendedKeys(t *testing.T, dir, before string) {
	t.Helper()
	s := unlocked(t, dir)
	if allButChain(t, s) != before {
		t.Error("not everything is there")
	}
	if !bytes.Equal(read(t, filepath.Join(dir, keysFile)), read(t, filepath.Join(dir, keysCopy))) {
		t.Error("the copies differ")
	}
	s.Close()
	if s = unlocked(t, dir); len(s.Repairs()) > 0 {
		t.Errorf("repaired twice: %+v", s.Repairs())
	}
}

// TestForeignKeys has whole keys that are not of this journal.
func TestForeignKeys(t *testing.T) {
	t.Parallel()
	a, b := filled(t, 2), filled(t, 2)
	encrypt(t, a)
	encrypt(t, b)
	write(t, filepath.Join(a, keysFile), read(t, filepath.Join(b, keysFile)))
	write(t, filepath.Join(a, keysCopy), read(t, filepath.Join(b, keysFile)))
	if _, err := Open(a, Options{Unlock: knowing(passphrase)}); !errors.Is(err, keys.ErrForeign) || !errors.Is(err, ErrDamaged) {
		t.Errorf("keys of another: %v", err)
	}
	plain := filled(t, 2)
	write(t, filepath.Join(plain, keysFile), read(t, filepath.Join(b, keysFile)))
	if _, err := Open(plain, Options{Unlock: knowing(passphrase)}); !errors.Is(err, keys.ErrForeign) {
		t.Errorf("keys beside a plain journal: %v", err)
	}
}

// TestEncryptedDamageTable is a part of the table of damages, on an encrypted workspace that was closed.
func TestEncryptedDamageTable(t *testing.T) {
	t.Parallel()
	from, before, _, _ := encryptedSample(t)
	s := unlocked(t, from)
	edit(t, s, 9)
	before = allButChain(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, file := range kindsOfFiles(t, from) {
		if strings.HasPrefix(file, "keys.json") {
			continue // TestDamagedKeys
		}
		for _, d := range []int{2, 5} { // flipped in the middle, deleted
			d := damages[d]
			t.Run(file+"/"+d.name, func(t *testing.T) {
				t.Parallel()
				dir := copiedWithTimes(t, from)
				path := filepath.Join(dir, file)
				if err := d.do(path, read(t, path)); err != nil {
					t.Fatal(err)
				}
				if strings.HasSuffix(file, ".log") {
					was := contents(t, dir)
					_, err := Open(dir, Options{Unlock: knowing(passphrase)})
					var damage *Damage
					if !errors.As(err, &damage) || damage.Database == 0 || contents(t, dir) != was {
						t.Errorf("open says %v", err)
					}
				} else if s := unlocked(t, dir); allButChain(t, s) != before {
					t.Error("not everything is there")
				}
			})
		}
	}
}

// TestChangeOfPassphrase rewrites the keys and nothing else.
func TestChangeOfPassphrase(t *testing.T) {
	t.Parallel()
	dir, before, recovery, _ := encryptedSample(t)
	s := unlocked(t, dir)
	if err := s.SetPassphrase("kurz"); !errors.Is(err, keys.ErrWeak) {
		t.Error(err)
	}
	if err := s.SetPassphrase("另一个口令2026"); err != nil {
		t.Fatal(err)
	}
	fresh := keys.NewRecoveryKey()
	if err := s.SetRecoveryKey(fresh); err != nil {
		t.Fatal(err)
	}
	if s.Knows(keys.Secret{Passphrase: passphrase}) == nil || s.Knows(keys.Secret{Passphrase: "另一个口令2026"}) != nil {
		t.Error("the open workspace takes the old passphrase")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for secret, want := range map[keys.Secret]error{
		{Passphrase: passphrase}:  keys.ErrPassphrase,
		{Passphrase: "另一个口令2026"}: nil,
		{Recovery: recovery}:      keys.ErrRecovery,
		{Recovery: fresh}:         nil,
	} {
		s, err := Open(dir, Options{Unlock: func() (keys.Secret, error) { return secret, nil }})
		if !errors.Is(err, want) {
			t.Errorf("%+v: %v", secret, err)
		}
		if err == nil {
			if allButChain(t, s) != before || len(s.Repairs()) > 0 {
				t.Errorf("%+v", s.Repairs())
			}
			s.Close()
		}
	}
	plain := open(t, filled(t, 1))
	if err := plain.SetPassphrase(passphrase); !errors.Is(err, ErrNotEncrypted) {
		t.Error(err)
	}
}

// TestLockedJournalIsWalked checks chain and counts without the key.
func TestLockedJournalIsWalked(t *testing.T) {
	t.Parallel()
	dir, _, _, out := encryptedSample(t)
	at, err := Folder(dir).Stretch(Mark{})
	if err != nil || at.Head.Frame != uint64(out.Frames) {
		t.Fatalf("%+v %v", at, err)
	}
	w := NewWalker(Mark{}, nil)
	for _, p := range at.Pieces {
		b := read(t, filepath.Join(dir, filepath.FromSlash(p.Name)))
		if err := w.Walk(bytes.NewReader(b[p.From:p.To]), p.To-p.From, p.From == 0); err != nil {
			t.Fatal(err)
		}
	}
	if w.Mark() != at.Head || w.Counts()[model.KindEnterprise] != out.Records[model.KindEnterprise] {
		t.Errorf("%+v %+v", w.Mark(), w.Counts())
	}
}

// TestSealedFrameStandsInTheClearAsSealed changes what a sealed frame says in the clear, with a chain that is right.
func TestSealedFrameStandsInTheClearAsSealed(t *testing.T) {
	t.Parallel()
	dir, _, _, _ := encryptedSample(t)
	s := unlocked(t, dir)
	payload, err := s.journal.payload(1)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*sealedFrame){
		"another number":     func(f *sealedFrame) { f.Seq++ },
		"another chain":      func(f *sealedFrame) { f.Prev[0]++ },
		"more records":       func(f *sealedFrame) { f.Net[model.KindEnterprise]++ },
		"another ciphertext": func(f *sealedFrame) { f.Sealed[40]++ },
		"nothing":            func(f *sealedFrame) { f.Sealed = nil },
	} {
		var f sealedFrame
		if err := decoding.Unmarshal(payload, &f); err != nil {
			t.Fatal(err)
		}
		change(&f)
		b, err := encoding.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.journal.unsealed(b); !errors.Is(err, keys.ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.journal.unsealed(payload); err != nil {
		t.Error(err)
	}
}

// TestKilledEncryption kills the process at each step: the old workspace is as it was, or the new one is whole.
func TestKilledEncryption(t *testing.T) {
	t.Parallel()
	s := sample(t)
	before := allButChain(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, point := range []string{"begun", "journal", "carried", "opened", "ready", "aside", "swapped"} {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "工作区")
			if err := os.CopyFS(dir, os.DirFS(s.Dir())); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), envEncrypting+"="+dir, envPoint+"="+point)
			var died *exec.ExitError
			if out, err := cmd.CombinedOutput(); !errors.As(err, &died) || died.ExitCode() >= 0 {
				t.Fatalf("not reached: %v %s", err, out)
			}
			got := unlocked(t, dir)
			if whole := point == "aside" || point == "swapped"; got.Encrypted() != whole || allButChain(t, got) != before {
				t.Errorf("encrypted: %v", got.Encrypted())
			}
			sound(t, got)
			if got.Encrypted() {
				return
			}
			if err := got.Close(); err != nil {
				t.Fatal(err)
			}
			encrypt(t, dir)
			if got = unlocked(t, dir); allButChain(t, got) != before {
				t.Error("once more: not everything is there")
			}
		})
	}
}

// encryptUntilKilled is what the process does that is to be killed.
func encryptUntilKilled(dir, point string) error {
	resealReached = func(at string) {
		if at == point {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
	}
	f, m, err := keys.New(passphrase, s2026)
	if err == nil {
		_, err = Encrypt(context.Background(), dir, f, m, ResealOptions{})
	}
	return err
}
