package tiles

import (
	"math"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
)

// half is half the side of the square of the web map, in metres of its plane.
const half = 20037508.342789244

// side is how wide a tile of a zoom is, in metres of the plane.
func side(z uint32) float64 { return 2 * half / float64(uint32(1)<<z) }

// at is a place in a tile on the plane; u and v go from 0 to 1 to the east and south.
func (t ID) at(u, v float64) orb.Point {
	s := side(t.Z)
	return orb.Point{(float64(t.X)+u)*s - half, half - (float64(t.Y)+v)*s}
}

// plane is the tile's box on the plane of the system in which it was cut.
func (t ID) plane() orb.Bound { return orb.Bound{Min: t.at(0, 1), Max: t.at(1, 0)} }

// degrees is the tile's box in degrees of that system.
func (t ID) degrees() orb.Bound {
	b := t.plane()
	return orb.Bound{Min: crs.WebMercator.ToWGS84(b.Min), Max: crs.WebMercator.ToWGS84(b.Max)}
}

// shift moves tiles that were cut in another system of degrees to where they belong. The zero value moves nothing.
type shift struct{ from *crs.CRS }

// shiftFrom is the shift for tiles in a system; those in WGS-84 and CGCS2000 stay where they are.
func shiftFrom(c crs.CRS) shift {
	if c.Code == crs.GCJ02.Code || c.Code == crs.BD09.Code {
		return shift{&c}
	}
	return shift{}
}

// true turns a place on the plane of the tiles into one on the plane of the map.
func (s shift) true(p orb.Point) orb.Point {
	if s.from == nil {
		return p
	}
	return crs.WebMercator.FromWGS84(s.from.ToWGS84(crs.WebMercator.ToWGS84(p)))
}

// back is the other way.
func (s shift) back(p orb.Point) orb.Point {
	if s.from == nil {
		return p
	}
	return crs.WebMercator.FromWGS84(s.from.FromWGS84(crs.WebMercator.ToWGS84(p)))
}

// box is where a tile lies on the map. Each side is moved by what its middle is: neighbours share it, so no gap opens,
// and the picture is off by what the shift changes over half a tile.
func (s shift) box(t ID) orb.Bound {
	if s.from == nil {
		return t.plane()
	}
	return orb.Bound{
		Min: orb.Point{s.true(t.at(0, 0.5))[0], s.true(t.at(0.5, 1))[1]},
		Max: orb.Point{s.true(t.at(1, 0.5))[0], s.true(t.at(0.5, 0))[1]},
	}
}

// onMap is where a tile set lies on the plane of the map.
func (s shift) onMap(m Meta) orb.Bound {
	b := orb.Bound{Min: crs.WebMercator.FromWGS84(m.Bound.Min), Max: crs.WebMercator.FromWGS84(m.Bound.Max)}
	return orb.MultiPoint{s.true(b.Min), s.true(b.Max)}.Bound()
}

// mostTiles is how many tiles a picture is made of at most: more would be a mosaic of specks.
const mostTiles = 600

// zoomFor is the level whose tiles come out nearest to size logical pixels, which may be more than the set has.
func zoomFor(v mapping.Viewport, size float64) int {
	return int(math.Round(math.Log2(v.Scale / float64(v.Unit()) * 2 * half / size)))
}

// seen are the tiles of a level that reach into the view, row by row; nil when there are too many.
func (s shift) seen(m Meta, z uint32, v mapping.Viewport) []ID {
	b := v.Bound()
	low, high := s.back(b.Min), s.back(b.Max)
	last := float64(uint32(1)<<z) - 1
	column := func(x float64) float64 { return min(max(math.Floor((x+half)/side(z)), 0), last) }
	row := func(y float64) float64 { return min(max(math.Floor((half-y)/side(z)), 0), last) }
	set := orb.Bound{Min: crs.WebMercator.FromWGS84(m.Bound.Min), Max: crs.WebMercator.FromWGS84(m.Bound.Max)}
	if low[0] > half || high[0] < -half || low[1] > half || high[1] < -half {
		return nil
	}
	x0, x1 := max(column(low[0]), column(set.Min[0])), min(column(high[0]), column(set.Max[0]))
	y0, y1 := max(row(high[1]), row(set.Max[1])), min(row(low[1]), row(set.Min[1]))
	if !(x0 <= x1 && y0 <= y1) || (x1-x0+1)*(y1-y0+1) > mostTiles {
		return nil
	}
	var out []ID
	for y := uint32(y0); y <= uint32(y1); y++ {
		for x := uint32(x0); x <= uint32(x1); x++ {
			out = append(out, ID{z, x, y})
		}
	}
	return out
}

// rect is a box of the plane in pixels.
func rect(v mapping.Viewport, b orb.Bound) mapping.Rect {
	p, q := v.Px(b.Min), v.Px(b.Max)
	return mapping.Rect{Min: mapping.Pt{X: p.X, Y: q.Y}, Max: mapping.Pt{X: q.X, Y: p.Y}}
}
