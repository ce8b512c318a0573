package geofile

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// maxShp is what the lengths of a .shp file can say, bytes.
const maxShp = 1<<31 - 1

// shpBytes are the bytes of a .shp file and of its .shx.
type shpBytes struct {
	kind     uint32
	shp, shx []byte
	bound    orb.Bound
	any      bool
}

func newShpBytes(kind uint32) *shpBytes {
	return &shpBytes{kind: kind, shp: make([]byte, shpHeader), shx: make([]byte, shpHeader)}
}

// add appends a record; nil is a null shape.
func (s *shpBytes) add(g orb.Geometry) error {
	at := len(s.shp)
	number := (len(s.shx)-shpHeader)/8 + 1
	s.shp = binary.BigEndian.AppendUint32(s.shp, uint32(number))
	s.shp = append(s.shp, 0, 0, 0, 0)
	s.shp = s.appendShape(s.shp, g)
	words := uint32(len(s.shp)-at-8) / 2
	binary.BigEndian.PutUint32(s.shp[at+4:], words)
	s.shx = binary.BigEndian.AppendUint32(s.shx, uint32(at/2))
	s.shx = binary.BigEndian.AppendUint32(s.shx, words)
	if len(s.shp) > maxShp {
		return fmt.Errorf("shapefile: %w", ErrTooLarge)
	}
	return nil
}

func (s *shpBytes) appendShape(b []byte, g orb.Geometry) []byte {
	var parts [][]orb.Point
	switch g := g.(type) {
	case orb.Point:
		if s.kind == manyPoints {
			return s.appendPoints(b, []orb.Point{g})
		}
		s.extend(orb.Bound{Min: g, Max: g})
		return appendXY(binary.LittleEndian.AppendUint32(b, pointShape), g)
	case orb.MultiPoint:
		return s.appendPoints(b, g)
	case orb.LineString:
		parts = [][]orb.Point{g}
	case orb.MultiLineString:
		for _, l := range g {
			parts = append(parts, l)
		}
	case orb.Polygon:
		parts = shpRings(nil, g)
	case orb.MultiPolygon:
		for _, p := range g {
			parts = shpRings(parts, p)
		}
	}
	if len(parts) == 0 {
		return binary.LittleEndian.AppendUint32(b, nullShape)
	}
	return s.appendParts(b, parts)
}

// shpRings adds the rings of a polygon as a shapefile has them: the shell clockwise, holes against it.
func shpRings(parts [][]orb.Point, p orb.Polygon) [][]orb.Point {
	for i, r := range p {
		if len(r) > 3 && runsLeft(r) == (i == 0) {
			r = slices.Clone(r)
			slices.Reverse(r)
		}
		parts = append(parts, r)
	}
	return parts
}

func (s *shpBytes) appendPoints(b []byte, points []orb.Point) []byte {
	b = binary.LittleEndian.AppendUint32(b, manyPoints)
	b = s.appendBound(b, orb.MultiPoint(points).Bound())
	b = binary.LittleEndian.AppendUint32(b, uint32(len(points)))
	for _, p := range points {
		b = appendXY(b, p)
	}
	return b
}

func (s *shpBytes) appendParts(b []byte, parts [][]orb.Point) []byte {
	bound, points := orb.MultiPoint(parts[0]).Bound(), 0
	for _, p := range parts {
		bound, points = bound.Union(orb.MultiPoint(p).Bound()), points+len(p)
	}
	b = binary.LittleEndian.AppendUint32(b, s.kind)
	b = s.appendBound(b, bound)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(parts)))
	b = binary.LittleEndian.AppendUint32(b, uint32(points))
	from := 0
	for _, p := range parts {
		b = binary.LittleEndian.AppendUint32(b, uint32(from))
		from += len(p)
	}
	for _, p := range parts {
		for _, q := range p {
			b = appendXY(b, q)
		}
	}
	return b
}

func (s *shpBytes) appendBound(b []byte, bound orb.Bound) []byte {
	s.extend(bound)
	return appendXY(appendXY(b, bound.Min), bound.Max)
}

func (s *shpBytes) extend(b orb.Bound) {
	if s.any {
		b = s.bound.Union(b)
	}
	s.bound, s.any = b, true
}

func appendXY(b []byte, p orb.Point) []byte {
	for _, v := range p {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

// finish writes the headers.
func (s *shpBytes) finish() {
	for _, b := range [][]byte{s.shp, s.shx} {
		binary.BigEndian.PutUint32(b, shpMagic)
		binary.BigEndian.PutUint32(b[24:], uint32(len(b)/2))
		binary.LittleEndian.PutUint32(b[28:], shpFormat)
		binary.LittleEndian.PutUint32(b[32:], s.kind)
		copy(b[36:], appendXY(appendXY(nil, s.bound.Min), s.bound.Max))
	}
}
