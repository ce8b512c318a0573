package awake

import "golang.org/x/sys/windows"

// Flags of SetThreadExecutionState, from winbase.h.
const (
	continuous      = 0x80000000
	systemRequired  = 0x00000001
	displayRequired = 0x00000002
)

var setState = windows.NewLazySystemDLL("kernel32.dll").NewProc("SetThreadExecutionState")

// Able tells whether Hold can do what it says.
func Able() bool { return setState.Find() == nil }

func wish(on bool) {
	if !Able() {
		return
	}
	flags := uintptr(continuous)
	if on {
		flags |= systemRequired | displayRequired
	}
	_, _, _ = setState.Call(flags) // 0 when the system refuses, which nobody can do anything about during a presentation
}
