package tiles

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Folder is a tile set of files z/x/y.png. With tms rows are counted from the south, as gdal2tiles does it.
type Folder struct {
	root *os.Root
	meta Meta
	ext  string // with its dot
	tms  bool
}

// tmsMark is the file that gdal2tiles writes beside tiles whose rows are counted from the south.
const tmsMark = "tilemapresource.xml"

// OpenFolder opens a folder. Rows are counted from the south when tms says so, or a tilemapresource.xml lies in it.
func OpenFolder(path string, tms bool) (*Folder, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{root: root, tms: tms}
	if _, err := root.Stat(tmsMark); err == nil {
		f.tms = true
	}
	if f.meta, err = f.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), root.Close())
	}
	f.meta.Name = plain(filepath.Base(path))
	return f, nil
}

func (f *Folder) read() (Meta, error) {
	zooms := f.numbers(".")
	var m Meta
	var found []uint32
	for _, z := range zooms {
		if z <= maxZoom && f.suffix(z) {
			found = append(found, z)
		}
	}
	if len(found) == 0 {
		return m, fmt.Errorf("no z/x/y in the folder: %w", ErrUnknown)
	}
	m.Min, m.Max = found[0], found[len(found)-1]
	m.Format = formatNamed(f.ext[1:])
	m.Bound = f.bound(m.Max)
	return m.sound()
}

// suffix learns the suffix of the tiles from the first one of a zoom.
func (f *Folder) suffix(z uint32) bool {
	for _, x := range f.numbers(num(z)) {
		for _, name := range f.names(num(z) + "/" + num(x)) {
			ext := strings.ToLower(filepath.Ext(name))
			if _, err := strconv.ParseUint(strings.TrimSuffix(name, filepath.Ext(name)), 10, 32); err == nil && len(ext) > 1 && formatNamed(ext[1:]) != "" {
				if f.ext == "" {
					f.ext = filepath.Ext(name)
				}
				return true
			}
		}
	}
	return false
}

func num(n uint32) string { return strconv.FormatUint(uint64(n), 10) }

// names are what a folder of the set holds; nothing when it cannot be read.
func (f *Folder) names(dir string) []string {
	d, err := f.root.Open(dir)
	if err != nil {
		return nil
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	if err != nil {
		return nil
	}
	slices.Sort(names)
	return names
}

// numbers are the names in a folder that are numbers, the smallest first.
func (f *Folder) numbers(dir string) []uint32 {
	var out []uint32
	for _, name := range f.names(dir) {
		if n, err := strconv.ParseUint(strings.TrimSuffix(name, f.ext), 10, 32); err == nil {
			out = append(out, uint32(n))
		}
	}
	slices.Sort(out)
	return out
}

// bound is the box around the tiles of a zoom: from its first to its last column, and the rows of the one between.
func (f *Folder) bound(z uint32) orb.Bound {
	columns := f.numbers(num(z))
	if len(columns) == 0 {
		return world
	}
	low, high := uint32(math.MaxUint32), uint32(0)
	for _, x := range []uint32{columns[0], columns[len(columns)/2], columns[len(columns)-1]} {
		if rows := f.numbers(num(z) + "/" + num(x)); len(rows) > 0 {
			low, high = min(low, f.turn(z, rows[0]), f.turn(z, rows[len(rows)-1])), max(high, f.turn(z, rows[0]), f.turn(z, rows[len(rows)-1]))
		}
	}
	if low > high {
		return world
	}
	return clamped(ID{z, columns[0], low}.degrees().Union(ID{z, columns[len(columns)-1], high}.degrees()))
}

// turn counts a row from the other end where the folder does.
func (f *Folder) turn(z, row uint32) uint32 {
	if last := uint32(1)<<z - 1; f.tms && row <= last {
		return last - row
	}
	return row
}

// Meta implements Source.
func (f *Folder) Meta() Meta { return f.meta }

// Tile implements Source.
func (f *Folder) Tile(id ID) ([]byte, bool, error) {
	if !id.valid() {
		return nil, false, nil
	}
	file, err := f.root.Open(num(id.Z) + "/" + num(id.X) + "/" + num(f.turn(id.Z, id.Y)) + f.ext)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("tile %v: %w", id, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxPacked+1))
	switch {
	case err != nil:
		return nil, false, fmt.Errorf("tile %v: %w", id, err)
	case len(data) > maxPacked:
		return nil, false, fmt.Errorf("tile %v: %w", id, ErrTooLarge)
	case len(data) == 0:
		return nil, false, nil
	}
	if f.meta.Format.Vector() {
		data, err = unpacked(data)
	}
	if err != nil {
		return nil, false, fmt.Errorf("tile %v: %w", id, err)
	}
	return data, true, nil
}

// Some implements Source: from the middle of each zoom.
func (f *Folder) Some(n int) ([]ID, error) {
	var out []ID
	each := max(n/int(f.meta.Max-f.meta.Min+1), 1)
	for z := f.meta.Min; z <= f.meta.Max && len(out) < n; z++ {
		columns := f.numbers(num(z))
		if len(columns) == 0 {
			continue
		}
		x := columns[len(columns)/2]
		rows := f.numbers(num(z) + "/" + num(x))
		rows = rows[max(len(rows)-each, 0)/2:]
		for _, row := range rows[:min(each, len(rows))] {
			if id := (ID{z, x, f.turn(z, row)}); id.valid() {
				out = append(out, id)
			}
		}
	}
	return out, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return f.root.Close() }
