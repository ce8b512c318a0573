package geofile

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Bounds of what an archive may unpack to.
const (
	maxUnpacked  = 4 << 30 // bytes of all its files
	maxRatio     = 400     // a file that packs better is no map
	alwaysFine   = 1 << 20 // bytes for which the ratio does not matter
	maxInArchive = 10_000  // files
)

// archive is an opened zip file.
type archive struct {
	z     *zip.ReadCloser
	files []archived
}

// archived is a file in an archive, under its name as a person reads it.
type archived struct {
	name string
	f    *zip.File
}

// openArchive opens a zip file whose contents are within bounds. It returns ErrDamaged and ErrTooLarge.
func openArchive(name string) (*archive, error) {
	z, err := zip.OpenReader(name)
	if errors.Is(err, zip.ErrFormat) {
		return nil, fmt.Errorf("archive: %w", ErrDamaged)
	} else if err != nil {
		return nil, damaged(err, "archive")
	}
	a := &archive{z: z}
	total := uint64(0)
	for _, f := range z.File {
		total += f.UncompressedSize64
		if len(a.files) > maxInArchive || f.UncompressedSize64 > maxUnpacked || total > maxUnpacked || bomb(f) {
			z.Close()
			return nil, fmt.Errorf("archive: %w", ErrTooLarge)
		}
		if n := archiveName(f); !f.FileInfo().IsDir() && !strings.HasPrefix(path.Base(n), "._") {
			a.files = append(a.files, archived{n, f})
		}
	}
	return a, nil
}

func bomb(f *zip.File) bool {
	return f.UncompressedSize64 > alwaysFine && f.UncompressedSize64/maxRatio > f.CompressedSize64
}

// archiveName is the name of a file; old Chinese packers write it in GBK and do not say so.
func archiveName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 && !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.ReplaceAll(name, `\`, "/")
}

// open reads a file of the archive. It ends at the size that the archive states.
func (f archived) open() (io.ReadCloser, error) {
	if f.f.Flags&1 != 0 {
		return nil, fmt.Errorf("%s: %w", f.name, ErrLocked)
	}
	r, err := f.f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", f.name, ErrDamaged, err)
	}
	return &unpacked{r: r, left: int64(f.f.UncompressedSize64)}, nil
}

// unpacked is the contents of a file in an archive.
type unpacked struct {
	r    io.ReadCloser
	left int64
}

// Read implements io.Reader.
func (u *unpacked) Read(b []byte) (int, error) {
	if u.left <= 0 {
		return 0, io.EOF
	}
	n, err := u.r.Read(b[:min(int64(len(b)), u.left)])
	if u.left -= int64(n); err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return n, err
}

// Close implements io.Closer.
func (u *unpacked) Close() error { return u.r.Close() }
