package assets_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"math"
	"testing"

	"chainatlas/assets"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
)

func TestManifestVouchesForEveryFile(t *testing.T) {
	manifest := read[struct {
		Name, Edition, CRS, Date, Notice string
		Source, Licence                  []string
		ReviewNumber                     string `json:"review_number"`
		SHA256                           map[string]string
	}](t, packed(t, "manifest.json"))
	if manifest.ReviewNumber != "" || manifest.Notice != "示意图 · 内部工作用图" || manifest.CRS != "WGS-84" {
		t.Errorf("review number %q, notice %q, CRS %q", manifest.ReviewNumber, manifest.Notice, manifest.CRS)
	}
	entries, err := fs.ReadDir(assets.BaseMap(), ".")
	if err != nil || len(entries) != len(manifest.SHA256)+1 {
		t.Errorf("%d files, %d sums: %v", len(entries), len(manifest.SHA256), err)
	}
	for name, want := range manifest.SHA256 {
		data := packed(t, name)
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want || !json.Valid(data) {
			t.Errorf("%s is not what the manifest vouches for", name)
		}
	}
}

func TestDistrictsAreSound(t *testing.T) {
	for name, ring := range districts(t) {
		if !ring.Closed() || ring.Orientation() != orb.CCW {
			t.Errorf("%s: closed %v, orientation %v", name, ring.Closed(), ring.Orientation())
		}
		if i, j := meeting(ring); i >= 0 {
			t.Errorf("%s: sides %d and %d meet", name, i, j)
		}
	}
}

// The official figure of 钢城区 is 506.42 km².
func TestDistrictHasItsOfficialSize(t *testing.T) {
	if got := squareKilometres(districts(t)["钢城区"]); math.Abs(got/506.42-1) > 0.01 {
		t.Errorf("钢城区 measures %.1f km²", got)
	}
}

func TestDistrictsShareTheirBorder(t *testing.T) {
	type side [2]orb.Point
	sides, common := map[side]bool{}, 0
	for _, ring := range districts(t) {
		for i := 1; i < len(ring); i++ {
			if sides[side{ring[i], ring[i-1]}] {
				common++
			}
			sides[side{ring[i-1], ring[i]}] = true
		}
	}
	if common < 100 {
		t.Errorf("%d common sides", common)
	}
}

func TestPlacesStandInTheirDistrict(t *testing.T) {
	file := read[struct {
		CRS    string
		Places []struct {
			Name, Kind, Source string
			Lon, Lat           float64
			PrecisionM         int `json:"precision_m"`
		}
	}](t, packed(t, "places.json"))
	for _, p := range file.Places {
		if !planar.RingContains(districts(t)[p.Name], orb.Point{p.Lon, p.Lat}) || p.Source == "" || p.PrecisionM <= 0 {
			t.Errorf("%s: %v, %v from %q", p.Name, p.Lon, p.Lat, p.Source)
		}
	}
}

func TestStreets(t *testing.T) {
	file := read[struct {
		District, Source string
		Streets          []struct{ Code, Name string }
	}](t, packed(t, "streets.json"))
	if len(file.Streets) != 7 || file.District != "370117" {
		t.Errorf("%d streets of %s", len(file.Streets), file.District)
	}
}

func packed(t *testing.T, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(assets.BaseMap(), name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// districts returns the outer ring of each, by name.
func districts(t *testing.T) map[string]orb.Ring {
	t.Helper()
	file, err := geojson.UnmarshalFeatureCollection(packed(t, "districts.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]orb.Ring{}
	for _, f := range file.Features {
		found[f.Properties.MustString("name")] = f.Geometry.(orb.Polygon)[0]
	}
	if len(found) != 2 {
		t.Fatalf("%d districts", len(found))
	}
	return found
}

// meeting returns two sides that touch though they are no neighbours, or -1.
func meeting(ring orb.Ring) (int, int) {
	n := len(ring) - 1
	for i := range n {
		for j := i + 2; j < n; j++ {
			if (i > 0 || j < n-1) && touch(ring[i], ring[i+1], ring[j], ring[j+1]) {
				return i, j
			}
		}
	}
	return -1, -1
}

func touch(a, b, c, d orb.Point) bool {
	left := func(p, q, r orb.Point) float64 {
		return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0])
	}
	return orb.MultiPoint{a, b}.Bound().Intersects(orb.MultiPoint{c, d}.Bound()) &&
		left(a, b, c)*left(a, b, d) <= 0 && left(c, d, a)*left(c, d, b) <= 0
}

// squareKilometres measures on a plane that touches WGS-84 in the middle of the
// ring; over one district it is true to a few parts in ten thousand.
func squareKilometres(ring orb.Ring) float64 {
	const axis, flattening = 6378.137, 1 / 298.257223563
	phi := ring.Bound().Center()[1] * math.Pi / 180
	squared := flattening * (2 - flattening)
	bend := 1 - squared*math.Sin(phi)*math.Sin(phi)
	east := axis / math.Sqrt(bend) * math.Cos(phi)
	north := axis * (1 - squared) / (bend * math.Sqrt(bend))
	return math.Abs(planar.Area(ring)) * east * north * math.Pi / 180 * math.Pi / 180
}
