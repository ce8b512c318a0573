package story

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"chainatlas/app/basemap"
	"chainatlas/app/leaktest"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/model"
	"chainatlas/model/store"
)

const planted = leaktest.Planted

var now = time.Date(2024, 6, 30, 10, 0, 0, 0, time.UTC)

func newStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{User: planted + "李某", Station: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t *testing.T, s *store.Store, records ...model.Record) {
	t.Helper()
	if _, err := s.Update("准备", func(tx *store.Tx) error {
		for _, r := range records {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func telling(t *testing.T, to model.Audience) Options {
	t.Helper()
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	base, err := basemap.Only().Base()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Faces: faces, Base: base, Audience: to, Now: now}
}

func TestStaffReadWhatVisitorsDoNot(t *testing.T) {
	s := newStore(t)
	show, err := Tell(context.Background(), s, deckOf(leaktest.Fill(t, s, 1, 4)), telling(t, model.Staff))
	if err != nil {
		t.Fatal(err)
	}
	rec := scene.New(nil)
	for _, one := range show.Slides {
		one.Draw(rec, mapping.RoughMeasurer{}, 1)
	}
	all := strings.Join(rec.Texts(), "\n")
	if !strings.Contains(all, planted) || !strings.Contains(all, "内部资料") {
		t.Error("staff's slides hide what staff may read, or bear no stamp")
	}
}

func TestRehearsalTellsWhatIsHidden(t *testing.T) {
	s := newStore(t)
	inner := &model.Site{Base: model.Base{ID: model.NewID(), Name: "内部地块"}}
	open := &model.Site{Base: model.Base{ID: model.NewID(), Name: "公开地块", Level: model.Public}, Price: model.Measured(20, "万元/亩")}
	old := &model.Policy{Base: model.Base{ID: model.NewID(), Name: "旧政策", Level: model.Public}, ValidFrom: model.OnDay(100), ValidTo: model.OnDay(200)}
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Slides: model.Slides{
		{Kind: model.SlideText, Title: "概况", Text: "邻近内部地块"},
		{Kind: model.SlideSite, Records: []model.ID{open.ID}},
		{Kind: model.SlideSite, Title: "第二处", Records: []model.ID{inner.ID}},
		{Kind: model.SlidePolicy, Records: []model.ID{old.ID}},
		{Kind: model.SlideSite, Hidden: true, Records: []model.ID{inner.ID}},
	}}
	put(t, s, inner, open, old, d)
	list, err := Leaks(context.Background(), s, d, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, l := range list {
		said = append(said, l.String())
	}
	want := []string{
		"第 1 页「概况」：文字中的「内部地块」不对来访者公开，放映和导出时以代称替换",
		"第 2 页「载体」：载体「公开地块」：以下内容不对来访者显示：参考地价",
		"第 3 页「第二处」：载体「内部地块」：整条不对来访者显示（内部）",
		"第 4 页「政策」：政策「旧政策」：今天不在有效期内，或没有写明施行日期，不显示",
	}
	if !slices.Equal(said, want) {
		t.Errorf("tells\n%s", strings.Join(said, "\n"))
	}
	if h := Harms(list); !h[0] || h[1] || !h[2] || h[3] {
		t.Errorf("red frames on %v", h)
	}
}

func TestInventedDecksAndVisitorsStayInside(t *testing.T) {
	s := newStore(t)
	visitor := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "臆造公司", Fictional: true}}
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "臆造公司 来访推介"}, Visitor: model.LinkTo(visitor), Slides: model.Slides{{Kind: model.SlideWelcome, Title: "欢迎臆造公司"}}}
	put(t, s, visitor, d)
	o := telling(t, model.Visitors)
	show, err := Tell(context.Background(), s, d, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := show.Slides[0].Title; got != "欢迎贵公司" {
		t.Errorf("an invented visitor is welcomed by %q", got)
	}
	d.Fictional = true
	if _, err := Tell(context.Background(), s, d, o); !errors.Is(err, ErrFictional) {
		t.Errorf("an invented deck: %v", err)
	}
}

func TestProposedDecksTellTheStory(t *testing.T) {
	s := newStore(t)
	chain := &model.Chain{Base: model.Base{ID: model.NewID(), Name: "精品钢", Level: model.Public}, ChainKind: model.ProductChain,
		Nodes: model.Nodes{{Code: "A1", Name: "炼钢", Lane: "上游"}, {Code: "A2", Name: "锻件", Lane: "中游"}}, Edges: model.Edges{{From: "A1", To: "A2"}}}
	visitor := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "来访公司"}}
	kva := 6000.0
	project := &model.Project{Base: model.Base{ID: model.NewID(), Name: "来访项目"}, Investor: model.LinkTo(visitor), Chain: model.LinkTo(chain), Node: chain.Nodes[1].Ref(),
		LandNeed: model.Measured(80, "亩"), Needs: model.Supplies{{What: model.Power, Value: &kva, Unit: "kVA", Note: planted}}}
	site := func(name string, area float64, level model.Level) *model.Site {
		return &model.Site{Base: model.Base{ID: model.NewID(), Name: name, Level: level}, Area: model.Measured(area, "亩")}
	}
	policy := &model.Policy{Base: model.Base{ID: model.NewID(), Name: "用地政策", Level: model.Public}, ValidFrom: model.OnDay(100)}
	put(t, s, chain, visitor, project, site("大地块", 120, model.Public), site("小地块", 10, model.Public), site("内部大地块", 100, model.Internal), policy)
	d, err := Propose(context.Background(), s, Wish{Visitor: visitor}, now)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, x := range d.Slides {
		kinds = append(kinds, string(x.Kind))
	}
	if got := strings.Join(kinds, " "); got != "welcome map figures chain chain site site compare policy flow contact" {
		t.Errorf("slides are %s", got)
	}
	if d.Slides[4].Node != "A2" || d.Slides[5].Title != "大地块" || d.LandNeed.Min != 80 || len(d.Needs) != 1 || d.Needs[0].Note != "" {
		t.Errorf("node %s, site %s, needs %v %v", d.Slides[4].Node, d.Slides[5].Title, d.LandNeed, d.Needs)
	}
	for _, w := range []Wish{{Chain: chain}, {Industry: "锻件"}, {Industry: "没有的行业"}} {
		if d, err := Propose(context.Background(), s, w, now); err != nil || len(d.Slides) < 6 {
			t.Errorf("%+v gives %d slides: %v", w, len(d.Slides), err)
		}
	}
}

func TestAFrozenDeckKeepsItsFile(t *testing.T) {
	s := newStore(t)
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Slides: model.Slides{{Kind: model.SlideWelcome, Title: "欢迎"}}}
	put(t, s, d)
	o := telling(t, model.Visitors)
	show, err := Tell(context.Background(), s, d, o)
	if err != nil {
		t.Fatal(err)
	}
	frozen, err := Freeze(s, show, d, o)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, frozen)
	f, err := s.OpenFile(frozen.Attachments[0])
	if err != nil || f.Len() == 0 || frozen.Frozen.String() != "2024-06-30" {
		t.Errorf("frozen on %s: %v", frozen.Frozen, err)
	}
}

// A deck reads what it speaks of, and no more.
func TestADeckReadsWhatItSpeaksOf(t *testing.T) {
	site := model.NewID()
	for _, c := range []struct {
		name   string
		slides model.Slides
		whole  string
	}{
		{"words", model.Slides{{Kind: model.SlideWelcome}, {Kind: model.SlideText, Records: []model.ID{site}}, {Kind: model.SlideCompare}, {Kind: model.SlidePolicy}}, ""},
		{"a map of projects", model.Slides{{Kind: model.SlideMap, Layers: model.Words{"project"}}}, "project site"},
		{"a hidden chain", model.Slides{{Kind: model.SlideChain, Hidden: true}}, ""},
		{"firms by chain", model.Slides{{Kind: model.SlideFigures}}, "chain enterprise site"},
	} {
		n := needOf(&model.Deck{Slides: c.slides})
		var whole []string
		for _, k := range model.Kinds() {
			if n.all[k] {
				whole = append(whole, string(k))
			}
		}
		slices.Sort(whole)
		if got := strings.Join(whole, " "); got != c.whole {
			t.Errorf("%s reads all of %q, not %q", c.name, got, c.whole)
		}
	}
}

func TestAGuestsNameTellsTheirPlace(t *testing.T) {
	s := newStore(t)
	chain := &model.Chain{Base: model.Base{ID: model.NewID(), Name: "精品钢", Level: model.Public}, ChainKind: model.ProductChain,
		Nodes: model.Nodes{{Code: "A1", Name: "炼钢", Lane: "上游"}, {Code: "A2", Name: "轴承·齿轮·传动件", Lane: "下游"}}, Edges: model.Edges{{From: "A1", To: "A2"}}}
	stray := &model.Project{Base: model.Base{ID: model.NewID(), Name: "没有投资方的项目"}, LandNeed: model.Measured(80, "亩")}
	put(t, s, chain, stray)
	d, err := Propose(context.Background(), s, Wish{Guest: "某轨道交通轴承企业"}, now)
	if err != nil {
		t.Fatal(err)
	}
	if d.Name != "某轨道交通轴承企业 来访推介" || d.Slides[0].Title != "欢迎某轨道交通轴承企业" || !d.LandNeed.IsZero() {
		t.Errorf("the deck is %q with %q and the need %v", d.Name, d.Slides[0].Title, d.LandNeed)
	}
	if !slices.ContainsFunc(d.Slides, func(x model.Slide) bool { return x.Kind == model.SlideChain && x.Node == "A2" }) {
		t.Errorf("nothing shows their place: %v", d.Slides)
	}
}
