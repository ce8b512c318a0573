package geofile

import (
	"math"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

// geometry is what a row's coordinates say; nil when they are empty or no coordinates. A WKT that is broken is an error:
// a shape with a hole in its text is no shape.
func (s *coordinateSheet) geometry(row int) (orb.Geometry, error) {
	c := s.place
	if text := s.text(row, c.wkt); text != "" {
		return parseGeometryWKT(text)
	}
	if p, ok := degreesOf(s.text(row, c.lon), s.text(row, c.lat)); ok {
		return p, nil
	}
	if p, ok := pairOf(s.text(row, c.x), s.text(row, c.y)); ok {
		return p, nil
	}
	if p, _, err := crs.ParsePoint(s.text(row, c.pair)); err == nil {
		return p, nil
	}
	return nil, nil
}

// degreesOf reads a longitude and a latitude, and metres that were put under their names.
func degreesOf(lonText, latText string) (orb.Point, bool) {
	lon, ok := crs.ParseAngle(lonText)
	lat, ok2 := crs.ParseAngle(latText)
	if !ok || !ok2 {
		return orb.Point{}, false
	}
	if math.Abs(lon) <= 180 && math.Abs(lat) <= 90 && (lon != 0 || lat != 0) {
		return orb.Point{lon, lat}, true
	}
	return pairOf(lonText, latText)
}

// pairOf reads two coordinates either way round: surveyors call the northing X.
func pairOf(x, y string) (orb.Point, bool) {
	if x == "" || y == "" {
		return orb.Point{}, false
	}
	if p, _, err := crs.ParsePoint(x + "," + y); err == nil && (p[0] != 0 || p[1] != 0) {
		return p, true
	}
	return orb.Point{}, false
}
