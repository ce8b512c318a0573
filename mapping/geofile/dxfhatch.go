package geofile

import (
	"fmt"

	"github.com/paulmach/orb"
)

// What the flags of a hatch's boundary path say.
const (
	hatchPolyline = 2 // corners with bulges, else edges of several kinds
	hatchTextBox  = 8 // left free around words
)

// hatch makes an area of the boundaries of a filling that are polylines, the largest first: holes in it, and islands in
// these, follow by the even-odd rule. A filling with a boundary of another kind is not known.
func (e *entity) hatch() (orb.Geometry, bool) {
	r := hatchReader{e: e}
	paths := r.count(91)
	var rings []orb.Ring
	for ; paths > 0 && e.err == nil; paths-- {
		flags := r.count(92)
		if flags&hatchPolyline == 0 {
			return nil, false
		}
		corners := r.corners()
		ring, err := polyline(corners, true)
		if err != nil {
			e.err = err
		}
		if area, ok := ring.(orb.Polygon); ok && flags&hatchTextBox == 0 {
			rings = append(rings, area[0])
		}
	}
	if e.err != nil {
		return nil, true
	}
	if len(rings) == 0 {
		return nil, false
	}
	return e.flat(largestFirst(rings)), true
}

// hatchReader goes through the pairs of a filling, whose codes mean something by their order alone.
type hatchReader struct {
	e  *entity
	at int
}

// next moves on to the next pair with a code, and tells whether there is one.
func (r *hatchReader) next(code int) (pair, bool) {
	for ; r.at < len(r.e.pairs); r.at++ {
		if p := r.e.pairs[r.at]; p.code == code {
			r.at++
			return p, true
		}
	}
	return pair{}, false
}

// count is the whole number behind a code, 0 where the code does not come.
func (r *hatchReader) count(code int) int {
	p, ok := r.next(code)
	if !ok {
		return 0
	}
	return int(r.e.parse(p.value))
}

// corners are those of a path whose number is said before them.
func (r *hatchReader) corners() []vertex {
	n := r.count(93)
	var out []vertex
	for len(out) < n {
		x, ok := r.next(10)
		y, both := r.next(20)
		if !ok || !both {
			r.e.err = fmt.Errorf("%s of %d positions where %d are announced: %w", r.e.kind, len(out), n, ErrDamaged)
			return nil
		}
		v := vertex{Point: orb.Point{r.e.parse(x.value), r.e.parse(y.value)}}
		if r.at < len(r.e.pairs) && r.e.pairs[r.at].code == 42 {
			v.bulge = r.e.parse(r.e.pairs[r.at].value)
		}
		out = append(out, v)
	}
	return out
}
