package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model/keys"
)

// TestFilesAreCarried has files of records, one of them damaged, and something that is not ours.
func TestFilesAreCarried(t *testing.T) {
	t.Parallel()
	dir := filled(t, 1)
	good, bad := []byte("一张照片"), []byte("另一张照片")
	for i, b := range [][]byte{good, bad} {
		h := hashOf(b)
		path := filepath.Join(dir, filesFolder, splitName(fmt.Sprintf("%x", h)))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			b = []byte("damaged")
		}
		write(t, path, b)
	}
	write(t, filepath.Join(dir, "说明.txt"), []byte("不是我们的"))
	write(t, filepath.Join(dir, listsFile), []byte("公司"))
	before := filesIn(t, dir)
	encrypt(t, dir)
	s := unlocked(t, dir)
	coder := sealedFiles{s.key(keys.Files)}
	for _, c := range []struct{ of, want []byte }{{good, good}, {bad, []byte("damaged")}} {
		b := read(t, filepath.Join(dir, filesFolder, splitName(coder.nameOf(hashOf(c.of)))))
		if bytes.Contains(b, c.want) {
			t.Error("a file is not sealed")
		}
		r, err := coder.open(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if _, err := got.ReadFrom(r); err != nil || !bytes.Equal(got.Bytes(), c.want) {
			t.Errorf("%q %v", got.Bytes(), err)
		}
	}
	if string(read(t, filepath.Join(dir, "说明.txt"))) != "不是我们的" {
		t.Error("somebody's file is gone")
	}
	sealed := s.sealBytes(keys.Snapshot, listsFile, []byte("公司"))
	if b, err := s.openBytes(keys.Snapshot, listsFile, sealed); err != nil || string(b) != "公司" {
		t.Error(err)
	}
	if _, err := s.openBytes(keys.Snapshot, "else", sealed); !errors.Is(err, keys.ErrForged) {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Decrypt(t.Context(), dir, ResealOptions{Unlock: knowing(passphrase)}); err != nil {
		t.Fatal(err)
	}
	after := filesIn(t, dir)
	for name, b := range before {
		if b != "damaged" && name != listsFile && after[name] != b {
			t.Errorf("%s: %q", name, after[name])
		}
	}
	if after[listsFile] == before[listsFile] {
		t.Error("the old lists were carried")
	}
}

// filesIn are the files beside journal and database.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if strings.HasPrefix(path, filesFolder) || strings.HasSuffix(path, ".txt") || path == listsFile {
			if !e.IsDir() {
				out[path] = string(read(t, filepath.Join(dir, path)))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
