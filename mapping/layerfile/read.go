package layerfile

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"sync"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"github.com/paulmach/orb"
)

// mostUnpacked bounds the memory that a file can ask for, in bytes.
const mostUnpacked = 1 << 30

// mostNested bounds collections within collections.
const mostNested = 8

var unpacker = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(mostUnpacked))
})

// Read unpacks a layer. It returns ErrDamaged or ErrNewer.
func Read(b []byte) (*Layer, error) {
	if len(b) < headLen || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("read layer: no such file: %w", ErrDamaged)
	}
	if b[len(magic)] != version {
		return nil, fmt.Errorf("read layer: version %c: %w", b[len(magic)], ErrNewer)
	}
	if crc32.Checksum(b[headLen:], castagnoli) != binary.LittleEndian.Uint32(b[len(magic)+1:]) {
		return nil, fmt.Errorf("read layer: checksum: %w", ErrDamaged)
	}
	z, err := unpacker()
	if err != nil {
		return nil, fmt.Errorf("read layer: %w", err)
	}
	body, err := z.DecodeAll(b[headLen:], nil)
	if err != nil {
		return nil, fmt.Errorf("read layer: %w: %w", ErrDamaged, err)
	}
	d := decoder{b: body}
	l := d.layer()
	if d.bad || len(d.b) > 0 || len(d.pts) > 0 {
		return nil, fmt.Errorf("read layer: body: %w", ErrDamaged)
	}
	return l, nil
}

// decoder reads until something is wrong, and then gives nothing more.
type decoder struct {
	b   []byte
	bad bool
	pts []orb.Point // those that no shape has yet
}

func (d *decoder) layer() *Layer {
	features, points := d.count(1), d.count(2)
	l := &Layer{vertices: points}
	for range d.count(2) {
		l.Columns = append(l.Columns, d.column(features))
	}
	if d.bad || features > len(d.b) {
		d.bad = true
		return l
	}
	d.pts = make([]orb.Point, points)
	l.Shapes = make([]orb.Geometry, features)
	for i := range l.Shapes {
		l.Shapes[i] = d.shape(0)
	}
	d.places(l)
	return l
}

// places fills in the points, which all shapes share.
func (d *decoder) places(l *Layer) {
	if d.bad || len(d.pts) > 0 {
		return
	}
	var x, y int64
	next := func(p *orb.Point) {
		x, y = x+d.int(), y+d.int()
		p[0], p[1] = float64(x)/unit, float64(y)/unit
	}
	for i, s := range l.Shapes {
		if _, ok := s.(orb.Point); ok {
			var p orb.Point
			next(&p)
			l.Shapes[i] = p
			continue
		}
		d.fill(s, next)
	}
}

// fill goes through a shape in the order it was written; points within collections are values and have to be put back.
func (d *decoder) fill(s orb.Geometry, next func(*orb.Point)) {
	if c, ok := s.(orb.Collection); ok {
		for i, g := range c {
			if _, single := g.(orb.Point); single {
				var p orb.Point
				next(&p)
				c[i] = p
				continue
			}
			d.fill(g, next)
		}
		return
	}
	EachRun(s, func(pts []orb.Point) {
		for i := range pts {
			next(&pts[i])
		}
	})
}

// count reads how many things come, each of which takes that many bytes at least.
func (d *decoder) count(bytes int) int {
	n := d.uint()
	if n > uint64(len(d.b)/bytes) {
		d.bad = true
		return 0
	}
	return int(n)
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) text() string {
	n := d.count(1)
	s := string(d.b[:n])
	d.b = d.b[n:]
	d.bad = d.bad || !utf8.ValidString(s)
	return s
}

func (d *decoder) column(features int) Column {
	c := Column{Name: d.text()}
	if len(d.b) == 0 || d.b[0] > byte(Bool) {
		d.bad = true
		return c
	}
	c.Type, d.b = Type(d.b[0]), d.b[1:]
	if c.Type == Number {
		c.numbers = d.numbers(features)
		return c
	}
	for range d.count(1) {
		c.words = append(c.words, d.text())
	}
	most := uint64(len(c.words))
	if c.Type == Bool {
		most = 2
	}
	if features > len(d.b) {
		d.bad = true
		return c
	}
	c.index = make([]uint32, features)
	for i := range c.index {
		v := d.uint()
		d.bad = d.bad || v > most
		c.index[i] = uint32(v)
	}
	return c
}

func (d *decoder) numbers(features int) []float64 {
	if features > len(d.b)/8 {
		d.bad = true
		return nil
	}
	out := make([]float64, features)
	for i := range out {
		out[i] = math.Float64frombits(binary.LittleEndian.Uint64(d.b[8*i:]))
	}
	d.b = d.b[8*features:]
	return out
}

// shape makes a shape of points that are not filled in yet.
func (d *decoder) shape(depth int) orb.Geometry {
	switch d.uint() {
	case noShape:
		return nil
	case pointShape:
		d.bad = d.bad || len(d.pts) == 0
		d.take(1)
		return orb.Point{}
	case multiPointShape:
		return orb.MultiPoint(d.take(d.points()))
	case lineShape:
		return orb.LineString(d.take(d.points()))
	case multiLineShape:
		lines := make(orb.MultiLineString, d.count(1))
		for i := range lines {
			lines[i] = d.take(d.points())
		}
		return lines
	case polygonShape:
		return d.polygon()
	case multiPolygonShape:
		areas := make(orb.MultiPolygon, d.count(1))
		for i := range areas {
			areas[i] = d.polygon()
		}
		return areas
	case collectionShape:
		if depth < mostNested {
			return d.collection(depth)
		}
	}
	d.bad = true
	return nil
}

func (d *decoder) polygon() orb.Polygon {
	p := make(orb.Polygon, d.count(1))
	for i := range p {
		p[i] = d.take(d.points())
	}
	return p
}

func (d *decoder) collection(depth int) orb.Geometry {
	c := make(orb.Collection, d.count(1))
	for i := range c {
		c[i] = d.shape(depth + 1)
	}
	return c
}

// points reads how many points a part has, of those that no shape has yet.
func (d *decoder) points() int {
	n := d.uint()
	if n > uint64(len(d.pts)) {
		d.bad = true
		return 0
	}
	return int(n)
}

// take gives so many of the points to a shape.
func (d *decoder) take(n int) []orb.Point {
	n = min(n, len(d.pts))
	out := d.pts[:n:n]
	d.pts = d.pts[n:]
	return out
}
