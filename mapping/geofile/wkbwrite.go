package geofile

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// appendWKB writes a geometry in little-endian order.
func appendWKB(b []byte, g orb.Geometry) ([]byte, error) {
	switch g := g.(type) {
	case orb.Point:
		return wkbAppendPosition(wkbHead(b, wkbPoint), g), nil
	case orb.MultiPoint:
		return appendWKBMembers(b, wkbMultiPoint, g)
	case orb.LineString:
		return appendPositions(wkbHead(b, wkbLineString), g), nil
	case orb.MultiLineString:
		return appendWKBMembers(b, wkbMultiLineString, g)
	case orb.Ring:
		return appendWKB(b, orb.Polygon{g})
	case orb.Bound:
		return appendWKB(b, g.ToPolygon())
	case orb.Polygon:
		b = appendCount(wkbHead(b, wkbPolygon), len(g))
		for _, ring := range g {
			b = appendPositions(b, ring)
		}
		return b, nil
	case orb.MultiPolygon:
		return appendWKBMembers(b, wkbMultiPolygon, g)
	case orb.Collection:
		return appendWKBMembers(b, wkbCollection, g)
	}
	return nil, fmt.Errorf("geometry %T: %w", g, ErrFormat)
}

func appendWKBMembers[G orb.Geometry](b []byte, kind uint32, members []G) ([]byte, error) {
	b = appendCount(wkbHead(b, kind), len(members))
	var err error
	for _, m := range members {
		if b, err = appendWKB(b, m); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func wkbHead(b []byte, kind uint32) []byte {
	return binary.LittleEndian.AppendUint32(append(b, 1), kind)
}

func appendCount(b []byte, n int) []byte { return binary.LittleEndian.AppendUint32(b, uint32(n)) }

func appendPositions(b []byte, points []orb.Point) []byte {
	b = appendCount(b, len(points))
	for _, p := range points {
		b = wkbAppendPosition(b, p)
	}
	return b
}

func wkbAppendPosition(b []byte, p orb.Point) []byte {
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
}
