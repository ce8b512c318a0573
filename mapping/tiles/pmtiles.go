package tiles

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/paulmach/orb"
)

// pmMagic begins every PMTiles archive; the version follows.
const (
	pmMagic   = "PMTiles"
	pmVersion = 3
	pmHeader  = 127 // bytes
)

// PMTiles is a tile set in one PMTiles archive of version 3.
type PMTiles struct {
	f    *os.File
	size uint64
	head pmHead
	root []pmEntry
	meta Meta

	mu     sync.Mutex
	leaves map[pmRange][]pmEntry // the last ones used
}

// pmRange is a stretch of the file.
type pmRange struct{ from, size uint64 }

// pmHead is the header.
type pmHead struct {
	root, words, leaves, data pmRange
	inner, outer              pmPacking // of directories and metadata, of tiles
	kind                      byte
	low, high                 byte
	bound                     orb.Bound
}

type pmPacking byte

const (
	pmPlain pmPacking = 1 + iota
	pmGzip
	pmBrotli
	pmZstd
)

const (
	maxDirectory = 16 << 20 // bytes of a directory, unpacked
	maxWords     = 8 << 20  // bytes of the metadata, unpacked
	maxLeaves    = 64       // directories kept
	maxDepth     = 4        // directories below each other
)

// OpenPMTiles opens an archive. It returns ErrUnsupported for other versions and for Brotli.
func OpenPMTiles(path string) (*PMTiles, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	p := &PMTiles{f: f, leaves: map[pmRange][]pmEntry{}}
	if err := p.open(); err != nil {
		f.Close() // it was only read
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if p.meta.Name == "" {
		p.meta.Name = plain(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	}
	return p, nil
}

func (p *PMTiles) open() error {
	info, err := p.f.Stat()
	if err != nil {
		return err
	}
	p.size = uint64(info.Size())
	raw := make([]byte, pmHeader)
	if _, err := io.ReadFull(p.f, raw); err != nil || string(raw[:7]) != pmMagic {
		return fmt.Errorf("no PMTiles archive: %w", ErrUnknown)
	}
	if raw[7] != pmVersion {
		return fmt.Errorf("version %d: %w", raw[7], ErrUnsupported)
	}
	p.head = pmHeadOf(raw)
	if err := p.head.check(p.size); err != nil {
		return err
	}
	if p.root, err = p.directory(p.head.root); err != nil {
		return fmt.Errorf("root directory: %w", err)
	}
	if len(p.root) == 0 {
		return ErrEmpty
	}
	p.meta, err = p.describe()
	return err
}

func pmHeadOf(raw []byte) pmHead {
	at := func(i int) uint64 { return binary.LittleEndian.Uint64(raw[i:]) }
	degrees := func(i int) float64 { return float64(int32(binary.LittleEndian.Uint32(raw[i:]))) / 1e7 }
	return pmHead{
		root: pmRange{at(8), at(16)}, words: pmRange{at(24), at(32)}, leaves: pmRange{at(40), at(48)}, data: pmRange{at(56), at(64)},
		inner: pmPacking(raw[97]), outer: pmPacking(raw[98]), kind: raw[99], low: raw[100], high: raw[101],
		bound: orb.Bound{Min: orb.Point{degrees(102), degrees(106)}, Max: orb.Point{degrees(110), degrees(114)}},
	}
}

// check finds what lies beyond the end of the file, and what we cannot unpack.
func (h pmHead) check(size uint64) error {
	for _, r := range []pmRange{h.root, h.words, h.leaves, h.data} {
		if r.from > size || r.size > size-r.from {
			return fmt.Errorf("bytes %d to %d of a file of %d: %w", r.from, r.from+r.size, size, ErrBroken)
		}
	}
	for _, k := range []pmPacking{h.inner, h.outer} {
		if k == pmBrotli {
			return fmt.Errorf("packed with Brotli: %w", ErrUnsupported)
		}
		if k > pmZstd {
			return fmt.Errorf("packing %d: %w", k, ErrUnsupported)
		}
	}
	return nil
}

func (p *PMTiles) describe() (Meta, error) {
	m := Meta{Min: uint32(p.head.low), Max: uint32(p.head.high), Bound: p.head.bound}
	switch p.head.kind {
	case 1:
		m.Format = PBF
	case 2:
		m.Format = PNG
	case 3:
		m.Format = JPEG
	case 4:
		m.Format = WebP
	}
	if p.head.words.size > 0 {
		raw, err := p.read(p.head.words, maxWords)
		if err == nil {
			raw, err = p.head.inner.undo(raw, maxWords)
		}
		if err != nil {
			return m, fmt.Errorf("metadata: %w", err)
		}
		var words struct{ Name, Attribution string }
		if json.Unmarshal(raw, &words) == nil { // a set without a name is still a map
			m.Name, m.Attribution = words.Name, words.Attribution
		}
	}
	return m.sound()
}

// undo unpacks.
func (k pmPacking) undo(data []byte, limit int) ([]byte, error) {
	switch k {
	case pmGzip:
		if len(data) < 2 || data[0] != 0x1f || data[1] != 0x8b {
			return nil, fmt.Errorf("not packed with gzip as the header says: %w", ErrBroken)
		}
		out, err := unpacked(data)
		if err == nil && len(out) > limit {
			err = ErrTooLarge
		}
		return out, err
	case pmZstd:
		return unzstd(data, limit)
	}
	return data, nil
}

// read reads a stretch of at most limit bytes.
func (p *PMTiles) read(r pmRange, limit uint64) ([]byte, error) {
	if r.size > limit {
		return nil, fmt.Errorf("%d bytes: %w", r.size, ErrTooLarge)
	}
	if r.from > p.size || r.size > p.size-r.from {
		return nil, fmt.Errorf("bytes %d to %d of a file of %d: %w", r.from, r.from+r.size, p.size, ErrBroken)
	}
	data := make([]byte, r.size)
	if _, err := p.f.ReadAt(data, int64(r.from)); err != nil {
		return nil, fmt.Errorf("read: %w: %w", ErrBroken, err)
	}
	return data, nil
}

func (p *PMTiles) directory(r pmRange) ([]pmEntry, error) {
	raw, err := p.read(r, maxDirectory)
	if err == nil {
		raw, err = p.head.inner.undo(raw, maxDirectory)
	}
	if err != nil {
		return nil, err
	}
	return pmDirectory(raw)
}

// leaf is a directory below the root; those used last are kept.
func (p *PMTiles) leaf(r pmRange) ([]pmEntry, error) {
	p.mu.Lock()
	entries, ok := p.leaves[r]
	p.mu.Unlock()
	if ok {
		return entries, nil
	}
	entries, err := p.directory(r)
	if err != nil {
		return nil, fmt.Errorf("leaf directory: %w", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.leaves) >= maxLeaves {
		clear(p.leaves)
	}
	p.leaves[r] = entries
	return entries, nil
}

// Meta implements Source.
func (p *PMTiles) Meta() Meta { return p.meta }

// Tile implements Source.
func (p *PMTiles) Tile(id ID) ([]byte, bool, error) {
	if !id.valid() {
		return nil, false, nil
	}
	data, ok, err := p.find(pmNumber(id))
	if err != nil {
		return nil, false, fmt.Errorf("tile %v: %w", id, err)
	}
	return data, ok, nil
}

func (p *PMTiles) find(number uint64) ([]byte, bool, error) {
	entries := p.root
	for range maxDepth {
		e, ok := pmFind(entries, number)
		switch {
		case !ok:
			return nil, false, nil
		case e.run > 0:
			data, err := p.tile(e)
			return data, err == nil, err
		}
		r, err := within(p.head.leaves, e)
		if err != nil {
			return nil, false, err
		}
		if entries, err = p.leaf(r); err != nil {
			return nil, false, err
		}
	}
	return nil, false, fmt.Errorf("directories more than %d deep: %w", maxDepth, ErrBroken)
}

func (p *PMTiles) tile(e pmEntry) ([]byte, error) {
	r, err := within(p.head.data, e)
	if err != nil {
		return nil, err
	}
	data, err := p.read(r, maxPacked)
	if err != nil {
		return nil, err
	}
	if data, err = p.head.outer.undo(data, maxUnpacked); err == nil && p.meta.Format.Vector() {
		data, err = unpacked(data)
	}
	return data, err
}

// within is the stretch of an entry inside a section of the file.
func within(section pmRange, e pmEntry) (pmRange, error) {
	if e.from > section.size || uint64(e.size) > section.size-e.from {
		return pmRange{}, fmt.Errorf("an entry beyond its section: %w", ErrBroken)
	}
	return pmRange{section.from + e.from, uint64(e.size)}, nil
}

// Some implements Source, and on its way looks into directories all over the archive.
func (p *PMTiles) Some(n int) ([]ID, error) {
	var out []ID
	step := max(len(p.root)/max(n, 1), 1)
	for i := 0; i < len(p.root) && len(out) < n; i += step {
		e := p.root[i]
		for depth := 0; e.run == 0; depth++ {
			r, err := within(p.head.leaves, e)
			if err != nil {
				return nil, err
			}
			entries, err := p.leaf(r)
			if err != nil {
				return nil, err
			}
			if len(entries) == 0 || depth == maxDepth {
				return nil, fmt.Errorf("directories without a tile: %w", ErrBroken)
			}
			e = entries[len(entries)/2]
		}
		out = append(out, pmID(e.number))
	}
	return out, nil
}

// Close lets go of the file.
func (p *PMTiles) Close() error { return p.f.Close() }
