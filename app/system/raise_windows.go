package system

var (
	showWindow               = user32.NewProc("ShowWindow")
	isIconic                 = user32.NewProc("IsIconic")
	setForegroundWindow      = user32.NewProc("SetForegroundWindow")
	allowSetForegroundWindow = user32.NewProc("AllowSetForegroundWindow")
)

const (
	swRestore  = 9
	anyProcess = ^uintptr(0)
)

// Raise brings a window before the others, also one that was put away.
func Raise(window uintptr) {
	if put, _, _ := isIconic.Call(window); put != 0 {
		_, _, _ = showWindow.Call(window, swRestore)
	}
	_, _, _ = setForegroundWindow.Call(window)
}

// letRaise gives up the right to the foreground, which Windows gave to the program started last.
func letRaise() { _, _, _ = allowSetForegroundWindow.Call(anyProcess) }
