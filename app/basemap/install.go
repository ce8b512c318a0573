package basemap

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tiles"
	"chainatlas/model/calk"
)

// Options say how a file that is no pack becomes one. A pack is taken as it is.
type Options struct {
	Name     string    // "" for the name in the file, or of it
	CRS      string    // "" finds out
	TilesCRS string    // of tiles, when CRS is ""; "" is WGS-84
	Own      string    // code of the district; "" for 370117
	TMS      bool      // rows of a folder of tiles are counted from the south
	Today    time.Time // the date of a pack that is made
	Progress func(done, total int)
}

// Added tells what became of a file.
type Added struct {
	Pack
	Guessed bool // the coordinate system was found out and not named
	Away    bool // its tiles do not reach the district
}

// Install makes a base map of a pack (a folder, a zip), of a GeoJSON of districts, or of tiles (MBTiles, PMTiles, a
// folder, a zip), looks through all of it and puts it in the place of one with the same name. From then on it is the
// one that is drawn. A file that is refused changes nothing.
func (s *Shelf) Install(ctx context.Context, path string, o Options) (Added, error) {
	out, err := s.install(ctx, path, o)
	if err != nil {
		return Added{}, fmt.Errorf("install %s: %w", path, err)
	}
	return out, nil
}

func (s *Shelf) install(ctx context.Context, path string, o Options) (Added, error) {
	if s.folder == "" {
		return Added{}, ErrUnknown
	}
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return Added{}, err
	}
	stage, err := os.MkdirTemp(s.folder, stagePrefix)
	if err != nil {
		return Added{}, err
	}
	defer os.RemoveAll(stage) // nothing is left once it was renamed
	maker := &maker{shelf: s, o: o, copier: copier{ctx: ctx, progress: o.Progress}, dir: filepath.Join(stage, "pack")}
	if err := maker.make(path, filepath.Join(stage, "unpacked")); err != nil {
		return Added{}, err
	}
	out, err := maker.check()
	if err != nil {
		return Added{}, err
	}
	return out, s.keep(maker.dir, &out)
}

// keep moves a finished pack beside the others and names it in the index.
func (s *Shelf) keep(from string, out *Added) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.toWrite()
	if err != nil {
		return err
	}
	folder := folderPrefix + strings.TrimPrefix(filepath.Base(filepath.Dir(from)), stagePrefix)
	to := filepath.Join(s.folder, folder)
	if err := os.Rename(from, to); err != nil {
		return err
	}
	x.put(entry{out.Name, folder})
	x.Chosen = out.Name
	err = s.forget() // on Windows open tiles cannot be swept
	if err == nil {
		err = s.write(x)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(to))
	}
	out.Folder, out.InUse = to, true
	return nil
}

// maker puts a pack together.
type maker struct {
	shelf   *Shelf
	o       Options
	copier  copier
	dir     string
	guessed bool
}

// make fills dir from whatever path is; spare is a folder to unpack into.
func (m *maker) make(path, spare string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return m.ofFolder(path)
	}
	head, err := firstBytes(path)
	switch {
	case err != nil:
		return err
	case strings.EqualFold(filepath.Ext(path), calk.Suffix):
		return m.ofPackage(path, spare)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if err := m.copier.unzip(path, spare); err != nil {
			return err
		}
		if m.o.Name == "" {
			m.o.Name = baseName(path)
		}
		return m.ofFolder(spare)
	case bytes.HasPrefix(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"), []byte("{")):
		return m.ofGeoJSON(path)
	}
	return m.ofTiles(path)
}

// ofPackage takes the base map of a package, whose sums are looked at before anything is unpacked.
func (m *maker) ofPackage(path, spare string) error {
	if err := calk.Verify(path, calk.BaseMap); err != nil {
		return err
	}
	if err := m.copier.unzip(path, spare); err != nil {
		return err
	}
	return m.ofFolder(filepath.Join(spare, string(calk.BaseMap)))
}

// ofFolder takes a pack, or tiles; both may lie one folder further down, as archives are often made.
func (m *maker) ofFolder(dir string) error {
	for _, at := range append([]string{dir}, below(dir)...) {
		if _, err := os.Stat(filepath.Join(at, thematic.ManifestFile)); err == nil {
			return m.copier.tree(at, m.dir)
		}
	}
	for _, at := range append([]string{dir}, below(dir)...) {
		if source, err := tiles.Open(at, m.o.TMS); err == nil {
			if err := source.Close(); err != nil {
				return err
			}
			return m.ofTiles(at)
		}
	}
	return ErrNotPack
}

// below are the folders and files in a folder, those of the system left out.
func below(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != "__MACOSX" {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	return out
}

// ofTiles makes a pack of a tile set.
func (m *maker) ofTiles(path string) error {
	source, err := tiles.Open(path, m.o.TMS)
	if errors.Is(err, tiles.ErrUnknown) {
		return fmt.Errorf("%w: %w", ErrNotPack, err)
	}
	if err != nil {
		return err
	}
	meta := source.Meta()
	if err := source.Close(); err != nil {
		return err
	}
	system, err := m.tileSystem()
	if err != nil {
		return err
	}
	file := "tiles" + strings.ToLower(filepath.Ext(path))
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		file = "tiles"
		err = m.copier.tree(path, filepath.Join(m.dir, file))
	} else if err == nil {
		err = errors.Join(os.MkdirAll(m.dir, 0o700), m.copier.file(path, filepath.Join(m.dir, file)))
	}
	if err != nil {
		return err
	}
	return m.describe(thematic.Manifest{Name: meta.Name, Edition: "由 " + filepath.Base(path) + " 制作", Source: sources(path, meta.Attribution), CRS: shortName(system),
		Tiles: file, TMS: m.o.TMS})
}

func sources(path, attribution string) []string {
	if attribution != "" {
		return []string{attribution}
	}
	return []string{filepath.Base(path)}
}

// tileSystem is the one that was named: tiles do not show in which they were cut.
func (m *maker) tileSystem() (crs.CRS, error) {
	return crs.Lookup(cmp.Or(m.o.CRS, m.o.TilesCRS, crs.WGS84.Code))
}

// describe writes the manifest of a pack that is made here. It has no review number: only a pack can bring one.
func (m *maker) describe(d thematic.Manifest) error {
	if m.o.Name != "" {
		d.Name = m.o.Name
	}
	d.Date, d.Notice = m.o.Today.Format(time.DateOnly), thematic.InternalMap
	return m.writeJSON(thematic.ManifestFile, d)
}

// shortName is what people call a system.
func shortName(c crs.CRS) string {
	switch c.Code {
	case crs.WGS84.Code:
		return "WGS-84"
	case crs.CGCS2000.Code:
		return "CGCS2000"
	}
	return c.Code
}

func (m *maker) writeJSON(name string, v any) error {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return m.copier.write(bytes.NewReader(data), filepath.Join(m.dir, name), int64(len(data)))
}

// check looks through a finished pack as if it were drawn: manifest, sums, districts, tiles.
func (m *maker) check() (Added, error) {
	p := spot{origin: Installed, dir: m.dir, fsys: os.DirFS(m.dir)}
	d, err := thematic.ReadManifest(p.fsys)
	switch {
	case err != nil:
		return Added{}, err
	case strings.TrimSpace(d.Name) == "":
		return Added{}, fmt.Errorf("no name: %w", thematic.ErrBrokenPack)
	}
	places, _ := m.shelf.places()
	if other, ok := named(places, d.Name); ok && other.origin != Installed {
		return Added{}, fmt.Errorf("%s: %w", d.Name, ErrTaken)
	}
	if err := sums(m.dir, d.SHA256); err != nil {
		return Added{}, err
	}
	base, source, err := m.shelf.open(p, places)
	if err != nil {
		return Added{}, err
	}
	out := Added{Guessed: m.guessed}
	if source != nil {
		system, _ := crs.Lookup(d.CRS) // open has looked it up
		low, high := system.ToWGS84(source.Meta().Bound.Min), system.ToWGS84(source.Meta().Bound.Max)
		out.Away = !base.Touches(low, high)
		if err := errors.Join(tiles.Check(source), source.Close()); err != nil {
			return Added{}, err
		}
	}
	out.Pack = describe(p)
	return out, out.Err
}

// sums compares the files of a pack with what its manifest says of them.
func sums(dir string, want map[string]string) error {
	for name, sum := range want {
		if !filepath.IsLocal(name) {
			return fmt.Errorf("%q: %w", name, thematic.ErrBrokenPack)
		}
		got, err := sumOf(filepath.Join(dir, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) || err == nil && !strings.EqualFold(got, sum) {
			return fmt.Errorf("%s is not what the manifest vouches for: %w", name, thematic.ErrBrokenPack)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func firstBytes(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 64)
	n, err := io.ReadFull(f, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
}

// baseName is a file's name without its suffix.
func baseName(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}
