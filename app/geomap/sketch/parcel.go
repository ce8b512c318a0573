package sketch

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

// Parcel is the outline of a site while it is drawn or changed. Its rings are kept open: the last corner is not the first again.
type Parcel struct {
	areas   [][]orb.Ring // polygons, each of a border and its holes
	Drawing bool         // the last ring of the last area still grows
	Next    *orb.Point   // where the pointer is meanwhile
	Picked  Corner       // the corner that was chosen
	Any     bool         // one is
	changed bool
}

// Corner says which corner of a parcel is meant.
type Corner struct{ Area, Ring, At int }

// NewParcel takes an outline to be changed; without one, drawing begins.
func NewParcel(g orb.Geometry) *Parcel {
	p := &Parcel{}
	var all orb.MultiPolygon
	switch g := g.(type) {
	case orb.Polygon:
		all = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		all = g
	}
	for _, polygon := range all {
		var rings []orb.Ring
		for _, r := range polygon {
			rings = append(rings, opened(r))
		}
		p.areas = append(p.areas, rings)
	}
	if len(p.areas) == 0 {
		p.Begin()
	}
	return p
}

func opened(r orb.Ring) orb.Ring {
	r = slices.Clone(r)
	if n := len(r); n > 1 && r[0] == r[n-1] {
		r = r[:n-1]
	}
	return r
}

// Begin starts another area beside those there are.
func (p *Parcel) Begin() {
	p.areas, p.Drawing, p.Any = append(p.areas, []orb.Ring{{}}), true, false
}

func (p *Parcel) last() *orb.Ring { return &p.areas[len(p.areas)-1][0] }

// Add puts a corner behind the last while the area is drawn.
func (p *Parcel) Add(lonLat orb.Point) {
	if r := p.last(); p.Drawing && (len(*r) == 0 || (*r)[len(*r)-1] != lonLat) {
		*r, p.Next, p.changed = append(*r, lonLat), nil, true
	}
}

// Close ends the drawing; with less than three corners nothing stays of the area. It tells whether the area stays.
func (p *Parcel) Close() bool {
	if !p.Drawing {
		return true
	}
	p.Drawing, p.Next = false, nil
	if len(*p.last()) >= 3 {
		return true
	}
	p.areas = p.areas[:len(p.areas)-1]
	return false
}

// Back takes the last corner of the drawing away.
func (p *Parcel) Back() bool {
	if r := p.last(); p.Drawing && len(*r) > 0 {
		*r = (*r)[:len(*r)-1]
		return true
	}
	return false
}

// Corners calls each for every corner.
func (p *Parcel) Corners(each func(c Corner, lonLat orb.Point)) {
	for a, rings := range p.areas {
		for r, ring := range rings {
			for i, at := range ring {
				each(Corner{a, r, i}, at)
			}
		}
	}
}

// Move puts a corner elsewhere.
func (p *Parcel) Move(c Corner, lonLat orb.Point) {
	p.areas[c.Area][c.Ring][c.At], p.changed = lonLat, true
}

// Insert puts a corner before another.
func (p *Parcel) Insert(c Corner, lonLat orb.Point) {
	r := &p.areas[c.Area][c.Ring]
	*r, p.changed = slices.Insert(*r, c.At, lonLat), true
}

// Delete takes a corner away. A ring of three goes with it: a hole alone, a border with all its area.
func (p *Parcel) Delete(c Corner) {
	r := &p.areas[c.Area][c.Ring]
	p.changed, p.Any = true, false
	switch {
	case len(*r) > 3:
		*r = slices.Delete(*r, c.At, c.At+1)
	case c.Ring > 0:
		p.areas[c.Area] = slices.Delete(p.areas[c.Area], c.Ring, c.Ring+1)
	default:
		p.areas = slices.Delete(p.areas, c.Area, c.Area+1)
		if len(p.areas) == 0 {
			p.Begin()
		}
	}
}

// Changed tells whether there is something to save.
func (p *Parcel) Changed() bool { return p.changed }

// Near is the corner within reach of a place on the plane, in plane units.
func (p *Parcel) Near(q orb.Point, reach float64) (best Corner, ok bool) {
	p.Corners(func(c Corner, lonLat orb.Point) {
		if d := away(plane(lonLat), q); d <= reach {
			best, reach, ok = c, d, true
		}
	})
	return best, ok
}

// Edge is the side within reach of a place on the plane: the corner at its end, and where on the side one is, in degrees.
func (p *Parcel) Edge(q orb.Point, reach float64) (end Corner, lonLat orb.Point, ok bool) {
	for a, rings := range p.areas {
		if p.Drawing && a == len(p.areas)-1 {
			continue
		}
		for r, ring := range rings {
			for i := range ring {
				from, to := plane(ring[i]), plane(ring[(i+1)%len(ring)])
				at := nearest(q, from, to)
				if d := away(at, q); d <= reach {
					end, lonLat, reach, ok = Corner{a, r, i + 1}, crs.WebMercator.ToWGS84(at), d, true
				}
			}
		}
	}
	return end, lonLat, ok
}

// Geometry is the outline: a polygon, several, or nil for none.
func (p *Parcel) Geometry() orb.Geometry {
	var out orb.MultiPolygon
	for _, rings := range p.areas {
		if len(rings[0]) < 3 {
			continue
		}
		var polygon orb.Polygon
		for _, r := range rings {
			polygon = append(polygon, append(slices.Clone(r), r[0]))
		}
		out = append(out, polygon)
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return out
}

// SquareMetres is the area of all of it, the pointer included while it is drawn.
func (p *Parcel) SquareMetres() float64 {
	q := *p
	if p.Drawing && p.Next != nil {
		q.areas = slices.Clone(p.areas)
		n := len(q.areas) - 1
		q.areas[n] = []orb.Ring{append(slices.Clone(q.areas[n][0]), *p.Next)}
	}
	if g := q.Geometry(); g != nil {
		return crs.AreaOf(g)
	}
	return 0
}

// Figure draws the outline with its corners.
func (p *Parcel) Figure() (f Figure) {
	for a, rings := range p.areas {
		growing := p.Drawing && a == len(p.areas)-1
		for _, ring := range rings {
			at := planes(ring)
			if growing && p.Next != nil {
				at = append(at, plane(*p.Next))
			}
			f.Lines = append(f.Lines, Line{At: at, Closed: len(at) > 2, Dashed: growing, Ink: Changed})
		}
	}
	p.Corners(func(c Corner, lonLat orb.Point) {
		radius := float32(4)
		if p.Any && c == p.Picked {
			radius = 6.5
		}
		f.Dots = append(f.Dots, Dot{At: plane(lonLat), Radius: radius, Ink: Changed})
	})
	return f
}

func away(a, b orb.Point) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// nearest is the place on a side that is nearest to q.
func nearest(q, a, b orb.Point) orb.Point {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max(((q[0]-a[0])*dx+(q[1]-a[1])*dy)/l, 0), 1)
	}
	return orb.Point{a[0] + t*dx, a[1] + t*dy}
}
