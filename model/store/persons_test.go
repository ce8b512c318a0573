package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainatlas/model"
)

// TestDamagedPersonFiles damages the copies of the table every way.
func TestDamagedPersonFiles(t *testing.T) {
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil := func(at int) func(b []byte) []byte {
		return func(b []byte) []byte { b[at%len(b)] ^= 1; return b }
	}
	none := func([]byte) []byte { return nil }
	same := func(b []byte) []byte { return b }
	for what, c := range map[string]struct{ first, second func([]byte) []byte }{
		"a bit of the first":          {spoil(70), same},
		"a bit of the header":         {spoil(10), same},
		"a bit of the second":         {same, spoil(200)},
		"different bits of both":      {spoil(70), spoil(140)},
		"the first is gone":           {none, same},
		"the second is gone":          {same, none},
		"the first ends early":        {func(b []byte) []byte { return b[:100] }, same},
		"both headers":                {spoil(10), spoil(20)},
		"something else in its stead": {func([]byte) []byte { return bytes.Repeat([]byte("x"), 300) }, same},
	} {
		dir := copied(t, s.Dir())
		for i, f := range []func([]byte) []byte{c.first, c.second} {
			path := filepath.Join(dir, PersonFiles[i])
			if b := f(read(t, path)); b != nil {
				write(t, path, b)
			} else if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		s := open(t, dir)
		if len(s.Repairs()) != 1 {
			t.Errorf("%s: told %+v", what, s.Repairs())
		}
		if is := got[*model.Contact](t, s, o.contact.ID); is.Phone != herPhone {
			t.Errorf("%s: %+v", what, is)
		}
		eraseNow(t, s, herName)
		o.gone(t, s)
		sound(t, s)
		if s = reopen(t, s); len(s.Repairs()) != 0 {
			t.Errorf("%s: not put right: %+v", what, s.Repairs())
		}
		if a, b := read(t, filepath.Join(dir, PersonFiles[0])), read(t, filepath.Join(dir, PersonFiles[1])); !bytes.Equal(a, b) {
			t.Errorf("%s: the copies differ", what)
		}
	}
}

// TestLostKeysAreSaidAndCostNothingElse takes both copies away: everything else is there, an edit empties nothing, and the
// keys put back bring everything back.
func TestLostKeysAreSaidAndCostNothingElse(t *testing.T) {
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	keys := read(t, filepath.Join(s.Dir(), PersonFiles[0]))
	for _, name := range PersonFiles {
		if err := os.Remove(filepath.Join(s.Dir(), name)); err != nil {
			t.Fatal(err)
		}
	}
	s = open(t, s.Dir())
	if r := s.Repairs(); len(r) != 1 || !strings.Contains(r[0].Found, PersonFiles[0]) {
		t.Errorf("told %+v", r)
	}
	p := got[*model.Project](t, s, o.project.ID)
	if p.Name != "轧辊项目" || p.Officer != "" {
		t.Errorf("%+v", p)
	}
	p.Street = "颜庄街道"
	must(t, s, "编辑", func(tx *Tx) error { return tx.Put(p) })
	r, err := s.Verify(t.Context(), nil)
	if err != nil || len(r.Problems) != 1 || r.Personal.Lost == 0 {
		t.Errorf("verify %+v %v", r, err)
	}
	s = reopen(t, s)
	if r := s.Repairs(); slices.ContainsFunc(r, func(r Repair) bool { return r.Frames > 0 }) {
		t.Errorf("the database was made anew for nothing: %+v", r)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Dir(), PersonFiles[1]), keys)
	s = open(t, s.Dir())
	if p := got[*model.Project](t, s, o.project.ID); p.Officer != herName || p.Street != "颜庄街道" {
		t.Errorf("with the keys put back: %+v", p)
	}
	sound(t, s)
}

func TestEqualValuesAreEqualBytes(t *testing.T) {
	s := open(t, t.TempDir())
	p := &model.Project{Base: model.Base{Name: "项目"}, Officer: "王芳", Phone: "13800000000"}
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(p) })
	if b := must(t, s, "同样", func(tx *Tx) error { return tx.Put(p) }); b.ID != "" {
		t.Error("what was there already made a frame")
	}
	s = reopen(t, s)
	if b := must(t, s, "同样", func(tx *Tx) error { return tx.Put(p) }); b.ID != "" {
		t.Error("after reopening it made a frame")
	}
	if _, err := s.Update("失败", func(tx *Tx) error {
		return tx.Put(&model.Contact{Base: model.Base{Name: "某人"}}) // then the action fails
	}); err != nil {
		t.Fatal(err)
	}
	n := len(s.persons.entries)
	if _, err := s.Update("失败", func(tx *Tx) error {
		if err := tx.Put(&model.Contact{Base: model.Base{Name: "别人"}}); err != nil {
			return err
		}
		return os.ErrInvalid
	}); err == nil || len(s.persons.entries) != n {
		t.Errorf("a failed action left %d keys, %v", len(s.persons.entries)-n, err)
	}
}

// TestNoLinkNamesAPerson: a link keeps the name of its record in the clear, so none may point to a contact.
func TestNoLinkNamesAPerson(t *testing.T) {
	for _, k := range model.Kinds() {
		for _, f := range model.FieldsOf(k) {
			if f.To == model.KindContact && k != model.KindContact {
				t.Errorf("%s of %s points to contacts: it must be stored under the contact's key", f.Key, k)
			}
		}
	}
}

// TestAnOldTableBringsNobodyBack puts the keys of before an erasure back, with the lists of after it in place.
func TestAnOldTableBringsNobodyBack(t *testing.T) {
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	old := read(t, filepath.Join(s.Dir(), PersonFiles[0]))
	eraseNow(t, s, herName)
	for range 2 {
		must(t, s, "再来", func(tx *Tx) error { return tx.Put(firm("乙公司")) })
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for _, name := range PersonFiles {
			write(t, filepath.Join(s.Dir(), name), old)
		}
		s = open(t, s.Dir())
		o.gone(t, s)
		sound(t, s)
	}
}
