//go:build !linux && !windows

package store

import (
	"io/fs"
	"syscall"
)

var writeRefused = []error{fs.ErrPermission, syscall.EROFS}

func isRemote(string) bool { return false }
