package spatial

import (
	"math"

	"github.com/paulmach/orb"
)

// Within calls found for every point that lies no farther than metres from middle, over the ellipsoid; the points of
// the index are in degrees. The rim is exact: what is near it is measured with Distance.
func (p *Points) Within(middle orb.Point, metres float64, found func(i int)) {
	if len(p.at) == 0 || !sound(middle) || !(metres >= 0) {
		return
	}
	const grain = 1e-9            // of a degree: what places may be rounded by
	lat := metres/110_000 + grain // a degree of latitude is never shorter than 110.5 km
	low, high := middle[1]-lat, middle[1]+lat
	if low <= -89 || high >= 89 {
		p.rim(middle, orb.Bound{Min: orb.Point{-540, low}, Max: orb.Point{540, high}}, middle, metres, found)
		return
	}
	// A circle reaches farthest east a little poleward of its middle; the parallel at its polar edge is a safe measure.
	lon := metres/(110_000*math.Cos(radians(max(math.Abs(low), math.Abs(high))))) + grain
	if lon >= 180 {
		p.rim(middle, orb.Bound{Min: orb.Point{-540, low}, Max: orb.Point{540, high}}, middle, metres, found)
		return
	}
	for _, turn := range [...]float64{-360, 0, 360} { // the same circle seen from across the date line
		m := orb.Point{middle[0] + turn, middle[1]}
		b := orb.Bound{Min: orb.Point{m[0] - lon, low}, Max: orb.Point{m[0] + lon, high}}
		if !b.Intersects(p.bound) {
			continue
		}
		p.rim(m, b, middle, metres, found)
	}
}

// rim asks the cells of a box; m is the middle on the points' side of the date line.
func (p *Points) rim(m orb.Point, b orb.Bound, middle orb.Point, metres float64, found func(i int)) {
	quick := metres >= quickLeast && metres <= quickReach && math.Abs(m[1]) <= quickLat && b.Max[0]-b.Min[0] < 180
	c := circle{nearTo(m), middle, metres, 0, math.Inf(1)}
	if quick {
		in, out := metres*(1-quickError), metres*(1+quickError)+1e-3
		c.sure, c.never = in*in, out*out
	} else {
		c.sure = -1
	}
	c0, c1 := p.column(b.Min[0]), p.column(b.Max[0])
	for r := p.row(b.Min[1]); r <= p.row(b.Max[1]); r++ {
		for col := c0; col <= c1; col++ {
			i, end := p.first[r*p.cols+col], p.first[r*p.cols+col+1]
			if end-i >= 4 && quick && p.whole(col, r, &c) {
				for ; i < end; i++ {
					found(int(p.ids[i]))
				}
				continue
			}
			for ; i < end; i++ {
				if b.Contains(p.at[i]) && c.has(p.at[i]) { // the box: else one seen from both sides of the date line is found twice
					found(int(p.ids[i]))
				}
			}
		}
	}
}

// circle tells what lies in it: by a quick measure where that is enough.
type circle struct {
	near   near
	middle orb.Point
	metres float64
	sure   float64 // squared: nearer than this is in, farther than never is out
	never  float64
}

func (c *circle) has(q orb.Point) bool {
	if c.sure >= 0 {
		d := c.near.squared(q)
		if d <= c.sure {
			return true
		}
		if d > c.never {
			return false
		}
	}
	return Distance(c.middle, q) <= c.metres
}

// whole tells whether all four corners of a cell lie surely in the circle, and with them the cell.
func (p *Points) whole(col, row int, c *circle) bool {
	x0, y0 := p.bound.Min[0]+float64(col)*p.cell[0], p.bound.Min[1]+float64(row)*p.cell[1]
	x1, y1 := x0+p.cell[0], y0+p.cell[1]
	for _, q := range [...]orb.Point{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
		if c.near.squared(q) > c.sure*(1-quickError) {
			return false
		}
	}
	return true
}
