//go:build !windows

package system

// UseConsole has nothing to do: a program has the terminal that started it.
func UseConsole() {}
