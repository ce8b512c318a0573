package store

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"path/filepath"
)

// KeptFile is one of the workspace's files as it stands on the disk.
type KeptFile struct {
	Name   string // in the workspace, with slashes
	Size   int64
	SHA256 string // of the bytes, hexadecimal; in an encrypted workspace another name, from which nothing follows
}

// Files lists the files that records have or had. What is added while it looks may be among them.
func (s *Store) Files() ([]KeptFile, error) { return keptFiles(s.dir) }

// Files lists the files that records have or had. What is added while it looks may be among them.
func (f Folder) Files() ([]KeptFile, error) { return keptFiles(string(f)) }

func keptFiles(dir string) (out []KeptFile, err error) {
	top := filepath.Join(dir, filesFolder)
	err = filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == top {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		sum, ok := sumInPath(path)
		if !ok {
			return nil // a draft, or nothing of ours
		}
		info, err := d.Info()
		if err == nil {
			name := filesFolder + "/" + sum[:2] + "/" + sum[2:]
			out = append(out, KeptFile{Name: name, Size: info.Size(), SHA256: sum})
		}
		return err
	})
	return out, err
}

// sumInPath reads the name that keep gave a file.
func sumInPath(path string) (sum string, ok bool) {
	sum = filepath.Base(filepath.Dir(path)) + filepath.Base(path)
	h, err := hashOfText(sum)
	return sum, err == nil && hex.EncodeToString(h[:]) == sum && len(filepath.Base(path)) == len(sum)-2
}
