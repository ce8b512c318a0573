package basemap

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tiles"
)

// spot is where a pack stands.
type spot struct {
	origin Origin
	dir    string // "" for the built-in one
	fsys   fs.FS
	known  string // its name in the index; "" for the name in its manifest
	chosen bool
}

func (p spot) name() string {
	if p.known != "" {
		return p.known
	}
	if m, err := thematic.ReadManifest(p.fsys); err == nil && m.Name != "" {
		return m.Name
	}
	return filepath.Base(p.dir)
}

// places are all packs in the order of the list: the user's, those beside the program, the built-in one.
func (s *Shelf) places() ([]spot, []Problem) {
	var out []spot
	var problems []Problem
	x, err := s.index()
	if err != nil {
		problems = append(problems, Problem{s.folder, err})
	}
	for _, e := range x.Packs {
		dir := filepath.Join(s.folder, e.Folder)
		out = append(out, spot{origin: Installed, dir: dir, fsys: os.DirFS(dir), known: e.Name, chosen: e.Name == x.Chosen})
	}
	for _, dir := range besides(s.beside) {
		out = append(out, spot{origin: Beside, dir: dir, fsys: os.DirFS(dir)})
	}
	out = append(out, spot{origin: Builtin, fsys: s.builtin})
	for i := range out {
		out[i].chosen = out[i].chosen || out[i].origin != Installed && x.Chosen != "" && out[i].name() == x.Chosen
	}
	return out, problems
}

// besides are the packs beside the program: the folder itself, or those in it.
func besides(dir string) []string {
	if dir == "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, thematic.ManifestFile)); err == nil {
		return []string{dir}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		below := filepath.Join(dir, e.Name())
		if _, err := os.Stat(filepath.Join(below, thematic.ManifestFile)); err == nil {
			out = append(out, below)
		}
	}
	return out
}

// ordered are the packs to be tried, the best first. What the user installed and did not choose is not tried.
func (s *Shelf) ordered(places []spot) []spot {
	var out []spot
	for _, p := range places {
		if p.chosen {
			out = append(out, p)
		}
	}
	for _, p := range places {
		if !p.chosen && p.origin != Installed {
			out = append(out, p)
		}
	}
	return out
}

// open reads a pack. One of tiles alone borrows the district of the next pack that has one.
func (s *Shelf) open(p spot, places []spot) (*thematic.Base, tiles.Source, error) {
	m, err := thematic.ReadManifest(p.fsys)
	if err != nil {
		return nil, nil, err
	}
	district, err := thematic.BaseMap(p.fsys)
	if errors.Is(err, fs.ErrNotExist) && m.Tiles != "" {
		district, err = s.district(p, places)
	}
	if err != nil || m.Tiles == "" {
		return district, nil, err
	}
	source, err := openTiles(p.dir, m)
	if err != nil {
		return nil, nil, err
	}
	system, err := crs.Lookup(m.CRS)
	if err != nil {
		return nil, nil, errors.Join(err, source.Close())
	}
	return thematic.OnGround(district, m, thematic.GroundOf(source, system, s.faces)), source, nil
}

func (s *Shelf) district(except spot, places []spot) (*thematic.Base, error) {
	for _, p := range s.ordered(places) {
		if p.dir == except.dir {
			continue
		}
		if b, err := thematic.BaseMap(p.fsys); err == nil {
			return b, nil
		}
	}
	return nil, fmt.Errorf("no pack has a district: %w", thematic.ErrBrokenPack)
}

// openTiles opens the tiles of a pack, which lie in its folder and nowhere else.
func openTiles(dir string, m thematic.Manifest) (tiles.Source, error) {
	if dir == "" || !filepath.IsLocal(m.Tiles) {
		return nil, fmt.Errorf("tiles at %q: %w", m.Tiles, thematic.ErrBrokenPack)
	}
	return tiles.Open(filepath.Join(dir, filepath.FromSlash(m.Tiles)), m.TMS)
}

// Pack is a base map as a list shows it.
type Pack struct {
	thematic.Manifest
	Origin    Origin
	Folder    string // "" for the built-in one
	InUse     bool
	Districts int         // areas; 0 for tiles alone
	Set       *tiles.Meta // nil without tiles
	Err       error       // why it cannot be drawn
}

// List names all base maps, those of the user first. A broken one is listed with its error.
func (s *Shelf) List() ([]Pack, error) {
	_, failed := s.Base()
	s.mu.Lock()
	defer s.mu.Unlock()
	places, _ := s.places()
	var out []Pack
	for _, p := range places {
		d := describe(p)
		d.InUse = d.Name == s.name
		out = append(out, d)
	}
	return out, failed
}

// describe looks into a pack without drawing it.
func describe(p spot) Pack {
	d := Pack{Origin: p.origin, Folder: p.dir}
	var err error
	if d.Manifest, err = thematic.ReadManifest(p.fsys); err != nil {
		d.Name, d.Err = p.name(), err
		return d
	}
	d.Name = p.name()
	b, err := thematic.BaseMap(p.fsys)
	switch {
	case err == nil:
		d.Districts = b.Districts()
	case !errors.Is(err, fs.ErrNotExist) || d.Tiles == "":
		d.Err = err
	}
	if d.Tiles != "" && d.Err == nil {
		d.look()
	}
	return d
}

func (d *Pack) look() {
	source, err := openTiles(d.Folder, d.Manifest)
	if err != nil {
		d.Err = err
		return
	}
	m := source.Meta()
	d.Set, d.Err = &m, source.Close()
}

// Reviewed is the map review number, or what is said where there is none.
func (d Pack) Reviewed() string {
	if d.ReviewNumber != "" {
		return d.ReviewNumber
	}
	return thematic.InternalMap
}

// named returns the pack of that name; ok is false for none.
func named(all []spot, name string) (spot, bool) {
	i := slices.IndexFunc(all, func(p spot) bool { return p.name() == name })
	if i < 0 {
		return spot{}, false
	}
	return all[i], true
}
