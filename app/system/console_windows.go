package system

import (
	"os"

	"golang.org/x/sys/windows"
)

var attachConsole = kernel32.NewProc("AttachConsole")

const parentProcess = ^uintptr(0)

// UseConsole lets the program, which has a window and so no console of its own, write to the prompt that started it. A
// stream that leads into a file or a pipe already is left as it is.
func UseConsole() {
	if led(os.Stdout) && led(os.Stderr) {
		return
	}
	if ok, _, _ := attachConsole.Call(parentProcess); ok == 0 {
		return // started from the desktop
	}
	os.Stdin = opened(os.Stdin, "CONIN$", os.O_RDWR)
	os.Stdout = opened(os.Stdout, "CONOUT$", os.O_RDWR)
	os.Stderr = opened(os.Stderr, "CONOUT$", os.O_RDWR)
}

// led tells whether a stream leads somewhere that is no console: those of the parent's console are of no use here.
func led(f *os.File) bool {
	kind, err := windows.GetFileType(windows.Handle(f.Fd()))
	return err == nil && (kind == windows.FILE_TYPE_DISK || kind == windows.FILE_TYPE_PIPE)
}

func opened(was *os.File, name string, flag int) *os.File {
	if led(was) {
		return was
	}
	if f, err := os.OpenFile(name, flag, 0); err == nil {
		return f
	}
	return was
}
