package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
)

// shape is a feature of a map file that has an area, in WGS-84 degrees.
type shape struct {
	number   int // as the file counts its features, from 1
	attrs    []geofile.Attr
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
		for _, a := range s.attrs {
			if a.Name == f {
				return strings.TrimSpace(fmt.Sprint(a.Value))
			}
		}
	}
	return ""
}

// polygons are the areas of a map file.
type polygons struct {
	shapes   []shape
	others   int // features without an area
	repaired int // features whose borders were put right, such as one that crosses itself
}

// readPolygons reads the polygons of a map file of any format. Points and lines are counted and left out. system may be
// "": then the file says it, or its numbers are degrees of WGS-84.
func readPolygons(path, system string) (out polygons, err error) {
	f, err := geofile.Open(context.Background(), path, geofile.Options{})
	if err != nil {
		return out, fileFault(path, err)
	}
	defer f.Close()
	for i, l := range f.Layers() {
		from, err := systemOfLayer(path, system, l)
		if err != nil {
			return out, err
		}
		err = f.Read(context.Background(), i, func(feature geofile.Feature) error { return out.add(feature, from, path) })
		if err != nil {
			return out, fileFault(path, err)
		}
	}
	if len(out.shapes) == 0 {
		return out, failure("「" + filepath.Base(path) + "」里没有多边形")
	}
	return out, nil
}

// add cleans a feature's geometry and turns it into degrees.
func (p *polygons) add(f geofile.Feature, from crs.CRS, path string) error {
	g, repairs, err := geofile.Clean(context.Background(), f.Geometry, geofile.CleanOptions{Number: f.Number})
	if err != nil {
		return err
	}
	if g = polygonsOf(g); g == nil {
		p.others++
		return nil
	}
	if !from.Metres && !inDegrees(g) {
		return failure(fmt.Sprintf("「%s」第 %d 个图形的坐标不是经纬度，文件没有写明坐标系。请加 --crs 写明，如 EPSG:4548、EPSG:4527", filepath.Base(path), f.Number))
	}
	if len(repairs) > 0 {
		p.repaired++
	}
	p.shapes = append(p.shapes, shape{f.Number, f.Attrs, project.Geometry(g, from.ToWGS84)})
	return nil
}

// fileFault says what is wrong with a map file.
func fileFault(path string, err error) error {
	name := "「" + filepath.Base(path) + "」"
	var feature *geofile.FeatureError
	var told failure
	switch {
	case errors.As(err, &told):
		return told
	case errors.As(err, &feature):
		return failure(fmt.Sprintf("%s第 %d 个图形读不出来。请在原软件中检查它，重新导出", name, feature.Number))
	case errors.Is(err, geofile.ErrFormat):
		return failure(name + "不是能读的地图文件。可读 .geojson、.shp、.zip（内有 .shp）、.kml、.kmz、.gpkg")
	case errors.Is(err, geofile.ErrDamaged):
		return failure(name + "不完整或已损坏。请重新取得这个文件")
	case errors.Is(err, geofile.ErrTooLarge):
		return failure(name + "过大，没有读完。请拆分后再用")
	}
	return err
}

// systemOfLayer goes by the call, then by the file, then by the rule for GeoJSON.
func systemOfLayer(path, asked string, l geofile.Layer) (crs.CRS, error) {
	stated := l.CRS
	if stated == "" {
		stated = l.Declared
	}
	switch {
	case asked != "":
		return systemNamed(asked)
	case stated == "":
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
	case orb.Polygon, orb.MultiPolygon:
		return g
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

// sayRepairs tells that borders were put right: then an area is that of what was meant, and worth a look.
func (p polygons) sayRepairs(c *call) {
	if p.repaired > 0 {
		c.say("有 %d 个图形的边界不合规范（如自相交、重复的点），已按规范理顺后计算，请核对", p.repaired)
	}
}
