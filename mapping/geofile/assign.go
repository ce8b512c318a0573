package geofile

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// assign puts every hole into the smallest shell around it; a hole in no shell becomes a shell. Rings may touch in
// corners but must not cross.
func assign(shells, holes []orb.Ring) []orb.Polygon {
	out := make([]orb.Polygon, len(shells))
	for i, s := range shells {
		out[i] = orb.Polygon{s}
	}
	if len(holes) == 0 {
		return out
	}
	around := newEnclosures(shells)
	for _, h := range holes {
		if i := around.of(h); i >= 0 {
			out[i] = append(out[i], h)
			continue
		}
		slices.Reverse(h)
		out = append(out, orb.Polygon{h})
	}
	return out
}

// enclosures finds the smallest ring around another.
type enclosures struct {
	rings  []orb.Ring
	order  []int // the smallest first
	bounds []orb.Bound
	index  []*stripes // made when first asked
}

func newEnclosures(rings []orb.Ring) *enclosures {
	e := &enclosures{rings: rings, index: make([]*stripes, len(rings))}
	for i, r := range rings {
		e.order, e.bounds = append(e.order, i), append(e.bounds, r.Bound())
	}
	slices.SortStableFunc(e.order, func(i, j int) int {
		return cmp.Compare(math.Abs(area2(rings[i])), math.Abs(area2(rings[j])))
	})
	return e
}

// of is the smallest ring around r, -1 for none.
func (e *enclosures) of(r orb.Ring) int {
	b := r.Bound()
	for _, i := range e.order {
		if !e.bounds[i].Contains(b.Min) || !e.bounds[i].Contains(b.Max) {
			continue
		}
		if e.index[i] == nil {
			e.index[i] = newStripes(edgesOf(orb.Polygon{e.rings[i]}))
		}
		if e.index[i].surrounds(r) {
			return i
		}
	}
	return -1
}
