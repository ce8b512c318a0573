// Package place turns the coordinates that people write into places.
package place

import (
	"math"
	"regexp"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/model"
)

var (
	// china bounds the degrees that a place may have; an enterprise may be anywhere in the country.
	china = orb.Bound{Min: orb.Point{73, 3}, Max: orb.Point{136, 54}}
	// around bounds the district and its neighbours: metres without a zone are taken for its own plane only there.
	around = orb.Bound{Min: orb.Point{117, 35.6}, Max: orb.Point{118.6, 36.8}}
)

var belt = regexp.MustCompile(`[3三]度(?:分)?带[)）]?\s*$`)

// homeMeridian is the central meridian of the district's plane, degrees east.
const homeMeridian = 117

// Locate turns the coordinates of a ledger into a place; either cell may hold both. Degrees do not tell their system:
// without its name the words are kept and the place stays 待核. The name may say how coarse the place is: WGS-84（街道）.
func Locate(x, y, system string) (model.Location, []model.Problem) {
	words := joined(x, y)
	system, precision := model.CutPrecision(system)
	out := model.Location{Precision: model.PlaceUnknown, CRS: system, Entered: words}
	p, hint, err := crs.ParsePoint(words)
	if err != nil {
		return out, []model.Problem{unreadable(x, y, words)}
	}
	from, ok := systemOf(system, hint, p)
	if !ok {
		return out, []model.Problem{unclear(words, system, hint)}
	}
	at := rounded(from.ToWGS84(p))
	if !china.Contains(at) {
		return out, []model.Problem{{Code: "place.range", Message: "坐标「" + words + "」不在中国境内，位置待核", Suggestion: "核对经纬度的小数点与坐标系，如 117.81450 和 36.05810"}}
	}
	out.Point, out.Precision, out.CRS = &at, precision, from.Code
	if lat, isAngle := crs.ParseAngle(x); isAngle && hint == "" && lat == p[1] && lat != p[0] {
		return out, []model.Problem{{Code: "place.swapped", Message: "坐标「" + words + "」的经度、纬度填反了，已对调", Suggestion: "经度约 117.8，纬度约 36.1；请在原表中改正"}}
	}
	return out, nil
}

// joined puts the cells together, unless one holds both or they say the same.
func joined(x, y string) string {
	x, y = strings.TrimSpace(x), strings.TrimSpace(y)
	if y == "" || x == y {
		return x
	}
	if x == "" {
		return y
	}
	return x + "," + y
}

func unreadable(x, y, words string) model.Problem {
	if _, single := crs.ParseAngle(words); single && (x == "" || y == "") {
		return model.Problem{Code: "place.half", Message: "经度、纬度只填了一个", Suggestion: "补全另一个坐标"}
	}
	return model.Problem{Code: "place.unreadable", Message: "坐标「" + words + "」无法识别", Suggestion: "写成十进制度，如 117.81450 和 36.05810"}
}

func unclear(words, system, hint string) model.Problem {
	switch {
	case hint == crs.HintPlane:
		return model.Problem{Code: "place.zone", Message: "坐标「" + words + "」是平面坐标，没有写明分带，位置待核", Suggestion: "在「坐标系」写明分带，如 CGCS2000 3度带 39带，或 EPSG:4548（中央经线 117°）"}
	case system == "":
		return model.Problem{Code: "place.no_crs", Message: "坐标没有注明坐标系，位置待核", Suggestion: "在「坐标系」列写明 CGCS2000、WGS-84、GCJ-02（高德）或 BD-09（百度）"}
	}
	return model.Problem{Code: "place.system", Message: "坐标「" + words + "」的坐标系「" + system + "」不明确，位置待核", Suggestion: "写明坐标系，如 CGCS2000、GCJ-02、BD-09"}
}

// systemOf goes by what was written. Metres tell more than a name that covers degrees and planes alike: CGCS2000.
func systemOf(name, hint string, p orb.Point) (crs.CRS, bool) {
	named, err := crs.Lookup(belt.ReplaceAllString(name, "")) // 3度带 alone names no plane
	known := err == nil
	switch {
	case hint == "":
		return named, known && !named.Metres
	case name == "" && hint == crs.HintPlane:
		return home(p)
	case name == "":
		c, err := crs.Lookup(hint)
		return c, err == nil
	case known && named.Metres:
		return sameZone(named, hint)
	case !known || named.Code != crs.CGCS2000.Code:
		return crs.CRS{}, false // metres are no degrees of GCJ-02
	case hint == crs.HintPlane:
		return home(p)
	}
	c, err := crs.Lookup(hint)
	return c, err == nil
}

// home is the district's plane where the numbers then lie around the district.
func home(p orb.Point) (crs.CRS, bool) {
	c, err := crs.GaussKruger3(homeMeridian, false)
	return c, err == nil && around.Contains(c.ToWGS84(p))
}

// sameZone is the plane that was named, with or without the zone's number as the numbers have it. A number of another
// zone contradicts the name.
func sameZone(named crs.CRS, hint string) (crs.CRS, bool) {
	if hint == crs.HintPlane {
		return named.Zoned(false)
	}
	c, isPlane := named.Zoned(true)
	if !isPlane {
		return named, named.Code == hint
	}
	return c, c.Code == hint
}

// rounded drops what the conversion adds beyond a tenth of a millimetre.
func rounded(p orb.Point) orb.Point {
	return orb.Point{math.Round(p[0]*1e9) / 1e9, math.Round(p[1]*1e9) / 1e9}
}
