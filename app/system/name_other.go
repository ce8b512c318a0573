//go:build !windows

package system

import "runtime"

// Name is the operating system.
func Name() string { return runtime.GOOS }
