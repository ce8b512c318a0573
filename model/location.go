package model

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Place precision: how well a location is known.
const (
	PlaceExact    = "exact"    // entered or measured
	PlaceStreet   = "street"   // somewhere in the street or town
	PlaceDistrict = "district" // somewhere in the district
	PlaceUnknown  = "unknown"  // 位置待核
)

// Location is where something is, in WGS-84 degrees (CGCS2000 within centimetres), and how it was entered.
// The zero value is 位置待核.
type Location struct {
	Point     *orb.Point
	Geometry  orb.Geometry // outline where known, else nil
	Precision string
	CRS       string // the coordinate system it was entered in: GCJ-02, EPSG:4548 …
	Entered   string // the words it was entered in
}

// coarse are the words for a place that is only known to lie somewhere in an area.
var coarse = []struct{ precision, words string }{{PlaceStreet, "街道"}, {PlaceDistrict, "区县"}}

// SystemWords is what a ledger's 坐标系 says of a place: WGS-84, or WGS-84（街道） for a point that stands for a street.
func SystemWords(system, precision string) string {
	for _, c := range coarse {
		if c.precision == precision {
			return system + "（" + c.words + "）"
		}
	}
	return system
}

// CutPrecision takes the words of SystemWords apart. Without a word for it a place is exact.
func CutPrecision(words string) (system, precision string) {
	for _, c := range coarse {
		for _, tail := range []string{"（" + c.words + "）", "(" + c.words + ")"} {
			if system, ok := strings.CutSuffix(strings.TrimSpace(words), tail); ok {
				return strings.TrimSpace(system), c.precision
			}
		}
	}
	return words, PlaceExact
}

// IsZero tells whether nothing is known, not even words.
func (l Location) IsZero() bool {
	return l.Point == nil && l.Geometry == nil && l.Entered == "" && l.CRS == ""
}

// String is "117.81450, 36.05810", or 位置待核 when only words are there.
func (l Location) String() string {
	if l.Point != nil {
		return strconv.FormatFloat(l.Point[0], 'f', 5, 64) + ", " + strconv.FormatFloat(l.Point[1], 'f', 5, 64)
	}
	if l.IsZero() {
		return ""
	}
	return "位置待核"
}

type locationJSON struct {
	Point     *[2]float64       `json:"point,omitempty"`
	Geometry  *geojson.Geometry `json:"geometry,omitempty"`
	Precision string            `json:"precision,omitempty"`
	Entered   *enteredJSON      `json:"entered,omitempty"`
}

type enteredJSON struct {
	CRS  string `json:"crs,omitempty"`
	Text string `json:"text,omitempty"`
}

// MarshalJSON gives the point as [lon, lat] and the outline as GeoJSON.
func (l Location) MarshalJSON() ([]byte, error) {
	j := locationJSON{Point: (*[2]float64)(l.Point), Precision: l.Precision}
	if l.Geometry != nil {
		j.Geometry = geojson.NewGeometry(l.Geometry)
	}
	if l.CRS != "" || l.Entered != "" {
		j.Entered = &enteredJSON{l.CRS, l.Entered}
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (l *Location) UnmarshalJSON(b []byte) error {
	var j locationJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*l = Location{Point: (*orb.Point)(j.Point), Precision: j.Precision}
	if j.Geometry != nil {
		l.Geometry = j.Geometry.Geometry()
	}
	if j.Entered != nil {
		l.CRS, l.Entered = j.Entered.CRS, j.Entered.Text
	}
	return nil
}

// MarshalCBOR keeps the JSON form in the store: geometries have one well-known form and are rarely written.
func (l Location) MarshalCBOR() ([]byte, error) {
	b, err := l.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return encoding.Marshal(b)
}

// UnmarshalCBOR reads what MarshalCBOR wrote.
func (l *Location) UnmarshalCBOR(b []byte) error {
	var inner []byte
	if err := decoding.Unmarshal(b, &inner); err != nil {
		return err
	}
	return l.UnmarshalJSON(inner)
}
