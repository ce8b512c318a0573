package slide

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chainatlas/mapping"
	"chainatlas/mapping/scene"
)

func frames(t *rapid.T) Frame {
	f := Frame{Theme: rapid.SampledFrom([]Theme{Steel, Dark, Plain}).Draw(t, "theme"), W: 1280, H: 720, Footer: "2024年6月30日　数据来源：招商台账", Number: 3, Total: 12}
	if rapid.Bool().Draw(t, "4:3") {
		f.W = 960
	}
	return f
}

// Whatever is said, however long, it stays on the slide, and what has no room is known.
func TestWordsStayOnTheSlide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := frames(t)
		words := func(name string, most int) string {
			return strings.Repeat("钢城区（Gangcheng）位于济南市，", rapid.IntRange(0, most).Draw(t, name)) + "\n第二段"
		}
		facts := []Fact{{"面积", words("fact", 6)}, {"供电", "8000kVA"}}
		rows := [][]Judged{{{S: words("cell", 5), Good: true}, {S: "未说明"}}, {{S: "1", Poor: true}, {}}}
		pages := []*Page{
			Welcome(f, words("title", 4), words("text", 12), "2024年6月30日"), Contact(f, "联系", words("contact", 9)),
			Words(f, "概况", words("body", 90), nil), Site(f, "地块", words("site", 20), facts, facts, nil),
			Compare(f, "比较", "", []string{"甲", "乙"}, []string{"面积", "供电"}, rows),
			Policies(f, "政策", "", []Clause{{Name: "政策", Text: words("policy", 80), Conditions: "条件", Source: "文号"}}),
			Flow(f, "流程", []string{"签约：" + words("step", 5), "开工", "投产", "服务", "回访"}),
			Figures(f, "数据", words("figures", 5), facts, nil),
		}
		for _, p := range pages {
			inside(t, p)
		}
	})
}

func inside(t *rapid.T, p *Page) {
	rec := scene.New(mapping.RoughMeasurer{})
	p.Draw(rec, mapping.RoughMeasurer{}, 1)
	b := rec.Bounds()
	if b.Min.X < -0.5 || b.Min.Y < -0.5 || b.Max.X > p.W+0.5 || b.Max.Y > p.H+0.5 {
		t.Fatalf("%s is drawn over %v", p.Title, b)
	}
	all := strings.Join(rec.Texts(), "")
	for _, e := range p.Elements {
		text, ok := e.(*Text)
		if !ok || text.Cut(mapping.RoughMeasurer{}) {
			continue
		}
		for _, para := range text.Paras {
			if !strings.Contains(all, strings.TrimSpace(strings.ReplaceAll(para.S, "\n", ""))) {
				t.Fatalf("%s lacks %q", p.Title, para.S)
			}
		}
	}
}

func TestJudgementsAreReadWithoutColour(t *testing.T) {
	f := Frame{Theme: Plain, W: 1280, H: 720}
	for want, j := range map[string]Judged{"✓ 60亩": {S: "60亩", Good: true}, "△ 10亩": {S: "10亩", Poor: true}, "—": {}} {
		if got := f.judged(j).S; got != want {
			t.Errorf("%+v is written %q", j, got)
		}
	}
}
