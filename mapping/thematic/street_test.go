package thematic

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/model"
)

func box(w, s, e, n float64) orb.Polygon {
	return orb.Polygon{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}
}

var twoStreets = []StreetArea{
	{"西街道", orb.MultiPolygon{box(117, 36, 118, 37), box(119, 36, 119.5, 37)}},
	{"东街道", append(box(118, 36, 119, 37), box(118.4, 36.4, 118.6, 36.6)[0])}, // with a hole
	{"一条线", orb.LineString{{117, 36}, {118, 37}}},
}

func TestStreetsAt(t *testing.T) {
	for _, c := range []struct {
		name string
		at   orb.Point
		want string
	}{
		{"in the west", orb.Point{117.5, 36.5}, "西街道"}, {"in its other part", orb.Point{119.2, 36.5}, "西街道"},
		{"in the east", orb.Point{118.2, 36.5}, "东街道"}, {"in the hole", orb.Point{118.5, 36.5}, ""},
		{"on the border", orb.Point{118, 36.5}, "西街道 东街道"}, {"outside", orb.Point{120, 36.5}, ""},
	} {
		if got := strings.Join(StreetsAt(twoStreets, c.at), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFindStreets(t *testing.T) {
	at := func(lon float64, precision string) model.Location {
		return model.Location{Point: &orb.Point{lon, 36.5}, Precision: precision}
	}
	got := FindStreets(twoStreets, []model.Record{
		&model.Site{Location: at(117.5, model.PlaceExact)}, &model.Project{Location: at(118.2, model.PlaceStreet), Street: "北街道"},
		&model.Site{Location: at(117.5, model.PlaceDistrict)}, &model.Site{}, &model.Chain{},
		&model.Site{Location: model.Location{Geometry: box(117.2, 36.2, 117.4, 36.4)}}, &model.Enterprise{Location: at(120, model.PlaceExact)},
	})
	if len(got) != 4 || !got[0].Clear() || got[0].Found[0] != "西街道" || got[1].Was != "北街道" || got[1].Found[0] != "东街道" || got[2].Found[0] != "西街道" || got[3].Clear() {
		t.Errorf("%+v", got)
	}
}
