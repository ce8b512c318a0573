package tiles

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"

	"github.com/paulmach/orb"
)

// home is a place in the district, degrees.
var home = orb.Point{117.81, 36.06}

// tileAt is the tile of a zoom around a place.
func tileAt(z uint32, lonLat orb.Point) ID {
	p := crs.WebMercator.FromWGS84(lonLat)
	return ID{z, uint32((p[0] + half) / side(z)), uint32((half - p[1]) / side(z))}
}

// look at a place so that tiles of a zoom have their own size.
func viewOf(z uint32, size float64, lonLat orb.Point) mapping.Viewport {
	return mapping.Viewport{Center: crs.WebMercator.FromWGS84(lonLat), Scale: size / side(z), W: 400, H: 300}
}

func painted(l mapping.Layer, v mapping.Viewport) *raster.Canvas {
	c := raster.New(v.W, v.H, color.NRGBA{255, 255, 255, 255}, nil)
	l.Draw(c, v)
	return c
}

func TestRasterTilesAreDrawnWhereTheyBelong(t *testing.T) {
	id := tileAt(12, home)
	l := Raster(mustOpen(t, mbtiles(t, set{id: pngOf(256, 256, red)}, map[string]string{"format": "png"}), false), crs.WGS84)
	v := viewOf(12, 256, home)
	img := painted(l, v).Picture()
	box := rect(v, id.plane())
	for _, c := range []struct {
		at   mapping.Pt
		want color.Color
	}{{mapping.Pt{X: 200, Y: 150}, red}, {box.Min.Add(mapping.Pt{X: 3, Y: 3}), red}, {box.Min.Sub(mapping.Pt{X: 3, Y: 3}), color.White}} {
		if r, g, b, _ := img.At(int(c.at.X), int(c.at.Y)).RGBA(); img.Rect.Bounds().Dx() > int(c.at.X) && c.at.X > 0 && c.at.Y > 0 {
			if wr, wg, wb, _ := c.want.RGBA(); r != wr || g != wg || b != wb {
				t.Errorf("at %v: %d %d %d", c.at, r>>8, g>>8, b>>8)
			}
		}
	}
	if l.Err() != nil {
		t.Error(l.Err())
	}
}

// Where a tile is missing or cannot be read, its part of the one above stands; neighbours leave no gap.
func TestMissingTilesShowTheOnesAbove(t *testing.T) {
	id := tileAt(13, home)
	s := set{id.parent(1): pngOf(256, 256, green), id: []byte("no picture")}
	for _, system := range []crs.CRS{crs.WGS84, crs.GCJ02} {
		l := Raster(mustOpen(t, mbtiles(t, s, map[string]string{"format": "png"}), false), system)
		at := id.degrees().Center()
		for _, scale := range []float64{1, 1.37, 64} {
			v := viewOf(13, 256*scale, system.ToWGS84(at))
			img := painted(l, v).Picture()
			if r, g, _, _ := img.At(200, 150).RGBA(); r != 0 || g>>8 != 160 {
				t.Errorf("%s, scale %g: %d, %d", system.Code, scale, r>>8, g>>8)
			}
		}
		if err := l.Err(); !errors.Is(err, ErrBroken) || !strings.Contains(err.Error(), id.String()) {
			t.Errorf("says %v", err)
		}
	}
}

func TestNoGapBetweenTiles(t *testing.T) {
	s := set{}
	id := tileAt(13, home)
	for dx := range uint32(5) {
		for dy := range uint32(5) {
			s[ID{13, id.X + dx - 2, id.Y + dy - 2}] = pngOf(256, 256, red)
		}
	}
	for _, system := range []crs.CRS{crs.WGS84, crs.GCJ02} {
		l := Raster(mustOpen(t, mbtiles(t, s, map[string]string{"format": "png"}), false), system)
		for _, scale := range []float64{0.8, 1, 1.1234, 1.3} {
			img := painted(l, viewOf(13, 256*scale, home)).Picture()
			for i := 0; i < len(img.Pix); i += 4 {
				if img.Pix[i] != 200 || img.Pix[i+1] != 0 {
					t.Fatalf("%s, scale %g: a gap at %d, %d", system.Code, scale, i/4%img.Rect.Dx(), i/4/img.Rect.Dx())
				}
			}
		}
	}
}

// The picture of a shifted tile is off by little: the comment of RasterTiles says how much.
func TestShiftOfAWholeTile(t *testing.T) {
	s := shiftFrom(crs.GCJ02)
	for z, most := range map[uint32]float64{10: 40, 12: 9, 14: 2.2, 15: 1.1, 17: 0.3} {
		id, worst := tileAt(z, home), 0.0
		box := s.box(id)
		for i := range 11 {
			for j := range 11 {
				u, v := float64(i)/10, float64(j)/10
				want := s.true(id.at(u, v))
				got := orb.Point{box.Min[0] + u*(box.Max[0]-box.Min[0]), box.Max[1] - v*(box.Max[1]-box.Min[1])}
				worst = max(worst, math.Hypot(got[0]-want[0], got[1]-want[1])*math.Cos(home[1]*math.Pi/180))
			}
		}
		t.Logf("zoom %d: %.2f m, %.3f pixels", z, worst, worst/math.Cos(home[1]*math.Pi/180)/side(z)*256)
		if worst > most || worst/side(z)*256 > 0.4 {
			t.Errorf("zoom %d: off by %.2f m", z, worst)
		}
	}
	if moved := s.box(tileAt(15, home)).Center(); math.Abs(moved[0]-tileAt(15, home).plane().Center()[0]) < 400 {
		t.Error("tiles in GCJ-02 are not moved")
	}
}

// A layer may be drawn on several goroutines, and a cache that is too small is slow, not wrong.
func TestDrawingOnSeveralGoroutines(t *testing.T) {
	s := set{}
	id := tileAt(13, home)
	for dx := range uint32(4) {
		for dy := range uint32(4) {
			s[ID{13, id.X + dx - 1, id.Y + dy - 1}] = pngOf(64, 64, red)
		}
	}
	l := Raster(mustOpen(t, pmtiles(t, s, 2, `{}`, 3), false), crs.WGS84)
	l.cache.limit = 3 * 64 * 64 * 4
	want := painted(l, viewOf(13, 256, home)).Picture().Pix
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if !slices.Equal(painted(l, viewOf(13, 256, home)).Picture().Pix, want) {
				t.Error("another picture")
			}
		})
	}
	group.Wait()
	if l.cache.used > l.cache.limit+64*64*4+perEntry {
		t.Errorf("keeps %d bytes", l.cache.used)
	}
}

// town is a vector tile as OpenMapTiles and Shortbread name things: a lake with an island, a road, a border, two places.
func town() map[string][]feature {
	square := func(from, to float64) []orb.Point {
		return []orb.Point{{from, from}, {to, from}, {to, to}, {from, to}}
	}
	return map[string][]feature{
		"water":          {{kind: areaKind, parts: [][]orb.Point{square(0, 4096), square(1024, 3072)}}},
		"transportation": {{kind: lineKind, tags: [][2]string{{"class", "primary"}}, parts: [][]orb.Point{{{-64, 2048}, {4160, 2048}}}}},
		"boundary":       {{kind: lineKind, tags: [][2]string{{"admin_level", "6"}}, parts: [][]orb.Point{{{2048, -64}, {2048, 4160}}}}},
		"place_labels": {
			{kind: pointKind, tags: [][2]string{{"kind", "village"}, {"name", "Nan"}, {"name:zh", "南村"}}, parts: [][]orb.Point{{{1500, 1500}}}},
			{kind: pointKind, tags: [][2]string{{"kind", "city"}, {"name", "某市"}}, parts: [][]orb.Point{{{2500, 2600}}}},
			{kind: pointKind, tags: [][2]string{{"kind", "village"}, {"name", "邻村"}}, parts: [][]orb.Point{{{-20, 1500}}}},
		},
		"poi": {{kind: pointKind, tags: [][2]string{{"class", "military"}}, parts: [][]orb.Point{{{1, 1}}}}},
	}
}

func townLayer(t *testing.T, system crs.CRS) (*VectorTiles, ID) {
	id := tileAt(14, home)
	s := set{id: packed(mvtOf(town()))}
	return Vector(mustOpen(t, mbtiles(t, s, map[string]string{"format": "pbf", "name": "矢量"}), false), system, nil), id
}

func TestVectorTiles(t *testing.T) {
	l, id := townLayer(t, crs.WGS84)
	if l.Name() != "矢量" {
		t.Errorf("called %q", l.Name())
	}
	v := viewOf(14, 512, id.degrees().Center())
	v.W, v.H = 600, 600
	img := painted(l, v).Picture()
	for _, c := range []struct {
		what string
		x, y int
		want color.NRGBA
	}{
		{"the lake", 100, 100, looks[water].fill}, {"the island", 240, 240, color.NRGBA{255, 255, 255, 255}},
		{"the road", 100, 300, looks[majorRoad].line}, {"outside the tile", 20, 300, color.NRGBA{255, 255, 255, 255}},
	} {
		if got := img.RGBAAt(c.x, c.y); got.R != c.want.R || got.G != c.want.G || got.B != c.want.B {
			t.Errorf("%s is %v, want %v", c.what, got, c.want)
		}
	}
	if got := wordsOf(l, v); !slices.Equal(got, []string{"某市", "南村"}) {
		t.Errorf("names %q", got)
	}
	if err := l.Err(); err != nil {
		t.Error(err)
	}
}

func wordsOf(l mapping.Layer, v mapping.Viewport) []string {
	s := scene.New(nil)
	l.Draw(s, v)
	return s.Texts()
}

// Without borders, neither they nor the names of areas are drawn; the ground stays.
func TestVectorTilesWithoutBorders(t *testing.T) {
	l, id := townLayer(t, crs.WGS84)
	v := viewOf(14, 512, id.degrees().Center())
	bare := l.WithoutBorders()
	drawing := func(l mapping.Layer) string {
		s := scene.New(nil)
		l.Draw(s, v)
		return s.String()
	}
	border := fmt.Sprintf("%02x%02x%02x", looks[districtBorder].line.R, looks[districtBorder].line.G, looks[districtBorder].line.B)
	if !strings.Contains(drawing(l), border) || strings.Contains(drawing(bare), border) {
		t.Errorf("colour %s of borders: with %v, without %v", border, strings.Contains(drawing(l), border), strings.Contains(drawing(bare), border))
	}
	if got := wordsOf(bare, v); !slices.Equal(got, []string{"南村"}) {
		t.Errorf("names %q", got)
	}
}

// Vectors in GCJ-02 are moved point by point, to where they belong within centimetres.
func TestVectorTilesInGCJ02(t *testing.T) {
	l, id := townLayer(t, crs.GCJ02)
	d := l.cache.get(id, l.load)
	want := crs.WebMercator.FromWGS84(crs.GCJ02.ToWGS84(crs.WebMercator.ToWGS84(id.at(1500.0/4096, 1500.0/4096))))
	if got := d.names[0].at; math.Hypot(got[0]-want[0], got[1]-want[1]) > 0.01 {
		t.Errorf("%v instead of %v", got, want)
	}
	if b := d.shapes[water].Bound(); math.Abs(b.Min[0]-id.plane().Min[0]) < 400 {
		t.Error("shapes are not moved")
	}
}

// Deeper than the set goes, the tile is enlarged; where one is missing, the one above is cut to its place.
func TestVectorTilesBeyondTheirZoom(t *testing.T) {
	l, id := townLayer(t, crs.WGS84)
	v := viewOf(18, 512, id.degrees().Center())
	if img := painted(l, v).Picture(); img.RGBAAt(50, 150).R != looks[majorRoad].line.R {
		t.Errorf("the road is %v", img.RGBAAt(50, 150))
	}
}

func FuzzMVT(f *testing.F) {
	f.Add(mvtOf(town()))
	f.Add([]byte{0x1a, 0x02, 0x78, 0x02})
	f.Fuzz(func(t *testing.T, raw []byte) {
		layers, err := decodeMVT(raw, known)
		if err != nil {
			if !errors.Is(err, ErrBroken) && !errors.Is(err, ErrTooLarge) {
				t.Error(err)
			}
			return
		}
		set := &vectorSet{}
		d, _ := set.prepare(ID{14, 13554, 6425}, layers)
		l := &VectorTiles{vectorSet: set, faces: mapping.RoughMeasurer{}}
		l.write(scene.New(nil), viewOf(14, 512, home), []piece{{d, mapping.R(0, 0, 400, 300)}}, 14)
	})
}
