package geofile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/model/sheet"
)

// readAndClean reads a file that may hold anything. What comes of it is clean, or an error that the user is told in words.
func readAndClean(t *testing.T, path string) {
	t.Helper()
	f, err := Open(context.Background(), path, Options{})
	if err != nil {
		mustBeKnown(t, err)
		return
	}
	defer f.Close()
	for i := range f.Layers() {
		var sample Sample
		err := f.Read(context.Background(), i, func(ft Feature) error {
			g, _, err := Clean(context.Background(), ft.Geometry, CleanOptions{Number: ft.Number})
			if err != nil {
				return err
			}
			sample.Add(g)
			if again, repairs, err := Clean(context.Background(), g, CleanOptions{}); err != nil || len(repairs) > 0 {
				t.Fatalf("%v became %v: %v %v", g, again, repairs, err)
			}
			return nil
		})
		mustBeKnown(t, err)
		if _, err := Propose(f.Layers()[i], sample.Points(), nil); err != nil && f.Layers()[i].Declared == "" {
			t.Fatal(err)
		}
	}
}

func mustBeKnown(t *testing.T, err error) {
	t.Helper()
	known := []error{nil, ErrFormat, ErrDamaged, ErrTooLarge, ErrShape, ErrLocked, ErrCoordinate, ErrTangled, ErrNoCoordinates,
		sheet.ErrOldFormat, sheet.ErrEncrypted, sheet.ErrOpenDocument, sheet.ErrTextInside}
	var quote *sheet.QuoteError
	if !slices.ContainsFunc(known, func(k error) bool { return errors.Is(err, k) }) && !errors.As(err, &quote) {
		t.Fatalf("%v is no error that anybody knows", err)
	}
}

func fuzzPath(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func partsFor(f *testing.F) map[string][]byte {
	f.Helper()
	files, err := shapefiles("x", Layer{CRS: "EPSG:4548"}, slices.Values(parcels), func(string) {})
	if err != nil {
		f.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, p := range files {
		out[filepath.Ext(p.name)] = p.data
	}
	return out
}

func FuzzShapes(f *testing.F) {
	f.Add(partsFor(f)[".shp"])
	f.Fuzz(func(t *testing.T, shp []byte) { readAndClean(t, fuzzPath(t, "x.shp", shp)) })
}

func FuzzShapeTable(f *testing.F) {
	parts := partsFor(f)
	f.Add(parts[".dbf"], "UTF-8", string(parts[".prj"]))
	f.Add(parts[".dbf"], "936", "GCJ-02")
	f.Fuzz(func(t *testing.T, dbf []byte, cpg, prj string) {
		path := fuzzPath(t, "x.shp", parts[".shp"])
		for ext, b := range map[string][]byte{".dbf": dbf, ".cpg": []byte(cpg), ".prj": []byte(prj)} {
			if err := os.WriteFile(filepath.Join(filepath.Dir(path), "x"+ext), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		readAndClean(t, path)
	})
}

func FuzzZip(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for ext, data := range partsFor(f) {
		w, err := z.Create("a/x" + ext)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) { readAndClean(t, fuzzPath(t, "x.zip", b)) })
}

func FuzzGeoJSON(f *testing.F) {
	for _, s := range []string{`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[{"type":"Feature","id":1,"properties":{"a":[1,{"b":null}],"c":"\u4e2d"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2]]]}}]}`,
		`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]},{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[]]}]}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { readAndClean(t, fuzzPath(t, "x.geojson", b)) })
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("名称,经度,纬度,wkt\n甲,117°48′36″,36.06,\n乙,,,\"MULTIPOLYGON(((0 0,1 1,1 0)))\"\n"))
	f.Fuzz(func(t *testing.T, b []byte) { readAndClean(t, fuzzPath(t, "x.csv", b)) })
}

// FuzzClean takes pairs of bytes for the corners of rings.
func FuzzClean(f *testing.F) {
	f.Add([]byte{0, 0, 9, 9, 9, 0, 0, 9, 255, 255, 3, 3, 3, 4, 4, 4})
	f.Fuzz(func(t *testing.T, b []byte) {
		g, _, err := Clean(context.Background(), ringsOf(b), CleanOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range polygonsOf(g) {
			if fault := faultOf(p); fault != "" {
				t.Fatalf("%v: %s", p, fault)
			}
		}
	})
}

func ringsOf(b []byte) orb.Polygon {
	p := orb.Polygon{nil}
	for ; len(b) > 1 && len(b) < 400; b = b[2:] {
		if b[0] == 255 {
			p = append(p, nil)
			continue
		}
		last := len(p) - 1
		p[last] = append(p[last], orb.Point{117 + float64(b[0])/1e4, 39 + float64(b[1])/1e4})
	}
	return p
}
