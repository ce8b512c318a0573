package geofile

import (
	"errors"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

func TestPropose(t *testing.T) {
	district := orb.MultiPolygon{{square(117.9, 36.7, 0.3)}}
	place := orb.Point{118.05, 36.85}
	in := func(code string) orb.Point {
		c, err := crs.Lookup(code)
		if err != nil {
			t.Fatal(err)
		}
		return c.FromWGS84(place)
	}
	swap := func(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} }
	tests := []struct {
		name   string
		layer  Layer
		point  orb.Point
		want   string // the codes proposed, the best first
		first  Confidence
		reason string // part of the first reason
	}{
		{"declared", Layer{CRS: "EPSG:4548"}, in("EPSG:4548"), "EPSG:4548 EPSG:4547 EPSG:4549", Declared, "文件写明坐标系为 CGCS2000"},
		{"declared wrongly", Layer{CRS: "EPSG:4326"}, in("EPSG:4527"), "EPSG:4527 EPSG:4326", Likely, "带号 39"},
		{"degrees", Layer{}, place, "EPSG:4326 GCJ-02 BD-09", Possible, "单凭数值分不出来"},
		{"latitude first", Layer{}, swap(place), "EPSG:4326 GCJ-02 BD-09", Possible, "写在前面"},
		{"a zone before the easting", Layer{}, in("EPSG:4527"), "EPSG:4527", Likely, "带号 39"},
		{"a zone of six degrees", Layer{}, in("EPSG:4498"), "EPSG:4498", Likely, "带号 20"},
		{"northing first", Layer{}, swap(in("EPSG:4528")), "EPSG:4528", Likely, "写在前面"},
		{"no zone", Layer{}, in("EPSG:4548"), "EPSG:4548 EPSG:4547 EPSG:4549", Likely, "中央经线要由数据来源确定"},
		{"web map", Layer{}, in("EPSG:3857"), "EPSG:3857", Likely, "墨卡托"},
		{"elsewhere", Layer{}, orb.Point{104, 30}, "EPSG:4326 GCJ-02 BD-09", Unlikely, "不在辖区内"},
		{"a system that we do not know", Layer{Declared: "WGS_1984_UTM_Zone_50N"}, in("EPSG:4548"), "EPSG:4548 EPSG:4547 EPSG:4549", Possible, "不能换算这种坐标系"},
		{"a drawing of its own", Layer{}, orb.Point{12, 300}, "", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Propose(tt.layer, []orb.Point{tt.point}, district)
			var codes []string
			for _, p := range got {
				codes = append(codes, p.CRS.Code)
			}
			if all := strings.Join(codes, " "); err != nil || all != tt.want {
				t.Fatalf("%q, %v, want %q", all, err, tt.want)
			}
			if len(got) == 0 {
				return
			}
			if p := got[0]; p.Confidence != tt.first || !strings.Contains(p.Reason, tt.reason) {
				t.Errorf("%+v", p)
			}
			if q := got[0].ToWGS84(tt.point); tt.first != Unlikely && !district[0].Bound().Contains(q) {
				t.Errorf("lies in %v", q)
			}
		})
	}
}

func TestProposeOverlooksStrays(t *testing.T) {
	sample := []orb.Point{{0, 0}}
	for i := range 30 {
		sample = append(sample, orb.Point{39_590_000 + float64(i), 4_080_000})
	}
	if got, err := Propose(Layer{}, sample, nil); err != nil || len(got) != 1 || got[0].CRS.Code != "EPSG:4527" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestProposeTellsTheBorder(t *testing.T) {
	district := orb.MultiPolygon{{square(117.9, 36.7, 0.3)}}
	corner := crs.GCJ02.FromWGS84(orb.Point{118.1999, 36.7001}) // in the district, but not when taken for WGS-84
	got, err := Propose(Layer{}, []orb.Point{corner}, district)
	if err != nil || got[0].CRS.Code != "GCJ-02" || got[0].Inside != 1 {
		t.Errorf("%+v %v", got, err)
	}
}

func TestProposeRefusesOldSystems(t *testing.T) {
	for _, name := range []string{"Beijing_1954_3_Degree_GK_CM_117E", "高新区坐标（Xian 1980）"} {
		if got, err := Propose(Layer{Declared: name}, []orb.Point{{39_500_000, 4_000_000}}, nil); !errors.Is(err, crs.ErrRefused) {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

func TestSample(t *testing.T) {
	var s Sample
	for i := range 100_000 {
		s.Add(orb.Polygon{square(float64(i), 0, 1)})
	}
	p := s.Points()
	if len(p) < sampled || len(p) > 2*sampled || p[0][0] != 0 || p[len(p)-1][0] < 99_000 {
		t.Errorf("%d points, %v to %v", len(p), p[0], p[len(p)-1])
	}
}

func TestWKTOfSystems(t *testing.T) {
	tests := []struct{ name, text, code, declared string }{
		{"our own", wktOf("EPSG:4528"), "EPSG:4528", "CGCS2000_3_Degree_GK_Zone_40"},
		{"six degrees", wktOf("EPSG:4509"), "EPSG:4509", "CGCS2000_GK_CM_117E"},
		{"by its numbers", `PROJCS["高新区",GEOGCS["x",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",39500000.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],UNIT["Meter",1.0]]`,
			"EPSG:4527", "高新区"},
		{"of WKT 2", `PROJCRS["mine",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101]]],CONVERSION["x",METHOD["Transverse Mercator"],PARAMETER["Longitude of natural origin",120],PARAMETER["False easting",500000]]]`,
			"EPSG:4549", "mine"},
		{"with heights", `COMPD_CS["both",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]],VERT_CS["Yellow Sea 1985"]]`, "EPSG:4326", "GCS_WGS_1984"},
		{"UTM", `PROJCS["WGS_1984_UTM_Zone_50N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]],PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",117.0],PARAMETER["False_Easting",500000.0],PARAMETER["Scale_Factor",0.9996]]`,
			"", "WGS_1984_UTM_Zone_50N"},
		{"Xi'an 1980", `GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980"]]`, "", "GCS_Xian_1980"},
		{"Krasovsky below a name of its own", `PROJCS["高新区",GEOGCS["x",DATUM["y",SPHEROID["Krasovsky_1940",6378245.0,298.3]]],PROJECTION["Gauss_Kruger"]]`,
			"", "高新区（Beijing 1954）"},
		{"no WKT", "GCJ-02 what else\n", "", "GCJ-02 what else"},
		{"cut short", `PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS`, "EPSG:4548", "CGCS2000_3_Degree_GK_CM_117E"},
		{"nothing", "", "", ""},
		{"deeper than deep", strings.Repeat("A[", 10_000), "", strings.Repeat("A[", 40)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if code, declared := wktCRS(tt.text); code != tt.code || declared != tt.declared {
				t.Errorf("%q %q", code, declared)
			}
		})
	}
}
