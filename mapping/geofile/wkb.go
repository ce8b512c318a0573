package geofile

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Kinds of well-known binary, as ISO 13249-3 numbers them.
const (
	wkbPoint = 1 + iota
	wkbLineString
	wkbPolygon
	wkbMultiPoint
	wkbMultiLineString
	wkbMultiPolygon
	wkbCollection
)

// wkbDeepest is how far collections may lie in each other.
const wkbDeepest = 32

// decodeWKB reads a geometry in either byte order; heights and measures are dropped. nil stands for an empty one. It
// returns ErrShape for arcs and solids, ErrCoordinate for positions that are no numbers, and ErrDamaged.
func decodeWKB(b []byte) (orb.Geometry, error) {
	r := wkbReader{rest: b}
	g, err := r.geometry(0)
	if err == nil && len(r.rest) > 0 {
		err = fmt.Errorf("%d bytes after the geometry: %w", len(r.rest), ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	return g, nil
}

type wkbReader struct {
	rest  []byte
	order binary.ByteOrder
	extra int // numbers of a position after x and y
}

// geometry reads one whole geometry with its header. A member brings a byte order of its own.
func (r *wkbReader) geometry(depth int) (orb.Geometry, error) {
	if depth > wkbDeepest {
		return nil, fmt.Errorf("collections in collections: %w", ErrTooLarge)
	}
	kind, err := r.header()
	if err != nil {
		return nil, err
	}
	switch kind {
	case wkbPoint:
		return r.point()
	case wkbLineString:
		return some[orb.LineString](r.positions())
	case wkbPolygon:
		return r.polygon()
	case wkbMultiPoint, wkbMultiLineString, wkbMultiPolygon, wkbCollection:
		return r.collection(kind, depth)
	}
	if kind > 0 && kind <= 17 {
		return nil, fmt.Errorf("geometry of kind %d: %w", kind, ErrShape)
	}
	return nil, fmt.Errorf("geometry of kind %d: %w", kind, ErrDamaged)
}

// header reads the byte order and the kind. Heights and measures are told in thousands (ISO) or in the highest bits
// (PostGIS), where a reference system may follow.
func (r *wkbReader) header() (kind uint32, err error) {
	if len(r.rest) < 5 {
		return 0, ErrDamaged
	}
	switch r.rest[0] {
	case 0:
		r.order = binary.BigEndian
	case 1:
		r.order = binary.LittleEndian
	default:
		return 0, fmt.Errorf("byte order %d: %w", r.rest[0], ErrDamaged)
	}
	r.rest = r.rest[1:]
	kind, _ = r.uint32()
	r.extra = int(kind>>31&1 + kind>>30&1)
	withSRS := kind>>29&1 == 1
	kind &= 1<<29 - 1
	switch thousands := kind / 1000; thousands {
	case 0:
	case 1, 2:
		r.extra = 1
	case 3:
		r.extra = 2
	default:
		return 0, fmt.Errorf("geometry of kind %d: %w", kind, ErrDamaged)
	}
	if withSRS {
		if _, err := r.uint32(); err != nil {
			return 0, err
		}
	}
	return kind % 1000, nil
}

func (r *wkbReader) uint32() (uint32, error) {
	if len(r.rest) < 4 {
		return 0, ErrDamaged
	}
	n := r.order.Uint32(r.rest)
	r.rest = r.rest[4:]
	return n, nil
}

// count reads how many things follow, each of size bytes at least, and refuses more than there is room for.
func (r *wkbReader) count(size int) (int, error) {
	n, err := r.uint32()
	if err == nil && int64(n)*int64(size) > int64(len(r.rest)) {
		err = fmt.Errorf("%d parts in %d bytes: %w", n, len(r.rest), ErrDamaged)
	}
	return int(n), err
}

// point reads a position; all of NaN is how an empty point is written.
func (r *wkbReader) point() (orb.Geometry, error) {
	if len(r.rest) < r.width() {
		return nil, ErrDamaged
	}
	p := r.position()
	if math.IsNaN(p[0]) && math.IsNaN(p[1]) {
		return nil, nil
	}
	if !finite(p) {
		return nil, fmt.Errorf("position %v: %w", p, ErrCoordinate)
	}
	return p, nil
}

func (r *wkbReader) width() int { return 8 * (2 + r.extra) }

func (r *wkbReader) position() orb.Point {
	x, y := r.order.Uint64(r.rest), r.order.Uint64(r.rest[8:])
	r.rest = r.rest[r.width():]
	return orb.Point{math.Float64frombits(x), math.Float64frombits(y)}
}

func (r *wkbReader) positions() ([]orb.Point, error) {
	n, err := r.count(r.width())
	if err != nil {
		return nil, err
	}
	out := make([]orb.Point, n)
	for i := range out {
		if out[i] = r.position(); !finite(out[i]) {
			return nil, fmt.Errorf("position %v: %w", out[i], ErrCoordinate)
		}
	}
	return out, nil
}

func (r *wkbReader) polygon() (orb.Geometry, error) {
	n, err := r.count(4)
	if err != nil {
		return nil, err
	}
	var out orb.Polygon
	for range n {
		ring, err := r.positions()
		if err != nil {
			return nil, err
		}
		if len(ring) > 0 {
			out = append(out, ring)
		}
	}
	if out == nil {
		return nil, nil
	}
	return out, nil
}

// wkbSmallest is a member's byte order, kind and count.
const wkbSmallest = 9

func (r *wkbReader) collection(kind uint32, depth int) (orb.Geometry, error) {
	n, err := r.count(wkbSmallest)
	if err != nil {
		return nil, err
	}
	var members orb.Collection
	for range n {
		g, err := r.geometry(depth + 1)
		if err != nil {
			return nil, err
		}
		if g != nil {
			members = append(members, g)
		}
	}
	if out, ok := gathered(members, wkbKind(kind)); ok {
		return out, nil
	}
	return nil, fmt.Errorf("members of other kinds: %w", ErrDamaged)
}

// wkbKind is a geometry of the kind that a multi-geometry is made of; nil for a collection, which takes all.
func wkbKind(kind uint32) orb.Geometry {
	switch kind {
	case wkbMultiPoint:
		return orb.Point{}
	case wkbMultiLineString:
		return orb.LineString{}
	case wkbMultiPolygon:
		return orb.Polygon{}
	}
	return nil
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]) && !math.IsInf(p[0], 0) && !math.IsNaN(p[1]) && !math.IsInf(p[1], 0)
}
