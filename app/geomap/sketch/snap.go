package sketch

import (
	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

// Snapper finds the corner or side of shapes that a hand probably means. The zero value has none.
type Snapper struct{ pieces []piece }

// piece is a short run of a line, on the plane, with the box around it; corners are the shape's own places in degrees.
type piece struct {
	bound   orb.Bound
	at      []orb.Point
	corners []orb.Point
}

// pieceLength is how many corners of a line are looked at together.
const pieceLength = 32

// Add takes a shape in degrees to snap to.
func (s *Snapper) Add(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		s.run([]orb.Point{g})
	case orb.MultiPoint:
		for _, p := range g {
			s.run([]orb.Point{p})
		}
	case orb.LineString:
		s.run(g)
	case orb.MultiLineString:
		for _, l := range g {
			s.run(l)
		}
	case orb.Polygon:
		for _, r := range g {
			s.run(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			s.Add(p)
		}
	case orb.Collection:
		for _, part := range g {
			s.Add(part)
		}
	}
}

func (s *Snapper) run(lonLat []orb.Point) {
	for from := 0; from < len(lonLat); from += pieceLength {
		corners := lonLat[from:min(from+pieceLength+1, len(lonLat))]
		at := planes(corners)
		s.pieces = append(s.pieces, piece{orb.MultiPoint(at).Bound(), at, corners})
	}
}

// Snap is the place in degrees that is meant by one on the plane: a corner within reach, else the nearest place on a side, else
// the place itself with ok false. A corner is taken over exactly, so that parcels that touch share it to the last digit.
func (s *Snapper) Snap(q orb.Point, reach float64) (lonLat orb.Point, ok bool) {
	corner, side := reach, reach
	var onCorner, onSide orb.Point
	haveCorner, haveSide := false, false
	for i := range s.pieces {
		p := &s.pieces[i]
		if !p.bound.Pad(reach).Contains(q) {
			continue
		}
		for j, at := range p.at {
			if d := away(at, q); d <= corner {
				onCorner, corner, haveCorner = p.corners[j], d, true
			}
			if j == 0 {
				continue
			}
			near := nearest(q, p.at[j-1], at)
			if d := away(near, q); d <= side {
				onSide, side, haveSide = near, d, true
			}
		}
	}
	switch {
	case haveCorner:
		return onCorner, true
	case haveSide:
		return crs.WebMercator.ToWGS84(onSide), true
	}
	return crs.WebMercator.ToWGS84(q), false
}
