package thematic_test

import (
	"bytes"
	"strings"
	"testing"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/sametest"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// drawings are a chain map and a site map, as staff see them.
func drawings(t testing.TB, faces *mapping.Typeface) map[string]thematic.Picture {
	t.Helper()
	c := chains(t)[0]
	chain, err := thematic.ChainMap(c, states(c), thematic.ChainOptions{Faces: faces, Audience: model.Staff, Aspect: 1.6, Source: "示例", Date: "截至 2024年6月30日"})
	if err != nil {
		t.Fatal(err)
	}
	base, err := thematic.BaseMap(assets.BaseMap())
	if err != nil {
		t.Fatal(err)
	}
	points := thematic.Sites(sites(), thematic.PointOptions{Audience: model.Staff})
	return map[string]thematic.Picture{"chain": chain, "map": thematic.SiteMap(thematic.MapOptions{
		Faces: faces, Base: base, Audience: model.Staff, Title: "载体地图", Date: "截至 2024年6月30日", Layers: []mapping.Layer{points},
	})}
}

func TestSamePictureOnEveryCanvas(t *testing.T) {
	faces := typeface(t)
	for name, p := range drawings(t, faces) {
		d := sametest.Drawing{Name: name, W: 1280, H: 800, Faces: faces, Fonts: "../../assets/fonts",
			Draw: func(c mapping.Canvas) { p.Draw(c, p.Fit(1280, 800, 1)) }}
		d.Check(t, sametest.Limits{Mean: 2, Off: 0.02})
	}
}

// Rings of clusters, lines from provinces and weak layers are the same in a picture, an SVG and a PDF.
func TestACrowdIsTheSameOnEveryCanvas(t *testing.T) {
	faces := typeface(t)
	all := projects(t, 600)
	for i, p := range all {
		p.InvestorPlace = someProvinces[i%len(someProvinces)].Name
	}
	layers := []mapping.Layer{mapping.Fade(thematic.Projects(all, thematic.PointOptions{}), 0.7), originsOf(all, "")}
	p := thematic.SiteMap(thematic.MapOptions{Faces: faces, Base: baseMap(t), Audience: model.Staff, Layers: layers, Weaker: 0.3})
	d := sametest.Drawing{Name: "crowd", W: 1280, H: 800, Faces: faces, Fonts: "../../assets/fonts", Draw: func(c mapping.Canvas) { p.Draw(c, p.Fit(1280, 800, 1)) }}
	d.Check(t, sametest.Limits{Mean: 3.5, Off: 0.02}) // hundreds of markers stand on whole pixels in the picture alone
}

func TestPDFOfAPicture(t *testing.T) {
	faces := typeface(t)
	for name, p := range drawings(t, faces) {
		var b bytes.Buffer
		if err := thematic.WritePDF(&b, p, pdf.Sheet{Paper: pdf.A3.Landscape(), Margin: 8, Pixel: 0.25}, pdf.Info{Title: p.Name()}, faces); err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(sametest.Text(t, b.Bytes())), " ")
		for _, want := range []string{p.Name(), "截至 2024年6月30日", "内部"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in %q", name, want, text)
			}
		}
		if img := sametest.PDF(t, b.Bytes(), 50); img.Bounds().Dx() < 820 || img.Bounds().Dy() > 590 {
			t.Errorf("%s: %v is no A3 on its side", name, img.Bounds())
		}
	}
}
