// Package geofile reads and writes the map files that people have: GeoJSON, shapefiles, KML, GeoPackage, DXF and tables
// with coordinates.
//
// Features come in the coordinates of their file, one after the other, so that a large file needs little memory. What
// the coordinates mean is said by Layer.CRS where the file says it, and decided by a person where it does not.
package geofile

import (
	"context"
	"errors"

	"github.com/paulmach/orb"
)

var (
	// ErrFormat is returned for a file that is none of the formats.
	ErrFormat = errors.New("unknown format of a map file")
	// ErrDamaged is returned for a file that ends early or contradicts itself.
	ErrDamaged = errors.New("map file is damaged")
	// ErrShape is returned for a kind of geometry that is not read, such as a surface of patches.
	ErrShape = errors.New("kind of shape is not known")
	// ErrLocked is returned for an archive that asks for a password.
	ErrLocked = errors.New("archive asks for a password")
	// ErrTooLarge is returned for a file whose contents pass a limit, such as an archive that unpacks without end.
	ErrTooLarge = errors.New("map file is too large")
)

// Layer is what a file says of one of its layers.
type Layer struct {
	Name     string
	CRS      string   // as crs.Lookup understands it: "EPSG:4548"; "" where the file says nothing
	Declared string   // the words of the file it was taken from, such as the name in a .prj; "" for none
	Fields   []Field  // in the order of the file; a GeoJSON layer learns them while it is read
	Count    int      // features, as far as the file says; -1 for unknown
	Notes    []string // what the reader had to make do with, in the user's words
}

// Field is a column of a layer.
type Field struct {
	Name string
	Type Type
}

// Type is what a column holds.
type Type uint8

// The types of columns.
const (
	TextField Type = iota
	NumberField
	DateField // its values are text: 2024-06-30
)

// Feature is one thing on a map.
type Feature struct {
	Number   int          // as the file counts them, from 1
	Geometry orb.Geometry // in the file's coordinates; nil where the file has a row without one
	Attrs    []Attr       // in the order of the file; an empty value is left out
}

// Attr is a value with the name of its column.
type Attr struct {
	Name  string
	Value any // string, float64 or bool
}

// File is an opened map file. It is not safe for concurrent use.
type File interface {
	// Format is what the file is: "GeoJSON", "Shapefile", "KML" …
	Format() string
	// Layers are what the file holds, at least one.
	Layers() []Layer
	// Read hands every feature of a layer to each, until it returns an error or ctx ends. It returns ErrDamaged or
	// ErrTooLarge, wrapped in a FeatureError where one feature is to blame.
	Read(ctx context.Context, layer int, each func(Feature) error) error
	// Close gives the file back.
	Close() error
}

// Options say how a file is read.
type Options struct {
	// Progress is told how many bytes of how many were read; it may be nil and is called from the reading goroutine.
	Progress func(done, total int64)
}

// FeatureError says which feature of a file cannot be read.
type FeatureError struct {
	Number int // from 1
	Err    error
}

// Error implements error.
func (e *FeatureError) Error() string { return "feature " + itoa(e.Number) + ": " + e.Err.Error() }

// Unwrap implements errors.Unwrap.
func (e *FeatureError) Unwrap() error { return e.Err }
