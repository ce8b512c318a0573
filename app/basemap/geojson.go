package basemap

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
)

// ownDistrict is 钢城区.
const ownDistrict = "370117"

// maxGeoJSON is more than the outlines of all counties take, in bytes.
const maxGeoJSON = 128 << 20

// NoDistrict is the error for a file of districts without the one that is ours.
type NoDistrict struct {
	Code  string
	Found []string // the first of those that are there: code and name
}

// Error implements error.
func (e *NoDistrict) Error() string {
	return fmt.Sprintf("no district %s among %s", e.Code, strings.Join(e.Found, ", "))
}

// area is a district as a file tells it.
type area struct {
	code, name string
	shape      orb.Geometry
	at         *orb.Point // where its name stands
}

// ofGeoJSON makes a pack of the outlines that DataV, Tianditu and others hand out: features with adcode or gb, and name.
func (m *maker) ofGeoJSON(path string) error {
	areas, own, member, err := m.areas(path)
	if err != nil {
		return err
	}
	system, err := m.systemOf(areas[own], member)
	if err != nil {
		return err
	}
	if err := m.writeJSON(thematic.DistrictsFile, collection(areas, own)); err != nil {
		return err
	}
	if err := m.writeJSON(thematic.PlacesFile, map[string]any{"places": places(areas, system)}); err != nil {
		return err
	}
	if err := m.writeJSON(thematic.StreetsFile, map[string]any{"district": areas[own].code, "streets": []any{}}); err != nil {
		return err
	}
	file := filepath.Base(path)
	return m.describe(thematic.Manifest{Name: baseName(path), Edition: "由 " + file + " 制作", Source: []string{file}, CRS: shortName(system)})
}

// areas reads the file; own is the place of our district, member what the file says of its coordinate system.
func (m *maker) areas(path string) (all []area, own int, member string, err error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxGeoJSON {
		err = fmt.Errorf("%d bytes: %w", info.Size(), ErrTooLarge)
	}
	if err != nil {
		return nil, 0, "", err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, "", err
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	file, err := featuresOf(data)
	if _, bare := geojson.UnmarshalGeometry(data); err != nil && bare == nil {
		return nil, 0, "", missing(m.own(), nil) // an outline that does not say whose
	}
	if err != nil {
		return nil, 0, "", fmt.Errorf("%w: %w", ErrNotPack, err)
	}
	for _, f := range file {
		if a, ok := areaOf(f); ok {
			all = append(all, a)
		}
	}
	code := m.own()
	own = slices.IndexFunc(all, func(a area) bool { return a.code == code })
	if own < 0 {
		return nil, 0, "", missing(code, all)
	}
	return all, own, crsMember(data), nil
}

func (m *maker) own() string { return cmp.Or(m.o.Own, ownDistrict) }

// featuresOf reads a collection, or one feature.
func featuresOf(data []byte) ([]*geojson.Feature, error) {
	if c, err := geojson.UnmarshalFeatureCollection(data); err == nil {
		return c.Features, nil
	}
	f, err := geojson.UnmarshalFeature(data)
	if err != nil {
		return nil, err
	}
	return []*geojson.Feature{f}, nil
}

func missing(code string, all []area) error {
	e := &NoDistrict{Code: code}
	for _, a := range all[:min(len(all), 12)] {
		e.Found = append(e.Found, strings.TrimSpace(a.code+" "+a.name))
	}
	return e
}

// areaOf takes what is an area with a code.
func areaOf(f *geojson.Feature) (area, bool) {
	if f == nil {
		return area{}, false
	}
	switch f.Geometry.(type) {
	case orb.Polygon, orb.MultiPolygon:
	default:
		return area{}, false
	}
	a := area{name: word(f.Properties, "name", "NAME", "名称"), shape: f.Geometry}
	a.code = strings.TrimPrefix(word(f.Properties, "adcode", "code", "gb", "ADCODE", "PAC", "id"), "156") // Tianditu puts the country first
	for _, key := range []string{"center", "centroid"} {
		if p, ok := f.Properties[key].([]any); ok && len(p) == 2 && a.at == nil {
			x, okX := p[0].(float64)
			y, okY := p[1].(float64)
			if okX && okY {
				a.at = &orb.Point{x, y}
			}
		}
	}
	return a, true
}

// word is the first of the properties that is there, as text.
func word(p geojson.Properties, keys ...string) string {
	for _, k := range keys {
		switch v := p[k].(type) {
		case string:
			if v != "" {
				return v
			}
		case float64:
			return strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
	return ""
}

func crsMember(data []byte) string {
	var file struct {
		CRS struct {
			Properties struct{ Name string }
		}
	}
	if json.Unmarshal(data, &file) != nil {
		return ""
	}
	return file.CRS.Properties.Name
}

// systemOf is the system that was named, that the file names, or in which the outline lies best on the built-in one. The
// outlines of map firms are in GCJ-02, 520 m to the east here, and do not say so.
func (m *maker) systemOf(own area, member string) (crs.CRS, error) {
	if m.o.CRS != "" {
		return crs.Lookup(m.o.CRS)
	}
	if c, err := crs.Lookup(member); err == nil {
		return c, nil
	}
	m.guessed = true
	base, err := thematic.BaseMap(m.shelf.builtin)
	if err != nil {
		return crs.CRS{}, err
	}
	best, least := crs.GCJ02, math.Inf(1)
	for _, c := range []crs.CRS{crs.GCJ02, crs.WGS84, crs.BD09} {
		if d := apart(base, own.shape, c); d < least {
			best, least = c, d
		}
	}
	return best, nil
}

// farOff is where two outlines have nothing to do with each other, in metres.
const farOff = 2000

// apart is the median distance of an outline's points from the border of a base map, in metres.
func apart(base *thematic.Base, shape orb.Geometry, c crs.CRS) float64 {
	var all []float64
	each(shape, func(p orb.Point) { all = append(all, base.FromBorder(c.ToWGS84(p), farOff)) })
	if len(all) == 0 {
		return math.Inf(1)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// each visits the points of an area.
func each(g orb.Geometry, visit func(orb.Point)) {
	switch g := g.(type) {
	case orb.Polygon:
		for _, r := range g {
			for _, p := range r {
				visit(p)
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			each(p, visit)
		}
	}
}

func collection(areas []area, own int) *geojson.FeatureCollection {
	out := geojson.NewFeatureCollection()
	for i, a := range areas {
		f := geojson.NewFeature(a.shape)
		f.Properties = geojson.Properties{"role": "neighbour", "code": a.code, "name": a.name}
		if i == own {
			f.Properties["role"] = "own"
		}
		out.Append(f)
	}
	return out
}

// places are the names; one without a place of its own stands in the middle of its area.
func places(areas []area, system crs.CRS) []map[string]any {
	out := []map[string]any{}
	for _, a := range areas {
		at := a.at
		if at == nil {
			middle, _ := planar.CentroidArea(a.shape)
			at = &middle
		}
		if a.name != "" && !math.IsNaN(at[0]+at[1]) && (system.Metres || math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 85) {
			out = append(out, map[string]any{"name": a.name, "lon": at[0], "lat": at[1]})
		}
	}
	return out
}
