package pptx

import (
	"bytes"
	"fmt"
	"image/color"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chainatlas/mapping"
	"chainatlas/mapping/chart"
	"chainatlas/mapping/slide"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

var steel = slide.Frame{Theme: slide.Steel, W: 1280, H: 720}

// written is the first slide with a drawing on it, and all parts of the file.
func written(t *testing.T, drawing *slide.Picture) (string, map[string]string) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, []*slide.Page{slide.Figures(steel, "图", "", nil, drawing)}, Info{}, faces(t)); err != nil {
		t.Fatal(err)
	}
	all := parts(t, b.Bytes())
	return all["ppt/slides/slide1.xml"], all
}

// counts fails unless the slide holds each text as often as is said.
func counts(t *testing.T, xml string, want map[string]int) {
	t.Helper()
	for text, n := range want {
		if got := strings.Count(xml, text); got != n {
			t.Errorf("%s stands there %d times, not %d", text, got, n)
		}
	}
}

func TestAChartIsBarsAndWords(t *testing.T) {
	xml, all := written(t, slide.Chart(slide.Steel, "各链企业", chart.Bars{Items: []chart.Item{{Label: "精品钢", Value: 3, Text: "3 家"}, {Label: "新材料", Value: 1, Text: "1 家"}}}, nil))
	counts(t, xml, map[string]int{"<a:t>精品钢</a:t>": 1, "<a:t>3 家</a:t>": 1, `<p:grpSp><p:nvGrpSpPr><p:cNvPr id=`: 2, "<p:pic>": 0})
	for name := range all {
		if strings.HasPrefix(name, "ppt/media/") {
			t.Errorf("a picture lies in %s", name)
		}
	}
}

func TestAChainIsBoxesAndArrows(t *testing.T) {
	c := &model.Chain{Base: model.Base{ID: model.NewID(), Name: "精品钢", Level: model.Public}, ChainKind: model.ProductChain,
		Nodes: model.Nodes{{Code: "A1", Name: "采选", Lane: "上游"}, {Code: "A2", Name: "炼钢", Lane: "中游"}, {Code: "A3", Name: "高端装备用特种钢锻件", Lane: "下游"}},
		Edges: model.Edges{{From: "A1", To: "A2"}, {From: "A2", To: "A3"}}}
	p, err := thematic.ChainMap(c, nil, thematic.ChainOptions{Faces: faces(t), Audience: model.Visitors, Bare: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range []slide.Theme{slide.Steel, slide.Dark} {
		xml, _ := written(t, slide.Drawing(theme, "精品钢", p, nil))
		counts(t, xml, map[string]int{"<a:t>炼钢</a:t>": 1, "<a:tailEnd": 2, `name="采选"`: 3, "<p:pic>": 0})
		if strings.Count(xml, `prst="roundRect"`) < 6 {
			t.Error("boxes and lanes have no round corners")
		}
	}
}

// A map keeps its ground as one picture; its legend, scale and notices are words.
func TestAMapHasWordsInItsCorners(t *testing.T) {
	site := &model.Site{Base: model.Base{ID: model.NewID(), Name: "公开地块", Level: model.Public}}
	m := thematic.SiteMap(thematic.MapOptions{Faces: faces(t), Audience: model.Visitors, Date: "截至今天", Layers: []mapping.Layer{
		thematic.Sites([]*model.Site{site}, thematic.PointOptions{Audience: model.Visitors, Redacted: true})}})
	xml, _ := written(t, slide.Drawing(slide.Steel, "区位", m, nil))
	if !strings.Contains(xml, "截至今天</a:t>") || !strings.Contains(xml, "公里</a:t>") || strings.Count(xml, "<p:pic>") < 1 {
		t.Error("the notice, the scale or the ground is missing")
	}
}

// Whatever is drawn around a clip, nothing is left beyond it but the ends of words.
func TestNothingIsDrawnBeyondTheClip(t *testing.T) {
	f := faces(t)
	rapid.Check(t, func(t *rapid.T) {
		s := &sheet{writer: &writer{faces: f}, files: map[string]int{}}
		box := mapping.R(100, 100, 300, 200)
		at := func(name string) mapping.Pt {
			return mapping.Pt{X: float32(rapid.IntRange(0, 500).Draw(t, name+"x")), Y: float32(rapid.IntRange(0, 400).Draw(t, name+"y"))}
		}
		var p mapping.Path
		p.Line(at("a"), at("b"), at("c"), at("d"))
		c := &ink{s: s, open: []*bundle{{}}}
		c.Clip(box, func() {
			c.Group(mapping.Group{Title: "组"}, func() {
				c.Fill(&p, mapping.Fill{Color: color.NRGBA{A: 255}})
				c.Stroke(&p, mapping.Stroke{Color: color.NRGBA{R: 9, A: 255}, Width: 2, Closed: rapid.Bool().Draw(t, "closed")})
			})
		})
		all := c.open[0]
		if got := all.box; all.count > 0 && (got.Min.X < 99 || got.Min.Y < 99 || got.Max.X > 401 || got.Max.Y > 301) {
			t.Fatalf("something is drawn over %v", got)
		}
	})
}

func TestShapesAreKnownByTheirCorners(t *testing.T) {
	var box, circle, step mapping.Path
	box.Rect(mapping.R(1, 2, 30, 20))
	const k = 0.5523
	circle.MoveTo(10, 0)
	circle.CubeTo(mapping.Pt{X: 10 + 10*k}, mapping.Pt{X: 20, Y: 10 - 10*k}, mapping.Pt{X: 20, Y: 10})
	circle.CubeTo(mapping.Pt{X: 20, Y: 10 + 10*k}, mapping.Pt{X: 10 + 10*k, Y: 20}, mapping.Pt{X: 10, Y: 20})
	circle.CubeTo(mapping.Pt{X: 10 - 10*k, Y: 20}, mapping.Pt{Y: 10 + 10*k}, mapping.Pt{Y: 10})
	circle.CubeTo(mapping.Pt{Y: 10 - 10*k}, mapping.Pt{X: 10 - 10*k}, mapping.Pt{X: 10})
	step.Line(mapping.Pt{}, mapping.Pt{X: 20}, mapping.Pt{X: 25, Y: 5}, mapping.Pt{X: 20, Y: 10}, mapping.Pt{Y: 10})
	for want, p := range map[string]*mapping.Path{`prst="rect"`: &box, `prst="ellipse"`: &circle, "custGeom": &step} {
		f := figure{path: p, fill: mapping.Fill{Color: color.NRGBA{A: 255}}}
		if got := f.geometry(); !strings.Contains(got, want) {
			t.Errorf("%s is written %s", want, fmt.Sprintf("%.80s", got))
		}
	}
}
