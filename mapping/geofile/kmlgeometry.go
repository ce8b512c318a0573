package geofile

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// geometry reads a geometry, whose heights are dropped; of what is none it returns nil.
func (p *kmlParser) geometry(e xml.StartElement) (orb.Geometry, error) {
	switch e.Name.Local {
	case "Point":
		points, err := p.coordinates()
		return together(spread(points)), err
	case "LineString", "LinearRing":
		return some[orb.LineString](p.coordinates())
	case "Polygon":
		return p.polygon()
	case "MultiGeometry", "MultiTrack":
		return p.multi()
	case "Track":
		return some[orb.LineString](p.track())
	case "Model":
		return p.model()
	}
	return nil, p.skip()
}

// coordinates reads the positions of the present element.
func (p *kmlParser) coordinates() (points []orb.Point, err error) {
	err = p.children(func(e xml.StartElement) error {
		if e.Name.Local != "coordinates" {
			return p.skip()
		}
		text, err := p.text(kmlToken)
		if err != nil {
			return err
		}
		more, err := parseCoordinates(text)
		points = append(points, more...)
		return err
	})
	return points, err
}

func (p *kmlParser) polygon() (orb.Geometry, error) {
	var shells, holes []orb.Ring
	err := p.children(func(e xml.StartElement) error {
		into := &holes
		switch e.Name.Local {
		case "outerBoundaryIs":
			into = &shells
		case "innerBoundaryIs":
		default:
			return p.skip()
		}
		return p.children(func(xml.StartElement) error {
			ring, err := p.coordinates()
			if len(ring) > 0 {
				*into = append(*into, ring)
			}
			return err
		})
	})
	if err != nil || len(shells)+len(holes) == 0 {
		return nil, err
	}
	if len(shells) == 0 {
		return nil, fmt.Errorf("polygon with holes and no boundary: %w", ErrDamaged)
	}
	out := orb.Collection{append(orb.Polygon{shells[0]}, holes...)}
	for _, s := range shells[1:] {
		out = append(out, orb.Polygon{s})
	}
	return together(out), nil
}

func (p *kmlParser) multi() (orb.Geometry, error) {
	var members orb.Collection
	err := p.children(func(e xml.StartElement) error {
		g, err := p.geometry(e)
		members = append(members, parts(g)...)
		return err
	})
	return together(members), err
}

// track reads where something was, one element for each time.
func (p *kmlParser) track() (points []orb.Point, err error) {
	err = p.children(func(e xml.StartElement) error {
		if e.Name.Local != "coord" {
			return p.skip()
		}
		text, err := p.words()
		if err != nil {
			return err
		}
		more, err := parseCoordinates(strings.Join(strings.Fields(text), ","))
		points = append(points, more...)
		return err
	})
	return points, err
}

// model reads where a solid stands.
func (p *kmlParser) model() (g orb.Geometry, err error) {
	err = p.children(func(e xml.StartElement) error {
		if e.Name.Local != "Location" {
			return p.skip()
		}
		var at struct{ lon, lat string }
		err := p.children(func(c xml.StartElement) (err error) {
			switch c.Name.Local {
			case "longitude":
				at.lon, err = p.words()
			case "latitude":
				at.lat, err = p.words()
			default:
				err = p.skip()
			}
			return err
		})
		if err != nil {
			return err
		}
		points, err := parseCoordinates(at.lon + "," + at.lat)
		g = together(spread(points))
		return err
	})
	return g, err
}

// blanks are what may stand between positions.
const blanks = " \t\r\n\u00a0\u3000"

// parseCoordinates reads "lon,lat,height lon,lat,height …". Blanks beside a comma are common and part of nothing. It
// refuses positions of one number and of more than three, which may be read in two ways.
func parseCoordinates(text string) ([]orb.Point, error) {
	out := make([]orb.Point, 0, 1+strings.Count(text, ",")/2)
	for rest := strings.TrimLeft(text, blanks); rest != ""; {
		var numbers [3]float64
		n := 0
		for more := true; more; n++ {
			if n == len(numbers) {
				return nil, fmt.Errorf("position of more than three numbers, after %q: %w", around(text, rest), ErrDamaged)
			}
			var err error
			if numbers[n], rest, err = nextNumber(rest); err != nil {
				return nil, err
			}
			rest, more = strings.CutPrefix(strings.TrimLeft(rest, blanks), ",")
			if rest = strings.TrimLeft(rest, blanks); rest == "" {
				more = false // a comma after the last
			}
		}
		p := orb.Point{numbers[0], numbers[1]}
		if !finite(p) {
			return nil, fmt.Errorf("position %v: %w", p, ErrCoordinate)
		}
		if n < 2 {
			return nil, fmt.Errorf("position of one number, before %q: %w", around(text, rest), ErrDamaged)
		}
		out = append(out, p)
	}
	return out, nil
}

// nextNumber cuts a number off the front.
func nextNumber(text string) (float64, string, error) {
	end := strings.IndexAny(text, ","+blanks)
	if end < 0 {
		end = len(text)
	}
	v, err := strconv.ParseFloat(text[:end], 64)
	if err != nil {
		return 0, "", fmt.Errorf("coordinate %q: %w", text[:min(end, 24)], ErrCoordinate)
	}
	return v, text[end:], nil
}

// around is a piece of text around a place, for a message.
func around(text, rest string) string {
	at := len(text) - len(rest)
	return strings.ToValidUTF8(text[max(0, at-12):min(len(text), at+12)], "")
}
