package thematic_test

import (
	"image/color"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/svg"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// A map paints layers as weak as it is told, on every canvas, and still names and finds what is on them.
func TestAMapPaintsLayersWeaker(t *testing.T) {
	paper := color.NRGBA{255, 255, 255, 255}
	p := thematic.Projects(projects(t, 20), thematic.PointOptions{})
	drawn := func(opacity, weaker float64) (*thematic.MapPicture, string, string) {
		m := mapOf(t, thematic.MapOptions{Weaker: weaker}, mapping.Fade(p, opacity))
		v := m.Fit(600, 400, 1)
		c, s := raster.New(v.W, v.H, paper, nil), svg.New(600, 400, paper, mapping.RoughMeasurer{})
		m.Draw(c, v)
		m.Draw(s, v)
		var out strings.Builder
		if _, err := s.WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		return m, string(c.Picture().Pix), out.String()
	}
	_, pixels, text := drawn(1, 0)
	m, weakPixels, weakText := drawn(0.2, 0)
	_, groundPixels, groundText := drawn(1, 0.6)
	if weakPixels == pixels || groundPixels == pixels || weakText == text || groundText == text {
		t.Error("the opacity does not reach the picture")
	}
	if !strings.Contains(weakText, "图例") || !strings.Contains(weakText, "示例项目3") {
		t.Error("a weak layer has no legend or no names")
	}
	at, _ := p.At(projects(t, 20)[3].ID)
	v := m.Fit(600, 400, 1)
	if g, ok := m.Hit(v, v.Px(at)); !ok || g.Kind != string(model.KindProject) {
		t.Errorf("at a weak marker lies %+v", g)
	}
}

func TestAFadedLayerIsDrawnInPieces(t *testing.T) {
	p := thematic.Projects(projects(t, 3), thematic.PointOptions{})
	weak := mapping.Fade(p, 0.5)
	if _, ok := weak.(mapping.Local); !ok {
		t.Error("a weak layer is drawn anew for every view")
	}
	if mapping.Unfaded(weak) != mapping.Layer(p) || mapping.Unfaded(p) != mapping.Layer(p) {
		t.Error("the layer itself is lost")
	}
}

// Visitors see the saved style, of which nothing tells what they may not know.
func TestAStyleTellsVisitorsOnlyWhatTheyKnow(t *testing.T) {
	at := orb.Point{117.81, 36.06}
	known, hidden := &model.Project{Unit: "甲单位"}, &model.Project{Unit: "乙单位"}
	for i, p := range []*model.Project{known, hidden} {
		p.ID, p.Name, p.Level = model.FixedID(model.KindProject, string(rune('a'+i))), "项目", model.Public
		p.Location = model.Location{Point: &at, Precision: model.PlaceExact}
		p.Levels = model.Levels{"location": model.Public, "unit": model.Public}
	}
	hidden.Levels["unit"] = model.Secret
	style := model.LayerStyle{By: model.StyleByValue, Field: "unit", Classes: []model.StyleClass{{Value: "甲单位", Color: "#ff0000"}, {Value: "乙单位", Color: "#00ff00"}}}
	p := thematic.Projects([]*model.Project{known, hidden}, thematic.PointOptions{Audience: model.Visitors, Style: style})
	words := wordsOf(mapOf(t, thematic.MapOptions{Audience: model.Visitors}, p))
	if !strings.Contains(words, "甲单位") || strings.Contains(words, "乙单位") {
		t.Errorf("visitors read %q", words)
	}
}
