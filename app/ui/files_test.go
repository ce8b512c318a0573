package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
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
