// Package place turns the coordinates that people write into places.
package place

import (
	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/model"
)

// Locate turns the two coordinates of a ledger into a place. Degrees do not tell their system: without its name the
// words are kept and the place stays 待核.
func Locate(x, y, system string) (model.Location, []model.Problem) {
	words := x + "," + y
	out := model.Location{Precision: model.PlaceUnknown, CRS: system, Entered: words}
	p, hint, err := crs.ParsePoint(words)
	if err != nil {
		return out, []model.Problem{{Code: "place.unreadable", Message: "坐标「" + words + "」无法识别", Suggestion: "写成十进制度，如 117.81450 和 36.05810"}}
	}
	from, err := systemOf(system, hint)
	if err != nil {
		return out, []model.Problem{{Code: "place.system", Message: "坐标「" + words + "」的坐标系「" + system + "」不明确", Suggestion: "写明坐标系，如 CGCS2000、GCJ-02、BD-09；暂按位置待核保存"}}
	}
	at := from.ToWGS84(p)
	if !(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}).Contains(at) {
		return out, []model.Problem{{Code: "place.range", Message: "坐标「" + words + "」不在地球上", Suggestion: "核对经纬度与坐标系"}}
	}
	return model.Location{Point: &at, Precision: model.PlaceExact, CRS: from.Code, Entered: words}, nil
}

// systemOf prefers what was written; the numbers may give it away.
func systemOf(name, hint string) (crs.CRS, error) {
	if name == "" {
		name = hint
	}
	return crs.Lookup(name)
}
