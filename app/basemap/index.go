package basemap

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chainatlas/mapping/thematic"
)

// index is packs.json in the folder of installed packs. It alone says what is installed: a pack is put beside the others
// first, and is there once the index that names it has replaced the one before.
type index struct {
	Chosen string  `json:"chosen"`
	Packs  []entry `json:"packs"`
}

type entry struct {
	Name   string `json:"name"`
	Folder string `json:"folder"`
}

const (
	indexFile    = "packs.json"
	folderPrefix = "pack-"
	stagePrefix  = ".new-" // of a pack that is being put together
)

// index reads what is installed. Where the index cannot be read it is made anew from the packs themselves; err tells that.
func (s *Shelf) index() (index, error) {
	var x index
	if s.folder == "" {
		return x, nil
	}
	data, err := os.ReadFile(filepath.Join(s.folder, indexFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return x, nil
	case err != nil:
		return x, fmt.Errorf("read the list of base maps: %w", err)
	}
	if err := json.Unmarshal(data, &x); err != nil || !x.sound() {
		return s.rebuilt(), fmt.Errorf("%s: %w", indexFile, thematic.ErrBrokenPack)
	}
	return x, nil
}

// toWrite is the index to be changed; one that cannot be read for now must not be replaced.
func (s *Shelf) toWrite() (index, error) {
	x, err := s.index()
	if errors.Is(err, thematic.ErrBrokenPack) {
		err = nil // it was made anew
	}
	return x, err
}

// sound tells whether every folder lies where packs lie.
func (x index) sound() bool {
	return !slices.ContainsFunc(x.Packs, func(e entry) bool {
		return !strings.HasPrefix(e.Folder, folderPrefix) || strings.ContainsAny(e.Folder, `/\`) || e.Name == ""
	})
}

// rebuilt is an index of the packs that lie in the folder, none of them chosen.
func (s *Shelf) rebuilt() index {
	var x index
	entries, err := os.ReadDir(s.folder)
	if err != nil {
		return x
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), folderPrefix) {
			continue
		}
		if m, err := thematic.ReadManifest(os.DirFS(filepath.Join(s.folder, e.Name()))); err == nil && m.Name != "" {
			x.put(entry{m.Name, e.Name()})
		}
	}
	return x
}

// put adds a pack, in the place of one with the same name.
func (x *index) put(e entry) {
	for i := range x.Packs {
		if x.Packs[i].Name == e.Name {
			x.Packs[i] = e
			return
		}
	}
	x.Packs = append(x.Packs, e)
}

// write puts an index in the place of the one before, whole or not at all, and sweeps what it does not name.
func (s *Shelf) write(x index) error {
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return err
	}
	data, err := json.MarshalIndent(x, "", " ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(s.folder, ".packs-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is left once it was renamed
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), filepath.Join(s.folder, indexFile)); err != nil {
		return err
	}
	s.sweep(x)
	return nil
}

// sweep removes the folders of packs that are gone. On Windows one whose tiles another program draws stays until the
// next time.
func (s *Shelf) sweep(x index) {
	entries, err := os.ReadDir(s.folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		named := slices.ContainsFunc(x.Packs, func(p entry) bool { return p.Folder == e.Name() })
		if strings.HasPrefix(e.Name(), folderPrefix) && !named || abandoned(e) {
			os.RemoveAll(filepath.Join(s.folder, e.Name()))
		}
	}
}

// abandoned tells whether a folder is what an installation left that did not end.
func abandoned(e fs.DirEntry) bool {
	info, err := e.Info()
	return err == nil && strings.HasPrefix(e.Name(), stagePrefix) && time.Since(info.ModTime()) > 24*time.Hour
}

// Use chooses the base map to draw, after looking whether it can be.
func (s *Shelf) Use(name string) (Pack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	places, _ := s.places()
	p, ok := named(places, name)
	if !ok {
		return Pack{}, fmt.Errorf("%s: %w", name, ErrUnknown)
	}
	_, source, err := s.open(p, places)
	if source != nil {
		err = errors.Join(err, source.Close())
	}
	if err != nil {
		return Pack{}, fmt.Errorf("use %s: %w", name, err)
	}
	x, err := s.toWrite()
	if err != nil {
		return Pack{}, err
	}
	x.Chosen = name
	if err := errors.Join(s.write(x), s.forget()); err != nil {
		return Pack{}, fmt.Errorf("use %s: %w", name, err)
	}
	d := describe(p)
	d.InUse = true
	return d, nil
}

// Remove takes away a base map that the user installed; where it was the chosen one, the next in order is drawn.
func (s *Shelf) Remove(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.toWrite()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(x.Packs, func(e entry) bool { return e.Name == name })
	if i < 0 {
		places, _ := s.places()
		if _, ok := named(places, name); ok {
			return fmt.Errorf("remove %s: %w", name, ErrNotInstalled)
		}
		return fmt.Errorf("remove %s: %w", name, ErrUnknown)
	}
	x.Packs = slices.Delete(x.Packs, i, i+1)
	if x.Chosen == name {
		x.Chosen = ""
	}
	if err := errors.Join(s.forget(), s.write(x)); err != nil {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	return nil
}
