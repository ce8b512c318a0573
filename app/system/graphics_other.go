//go:build !windows

package system

// Graphics knows nothing of the card there; the window system says itself when it cannot draw.
func Graphics() (Card, error) { return Card{}, nil }

// StartSoft is for Windows alone.
func StartSoft([]string) bool { return false }
