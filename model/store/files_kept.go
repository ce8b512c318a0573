package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
)

// KeptFile is one of the workspace's files as it stands on the disk.
type KeptFile struct {
	Name string // in the workspace, with slashes
	Size int64

	code string // its name without folders: what its coder calls it
	with fileCoder
}

// Files lists the files that records have or had. What is added while it looks may be among them.
func (s *Store) Files() ([]KeptFile, error) { return keptFiles(s.dir, s.coder()) }

// Files lists the files that records have or had. What is added while it looks may be among them.
func (f Folder) Files() ([]KeptFile, error) {
	ring, err := readKeyring(realDisk{}, string(f))
	if err != nil || ring != nil {
		return keptFiles(string(f), nil) // nobody asks for the key here
	}
	return keptFiles(string(f), plainFiles{})
}

// Whole tells whether these bytes of the file are what was written, as far as that can be told without the key.
func (f KeptFile) Whole(b []byte) bool {
	switch with := f.with.(type) {
	case plainFiles:
		return with.nameOf(sha256.Sum256(b)) == f.code
	case sealedFiles:
		plain, err := with.open(bytes.NewReader(b))
		if err == nil {
			_, err = io.Copy(io.Discard, plain)
		}
		return err == nil
	}
	return true
}

func keptFiles(dir string, with fileCoder) (out []KeptFile, err error) {
	top := filepath.Join(dir, filesFolder)
	err = filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == top {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		code, ok := codeInPath(path)
		if !ok {
			return nil // a draft, or nothing of ours
		}
		info, err := d.Info()
		if err == nil {
			out = append(out, KeptFile{filesFolder + "/" + code[:2] + "/" + code[2:], info.Size(), code, with})
		}
		return err
	})
	return out, err
}

// codeInPath reads the name that keep gave a file.
func codeInPath(path string) (code string, ok bool) {
	code = filepath.Base(filepath.Dir(path)) + filepath.Base(path)
	h, err := hashOfText(code)
	return code, err == nil && hex.EncodeToString(h[:]) == code && len(filepath.Base(path)) == len(code)-2
}
