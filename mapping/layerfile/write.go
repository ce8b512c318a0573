package layerfile

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"
	"github.com/paulmach/orb"
)

// A file is the magic with the version in its last byte, the CRC-32C of all that follows, and the body packed by zstd. The
// body holds, with numbers as varints: features, points, columns; for each column its name, type and values; for each
// feature the kind of its shape and how many points its parts have; then all points as steps from the one before, east and
// north in turn.
const (
	magic   = "CALAYER"
	version = '1'
	headLen = len(magic) + 1 + 4
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// The kinds of shapes in a file.
const (
	noShape = iota
	pointShape
	multiPointShape
	lineShape
	multiLineShape
	polygonShape
	multiPolygonShape
	collectionShape
)

// Write packs a layer.
func Write(w io.Writer, l *Layer) error {
	var e encoder
	e.uint(len(l.Shapes))
	e.uint(l.vertices)
	e.uint(len(l.Columns))
	for i := range l.Columns {
		e.column(&l.Columns[i])
	}
	for _, s := range l.Shapes {
		if err := e.shape(s); err != nil {
			return err
		}
	}
	for _, s := range l.Shapes {
		EachRun(s, e.points)
	}
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("pack layer: %w", err)
	}
	head := append([]byte(magic), version, 0, 0, 0, 0)
	b := packer.EncodeAll(e.b, head)
	binary.LittleEndian.PutUint32(b[len(magic)+1:], crc32.Checksum(b[headLen:], castagnoli))
	_, err = w.Write(b)
	return err
}

type encoder struct {
	b     []byte
	east  int64 // the last point
	north int64
}

func (e *encoder) uint(n int) { e.b = binary.AppendUvarint(e.b, uint64(n)) }

func (e *encoder) text(s string) {
	e.uint(len(s))
	e.b = append(e.b, s...)
}

func (e *encoder) column(c *Column) {
	e.text(c.Name)
	e.b = append(e.b, byte(c.Type))
	if c.Type == Number {
		for _, v := range c.numbers {
			e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(v))
		}
		return
	}
	e.uint(len(c.words))
	for _, w := range c.words {
		e.text(w)
	}
	for _, i := range c.index {
		e.uint(int(i))
	}
}

// shape writes what kind of shape comes, and how many points its parts have.
func (e *encoder) shape(s orb.Geometry) error {
	switch s := s.(type) {
	case nil:
		e.uint(noShape)
	case orb.Point:
		e.uint(pointShape)
	case orb.MultiPoint:
		e.uint(multiPointShape)
		e.uint(len(s))
	case orb.LineString:
		e.uint(lineShape)
		e.uint(len(s))
	case orb.MultiLineString:
		e.uint(multiLineShape)
		e.uint(len(s))
		for _, l := range s {
			e.uint(len(l))
		}
	case orb.Polygon:
		e.uint(polygonShape)
		e.polygon(s)
	case orb.MultiPolygon:
		e.uint(multiPolygonShape)
		e.uint(len(s))
		for _, p := range s {
			e.polygon(p)
		}
	case orb.Collection:
		e.uint(collectionShape)
		e.uint(len(s))
		for _, g := range s {
			if err := e.shape(g); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("pack layer: %s is no shape of a layer", s.GeoJSONType())
	}
	return nil
}

func (e *encoder) polygon(p orb.Polygon) {
	e.uint(len(p))
	for _, r := range p {
		e.uint(len(r))
	}
}

func (e *encoder) points(pts []orb.Point) {
	for _, p := range pts {
		x, y := steps(p[0]), steps(p[1])
		e.b = binary.AppendVarint(e.b, x-e.east)
		e.b = binary.AppendVarint(e.b, y-e.north)
		e.east, e.north = x, y
	}
}
