package thematic

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/project"
)

// ErrBrokenPack is returned when a base map pack lacks a file, does not match its manifest or holds no district.
var ErrBrokenPack = errors.New("base map pack is broken")

// Base is a base map pack: the district, its neighbours and their names, on the Web Mercator plane.
type Base struct {
	Name, Edition, Date string
	CRS                 string // of the pack's own files
	Sources             []string
	ReviewNumber        string // 审图号; "" where nobody reviewed the map
	Notice              string // what the pack wants written on every map
	Streets             []Street

	own, neighbours *mapping.AreaLayer
	district        orb.MultiPolygon // own in degrees of WGS-84
	around          []orb.Geometry   // neighbours in degrees of WGS-84
	names           []placeName

	ground *Ground // below the district; nil for none
	lines  *Base   // whose district it is, when there is a ground
}

// Street is a street or town of the district; the built-in pack has no borders of them.
type Street struct{ Code, Name string }

type placeName struct {
	name string
	at   orb.Point // Web Mercator
	own  bool
}

// BaseMap reads a pack: manifest.json, districts.geojson, places.json and streets.json. It returns ErrBrokenPack,
// wrapped with the file, for anything that cannot be drawn with confidence.
func BaseMap(fsys fs.FS) (*Base, error) {
	r := packReader{fsys: fsys}
	var m Manifest
	r.json(ManifestFile, &m)
	r.sums = m.SHA256
	b := new(Base)
	b.describe(m)
	r.system(m.CRS)
	b.districts(&r)
	b.places(&r)
	var s struct{ Streets []Street }
	r.json(StreetsFile, &s)
	b.Streets = s.Streets
	if r.err != nil {
		return nil, fmt.Errorf("read base map: %w", r.err)
	}
	return b, nil
}

func (b *Base) describe(m Manifest) {
	b.Name, b.Edition, b.Date, b.CRS = m.Name, m.Edition, m.Date, m.CRS
	b.Sources, b.ReviewNumber, b.Notice = m.Source, m.ReviewNumber, m.Notice
}

// Bound is the box around the district.
func (b *Base) Bound() orb.Bound { return b.own.Bound() }

// District is the area of the district in degrees of WGS-84.
func (b *Base) District() orb.MultiPolygon { return b.district }

// Contains tells whether a place in degrees lies in the district.
func (b *Base) Contains(lonLat orb.Point) bool {
	q := mercator(lonLat)
	for i := range b.own.Areas.Len() {
		if b.own.Areas.Contains(i, q) {
			return true
		}
	}
	return false
}

// Seat is the name point of the district in degrees, and its name; ok is false where the pack has none.
func (b *Base) Seat() (name string, lonLat orb.Point, ok bool) {
	for _, n := range b.names {
		if n.own {
			return n.name, crs.WebMercator.ToWGS84(n.at), true
		}
	}
	return "", orb.Point{}, false
}

// Place is a name on the base map and where it stands, in degrees.
type Place struct {
	Name   string
	LonLat orb.Point
}

// Places are the names on the base map.
func (b *Base) Places() []Place {
	var out []Place
	for _, n := range b.names {
		out = append(out, Place{n.name, crs.WebMercator.ToWGS84(n.at)})
	}
	return out
}

// Middle is where the district's name stands, in degrees.
func (b *Base) Middle() orb.Point { return crs.WebMercator.ToWGS84(b.middle()) }

// middle is where the district's name stands.
func (b *Base) middle() orb.Point {
	for _, n := range b.names {
		if n.own {
			return n.at
		}
	}
	return b.Bound().Center()
}

var (
	ownStyle = mapping.AreaStyle{
		Fill:    mapping.Fill{Color: rgb(0xfdfdfb)},
		Outline: mapping.Stroke{Color: rgb(0x4d7f8f), Width: 2},
	}
	neighbourStyle = mapping.AreaStyle{
		Fill:    mapping.Fill{Color: rgb(0xe9edef)},
		Outline: mapping.Stroke{Color: rgb(0xc3ccd1), Width: 1},
	}
)

func (b *Base) districts(r *packReader) {
	own, others := []orb.Geometry{}, []orb.Geometry{}
	for _, f := range r.features(DistrictsFile) {
		if f.Properties["role"] == "own" {
			own = append(own, f.Geometry)
			b.district = append(b.district, r.degreesOf(f.Geometry)...)
		} else {
			others = append(others, f.Geometry)
			b.around = append(b.around, r.degreesOf(f.Geometry))
		}
	}
	if len(own) == 0 {
		r.fail(DistrictsFile, "no district with the role own")
	}
	b.own = &mapping.AreaLayer{Title: "区界", Areas: mapping.Prepare(own, r.project), Style: ownStyle}
	b.neighbours = &mapping.AreaLayer{Title: "周边区", Areas: mapping.Prepare(others, r.project), Style: neighbourStyle}
}

func (b *Base) places(r *packReader) {
	var file struct {
		CRS    string
		Places []struct {
			Name     string
			Lon, Lat float64
		}
	}
	r.json(PlacesFile, &file)
	if file.CRS != "" {
		r.system(file.CRS)
	}
	for _, p := range file.Places {
		at := orb.Point{p.Lon, p.Lat}
		if !r.sound(PlacesFile, at) {
			return
		}
		n := placeName{name: p.Name, at: r.project(at)}
		for i := range b.own.Areas.Len() {
			n.own = n.own || b.own.Areas.Contains(i, n.at)
		}
		b.names = append(b.names, n)
	}
}

// packReader reads files until one is broken, and remembers why.
type packReader struct {
	fsys    fs.FS
	sums    map[string]string
	project orb.Projection
	degrees bool
	err     error
}

func (r *packReader) fail(name, why string) {
	if r.err == nil {
		r.err = fmt.Errorf("%s: %s: %w", name, why, ErrBrokenPack)
	}
}

// read returns a file that the manifest vouches for.
func (r *packReader) read(name string) []byte {
	if r.err != nil {
		return nil
	}
	data, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		r.err = fmt.Errorf("%w: %w", ErrBrokenPack, err)
		return nil
	}
	sum := sha256.Sum256(data)
	if want, ok := r.sums[name]; ok && want != hex.EncodeToString(sum[:]) {
		r.fail(name, "does not match the manifest")
	}
	return data
}

func (r *packReader) json(name string, into any) {
	data := r.read(name)
	if r.err != nil {
		return
	}
	if err := json.Unmarshal(data, into); err != nil {
		r.fail(name, err.Error())
	}
}

func (r *packReader) system(name string) {
	system, err := crs.Lookup(name)
	if err != nil {
		r.fail(ManifestFile, err.Error())
		system = crs.WGS84
	}
	r.degrees = !system.Metres
	r.project = func(p orb.Point) orb.Point { return mercator(system.ToWGS84(p)) }
}

// degreesOf is an area of the pack in WGS-84.
func (r *packReader) degreesOf(g orb.Geometry) orb.MultiPolygon {
	var areas orb.MultiPolygon
	switch g := orb.Clone(g).(type) {
	case orb.Polygon:
		areas = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		areas = g
	}
	return project.MultiPolygon(areas, func(p orb.Point) orb.Point { return crs.WebMercator.ToWGS84(r.project(p)) })
}

func (r *packReader) features(name string) []*geojson.Feature {
	data := r.read(name)
	if r.err != nil {
		return nil
	}
	file, err := geojson.UnmarshalFeatureCollection(data)
	if err != nil {
		r.fail(name, err.Error())
		return nil
	}
	for _, f := range file.Features {
		if f == nil || !r.area(name, f.Geometry) {
			r.fail(name, "a feature is no area")
			return nil
		}
	}
	return file.Features
}

// area tells whether a geometry is an area of sound points.
func (r *packReader) area(name string, g orb.Geometry) bool {
	switch g := g.(type) {
	case orb.Polygon:
		for _, ring := range g {
			for _, p := range ring {
				if len(ring) < 4 || !r.sound(name, p) {
					return false
				}
			}
		}
		return len(g) > 0 && len(g[0]) > 0
	case orb.MultiPolygon:
		for _, p := range g {
			if !r.area(name, p) {
				return false
			}
		}
		return len(g) > 0
	}
	return false
}

// sound tells whether a place can be drawn on the web map.
func (r *packReader) sound(name string, p orb.Point) bool {
	ok := !math.IsNaN(p[0]+p[1]) && !math.IsInf(p[0]+p[1], 0)
	if r.degrees {
		ok = ok && math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 85
	}
	if !ok {
		r.fail(name, fmt.Sprintf("no place on the map: %v", p))
	}
	return ok
}

// mercator projects WGS-84 degrees.
func mercator(lonLat orb.Point) orb.Point { return crs.WebMercator.FromWGS84(lonLat) }
