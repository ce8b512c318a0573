// Package tiles reads base maps that come cut into tiles: MBTiles, PMTiles and folders of z/x/y, pictures or vectors.
//
// Tiles are addressed as web maps do it: y grows to the south from the top of the world. Every file is a stranger's:
// its sizes are bounded before anything is read, and what it says of itself is not believed where it matters.
package tiles

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
)

var (
	// ErrUnknown is returned when a file or folder is no tile set that we know.
	ErrUnknown = errors.New("not a tile set")
	// ErrBroken is returned when a tile set is cut short, contradicts itself or holds what cannot be decoded.
	ErrBroken = errors.New("tile set is damaged")
	// ErrUnsupported is returned when a tile set is sound and uses something that we cannot read.
	ErrUnsupported = errors.New("tile set uses what is not supported")
	// ErrTooLarge is returned for a tile that takes more memory than any honest one.
	ErrTooLarge = errors.New("tile is too large")
	// ErrEmpty is returned when a tile set holds no tile.
	ErrEmpty = errors.New("tile set is empty")
)

// maxZoom is the deepest level that is read: a tile of it is 5 cm wide at the equator.
const maxZoom = 24

// ID is the place of a tile: Z levels down, X to the east and Y to the south.
type ID struct{ Z, X, Y uint32 }

// String is the tile as people write it, z/x/y.
func (t ID) String() string { return fmt.Sprintf("%d/%d/%d", t.Z, t.X, t.Y) }

// valid tells whether there is such a tile.
func (t ID) valid() bool { return t.Z <= maxZoom && t.X < 1<<t.Z && t.Y < 1<<t.Z }

// parent is the tile that many levels up which shows this one among others.
func (t ID) parent(up uint32) ID { return ID{t.Z - up, t.X >> up, t.Y >> up} }

// Format is what a tile holds.
type Format string

// The formats. PBF is a Mapbox Vector Tile.
const (
	PNG  Format = "png"
	JPEG Format = "jpg"
	WebP Format = "webp"
	PBF  Format = "pbf"
)

// Vector tells whether the tiles are shapes rather than pictures.
func (f Format) Vector() bool { return f == PBF }

// formatNamed reads a format as files name it; "" for one that we cannot draw.
func formatNamed(name string) Format {
	switch name {
	case "png", "image/png", "png8":
		return PNG
	case "jpg", "jpeg", "image/jpeg":
		return JPEG
	case "webp", "image/webp":
		return WebP
	case "pbf", "mvt", "application/x-protobuf", "application/vnd.mapbox-vector-tile":
		return PBF
	}
	return ""
}

// Meta is what a tile set says about itself.
type Meta struct {
	Name        string
	Format      Format
	Min, Max    uint32    // zooms
	Bound       orb.Bound // degrees, of the system in which the tiles were cut
	Attribution string    // plain text
}

// Source is a tile set. It is safe for concurrent use; after Close every tile is an error.
type Source interface {
	Meta() Meta
	// Tile returns a tile as it is to be decoded, unpacked where the set packs it; ok is false when there is none.
	Tile(id ID) (data []byte, ok bool, err error)
	// Some names up to n tiles that are there, from all over the set: to look at before it is trusted.
	Some(n int) ([]ID, error)
	Close() error
}

// world is what a web map shows, in degrees.
var world = orb.Bound{Min: orb.Point{-180, -85.0511287}, Max: orb.Point{180, 85.0511287}}

// sound puts right what a tile set says of itself, or tells that it cannot be.
func (m Meta) sound() (Meta, error) {
	if m.Format == "" {
		return m, fmt.Errorf("tiles of an unknown format: %w", ErrUnsupported)
	}
	if m.Min > m.Max || m.Max > maxZoom {
		return m, fmt.Errorf("zooms %d to %d: %w", m.Min, m.Max, ErrBroken)
	}
	m.Bound = clamped(m.Bound)
	m.Name, m.Attribution = plain(m.Name), plain(m.Attribution)
	return m, nil
}

// clamped is a bound on the web map; the whole of it where b is none.
func clamped(b orb.Bound) orb.Bound {
	c := orb.Bound{
		Min: orb.Point{max(b.Min[0], world.Min[0]), max(b.Min[1], world.Min[1])},
		Max: orb.Point{min(b.Max[0], world.Max[0]), min(b.Max[1], world.Max[1])},
	}
	if c.Min[0] < c.Max[0] && c.Min[1] < c.Max[1] { // false for what is no number, too
		return c
	}
	return world
}
