package geofile

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite" // the driver; written in Go, so that the program needs no C compiler
)

// database is a SQLite file that others wrote. Nothing is written beside it, so that it may lie on a stick or in a
// folder that is not ours.
type database struct {
	*sql.DB
	size int64  // bytes of the file
	copy string // the folder of a copy, "" for none
}

func (d *database) Close() error {
	var err error
	if d.DB != nil {
		err = d.DB.Close()
	}
	if d.copy != "" {
		err = errors.Join(err, os.RemoveAll(d.copy))
	}
	return err
}

// openDatabase opens a SQLite file for reading. What a program that was not closed properly left beside it, SQLite has to
// work in: that is done on a copy.
func openDatabase(path string) (*database, error) {
	size, err := checkDatabase(path)
	if err != nil {
		return nil, err
	}
	d := &database{size: size}
	options := "?mode=ro&immutable=1"
	if hasLeftovers(path) {
		if d.copy, err = copyDatabase(path); err != nil {
			return nil, err
		}
		path, options = filepath.Join(d.copy, copyName), "?mode=rw"
	}
	// trusted_schema(0): what the file's own definitions call must not reach beyond the file.
	options += "&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=query_only(1)"
	if d.DB, err = sql.Open("sqlite", fileURI(path)+options); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.SetMaxOpenConns(1)
	return d, nil
}

// fileURI is how SQLite takes a path whatever its name: blanks, ?, #, % and Chinese are escaped, and a share of Windows
// (\\server\maps) keeps its slashes.
func fileURI(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/maps
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// headerSize is the start of every SQLite file.
const headerSize = 100

// checkDatabase tells a file that is no SQLite at all, and one that was cut off, which SQLite would notice only halfway.
func checkDatabase(path string) (size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	head := make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	if n < 16 || string(head[:16]) != "SQLite format 3\x00" {
		return 0, fmt.Errorf("%s: %w", filepath.Base(path), ErrFormat)
	}
	if err != nil || cutOff(head, info.Size()) {
		return 0, fmt.Errorf("%s: database ends early: %w", filepath.Base(path), ErrDamaged)
	}
	return info.Size(), nil
}

// cutOff compares the pages that the header counts with the file. The count holds when the version it was written for is
// the file's.
func cutOff(head []byte, size int64) bool {
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	pages := int64(binary.BigEndian.Uint32(head[28:]))
	return binary.BigEndian.Uint32(head[24:]) == binary.BigEndian.Uint32(head[92:]) && size < page*pages
}

// leftovers are the endings of the files that SQLite keeps beside an open database.
var leftovers = []string{"-wal", "-journal"}

func hasLeftovers(path string) bool {
	for _, ending := range leftovers {
		if info, err := os.Stat(path + ending); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

const copyName = "copy.gpkg"

func copyDatabase(path string) (dir string, err error) {
	if dir, err = os.MkdirTemp("", "chainatlas-"); err != nil {
		return "", err
	}
	for _, ending := range append([]string{""}, leftovers...) {
		if err := copyFile(path+ending, filepath.Join(dir, copyName+ending)); err != nil && (ending == "" || !os.IsNotExist(err)) {
			return "", errors.Join(err, os.RemoveAll(dir))
		}
	}
	return dir, nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// databaseError is what SQLite says, as ours: whatever the reader of a sound file does not meet is damage. Errors that
// are not SQLite's stay what they are.
func databaseError(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return errors.Join(ErrDamaged, err)
	}
	return err
}
