package thematic

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"chainatlas/model"
)

// StreetArea is the area of a street or town, in degrees.
type StreetArea struct {
	Name  string
	Shape orb.Geometry // a Polygon or MultiPolygon; anything else holds no place
}

// StreetsAt lists the names of the streets that hold a place, each once, in their order. A border belongs to both sides.
func StreetsAt(streets []StreetArea, at orb.Point) (names []string) {
	for _, s := range streets {
		if s.Shape != nil && s.Shape.Bound().Contains(at) && holds(s.Shape, at) && !has(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func holds(g orb.Geometry, at orb.Point) bool {
	switch g := g.(type) {
	case orb.Polygon:
		return planar.PolygonContains(g, at)
	case orb.MultiPolygon:
		return planar.MultiPolygonContains(g, at)
	case orb.Collection:
		for _, part := range g {
			if holds(part, at) {
				return true
			}
		}
	}
	return false
}

// Within tells whether a shape, in degrees, holds a place.
func Within(shape orb.Geometry, at orb.Point) bool {
	return shape != nil && shape.Bound().Contains(at) && holds(shape, at)
}

// StreetFinding is what the streets say of one record.
type StreetFinding struct {
	Record model.Record
	Was    string   // what the record states now
	Found  []string // the streets that hold its place: one, none, or several at a border or where areas overlap
}

// Clear tells whether there is one answer.
func (f StreetFinding) Clear() bool { return len(f.Found) == 1 }

// FindStreets looks up the street of every record that has one, and a place that is known to a street at least: a point
// that stands for a district lies in some street by accident.
func FindStreets(streets []StreetArea, records []model.Record) (out []StreetFinding) {
	for _, r := range records {
		at, ok := placeWithin(r)
		f, err := model.FieldOf(r.Kind(), "street")
		if !ok || err != nil {
			continue
		}
		out = append(out, StreetFinding{Record: r, Was: f.Text(r), Found: StreetsAt(streets, at)})
	}
	return out
}

func placeWithin(r model.Record) (orb.Point, bool) {
	f, err := model.FieldOf(r.Kind(), "location")
	if err != nil {
		return orb.Point{}, false
	}
	l, ok := f.Value(r).(model.Location)
	if !ok || l.Precision == model.PlaceDistrict || l.Precision == model.PlaceUnknown {
		return orb.Point{}, false
	}
	return Anchor(l)
}

// Anchor is the place that stands for a location, in degrees: its point, else the middle of its outline.
func Anchor(l model.Location) (orb.Point, bool) {
	switch {
	case l.Point != nil:
		return *l.Point, true
	case l.Geometry != nil:
		c, _ := planar.CentroidArea(l.Geometry)
		return c, true
	}
	return orb.Point{}, false
}
