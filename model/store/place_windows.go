package store

import (
	"io/fs"
	"path/filepath"

	"golang.org/x/sys/windows"
)

var writeRefused = []error{fs.ErrPermission, windows.ERROR_WRITE_PROTECT}

// isRemote tells \\server\share and letters that stand for one.
func isRemote(dir string) bool {
	if isUNC(dir) {
		return true
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
