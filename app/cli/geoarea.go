package cli

import (
	"fmt"
	"io"

	"chainatlas/mapping/crs"
)

type geoAreaCommand struct {
	File string `arg:"" name:"文件" help:"地图文件（.geojson、.shp、.kml、.gpkg 等），里面有多边形"`
	CRS  string `name:"crs" help:"文件的坐标系；不写时按文件自己的说明，没有说明即 WGS-84 经纬度" placeholder:"CRS"`
}

// areaEntry is the area of one feature, or of all.
type areaEntry struct {
	Number   int     `json:"number,omitempty"`
	Name     string  `json:"name,omitempty"`
	M2       float64 `json:"m2"`
	Hectares float64 `json:"ha"`
	Mu       float64 `json:"mu"`
	Meridian int     `json:"meridian,omitempty"` // central meridian of the plane, degrees
}

type areaResult struct {
	Features []areaEntry `json:"features"`
	Total    areaEntry   `json:"total"`
	Others   int         `json:"others"`   // features without an area
	Repaired int         `json:"repaired"` // whose borders were put right before they were measured
}

func areaOf(m2 float64) areaEntry {
	return areaEntry{M2: m2, Hectares: m2 / 10000, Mu: m2 / crs.SquareMetresPerMu}
}

// Run prints the plane areas in CGCS2000, each on the 3° plane around it.
func (x geoAreaCommand) Run(c *call) error {
	file, err := readPolygons(x.File, x.CRS)
	if err != nil {
		return err
	}
	file.sayRepairs(c)
	out, sum := areaResult{Others: file.others, Repaired: file.repaired}, 0.0
	for _, s := range file.shapes {
		m2 := crs.AreaOf(s.geometry)
		e := areaOf(m2)
		e.Number, e.Name, e.Meridian = s.number, s.name(""), crs.Meridian(s.geometry)
		out.Features, sum = append(out.Features, e), sum+m2
	}
	out.Total = areaOf(sum)
	c.say("面积为 CGCS2000 高斯平面（3 度带）上的平面面积")
	return c.print(out, func(w io.Writer) {
		for _, e := range out.Features {
			fmt.Fprintf(w, "%d\t%s\t%s\t中央子午线 %d°\n", e.Number, e.Name, e.words(), e.Meridian)
		}
		fmt.Fprintf(w, "合计\t%d 个\t%s\n", len(out.Features), out.Total.words())
	})
}

func (e areaEntry) words() string {
	return fmt.Sprintf("%.2f 亩\t%.4f 公顷\t%.2f ㎡", e.Mu, e.Hectares, e.M2)
}
