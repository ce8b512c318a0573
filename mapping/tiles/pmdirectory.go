package tiles

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// pmEntry is a run of tiles with the same content, or with run 0 a directory below.
type pmEntry struct {
	number uint64 // of the first tile on the curve
	from   uint64 // in the section of tiles, or of directories
	size   uint32
	run    uint32
}

// pmDirectory reads a directory: the count, then column by column numbers, runs, sizes and places.
func pmDirectory(raw []byte) ([]pmEntry, error) {
	r := varints{raw: raw}
	n := r.next()
	if n > uint64(len(raw))/4 { // each takes four varints at least
		return nil, fmt.Errorf("%d entries in %d bytes: %w", n, len(raw), ErrBroken)
	}
	entries := make([]pmEntry, n)
	last := uint64(0)
	for i := range entries {
		step := r.next()
		if i > 0 && step == 0 || last+step < last {
			return nil, fmt.Errorf("entry %d is not after the one before: %w", i, ErrBroken)
		}
		last += step
		entries[i].number = last
	}
	for i := range entries {
		entries[i].run = r.short()
	}
	for i := range entries {
		if entries[i].size = r.short(); entries[i].size == 0 {
			r.bad = true
		}
	}
	for i := range entries {
		from := r.next()
		switch {
		case from > 0:
			entries[i].from = from - 1
		case i > 0:
			entries[i].from = entries[i-1].from + uint64(entries[i-1].size)
		default:
			r.bad = true
		}
	}
	if r.bad {
		return nil, fmt.Errorf("a directory that cannot be read: %w", ErrBroken)
	}
	return entries, nil
}

// varints reads numbers until one is missing, and remembers that.
type varints struct {
	raw []byte
	bad bool
}

func (r *varints) next() uint64 {
	v, n := binary.Uvarint(r.raw)
	if n <= 0 {
		r.bad, r.raw = true, nil
		return 0
	}
	r.raw = r.raw[n:]
	return v
}

func (r *varints) short() uint32 {
	v := r.next()
	r.bad = r.bad || v > 1<<32-1
	return uint32(v)
}

// pmFind returns the entry that holds a tile, or leads to it.
func pmFind(entries []pmEntry, number uint64) (pmEntry, bool) {
	i := sort.Search(len(entries), func(i int) bool { return entries[i].number > number }) - 1
	if i < 0 {
		return pmEntry{}, false
	}
	e := entries[i]
	return e, e.run == 0 || number-e.number < uint64(e.run)
}

// pmNumber is the place of a tile on the curve: all levels above it, then the Hilbert curve of its own.
func pmNumber(id ID) uint64 {
	number := (uint64(1)<<(2*id.Z) - 1) / 3
	x, y := uint64(id.X), uint64(id.Y)
	for side := uint64(1) << id.Z >> 1; side > 0; side >>= 1 {
		var rx, ry uint64
		if x&side > 0 {
			rx = 1
		}
		if y&side > 0 {
			ry = 1
		}
		number += side * side * (3*rx ^ ry)
		x, y = turned(side, x&(side-1), y&(side-1), rx, ry)
	}
	return number
}

// pmID is the tile at a place on the curve.
func pmID(number uint64) ID {
	z := uint32(0)
	for z < maxZoom && number >= (uint64(1)<<(2*z+2)-1)/3 {
		z++
	}
	number -= (uint64(1)<<(2*z) - 1) / 3
	var x, y uint64
	for side := uint64(1); side < 1<<z; side <<= 1 {
		rx := number / 2 & 1
		ry := (number ^ rx) & 1
		x, y = turned(side, x, y, rx, ry)
		x, y = x+side*rx, y+side*ry
		number /= 4
	}
	return ID{z, uint32(x), uint32(y)}
}

// turned turns a quadrant of the Hilbert curve.
func turned(side, x, y, rx, ry uint64) (uint64, uint64) {
	if ry != 0 {
		return x, y
	}
	if rx == 1 {
		x, y = side-1-x, side-1-y
	}
	return y, x
}
