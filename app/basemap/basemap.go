// Package basemap keeps the base maps that a user installed, and finds the one to draw: what the user chose, else what
// lies beside the program, else what is built in. A broken one is told and passed over, and never stops the program.
package basemap

import (
	"errors"
	"io/fs"
	"path/filepath"
	"sync"

	"chainatlas/app/system"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tiles"
)

var (
	// ErrUnknown is returned when no base map has the name.
	ErrUnknown = errors.New("no base map of that name")
	// ErrTaken is returned when a pack has the name of one that cannot be replaced: the built-in one, or one beside the program.
	ErrTaken = errors.New("name belongs to another base map")
	// ErrNotInstalled is returned when a base map that the user did not install is to be removed.
	ErrNotInstalled = errors.New("base map is not the user's")
	// ErrNotPack is returned when a file is nothing that a base map can be made from.
	ErrNotPack = errors.New("not a base map")
	// ErrTooLarge is returned for an archive that unpacks to more than its size lets expect.
	ErrTooLarge = errors.New("archive is too large")
)

// Origin is where a base map comes from.
type Origin string

// The origins.
const (
	Installed Origin = "user"
	Beside    Origin = "beside"
	Builtin   Origin = "builtin"
)

// Shelf is the base maps of a computer. It is safe for concurrent use.
type Shelf struct {
	folder, beside string
	builtin        fs.FS
	faces          mapping.Measurer

	mu       sync.Mutex
	now      *thematic.Base // nil before it is asked for
	name     string         // of now
	source   tiles.Source   // the open tiles of now; nil for none
	problems []Problem
}

// Problem is a base map that cannot be drawn.
type Problem struct {
	Name string
	Err  error
}

// New looks for base maps that the user installed in folder, which need not be there, beside the program, and in the
// program itself. faces may be nil.
func New(folder string, faces mapping.Measurer) *Shelf {
	s := &Shelf{folder: folder, builtin: assets.BaseMap(), faces: faces}
	if dir, err := system.ProgramFolder(); err == nil {
		s.beside = filepath.Join(dir, "basemap")
	}
	return s
}

// Only is a shelf with the built-in base map alone.
func Only() *Shelf { return &Shelf{builtin: assets.BaseMap()} }

// Given is a shelf with one base map, which may be nil.
func Given(b *thematic.Base) *Shelf {
	if b == nil {
		return Only()
	}
	return &Shelf{builtin: assets.BaseMap(), now: b}
}

// Folder is where installed base maps are kept.
func (s *Shelf) Folder() string { return s.folder }

// Base returns the base map to draw; an error means that not even the built-in one is whole.
func (s *Shelf) Base() (*thematic.Base, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != nil {
		return s.now, nil
	}
	places, problems := s.places()
	s.problems = problems
	var err error
	for _, p := range s.ordered(places) {
		if s.now, s.source, err = s.open(p, places); err == nil {
			s.name = p.name()
			return s.now, nil
		}
		s.problems = append(s.problems, Problem{p.name(), err})
	}
	return nil, err
}

// Problems are the base maps that were passed over when Base looked, the chosen one first.
func (s *Shelf) Problems() []Problem {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.problems
}

// Close lets go of open files. What was handed out draws no tiles from then on; Base opens anew.
func (s *Shelf) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forget()
}

func (s *Shelf) forget() error {
	source := s.source
	s.now, s.name, s.source, s.problems = nil, "", nil, nil
	if source == nil {
		return nil
	}
	return source.Close()
}
