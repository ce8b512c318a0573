package cli

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/app/place"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/spatial"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

type withinCommand struct {
	Point   string   `arg:"" optional:"" name:"中心" help:"坐标：117.81,36.06，或「北纬36°3′29″ 东经117°48′52″」，或平面坐标；与 --km 一起用"`
	KM      *float64 `name:"km" help:"半径，公里" placeholder:"R"`
	Polygon string   `help:"地图文件（.geojson、.shp、.kml、.gpkg 等），取多边形内的记录" placeholder:"F"`
	Street  string   `help:"所在街道" placeholder:"NAME"`
	Kind    string   `help:"记录种类" default:"site" placeholder:"KIND"`
	Where   string   `help:"条件" placeholder:"EXPR"`
	CRS     string   `name:"crs" help:"中心坐标（或地图文件）的坐标系，如 GCJ-02；不写时经纬度按 WGS-84" placeholder:"CRS"`
}

// nearby is a record in the area that was asked for.
type nearby struct {
	ID        model.ID   `json:"id"`
	Kind      model.Kind `json:"kind"`
	Name      string     `json:"name"`
	KM        *float64   `json:"km,omitempty"` // from the centre, along the ellipsoid
	Point     *orb.Point `json:"point,omitempty"`
	Precision string     `json:"precision,omitempty"`
}

// Run prints the records, the nearest first, else by name.
func (x withinCommand) Run(c *call) error {
	area, err := x.area()
	if err != nil {
		return err
	}
	kind, err := businessKind(x.Kind)
	if err != nil {
		return err
	}
	if _, err := model.FieldOf(kind, "location"); err != nil {
		return mistake(kind.Label() + "没有位置，可用 --kind site、project、enterprise")
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	records, err := x.records(s, kind)
	if err != nil {
		return err
	}
	out, unplaced, coarse := area.among(records)
	c.say("共 %d 条；另有 %d 条位置待核，没有计入", len(out), unplaced)
	if coarse > 0 {
		c.say("其中 %d 条的位置只到街道或区县，距离仅供参考", coarse)
	}
	return c.print(out, func(w io.Writer) { printNearby(w, out) })
}

func (x withinCommand) records(s *store.Store, kind model.Kind) ([]model.Record, error) {
	f, err := filterOf(s, kind, x.Where)
	if err != nil {
		return nil, err
	}
	return answering(s, table.Query{Kind: kind, Filter: f}, 0)
}

// searchArea is all that was asked for at once; the zero parts ask for nothing.
type searchArea struct {
	center *orb.Point
	km     float64
	shapes []shape
	street string
}

func (x withinCommand) area() (a searchArea, err error) {
	switch {
	case (x.Point == "") != (x.KM == nil):
		return a, mistake("中心坐标和 --km 要一起写，如 geo within 117.81,36.06 --km 5")
	case x.Point == "" && x.Polygon == "" && x.Street == "":
		return a, mistake("请写明范围：中心坐标和 --km，或 --polygon，或 --street")
	case x.KM != nil && (math.IsNaN(*x.KM) || *x.KM < 0 || *x.KM > 20038):
		return a, mistake("--km 应为 0 到 20038 之间的数")
	}
	if x.KM != nil {
		at, err := centerOf(x.Point, x.CRS)
		if err != nil {
			return a, err
		}
		a.center, a.km = &at, *x.KM
	}
	if x.Polygon != "" {
		file, err := readPolygons(x.Polygon, x.polygonCRS())
		if err != nil {
			return a, err
		}
		a.shapes = file.shapes
	}
	a.street = model.NormalName(x.Street)
	return a, nil
}

// polygonCRS is the system of the file; with a centre --crs speaks of that.
func (x withinCommand) polygonCRS() string {
	if x.Point != "" {
		return ""
	}
	return x.CRS
}

// centerOf reads a place as the ledgers' are read. Degrees are WGS-84 unless the call says otherwise.
func centerOf(text, system string) (orb.Point, error) {
	if system == "" {
		if _, hint, err := crs.ParsePoint(text); err == nil && hint == "" {
			system = crs.WGS84.Code
		}
	} else if _, err := systemNamed(system); err != nil {
		return orb.Point{}, err
	}
	l, problems := place.Locate(text, "", system)
	if l.Point == nil {
		why := "坐标「" + text + "」无法识别"
		if len(problems) > 0 {
			why = problems[0].Message + "。" + problems[0].Suggestion
		}
		return orb.Point{}, failure(strings.ReplaceAll(why, "，位置待核", ""))
	}
	return *l.Point, nil
}

// among finds the records in the area, and counts those without a place, and those whose place is coarse.
func (a searchArea) among(records []model.Record) (out []nearby, unplaced, coarse int) {
	out = []nearby{}
	for _, r := range records {
		if !a.inStreet(r) {
			continue
		}
		f, err := model.FieldOf(r.Kind(), "location")
		if err != nil {
			continue
		}
		l, _ := f.Value(r).(model.Location)
		n := nearby{ID: r.Head().ID, Kind: r.Kind(), Name: r.Head().Name, Point: l.Point, Precision: l.Precision}
		at, ok := thematic.Anchor(l)
		if !ok && (a.center != nil || a.shapes != nil) {
			unplaced++
			continue
		}
		if !a.holds(l, at, &n) {
			continue
		}
		if l.Precision == model.PlaceStreet || l.Precision == model.PlaceDistrict {
			coarse++
		}
		out = append(out, n)
	}
	slices.SortStableFunc(out, func(x, y nearby) int {
		return cmp.Or(cmp.Compare(x.km(), y.km()), strings.Compare(x.Name, y.Name), strings.Compare(x.ID.String(), y.ID.String()))
	})
	return out, unplaced, coarse
}

func (n nearby) km() float64 {
	if n.KM == nil {
		return 0
	}
	return *n.KM
}

func (a searchArea) inStreet(r model.Record) bool {
	if a.street == "" {
		return true
	}
	f, err := model.FieldOf(r.Kind(), "street")
	return err == nil && strings.Contains(model.NormalName(f.Text(r)), a.street)
}

// holds tells whether a place lies in the circle and in one of the polygons. A centre inside an outline is no way off.
func (a searchArea) holds(l model.Location, at orb.Point, n *nearby) bool {
	if a.center != nil {
		km := spatial.Distance(*a.center, at) / 1000
		if thematic.Within(l.Geometry, *a.center) {
			km = 0
		}
		km = math.Round(km*1e6) / 1e6
		if n.KM = &km; km > a.km {
			return false
		}
	}
	return a.shapes == nil || slices.ContainsFunc(a.shapes, func(s shape) bool { return thematic.Within(s.geometry, at) })
}

func printNearby(w io.Writer, list []nearby) {
	for _, n := range list {
		far := ""
		if n.KM != nil {
			far = fmt.Sprintf("%.3f 公里", *n.KM)
		}
		at := ""
		if n.Point != nil {
			at = fmt.Sprintf("%.6f,%.6f", n.Point[0], n.Point[1])
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", n.Name, far, at, n.ID)
	}
}
