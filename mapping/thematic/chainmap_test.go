package thematic_test

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tilecache"
	"chainatlas/model"
)

func chain(t testing.TB, code string) *model.Chain {
	t.Helper()
	for _, c := range chains(t) {
		if c.Code == code {
			return c
		}
	}
	t.Fatalf("no chain %s", code)
	return nil
}

func chainMap(t testing.TB, c *model.Chain, o thematic.ChainOptions) *thematic.ChainPicture {
	t.Helper()
	p, err := thematic.ChainMap(c, states(c), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func wordsOf(p thematic.Picture) string {
	sc := scene.New(nil)
	p.Draw(sc, p.Fit(1920, 1080, 1))
	return strings.Join(sc.Texts(), "\n")
}

func TestChainsOfTheBureauDraw(t *testing.T) {
	faces := typeface(t)
	for _, c := range chains(t) {
		p := chainMap(t, c, thematic.ChainOptions{Faces: faces, Date: "截至 2024年6月30日", Source: "区政府工作报告"})
		keep(t, c.Code, p, faces)
		keep(t, c.Code+"-visitors", chainMap(t, c, thematic.ChainOptions{Faces: faces, Audience: model.Visitors}), faces)
		v := p.Fit(1920, 1080, 1)
		if v.Scale*16 < 14 {
			t.Errorf("%s: labels of %.1f pixels", c.Name, v.Scale*16)
		}
		for _, n := range c.Nodes {
			b, ok := p.NodeBound(n.Code)
			if g, hit := p.Hit(v, v.Px(b.Center())); !ok || !hit || g.Kind != "node" || g.ID != n.Code {
				t.Errorf("%s: hit %+v", n.Code, g)
			}
		}
	}
	keep(t, "JPG-selected", chainMap(t, chain(t, "JPG"), thematic.ChainOptions{Faces: faces, Selected: "JPG-M2"}), faces)
}

func TestChainForVisitorsTellsOfNoGap(t *testing.T) {
	c := chain(t, "JPG")
	words := wordsOf(chainMap(t, c, thematic.ChainOptions{Audience: model.Visitors}))
	for _, hidden := range []string{"空白", "未核", "待补", "弱", "强：", "上下游有企业", "仅有在谈项目", "内部"} {
		if strings.Contains(words, hidden) {
			t.Errorf("visitors read %q", hidden)
		}
	}
	if !strings.Contains(words, "企业 3") || !strings.Contains(words, "炼铁") {
		t.Error(words)
	}
}

func TestChainForStaffTellsAll(t *testing.T) {
	words := wordsOf(chainMap(t, chain(t, "JPG"), thematic.ChainOptions{Audience: model.Staff}))
	for _, want := range []string{"空白", "未核", "待补", "弱", "强", "上下游有企业", "内部资料", "上游", "配套"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestHiddenChainIsNotFound(t *testing.T) {
	c := chain(t, "JPG")
	c.Level = model.Internal
	if _, err := thematic.ChainMap(c, nil, thematic.ChainOptions{Audience: model.Visitors}); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestOddChains(t *testing.T) {
	for _, c := range []struct {
		name  string
		chain model.Chain
		bad   bool
	}{
		{"no nodes", model.Chain{}, false},
		{"one node without a lane or a name", model.Chain{Nodes: model.Nodes{{Code: "A"}}}, false},
		{"a lane of its own", model.Chain{Nodes: model.Nodes{{Code: "A", Name: "甲", Lane: "后市场"}, {Code: "B", Name: "乙", Lane: "上游"}}}, false},
		{"an edge to nowhere", model.Chain{Nodes: model.Nodes{{Code: "A"}}, Edges: model.Edges{{From: "A", To: "B"}}}, true},
		{"two nodes of one code", model.Chain{Nodes: model.Nodes{{Code: "A"}, {Code: "A"}}}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := thematic.ChainMap(&c.chain, nil, thematic.ChainOptions{})
			if (err != nil) != c.bad {
				t.Fatal(err)
			}
			if err == nil {
				wordsOf(p)
			}
		})
	}
}

func TestHitOnAnEdge(t *testing.T) {
	c := &model.Chain{Nodes: model.Nodes{{Code: "A", Name: "甲", Lane: "上游"}, {Code: "B", Name: "乙", Lane: "中游"}}, Edges: model.Edges{{From: "A", To: "B"}}}
	p := chainMap(t, c, thematic.ChainOptions{})
	v := p.Fit(800, 600, 1)
	a, _ := p.NodeBound("A")
	b, _ := p.NodeBound("B")
	m, n := v.Px(a.Center()), v.Px(b.Center())
	if g, ok := p.Hit(v, mapping.Pt{X: (m.X + n.X) / 2, Y: (m.Y+n.Y)/2 + 2}); !ok || g.Kind != "edge" || g.Title != "甲 → 乙" {
		t.Errorf("%+v", g)
	}
	if g, ok := p.Hit(v, mapping.Pt{X: 1, Y: 1}); ok {
		t.Errorf("%+v in the corner", g)
	}
}

func BenchmarkDrawChain(b *testing.B) {
	faces := typeface(b)
	p := chainMap(b, chain(b, "JPG"), thematic.ChainOptions{Faces: faces})
	for b.Loop() {
		thematic.Render(p, 1920, 1080, 1, faces)
	}
}

// Drawn in pieces that are kept, a chain is the picture that it is when drawn whole.
func TestAChainInPiecesIsTheSamePicture(t *testing.T) {
	faces := typeface(t)
	c := chain(t, "JPG")
	known := states(c)
	for code, s := range known {
		s.Links, s.Invest = "补延", "12.5亿元"
		known[code] = s
	}
	p, err := thematic.ChainMap(c, known, thematic.ChainOptions{Faces: faces, Bare: true})
	if err != nil {
		t.Fatal(err)
	}
	p = p.Select("JPG-M2")
	v := p.Fit(1300, 700, 1).Snapped()
	whole := thematic.RenderView(p, v, faces)
	pieces := tilecache.New(64<<20, func(v mapping.Viewport, onto *image.RGBA) { p.Draw(raster.On(onto, faces), v) }).Picture(context.Background(), v)
	off := 0
	for i, b := range whole.Pix {
		if d := int(b) - int(pieces.Pix[i]); d > 24 || d < -24 {
			off++
		}
	}
	if off > len(whole.Pix)/2000 {
		t.Errorf("%d of %d values differ", off, len(whole.Pix))
	}
}

// What is not asked for stands back; figures with an investment fit their box.
func TestTheFiguresOfANode(t *testing.T) {
	c := chain(t, "JPG")
	known := map[string]thematic.NodeState{"JPG-M2": {Status: thematic.Strong, Enterprises: 3, Projects: 2, Invest: "12.5亿元", Links: "补"}}
	p, err := thematic.ChainMap(c, known, thematic.ChainOptions{Faces: typeface(t)})
	if err != nil {
		t.Fatal(err)
	}
	if words := wordsOf(p.Only(map[string]bool{"JPG-M2": true})); !strings.Contains(words, "企3 项2 12.5亿") || !strings.Contains(words, "\n补\n") {
		t.Error(words)
	}
	p, err = thematic.ChainMap(c, known, thematic.ChainOptions{Faces: typeface(t), Audience: model.Visitors})
	if err != nil {
		t.Fatal(err)
	}
	if words := wordsOf(p); strings.Contains(words, "12.5亿") || strings.Contains(words, "\n补\n") {
		t.Error("visitors see " + words)
	}
}

// Nodes of a group stand together in a frame.
func TestAGroupIsFramed(t *testing.T) {
	c := model.Clone(chain(t, "JPG")).(*model.Chain)
	for i, n := range c.Nodes {
		if n.Code == "JPG-U3" || n.Code == "JPG-U4" {
			c.Nodes[i].Group = "原料"
		}
	}
	sc := scene.New(nil)
	p := chainMap(t, c, thematic.ChainOptions{Faces: typeface(t)})
	p.Draw(sc, p.Fit(1920, 1080, 1))
	if len(p.Plan.Groups) != 1 || !strings.Contains(sc.String(), "原料") {
		t.Errorf("groups %+v", p.Plan.Groups)
	}
}
