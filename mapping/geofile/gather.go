package geofile

import "github.com/paulmach/orb"

// some makes a geometry of positions, nil of none.
func some[G interface {
	~[]orb.Point
	orb.Geometry
}](positions []orb.Point, err error) (orb.Geometry, error) {
	if err != nil || len(positions) == 0 {
		return nil, err
	}
	return G(positions), nil
}

// gathered makes one geometry of its members: a multi-geometry of members that are all of the kind, a collection where
// the kind is nil. Of no members it makes nil, of members of another kind nothing.
func gathered(members orb.Collection, kind orb.Geometry) (orb.Geometry, bool) {
	if len(members) == 0 {
		return nil, true
	}
	switch kind.(type) {
	case nil:
		return members, true
	case orb.Point:
		return allOf[orb.MultiPoint, orb.Point](members)
	case orb.LineString:
		return allOf[orb.MultiLineString, orb.LineString](members)
	default:
		return allOf[orb.MultiPolygon, orb.Polygon](members)
	}
}

func allOf[M interface {
	~[]G
	orb.Geometry
}, G orb.Geometry](members orb.Collection) (orb.Geometry, bool) {
	out := make(M, 0, len(members))
	for _, m := range members {
		g, ok := m.(G)
		if !ok {
			return nil, false
		}
		out = append(out, g)
	}
	return out, true
}

// together makes a multi-geometry of members of one kind, and a collection of others; a single one stays what it is.
func together(members orb.Collection) orb.Geometry {
	switch len(members) {
	case 0:
		return nil
	case 1:
		return members[0]
	}
	if g, ok := gathered(members, members[0]); ok && !isMulti(members[0]) {
		return g
	}
	return members
}

func isMulti(g orb.Geometry) bool {
	switch g.(type) {
	case orb.Point, orb.LineString, orb.Polygon:
		return false
	}
	return true
}
