// Package crs converts coordinates between the systems that Chinese data comes in.
//
// Degrees are (longitude, latitude), metres (easting, northing): Chinese survey papers write the northing first and
// call it X, and Parse turns those round. WGS-84 and CGCS2000 differ by centimetres and are taken as one.
package crs

import (
	"errors"

	"github.com/paulmach/orb"
)

// CRS is a coordinate system.
type CRS struct {
	Code   string // "EPSG:4548"; GCJ-02 and BD-09 have none and are their own
	Name   string // as the register calls it
	Metres bool   // a plane in metres rather than degrees

	ToWGS84   orb.Projection
	FromWGS84 orb.Projection
}

var (
	// ErrUnknown is returned when a name is no coordinate system we know.
	ErrUnknown = errors.New("unknown coordinate system")
	// ErrRefused is returned for Beijing 1954 and Xi'an 1980: a right conversion takes seven parameters that only the
	// surveying authority hands out, and a wrong one is off by a hundred metres.
	ErrRefused = errors.New("coordinate system needs parameters of the surveying authority")
	// ErrNotPoint is returned when a text holds no pair of coordinates.
	ErrNotPoint = errors.New("no pair of coordinates")
)

// The systems in degrees, and the plane of web maps.
var (
	WGS84       = CRS{Code: "EPSG:4326", Name: "WGS 84", ToWGS84: same, FromWGS84: same}
	CGCS2000    = CRS{Code: "EPSG:4490", Name: "CGCS2000", ToWGS84: same, FromWGS84: same}
	GCJ02       = CRS{Code: "GCJ-02", Name: "GCJ-02", ToWGS84: gcjToWGS, FromWGS84: wgsToGCJ}
	BD09        = CRS{Code: "BD-09", Name: "BD-09", ToWGS84: bdToWGS, FromWGS84: wgsToBD}
	WebMercator = CRS{Code: "EPSG:3857", Name: "WGS 84 / Pseudo-Mercator", Metres: true, ToWGS84: mercToWGS, FromWGS84: wgsToMerc}
)

func same(p orb.Point) orb.Point { return p }

// Convert turns a place in one system into another.
func Convert(from, to CRS, p orb.Point) orb.Point {
	if from.Code == to.Code {
		return p
	}
	return to.FromWGS84(from.ToWGS84(p))
}
