package desk

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/model"
)

// ErrNotOpened is returned for a kind of file that may be a program: it is saved and never opened.
var ErrNotOpened = errors.New("not a document")

// documents are what the system's programs show; whatever else a file is called, opening it might run it.
var documents = setOf("png jpg jpeg gif bmp tif tiff webp heic pdf ofd doc docx wps xls xlsx et ppt pptx dps csv txt dwg dxf mp4 mov avi wav mp3 zip rar 7z")

func setOf(words string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		out["."+w] = true
	}
	return out
}

// Opens tells whether a file is of a kind that the system's program may be asked to open.
func Opens(a model.Attachment) bool { return documents[strings.ToLower(filepath.Ext(a.FileName()))] }

// copiesFolder is where files of records are copied to be looked at by other programs; they go when ours starts or ends.
func copiesFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "chainatlas", "opened")
}

// WriteCopy writes a read-only copy of a file of a record, so that nobody takes it for the one that is kept.
func WriteCopy(a model.Attachment, content io.Reader) (path string, err error) {
	if !Opens(a) {
		return "", fmt.Errorf("open %s: %w", a.Name, ErrNotOpened)
	}
	if err := os.MkdirAll(copiesFolder(), 0o700); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(copiesFolder(), "")
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, a.FileName())
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o400)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, content)
	return path, errors.Join(err, f.Close())
}

// ForgetCopies takes the copies away; one that another program still has open stays until the next time.
func ForgetCopies() { _ = os.RemoveAll(copiesFolder()) }
