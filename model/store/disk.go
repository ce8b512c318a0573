package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk is what the journal and the small files are written through; Badger has its own. What was not synced may be lost
// or come in another order when the power goes: contents until sync, names until syncDir. Tests have a disk that does so.
type disk interface {
	open(path string, flag int) (diskFile, error)
	readFile(path string) ([]byte, error)
	list(dir string) ([]string, error) // names; none when the folder is absent
	makeDir(path string) error         // its parent must be there; one that is there is none of its concern
	rename(from, to string) error
	remove(path string) error
	syncDir(dir string) error
}

// diskFile is a file that is written at places.
type diskFile interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Truncate(size int64) error
	Sync() error
}

// realDisk is the operating system's.
type realDisk struct{}

func (realDisk) open(path string, flag int) (diskFile, error) {
	f, err := os.OpenFile(path, flag, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (realDisk) readFile(path string) ([]byte, error) { return os.ReadFile(path) }

func (realDisk) list(dir string) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

func (realDisk) makeDir(path string) error {
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func (realDisk) rename(from, to string) error { return os.Rename(from, to) }
func (realDisk) remove(path string) error     { return os.Remove(path) }
func (realDisk) syncDir(dir string) error     { return syncDir(dir) }

// writeWhole writes a small file so that a crash leaves the old one or the new one.
func writeWhole(d disk, path string, b []byte) error {
	dir, name := filepath.Split(path)
	draft := filepath.Join(dir, "new-"+name)
	f, err := d.open(draft, os.O_RDWR|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(b, 0)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = d.rename(draft, path)
	}
	if err != nil {
		return errors.Join(err, d.remove(draft))
	}
	return d.syncDir(filepath.Dir(path))
}

// makeAll makes a folder and those above it, and makes their names last.
func makeAll(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	parent := filepath.Dir(dir)
	if parent == dir {
		return os.MkdirAll(dir, 0o700)
	}
	if err := makeAll(parent); err != nil {
		return err
	}
	return errors.Join(realDisk{}.makeDir(dir), syncDir(parent))
}
