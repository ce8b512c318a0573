package system

import (
	"errors"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// Open opens a file with the program that the system has for it.
func Open(path string) error { return ask("open", path) }

// Reveal shows a file in its folder.
func Reveal(path string) error {
	cmd := exec.Command("explorer.exe")
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `explorer.exe /select,"` + path + `"`} // it does not understand Go's quoting
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

// Print asks the program that the system has for the file to print it on the usual printer. ErrNoPrinting: it does not print,
// as browsers that show PDF.
func Print(path string) error {
	if err := ask("print", path); err != nil {
		return errors.Join(ErrNoPrinting, err)
	}
	return nil
}

func ask(verb, path string) error {
	v, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, v, file, nil, nil, windows.SW_SHOWNORMAL)
}
