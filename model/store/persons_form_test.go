package store

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainatlas/model"
	"chainatlas/model/keys"
)

func newKey(t testing.TB) *keys.Key {
	t.Helper()
	_, m, err := keys.New(passphrase, s2026)
	if err != nil {
		t.Fatal(err)
	}
	return m.Sub(keys.Persons)
}

// secretsOf are the key of every person, its tag, and the table's secret: what must stand in no file.
func secretsOf(p *persons) (out []string) {
	for _, one := range p.entries {
		if !one.erased {
			out = append(out, string(one.key[:]), string(one.tag[:]))
		}
	}
	return append(out, string(p.secret[:]))
}

// TestNoFileHoldsAPersonsKey looks for the keys in every byte of an encrypted workspace: as it was encrypted, open, with a new
// passphrase, closed, mended, and after an erasure.
func TestNoFileHoldsAPersonsKey(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	old := secretsOf(s.persons)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(read(t, s.persons.path(0)), []byte(old[0])) {
		t.Fatal("the plain workspace does not hold what is looked for")
	}
	encrypt(t, s.Dir())
	nowhere(t, s.Dir(), old...)
	s = unlocked(t, s.Dir())
	must(t, s, "新建", func(tx *Tx) error {
		return tx.Put(&model.Project{Base: model.Base{Name: "泵阀项目"}, Officer: "周明", Phone: "13500000000"})
	})
	all := secretsOf(s.persons)
	if len(all) <= len(old) || all[0] != old[0] {
		t.Fatalf("%d keys before, %d now", len(old), len(all))
	}
	if err := s.SetPassphrase(passphrase + "新"); err != nil {
		t.Fatal(err)
	}
	nowhere(t, s.Dir(), all...)
	if err := s.SetPassphrase(passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.persons.path(1)); err != nil {
		t.Fatal(err)
	}
	if s = unlocked(t, s.Dir()); len(s.Repairs()) != 1 {
		t.Errorf("told %+v", s.Repairs())
	}
	nowhere(t, s.Dir(), all...)
	eraseNow(t, s, herName)
	o.gone(t, s)
	sound(t, s)
	nowhere(t, s.Dir(), all...)
}

// TestPlainTableIsSealedWhenOpened has a table in the clear in an encrypted workspace, in one copy and in both.
func TestPlainTableIsSealedWhenOpened(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	secrets, plain := secretsOf(s.persons), read(t, s.persons.path(0))
	encrypt(t, s.Dir())
	for _, copies := range [][]string{PersonFiles[:], PersonFiles[:1], PersonFiles[1:]} {
		for _, name := range copies {
			write(t, filepath.Join(s.Dir(), name), plain)
		}
		s = unlocked(t, s.Dir())
		if is := got[*model.Contact](t, s, o.contact.ID); is.Phone != herPhone || len(s.Repairs()) > 0 {
			t.Errorf("%s: %+v, told %+v", copies, is, s.Repairs())
		}
		nowhere(t, s.Dir(), secrets...)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	write(t, s.persons.path(1), plain[:2*personSize]) // one that lacks keys is told of
	if s = unlocked(t, s.Dir()); len(s.Repairs()) != 1 || s.Name(o.contact.ID) != herName {
		t.Errorf("told %+v", s.Repairs())
	}
	sound(t, s)
}

// TestTableOfAnotherWorkspaceIsKept puts a sealed table where it cannot be read.
func TestTableOfAnotherWorkspaceIsKept(t *testing.T) {
	t.Parallel()
	for name, sealed := range map[string]bool{"plain": false, "encrypted": true} {
		s := open(t, t.TempDir())
		o := newBureau(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		openIt := open
		if sealed {
			encrypt(t, s.Dir())
			openIt = unlocked
		}
		other := newPersons(realDisk{}, t.TempDir())
		other.form = formFor(newKey(t))
		other.clear()
		other.keyFor([]byte("别人"))
		foreign := other.encode(other.form)
		write(t, s.persons.path(0), foreign)
		s = openIt(t, s.Dir())
		if is := got[*model.Contact](t, s, o.contact.ID); is.Phone != herPhone {
			t.Errorf("%s: %+v", name, is)
		}
		if r := s.Repairs(); len(r) != 1 || !strings.Contains(r[0].Found, "不是本工作区的") {
			t.Errorf("%s: told %+v", name, r)
		}
		kept, err := filepath.Glob(filepath.Join(s.Dir(), "persons-damaged-*"))
		if err != nil || len(kept) != 1 || !bytes.Equal(read(t, kept[0]), foreign) {
			t.Errorf("%s: kept %s, %v", name, kept, err)
		}
		sound(t, s)
	}
}

// TestPersonTableNeedsNoKey takes the table as a backup does, of a workspace that is locked.
func TestPersonTableNeedsNoKey(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	plain := read(t, s.persons.path(0))
	encrypt(t, s.Dir())
	sealed := read(t, s.persons.path(0))
	torn := bytes.Clone(sealed)
	torn[personSize+20] ^= 1
	for name, c := range map[string]struct{ first, second, want []byte }{
		"both sealed":                    {sealed, sealed, sealed},
		"one damaged":                    {torn, sealed, sealed},
		"sealing was interrupted":        {sealed, plain, sealed},
		"the same, the other way":        {plain, sealed, sealed},
		"from before tables were sealed": {plain, plain, plain},
	} {
		write(t, s.persons.path(0), c.first)
		write(t, s.persons.path(1), c.second)
		if b, err := PersonTable(s.Dir()); err != nil || !bytes.Equal(b, c.want) {
			t.Errorf("%s: %d bytes of %d, %v", name, len(b), len(c.want), err)
		}
	}
	write(t, s.persons.path(0), sealed)
	if err := os.Remove(s.persons.path(1)); err != nil {
		t.Fatal(err)
	}
	if s = unlocked(t, s.Dir()); s.Name(o.contact.ID) != herName {
		t.Error("one sealed copy does not bring her back")
	}
}

// TestPowerCutWhilePersonsAreSealed cuts the power at any step while a plain table is sealed, and while keys are made and
// destroyed in it. No key that was promised is lost, and none comes back.
func TestPowerCutWhilePersonsAreSealed(t *testing.T) {
	t.Parallel()
	chance, key := rand.New(rand.NewPCG(3, 4)), newKey(t)
	d := newTape()
	plain := newPersons(d, "w")
	made := func(p *persons, names ...string) (ids []personID) {
		for _, name := range names {
			ids = append(ids, p.keyFor([]byte(name)).id)
		}
		if err := p.save(); err != nil {
			t.Fatal(err)
		}
		return ids
	}
	ids := made(plain, "甲", "乙", "丙")
	if err := d.syncDir("w"); err != nil {
		t.Fatal(err)
	}
	from := len(d.steps)
	p := newPersons(d, "w")
	p.form = formFor(key)
	if err := p.read(); err != nil {
		t.Fatal(err)
	}
	if err := p.mend(); err != nil {
		t.Fatal(err)
	}
	sealed := len(d.steps)
	ids = append(ids, made(p, "丁", "戊")...)
	more := len(d.steps)
	entries := slices.Clone(p.entries)
	if err := p.destroy(ids[1:2]); err != nil {
		t.Fatal(err)
	}
	destroyed := len(d.steps)
	secrets := secretsOf(plain)
	for n := from; n <= len(d.steps); n++ {
		for range 20 {
			left := d.cut(n, chance)
			again := newPersons(left, "w")
			again.form = p.form
			if err := again.read(); err != nil {
				t.Fatalf("step %d: %v", n, err)
			}
			for i, id := range ids {
				one, ok := again.of(id)
				switch {
				case i == 1 && n >= destroyed && ok:
					t.Fatalf("step %d: what was destroyed is back", n)
				case i == 1 && n >= more: // may be there or not
				case i >= 3 && n < more: // nor was this promised
				case !ok || one.key != entries[i].key:
					t.Fatalf("step %d: key %d is lost", n, i)
				}
			}
			if n >= sealed {
				wantNoSecret(t, left, secrets)
			}
			if err := again.mend(); err != nil {
				t.Fatal(err)
			}
			wantNoSecret(t, left, secrets)
		}
	}
}

// wantNoSecret looks into the two files, by their present names.
func wantNoSecret(t *testing.T, d *tape, secrets []string) {
	t.Helper()
	for _, name := range PersonFiles {
		b, err := d.readFile(name)
		for _, secret := range secrets {
			if err != nil || bytes.Contains(b, []byte(secret)) {
				t.Fatalf("%s holds a key: %v", name, err)
			}
		}
	}
}
