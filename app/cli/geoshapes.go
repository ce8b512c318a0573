package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/project"

	"chainatlas/mapping/crs"
)

// shape is a feature of a GeoJSON file that has an area, in WGS-84 degrees.
type shape struct {
	number   int // as the file counts its features, from 1
	props    geojson.Properties
	geometry orb.Geometry
}

// shapeNames are what files call a feature's name, the more special first.
var shapeNames = []string{"名称", "name", "街道", "乡镇街道", "街道名称", "乡镇名称", "XZQMC", "NAME", "Name", "MC", "title"}

// name is the value of the field, "" when it is not there; without a field what looks like a name.
func (s shape) name(field string) string {
	fields := shapeNames
	if field != "" {
		fields = []string{field}
	}
	for _, f := range fields {
		if v, ok := s.props[f]; ok && v != nil {
			return strings.TrimSpace(fmt.Sprint(v))
		}
	}
	return ""
}

// geoFile is a GeoJSON file of any form. The member crs is of the form before 2016, which surveyors' programs still write.
type geoFile struct {
	Type string `json:"type"`
	CRS  struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	} `json:"crs"`
}

// readPolygons reads the polygons of a GeoJSON file. Points and lines are counted and left out. system may be "": then the
// file says it, or its numbers are degrees of WGS-84.
func readPolygons(path, system string) (shapes []shape, others int, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	b = []byte(strings.TrimPrefix(string(b), "\ufeff"))
	var head geoFile
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, 0, failure("「" + filepath.Base(path) + "」不是 GeoJSON 文件，或已损坏：" + jsonFault(err))
	}
	features, err := featuresOf(head.Type, b)
	if err != nil {
		return nil, 0, failure("「" + filepath.Base(path) + "」里的图形读不出来。请重新导出为 GeoJSON")
	}
	from, err := systemOfFile(path, system, head.CRS.Properties.Name)
	if err != nil {
		return nil, 0, err
	}
	for i, f := range features {
		g := polygonsOf(f.Geometry)
		if g == nil {
			others++
			continue
		}
		if !from.Metres && !inDegrees(g) {
			return nil, 0, failure(fmt.Sprintf("「%s」第 %d 个图形的坐标不是经纬度，文件没有写明坐标系。请加 --crs 写明，如 EPSG:4548、EPSG:4527", filepath.Base(path), i+1))
		}
		shapes = append(shapes, shape{i + 1, f.Properties, project.Geometry(g, from.ToWGS84)})
	}
	if len(shapes) == 0 {
		return nil, others, failure("「" + filepath.Base(path) + "」里没有多边形")
	}
	return shapes, others, nil
}

func jsonFault(err error) string {
	if s, ok := err.(*json.SyntaxError); ok {
		return fmt.Sprintf("第 %d 个字节处格式有误", s.Offset)
	}
	return "内容不是一个 JSON 对象"
}

func featuresOf(kind string, b []byte) ([]*geojson.Feature, error) {
	switch kind {
	case "FeatureCollection":
		fc, err := geojson.UnmarshalFeatureCollection(b)
		if err != nil {
			return nil, err
		}
		return fc.Features, nil
	case "Feature":
		f, err := geojson.UnmarshalFeature(b)
		return []*geojson.Feature{f}, err
	}
	g, err := geojson.UnmarshalGeometry(b)
	if err != nil {
		return nil, err
	}
	return []*geojson.Feature{geojson.NewFeature(g.Geometry())}, nil
}

// systemOfFile goes by the call, then by the file, then by the rule for GeoJSON.
func systemOfFile(path, asked, stated string) (crs.CRS, error) {
	if asked != "" {
		return systemNamed(asked)
	}
	if stated == "" {
		return crs.WGS84, nil
	}
	c, err := crs.Lookup(stated)
	if err != nil {
		return c, failure("「" + filepath.Base(path) + "」写明的坐标系「" + stated + "」不能换算。请转成 CGCS2000 或 WGS-84 再用；若写错了，加 --crs 写明实际的坐标系")
	}
	return c, nil
}

// polygonsOf leaves of a geometry what has an area, nil for nothing.
func polygonsOf(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Polygon:
		if len(g) > 0 && len(g[0]) > 3 {
			return g
		}
	case orb.MultiPolygon:
		if len(g) > 0 {
			return g
		}
	case orb.Collection:
		var parts orb.Collection
		for _, part := range g {
			if p := polygonsOf(part); p != nil {
				parts = append(parts, p)
			}
		}
		if len(parts) > 0 {
			return parts
		}
	}
	return nil
}

func inDegrees(g orb.Geometry) bool {
	b := g.Bound()
	return b.Min[0] >= -180 && b.Max[0] <= 180 && b.Min[1] >= -90 && b.Max[1] <= 90
}
