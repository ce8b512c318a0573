package present

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/paulmach/orb"

	"chainatlas/app/basemap"
	"chainatlas/app/leaktest"
	theme "chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(theme.Light())
	m.Run()
}

// planted stands in every text that visitors must not read.
const planted = "泄密"

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

func head(r model.Record, name string, level model.Level) model.Record {
	h := r.Head()
	h.ID, h.Name, h.Level = model.NewID(), name, level
	h.Notes, h.Source = planted+"备注", planted+"来源"
	return r
}

func publicChain(name string) *model.Chain {
	c := &model.Chain{ChainKind: model.ProductChain, Office: planted + "链办", Strategy: planted + "思路", Samples: model.Words{planted + "示例"},
		AdminHead: model.Link{Name: planted + "区领导"}, EnterpriseHead: model.Link{Name: planted + "链主"}}
	head(c, name, model.Public)
	c.Nodes = model.Nodes{{Code: "A1", Name: "铁矿石采选", Lane: "上游"}, {Code: "A2", Name: "炼钢", Lane: "中游"}, {Code: "A3", Name: "锻件", Lane: "下游"}}
	c.Edges = model.Edges{{From: "A1", To: "A2"}, {From: "A2", To: "A3"}}
	return c
}

func firm(name string, level model.Level, c *model.Chain, role model.RoleName) *model.Enterprise {
	e := &model.Enterprise{Local: model.Yes, AboveScale: model.Yes, Contact: planted + "联系人", Phone: planted + "电话",
		Roles: model.Roles{{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Role: role}}}
	head(e, name, level)
	return e
}

func place(p orb.Point) model.Location {
	return model.Location{Point: &p, Precision: model.PlaceStreet, CRS: "WGS-84", Entered: planted + "坐标"}
}

// plant puts one visible record of each kind beside everything that must not be seen.
func plant(t *testing.T, s *store.Store) (c *model.Chain) {
	t.Helper()
	c = publicChain("精品钢")
	hidden := publicChain(planted + "内部链")
	hidden.Level = model.Internal
	imagined := publicChain(planted + "虚构链")
	imagined.Fictional = true
	fictional := firm(planted+"虚构企业", model.Public, c, model.RoleKey)
	fictional.Fictional = true
	coded := firm(planted+"有代号企业", model.Internal, c, model.RoleKey)
	coded.CodeName = "A企业"
	records := []model.Record{c, hidden, imagined, fictional, coded,
		firm("甲钢铁公司", model.Public, c, model.RoleLeader), firm(planted+"内部企业", model.Internal, c, model.RoleLeader),
		firm(planted+"保密企业", model.Secret, c, model.RoleKey), firm(planted+"目标企业", model.Public, c, model.RoleTarget)}
	for i, level := range []model.Level{model.Public, model.Internal, model.Secret, ""} {
		at := orb.Point{117.80 + float64(i)/100, 36.06}
		name := planted + string(level)
		if level == model.Public {
			name = "公开"
		}
		p := &model.Project{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Stage: model.StageTalk, Location: place(at), Officer: planted + "经办人",
			Progress: planted + "进展", Investor: model.Link{Name: planted + "投资方"}, Place: model.Link{Name: planted + "选址"}}
		site := &model.Site{SiteKind: "标准厂房", Location: place(at), Ownership: planted + "权属", Bounds: planted + "四至"}
		exact := &model.Site{SiteKind: "地块", Location: place(at)}
		exact.Location.Precision = model.PlaceExact
		shared := &model.Site{SiteKind: "地块", Location: place(orb.Point{at[0], 36.02})}
		shared.Location.Precision, shared.Levels = model.PlaceExact, model.Levels{"location": model.Public}
		records = append(records, head(shared, name+"已公开位置地块", level), head(p, name+"项目", level), head(site, name+"载体", level), head(exact, name+"精确地块", level))
	}
	put(t, s, records...)
	return c
}

func options(t *testing.T, s *store.Store) Options {
	t.Helper()
	face, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	return Options{Store: s, Typeface: face, Base: basemap.Only()}
}

// Whatever is drawn or told on a click, on every slide, holds nothing that visitors must not know.
func TestVisitorsReadNothingPlanted(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	w := leaktest.Fill(t, s, 11, 5)
	o := options(t, s)
	all := told(t, o)
	var texts []string
	for _, one := range all {
		texts = append(texts, readable(one, o)...)
	}
	whole := strings.Join(texts, "\n")
	if strings.Contains(whole, planted) || strings.Contains(whole, "精确地块") {
		t.Errorf("visitors read\n%s", whole)
	}
	w.Text(t, "the show without a deck", whole)
	for _, want := range []string{"炼钢", "甲钢铁公司", "公开载体", "公开已公开位置地块", "公里", "示意图"} {
		if !strings.Contains(whole, want) {
			t.Errorf("visitors do not read %s in\n%s", want, whole)
		}
	}
}

// told is what the show begins with.
func told(t *testing.T, o Options) []Slide {
	t.Helper()
	st, err := read(context.Background(), o, model.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	return st.slides
}

// readable is every text on a slide: drawn, named for a hit, and told after a click on anything.
func readable(one Slide, o Options) (texts []string) {
	for _, chosen := range []string{"", "A2"} {
		sc := one.Scene(chosen)
		rec := scene.New(o.Typeface)
		sc.Draw(rec, sc.View(1600, 900), o.Typeface)
		texts = append(texts, rec.Texts()...)
		for _, g := range rec.Groups() {
			texts = append(texts, g.ID, g.Title)
			texts = append(texts, one.lines(g)...)
		}
	}
	return texts
}

// Without a map review number there is no border of a district, in whatever words.
func TestVisitorsSeeASchematicWithoutBorders(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	o := options(t, s)
	all := told(t, o)
	for _, text := range readable(all[0], o) {
		if strings.Contains(text, "区界") || strings.Contains(text, "周边区") || strings.Contains(text, "莱芜") || strings.Contains(text, "内部") {
			t.Errorf("the schematic says %q", text)
		}
	}
}

func TestTheMapTellsOfPublicSites(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	st, w := started(t, options(t, s))
	clickNode(t, st, st.story.slides[0].siteNamed(t, st, "公开载体"))
	uitest.Capture(t, w, "present-map")
	if got := cardTexts(st); len(got) < 2 || got[0] != "公开载体" || got[1] != "标准厂房" {
		t.Errorf("the card says %q", got)
	}
}

// siteNamed is the id of the thing with the title.
func (one Slide) siteNamed(t *testing.T, st *stage, name string) string {
	t.Helper()
	rec := scene.New(st.o.Typeface)
	sc := one.Scene("")
	sc.Draw(rec, st.pic.Viewport(), st.o.Typeface)
	for _, g := range rec.Groups() {
		if g.Title == name && g.ID != "" {
			return g.ID
		}
	}
	t.Fatalf("nothing is called %s", name)
	return ""
}

func TestHiddenChainsHaveNoSlide(t *testing.T) {
	s := newStore(t)
	c := plant(t, s)
	v, err := look(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Chains) != 1 || v.Chains[0].ID != c.ID {
		t.Errorf("%d chains are shown", len(v.Chains))
	}
}

// started opens a presentation on the test driver's screen.
func started(t *testing.T, o Options) (*stage, fyne.Window) {
	t.Helper()
	task.ForTest(t)
	s := show(o)
	s.front.Resize(fyne.NewSize(1366, 768))
	task.Wait()
	t.Cleanup(s.leave)
	return s, s.front
}

func TestKeysStepAndEscLeaves(t *testing.T) {
	s := newStore(t)
	put(t, s, publicChain("甲链"), publicChain("乙链"))
	o := options(t, s)
	closed := false
	o.OnClosed = func(_ Log, err error) { closed = err == nil }
	st, w := started(t, o)
	if !w.FullScreen() || w.Title() != "" {
		t.Errorf("full screen %v, title %q", w.FullScreen(), w.Title())
	}
	n := len(st.story.slides)
	press := w.Canvas().OnTypedKey()
	for _, step := range []struct {
		key fyne.KeyName
		at  int
	}{{fyne.KeyPageDown, 1}, {fyne.KeyRight, 2}, {fyne.KeySpace, 2}, {fyne.KeyLeft, 1}, {fyne.KeyBackspace, 0},
		{fyne.KeyUp, 0}, {fyne.KeyEnd, n - 1}, {fyne.KeyHome, 0}, {fyne.KeyReturn, 1}, {fyne.KeyPageUp, 0}} {
		if press(&fyne.KeyEvent{Name: step.key}); st.at != step.at {
			t.Errorf("%s leads to slide %d, not %d", step.key, st.at, step.at)
		}
	}
	press(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !closed {
		t.Error("Esc did not leave")
	}
}

func TestAClickOnANodeNamesPublicFirms(t *testing.T) {
	s := newStore(t)
	c := plant(t, s)
	o := options(t, s)
	o.Chain = c.ID
	st, w := started(t, o)
	if st.story.slides[st.at].Chain != c.ID {
		t.Fatalf("begins with slide %d", st.at)
	}
	clickNode(t, st, "A2")
	uitest.Capture(t, w, "present-chain")
	if got := strings.Join(cardTexts(st), " "); got != "炼钢 甲钢铁公司" {
		t.Errorf("the card says %q", got)
	}
	if w.Canvas().Focused() != nil {
		t.Error("the drawing keeps the arrow keys")
	}
}

// clickNode clicks the first pixel of a raster of places where the node is hit.
func clickNode(t *testing.T, st *stage, code string) {
	t.Helper()
	v := st.pic.Viewport()
	for y := float32(4); y < float32(v.H); y += 8 {
		for x := float32(4); x < float32(v.W); x += 8 {
			if g, ok := st.pic.Hit(mapping.Pt{X: x, Y: y}, v); ok && g.ID == code {
				e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
				e.Position = fyne.NewPos(x+4, y+4)
				st.pic.MouseDown(e)
				st.pic.MouseUp(e)
				task.Wait()
				return
			}
		}
	}
	t.Fatalf("no node %s on the screen", code)
}

func cardTexts(st *stage) (out []string) {
	if st.card.box == nil {
		return nil
	}
	for _, o := range test.LaidOutObjects(st.card.box) {
		if text, ok := o.(*canvas.Text); ok {
			out = append(out, text.Text)
		}
	}
	return out
}
