package geofile

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// polygonsOfRings makes polygons of the rings of a shapefile, in which shells run clockwise and holes against it, each
// hole in no order. Where all run like holes, the writer knew no better: they are one polygon by the even-odd rule.
func polygonsOfRings(parts [][]orb.Point) orb.Geometry {
	var shells, holes, flat []orb.Ring
	for _, p := range parts {
		r := orb.Ring(p)
		if len(r) > 0 && r[0] != r[len(r)-1] {
			r = append(r, r[0])
		}
		switch {
		case onLine(r):
			flat = append(flat, r)
		case runsLeft(r):
			holes = append(holes, r)
		default:
			shells = append(shells, r)
		}
	}
	var out orb.MultiPolygon
	if len(shells) == 0 && len(holes) > 0 {
		out = orb.MultiPolygon{largestFirst(holes)}
	} else {
		for _, r := range slices.Concat(shells, holes) {
			slices.Reverse(r)
		}
		out = assign(shells, holes)
	}
	for _, r := range flat {
		out = append(out, orb.Polygon{r})
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

func largestFirst(rings []orb.Ring) orb.Polygon {
	slices.SortStableFunc(rings, func(r, s orb.Ring) int { return -cmp.Compare(math.Abs(area2(r)), math.Abs(area2(s))) })
	return rings
}
