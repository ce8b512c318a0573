package story

import (
	"context"
	"slices"
	"strings"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/model"
	"chainatlas/model/english"
)

// wordsOn are all words that a show says.
func wordsOn(show *Show) []string {
	rec := scene.New(nil)
	for _, one := range show.Slides {
		one.Draw(rec, mapping.RoughMeasurer{}, 1)
	}
	return rec.Texts()
}

// An English deck says everything in English but what has no English form: here, the name of one site.
func TestADeckInEnglish(t *testing.T) {
	s := newStore(t)
	chain := &model.Chain{Base: model.Base{ID: model.NewID(), Name: "精品钢", Level: model.Public}, English: "Fine Steel", ChainKind: model.ProductChain,
		Nodes: model.Nodes{{Code: "A1", Name: "炼钢", English: "steelmaking", Lane: "上游"}, {Code: "A2", Name: "锻件", Lane: "中游"}}, Edges: model.Edges{{From: "A1", To: "A2"}}}
	visitor := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "来访公司"}, English: "Visiting Company AG", Products: model.Words{"锻件"}}
	site := &model.Site{Base: model.Base{ID: model.NewID(), Name: "北侧地块", Level: model.Public}, English: "North Plot", Street: "艾山街道", SiteKind: "闲置用地",
		Area: model.Measured(30, "亩"), ToExpressway: model.Measured(3, "公里"), SupplyStatus: "可供应", Available: model.OnDay(20000),
		Supplies: model.ParseSupplies("供电 8000kVA 10kV 双回路；供水 500吨/日")}
	unnamed := &model.Site{Base: model.Base{ID: model.NewID(), Name: "无英文名地块", Level: model.Public}, Area: model.Measured(80, "亩")}
	policy := &model.Policy{Base: model.Base{ID: model.NewID(), Name: "用地政策", Level: model.Public}, English: "Land policy", ValidFrom: model.OnDay(19000), Text: "奖励", TextEn: "Awards"}
	put(t, s, chain, visitor, site, unnamed, policy)
	d, err := Propose(context.Background(), s, Wish{Visitor: visitor}, now)
	if err != nil {
		t.Fatal(err)
	}
	show, err := Tell(context.Background(), s, d.In(model.English), telling(t, model.Visitors))
	if err != nil {
		t.Fatal(err)
	}
	said := wordsOn(show)
	for _, text := range said {
		if english.HasHan(strings.ReplaceAll(text, "无英文名地块", "")) {
			t.Errorf("says %q", text)
		}
	}
	for _, want := range []string{"Welcome, Visiting Company AG", "30 mu (2 ha)", "8,000 kVA, 10 kV, double circuit", "500 m³/d", "Aishan Subdistrict", "North Plot", "Steelmaking", "20 km", "Schematic map", "Upstream", "Awards"} {
		if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("nothing says %q in %q", want, said)
		}
	}
	if title, err := Title(s, d.In(model.English), model.Visitors); err != nil || title != "Presentation for Visiting Company AG" {
		t.Errorf("the file is called %q: %v", title, err)
	}
}

// What somebody typed in English is shown in English, without the names that visitors must not read in any language.
func TestTypedEnglishIsHushed(t *testing.T) {
	s := newStore(t)
	secret := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "保密集团"}, English: "Hidden Group", ShortEn: "HG"}
	open := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "公开集团", Level: model.Public}, English: "Open Group"}
	inner := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "代号企业", Level: model.Public, CodeName: "甲", Levels: model.Levels{"name": model.Internal}}, English: "Named Inside"}
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Language: model.English, Slides: model.Slides{
		{Kind: model.SlideText, Title: "概况", TitleEn: "With hidden group and Open Group", TextEn: "HG, not HGV; Named Inside"}}}
	put(t, s, secret, open, inner, d)
	show, err := Tell(context.Background(), s, d, telling(t, model.Visitors))
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(wordsOn(show), "\n")
	for _, want := range []string{"With a company and Open Group", "a company, not HGV; a company"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in %q", want, said)
		}
	}
	leaks, err := Leaks(context.Background(), s, d, nil, now)
	if err != nil || len(leaks) != 3 {
		t.Errorf("rehearsal tells %v, %v", leaks, err)
	}
}
