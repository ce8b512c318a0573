package geofile

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"github.com/paulmach/orb"
)

// The kinds of shapes, as ESRI's description of 1998 numbers them; those with heights and measures are 10 and 20 more.
const (
	nullShape    = 0
	pointShape   = 1
	lineShape    = 3
	polygonShape = 5
	manyPoints   = 8
	patchShape   = 31
)

const (
	shpHeader = 100
	shpMagic  = 9994
	shpFormat = 1000
	// maxShape bounds one record, so that a lying length takes no memory.
	maxShape = 512 << 20
)

// shpReader reads the shapes of a .shp file from the first to the last.
type shpReader struct {
	r      *bufio.Reader
	at     int64 // bytes read
	end    int64 // of the last record
	size   int64 // of the file
	buffer []byte
}

func newShpReader(r io.Reader, size int64) (*shpReader, error) {
	s := &shpReader{r: bufio.NewReaderSize(r, 1<<18), size: size}
	var h [shpHeader]byte
	if _, err := io.ReadFull(s.r, h[:]); err != nil {
		return nil, damaged(err, "header of .shp")
	}
	if binary.BigEndian.Uint32(h[:]) != shpMagic {
		return nil, fmt.Errorf("header of .shp: %w", ErrDamaged)
	}
	s.at = shpHeader
	s.end = 2 * int64(binary.BigEndian.Uint32(h[24:]))
	if s.end <= shpHeader { // its writer never came to close it
		s.end = size
	}
	return s, nil
}

// next returns the next shape, nil for a null shape, and io.EOF after the last. Rings run as RFC 7946 has them.
func (s *shpReader) next() (orb.Geometry, error) {
	if s.at >= s.end {
		return nil, io.EOF
	}
	var h [8]byte
	if _, err := io.ReadFull(s.r, h[:]); err != nil {
		return nil, damaged(err, "file ends early")
	}
	n := 2 * int64(int32(binary.BigEndian.Uint32(h[4:])))
	s.at += 8
	if n < 4 || n > s.size-s.at {
		return nil, fmt.Errorf("length of the record: %w", ErrDamaged)
	}
	if n > maxShape {
		return nil, ErrTooLarge
	}
	b, err := s.read(int(n))
	if err != nil {
		return nil, damaged(err, "file ends early")
	}
	return decodeShape(b)
}

// read grows its buffer with what really comes: the size of a file in an archive may be a lie.
func (s *shpReader) read(n int) ([]byte, error) {
	const step = 1 << 20
	s.buffer = s.buffer[:0]
	for len(s.buffer) < n {
		from, to := len(s.buffer), min(n, len(s.buffer)+step)
		for cap(s.buffer) < to {
			s.buffer = append(s.buffer[:cap(s.buffer)], 0)
		}
		s.buffer = s.buffer[:to]
		m, err := io.ReadFull(s.r, s.buffer[from:])
		if s.at += int64(m); err != nil {
			return nil, err
		}
	}
	return s.buffer, nil
}

func decodeShape(b []byte) (orb.Geometry, error) {
	kind := binary.LittleEndian.Uint32(b)
	switch kind {
	case nullShape:
		return nil, nil
	case patchShape:
		return nil, fmt.Errorf("multipatch: %w", ErrShape)
	}
	if kind > 30 {
		return nil, fmt.Errorf("shape %d: %w", kind, ErrShape)
	}
	switch kind % 10 {
	case pointShape:
		if len(b) < 20 {
			return nil, ErrDamaged
		}
		return pointAt(b[4:]), nil
	case manyPoints:
		return decodePoints(b)
	case lineShape, polygonShape:
		parts, err := decodeParts(b)
		if err != nil {
			return nil, err
		}
		if kind%10 == lineShape {
			return linesOf(parts), nil
		}
		return polygonsOfRings(parts), nil
	}
	return nil, fmt.Errorf("shape %d: %w", kind, ErrShape)
}

func pointAt(b []byte) orb.Point {
	return orb.Point{math.Float64frombits(binary.LittleEndian.Uint64(b)), math.Float64frombits(binary.LittleEndian.Uint64(b[8:]))}
}

func pointsAt(b []byte, n int) []orb.Point {
	out := make([]orb.Point, n)
	for i := range out {
		out[i] = pointAt(b[16*i:])
	}
	return out
}

func decodePoints(b []byte) (orb.Geometry, error) {
	if len(b) < 40 {
		return nil, ErrDamaged
	}
	n := int(binary.LittleEndian.Uint32(b[36:]))
	if n > (len(b)-40)/16 {
		return nil, fmt.Errorf("%d points: %w", n, ErrDamaged)
	}
	return orb.MultiPoint(pointsAt(b[40:], n)), nil
}

// decodeParts reads the lines or rings of a shape.
func decodeParts(b []byte) ([][]orb.Point, error) {
	if len(b) < 44 {
		return nil, ErrDamaged
	}
	parts, points := int64(binary.LittleEndian.Uint32(b[36:])), int64(binary.LittleEndian.Uint32(b[40:]))
	if parts > points && points > 0 || 44+4*parts+16*points > int64(len(b)) {
		return nil, fmt.Errorf("%d parts, %d points: %w", parts, points, ErrDamaged)
	}
	all := pointsAt(b[44+4*parts:], int(points))
	out := make([][]orb.Point, 0, parts)
	for i := range parts {
		from, to := int64(binary.LittleEndian.Uint32(b[44+4*i:])), points
		if i+1 < parts {
			to = int64(binary.LittleEndian.Uint32(b[48+4*i:]))
		}
		if from > to || to > points {
			return nil, fmt.Errorf("part %d: %w", i+1, ErrDamaged)
		}
		out = append(out, all[from:to:to])
	}
	return out, nil
}

func linesOf(parts [][]orb.Point) orb.Geometry {
	if len(parts) == 1 {
		return orb.LineString(parts[0])
	}
	out := make(orb.MultiLineString, len(parts))
	for i, p := range parts {
		out[i] = p
	}
	return out
}
