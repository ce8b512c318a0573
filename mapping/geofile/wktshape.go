package geofile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

var wktKinds = map[string]string{"POINT": "Point", "MULTIPOINT": "MultiPoint", "LINESTRING": "LineString", "LINEARRING": "LineString",
	"MULTILINESTRING": "MultiLineString", "POLYGON": "Polygon", "MULTIPOLYGON": "MultiPolygon", "GEOMETRYCOLLECTION": "GeometryCollection"}

// parseGeometryWKT reads POLYGON ((…)), with or without SRID=4490; before it; heights and measures are left out. nil is
// an empty one.
func parseGeometryWKT(text string) (orb.Geometry, error) {
	if len(text) > maxText {
		return nil, fmt.Errorf("WKT: %w", ErrTooLarge)
	}
	if head, rest, ok := strings.Cut(text, ";"); ok && strings.HasPrefix(strings.ToUpper(head), "SRID=") {
		text = rest
	}
	p := wktShape{text}
	g, err := p.geometry(0)
	if err == nil && p.peek() != 0 {
		err = ErrDamaged
	}
	if err != nil {
		return nil, fmt.Errorf("WKT: %w", err)
	}
	return g, nil
}

// wktShape is what is left of a text.
type wktShape struct{ text string }

// peek is the next sign that is no blank, 0 at the end.
func (p *wktShape) peek() byte {
	p.text = strings.TrimLeft(p.text, " \t\r\n")
	if p.text == "" {
		return 0
	}
	return p.text[0]
}

func (p *wktShape) word() string {
	p.peek()
	end := strings.IndexFunc(p.text, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') })
	if end < 0 {
		end = len(p.text)
	}
	w := p.text[:end]
	p.text = p.text[end:]
	return strings.ToUpper(w)
}

func (p *wktShape) geometry(depth int) (orb.Geometry, error) {
	word := p.word()
	kind, ok := wktKinds[word]
	if !ok {
		kind, ok = wktKinds[strings.TrimRight(word, "ZM")]
	}
	switch {
	case word == "":
		return nil, ErrDamaged
	case !ok:
		return nil, fmt.Errorf("%.20s: %w", word, ErrShape)
	case depth > deepest:
		return nil, ErrTooLarge
	}
	for w := p.word(); w != ""; w = p.word() {
		switch w {
		case "EMPTY":
			return nil, nil
		case "Z", "M", "ZM":
		default:
			return nil, ErrDamaged
		}
	}
	if kind == "GeometryCollection" {
		return p.members(depth)
	}
	c, err := p.list(0)
	if err != nil {
		return nil, err
	}
	if g := wktShapeOf(kind, c); g != nil {
		return g, nil
	}
	return nil, ErrDamaged
}

// wktShapeOf makes a geometry of lists, in which a single position is a list too.
func wktShapeOf(kind string, c any) orb.Geometry {
	switch points := c.(type) {
	case []orb.Point:
		if kind == "Point" && len(points) == 1 {
			return points[0]
		}
	case [][]orb.Point:
		if kind == "MultiPoint" { // each position in brackets of its own
			var out orb.MultiPoint
			for _, p := range points {
				out = append(out, p...)
			}
			return out
		}
	}
	return shapeOf(kind, c)
}

func (p *wktShape) members(depth int) (orb.Geometry, error) {
	var out orb.Collection
	err := p.inBrackets(func() error {
		g, err := p.geometry(depth + 1)
		out = append(out, g)
		return err
	})
	return out, err
}

// list reads positions, or lists of them.
func (p *wktShape) list(depth int) (all any, err error) {
	if depth >= deepestCoordinates-1 {
		return nil, fmt.Errorf("nested too deep: %w", ErrDamaged)
	}
	var points []orb.Point
	err = p.inBrackets(func() error {
		switch {
		case p.peek() == '(' && points == nil:
			v, err := p.list(depth + 1)
			if err == nil {
				all, err = gather(all, v)
			}
			return err
		case all != nil:
			return ErrDamaged
		}
		q, err := p.position()
		points = append(points, q)
		return err
	})
	if points != nil {
		return points, err
	}
	return all, err
}

func (p *wktShape) inBrackets(item func() error) error {
	if p.peek() != '(' {
		return ErrDamaged
	}
	p.text = p.text[1:]
	for {
		if err := item(); err != nil {
			return err
		}
		sign := p.peek()
		if sign != ',' && sign != ')' {
			return ErrDamaged
		}
		if p.text = p.text[1:]; sign == ')' {
			return nil
		}
	}
}

// position reads numbers, of which the first two count.
func (p *wktShape) position() (out orb.Point, err error) {
	end := strings.IndexAny(p.text, ",()")
	if end < 0 {
		return out, fmt.Errorf("ends early: %w", ErrDamaged)
	}
	words := strings.Fields(p.text[:end])
	p.text = p.text[end:]
	if len(words) < 2 || len(words) > 4 {
		return out, fmt.Errorf("position of %d numbers: %w", len(words), ErrDamaged)
	}
	for i := range out {
		if out[i], err = strconv.ParseFloat(words[i], 64); err != nil {
			return out, fmt.Errorf("%.20q: %w", words[i], ErrCoordinate)
		}
	}
	return out, nil
}
