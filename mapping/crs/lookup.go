package crs

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Lookup returns the coordinate system that a person or a file calls name: "GCJ-02", "高德", "EPSG:4548", "天地图",
// "CGCS2000_3_Degree_GK_CM_117E". It answers ErrRefused for Beijing 1954 and Xi'an 1980 and ErrUnknown else.
func Lookup(name string) (CRS, error) {
	key := simplify(name)
	if isOld(key) {
		return CRS{}, fmt.Errorf("%q: %w", name, ErrRefused)
	}
	if code, ok := epsgNumber(key); ok {
		return byCode(code)
	}
	if c, ok := byName[key]; ok {
		return c, nil
	}
	for _, tail := range []string{"坐标系统", "坐标系", "坐标"} { // 高德坐标, GCJ-02坐标系, 手机GPS坐标
		if c, ok := byName[strings.TrimPrefix(strings.TrimSuffix(key, tail), "手机")]; ok {
			return c, nil
		}
	}
	if c, ok := planeByName(key); ok {
		return c, nil
	}
	return CRS{}, fmt.Errorf("%q: %w", name, ErrUnknown)
}

// Names are the systems a person may choose from, those of this district first.
func Names() []string {
	return []string{"CGCS2000", "WGS84", "GCJ-02", "BD-09", "EPSG:4548", "EPSG:4527", "EPSG:4547", "EPSG:4526",
		"EPSG:4549", "EPSG:4528", "EPSG:3857"}
}

// simplify leaves letters and digits in capitals, so that "gcj_02" and "GCJ-02" are one.
func simplify(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || strings.ContainsRune("-_/.'’·()", r) {
			return -1
		}
		return r
	}, strings.ToUpper(narrow(name)))
}

var byName = func() map[string]CRS {
	words := map[string]CRS{}
	add := func(c CRS, names ...string) {
		for _, n := range names {
			words[simplify(n)] = c
		}
	}
	add(WGS84, "WGS84", "WGS 1984", "GCS_WGS_1984", "GPS", "WGS84GPS", "CRS84", "OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", "OSM", "世界大地坐标系")
	add(CGCS2000, "CGCS2000", "GCS_China_Geodetic_Coordinate_System_2000", "China Geodetic Coordinate System 2000",
		"国家2000", "2000国家大地坐标系", "国家大地2000", "国家大地坐标系2000", "大地2000", "2000坐标系", "2000坐标", "天地图")
	add(GCJ02, "GCJ-02", "GCJ", "高德", "高德地图", "GCJ02高德", "AMap", "腾讯", "腾讯地图", "火星坐标", "火星坐标系")
	add(BD09, "BD-09", "BD", "BD09LL", "百度", "百度地图", "Baidu")
	add(WebMercator, "Web Mercator", "Pseudo-Mercator", "WGS 84 / Pseudo-Mercator", "WGS_1984_Web_Mercator_Auxiliary_Sphere",
		"Web墨卡托", "墨卡托", "EPSG:900913")
	return words
}()

var epsgForm = regexp.MustCompile(`^(?:.*EPSG:{0,2}|)(\d{4,6})$`)

func epsgNumber(key string) (int, bool) {
	m := epsgForm.FindStringSubmatch(key)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

func byCode(code int) (CRS, error) {
	switch code {
	case 4326, 4979:
		return WGS84, nil
	case 4490, 4480:
		return CGCS2000, nil
	case 3857, 900913, 3785:
		return WebMercator, nil
	}
	if isOldCode(code) {
		return CRS{}, fmt.Errorf("EPSG:%d: %w", code, ErrRefused)
	}
	return planeByCode(code)
}

// isOldCode knows the register's codes of Beijing 1954 and Xi'an 1980 and their Gauss–Krüger planes.
func isOldCode(code int) bool {
	in := func(lo, hi int) bool { return code >= lo && code <= hi }
	return code == 4214 || code == 4610 || in(2327, 2390) || in(2401, 2442) || in(21413, 21423) || in(21453, 21463) || in(21473, 21483)
}

var oldForm = regexp.MustCompile(`BEIJING(19)?54|^BJ(19)?54|北京(19)?54|^54坐标|XIAN(19)?80|西安(19)?80|^80坐标`)

func isOld(key string) bool { return oldForm.MatchString(key) }

// planeForm reads the names of the register and of .prj files.
var planeForm = regexp.MustCompile(`^CGCS2000(3DEGREE)?(?:GK|GAUSSKRUGER)(CM|ZONE)(\d{1,3})E?$`)

// chineseForm reads what people write: CGCS2000 3度带 39带, 国家2000 三度带 中央经线117.
var chineseForm = regexp.MustCompile(`^(?:CGCS2000|国家(?:大地)?2000|2000国家大地坐标系|大地2000)?:?(?:高斯(?:克吕格|投影)*)?,?([36三六])度(?:分)?带,?(?:第?(\d{2})(?:号)?带|(?:CM|中央(?:经线|子午线)|L0=?)?:?(\d{2,3})[E度°]*)$`)

func planeByName(key string) (CRS, bool) {
	if m := planeForm.FindStringSubmatch(key); m != nil {
		return planeOfBelt(m[1] != "", m[2] == "ZONE", m[3])
	}
	if m := chineseForm.FindStringSubmatch(key); m != nil {
		return planeOfBelt(m[1] == "3" || m[1] == "三", m[2] != "", m[2]+m[3])
	}
	return CRS{}, false
}

// planeOfBelt finds a plane by the number of its zone, or by its central meridian.
func planeOfBelt(three, zoned bool, number string) (CRS, bool) {
	n, err := strconv.Atoi(number)
	if err != nil {
		return CRS{}, false
	}
	plane, meridian := GaussKruger6, n
	if three {
		plane = GaussKruger3
	}
	if zoned && three {
		meridian = 3 * n
	} else if zoned {
		meridian = 6*n - 3
	}
	c, err := plane(meridian, zoned)
	return c, err == nil
}

// Zoned returns the same Gauss–Krüger plane with, or without, the zone's number before its eastings; other systems have
// no such twin.
func (c CRS) Zoned(zoned bool) (CRS, bool) {
	number, _ := strings.CutPrefix(c.Code, "EPSG:")
	code, err := strconv.Atoi(number)
	if err != nil {
		return c, false
	}
	for _, family := range [][3]int{{sixZone, sixMeridian, sixZones}, {threeZone, threeMeridian, threeZones}} {
		first, other := family[0], family[1]
		if zoned {
			first, other = other, first
		}
		if code >= other && code < other+family[2] {
			return c, true
		}
		if code >= first && code < first+family[2] {
			twin, err := planeByCode(code - first + other)
			return twin, err == nil
		}
	}
	return c, false
}
