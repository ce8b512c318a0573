package store

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// workspace is the file workspace.json. It is made after the first segment of the journal: where it is, there is a journal.
type workspace struct {
	Format  int       `json:"format"`
	Station string    `json:"station"`
	Created time.Time `json:"created"`

	summed bool   // written by a program that makes the journal first
	fault  string // why the file must be written anew, in the user's words
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
	case holds[workspaceFile], holds[sealFile], holds["journal"] && (holds["db"] || hasFrames(dir)):
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

// hasFrames tells whether anything was ever written into the journal.
func hasFrames(dir string) bool {
	info, err := os.Stat(segmentPath(filepath.Join(dir, "journal"), 1))
	return err == nil && info.Size() > segmentHeader
}

// readWorkspace reads the file. One that is missing or damaged is made up for: the journal tells the rest. It returns ErrNewer.
func readWorkspace(d disk, dir string) (w workspace, err error) {
	b, err := d.readFile(filepath.Join(dir, workspaceFile))
	if errors.Is(err, fs.ErrNotExist) {
		return workspace{fault: "workspace.json 不在"}, nil
	}
	if err != nil {
		return w, fmt.Errorf("read workspace: %w", err)
	}
	w.summed, err = readSummed(b, &w)
	if err != nil || w.Format < 1 || w.Station == "" && w.Format <= newestFormat() {
		return workspace{fault: "workspace.json 已损坏"}, nil
	}
	if w.Format > newestFormat() {
		return w, fmt.Errorf("format %d, known %d: %w", w.Format, newestFormat(), ErrNewer)
	}
	return w, nil
}

// renew writes workspace.json: with the station that the journal knows, or a new one when it knows none.
func (s *Store) renew(w workspace) (workspace, error) {
	w.Format, w.Created = newestFormat(), s.now().UTC()
	station, err := s.lastStation()
	if err != nil {
		return w, err
	}
	w.Station = station
	b, err := withSum(w)
	if err == nil {
		err = writeWhole(s.disk, filepath.Join(s.dir, workspaceFile), b)
	}
	if err != nil {
		return w, fmt.Errorf("write workspace: %w", err)
	}
	return w, nil
}

func (s *Store) lastStation() (string, error) {
	if seq := s.journal.seq(); seq > 0 {
		f, err := s.journal.read(seq)
		if err != nil {
			return "", err
		}
		return f.Station, nil
	}
	name := make([]byte, 4)
	rand.Read(name) // never fails
	return hex.EncodeToString(name), nil
}
