package system

import "golang.org/x/sys/windows"

// Message shows a box of the system's own, for when there is no window, and returns when it is closed.
func Message(title, text string) {
	t, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	if s, err := windows.UTF16PtrFromString(text); err == nil {
		_, _ = windows.MessageBox(0, s, t, windows.MB_OK|windows.MB_ICONWARNING|windows.MB_SETFOREGROUND)
	}
}
