package ui

import (
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
)

// Each dialog opens over the window, at its size.
func TestFileDialogsOpen(t *testing.T) {
	for name, open := range map[string]func(fyne.Window){
		"a file":   func(w fyne.Window) { OpenFile(w, []string{".xlsx"}, func(string, error) {}) },
		"a place":  func(w fyne.Window) { SaveFile(w, "问题行.xlsx", func(fyne.URIWriteCloser, error) {}) },
		"a folder": func(w fyne.Window) { OpenFolder(w, func(string, error) {}) },
	} {
		w := test.NewTempWindow(t, nil)
		w.Resize(fyne.NewSize(1200, 800))
		open(w)
		if w.Canvas().Overlays().Top() == nil {
			t.Errorf("no dialog for %s", name)
		}
	}
}

// Several files are chosen in one go; folders are entered and never chosen.
func TestSeveralFilesAreChosen(t *testing.T) {
	dir := t.TempDir()
	for i, name := range []string{"旧.pdf", "新.pdf", ".隐藏"} {
		at := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.Local)
		path := filepath.Join(dir, "照片", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	task.ForTest(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1200, 800))
	var got []string
	c := OpenFiles(w, dir, func(paths []string) { got = paths })
	task.Wait()
	c.grid.Select(0)
	if c.ready() || len(c.entries) != 1 || !c.entries[0].folder {
		t.Fatalf("a folder is chosen: %+v", c.entries)
	}
	c.enter(0)
	task.Wait()
	if len(c.entries) != 2 || c.entries[0].name != "新.pdf" || c.entries[0].size != "1 KB" || len(c.chosen()) != 0 {
		t.Fatalf("lists %+v, chosen %v", c.entries, c.chosen())
	}
	c.goTo(filepath.Join(dir, "没有"))
	task.Wait()
	if len(c.entries) != 2 || !strings.Contains(c.note.Text, "不能读取") {
		t.Errorf("after a folder that is not there: %+v, %q", c.entries, c.note.Text)
	}
	c.grid.Select(0, 1)
	test.Tap(c.dialog.buttons[1])
	if len(got) != 2 || got[1] != filepath.Join(dir, "照片", "旧.pdf") || w.Canvas().Overlays().Top() != nil {
		t.Errorf("took %v", got)
	}
}

func TestFileRow(t *testing.T) {
	r := NewFileRow("现状.jpg", "南侧 · 1.2 MB", "JPG")
	opened := 0
	r.OnOpen = func() { opened++ }
	r.Menu = func() []Action { return []Action{{Text: "查看"}} }
	w := show(t, r, 360, 60)
	r.SetPicture(image.NewGray(image.Rect(0, 0, 64, 48)))
	uitest.Capture(t, w, "file-row")
	test.TapAt(r, fyne.NewPos(30, 20))
	if opened != 1 || r.mark.Visible() {
		t.Errorf("opened %d times, mark %v", opened, r.mark.Visible())
	}
	test.Tap(r.more)
	if w.Canvas().Overlays().Top() == nil || opened != 1 {
		t.Error("no menu")
	}
}
