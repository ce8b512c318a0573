package cli

import (
	"math"
	"strings"
	"testing"
)

func TestConvertReadsPastedPoints(t *testing.T) {
	o := vacant(t)
	const lon, lat = 117 + 48/60.0 + 52/3600.0, 36 + 3/60.0 + 29/3600.0
	for _, c := range []struct{ text, says string }{
		{"117°48′52″,36°3′29″", ""},
		{"北纬36°3′29″ 东经117°48′52″", ""},
		{"东经117度48分52秒，北纬36度3分29秒", ""},
		{"１１７°４８′５２″、３６°３′２９″", ""},
		{"36°3′29″ 117°48′52″", "先写了北向"},
		{"36.058055556, 117.814444444", "先写了北向"},
		{"117.814444444、36.058055556", ""},
		{"117.814444444 36.058055556", ""},
	} {
		var r convertResult
		said := o.json(Done, &r, "geo", "convert", "--from", "CGCS2000", "--to", "WGS84", c.text)
		if p := r.Points[0].Output; math.Abs(p[0]-lon) > 1e-8 || math.Abs(p[1]-lat) > 1e-8 {
			t.Errorf("%s: %v", c.text, p)
		}
		if (said != "") != (c.says != "") || !strings.Contains(said, c.says) {
			t.Errorf("%s: says %q", c.text, said)
		}
	}
	var r convertResult
	o.json(Done, &r, "geo", "convert", "--from", "高德", "--to", "百度", "117.81,36.06", "36.1,117.9")
	if len(r.Points) != 2 || r.Points[1].Input[0] != 117.9 {
		t.Errorf("%+v", r)
	}
}

func TestConvertReadsTheZoneOfAnEasting(t *testing.T) {
	o := vacant(t)
	var bare, zoned convertResult
	o.json(Done, &bare, "geo", "convert", "--from", "EPSG:4548", "--to", "WGS84", "572977,3992503")
	said := o.json(Done, &zoned, "geo", "convert", "--from", "EPSG:4548", "--to", "WGS84", "39572977,3992503")
	if zoned.Points[0].Output != bare.Points[0].Output || zoned.Points[0].From != "EPSG:4527" || !strings.Contains(said, "带号") {
		t.Errorf("%+v, says %q", zoned, said)
	}
	o.json(Done, &zoned, "geo", "convert", "--from", "EPSG:4548", "--to", "WGS84", "X=3992503 Y=572977")
	if zoned.Points[0].Output != bare.Points[0].Output {
		t.Errorf("northing first: %+v", zoned)
	}
}

func TestConvertRefusesNonsense(t *testing.T) {
	o := vacant(t)
	for _, c := range []struct{ from, to, text, says string }{
		{"EPSG:4548", "WGS84", "40572977,3992503", "--from EPSG:4528"}, // another zone
		{"EPSG:4527", "WGS84", "572977,3992503", "没有带号"},
		{"EPSG:4548", "WGS84", "117.81,36.06", "经纬度"},
		{"WGS84", "EPSG:4548", "572977,3992503", "平面坐标"},
		{"WGS84", "EPSG:4548", "NaN,36", "无法识别"},
		{"WGS84", "EPSG:4548", "1e9,36", "无法识别"},
		{"WGS84", "EPSG:4548", "1000000000,1000000000", "无法识别"},
		{"EPSG:4548", "WGS84", "1000000000,36", "无法识别"},
		{"WGS84", "EPSG:4548", "200,36", "无法识别"},
		{"WGS84", "EPSG:4548", "87.6,43.8", "适用范围"}, // Ürümqi on the plane of 117°
		{"GCJ-02", "WGS84", "2.35,48.85", "中国范围"},
		{"WGS84", "WGS84", "117.81", "无法识别"},
		{"WGS84", "WGS84", "117.81,36.06,117.9,36.1", "无法识别"},
		{"北京54", "WGS84", "572977,3992503", "测绘"},
		{"西安80", "WGS84", "572977,3992503", "测绘"},
		{"WGS84", "EPSG:2385", "117.81,36.06", "CGCS2000"},
	} {
		code, out, said := o.run("geo", "convert", "--from", c.from, "--to", c.to, c.text)
		if code != Failed || out != "" || !strings.Contains(said, c.says) || strings.Contains(said, "不认识的坐标系") {
			t.Errorf("%s → %s of %s: exit %d, prints %q, says %q", c.from, c.to, c.text, code, out, said)
		}
	}
}
