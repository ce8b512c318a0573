package geomap

import (
	"fmt"

	"github.com/paulmach/orb"

	"chainatlas/app/place"
	"chainatlas/mapping/crs"
	"chainatlas/model"
	"chainatlas/model/store"
)

// system is a coordinate system as the user knows it.
type system struct{ Words, Name string }

var systems = []system{
	{"高德、腾讯（GCJ-02）", "GCJ-02"},
	{"百度（BD-09）", "BD-09"},
	{"天地图、国家2000（经纬度）", "CGCS2000"},
	{"GPS（WGS-84）", "WGS84"},
	{"国家2000平面，中央经线117°", "EPSG:4548"},
	{"国家2000平面，39带", "EPSG:4527"},
}

func systemWords() []string {
	out := make([]string, len(systems))
	for i, s := range systems {
		out[i] = s.Words
	}
	return out
}

// pasted reads a pair of coordinates as the user pasted it, as a ledger's would be read. choice is an index into systems,
// -1 for none chosen. Without a place, why says in the user's words what to do.
func pasted(text string, choice int) (at model.Location, why string) {
	system := ""
	if choice >= 0 {
		system = systems[choice].Name
	}
	at, problems := place.Locate(text, "", system)
	at.Entered = text
	switch {
	case len(problems) == 0:
	case problems[0].Code == "place.no_crs":
		why = "这组数字看不出坐标系，请先在下面选择坐标来源"
	default:
		why = problems[0].Message + "。" + problems[0].Suggestion
	}
	return at, why
}

// picked is a place clicked on the map.
func picked(merc orb.Point) model.Location {
	lonLat := crs.WebMercator.ToWGS84(merc)
	text := fmt.Sprintf("%.6f, %.6f", lonLat[0], lonLat[1])
	return model.Location{Point: &lonLat, Precision: model.PlaceExact, CRS: "WGS-84", Entered: text}
}

// locate gives a record its place, in one action that can be taken back. An outline that is known stays.
func (s *Screen) locate(id model.ID, at model.Location) bool {
	return s.desk.Edit("登记位置："+s.desk.Store.Name(id), func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		f, err := model.FieldOf(r.Kind(), "location")
		if err != nil {
			return err
		}
		r = model.Clone(r)
		at.Geometry = f.Value(r).(model.Location).Geometry
		f.SetValue(r, at)
		return tx.Put(r)
	})
}
