// Package uitest is what tests of widgets and screens share: the theme they are drawn in, and pictures for a person to look at.
package uitest

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/look"
)

// Main runs the tests of a package under our light theme; call it from TestMain.
func Main(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Light())
	m.Run()
}

// Capture writes what the window shows as name.png into the folder that UI_PICTURES names; without one it does nothing.
func Capture(t testing.TB, w fyne.Window, name string) {
	t.Helper()
	dir := os.Getenv("UI_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
