package thematic_test

import (
	"image/color"
	"strings"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// crowdOf is projects that stand on one spot, so many of each stage, twice over so that they are a crowd.
func crowdOf(t *testing.T, stages ...model.Stage) *thematic.Points {
	all := projects(t, 300)
	for i, p := range all {
		p.Stage = stages[i%len(stages)]
		p.Location = all[0].Location
	}
	return thematic.Projects(all, thematic.PointOptions{})
}

// fills are the colours of the areas of the one cluster in the view.
func fills(t *testing.T, l *thematic.Points) (out []string) {
	t.Helper()
	s := scene.New(nil)
	l.Draw(s, mapping.Viewport{W: 200, H: 200, Scale: 0.01, Center: l.Bound().Center()})
	for _, line := range strings.Split(s.String(), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "fill" {
			out = append(out, f[1])
		}
	}
	return out
}

// A ring has a part for each stage that is there, in the order of the stages.
func TestAClusterOfProjectsIsPartedByStage(t *testing.T) {
	for _, c := range []struct {
		name   string
		stages []model.Stage
		parts  int
	}{
		{"one stage", []model.Stage{model.StageSigned}, 1},
		{"two", []model.Stage{model.StageOperating, model.StageSigned}, 2},
		{"stages of one step", []model.Stage{model.StageOperating, model.StageFull}, 1},
	} {
		got := fills(t, crowdOf(t, c.stages...))
		if len(got) != 1+c.parts {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	a := fills(t, crowdOf(t, model.StageOperating, model.StageSigned))
	b := fills(t, crowdOf(t, model.StageSigned, model.StageOperating))
	if strings.Join(a, " ") != strings.Join(b, " ") {
		t.Errorf("the parts stand in the order of the records: %v and %v", a, b)
	}
}

// On pixels a ring looks the same wherever the view was dragged.
func TestARingStandsOnAWholePixel(t *testing.T) {
	l := crowdOf(t, model.StageOperating, model.StageSigned, model.StageStarted)
	v := mapping.Viewport{W: 120, H: 120, Scale: 0.01, Center: l.Bound().Center()}
	draw := func(v mapping.Viewport) string {
		c := raster.New(v.W, v.H, color.NRGBA{255, 255, 255, 255}, nil)
		l.Draw(c, v)
		return string(c.Picture().Pix)
	}
	if draw(v.Pan(mapping.Pt{X: 0.2, Y: 0.1})) != draw(v.Pan(mapping.Pt{X: 0.3, Y: 0.4})) {
		t.Error("the ring differs")
	}
}

func TestTheLegendExplainsRings(t *testing.T) {
	words := func(l *thematic.Points) string {
		s := scene.New(nil)
		m := thematic.SiteMap(thematic.MapOptions{Layers: []mapping.Layer{l}})
		m.Draw(s, m.Fit(800, 600, 1))
		return s.String()
	}
	if got := words(crowdOf(t, model.StageOperating)); !strings.Contains(got, "聚在一起的项目，按阶段分段") || !strings.Contains(got, "投产—达产") || strings.Contains(got, "线索—拟签约") {
		t.Error("the legend does not say what a ring is")
	}
	if got := words(thematic.Projects(projects(t, 20), thematic.PointOptions{})); strings.Contains(got, "聚在一起") {
		t.Error("the legend explains rings that nobody sees")
	}
}
