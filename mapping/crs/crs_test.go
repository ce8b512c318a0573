package crs

import (
	"errors"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

// Made with PROJ 9.1.1 (EPSG:4490, or EPSG:4326 for the web map, to the system named), to a tenth of a millimetre.
var projVectors = []struct {
	code   string
	lonLat orb.Point
	plane  orb.Point
}{
	{"EPSG:4548", orb.Point{117.81, 36.06}, orb.Point{572977.9787, 3992503.9019}},
	{"EPSG:4548", orb.Point{117.0, 36.0}, orb.Point{500000.0000, 3985542.6703}},
	{"EPSG:4548", orb.Point{117.82052, 36.05873}, orb.Point{573926.9994, 3992370.9173}},
	{"EPSG:4548", orb.Point{115.5, 34.9}, orb.Point{362895.9095, 3864525.8980}},
	{"EPSG:4548", orb.Point{118.499, 37.5}, orb.Point{632553.6937, 4153057.8519}},
	{"EPSG:4548", orb.Point{116.02, 20.0}, orb.Point{397441.9984, 2212666.2562}},
	{"EPSG:4548", orb.Point{117.5, 53.5}, orb.Point{533179.4041, 5930382.2379}},
	{"EPSG:4527", orb.Point{117.81, 36.06}, orb.Point{39572977.9787, 3992503.9019}},
	{"EPSG:4527", orb.Point{117.0, 36.0}, orb.Point{39500000.0000, 3985542.6703}},
	{"EPSG:4527", orb.Point{117.82052, 36.05873}, orb.Point{39573926.9994, 3992370.9173}},
	{"EPSG:4547", orb.Point{117.81, 36.06}, orb.Point{843341.5397, 3998925.5999}},
	{"EPSG:4547", orb.Point{117.0, 36.0}, orb.Point{770529.5818, 3989707.8454}},
	{"EPSG:4547", orb.Point{117.82052, 36.05873}, orb.Point{844295.5356, 3998821.8151}},
	{"EPSG:4526", orb.Point{117.81, 36.06}, orb.Point{38843341.5397, 3998925.5999}},
	{"EPSG:4526", orb.Point{117.0, 36.0}, orb.Point{38770529.5818, 3989707.8454}},
	{"EPSG:4526", orb.Point{117.82052, 36.05873}, orb.Point{38844295.5356, 3998821.8151}},
	{"EPSG:4549", orb.Point{117.81, 36.06}, orb.Point{302676.3230, 3994420.6770}},
	{"EPSG:4549", orb.Point{117.0, 36.0}, orb.Point{229470.4182, 3989707.8454}},
	{"EPSG:4549", orb.Point{117.82052, 36.05873}, orb.Point{303621.1818, 3994258.4374}},
	{"EPSG:4528", orb.Point{117.81, 36.06}, orb.Point{40302676.3230, 3994420.6770}},
	{"EPSG:4528", orb.Point{117.0, 36.0}, orb.Point{40229470.4182, 3989707.8454}},
	{"EPSG:4528", orb.Point{117.82052, 36.05873}, orb.Point{40303621.1818, 3994258.4374}},
	{"EPSG:4534", orb.Point{75.9, 39.47}, orb.Point{577445.9642, 4371070.0431}},
	{"EPSG:4513", orb.Point{75.9, 39.47}, orb.Point{25577445.9642, 4371070.0431}},
	{"EPSG:4554", orb.Point{134.2, 48.3}, orb.Point{440646.8816, 5352094.9559}},
	{"EPSG:4533", orb.Point{134.2, 48.3}, orb.Point{45440646.8816, 5352094.9559}},
	{"EPSG:4498", orb.Point{117.81, 36.06}, orb.Point{20572977.9787, 3992503.9019}},
	{"EPSG:4509", orb.Point{117.81, 36.06}, orb.Point{572977.9787, 3992503.9019}},
	{"EPSG:4491", orb.Point{75.9, 39.47}, orb.Point{13577445.9642, 4371070.0431}},
	{"EPSG:4502", orb.Point{75.9, 39.47}, orb.Point{577445.9642, 4371070.0431}},
	{"EPSG:4501", orb.Point{134.2, 48.3}, orb.Point{23440646.8816, 5352094.9559}},
	{"EPSG:3857", orb.Point{117.81, 36.06}, orb.Point{13114549.2104, 4308880.4233}},
	{"EPSG:3857", orb.Point{-70.5, -33.4}, orb.Point{-7848024.1009, -3948518.4271}},
}

func TestPlanesAgreeWithPROJ(t *testing.T) {
	for _, v := range projVectors {
		c, err := Lookup(v.code)
		if err != nil {
			t.Fatal(err)
		}
		if d := planar.Distance(c.FromWGS84(v.lonLat), v.plane); d > 0.0002 {
			t.Errorf("%s of %v is %.6f m from PROJ's", v.code, v.lonLat, d)
		}
		back := c.ToWGS84(v.plane)
		if d := metresApart(back, v.lonLat); d > 0.0002 {
			t.Errorf("%s of %v comes back %.6f m away", v.code, v.plane, d)
		}
	}
}

// metresApart is the distance of two near places in degrees.
func metresApart(a, b orb.Point) float64 {
	k := math.Pi / 180 * 6378137
	return math.Hypot((a[0]-b[0])*k*math.Cos(a[1]*math.Pi/180), (a[1]-b[1])*k)
}

func TestRoundTrips(t *testing.T) {
	gk, err := Lookup("EPSG:4548")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []CRS{GCJ02, BD09, WebMercator, gk} {
		t.Run(c.Name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				p := orb.Point{rapid.Float64Range(74, 135).Draw(rt, "lon"), rapid.Float64Range(4, 53).Draw(rt, "lat")}
				if c.Code == "EPSG:4548" {
					p[0] = 112 + p[0]/13 // a plane is for places near its meridian
				}
				if d := metresApart(c.ToWGS84(c.FromWGS84(p)), p); d > 1e-6 {
					rt.Fatalf("%v comes back %g m away", p, d)
				}
			})
		})
	}
}

func TestOffsets(t *testing.T) {
	here := orb.Point{117.81, 36.06}
	// About 517 to 531 m to the east of here, and hardly north: what provider data of the district shows.
	if d := metresApart(GCJ02.FromWGS84(here), here); d < 510 || d > 540 {
		t.Errorf("GCJ-02 lies %.0f m off", d)
	}
	if p := GCJ02.FromWGS84(here); p[0]-here[0] < 0.0057 || p[0]-here[0] > 0.0060 {
		t.Errorf("GCJ-02 lies %.5f° east", p[0]-here[0])
	}
	if p := BD09.FromWGS84(here); p[0] < GCJ02.FromWGS84(here)[0]+0.005 {
		t.Errorf("BD-09 is %v", p)
	}
	paris := orb.Point{2.35, 48.86}
	if GCJ02.FromWGS84(paris) != paris {
		t.Error("GCJ-02 moves places outside China")
	}
}

func TestConvert(t *testing.T) {
	p := orb.Point{117.81, 36.06}
	if got := Convert(GCJ02, GCJ02, p); got != p {
		t.Errorf("a system to itself moves %v to %v", p, got)
	}
	bd := Convert(GCJ02, BD09, p)
	if d := metresApart(Convert(BD09, GCJ02, bd), p); d > 1e-6 {
		t.Errorf("GCJ-02 to BD-09 and back is %g m off", d)
	}
}

func TestLookup(t *testing.T) {
	for name, want := range map[string]string{
		"GCJ-02": "GCJ-02", "gcj02": "GCJ-02", "高德": "GCJ-02", "腾讯": "GCJ-02", "BD09": "BD-09", "百度": "BD-09",
		"BD-09": "BD-09", "EPSG:4548": "EPSG:4548", "epsg:4527": "EPSG:4527", "4549": "EPSG:4549", "CGCS2000": "EPSG:4490",
		"WGS84": "EPSG:4326", "WGS 84": "EPSG:4326", "天地图": "EPSG:4490", "2000国家大地坐标系": "EPSG:4490",
		"urn:ogc:def:crs:EPSG::4490": "EPSG:4490", "urn:ogc:def:crs:OGC:1.3:CRS84": "EPSG:4326",
		"CGCS2000_3_Degree_GK_CM_117E": "EPSG:4548", "CGCS2000_3_Degree_GK_Zone_39": "EPSG:4527",
		"CGCS2000 / 3-degree Gauss-Kruger CM 117E": "EPSG:4548", "CGCS2000_GK_Zone_20": "EPSG:4498",
		"CGCS2000 / Gauss-Kruger CM 117E": "EPSG:4509", "ＧＣＪ－０２": "GCJ-02", "EPSG:3857": "EPSG:3857",
		"GCS_China_Geodetic_Coordinate_System_2000": "EPSG:4490",
		"CGCS2000 3度带 39带":                          "EPSG:4527", "CGCS2000（3度带，第39带）": "EPSG:4527", "国家2000三度带 中央经线117°": "EPSG:4548", "3度带 CM117": "EPSG:4548",
		"CGCS2000 6度带 20带": "EPSG:4498",
	} {
		c, err := Lookup(name)
		if err != nil || c.Code != want {
			t.Errorf("%q is %q (%v), want %q", name, c.Code, err, want)
		}
	}
	for name, want := range map[string]error{
		"北京54": ErrRefused, "北京1954": ErrRefused, "Beijing 1954": ErrRefused, "西安80": ErrRefused, "Xian_1980": ErrRefused,
		"Xi'an 1980": ErrRefused, "EPSG:2364": ErrRefused, "EPSG:2415": ErrRefused, "4214": ErrRefused, "EPSG:4610": ErrRefused,
		"": ErrUnknown, "EPSG:27700": ErrUnknown, "moon": ErrUnknown, "CGCS2000_3_Degree_GK_CM_118E": ErrUnknown,
		"Beijing_1954_3_Degree_GK_CM_117E": ErrRefused,
	} {
		if _, err := Lookup(name); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
	for _, n := range Names() {
		if _, err := Lookup(n); err != nil {
			t.Error(err)
		}
	}
}

var parseCases = []struct {
	name string
	text string
	want orb.Point
	hint string
}{
	{"decimal", "117.81,36.06", orb.Point{117.81, 36.06}, ""},
	{"swapped", "36.06, 117.81", orb.Point{117.81, 36.06}, ""},
	{"with blanks", "  117.81   36.06\n", orb.Point{117.81, 36.06}, ""},
	{"tab from a sheet", "117.81\t36.06", orb.Point{117.81, 36.06}, ""},
	{"full width", "１１７．８１，３６．０６", orb.Point{117.81, 36.06}, ""},
	{"Chinese comma", "117.81、36.06", orb.Point{117.81, 36.06}, ""},
	{"brackets", "[117.81, 36.06]", orb.Point{117.81, 36.06}, ""},
	{"well known text", "POINT(117.81 36.06)", orb.Point{117.81, 36.06}, ""},
	{"letters after", "117.81E, 36.06N", orb.Point{117.81, 36.06}, ""},
	{"letters before", "N36.06 E117.81", orb.Point{117.81, 36.06}, ""},
	{"labels", "lat: 36.06, lng: 117.81", orb.Point{117.81, 36.06}, ""},
	{"Chinese labels", "经度：117.81 纬度：36.06", orb.Point{117.81, 36.06}, ""},
	{"degree signs on decimals", "117.81° 36.06°", orb.Point{117.81, 36.06}, ""},
	{"degrees, minutes, seconds", `117°48'52"E 36°3'29"N`, orb.Point{117 + 48.0/60 + 52.0/3600, 36 + 3.0/60 + 29.0/3600}, ""},
	{"latitude first", `36°3'29"N, 117°48'52"E`, orb.Point{117 + 48.0/60 + 52.0/3600, 36 + 3.0/60 + 29.0/3600}, ""},
	{"typographic signs", "117°48′52.5″ 36°03′29″", orb.Point{117 + 48.0/60 + 52.5/3600, 36 + 3.0/60 + 29.0/3600}, ""},
	{"in Chinese", "117度48分52秒，36度3分29秒", orb.Point{117 + 48.0/60 + 52.0/3600, 36 + 3.0/60 + 29.0/3600}, ""},
	{"in Chinese with hemispheres", "东经117°48′52″，北纬36°03′29″", orb.Point{117 + 48.0/60 + 52.0/3600, 36 + 3.0/60 + 29.0/3600}, ""},
	{"north first in Chinese", "北纬36度3分 东经117度48分", orb.Point{117.8, 36.05}, ""},
	{"degrees and minutes", "117°48.6' 36°3.6'", orb.Point{117.81, 36.06}, ""},
	{"whole degrees", "117° 36°", orb.Point{117, 36}, ""},
	{"west and south", "70.5W 33.4S", orb.Point{-70.5, -33.4}, ""},
	{"with a place's name", "颜庄街道 117.81,36.06", orb.Point{117.81, 36.06}, ""},
	{"zone of 3°", "39572977.98, 3992503.90", orb.Point{39572977.98, 3992503.90}, "EPSG:4527"},
	{"northing first", "X=3992503.90 Y=39572977.98", orb.Point{39572977.98, 3992503.90}, "EPSG:4527"},
	{"zone of 6°", "20572977.98 3992503.90", orb.Point{20572977.98, 3992503.90}, "EPSG:4498"},
	{"metres without a zone", "3992503.90 572977.98", orb.Point{572977.98, 3992503.90}, HintPlane},
	{"hemispheres before degree signs", "E117.81450° N36.05810°", orb.Point{117.8145, 36.0581}, ""},
	{"colons after the words", "东经：117°48'52.2\"；北纬：36°03'29.16\"", orb.Point{117.8145, 36.0581}, ""},
	{"two signs for the second", "117°48'52.2''E 36°3'29.16''N", orb.Point{117.8145, 36.0581}, ""},
	{"nothing between them", "E117°48′52.2″N36°3′29.16″", orb.Point{117.8145, 36.0581}, ""},
	{"letters and minutes", "N36°03.486′ E117°48.87′", orb.Point{117.8145, 36.0581}, ""},
	{"of an address", "lon=117.8145&lat=36.0581", orb.Point{117.8145, 36.0581}, ""},
	{"full width with words", "经度：１１７．８１４５　纬度：３６．０５８１", orb.Point{117.8145, 36.0581}, ""},
	{"with an area behind", "经度117.8145，纬度36.0581，面积30亩", orb.Point{117.8145, 36.0581}, ""},
	{"with an area before", "面积约30.5亩，坐标117.8145,36.0581", orb.Point{117.8145, 36.0581}, ""},
	{"with an area in square metres", "117.8145,36.0581（20000平方米）", orb.Point{117.8145, 36.0581}, ""},
	{"north first with an area", "位于北纬36°3′29.16″、东经117°48′52.2″，占地30亩", orb.Point{117.8145, 36.0581}, ""},
	{"with a height", "117°48′52.2″ 36°3′29.16″ 高程120.5m", orb.Point{117.8145, 36.0581}, ""},
	{"a numbered corner", "J1 117.8145 36.0581", orb.Point{117.8145, 36.0581}, ""},
	{"a numbered point", "坐标点1：117.8145,36.0581", orb.Point{117.8145, 36.0581}, ""},
	{"a numbered line", "1、117.8145,36.0581", orb.Point{117.8145, 36.0581}, ""},
	{"dashes", "117-48-52.2, 36-03-29.16", orb.Point{117.8145, 36.0581}, ""},
	{"colons", "117:48:52.2 36:03:29.16", orb.Point{117.8145, 36.0581}, ""},
	{"blanks within", "117 48 52.2, 36 3 29.16", orb.Point{117.8145, 36.0581}, ""},
	{"northing and easting in words", "北坐标3992503.90 东坐标39572977.98", orb.Point{39572977.98, 3992503.90}, "EPSG:4527"},
	{"a corner on a plane", "J12 X=3992503.90 Y=39572977.98 面积30亩", orb.Point{39572977.98, 3992503.90}, "EPSG:4527"},
	{"thousands", "572,977.98 3,992,503.90", orb.Point{572977.98, 3992503.90}, HintPlane},
	{"web map", "13114549.2,4308880.4", orb.Point{13114549.2, 4308880.4}, "EPSG:3857"},
}

func TestParsePoint(t *testing.T) {
	for _, tc := range parseCases {
		t.Run(tc.name, func(t *testing.T) {
			p, hint, err := ParsePoint(tc.text)
			if err != nil || planar.Distance(p, tc.want) > 1e-9 || hint != tc.hint {
				t.Errorf("%q is %v %q %v, want %v %q", tc.text, p, hint, err, tc.want, tc.hint)
			}
		})
	}
}

func TestParsePointRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "words": "钢城区", "one number": "117.81", "three numbers": "117.81,36.06,12",
		"one of degrees, minutes, seconds with dots": "117.48.52", "both so": "117.48.52,36.03.29", "an area alone": "30亩", "an area and one number": "117.81 30亩",
		"minutes beyond 60": "117°61' 36°3'", "no latitude": "117.81,118.2", "both east": "117E 36E",
		"metres that are no place": "123456,654321", "beyond the globe": "400,36",
	} {
		if p, _, err := ParsePoint(text); !errors.Is(err, ErrNotPoint) {
			t.Errorf("%s: %q is %v, %v", name, text, p, err)
		}
	}
}

func FuzzParsePoint(f *testing.F) {
	for _, tc := range parseCases {
		f.Add(tc.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, hint, err := ParsePoint(text)
		if err == nil && hint == "" && (abs(p[0]) > 180 || abs(p[1]) > 90) {
			t.Errorf("%q is %v", text, p)
		}
	})
}

func TestArea(t *testing.T) {
	gk, err := Lookup("EPSG:4548")
	if err != nil {
		t.Fatal(err)
	}
	// A field of 1000 m by 1000 m on the plane has a hole of 100 m by 100 m.
	square := func(x, y, side float64) orb.Ring {
		r := orb.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
		for i, p := range r {
			r[i] = gk.ToWGS84(p)
		}
		return r
	}
	field := orb.Polygon{square(572000, 3992000, 1000), square(572400, 3992400, 100)}
	if got := Area(field); math.Abs(got-990_000) > 0.1 {
		t.Errorf("area is %.3f m², want 990000", got)
	}
	if got := AreaMu(field); math.Abs(got-1485) > 0.001 {
		t.Errorf("area is %.4f 亩, want 1485", got)
	}
	open := orb.Polygon{field[0][:4]}
	if got := Area(open); math.Abs(got-1_000_000) > 0.1 {
		t.Errorf("an unclosed ring has %.3f m²", got)
	}
	if got := Area(orb.Polygon{}); got != 0 {
		t.Errorf("nothing has %v m²", got)
	}
	if got := Length(orb.LineString(field[0])); math.Abs(got-4000) > 0.001 {
		t.Errorf("the border is %.4f m long, want 4000", got)
	}
}

func TestGroundPerMercator(t *testing.T) {
	// PROJ's geodesic over 0.0001° divided by the same on the web map.
	for lat, want := range map[float64]float64{0: 1, 36.06: 0.80934021, 54: 0.58907720} {
		if got := GroundPerMercator(lat); math.Abs(got-want) > 1e-7 {
			t.Errorf("at %v° it is %.8f, want %.8f", lat, got, want)
		}
	}
}

func BenchmarkGCJ02ToWGS84(b *testing.B) {
	for b.Loop() {
		GCJ02.ToWGS84(orb.Point{117.81, 36.06})
	}
}
