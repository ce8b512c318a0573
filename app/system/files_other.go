//go:build !windows

package system

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Open opens a file with the program that the system has for it.
func Open(path string) error { return start(opener(), path) }

// Reveal shows the folder of a file.
func Reveal(path string) error { return start(opener(), filepath.Dir(path)) }

func opener() string {
	if runtime.GOOS == "darwin" {
		return "open"
	}
	return "xdg-open"
}

func start(program string, args ...string) error {
	cmd := exec.Command(program, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

// Print gives a file to the usual printer. It may take seconds, and belongs beside the UI thread. ErrNoPrinting: there is none.
func Print(path string) error {
	lp, err := exec.LookPath("lp")
	if err != nil {
		return errors.Join(ErrNoPrinting, err)
	}
	if out, err := exec.Command(lp, "--", path).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %w: %s", ErrNoPrinting, err, out)
	}
	return nil
}
