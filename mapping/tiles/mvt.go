package tiles

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// maxPoints is how many points a vector tile may have: a hundred times what a dense one has.
const maxPoints = 2_000_000

// shapeKind is what the points of a feature make.
type shapeKind uint64

const (
	pointKind shapeKind = 1 + iota
	lineKind
	areaKind
)

// mvtLayer is a layer of a vector tile.
type mvtLayer struct {
	name     string
	keys     []string
	values   []string // as text: numbers and truths, too
	features []mvtFeature
}

// mvtFeature is a feature; its places are shares of the tile, to the east and south.
type mvtFeature struct {
	kind shapeKind
	tags []uint32 // pairs: a key, a value
	geom orb.Geometry
}

// get is what a feature says under a key; "" for nothing.
func (l *mvtLayer) get(f *mvtFeature, key string) string {
	for i := 0; i+1 < len(f.tags); i += 2 {
		if k, v := f.tags[i], f.tags[i+1]; int(k) < len(l.keys) && int(v) < len(l.values) && l.keys[k] == key {
			return l.values[v]
		}
	}
	return ""
}

// first is what a feature says under the first of the keys that it has.
func (l *mvtLayer) first(f *mvtFeature, keys ...string) string {
	for _, k := range keys {
		if v := l.get(f, k); v != "" {
			return v
		}
	}
	return ""
}

// decodeMVT reads the layers that are wanted from a vector tile. It returns ErrBroken for what is none.
func decodeMVT(data []byte, want func(layer string) bool) ([]mvtLayer, error) {
	var out []mvtLayer
	points := 0
	r := wire{raw: data}
	for r.more() {
		field, kind := r.key()
		if field != 3 || kind != wireBytes {
			r.skip(kind)
			continue
		}
		layer, err := decodeLayer(r.bytes(), want, &points)
		if err != nil {
			return nil, err
		}
		if layer != nil {
			out = append(out, *layer)
		}
	}
	if r.bad {
		return nil, fmt.Errorf("vector tile: %w", ErrBroken)
	}
	return out, nil
}

func decodeLayer(raw []byte, want func(string) bool, points *int) (*mvtLayer, error) {
	l, extent := &mvtLayer{}, uint64(4096)
	var features [][]byte
	r := wire{raw: raw}
	for r.more() {
		switch field, kind := r.key(); {
		case field == 1 && kind == wireBytes:
			l.name = string(r.bytes())
		case field == 2 && kind == wireBytes:
			features = append(features, r.bytes())
		case field == 3 && kind == wireBytes:
			l.keys = append(l.keys, string(r.bytes()))
		case field == 4 && kind == wireBytes:
			l.values = append(l.values, valueOf(r.bytes()))
		case field == 5 && kind == wireVarint:
			extent = r.varint()
		default:
			r.skip(kind)
		}
	}
	if r.bad || extent == 0 || extent > 1<<16 {
		return nil, fmt.Errorf("layer %q: %w", plain(l.name), ErrBroken)
	}
	if !want(l.name) {
		return nil, nil
	}
	for _, raw := range features {
		f, err := decodeFeature(raw, float64(extent), points)
		if err != nil {
			return nil, fmt.Errorf("layer %q: %w", plain(l.name), err)
		}
		if f.geom != nil {
			l.features = append(l.features, f)
		}
	}
	return l, nil
}

func decodeFeature(raw []byte, extent float64, points *int) (mvtFeature, error) {
	var f mvtFeature
	var commands []uint32
	r := wire{raw: raw}
	for r.more() {
		switch field, kind := r.key(); {
		case field == 2:
			f.tags = r.packed(kind, f.tags)
		case field == 3 && kind == wireVarint:
			f.kind = shapeKind(r.varint())
		case field == 4:
			commands = r.packed(kind, commands)
		default:
			r.skip(kind)
		}
	}
	if *points += len(commands) / 2; *points > maxPoints {
		return f, ErrTooLarge
	}
	parts, ok := partsOf(commands, extent)
	if r.bad || !ok {
		return f, fmt.Errorf("a shape that cannot be read: %w", ErrBroken)
	}
	f.geom = geometryOf(f.kind, parts)
	return f, nil
}

// The commands of a shape.
const (
	moveTo = 1
	lineTo = 2
	closed = 7
)

// partsOf follows the pen. Every step of it is from the place before.
func partsOf(commands []uint32, extent float64) ([][]orb.Point, bool) {
	var parts [][]orb.Point
	var x, y int32
	for i := 0; i < len(commands); {
		command, count := commands[i]&7, int(commands[i]>>3)
		i++
		switch command {
		case moveTo, lineTo:
			if count > (len(commands)-i)/2 || command == lineTo && len(parts) == 0 {
				return nil, false
			}
			for range count {
				x, y = x+zigzag(commands[i]), y+zigzag(commands[i+1])
				i += 2
				if command == moveTo {
					parts = append(parts, nil)
				}
				last := len(parts) - 1
				parts[last] = append(parts[last], orb.Point{float64(x) / extent, float64(y) / extent})
			}
		case closed:
		default:
			return nil, false
		}
	}
	return parts, true
}

func zigzag(v uint32) int32 { return int32(v>>1) ^ -int32(v&1) }

// geometryOf makes one geometry; nil when nothing is left. All rings of an area are one polygon: it is filled even-odd.
func geometryOf(kind shapeKind, parts [][]orb.Point) orb.Geometry {
	switch kind {
	case pointKind:
		if len(parts) > 0 {
			return parts[0][0]
		}
	case lineKind:
		var out orb.MultiLineString
		for _, p := range parts {
			if len(p) > 1 {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			return out
		}
	case areaKind:
		var out orb.Polygon
		for _, p := range parts {
			if len(p) > 2 {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// valueOf is a value as text.
func valueOf(raw []byte) string {
	out := ""
	r := wire{raw: raw}
	for r.more() {
		switch field, kind := r.key(); {
		case field == 1 && kind == wireBytes:
			out = string(r.bytes())
		case field == 2 && kind == wireFixed32:
			out = strconv.FormatFloat(float64(math.Float32frombits(r.fixed32())), 'g', -1, 32)
		case field == 3 && kind == wireFixed64:
			out = strconv.FormatFloat(math.Float64frombits(r.fixed64()), 'g', -1, 64)
		case field == 4 && kind == wireVarint, field == 5 && kind == wireVarint:
			out = strconv.FormatInt(int64(r.varint()), 10)
		case field == 6 && kind == wireVarint:
			v := r.varint()
			out = strconv.FormatInt(int64(v>>1)^-int64(v&1), 10)
		case field == 7 && kind == wireVarint:
			out = strconv.FormatBool(r.varint() != 0)
		default:
			r.skip(kind)
		}
	}
	return out
}
