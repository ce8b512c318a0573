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

// gathered makes one geometry of simple members: a multi-geometry of members that are all of the kind, a collection where
// the kind is nil. Of no members it makes nil; members of another kind it refuses.
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
	if g, ok := gathered(members, members[0]); ok {
		return g
	}
	return members
}

// parts are the simple geometries that one is made of.
func parts(g orb.Geometry) orb.Collection {
	switch g := g.(type) {
	case nil:
		return nil
	case orb.MultiPoint:
		return spread(g)
	case orb.MultiLineString:
		return spread(g)
	case orb.MultiPolygon:
		return spread(g)
	case orb.Collection:
		var out orb.Collection
		for _, m := range g {
			out = append(out, parts(m)...)
		}
		return out
	case orb.Ring:
		return orb.Collection{orb.Polygon{g}}
	case orb.Bound:
		return orb.Collection{g.ToPolygon()}
	}
	return orb.Collection{g}
}

func spread[G orb.Geometry](members []G) orb.Collection {
	out := make(orb.Collection, len(members))
	for i, m := range members {
		out[i] = m
	}
	return out
}
