package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func pageTitles(s Slides) (out []string) {
	for _, x := range s {
		out = append(out, x.Title)
	}
	return out
}

// Whatever is moved, no page is lost or doubled, and the page stands where it was put.
func TestMovedSlidesStayWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Slides
		for i := range rapid.IntRange(1, 12).Draw(t, "n") {
			s = append(s, Slide{Kind: SlideText, Title: string(rune('a' + i))})
		}
		before := pageTitles(s)
		from, to := rapid.IntRange(-1, len(s)).Draw(t, "from"), rapid.IntRange(-1, len(s)).Draw(t, "to")
		got := pageTitles(s.Moved(from, to))
		inside := from >= 0 && from < len(s) && to >= 0 && to < len(s)
		if inside && got[to] != before[from] {
			t.Fatalf("%d to %d gives %v", from, to, got)
		}
		if !inside && !slices.Equal(got, before) {
			t.Fatalf("places outside move something: %v", got)
		}
		slices.Sort(got)
		if !slices.Equal(got, before) || !slices.Equal(pageTitles(s), before) {
			t.Fatalf("pages are %v, the list given %v", got, pageTitles(s))
		}
	})
}

func TestADeckComesBackFromItsState(t *testing.T) {
	d := &Deck{Base: Base{ID: NewID(), Name: "推介"}, Theme: ThemeDark, Ratio: Square,
		Slides: Slides{{Kind: SlideMap, Title: "区位", View: &[4]float64{117.7, 36, 117.9, 36.2}, Layers: Words{"site"}, Records: []ID{NewID()}},
			{Kind: SlideChain, Chain: NewID(), Node: "JPG-M2", Hidden: true, Notes: "慢一点"}}}
	again := Clone(d).(*Deck)
	if CompareValues(again.Slides, d.Slides) != 0 || again.Slides[1].Notes != "慢一点" || *again.Slides[0].View != *d.Slides[0].View || again.Slides[1].Chain != d.Slides[1].Chain {
		t.Errorf("comes back as %+v", again.Slides)
	}
	if shown := d.Slides.Shown(); len(shown) != 1 || shown[0].Title != "区位" {
		t.Errorf("shown are %v", pageTitles(shown))
	}
}

func TestPoliciesInForce(t *testing.T) {
	day := func(text string) Date {
		d, _ := ParseDate(text, Hint{})
		return d
	}
	today, _ := DayOf(2024, 6, 30)
	cases := []struct {
		name     string
		from, to string
		want     bool
	}{
		{"without end", "2024年1月1日", "", true},
		{"within", "2023年", "2024年12月31日", true},
		{"on its last day", "2023年", "2024年6月30日", true},
		{"over", "2022年", "2024年6月29日", false},
		{"not yet", "2024年7月1日", "", false},
		{"since when is not stated", "", "2025年", false},
		{"until when cannot be read", "2023年", "另行通知", false},
	}
	for _, c := range cases {
		p := &Policy{ValidFrom: day(c.from), ValidTo: day(c.to)}
		if c.to == "另行通知" {
			p.ValidTo = Date{Text: c.to}
		}
		if got := p.InForce(today); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
