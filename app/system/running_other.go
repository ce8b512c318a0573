//go:build !windows

package system

// MarkRunning has nothing to do: elsewhere a program may be replaced while it runs.
func MarkRunning() {}
