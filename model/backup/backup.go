// Package backup keeps copies of a workspace in single files, and puts one back.
//
// A backup (.cabak) is a zip file: parts of the workspace, each compressed by zstd, a manifest, and a seal over every byte
// in the zip comment. It holds the journal, from which everything else is made anew. docs/STORE.md describes the format.
//
// Of an encrypted workspace it holds the journal as it lies there, sealed, and the keys in their slots: it is made, checked
// and put back without the passphrase, and read by nobody without it.
package backup

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

// Ext is what the name of a backup ends with.
const Ext = ".cabak"

// formatVersion is raised when an older program could not read what a newer one writes. A backup of a workspace that is not
// encrypted is still of the first version.
const (
	formatVersion = 2
	plainVersion  = 1
)

// The entry of the zip that lists the others, the part that makes a folder a workspace, and the one that opens it.
const (
	manifestName  = "manifest.json"
	workspaceName = "workspace.json"
	keysName      = "keys.json"
)

// Manifest says what a backup holds.
type Manifest struct {
	Format  int                `json:"format"`
	Program string             `json:"program"` // version of the program that wrote it
	Station string             `json:"station"` // the workspace's own
	Time    time.Time          `json:"time"`
	Since   *Base              `json:"since,omitempty"` // the backup that must be put back before; nil for a full one
	Head    store.Mark         `json:"head"`            // the last frame
	Counts  map[model.Kind]int `json:"counts"`          // live records at the head
	Parts   []Part             `json:"parts"`
	Earlier []string           `json:"earlier,omitempty"` // files of records that the earlier backups hold and this one does not repeat
	Lost    []string           `json:"lost,omitempty"`    // files of records that were damaged already

	Encrypted bool `json:"encrypted,omitempty"` // it opens with the passphrase of the day on which it was made
}

// Base is where an earlier backup ends and a later one goes on.
type Base struct {
	store.Mark
	Counts map[model.Kind]int `json:"counts"`
	Name   string             `json:"name"` // of the earlier file, for a message; the mark counts
}

// Part is a run of bytes of one file of the workspace.
type Part struct {
	Name   string `json:"name"`   // in the workspace, with slashes
	Offset int64  `json:"offset"` // where the bytes go; 0 begins the file anew
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`        // of the bytes, hexadecimal
	Raw    bool   `json:"raw,omitempty"` // not packed: what is sealed gets no smaller
}

// Backup is a manifest and where it was read.
type Backup struct {
	Path string
	Manifest
}

// Full tells whether the backup needs no other.
func (m *Manifest) Full() bool { return m.Since == nil }

// Frames is how many frames the backup holds.
func (m *Manifest) Frames() int {
	if m.Since == nil {
		return int(m.Head.Frame)
	}
	return int(m.Head.Frame - m.Since.Frame)
}

// Records is how many records live at the head.
func (m *Manifest) Records() (n int) {
	for _, k := range m.Counts {
		n += k
	}
	return n
}

// bytes is how much the parts hold when unpacked.
func (m *Manifest) bytes() (n int64) {
	for _, p := range m.Parts {
		n += p.Size
	}
	return n
}

// entry is the name of a part in the zip.
func (p Part) entry() string {
	if p.Raw {
		return p.Name
	}
	return p.Name + ".zst"
}

// journal tells whether the part's bytes are frames.
func (p Part) journal() bool { return strings.HasPrefix(p.Name, "journal/") }

// local tells whether the part stays inside the workspace, and outside what the store makes itself.
func (p Part) local() bool {
	top, _, _ := strings.Cut(p.Name, "/")
	return filepath.IsLocal(filepath.FromSlash(p.Name)) && top != "db" && top != "lock"
}

// base is how a later backup names this one.
func (b *Backup) base() *Base {
	return &Base{Mark: b.Head, Counts: b.Counts, Name: filepath.Base(b.Path)}
}

// reached is called where a crash would be most unwelcome; tests end the process there.
var reached = func(point string) {}

// meter passes bytes on, tells how many, and stops when asked to.
type meter struct {
	ctx         context.Context
	from        io.Reader
	done, total int64
	tell        func(done, total int)
}

func (m *meter) Read(b []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.from.Read(b)
	m.done += int64(n)
	if m.tell != nil {
		m.tell(int(m.done), int(m.total))
	}
	return n, err
}

// of makes the meter go on with another reader.
func (m *meter) of(r io.Reader) io.Reader {
	m.from = r
	return m
}
