package store

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// formatVersion is raised when an older program could not read what a newer one writes.
const formatVersion = 1

// workspace is the file workspace.json.
type workspace struct {
	Format  int       `json:"format"`
	Station string    `json:"station"`
	Created time.Time `json:"created"`
}

const workspaceFile = "workspace.json"

// mayOpen tells whether the folder is a workspace or, unless it must be one, may become one.
func mayOpen(dir string, mustExist bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	foreign, holds := false, make(map[string]bool)
	for _, e := range entries {
		holds[e.Name()] = true
		foreign = foreign || !begun(e.Name())
	}
	switch {
	case holds[workspaceFile], holds["journal"] && holds["db"]:
		return nil
	case mustExist:
		return ErrNoWorkspace
	case foreign:
		return ErrForeign
	}
	return nil
}

// begun tells what a workspace that was never finished leaves behind: these are made before workspace.json.
func begun(name string) bool {
	return name == "journal" || name == "lock" || strings.HasPrefix(name, "new-")
}

// openWorkspace reads the file, or makes it for a new folder. It returns ErrNewer or ErrDamaged.
func openWorkspace(dir string, now time.Time) (workspace, error) {
	path := filepath.Join(dir, workspaceFile)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newWorkspace(path, now)
	}
	if err != nil {
		return workspace{}, fmt.Errorf("read workspace: %w", err)
	}
	var w workspace
	if err := json.Unmarshal(b, &w); err != nil || w.Format < 1 {
		return w, fmt.Errorf("read workspace.json: %w", ErrDamaged)
	}
	if w.Format > formatVersion {
		return w, fmt.Errorf("format %d, known %d: %w", w.Format, formatVersion, ErrNewer)
	}
	return w, nil
}

func newWorkspace(path string, now time.Time) (workspace, error) {
	name := make([]byte, 4)
	rand.Read(name) // never fails
	w := workspace{Format: formatVersion, Station: hex.EncodeToString(name), Created: now.UTC()}
	b, err := json.MarshalIndent(w, "", "  ")
	if err == nil {
		err = writeWhole(path, append(b, '\n'))
	}
	if err != nil {
		return w, fmt.Errorf("write workspace: %w", err)
	}
	return w, nil
}

// writeWhole writes a small file so that a crash leaves the old one or the new one.
func writeWhole(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(path))
}
