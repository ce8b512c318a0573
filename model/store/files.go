package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/model"
	"chainatlas/model/keys"
)

// MaxFile is the largest file that a record can have, in bytes: photos and scans fit, films do not.
const MaxFile = 50 << 20

// fileCoder decides what of a file stands on the disk, and under which name.
type fileCoder interface {
	seal(dst io.Writer) (io.WriteCloser, error) // what is written into it comes to dst; closing it does not close dst
	open(src io.Reader) (io.Reader, error)      // what was written into seal; reading fails where src is not what seal wrote
	nameOf(h hash) string                       // 64 hexadecimal digits
}

// plainFiles stand on the disk as they are, under their own hash.
type plainFiles struct{}

func (plainFiles) seal(dst io.Writer) (io.WriteCloser, error) { return unsealed{dst}, nil }
func (plainFiles) open(src io.Reader) (io.Reader, error)      { return src, nil }
func (plainFiles) nameOf(h hash) string                       { return hex.EncodeToString(h[:]) }

// coder is how the workspace keeps files.
func (s *Store) coder() fileCoder {
	if k := s.key(keys.Files); k != nil {
		return sealedFiles{k}
	}
	return plainFiles{}
}

type unsealed struct{ io.Writer }

// Close implements io.Closer.
func (unsealed) Close() error { return nil }

// AddFile keeps the bytes of a file and tells what a record needs to mention it; the record is put by the caller, in an
// Update. When AddFile returns, the file is on the disk for good: a crash before the Update leaves a file that nobody
// mentions and nothing else. Bytes that are kept already are kept once. It returns ErrTooLarge, ErrNoSpace or ErrClosed,
// and fs errors for what cannot be read; nothing is left then.
func (s *Store) AddFile(r io.Reader, name string) (model.Attachment, error) {
	a, err := s.addFile(r, name)
	if err != nil {
		return model.Attachment{}, fmt.Errorf("add file %s: %w", name, err)
	}
	return a, nil
}

// AddPath is AddFile for a file of the disk, under its own name. It returns ErrNotFile for a folder.
func (s *Store) AddPath(path string) (model.Attachment, error) {
	f, err := os.Open(path)
	if err != nil {
		return model.Attachment{}, fmt.Errorf("add file: %w", err)
	}
	defer f.Close()
	return s.AddFile(f, filepath.Base(path))
}

func (s *Store) addFile(r io.Reader, name string) (a model.Attachment, err error) {
	s.using.RLock()
	defer s.using.RUnlock()
	if err := s.ready(); err != nil {
		return a, err
	}
	if err := s.fits(r, name); err != nil {
		return a, err
	}
	s.adding.Lock() // two drafts would be one
	defer s.adding.Unlock()
	dir := filepath.Join(s.dir, filesFolder)
	if err := errors.Join(s.disk.makeDir(dir), s.disk.syncDir(s.dir)); err != nil {
		return a, readOnly(err)
	}
	draft := filepath.Join(dir, draftFile)
	a, sum, err := s.write(draft, r)
	a.Name = strings.ToValidUTF8(name, "_") // or the record could not be read again
	if err == nil && a.Size > MaxFile {
		err = &TooLarge{Name: name}
	}
	if err == nil {
		err = s.keep(draft, sum)
	}
	if err != nil {
		return a, errors.Join(readOnly(err), s.discard(draft))
	}
	return a, nil
}

// draftFile is a file that has no name of its own yet. A crash may leave it; the next one takes its place.
const draftFile = "new-file"

// fits looks at the size of the file, as far as that can be told before it is read, and at the room on the disk.
func (s *Store) fits(r io.Reader, name string) error {
	size := int64(MaxFile)
	if f, ok := r.(interface{ Stat() (fs.FileInfo, error) }); ok {
		info, err := f.Stat()
		switch {
		case err != nil:
			return err
		case info.IsDir():
			return ErrNotFile
		case info.Size() > MaxFile:
			return &TooLarge{Name: name, Size: info.Size()}
		case info.Mode().IsRegular():
			size = info.Size()
		}
	}
	free, err := freeBytes(s.dir)
	if err != nil {
		return fmt.Errorf("look for room: %w", err)
	}
	if free < MinFree+uint64(size) {
		return fmt.Errorf("%d MB free: %w", free>>20, ErrNoSpace)
	}
	return nil
}

// write brings the bytes to the disk, up to one more than is allowed, and tells what they are.
func (s *Store) write(path string, r io.Reader) (a model.Attachment, sum hash, err error) {
	f, err := s.disk.open(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return a, sum, err
	}
	to, err := s.coder().seal(io.NewOffsetWriter(f, 0))
	if err != nil {
		return a, sum, errors.Join(err, f.Close())
	}
	digest, head := sha256.New(), new(beginning)
	a.Size, err = io.Copy(io.MultiWriter(to, digest, head), io.LimitReader(r, MaxFile+1))
	err = errors.Join(err, to.Close())
	if err == nil {
		err = f.Sync()
	}
	digest.Sum(sum[:0])
	a.Hash, a.Type = hex.EncodeToString(sum[:]), model.MediaType(head.bytes)
	return a, sum, errors.Join(err, f.Close())
}

// beginning keeps the first bytes of what is written.
type beginning struct{ bytes []byte }

// Write implements io.Writer.
func (b *beginning) Write(p []byte) (int, error) {
	b.bytes = append(b.bytes, p[:min(len(p), model.MediaTypeBytes-len(b.bytes))]...)
	return len(p), nil
}

// keep gives the draft its name, unless the same file is there already. One that is there and damaged is replaced.
func (s *Store) keep(draft string, sum hash) error {
	path := s.filePath(sum)
	dir := filepath.Dir(path)
	if err := errors.Join(s.disk.makeDir(dir), s.disk.syncDir(filepath.Dir(dir))); err != nil {
		return err
	}
	_, err := s.readFile(sum, 0)
	if err == nil {
		err = s.discard(draft)
	} else {
		err = s.disk.rename(draft, path)
	}
	return errors.Join(err, s.disk.syncDir(dir)) // one that is there may have been left by a crash before this
}

// discard takes away a draft; none is as good.
func (s *Store) discard(draft string) error {
	if err := s.disk.remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (s *Store) filePath(sum hash) string {
	name := s.coder().nameOf(sum)
	return filepath.Join(s.dir, filesFolder, name[:2], name[2:])
}

// OpenFile gives the bytes of a record's file, all of which were read and are what was added. Otherwise it returns
// ErrFile, with a *FileDamage.
func (s *Store) OpenFile(a model.Attachment) (*bytes.Reader, error) {
	s.using.RLock()
	defer s.using.RUnlock()
	if err := s.ready(); err != nil {
		return nil, err
	}
	sum, err := hashOfText(a.Hash)
	if err != nil {
		return nil, &FileDamage{Name: a.Name, Err: err}
	}
	b, err := s.readFile(sum, a.Size)
	if err != nil {
		return nil, s.fileDamage(a.Name, sum, err)
	}
	return bytes.NewReader(b), nil
}

// fileDamage is what is said of a file that cannot be read.
func (s *Store) fileDamage(name string, sum hash, err error) *FileDamage {
	path, _ := filepath.Rel(s.dir, s.filePath(sum))
	return &FileDamage{Name: name, Path: filepath.ToSlash(path), Missing: errors.Is(err, fs.ErrNotExist), Err: err}
}

// errOtherBytes is how a file is damaged that can be read.
var errOtherBytes = errors.New("not the bytes that were added")

// readFile reads a whole file, of the size that is expected, and checks it.
func (s *Store) readFile(sum hash, size int64) ([]byte, error) {
	f, err := s.disk.open(s.filePath(sum), os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := s.coder().open(io.NewSectionReader(f, 0, 2*MaxFile))
	if err != nil {
		return nil, err
	}
	b := bytes.NewBuffer(make([]byte, 0, min(max(size, 0), MaxFile)+bytes.MinRead))
	if _, err := b.ReadFrom(io.LimitReader(src, MaxFile+1)); err != nil {
		return nil, err
	}
	if sha256.Sum256(b.Bytes()) != sum {
		return nil, errOtherBytes
	}
	return b.Bytes(), nil
}

// hashOfText reads the hash of an attachment.
func hashOfText(text string) (h hash, err error) {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != len(h) {
		return h, fmt.Errorf("%q is no hash of a file", text)
	}
	return hash(b), nil
}
