// Package system is what the program asks of the computer itself: a prompt's console, other copies of the program, whether the
// graphics card will do, a message without a window, that the screen stays on.
//
// It knows no window system and builds without cgo. What only Windows needs does nothing elsewhere.
package system

import (
	"os"
	"path/filepath"
	"strings"
)

// SoftFolder is the folder beside the program with a graphics library that needs no card; the program runs from there
// when the card will not do.
const SoftFolder = "softgl"

// ProgramFolder is where the program was installed, also when it runs from its SoftFolder.
func ProgramFolder() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	return installedIn(exe), nil
}

// Soft tells whether the program runs from its SoftFolder, where the processor draws, and slowly.
func Soft() bool {
	exe, err := os.Executable()
	return err == nil && installedIn(exe) != filepath.Dir(exe)
}

func installedIn(exe string) string {
	dir := filepath.Dir(exe)
	if strings.EqualFold(filepath.Base(dir), SoftFolder) {
		return filepath.Dir(dir)
	}
	return dir
}
