package explain

import (
	"errors"
	"fmt"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
)

// mapAdvices are what a map file may be refused for.
var mapAdvices = []advice{
	{geofile.ErrDWG, "这是 DWG 图纸，只有 AutoCAD 一类的软件能读。请在其中另存为 DXF（ASCII）再导入。"},
	{geofile.ErrBinaryDXF, "这是二进制的 DXF。请在 AutoCAD 中另存为 ASCII 的 DXF 再导入。"},
	{geofile.ErrView, "这个图层是数据库视图，不是数据表。请在原软件中把它导出为新的 GeoPackage 再导入。"},
	{geofile.ErrNoLayer, "文件里没有可导入的图形。请核对是不是这个文件。"},
	{geofile.ErrLinksOnly, "这个 KML 里只有指向别处的链接，没有图形；软件不会联网读取。请在原软件中另存为包含图形的 KML。"},
	{geofile.ErrFormat, "不是本软件能读的地图文件。可用 GeoJSON、Shapefile（.shp 或 .zip）、KML、GeoPackage、DXF，或带坐标的表格。"},
	{geofile.ErrLocked, "压缩包设有密码。请先解压再导入。"},
	{geofile.ErrNoCoordinates, "表格里没有坐标列。请在表头写「经度」「纬度」，或「X」「Y」「坐标」「WKT」。"},
	{geofile.ErrCoordinate, "坐标不是有效的数字，或超出任何坐标系的范围。请改正后重新导入。"},
	{geofile.ErrShape, "这种图形不能读（如曲线、三维面片）。请在原软件中转为点、线、面再导出。"},
	{geofile.ErrTangled, "边界自相交的地方太多，无法修复。请在原软件中检查这个图形。"},
	{geofile.ErrDamaged, "文件不完整或前后矛盾。请重新取得这个文件。"},
	{geofile.ErrTooLarge, "内容过大，不像地图文件。请拆分后再导入。"},
	{crs.ErrRefused, "北京 1954、西安 1980 坐标要有测绘部门提供的参数才能准确换算。请让提供方转换为 CGCS2000。"},
}

// mapFile explains what is wrong with a map file, and with which of its features; "" for any other error.
func mapFile(err error) string {
	for _, a := range mapAdvices {
		if !errors.Is(err, a.err) {
			continue
		}
		var feature *geofile.FeatureError
		if errors.As(err, &feature) {
			return fmt.Sprintf("第 %d 个图形：%s没有导入任何内容。", feature.Number, a.text)
		}
		return a.text
	}
	return ""
}
