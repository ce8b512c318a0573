package thematic_test

import (
	"slices"
	"strings"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// tileLayer stands for tiles: it writes its name.
type tileLayer string

func (l tileLayer) Name() string     { return string(l) }
func (l tileLayer) Bound() orb.Bound { return orb.Bound{} }
func (l tileLayer) Draw(c mapping.Canvas, v mapping.Viewport) {
	c.Text(mapping.Text{S: string(l), At: v.Box().Center(), Face: mapping.Face{Size: 12}})
}

// Tiles hold borders that nobody sees: before visitors they are drawn under a review number alone, or without borders
// where they can be; the district's outline keeps a review number of its own.
func TestWhoSeesTiles(t *testing.T) {
	pictures := thematic.Ground{All: tileLayer("影像"), Attribution: "© 甲"}
	vectors := thematic.Ground{All: tileLayer("矢量"), Bare: tileLayer("无界矢量"), Attribution: "© 甲"}
	const number = "测试（0000）0号"
	for _, c := range []struct {
		name            string
		ground          thematic.Ground
		tiles, district string // review numbers
		to              model.Audience
		sees            string // of the tiles; "" for none
		border, thanks  bool
	}{
		{"staff at the desk", pictures, "", "", model.Desk, "影像", true, true},
		{"staff on paper", vectors, "", "", model.Staff, "矢量", true, true},
		{"visitors, pictures that nobody reviewed", pictures, "", "", model.Visitors, "", false, false},
		{"visitors, pictures that nobody reviewed on a reviewed district", pictures, "", number, model.Visitors, "", true, false}, // as without tiles
		{"visitors, vectors that nobody reviewed", vectors, "", "", model.Visitors, "无界矢量", false, true},
		{"visitors, reviewed pictures", pictures, number, "", model.Visitors, "影像", false, true},
		{"visitors, reviewed vectors", vectors, number, number, model.Visitors, "矢量", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			district := baseMap(t)
			district.ReviewNumber = c.district
			base := thematic.OnGround(district, thematic.Manifest{Name: "瓦片", CRS: "WGS-84", ReviewNumber: c.tiles}, c.ground)
			m := thematic.SiteMap(thematic.MapOptions{Base: base, Audience: c.to})
			sc := scene.New(nil)
			m.Draw(sc, m.Fit(1200, 800, 1))
			texts := sc.Texts()
			for _, layer := range []string{"影像", "矢量", "无界矢量"} {
				if slices.Contains(texts, layer) != (layer == c.sees) {
					t.Errorf("%s: %v in %q", layer, layer != c.sees, texts)
				}
			}
			words := strings.Join(texts, "\n")
			if strings.Contains(words, "区界（示意）") != c.border || strings.Contains(sc.String(), "区界\"") != c.border || strings.Contains(words, "© 甲") != c.thanks {
				t.Errorf("border %v, thanks %v in\n%s", c.border, c.thanks, words)
			}
			if strings.Contains(words, "审图号："+number) != (c.tiles+c.district != "" && c.to == model.Visitors) {
				t.Errorf("review number in\n%s", words)
			}
		})
	}
}
