package geofile

import (
	"context"
	"errors"
	"math"

	"github.com/paulmach/orb"
)

var (
	// ErrCoordinate is returned for a coordinate that is no number, or lies beyond every coordinate system.
	ErrCoordinate = errors.New("coordinate is no place")
	// ErrTangled is returned for a polygon whose boundary crosses itself in too many places to be put right.
	ErrTangled = errors.New("boundary crosses itself too often")
)

// farthest is beyond every plane: eastings of the last 3° zone end before 46,000,000 m.
const farthest = 1e8

// nearest is less than an atom, in metres as in degrees: what is smaller is zero, so that the exact arithmetic of the
// repair has an end.
const nearest = 1e-15

// CleanOptions say whose geometry is cleaned.
type CleanOptions struct {
	Number int // of the feature, from 1, for its FeatureError; 0 for none
}

// Clean returns a geometry that measures and draws right: a Point, LineString or Polygon, a Multi of at least two, or a
// flat Collection of different kinds; nil when nothing is left. Rings are closed and do not cross or touch themselves;
// shells run counter-clockwise and holes clockwise (RFC 7946), each hole inside its shell. A polygon that crosses itself
// becomes what the even-odd rule fills. The repairs say what was changed; g itself is left as it is. It returns
// ErrCoordinate and ErrTangled in a FeatureError, and the error of ctx when that ended before a long boundary was put right.
func Clean(ctx context.Context, g orb.Geometry, o CleanOptions) (orb.Geometry, []Repair, error) {
	c := cleaner{ctx: ctx, repairs: repairs{}}
	if err := c.add(g, 0); err != nil {
		if o.Number > 0 && ctx.Err() == nil {
			err = &FeatureError{Number: o.Number, Err: err}
		}
		return nil, nil, err
	}
	out := c.result()
	if out == nil && g != nil {
		c.repairs.add(Emptied, 1)
	}
	return out, c.repairs.list(), nil
}

// cleaner collects the clean parts of a geometry.
type cleaner struct {
	ctx      context.Context
	points   orb.MultiPoint
	lines    orb.MultiLineString
	polygons orb.MultiPolygon
	repairs  repairs
}

// deepest is how far collections may lie in each other.
const deepest = 64

func (c *cleaner) add(g orb.Geometry, depth int) error {
	switch g := g.(type) {
	case orb.Point:
		return c.point(g)
	case orb.MultiPoint:
		return each(g, c.point)
	case orb.LineString:
		return c.line(g)
	case orb.MultiLineString:
		return each(g, c.line)
	case orb.Ring:
		return c.polygon(orb.Polygon{g})
	case orb.Bound:
		return c.polygon(g.ToPolygon())
	case orb.Polygon:
		return c.polygon(g)
	case orb.MultiPolygon:
		return each(g, c.polygon)
	case orb.Collection:
		return c.collection(g, depth)
	}
	return nil // a feature without a geometry
}

func each[T any](parts []T, do func(T) error) error {
	for _, p := range parts {
		if err := do(p); err != nil {
			return err
		}
	}
	return nil
}

func (c *cleaner) collection(parts orb.Collection, depth int) error {
	if depth > deepest {
		return ErrTooLarge
	}
	for _, p := range parts {
		if _, nested := p.(orb.Collection); nested {
			c.repairs.add(Flattened, 1)
		}
		if err := c.add(p, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (c *cleaner) point(p orb.Point) error {
	p, err := place(p)
	if err == nil {
		c.points = append(c.points, p)
	}
	return err
}

func (c *cleaner) line(l orb.LineString) error {
	points, err := c.distinct(l)
	switch {
	case err != nil:
		return err
	case len(points) == 0:
		c.repairs.add(EmptyPart, 1)
	case len(points) == 1:
		c.repairs.add(NoLength, 1)
	default:
		c.lines = append(c.lines, points)
	}
	return nil
}

// distinct copies points and leaves out those that repeat the one before.
func (c *cleaner) distinct(points []orb.Point) ([]orb.Point, error) {
	out := make([]orb.Point, 0, len(points))
	for _, p := range points {
		p, err := place(p)
		if err != nil {
			return nil, err
		}
		if len(out) == 0 || p != out[len(out)-1] {
			out = append(out, p)
		}
	}
	c.repairs.add(Repeated, len(points)-len(out))
	return out, nil
}

func place(p orb.Point) (orb.Point, error) {
	for i, v := range p {
		if !(math.Abs(v) <= farthest) { // NaN too
			return p, ErrCoordinate
		}
		if math.Abs(v) < nearest {
			p[i] = 0
		}
	}
	return p, nil
}

// kinds are the points, the lines and the polygons; nil for none, and one of one is that one.
func (c *cleaner) kinds() (out [3]orb.Geometry) {
	pick := func(i, n int, single, multi orb.Geometry) {
		switch {
		case n == 1:
			out[i] = single
		case n > 1:
			out[i] = multi
		}
	}
	pick(0, len(c.points), first(c.points), c.points)
	pick(1, len(c.lines), first(c.lines), c.lines)
	pick(2, len(c.polygons), first(c.polygons), c.polygons)
	return out
}

func (c *cleaner) result() orb.Geometry {
	var parts orb.Collection
	for _, g := range c.kinds() {
		if g != nil {
			parts = append(parts, g)
		}
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return parts
}

// first is the first of parts, or nothing.
func first[T any](parts []T) (t T) {
	if len(parts) > 0 {
		t = parts[0]
	}
	return t
}
