package keys

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

var day = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// locked is a file that opens with a passphrase and a recovery key.
func locked(t testing.TB) (f *File, m *Master, recovery string) {
	t.Helper()
	f, m, err := New("钢城区招商局2026", day)
	if err != nil {
		t.Fatal(err)
	}
	return f, m, f.SetRecovery(m, day)
}

func TestUnlock(t *testing.T) {
	f, m, recovery := locked(t)
	again, err := Parse(f.Encode())
	if err != nil {
		t.Fatal(err)
	}
	other := newRecoveryKey().String()
	for _, c := range []struct {
		name string
		give Secret
		want error
	}{
		{"nothing", Secret{}, ErrLocked},
		{"the passphrase", Secret{Passphrase: "钢城区招商局2026"}, nil},
		{"the passphrase in full-width digits", Secret{Passphrase: "钢城区招商局２０２６"}, nil},
		{"a wrong passphrase", Secret{Passphrase: "钢城区招商局2027"}, ErrPassphrase},
		{"the recovery key", Secret{Recovery: recovery}, nil},
		{"the recovery key in small letters without groups", Secret{Recovery: strings.ToLower(strings.ReplaceAll(recovery, "-", ""))}, nil},
		{"another recovery key", Secret{Recovery: other}, ErrRecovery},
		{"a part of the recovery key", Secret{Recovery: recovery[:20]}, ErrTypo},
	} {
		got, err := again.Unlock(c.give)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if err == nil && *got != *m {
			t.Errorf("%s opens another key", c.name)
		}
	}
}

func TestChangedSecrets(t *testing.T) {
	f, m, recovery := locked(t)
	old, err := Parse(f.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetPassphrase(m, "另一个口令2026", day); err != nil {
		t.Fatal(err)
	}
	f.SetRecovery(m, day)
	if f.Revision <= old.Revision {
		t.Error("a change is no later revision")
	}
	for _, s := range []Secret{{Passphrase: "钢城区招商局2026"}, {Recovery: recovery}} {
		if _, err := f.Unlock(s); err == nil {
			t.Errorf("%+v still opens", s)
		}
		if _, err := old.Unlock(s); err != nil {
			t.Errorf("an older copy: %v", err)
		}
	}
	if f.Drop(m, ByRecovery); f.Has(ByRecovery) {
		t.Error("the recovery key is still there")
	}
	if _, err := f.Unlock(Secret{Passphrase: "另一个口令2026"}); err != nil {
		t.Error(err)
	}
}

func TestWeakPassphrases(t *testing.T) {
	for _, weak := range []string{"", "1234567", "招商局二六", "aaaaaaaaaaaa", "００００００００"} {
		if _, _, err := New(weak, day); !errors.Is(err, ErrWeak) {
			t.Errorf("%q: %v", weak, err)
		}
	}
	if err := CheckPassphrase("钢城区招商投资局"); err != nil {
		t.Error(err)
	}
}

// TestDamagedFile changes every byte, cuts at every length and adds one: never is that a wrong passphrase.
func TestDamagedFile(t *testing.T) {
	f, _, _ := locked(t)
	b := f.Encode()
	for i := range b {
		for _, bit := range []byte{0x01, 0x20, 0x80} {
			c := bytes.Clone(b)
			c[i] ^= bit
			if _, err := Parse(c); !errors.Is(err, ErrDamaged) {
				t.Fatalf("byte %d: %v", i, err)
			}
		}
		if _, err := Parse(b[:i]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
	if _, err := Parse(append(b, '\n')); !errors.Is(err, ErrDamaged) {
		t.Errorf("one byte more: %v", err)
	}
}

// TestForgedFile gives changed contents a sum that is right.
func TestForgedFile(t *testing.T) {
	f, m, recovery := locked(t)
	spare, _, _ := locked(t)
	pass := Secret{Passphrase: "钢城区招商局2026"}
	for name, c := range map[string]struct {
		do   func(*File)
		want error
	}{
		"a slot of another file": {func(f *File) { f.Slots[0] = spare.Slots[0] }, ErrPassphrase},
		"cheaper passphrases":    {func(f *File) { f.Slots[0].Argon = &argon{1, 64, 1} }, ErrPassphrase},
		"a slot is gone":         {func(f *File) { f.Slots = f.Slots[:1] }, ErrDamaged},
		"an older revision":      {func(f *File) { f.Revision = 1 }, ErrDamaged},
	} {
		g, err := Parse(f.Encode())
		if err != nil {
			t.Fatal(err)
		}
		c.do(g)
		if g, err = Parse(g.Encode()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := g.Unlock(pass); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, do := range map[string]func(*File){
		"a newer version": func(f *File) { f.Version = 2 },
	} {
		g := *f
		do(&g)
		if _, err := Parse(g.Encode()); !errors.Is(err, ErrNewer) {
			t.Errorf("%s: %v", name, err)
		}
	}
	g := *f
	g.Slots = append([]slot(nil), f.Slots...)
	g.Slots[0].Argon = &argon{3, 1 << 30, 4}
	if _, err := Parse(g.Encode()); !errors.Is(err, ErrDamaged) {
		t.Errorf("a terabyte of memory: %v", err)
	}
	if got, err := f.Unlock(Secret{Recovery: recovery}); err != nil || *got != *m {
		t.Error(err)
	}
}
