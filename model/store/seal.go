package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// seal is the file closed.json: what the workspace looked like when it was closed. It stays when the workspace is opened;
// whatever happens then changes a file of the database, so that the seal fits after a clean exit only. And it stays a
// witness: a journal never gets shorter than it was.
type seal struct {
	Seq     uint64     `json:"seq"`
	Hash    string     `json:"hash"`
	Files   []fileMark `json:"files"`   // of the database
	Journal []fileMark `json:"journal"` // of the journal
}

// fileMark tells a file of the database from one that was written to since, without reading it.
type fileMark struct {
	Name     string `json:"name"`
	Size     int64  `json:"size"`
	Modified int64  `json:"modified"` // unix nanoseconds
}

const sealFile = "closed.json"

// readSeal returns a seal that fits nothing when there is none or it is damaged.
func readSeal(d disk, dir string) seal {
	var s seal
	b, err := d.readFile(filepath.Join(dir, sealFile))
	if err != nil {
		return seal{}
	}
	if summed, err := readSummed(b, &s); err != nil || !summed {
		return seal{}
	}
	return s
}

// seal says that everything is on the disk and closed. Badger's files are synced once more, because it does not on Windows.
func (s *Store) seal() error {
	path := filepath.Join(s.dir, sealFile)
	if s.suspect.Load() {
		if err := s.disk.remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	now := seal{Seq: s.journal.seq(), Hash: hex.EncodeToString(s.journal.head[:])}
	var err error
	if now.Files, err = marksOf(s.databaseDir()); err == nil {
		now.Journal, err = marksOf(s.journalDir())
	}
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	last := readSeal(s.disk, s.dir)
	if now.equal(last) {
		return nil
	}
	if err := syncFiles(s.databaseDir(), now.since(last)); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	b, err := withSum(now)
	if err == nil {
		err = writeWhole(s.disk, path, b)
	}
	return err
}

func (s seal) equal(o seal) bool {
	return s.Seq == o.Seq && s.Hash == o.Hash && slices.Equal(s.Files, o.Files) && slices.Equal(s.Journal, o.Journal)
}

// since lists the files that the last seal did not have like this; the others were synced for it.
func (s seal) since(last seal) []fileMark {
	return slices.DeleteFunc(slices.Clone(s.Files), func(m fileMark) bool { return slices.Contains(last.Files, m) })
}

// fits tells whether the database is as it was closed.
func (s seal) fits(dir string) bool {
	marks, err := marksOf(dir)
	return err == nil && len(marks) > 0 && slices.Equal(marks, s.Files)
}

// fitsJournal tells whether the journal is as it was closed.
func (s seal) fitsJournal(dir string) bool {
	marks, err := marksOf(dir)
	return err == nil && len(marks) > 0 && slices.Equal(marks, s.Journal)
}

// bare tells that there was no database when it was closed: a backup was put back by somebody who cannot open it.
func (s seal) bare() bool { return s.Seq > 0 && len(s.Files) == 0 }

// agrees makes sure that the journal still holds what it held.
func (s seal) agrees(j *journal) error {
	if s.Seq > j.seq() {
		return j.damage(j.segment, j.size, fmt.Sprintf("the journal held %d actions when it was closed", s.Seq))
	}
	if s.Seq == 0 {
		return nil
	}
	h, err := j.hashAt(s.Seq)
	if err == nil && hex.EncodeToString(h[:]) != s.Hash {
		err = j.damage(j.segment, j.size, fmt.Sprintf("action %d is not the one it was closed with", s.Seq))
	}
	return err
}

// marksOf lists the files of a folder by name; none when it is absent.
func marksOf(dir string) ([]fileMark, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var out []fileMark
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		out = append(out, fileMark{e.Name(), info.Size(), info.ModTime().UnixNano()})
	}
	return out, nil
}

func syncFiles(dir string, files []fileMark) error {
	for _, m := range files {
		f, err := os.OpenFile(filepath.Join(dir, m.Name), os.O_RDWR, 0)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return syncDir(dir)
}
