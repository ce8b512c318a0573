package story

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tiles"
	"chainatlas/model/calk"
)

// A package brings the tiles around the district down to the zoom at which there would be too many; below that they are drawn
// larger, as below the last zoom of any set.
const (
	mostTiles     = 3_000
	mostTileBytes = 40 << 20
	beyond        = 0.25 // how far around the district, of its size
	deepest       = 24
)

// packGround is what a package says of its tiles, which lie in tiles/z/x/y.
type packGround struct {
	Manifest    thematic.Manifest `json:"manifest"`
	Format      tiles.Format      `json:"format"`
	Min         uint32            `json:"min"`
	Max         uint32            `json:"max"`
	Bound       [4]float64        `json:"bound"` // west, south, east, north in degrees of the system of the tiles
	Attribution string            `json:"attribution,omitempty"`
}

func tileName(id tiles.ID, f tiles.Format) string {
	return fmt.Sprintf("tiles/%d/%d/%d.%s", id.Z, id.X, id.Y, f)
}

// tiles takes the tiles along that the audience may be given.
func (p *packer) tiles(ctx context.Context) error {
	base := p.t.o.Base
	source, system, ok := base.Tiles(p.t.o.Audience)
	if !ok {
		return nil
	}
	m, b := source.Meta(), base.Bound()
	area := around(b.Pad((b.Max[0]-b.Min[0])*beyond), system, m.Bound)
	g := &packGround{Format: m.Format, Min: m.Min, Bound: [4]float64{m.Bound.Min[0], m.Bound.Min[1], m.Bound.Max[0], m.Bound.Max[1]}, Attribution: m.Attribution}
	g.Manifest = thematic.Manifest{Name: base.Name, Edition: base.Edition, Source: base.Sources, CRS: base.CRS, Date: base.Date, ReviewNumber: base.ReviewNumber, Notice: base.Notice}
	count, size := 0, 0
	for z := m.Min; z <= m.Max; z++ {
		level, n, err := levelOf(ctx, source, area, z, mostTiles-count)
		if err != nil || level == nil || size+n > mostTileBytes {
			break // what is above is drawn larger
		}
		count, size, g.Max = count+len(level), size+n, z
		for id, data := range level {
			p.files[tileName(id, m.Format)] = data
		}
	}
	if count > 0 {
		p.bundle.Ground = g
	}
	return ctx.Err()
}

// around is a box of the map's plane in degrees of a system, as far as a set has tiles.
func around(b orb.Bound, system crs.CRS, most orb.Bound) orb.Bound {
	turn := func(q orb.Point) orb.Point {
		at := crs.WebMercator.ToWGS84(q)
		if system.Metres {
			return at
		}
		return system.FromWGS84(at)
	}
	low, high := turn(b.Min), turn(b.Max)
	return orb.Bound{Min: orb.Point{max(low[0], most.Min[0]), max(low[1], most.Min[1])}, Max: orb.Point{min(high[0], most.Max[0]), min(high[1], most.Max[1])}}
}

// levelOf reads the tiles of a zoom over an area of degrees; nil when there would be more than most of them.
func levelOf(ctx context.Context, source tiles.Source, area orb.Bound, z uint32, most int) (map[tiles.ID][]byte, int, error) {
	west, north := tileAt(area.Min[0], area.Max[1], z)
	east, south := tileAt(area.Max[0], area.Min[1], z)
	if east < west || south < north || (int(east-west)+1)*(int(south-north)+1) > most {
		return nil, 0, nil
	}
	out, size := map[tiles.ID][]byte{}, 0
	for x := west; x <= east; x++ {
		for y := north; y <= south; y++ {
			if err := ctx.Err(); err != nil {
				return nil, 0, err
			}
			id := tiles.ID{Z: z, X: x, Y: y}
			data, ok, err := source.Tile(id)
			if err != nil || !ok {
				continue // its place shows the tile above, as on the screen
			}
			out[id] = data
			size += len(data)
		}
	}
	return out, size, nil
}

// tileAt is the tile of a zoom over a place in degrees.
func tileAt(lon, lat float64, z uint32) (x, y uint32) {
	n := float64(uint32(1) << z)
	rad := lat * math.Pi / 180
	at := func(v float64) uint32 { return uint32(min(max(math.Floor(v), 0), n-1)) }
	return at((lon + 180) / 360 * n), at((1 - math.Asinh(math.Tan(rad))/math.Pi) / 2 * n)
}

// packTiles are the tiles of an open package.
type packTiles struct {
	p    *calk.Package
	meta tiles.Meta
}

// Meta implements tiles.Source.
func (s packTiles) Meta() tiles.Meta { return s.meta }

// Tile implements tiles.Source.
func (s packTiles) Tile(id tiles.ID) (data []byte, ok bool, err error) {
	name := tileName(id, s.meta.Format)
	if !s.p.Has(name) {
		return nil, false, nil
	}
	data, err = s.p.Data(name)
	return data, err == nil, err
}

// Some implements tiles.Source. Nobody asks it of a package, whose files were all looked at.
func (s packTiles) Some(int) ([]tiles.ID, error) { return nil, nil }

// Close implements tiles.Source; the package is in memory.
func (s packTiles) Close() error { return nil }

// sound tells whether tiles can be drawn with what is said of them.
func (g *packGround) sound() error {
	b := g.Bound
	if g.Min > g.Max || g.Max > deepest || !(b[0] >= -180 && b[1] >= -86 && b[2] <= 180 && b[3] <= 86 && b[0] < b[2] && b[1] < b[3]) {
		return fmt.Errorf("tiles of zooms %d to %d over %v: %w", g.Min, g.Max, b, calk.ErrDamaged)
	}
	switch g.Format {
	case tiles.PNG, tiles.JPEG, tiles.WebP, tiles.PBF:
	default:
		return fmt.Errorf("tiles of format %q: %w", g.Format, calk.ErrNewer)
	}
	if _, err := crs.Lookup(g.Manifest.CRS); err != nil {
		return broken(err)
	}
	return nil
}

// onTiles is a base map on the tiles of the package.
func (f *Frozen) onTiles(lines *thematic.Base, faces mapping.Measurer) *thematic.Base {
	g := f.bundle.Ground
	system, err := crs.Lookup(g.Manifest.CRS)
	if err != nil {
		return lines // it was looked up when the package was read
	}
	m := tiles.Meta{Name: g.Manifest.Name, Format: g.Format, Min: g.Min, Max: g.Max, Attribution: g.Attribution,
		Bound: orb.Bound{Min: orb.Point{g.Bound[0], g.Bound[1]}, Max: orb.Point{g.Bound[2], g.Bound[3]}}}
	return thematic.OnGround(lines, g.Manifest, thematic.GroundOf(packTiles{f.files, m}, system, faces))
}
