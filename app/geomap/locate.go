package geomap

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/model"
	"chainatlas/model/store"
)

// errAskSystem is returned for numbers that do not tell their coordinate system while the user has not said it either.
var errAskSystem = errors.New("coordinate system not chosen")

// errAbroad is returned for a place outside China: swapped or mistyped numbers, or the wrong system.
var errAbroad = errors.New("place is not in China")

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

// china bounds the degrees that a place of this bureau may have; an enterprise may be anywhere in the country.
var china = orb.Bound{Min: orb.Point{73, 3}, Max: orb.Point{136, 54}}

// pasted reads a pair of coordinates as the user pasted it. choice is an index into systems, -1 for none chosen; it
// counts only where the numbers do not tell.
func pasted(text string, choice int) (model.Location, error) {
	p, hint, err := crs.ParsePoint(text)
	if err != nil {
		return model.Location{}, err
	}
	if hint == "" || hint == crs.HintPlane {
		if choice < 0 {
			return model.Location{}, errAskSystem
		}
		hint = systems[choice].Name
	}
	from, err := crs.Lookup(hint)
	if err != nil {
		return model.Location{}, err
	}
	lonLat := from.ToWGS84(p)
	if !china.Contains(lonLat) {
		return model.Location{}, fmt.Errorf("%q as %s: %w", text, from.Code, errAbroad)
	}
	return model.Location{Point: &lonLat, Precision: model.PlaceExact, CRS: from.Code, Entered: text}, nil
}

// picked is a place clicked on the map.
func picked(merc orb.Point) model.Location {
	lonLat := crs.WebMercator.ToWGS84(merc)
	text := fmt.Sprintf("%.6f, %.6f", lonLat[0], lonLat[1])
	return model.Location{Point: &lonLat, Precision: model.PlaceExact, CRS: "WGS-84", Entered: text}
}

// reason says in the user's words why pasted coordinates were not taken.
func reason(err error) string {
	switch {
	case errors.Is(err, errAskSystem):
		return "这组数字看不出坐标系，请先选择来源（高德、百度、天地图……）。"
	case errors.Is(err, errAbroad):
		return "按所选坐标系换算后不在中国范围内，请核对数字和坐标系。"
	case errors.Is(err, crs.ErrRefused):
		return "北京54、西安80坐标须由测绘部门转换后再填写。"
	}
	return "没有读出一对坐标。可粘贴如 117.8145, 36.0581 或 北纬36°3′29″ 东经117°48′52″。"
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
