package assets_test

import (
	"encoding/json"
	"testing"

	"chainatlas/assets"
)

// Every province has a name and a point with a source, and none stands where nothing is known.
func TestProvinces(t *testing.T) {
	var file struct {
		Source    string
		Provinces []struct {
			Name, Short, Capital, District, Source string
			Lon, Lat                               float64
		}
	}
	if err := json.Unmarshal(assets.Provinces(), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Provinces) != 34 || file.Source == "" {
		t.Fatalf("%d provinces from %q", len(file.Provinces), file.Source)
	}
	seen := map[string]bool{}
	for _, p := range file.Provinces {
		if p.Name == "" || p.Short == "" || p.Capital == "" || p.District == "" && p.Source == "" || seen[p.Short] {
			t.Errorf("%+v", p)
		}
		if p.Lon < 73 || p.Lon > 136 || p.Lat < 18 || p.Lat > 54 {
			t.Errorf("%s stands at %v, %v", p.Name, p.Lon, p.Lat)
		}
		seen[p.Short] = true
	}
}
