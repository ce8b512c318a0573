package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/model/keys"
)

// filesFolder is where the files of records are, in the workspace.
const filesFolder = "files"

// sealedFiles seals the files of records. Its names are those of the plain ones under a key: the hash of a file says that
// somebody has it.
type sealedFiles struct{ key *keys.Key }

// streamOfFile is what every file is called inside; whoever reads it compares the hash of the contents anyway.
const streamOfFile = "file"

func (f sealedFiles) seal(dst io.Writer) (io.WriteCloser, error) {
	return f.key.NewWriter(dst, streamOfFile)
}
func (f sealedFiles) open(src io.Reader) (io.Reader, error) {
	return f.key.NewReader(src, streamOfFile)
}

func (f sealedFiles) sealAll(dst io.Writer, src io.Reader) error {
	w, err := f.seal(dst)
	if err == nil {
		_, err = io.Copy(w, src)
		err = errors.Join(err, w.Close())
	}
	return err
}

func (f sealedFiles) nameOf(h hash) string { return f.key.Tag(h[:]) }

// ours tells what is made anew, or is nobody's any more: these are not carried into the new workspace.
func (x *resealing) ours(name string) bool {
	switch name {
	case "journal", "db", "lock", sealFile, keysFile, keysCopy, filesFolder, listsFile, PersonFiles[0], PersonFiles[1]:
		return true
	}
	return strings.Contains(name, "-damaged-") || strings.HasPrefix(name, "new-")
}

// carry brings into the new workspace what lies beside journal and database: the keys of persons and the files of records
// sealed anew, the rest as it is.
func (x *resealing) carry() error {
	entries, err := os.ReadDir(x.from.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if x.ours(e.Name()) {
			continue
		}
		from, to := filepath.Join(x.from.dir, e.Name()), filepath.Join(x.dir, e.Name())
		if e.IsDir() {
			err = os.CopyFS(to, os.DirFS(from))
		} else {
			err = copyFile(from, to)
		}
		if err != nil {
			return fmt.Errorf("carry %s: %w", e.Name(), err)
		}
	}
	return errors.Join(x.carryPersons(), x.carryFiles())
}

// carryPersons writes both copies of the table of persons' keys anew.
func (x *resealing) carryPersons() error {
	p := x.from.persons
	if len(p.entries) == 0 {
		return nil
	}
	form := formFor(nil)
	if x.to != nil {
		form = formFor(x.to.master.Sub(keys.Persons))
	}
	b := p.encode(form)
	for _, name := range PersonFiles {
		if err := writeWhole(realDisk{}, filepath.Join(x.dir, name), b); err != nil {
			return fmt.Errorf("carry %s: %w", name, err)
		}
	}
	return nil
}

func (x *resealing) carryFiles() error {
	top := filepath.Join(x.from.dir, filesFolder)
	err := filepath.WalkDir(top, func(path string, e fs.DirEntry, err error) error {
		if err == nil {
			err = x.ctx.Err()
		}
		if err != nil || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), "new-") {
			return err
		}
		if err := x.carryFile(path); err != nil {
			return fmt.Errorf("carry %s: %w", e.Name(), err)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// carryFile seals one file under the new key, or leaves it plain. One that is damaged stays so, under the name by which its
// records look for it.
func (x *resealing) carryFile(path string) error {
	draft := filepath.Join(x.dir, "new-file")
	rel, err := filepath.Rel(filepath.Join(x.from.dir, filesFolder), path)
	if err != nil {
		return err
	}
	sum, err := x.rewrite(path, draft)
	switch {
	case errors.Is(err, keys.ErrForged):
		err = copyFile(path, draft)
	case err == nil && x.to != nil:
		rel = splitName(sealedFiles{x.to.master.Sub(keys.Files)}.nameOf(named(rel, sum)))
	case err == nil:
		rel = splitName(hex.EncodeToString(sum[:]))
	}
	if err != nil {
		return err
	}
	target := filepath.Join(x.dir, filesFolder, rel)
	if err := makeAll(filepath.Dir(target)); err != nil {
		return err
	}
	return errors.Join(os.Rename(draft, target), syncDir(filepath.Dir(target)))
}

// splitName is where a file of that name lies in its folder.
func splitName(name string) string { return filepath.Join(name[:2], name[2:]) }

// named is the hash that a plain file is called by, or its own when it is called otherwise.
func named(rel string, own hash) (h hash) {
	b, err := hex.DecodeString(strings.ReplaceAll(filepath.ToSlash(rel), "/", ""))
	if err != nil || len(b) != len(h) {
		return own
	}
	return hash(b)
}

// rewrite opens a file of the old workspace and writes it for the new one. It returns the hash of the contents.
func (x *resealing) rewrite(from, to string) (sum hash, err error) {
	src, err := os.Open(from)
	if err != nil {
		return sum, err
	}
	defer src.Close()
	plain := io.Reader(src)
	if k := x.from.key(keys.Files); k != nil {
		if plain, err = (sealedFiles{k}).open(src); err != nil {
			return sum, err
		}
	}
	return x.write(plain, to)
}

func (x *resealing) write(plain io.Reader, to string) (sum hash, err error) {
	dst, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return sum, err
	}
	digest := sha256.New()
	plain = io.TeeReader(plain, digest)
	if x.to == nil {
		_, err = io.Copy(dst, plain)
	} else {
		err = sealedFiles{x.to.master.Sub(keys.Files)}.sealAll(dst, plain)
	}
	digest.Sum(sum[:0])
	return sum, errors.Join(err, dst.Sync(), dst.Close())
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return writeWhole(realDisk{}, to, b)
}

// bytesIn is how much a folder and those in it hold; 0 when it is absent.
func bytesIn(dir string) (n int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return n, nil
	}
	return n, err
}
