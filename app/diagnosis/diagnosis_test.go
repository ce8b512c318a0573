package diagnosis

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// fallsIn is the folder that this program, as a child of a test, watches and then crashes in.
const fallsIn = "CHAINATLAS_FALLS_IN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(fallsIn); dir != "" {
		if _, err := Watch(dir); err != nil {
			os.Exit(1)
		}
		panic("王芳")
	}
	os.Exit(m.Run())
}

func TestACrashIsKeptAndToldOnce(t *testing.T) {
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for range keptFalls {
		child := exec.Command(self)
		child.Env = append(os.Environ(), fallsIn+"="+dir)
		if child.Run() == nil {
			t.Fatal("the child did not crash")
		}
	}
	if crashed, err := Watch(dir); !crashed || err != nil {
		t.Errorf("crashed %v: %v", crashed, err)
	}
	if crashed, err := Watch(dir); crashed || err != nil {
		t.Errorf("told again: %v, %v", crashed, err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, "crash-*.txt"))
	if err != nil || len(kept) == 0 || len(kept) > keptFalls {
		t.Fatalf("kept %q: %v", kept, err)
	}
	if b, err := os.ReadFile(kept[0]); err != nil || !strings.Contains(string(b), "goroutine") || strings.Contains(string(b), "王芳") {
		t.Errorf("kept %q: %v", b, err)
	}
}

func TestAFullLogIsPutAway(t *testing.T) {
	dir := t.TempDir()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("x", 64<<10)
	for range 5 * mostLog / len(long) {
		l.Note("long", "text", long)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != keptLogs {
		t.Errorf("%d files: %v", len(files), err)
	}
	var none *Log
	none.Note("nowhere")
}

func TestTheZipNamesNobody(t *testing.T) {
	dir := t.TempDir()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	secret := &fs.PathError{Op: "open", Path: `C:\Users\王芳\台账.xlsx`, Err: fs.ErrPermission}
	l.Failed(fmt.Errorf("import 王芳: %w", errors.Join(secret, store.ErrReadOnly)))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	f := Facts{Version: "0.1.0", Report: store.Report{Frames: 7, Records: map[model.Kind]int{model.KindProject: 3}, Lost: []string{"王芳的照片"}}}
	if err := Write(&b, dir, f); err != nil {
		t.Fatal(err)
	}
	all := texts(t, b.Bytes())
	for _, want := range []string{"program: 0.1.0", "records project: 3", "attachments lost: 1", "open", store.ErrReadOnly.Error()} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing in\n%s", want, all)
		}
	}
	if strings.Contains(all, "王芳") {
		t.Errorf("somebody is named in\n%s", all)
	}
}

func texts(t *testing.T, b []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}
