//go:build !windows

package system

// FollowCaret is the window system's business there.
func FollowCaret(uintptr, func() (Caret, bool)) {}
