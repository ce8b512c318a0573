// Package calk is the one container in which the program hands something to another computer: a zip with a manifest that
// says what is inside and vouches for every file by its sum. What kind of thing it is stands in the manifest.
//
// The sums tell damage and careless changes. They are no signature: whoever writes a whole package anew can write its sums.
package calk

import (
	"errors"
	"time"
)

// Suffix is what files of the container end with.
const Suffix = ".calk"

// Format is the version of the container that this program writes, and the newest that it reads.
const Format = 1

// ManifestFile is the entry that describes the others.
const ManifestFile = "manifest.json"

var (
	// ErrNotPackage is returned for a file that is no package of ours.
	ErrNotPackage = errors.New("not a package")
	// ErrDamaged is returned for a package that is cut short, or whose files are not what its manifest vouches for.
	ErrDamaged = errors.New("package is damaged")
	// ErrNewer is returned for a package that a newer version of the program wrote.
	ErrNewer = errors.New("package is of a newer version")
	// ErrTooLarge is returned for a package that unpacks to more than its size lets expect; nothing of it was unpacked.
	ErrTooLarge = errors.New("package is too large")
	// ErrOtherKind is returned for a package of another kind than the one that was asked for.
	ErrOtherKind = errors.New("package is of another kind")
)

// Kind says what a package is for.
type Kind string

// The kinds.
const (
	Show    Kind = "show"    // a deck to be shown on another computer
	BaseMap Kind = "basemap" // a base map, its files in a folder of that name
)

// Manifest is manifest.json of a package.
type Manifest struct {
	Format  int       `json:"format"`
	Kind    Kind      `json:"kind"`
	Title   string    `json:"title"`
	Made    time.Time `json:"made"`
	Level   string    `json:"level"`   // of all that is inside: 公开, 内部
	Program string    `json:"program"` // version of the program that wrote it
	Files   []File    `json:"files"`
}

// File is an entry and what it must be.
type File struct {
	Name   string `json:"name"` // with slashes, relative
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}
