//go:build !windows

package awake

// Able tells whether Hold can do what it says.
func Able() bool { return false }

func wish(bool) {}
