package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/svg"
)

// writePicture draws into a file; its name says whether it becomes PNG or SVG.
func writePicture(path string, w, h int, draw func(mapping.Canvas, mapping.Measurer)) error {
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
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
		return failure("此版本还不能写 PDF，请用 .svg 或 .png")
	default:
		return mistake("文件名应以 .svg 或 .png 结尾：" + path)
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
