package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
)

// inTheClear makes a workspace of format 1, as it was before persons had keys, of one that has them.
func inTheClear(t *testing.T, dir string) {
	t.Helper()
	p := newPersons(realDisk{}, dir)
	if err := p.read(); err != nil {
		t.Fatal(err)
	}
	journal, plain := filepath.Join(dir, "journal"), filepath.Join(dir, "plain")
	if err := os.Mkdir(plain, 0o700); err != nil {
		t.Fatal(err)
	}
	to, clear := &journalWriter{t: t, dir: plain}, p
	to.begin()
	_, _, err := scan(realDisk{}, journal, func(_ uint64, payload []byte) error {
		f, err := decodeFrame(payload)
		if err != nil {
			return err
		}
		for i := range f.Events {
			for n := range f.Events[i].Fields {
				c := &f.Events[i].Fields[n]
				c.Old, c.New = clear.open(c.Old), clear.open(c.New)
			}
		}
		if len(f.Events) == 1 && f.Events[0].Kind == model.KindContact {
			f.Label, f.Events[0].Reason = "编辑「"+herName+"」", herName+"来电"
		}
		return to.add(f)
	})
	if err != nil {
		t.Fatal(err)
	}
	to.end()
	w := workspaceIn(t, dir)
	w.Format = 1
	b, err := withSum(w)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, workspaceFile), b)
	for _, name := range []string{"journal", "db", sealFile, PersonFiles[0], PersonFiles[1]} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(plain, journal); err != nil {
		t.Fatal(err)
	}
	s := newStore(dir, Options{})
	if _, err := s.readJournal(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.openDatabase(), s.release()); err != nil {
		t.Fatal(err)
	}
}

// journalWriter writes frames into a new chain.
type journalWriter struct {
	t   *testing.T
	dir string
	*journal
}

func (w *journalWriter) begin() {
	w.journal = &journal{disk: realDisk{}, dir: w.dir, limit: segmentSize}
	if err := w.rotate(); err != nil {
		w.t.Fatal(err)
	}
}

func (w *journalWriter) add(f *frame) error {
	f.Prev = bytes.Clone(w.head[:])
	payload, err := encoding.Marshal(f)
	if err != nil {
		return err
	}
	return w.append(payload)
}

func (w *journalWriter) end() {
	if err := w.close(); err != nil {
		w.t.Fatal(err)
	}
}

// TestOldWorkspaceIsSealed opens a workspace that has names in the clear, interrupted in all places where that can be seen.
func TestOldWorkspaceIsSealed(t *testing.T) {
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	inTheClear(t, s.Dir())
	if err := holds(t, s.Dir(), herName); err != nil {
		t.Fatal("the test begins with no name in the clear")
	}
	half := func(dir string) error {
		return rewriteJournal(dir, filepath.Join(dir, "journal"), filepath.Join(dir, journalSealed))
	}
	away := func(dir string) error {
		return errors.Join(half(dir), os.Rename(filepath.Join(dir, "journal"), filepath.Join(dir, journalPlain)))
	}
	swapped := func(dir string) error {
		return errors.Join(away(dir), os.Rename(filepath.Join(dir, journalSealed), filepath.Join(dir, "journal")))
	}
	for what, before := range map[string]func(string) error{
		"at once": func(string) error { return nil }, "a half": half, "the old one away": away, "the new one there": swapped,
		"all but the format": func(dir string) error { return sealJournal(dir) },
	} {
		dir := copied(t, s.Dir())
		if err := before(dir); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir, Options{User: "李某", BeforeMigration: func(string) error { return nil }})
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if c := got[*model.Contact](t, s, o.contact.ID); c.Phone != herPhone || c.Title != "科员" {
			t.Errorf("%s: %+v", what, c)
		}
		if h, err := s.History(o.other.ID); err != nil || len(h) != 3 {
			t.Errorf("%s: history %+v %v", what, h, err)
		}
		sound(t, s)
		eraseNow(t, s, herName)
		o.gone(t, s)
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		nowhere(t, dir, herName, herPhone, herMail)
	}
}

// holds is nil when a text is in some file of the folder.
func holds(t *testing.T, dir, text string) error {
	t.Helper()
	found := errors.New("nowhere")
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.Contains(string(read(t, path)), text) {
			found = nil
		}
		return err
	})
	return errors.Join(found, err)
}
