package thematic_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

var update = flag.Bool("update", false, "write the golden scenes anew")

func TestGoldenScenes(t *testing.T) {
	faces := typeface(t)
	c := chain(t, "XC")
	staff, err := thematic.ChainMap(c, states(c), thematic.ChainOptions{Faces: faces, Selected: "XC-M1", Audience: model.Staff})
	if err != nil {
		t.Fatal(err)
	}
	visitors := thematic.SiteMap(thematic.MapOptions{Faces: faces, Base: baseMap(t), Audience: model.Visitors, Title: "载体分布",
		Layers: []mapping.Layer{thematic.Sites(sites(), thematic.PointOptions{Audience: model.Visitors})}})
	golden(t, "chain-staff", staff, faces)
	golden(t, "map-visitors", visitors, faces)
}

func golden(t *testing.T, name string, p thematic.Picture, faces *mapping.Typeface) {
	t.Helper()
	sc := scene.New(faces)
	p.Draw(sc, p.Fit(1280, 720, 1))
	got, file := sc.String(), filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if w := strings.ReplaceAll(string(want), "\r\n", "\n"); got != w {
		t.Errorf("%s changed at line %d; look at the picture, then run with -update", name, firstDifference(got, w))
	}
}

func firstDifference(a, b string) int {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return i + 1
		}
	}
	return min(len(x), len(y)) + 1
}

func TestFilesAreWritten(t *testing.T) {
	faces := typeface(t)
	p := chainMap(t, chain(t, "JN"), thematic.ChainOptions{Faces: faces, Audience: model.Visitors})
	var svg, png bytes.Buffer
	if err := thematic.WriteSVG(&svg, p, 960, 540, faces); err != nil || !strings.Contains(svg.String(), "节能环保产业链图谱") || strings.Contains(svg.String(), "空白") {
		t.Errorf("%v: %d bytes of SVG", err, svg.Len())
	}
	if err := thematic.WritePNG(&png, p, 960, 540, 1, faces); err != nil || !strings.HasPrefix(png.String(), "\x89PNG") {
		t.Errorf("%v: %d bytes of PNG", err, png.Len())
	}
}
