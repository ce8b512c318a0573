package system

import "golang.org/x/sys/windows"

// The libraries of the system; each is loaded from the system's folder alone, when it is first used.
var (
	kernel32 = windows.NewLazySystemDLL("kernel32.dll")
	user32   = windows.NewLazySystemDLL("user32.dll")
	gdi32    = windows.NewLazySystemDLL("gdi32.dll")
)
