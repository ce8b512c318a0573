package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/svg"
)

// writePicture draws into a file; its name says whether it becomes PNG, SVG or PDF.
func writePicture(path string, w, h int, draw func(mapping.Canvas, mapping.Measurer)) error {
	faces, err := typeface()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch strings.ToLower(filepath.Ext(path)) {
	case ".svg":
		c := svg.New(float32(w), float32(h), paper, faces)
		draw(c, faces)
		_, err = c.WriteTo(&b)
	case ".png":
		c := raster.New(w, h, paper, faces)
		draw(c, faces)
		err = c.WritePNG(&b)
	case ".pdf":
		d := pdf.New(pdf.Info{Created: time.Now()}, faces)
		draw(d.Page(pdf.Sheet{Paper: pdf.Paper{W: float64(w) * paperPixel, H: float64(h) * paperPixel}, Pixel: paperPixel}), faces)
		_, err = d.WriteTo(&b)
	default:
		return errPicture
	}
	if err != nil {
		return err
	}
	return writeFile(path, &b)
}

// writeFile puts a finished file in place, whole or not at all.
func writeFile(path string, from io.Reader) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".chainatlas-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is left once it was renamed
	_, err = io.Copy(f, from)
	if err == nil {
		err = f.Chmod(0o644) // a temporary file is its maker's alone
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
