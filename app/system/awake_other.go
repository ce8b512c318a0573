//go:build !windows

package system

// StayAwake does nothing: whether a screen goes dark is for the desktop's settings there.
func StayAwake() (sleep func()) { return func() {} }
