//go:build !windows

package desk

import (
	"os/exec"
	"runtime"
)

// Launch opens a file with the program that the system has for it.
func Launch(path string) error {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	cmd := exec.Command(opener, path)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
