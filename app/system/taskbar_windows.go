package system

import (
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var coCreateInstance = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")

// taskbarList is the shell's object for the buttons of the taskbar, ITaskbarList3.
type taskbarList struct{ methods *[progressState + 1]uintptr }

// The places of its methods.
const (
	hrInit        = 3
	progressValue = 9
	progressState = 10
)

// The states of a button.
const (
	noProgress    = 0
	indeterminate = 1
	normal        = 2
)

const inProcess = 1

// taskbar makes the object when it is first wanted, on the thread of the windows; nil where the shell has none.
var taskbar = sync.OnceValue(func() *taskbarList {
	_ = windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED) // done already is well
	class := windows.GUID{Data1: 0x56fdf344, Data2: 0xfd6d, Data3: 0x11d0, Data4: [8]byte{0x95, 0x8a, 0x00, 0x60, 0x97, 0xc9, 0xa0, 0x90}}
	face := windows.GUID{Data1: 0xea1afb91, Data2: 0x9e28, Data3: 0x4b86, Data4: [8]byte{0x90, 0xe9, 0x9e, 0x9f, 0x8a, 0x5e, 0xef, 0xaf}}
	var list *taskbarList
	code, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(&class)), 0, inProcess, uintptr(unsafe.Pointer(&face)), uintptr(unsafe.Pointer(&list)))
	if int32(code) < 0 || list == nil || !list.call(hrInit) {
		return nil
	}
	return list
})

// call calls a method and tells whether it was done.
func (l *taskbarList) call(method int, args ...uintptr) bool {
	code, _, _ := syscall.SyscallN(l.methods[method], append([]uintptr{uintptr(unsafe.Pointer(l))}, args...)...)
	return int32(code) >= 0
}

// Progress shows in the taskbar how far a window's long work is; total 0 means that nobody knows, done below 0 that it is over.
// It is called on the thread of the windows.
func Progress(window uintptr, done, total int) {
	l := taskbar()
	if l == nil {
		return
	}
	switch {
	case done < 0:
		l.call(progressState, window, noProgress)
	case total <= 0:
		l.call(progressState, window, indeterminate)
	default:
		l.call(progressState, window, normal)
		l.call(progressValue, window, uintptr(done), uintptr(total))
	}
}
