package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/model"
)

// Format 2 stores personal values under keys. What format 1 wrote in the clear cannot stay: nothing would ever erase it from
// a chain of hashes. So the journal is written anew, frame by frame, into a chain of its own, and the database is made
// from that.

// Names in the workspace while its journal is written anew. The plain one exists from the moment when the sealed one is
// whole: then there is only forward.
const (
	journalSealed = "journal-sealed"
	journalPlain  = "journal-plain"
)

// sealJournal brings a workspace from format 1 to 2.
func sealJournal(dir string) error {
	journal, sealed, plain := filepath.Join(dir, "journal"), filepath.Join(dir, journalSealed), filepath.Join(dir, journalPlain)
	if _, err := os.Stat(plain); errors.Is(err, fs.ErrNotExist) {
		if err := rewriteJournal(dir, journal, sealed); err != nil {
			return err
		}
		if err := errors.Join(os.Rename(journal, plain), syncDir(dir)); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	if _, err := os.Stat(journal); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(sealed, journal); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	for _, old := range []string{filepath.Join(dir, "db"), filepath.Join(dir, sealFile), plain} {
		if err := os.RemoveAll(old); err != nil {
			return err
		}
	}
	return syncDir(dir)
}

// rewriteJournal writes the whole journal into a new folder, with the keys that it needs.
func rewriteJournal(dir, from, to string) error {
	if err := errors.Join(os.RemoveAll(to), os.MkdirAll(to, 0o700)); err != nil {
		return err
	}
	w := rewriter{persons: newPersons(realDisk{}, dir), names: make(map[model.ID]string), to: &journal{disk: unsynced{}, dir: to, limit: segmentSize}}
	if err := w.persons.read(); err != nil {
		return err
	}
	if err := w.to.rotate(); err != nil {
		return err
	}
	if _, _, err := scan(realDisk{}, from, w.frame); err != nil {
		return err
	}
	if err := errors.Join(w.to.close(), w.persons.mend(), w.persons.save()); err != nil {
		return err
	}
	files, err := marksOf(to)
	if err != nil {
		return err
	}
	return syncFiles(to, files)
}

// rewriter copies frames into a new chain.
type rewriter struct {
	persons *persons
	names   map[model.ID]string // of contacts, as they were last called
	to      *journal
}

func (w *rewriter) frame(seq uint64, payload []byte) error {
	f, err := decodeFrame(payload)
	if err == nil {
		err = w.sealEvents(f)
	}
	if err != nil {
		return fmt.Errorf("seal frame %d: %w", seq, err)
	}
	f.Prev = append([]byte(nil), w.to.head[:]...)
	if payload, err = encoding.Marshal(f); err != nil {
		return fmt.Errorf("seal frame %d: %w", seq, err)
	}
	return w.to.append(payload)
}

func (w *rewriter) sealEvents(f *frame) error {
	for i := range f.Events {
		e := &f.Events[i]
		w.unname(f, e)
		for n := range e.Fields {
			c := &e.Fields[n]
			var first, second error
			c.Old, first = w.persons.sealValue(e.Kind, e.Record, c.Key, c.Old)
			c.New, second = w.persons.sealValue(e.Kind, e.Record, c.Key, c.New)
			if err := errors.Join(first, second); err != nil {
				return err
			}
		}
	}
	return nil
}

// unname takes a contact's name out of what is written in the clear beside its event.
func (w *rewriter) unname(f *frame, e *event) {
	if e.Kind != model.KindContact {
		return
	}
	names := []string{w.names[e.Record]}
	for _, c := range e.Fields {
		if c.Key != "name" {
			continue
		}
		names = append(names, model.State{"name": c.Old}.Name(), model.State{"name": c.New}.Name())
		w.names[e.Record] = names[len(names)-1]
	}
	for _, name := range names {
		f.Label, e.Reason = impersonal(f.Label, name), impersonal(e.Reason, name)
	}
}

// impersonal is a text with another word for a contact's name.
func impersonal(text, name string) string {
	if name == "" || !strings.Contains(text, name) {
		return text
	}
	what := model.KindContact.Label()
	text = strings.NewReplacer("「"+name+"」", what, name, what).Replace(text)
	return strings.ReplaceAll(text, what+" "+what, what)
}

// unsynced is the disk for files that are synced once, when all is written.
type unsynced struct{ realDisk }

func (d unsynced) open(path string, flag int) (diskFile, error) {
	f, err := d.realDisk.open(path, flag)
	return unsyncedFile{f}, err
}

type unsyncedFile struct{ diskFile }

func (unsyncedFile) Sync() error { return nil }
