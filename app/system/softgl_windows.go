package system

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// StartSoft starts the program once more from its SoftFolder, where Windows takes the graphics library that lies there, and
// says whether it did. Without the library, or when this is that program already, it does not.
func StartSoft(args []string) bool {
	exe, err := os.Executable()
	if err != nil || installedIn(exe) != filepath.Dir(exe) {
		return false
	}
	soft := filepath.Join(filepath.Dir(exe), SoftFolder)
	if _, err := os.Stat(filepath.Join(soft, "opengl32.dll")); err != nil {
		return false
	}
	twin := filepath.Join(soft, filepath.Base(exe))
	if err := sameProgram(exe, twin); err != nil {
		return false
	}
	cmd := exec.Command(twin, args...)
	if led(os.Stdout) {
		cmd.Stdout = os.Stdout
	}
	if led(os.Stderr) {
		cmd.Stderr = os.Stderr
	}
	if cmd.Start() != nil {
		return false
	}
	return cmd.Process.Release() == nil
}

// sameProgram puts the program, of this version, under a second name; a stick without links gets a copy. One that cannot be
// replaced, because it runs or only an administrator may write there, will do when it has the same size.
func sameProgram(exe, twin string) error {
	a, err := os.Stat(exe)
	if err != nil {
		return err
	}
	b, err := os.Stat(twin)
	there := err == nil
	if there && os.SameFile(a, b) {
		return nil
	}
	if err := os.Remove(twin); there && err != nil {
		if a.Size() == b.Size() {
			return nil
		}
		return err
	}
	if os.Link(exe, twin) == nil {
		return nil
	}
	return copyFile(exe, twin)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
