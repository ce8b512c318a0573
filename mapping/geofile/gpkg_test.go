package geofile

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"chainatlas/mapping/crs"
	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

// readAll reads a layer, and its fields after reading.
func readAll(t *testing.T, path string, layer int) (Layer, []Feature) {
	t.Helper()
	f, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []Feature
	err = f.Read(context.Background(), layer, func(x Feature) error {
		out = append(out, x)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f.Layers()[layer], out
}

// openError opens and reads everything, and returns what goes wrong.
func openError(path string) error {
	f, err := Open(context.Background(), path, Options{})
	if err != nil {
		return err
	}
	defer f.Close()
	for i := range f.Layers() {
		if err := f.Read(context.Background(), i, func(Feature) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// samples are a feature of every kind of geometry.
var samples = []Feature{
	{Number: 1, Geometry: orb.Point{117.8, 36.05}, Attrs: []Attr{{"名称", "点 <一> & \"二\""}, {"面积", 12.5}, {"日期", "2024-06-30"}}},
	{Number: 2, Geometry: orb.MultiPoint{{117.8, 36.05}, {117.9, 36.15}}},
	{Number: 3, Geometry: orb.MultiLineString{{{117.8, 36.05}, {117.9, 36.15}}}, Attrs: []Attr{{"名称", "线"}, {"面积", -0.0000125}}},
	{Number: 4, Geometry: orb.MultiPolygon{{{{117, 36}, {118, 36}, {118, 37}, {117, 36}}, {{117.5, 36.2}, {117.6, 36.2}, {117.6, 36.3}, {117.5, 36.2}}}}},
	{Number: 5, Attrs: []Attr{{"名称", "没有图形"}}},
	{Number: 6, Geometry: orb.Collection{orb.Point{117.8, 36.05}, orb.LineString{{117.8, 36.05}, {117.9, 36.15}}}, Attrs: []Attr{{"面积", 1e6}, {"另一列", "新"}}},
}

var sampleFields = []Field{{"名称", TextField}, {"面积", NumberField}, {"日期", DateField}}

func TestGeoPackageRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "地块 50%#1?.gpkg")
	want := Layer{Name: "地块", CRS: "EPSG:4490", Fields: sampleFields}
	if err := Write(path, want, slices.Values(samples)); err != nil {
		t.Fatal(err)
	}
	l, got := readAll(t, path, 0)
	if diff := cmp.Diff(samples, got); diff != "" {
		t.Error(diff)
	}
	if l.Name != "地块" || l.CRS != "EPSG:4490" {
		t.Errorf("layer %+v", l)
	}
	if diff := cmp.Diff(append(slices.Clone(sampleFields), Field{"另一列", TextField}), l.Fields); diff != "" {
		t.Error(diff)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestGeoPackageSystems(t *testing.T) {
	for _, name := range append(crs.Names(), "EPSG:4502", "EPSG:4491", "EPSG:4554") {
		path := filepath.Join(t.TempDir(), "x.gpkg")
		err := Write(path, Layer{Name: "x", CRS: name}, slices.Values(samples[:1]))
		system, _ := crs.Lookup(name)
		if name == "GCJ-02" || name == "BD-09" {
			if !errors.Is(err, crs.ErrUnknown) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if l, _ := readAll(t, path, 0); l.CRS != system.Code {
			t.Errorf("%s came back as %s", name, l.CRS)
		}
	}
	if m, e := meridianOf(must(crs.Lookup("EPSG:4527"))); m != 117 || e != 39_500_000 {
		t.Errorf("EPSG:4527 has its meridian at %d, %f", m, e)
	}
	if m, e := meridianOf(must(crs.Lookup("EPSG:4509"))); m != 117 || e != 500_000 {
		t.Errorf("EPSG:4509 has its meridian at %d, %f", m, e)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// TestGeoPackageOfGDAL reads what GDAL wrote of every kind of geometry, flat and with heights and measures.
func TestGeoPackageOfGDAL(t *testing.T) {
	f := must(Open(context.Background(), "testdata/gdal.gpkg", Options{}))
	defer f.Close()
	for i, l := range f.Layers() {
		if l.CRS != "EPSG:4490" || l.Count != 9 {
			t.Errorf("layer %+v", l)
		}
		_, got := readAll(t, "testdata/gdal.gpkg", i)
		want := []orb.Geometry{
			orb.Point{117.8, 36.05}, orb.MultiPoint{{117.8, 36.05}, {117.9, 36.15}},
			orb.LineString{{117.8, 36.05}, {117.9, 36.15}}, orb.MultiLineString{{{117.8, 36.05}, {117.9, 36.15}}, {{117, 36}, {118, 36}}},
			orb.Polygon{{{117, 36}, {118, 36}, {118, 37}, {117, 36}}, {{117.5, 36.2}, {117.6, 36.2}, {117.6, 36.3}, {117.5, 36.2}}},
			orb.MultiPolygon{{{{117, 36}, {118, 36}, {118, 37}, {117, 36}}}, {{{119, 36}, {120, 36}, {120, 37}, {119, 36}}}},
			orb.Collection{orb.Point{117.8, 36.05}, orb.LineString{{117.8, 36.05}, {117.9, 36.15}}}, nil, nil,
		}
		for n, g := range want {
			if diff := cmp.Diff(g, got[n].Geometry); diff != "" {
				t.Errorf("%s %d: %s", l.Name, n+1, diff)
			}
		}
		attrs := []Attr{{"名称", "甲"}, {"n", 7.0}, {"r", 1.25}, {"d", "2024-06-30"}, {"t", "2024-06-30 08:09:10"}, {"b", true}}
		if diff := cmp.Diff(attrs, got[0].Attrs); diff != "" {
			t.Error(diff)
		}
	}
}

// newDatabase makes a SQLite file of statements.
func newDatabase(t *testing.T, statements string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.gpkg")
	db := must(sql.Open("sqlite", fileURI(path)))
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	return path
}

const oneLayer = gpkgSchema + `
	INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('a', 'features', 'a', 0);
	INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 'GEOMETRY', 0, 0, 0);`

func TestGeoPackageRefusals(t *testing.T) {
	cases := []struct {
		name, statements string
		want             error
	}{
		{"another program's database", `CREATE TABLE tiles (a)`, ErrFormat},
		{"only tiles", gpkgSchema, ErrNoLayer},
		{"no systems", `CREATE TABLE gpkg_contents (a)`, ErrDamaged},
		{"a table is missing", oneLayer, ErrDamaged},
		{"the geometry is missing", oneLayer + `CREATE TABLE a (fid INTEGER PRIMARY KEY)`, ErrDamaged},
		{"a view", oneLayer + `CREATE VIEW a AS SELECT 1 AS fid, NULL AS geom`, ErrView},
		{"a view that never ends", oneLayer + `CREATE VIEW a AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS fid, NULL AS geom FROM r`, ErrView},
		{"contents of another shape", `CREATE TABLE gpkg_contents (a); CREATE TABLE gpkg_spatial_ref_sys (a); CREATE TABLE gpkg_geometry_columns (a)`, ErrDamaged},
		{"no geometry at all in the column", oneLayer + `CREATE TABLE a (fid INTEGER PRIMARY KEY, geom); INSERT INTO a VALUES (1, x'00')`, ErrDamaged},
		{"an arc", oneLayer + `CREATE TABLE a (fid INTEGER PRIMARY KEY, geom); INSERT INTO a VALUES (1, x'475000000000000001080000000000000000')`, ErrShape},
	}
	for _, c := range cases {
		if err := openError(newDatabase(t, c.statements)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestGeoPackageDamage(t *testing.T) {
	whole := must(os.ReadFile("testdata/gdal.gpkg"))
	path := filepath.Join(t.TempDir(), "x.gpkg")
	for _, cut := range []int{0, 15, 16, 99, 100, 4096, len(whole) - 1} {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := openError(path); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrFormat) {
			t.Errorf("cut to %d: %v", cut, err)
		}
	}
	for at := 100; at < len(whole); at += 509 { // whatever is overwritten, an answer or an error comes back
		bad := slices.Clone(whole)
		for i := range min(64, len(bad)-at) {
			bad[at+i] ^= 0x5a
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		err := openError(path)
		if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrFormat) && !errors.Is(err, ErrShape) && !errors.Is(err, ErrNoLayer) && !errors.Is(err, ErrView) {
			t.Errorf("overwritten at %d: %v", at, err)
		}
	}
}

// TestGeoPackageLeftovers reads what a program that was killed had not yet moved into the file, and leaves all as it was.
func TestGeoPackageLeftovers(t *testing.T) {
	path := newDatabase(t, oneLayer+`CREATE TABLE a (fid INTEGER PRIMARY KEY, geom, x TEXT)`)
	db := must(sql.Open("sqlite", fileURI(path)+"?_pragma=journal_mode(wal)&_pragma=wal_autocheckpoint(0)"))
	defer db.Close()
	if _, err := db.Exec(`INSERT INTO a VALUES (1, NULL, '新')`); err != nil {
		t.Fatal(err)
	}
	moved := filepath.Join(t.TempDir(), "y.gpkg")
	for _, ending := range []string{"", "-wal"} {
		if err := copyFile(path+ending, moved+ending); err != nil {
			t.Fatal(err)
		}
	}
	before := must(os.ReadFile(moved + "-wal"))
	if _, got := readAll(t, moved, 0); len(got) != 1 || got[0].Attrs[0].Value != "新" {
		t.Errorf("got %+v", got)
	}
	if after := must(os.ReadFile(moved + "-wal")); !slices.Equal(before, after) {
		t.Error("the log was changed")
	}
	if left := must(filepath.Glob(filepath.Join(filepath.Dir(moved), "*"))); len(left) != 2 {
		t.Errorf("left behind: %v", left)
	}
}

func TestGeoPackageCancel(t *testing.T) {
	f := must(Open(context.Background(), "testdata/gdal.gpkg", Options{}))
	defer f.Close()
	ctx, cancel := context.WithCancel(context.Background())
	err := f.Read(ctx, 0, func(Feature) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	stop := errors.New("stop")
	if err := f.Read(context.Background(), 0, func(Feature) error { return stop }); err != stop {
		t.Errorf("got %v", err)
	}
}

// The index of the standard is there, with a box around every feature that has a place, and its triggers.
func TestGeoPackageHasAnIndex(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.gpkg")
	if err := Write(path, Layer{Name: "地块 50%\"", CRS: "EPSG:4490", Fields: sampleFields}, slices.Values(samples)); err != nil {
		t.Fatal(err)
	}
	db := must(sql.Open("sqlite", fileURI(path)))
	defer db.Close()
	number := func(query string) (n int) {
		if err := db.QueryRow(query).Scan(&n); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return n
	}
	const tree = `"rtree_地块 50%""_geom"`
	if n := number(`SELECT count(*) FROM ` + tree); n != len(samples)-1 {
		t.Errorf("%d boxes of %d features, one of which has no place", n, len(samples))
	}
	if n := number(`SELECT id FROM ` + tree + ` WHERE minx <= 117.1 AND maxx >= 117.1 AND miny <= 36.5 AND maxy >= 36.5`); n != 4 {
		t.Errorf("at the place of feature 4 lies %d", n)
	}
	if n := number(`SELECT count(*) FROM sqlite_master WHERE type = 'trigger'`); n != len(gpkgTriggers) {
		t.Errorf("%d triggers", n)
	}
	if n := number(`SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND column_name = 'geom' AND scope = 'write-only'`); n != 1 {
		t.Errorf("%d rows in the list of extensions", n)
	}
	if _, err := db.Exec(`DELETE FROM "地块 50%""" WHERE fid = 4`); err != nil {
		t.Fatal(err)
	}
	if n := number(`SELECT count(*) FROM ` + tree + ` WHERE id = 4`); n != 0 {
		t.Error("a feature that was deleted is still in the index")
	}
}
