package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// openRoom is what Badger maps when it opens: below that the process could be killed inside a mapped file.
const openRoom = 64 << 20

// suits refuses a folder where acknowledged edits could be lost or that cannot be written. Nothing is.
func suits(dir string) error {
	dir = nearest(dir)
	if isRemote(dir) {
		return ErrNetwork
	}
	if root := inCloud(dir, os.Getenv); root != "" {
		return fmt.Errorf("%s: %w", root, ErrCloud)
	}
	if err := writable(dir); err != nil {
		return err
	}
	free, err := freeBytes(dir)
	if err != nil {
		return fmt.Errorf("look for room: %w", err)
	}
	if free < openRoom {
		return fmt.Errorf("%d MB free: %w", free>>20, ErrNoSpace)
	}
	return nil
}

// nearest is the folder, or the closest one above it that is there already.
func nearest(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// writable refuses a folder that cannot be written, before Badger calls it used by another program. An absent one will do.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, "new-*")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return readOnly(err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// readOnly adds ErrReadOnly to an error that means it.
func readOnly(err error) error {
	for _, why := range writeRefused {
		if errors.Is(err, why) {
			return fmt.Errorf("%w: %w", ErrReadOnly, err)
		}
	}
	return err
}

// cloudFolders are the variables in which OneDrive says where its folders are.
var cloudFolders = []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"}

// inCloud returns the cloud folder that the folder lies in, or "".
func inCloud(dir string, getenv func(string) string) string {
	for _, name := range cloudFolders {
		if root := getenv(name); root != "" && within(dir, root) {
			return root
		}
	}
	return ""
}

// within compares the way Windows does: either slash, either case.
func within(dir, root string) bool {
	norm := func(s string) string {
		return strings.TrimRight(strings.ToLower(strings.ReplaceAll(s, `\`, "/")), "/") + "/"
	}
	return strings.HasPrefix(norm(dir), norm(root))
}

// isUNC tells a path on another computer, \\server\share, from one of this computer's devices, \\?\C:\.
func isUNC(path string) bool {
	path = strings.ReplaceAll(path, `\`, "/")
	if rest, ok := strings.CutPrefix(path, "//?/"); ok {
		return strings.HasPrefix(strings.ToUpper(rest), "UNC/")
	}
	return strings.HasPrefix(path, "//") && !strings.HasPrefix(path, "//./")
}
