package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const someShapes = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[117.7,36.0],[117.9,36.0],[117.9,36.2],[117.7,36.0]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[117.6,36.0],[117.8,36.1],[118.0,36.1]]}},
{"type":"Feature","properties":{},"geometry":null},
{"type":"Feature","properties":{},"geometry":{"type":"MultiPoint","coordinates":[[117.75,36.05],[117.8,36.1],[400,95]]}}]}`

func withShapes(t *testing.T, text string) (office, string) {
	t.Helper()
	o := newOffice(t)
	dir := filepath.Join(o.dir, "shapes")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.geojson"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return o, dir
}

func TestBenchMapDrawsForeignFiles(t *testing.T) {
	o, dir := withShapes(t, someShapes)
	picture := filepath.Join(o.dir, "m.png")
	var first, second mapBench
	o.json(Done, &first, "bench", "map", "--data", dir, "--n", "2", "--size", "320x200", "--out", picture)
	o.json(Done, &second, "bench", "map", "--data", filepath.Join(dir, "a.geojson"), "--n", "1", "--size", "320x200")
	if want := (shapeCount{Areas: 1, Lines: 1, Points: 2, Vertices: 6}); first.Taken != want || len(first.Frames) != 3 || first.Frames[0].Drawn != want {
		t.Errorf("%+v", first)
	}
	if first.Checksum != second.Checksum || first.Frames[0].Checksum == first.Frames[1].Checksum {
		t.Errorf("checksums %s and %s", first.Checksum, second.Checksum)
	}
	for _, name := range []string{"m-x1.png", "m-x4.png", "m-x16.png"} {
		if _, err := os.Stat(filepath.Join(o.dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestBenchClusterCountsSigns(t *testing.T) {
	o, dir := withShapes(t, someShapes)
	var r clusterBench
	o.json(Done, &r, "bench", "cluster", "--data", dir, "--n", "1")
	if r.Points != 2 || len(r.Counts) != 17 || r.Counts[0] != 1 || r.Counts[16] != 2 || r.Clusters[0] != 1 {
		t.Errorf("%+v", r)
	}
}

func TestBenchMapSaysWhatIsWrong(t *testing.T) {
	o, dir := withShapes(t, `{"type":"FeatureCollection","features":[{"type":"Fea`)
	empty := t.TempDir()
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--data", dir}, Failed, "a.geojson"},
		{[]string{"--data", empty}, Wrong, "没有面、线或点"},
		{[]string{"--data", dir, "--zoom", "x"}, Wrong, "--zoom"},
		{[]string{"--data", dir, "--size", "1x"}, Wrong, ""},
		{[]string{"--data", filepath.Join(dir, "none.geojson")}, Failed, "none.geojson"},
	} {
		code, _, said := o.run(append([]string{"bench", "map"}, c.args...)...)
		if code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%v: exit %d, %q", c.args, code, said)
		}
	}
}

func TestBenchLayoutCountsCrossings(t *testing.T) {
	o := newOffice(t)
	graph := filepath.Join(o.dir, "graph.json")
	if err := os.WriteFile(graph, []byte(`{"nodes":[{"id":"a"},{"id":"b"},{"id":"x","lane":1},{"id":"y","lane":1}],
		"edges":[{"from":"a","to":"x"},{"from":"a","to":"y"},{"from":"b","to":"x"},{"from":"b","to":"y"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var r layoutBench
	o.json(Done, &r, "bench", "layout", "--data", graph, "--n", "3")
	if r.Nodes != 4 || r.Edges != 4 || r.Crossings != 1 || r.Checksum == "" || r.CPU.Median < 0 {
		t.Errorf("%+v", r)
	}
}
