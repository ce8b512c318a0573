package calk

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"unicode/utf8"
)

// What a package may be. A stranger's file says sizes that are held against these before anything is unpacked.
const (
	mostFiles    = 20_000
	mostManifest = 8 << 20
	mostRatio    = 120      // how many times larger than packed; text of many like lines reaches 30
	mostSpare    = 16 << 20 // bytes that any package may unpack to
	mostInMemory = 512 << 20
)

// Package is an open package. Its files are read one by one, each held against its sum.
type Package struct {
	Manifest
	files map[string]*zip.File
	named map[string]File // what the manifest says of them
}

// Read opens a package of size bytes and looks through its manifest; files are checked when they are read.
func Read(from io.ReaderAt, size int64) (*Package, error) {
	z, err := zip.NewReader(from, size)
	if err != nil {
		return nil, notWhole(from, err)
	}
	p := &Package{files: make(map[string]*zip.File, len(z.File))}
	if err := p.list(z, size); err != nil {
		return nil, err
	}
	own, ok := p.files[ManifestFile]
	if !ok {
		return nil, fmt.Errorf("no %s: %w", ManifestFile, ErrNotPackage)
	}
	delete(p.files, ManifestFile)
	data, err := unpack(own, mostManifest)
	if err != nil {
		return nil, err
	}
	if err := p.describe(data); err != nil {
		return nil, err
	}
	return p, p.compare()
}

// notWhole tells a package that was cut short from what never was one.
func notWhole(from io.ReaderAt, err error) error {
	head := make([]byte, 4)
	if _, at := from.ReadAt(head, 0); at == nil && bytes.Equal(head, []byte("PK\x03\x04")) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return fmt.Errorf("%w: %w", ErrNotPackage, err)
}

func (p *Package) list(z *zip.Reader, size int64) error {
	var total uint64
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if !sound(f.Name) || p.files[key(f.Name)] != nil {
			return fmt.Errorf("an entry is called %q: %w", f.Name, ErrDamaged)
		}
		p.files[key(f.Name)] = f
		if total += f.UncompressedSize64; f.UncompressedSize64 > 1<<40 || total > uint64(size)*mostRatio+mostSpare {
			return fmt.Errorf("unpacks to more than %d bytes: %w", total, ErrTooLarge)
		}
	}
	if len(p.files) > mostFiles {
		return fmt.Errorf("%d files: %w", len(p.files), ErrTooLarge)
	}
	return nil
}

// describe reads the manifest. Its format is looked at first: a newer one may look otherwise.
func (p *Package) describe(data []byte) error {
	var first struct{ Format int }
	if err := json.Unmarshal(data, &first); err != nil {
		return fmt.Errorf("%s: %w", ManifestFile, ErrNotPackage)
	}
	switch {
	case first.Format > Format:
		return fmt.Errorf("format %d: %w", first.Format, ErrNewer)
	case first.Format < 1:
		return fmt.Errorf("%s names no format: %w", ManifestFile, ErrNotPackage)
	}
	if err := json.Unmarshal(data, &p.Manifest); err != nil {
		return fmt.Errorf("%s: %w: %w", ManifestFile, ErrDamaged, err)
	}
	return nil
}

// compare holds the files against the manifest: none too many, none too few.
func (p *Package) compare() error {
	p.named = make(map[string]File, len(p.Files))
	for _, f := range p.Files {
		in, ok := p.files[key(f.Name)]
		if _, twice := p.named[key(f.Name)]; !ok || twice || int64(in.UncompressedSize64) != f.Size {
			return fmt.Errorf("%q is not what the manifest says: %w", f.Name, ErrDamaged)
		}
		p.named[key(f.Name)] = f
	}
	if len(p.named) != len(p.files) {
		return fmt.Errorf("holds files that the manifest does not name: %w", ErrDamaged)
	}
	return nil
}

// Has tells whether the package has a file.
func (p *Package) Has(name string) bool { return p.named[key(name)].Name == name }

// Data is a file of the package, as its sum vouches for.
func (p *Package) Data(name string) ([]byte, error) {
	if !p.Has(name) {
		return nil, fmt.Errorf("no %s: %w", name, ErrDamaged)
	}
	data, err := unpack(p.files[key(name)], mostInMemory)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != strings.ToLower(p.named[key(name)].SHA256) {
		return nil, fmt.Errorf("%s does not match its sum: %w", name, ErrDamaged)
	}
	return data, nil
}

// Check reads every file and holds it against its sum, without keeping it.
func (p *Package) Check() error {
	for _, f := range p.Files {
		r, err := p.files[key(f.Name)].Open()
		if err != nil {
			return damaged(f.Name, err)
		}
		sum := sha256.New()
		_, err = io.Copy(sum, r)
		if err = errors.Join(err, r.Close()); err != nil {
			return damaged(f.Name, err)
		}
		if hex.EncodeToString(sum.Sum(nil)) != strings.ToLower(f.SHA256) {
			return fmt.Errorf("%s does not match its sum: %w", f.Name, ErrDamaged)
		}
	}
	return nil
}

// unpack never reads more than the archive said it would.
func unpack(f *zip.File, most int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(most) {
		return nil, fmt.Errorf("%s has %d bytes: %w", f.Name, f.UncompressedSize64, ErrTooLarge)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(f.Name, err)
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(f.UncompressedSize64)+1))
	if err = errors.Join(err, r.Close()); err != nil || uint64(len(data)) != f.UncompressedSize64 {
		return nil, damaged(f.Name, err)
	}
	return data, nil
}

func damaged(name string, err error) error {
	return errors.Join(fmt.Errorf("%s: %w", name, ErrDamaged), err)
}

// sound tells whether a name stays inside the package, on every system.
func sound(name string) bool {
	return utf8.ValidString(name) && name != "" && len(name) < 400 && path.Clean(name) == name && !path.IsAbs(name) && name != ".." &&
		!strings.HasPrefix(name, "../") && !strings.ContainsAny(name, "\\:\x00")
}

// key is the same for names that one file has on Windows.
func key(name string) string { return strings.ToLower(name) }

// Open reads a package file into memory whole, so that nothing is left open, and returns it when it is of the kind.
func Open(file string, kind Kind) (*Package, error) {
	p, err := open(file)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", file, err)
	}
	if p.Kind != kind {
		return nil, fmt.Errorf("open %s, of kind %q: %w", file, p.Kind, ErrOtherKind)
	}
	return p, nil
}

func open(file string) (*Package, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrNotPackage
	case info.Size() > mostInMemory:
		return nil, fmt.Errorf("%d bytes: %w", info.Size(), ErrTooLarge)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return Read(bytes.NewReader(data), int64(len(data)))
}

// Verify holds every file of a package file of a kind against its sum, without reading it into memory whole.
func Verify(file string, kind Kind) error {
	return with(file, func(p *Package) error {
		if p.Kind != kind {
			return fmt.Errorf("%s is of kind %q: %w", file, p.Kind, ErrOtherKind)
		}
		return p.Check()
	})
}

// KindOf is the kind of a package file, "" for what is none.
func KindOf(file string) (kind Kind) {
	if err := with(file, func(p *Package) error { kind = p.Kind; return nil }); err != nil {
		return ""
	}
	return kind
}

func with(file string, do func(*Package) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	p, err := Read(f, info.Size())
	if err != nil {
		return err
	}
	return do(p)
}
