//go:build !windows

package system

// WindowPlace is known to the window system alone there.
func WindowPlace(uintptr) (Place, bool) { return Place{}, false }

// PutWindow is the window system's business there.
func PutWindow(uintptr, Place) {}
