package place

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/model"
)

func TestLocate(t *testing.T) {
	site := orb.Point{117.81, 36.06}
	for _, c := range []struct {
		name, x, y, system string
		want               orb.Point // zero for 位置待核
		precision, code    string
	}{
		{"degrees and their system", "117.81", "36.06", "CGCS2000", site, model.PlaceExact, ""},
		{"degrees without a system", "117.81", "36.06", "", orb.Point{}, model.PlaceUnknown, "place.no_crs"},
		{"both in the first cell", "117.81,36.06", "", "WGS84", site, model.PlaceExact, ""},
		{"both in the second cell", "", "117.81，36.06", "WGS84", site, model.PlaceExact, ""},
		{"both in both cells", "117.81,36.06", "117.81,36.06", "WGS84", site, model.PlaceExact, ""},
		{"only one", "117.81", "", "WGS84", orb.Point{}, model.PlaceUnknown, "place.half"},
		{"a slipped decimal point", "11.781", "36.06", "WGS84", orb.Point{}, model.PlaceUnknown, "place.range"},
		{"the wrong way round", "36.06", "117.81", "WGS84", site, model.PlaceExact, "place.swapped"},
		{"minutes the wrong way round", "36°3′36″", "117°48′36″", "WGS84", site, model.PlaceExact, "place.swapped"},
		{"degrees, minutes and seconds", "117°48′36″", "36°3′36″", "WGS84", site, model.PlaceExact, ""},
		{"a street", "117.81", "36.06", "WGS-84（街道）", site, model.PlaceStreet, ""},
		{"metres of the district's plane, called CGCS2000", "572977", "3992503", "CGCS2000", site, model.PlaceExact, ""},
		{"metres with the zone's number, called CGCS2000", "39572977", "3992503", "CGCS2000", site, model.PlaceExact, ""},
		{"metres with the zone's number, without a name", "39572977", "3992503", "", site, model.PlaceExact, ""},
		{"the northing first", "3992503", "39572977", "国家2000", site, model.PlaceExact, ""},
		{"metres of a zone that is named", "39572977", "3992503", "CGCS2000 3度带 39带", site, model.PlaceExact, ""},
		{"metres whose zone only the name tells", "572977", "3992503", "CGCS2000 3度带 39带", site, model.PlaceExact, ""},
		{"a meridian in words", "572977", "3992503", "CGCS2000 三度带 中央经线117", site, model.PlaceExact, ""},
		{"a code, and the zone's number all the same", "39572977", "3992503", "EPSG:4548", site, model.PlaceExact, ""},
		{"a belt without its zone", "572977", "3992503", "CGCS2000/3度带", site, model.PlaceExact, ""},
		{"a zone that contradicts the name", "40572977", "3992503", "CGCS2000 3度带 39带", orb.Point{}, model.PlaceUnknown, "place.system"},
		{"metres that lie elsewhere on the district's plane", "302777", "3994000", "CGCS2000", orb.Point{}, model.PlaceUnknown, "place.zone"},
		{"metres called 高德", "572977", "3992503", "高德", orb.Point{}, model.PlaceUnknown, "place.zone"},
		{"words", "钢城区", "", "WGS84", orb.Point{}, model.PlaceUnknown, "place.unreadable"},
	} {
		got, problems := Locate(c.x, c.y, c.system)
		if got.Precision != c.precision || (got.Point == nil) != (c.want == orb.Point{}) {
			t.Errorf("%s: got %+v %v", c.name, got, problems)
			continue
		}
		if got.Point != nil && math.Hypot(got.Point[0]-c.want[0], got.Point[1]-c.want[1]) > 2e-4 {
			t.Errorf("%s: lies at %v", c.name, *got.Point)
		}
		if code := firstCode(problems); code != c.code {
			t.Errorf("%s: said %q, want %q", c.name, code, c.code)
		}
	}
	if got, _ := Locate("东经117°48′36″", "北纬36°3′36″", "WGS84"); *got.Point != (orb.Point{117.81, 36.06}) {
		t.Errorf("36°3′36″ is %v", *got.Point)
	}
}

func firstCode(problems []model.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	return problems[0].Code
}
