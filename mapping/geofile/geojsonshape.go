package geofile

import (
	"fmt"

	"github.com/paulmach/orb"
)

// deepestCoordinates is how deep the positions of a MultiPolygon lie.
const deepestCoordinates = 4

// coordinates reads a position, or lists of them: orb.Point, []orb.Point, [][]orb.Point or [][][]orb.Point; nil for an
// empty list. Empty lists among others are left out, and so are heights.
func (d *geoJSONReader) coordinates(depth int) (any, error) {
	if depth == deepestCoordinates {
		return nil, fmt.Errorf("coordinates nested too deep: %w", ErrDamaged)
	}
	if err := d.s.expect('['); err != nil {
		return nil, err
	}
	b, err := d.s.peek()
	switch {
	case err != nil:
		return nil, damaged(err, "file ends early")
	case b == ']':
		d.s.take()
		return nil, nil
	case b != '[':
		return d.position()
	}
	var all any
	for more := true; more; {
		v, err := d.coordinates(depth + 1)
		if err != nil {
			return nil, err
		}
		if p, ok := v.(orb.Point); ok && all == nil {
			return d.row(p, depth)
		}
		if all, err = gather(all, v); err != nil {
			return nil, err
		}
		if more, err = d.more(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// row reads the positions after the first of a line, which is where the time goes.
func (d *geoJSONReader) row(first orb.Point, depth int) (any, error) {
	out := []orb.Point{first}
	for {
		more, err := d.more()
		if err != nil || !more {
			return out, err
		}
		v, err := d.coordinates(depth + 1)
		if err != nil {
			return nil, err
		}
		p, ok := v.(orb.Point)
		if !ok && v != nil {
			return nil, fmt.Errorf("coordinates nested unevenly: %w", ErrDamaged)
		}
		if ok {
			out = append(out, p)
		}
	}
}

// more reads the comma before another member of a list, or its end.
func (d *geoJSONReader) more() (bool, error) {
	b, err := d.s.peek()
	switch {
	case err != nil:
		return false, damaged(err, "file ends early")
	case b == ']':
		d.s.take()
		return false, nil
	}
	return true, d.s.expect(',')
}

// gather adds a list to a list of its kind.
func gather(all, v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return all, nil
	case orb.Point:
		return nil, fmt.Errorf("coordinates nested unevenly: %w", ErrDamaged)
	case []orb.Point:
		return gatherIn(all, v)
	case [][]orb.Point:
		return gatherIn(all, v)
	}
	return nil, fmt.Errorf("coordinates nested too deep: %w", ErrDamaged)
}

func gatherIn[T any](all any, v T) (any, error) {
	if all == nil {
		return []T{v}, nil
	}
	list, ok := all.([]T)
	if !ok {
		return nil, fmt.Errorf("coordinates nested unevenly: %w", ErrDamaged)
	}
	return append(list, v), nil
}

// position reads the numbers of a position after its bracket.
func (d *geoJSONReader) position() (any, error) {
	var p orb.Point
	n := 0
	for {
		v, err := d.s.coordinate()
		if err != nil {
			return nil, err
		}
		if n < len(p) {
			p[n] = v
		}
		n++
		more, err := d.more()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		if _, err := d.s.peek(); err != nil { // past the blanks
			return nil, damaged(err, "file ends early")
		}
	}
	if n < 2 {
		return nil, fmt.Errorf("position of one number: %w", ErrDamaged)
	}
	if d.positions++; d.positions > maxPositions {
		return nil, fmt.Errorf("positions: %w", ErrTooLarge)
	}
	return p, nil
}

// shape makes the geometry that the object states; nil for an empty one.
func (n *jsonNode) shape() (orb.Geometry, error) {
	switch n.kind {
	case "GeometryCollection":
		return n.members, nil
	case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon":
		if n.coordinates == nil {
			return nil, nil
		}
	case "Topology":
		return nil, fmt.Errorf("TopoJSON: %w", ErrFormat)
	default:
		return nil, fmt.Errorf("%.40q: %w", n.kind, ErrShape)
	}
	if g := shapeOf(n.kind, n.coordinates); g != nil {
		return g, nil
	}
	return nil, fmt.Errorf("coordinates are no %s: %w", n.kind, ErrDamaged)
}

// shapeOf makes a geometry of coordinates that are nested as its kind asks; nil for others.
func shapeOf(kind string, coordinates any) orb.Geometry {
	switch c := coordinates.(type) {
	case orb.Point:
		if kind == "Point" {
			return c
		}
	case []orb.Point:
		switch kind {
		case "MultiPoint":
			return orb.MultiPoint(c)
		case "LineString":
			return orb.LineString(c)
		}
	case [][]orb.Point:
		switch kind {
		case "MultiLineString":
			return linesOf(c)
		case "Polygon":
			return polygonOf(c)
		}
	case [][][]orb.Point:
		if kind == "MultiPolygon" {
			out := make(orb.MultiPolygon, len(c))
			for i, p := range c {
				out[i] = polygonOf(p)
			}
			return out
		}
	}
	return nil
}

func polygonOf(rings [][]orb.Point) orb.Polygon {
	out := make(orb.Polygon, len(rings))
	for i, r := range rings {
		out[i] = r
	}
	return out
}
