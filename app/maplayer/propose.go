package maplayer

import (
	"fmt"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
)

// Proposal is a coordinate system that a layer may be in.
type Proposal struct {
	System crs.CRS
	Reason string // in the user's words
	Sure   bool   // nobody needs to be asked
}

// degreeSystems are what degrees in China may be: the numbers do not tell.
var degreeSystems = []crs.CRS{crs.WGS84, crs.GCJ02, crs.BD09}

// propose lists the systems that a layer may be in, the likeliest first: what the file says, then what the numbers tell. home
// tells whether a place in WGS-84 lies where the bureau's things are.
func propose(l geofile.Layer, points []orb.Point, home func(lonLat orb.Point) bool) []Proposal {
	if system, err := crs.Lookup(l.CRS); l.CRS != "" && err == nil {
		words := l.Declared
		if words == "" {
			words = system.Code
		}
		return append([]Proposal{{system, "文件写明：" + words, true}}, others(system)...)
	}
	if len(points) == 0 {
		return nil
	}
	_, hint, err := crs.ParsePoint(fmt.Sprintf("%f,%f", points[0][0], points[0][1]))
	switch {
	case err != nil:
		return nil
	case hint == crs.HintPlane:
		plane, err := crs.Lookup("EPSG:4548")
		if err != nil {
			return nil
		}
		return []Proposal{{plane, "坐标是不带带号的平面坐标；本地常用中央经线 117°，请核对图上位置", false}}
	case hint != "":
		plane, err := crs.Lookup(hint)
		if err != nil {
			return nil
		}
		return []Proposal{{plane, "按坐标数值判断（带号或范围）", true}}
	}
	return degrees(points, home)
}

// others are the systems offered beside the one that the file names: files are wrong sometimes.
func others(than crs.CRS) (out []Proposal) {
	for _, c := range degreeSystems {
		if !than.Metres && c.Code != than.Code {
			out = append(out, Proposal{c, "如与图上位置不符，可改用", false})
		}
	}
	return out
}

func degrees(points []orb.Point, home func(orb.Point) bool) (out []Proposal) {
	for _, c := range degreeSystems {
		in := 0
		for _, p := range points {
			if home != nil && home(c.ToWGS84(p)) {
				in++
			}
		}
		out = append(out, Proposal{c, fmt.Sprintf("经纬度看不出坐标系；按它换算，%d%% 的点在本区之内", in*100/len(points)), false})
	}
	return out
}
