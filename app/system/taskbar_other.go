//go:build !windows

package system

// Progress shows in the taskbar how far a window's long work is; only Windows has a place for it.
func Progress(window uintptr, done, total int) {}
