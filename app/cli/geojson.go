package cli

import (
	"bytes"
	"encoding/json"

	"github.com/paulmach/orb/geojson"

	"chainatlas/model"
)

// feature is a GeoJSON feature whose properties are the record as everyone outside sees it.
type feature struct {
	Type       string                     `json:"type"`
	ID         model.ID                   `json:"id"`
	Geometry   *geojson.Geometry          `json:"geometry"`
	Properties map[string]json.RawMessage `json:"properties"`
}

// fileStamp says whom a file is for, its day, and what wrote it. GeoJSON lets it stand beside the features as a foreign
// member, which other programs pass by.
type fileStamp struct {
	Mark  string `json:"mark,omitempty"` // 内部资料 or 保密
	Date  string `json:"date"`
	Maker string `json:"maker"`
}

// program is what files are made by.
const program = "招商链图"

type collection struct {
	Type     string    `json:"type"`
	Stamp    fileStamp `json:"stamp"`
	Features []feature `json:"features"`
}

// geoJSON writes the records that have a place, in WGS-84 degrees, and says how many.
func geoJSON(records []model.Record, stamp fileStamp) ([]byte, int, error) {
	out := collection{"FeatureCollection", stamp, []feature{}}
	for _, r := range records {
		g := geometryOf(r)
		if g == nil {
			continue
		}
		f := feature{Type: "Feature", ID: r.Head().ID, Geometry: g}
		b, err := model.JSON(r)
		if err != nil {
			return nil, 0, err
		}
		if err := json.Unmarshal(b, &f.Properties); err != nil {
			return nil, 0, err
		}
		delete(f.Properties, "location")
		out.Features = append(out.Features, f)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return nil, 0, err
	}
	return b.Bytes(), len(out.Features), nil
}

// geometryOf is the outline of a record, else its point, else nil.
func geometryOf(r model.Record) *geojson.Geometry {
	f, err := model.FieldOf(r.Kind(), "location")
	if err != nil {
		return nil
	}
	l, ok := f.Value(r).(model.Location)
	switch {
	case ok && l.Geometry != nil:
		return geojson.NewGeometry(l.Geometry)
	case ok && l.Point != nil:
		return geojson.NewGeometry(*l.Point)
	}
	return nil
}
