package calk

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Writer writes a package file by file. The manifest comes last: its sums are known then.
type Writer struct {
	zip      *zip.Writer
	manifest Manifest
	names    map[string]bool
}

// NewWriter begins a package. Format and Files of the manifest are filled in.
func NewWriter(to io.Writer, m Manifest) *Writer {
	m.Format, m.Files = Format, []File{}
	return &Writer{zip: zip.NewWriter(to), manifest: m, names: map[string]bool{}}
}

// Add writes a file. Pictures, which are packed already, are kept as they are.
func (w *Writer) Add(name string, from io.Reader) error {
	if !sound(name) || w.names[key(name)] {
		return fmt.Errorf("write %q into a package: %w", name, ErrDamaged)
	}
	w.names[key(name)] = true
	method := zip.Deflate
	if packed(name) {
		method = zip.Store
	}
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: w.manifest.Made})
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, sum), from)
	if err != nil {
		return fmt.Errorf("write %s into a package: %w", name, err)
	}
	w.manifest.Files = append(w.manifest.Files, File{name, n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func packed(name string) bool {
	for _, suffix := range []string{".jpg", ".png", ".webp", ".mbtiles", ".pmtiles"} {
		if strings.HasSuffix(strings.ToLower(name), suffix) {
			return true
		}
	}
	return false
}

// Close writes the manifest and ends the package; it does not close what the package was written to.
func (w *Writer) Close() error {
	data, err := json.MarshalIndent(w.manifest, "", " ")
	if err != nil {
		return err
	}
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: ManifestFile, Method: zip.Deflate, Modified: w.manifest.Made})
	if err == nil {
		_, err = to.Write(data)
	}
	if err != nil {
		return err
	}
	return w.zip.Close()
}
