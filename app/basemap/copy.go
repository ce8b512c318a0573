package basemap

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// copier copies files of a pack, each whole and synced, until it is cancelled.
type copier struct {
	ctx      context.Context
	progress func(done, total int) // in MiB; nil for nobody

	done, total int64 // bytes
}

// Bounds of an archive: tiles do not shrink when they are packed, outlines do, to a tenth.
const (
	mostFiles = 1_000_000
	mostRatio = 60
	mostSpare = 64 << 20 // bytes beyond the ratio, for small archives
)

// write copies n bytes of r into a new file, with the folders above it.
func (c *copier) write(r io.Reader, to string, n int64) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	got, err := io.Copy(f, io.LimitReader(watched{r, c}, n+1))
	if err == nil && got != n {
		err = fmt.Errorf("%d bytes instead of %d: %w", got, n, io.ErrUnexpectedEOF)
	}
	return errors.Join(err, f.Sync(), f.Close())
}

// watched tells how far the copying is, and ends it when it is cancelled.
type watched struct {
	r io.Reader
	c *copier
}

// Read implements io.Reader.
func (w watched) Read(p []byte) (int, error) {
	if err := w.c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.r.Read(p)
	before := w.c.done >> 20
	if w.c.done += int64(n); w.c.progress != nil && w.c.done>>20 != before {
		w.c.progress(int(w.c.done>>20), int(max(w.c.total, w.c.done)>>20))
	}
	return n, err
}

// file copies one file.
func (c *copier) file(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	c.total = max(c.total, info.Size())
	return c.write(f, to, info.Size())
}

// tree copies the files below a folder. Links are not followed: a pack holds what it needs.
func (c *copier) tree(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		return c.file(path, filepath.Join(to, rel))
	})
}

// unzip unpacks an archive.
func (c *copier) unzip(from, to string) error {
	z, err := zip.OpenReader(from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotPack, err)
	}
	defer z.Close()
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	for _, f := range z.File {
		c.total += int64(min(f.UncompressedSize64, 1<<50))
	}
	if len(z.File) > mostFiles || c.total > info.Size()*mostRatio+mostSpare {
		return fmt.Errorf("%d files, %d bytes: %w", len(z.File), c.total, ErrTooLarge)
	}
	for _, f := range z.File {
		if err := c.unpack(f, to); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

func (c *copier) unpack(f *zip.File, to string) error {
	name := filepath.FromSlash(strings.ReplaceAll(nameIn(f), `\`, "/"))
	switch {
	case strings.HasSuffix(f.Name, "/") || !f.Mode().IsRegular():
		return nil
	case !filepath.IsLocal(name):
		return fmt.Errorf("a name that leads out of the archive: %w", ErrNotPack)
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotPack, err)
	}
	err = c.write(r, filepath.Join(to, name), int64(f.UncompressedSize64))
	return errors.Join(err, r.Close())
}

// nameIn is a file's name in an archive; Windows writes names of this country in GBK.
func nameIn(f *zip.File) string {
	if utf8.ValidString(f.Name) {
		return f.Name
	}
	if name, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name); err == nil {
		return name
	}
	return strings.ToValidUTF8(f.Name, "_")
}

// sumOf is the SHA-256 of a file.
func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
