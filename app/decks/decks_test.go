package decks

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// office is a screen over a workspace with a visitor, a public and an internal site; said collects what the user is told.
func office(t *testing.T) (s *Screen, said *[]string) {
	t.Helper()
	d := desktest.Open(t,
		&model.Enterprise{Base: model.Base{Name: "来访公司"}},
		&model.Site{Base: model.Base{Name: "公开地块", Level: model.Public}, Area: model.Measured(60, "亩")},
		&model.Site{Base: model.Base{Name: "内部地块"}, Area: model.Measured(80, "亩")})
	d.MapView = func() ([4]float64, model.Words, bool) {
		return [4]float64{117.7, 36, 117.9, 36.2}, model.Words{"site", "project"}, true
	}
	s = New(d.Desk)
	d.Show(t, s, 1400, 800)
	return s, &d.Said
}

// made is a screen with the deck that is proposed for the visitor.
func made(t *testing.T) (*Screen, *[]string) {
	t.Helper()
	s, said := office(t)
	s.askNew()
	s.findSubject("来访")
	id, ok := s.desk.Store.Find(model.KindEnterprise, "来访公司")
	if !ok {
		t.Fatal("no visitor")
	}
	s.make(ui.Result{ID: subject{kind: model.KindEnterprise, id: id.ID}})
	settle()
	if s.Deck() == nil || len(s.Deck().Slides) < 5 {
		t.Fatalf("no deck was made: %q", *said)
	}
	return s, said
}

// settle waits until what was read has been painted too.
func settle() {
	for range 4 {
		task.Wait()
	}
}

func headings(s *Screen) string {
	var out []string
	for _, x := range s.Deck().Slides {
		out = append(out, x.Heading())
	}
	return strings.Join(out, " ")
}

func TestAnEmptyScreenOffersANewDeck(t *testing.T) {
	s, _ := office(t)
	if s.Deck() != nil || s.actions() != nil {
		t.Error("there is a deck already")
	}
}

func TestADeckIsMadeForAVisitor(t *testing.T) {
	s, _ := made(t)
	if got := headings(s); !strings.HasPrefix(got, "欢迎来访公司 区位与载体") || strings.Contains(got, "内部地块") || !strings.Contains(got, "公开地块") {
		t.Errorf("slides are %s", got)
	}
	if s.preview.picture.Image == nil || len(s.strip.thumbs) != len(s.Deck().Slides) {
		t.Error("nothing is drawn")
	}
}

func TestKeysMoveSlidesAndUndoBringsThemBack(t *testing.T) {
	s, _ := made(t)
	before := headings(s)
	s.strip.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	settle()
	s.strip.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
	settle()
	if got := headings(s); !strings.HasPrefix(got, "区位与载体 欢迎来访公司") || s.Slide() != 0 {
		t.Errorf("after moving up: %s, slide %d", got, s.Slide())
	}
	if _, err := s.desk.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	settle()
	if got := headings(s); got != before {
		t.Errorf("after undo: %s", got)
	}
	s.strip.thumbs[0].Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, stepH*1.2)})
	s.strip.thumbs[0].DragEnd()
	settle()
	if got := headings(s); !strings.HasPrefix(got, "区位与载体 欢迎来访公司") {
		t.Errorf("after dragging: %s", got)
	}
}

func TestPagesAreAddedHiddenAndDeleted(t *testing.T) {
	s, _ := made(t)
	n := len(s.Deck().Slides)
	s.addSlide(model.SlideText)
	settle()
	if len(s.Deck().Slides) != n+1 || s.Deck().Slides[1].Kind != model.SlideText || s.Slide() != 1 {
		t.Fatalf("%d slides, slide %d", len(s.Deck().Slides), s.Slide())
	}
	s.editSlide(1, "隐藏", false, func(x *model.Slide) { x.Hidden = true })
	settle()
	if text, _ := s.status(); !strings.Contains(text, "另有 1 页隐藏") {
		t.Errorf("status says %q", text)
	}
	s.strip.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	settle()
	if len(s.Deck().Slides) != n {
		t.Errorf("%d slides", len(s.Deck().Slides))
	}
}

func TestRehearsalFramesWhatWouldLeak(t *testing.T) {
	s, _ := made(t)
	s.panel.committed("text", "紧邻内部地块")
	settle()
	s.toggleRehearsal()
	settle()
	if !s.strip.thumbs[0].red || s.strip.thumbs[1].red || s.preview.frame.StrokeWidth == 0 {
		t.Error("the slide that names an internal site has no red frame, or another has one")
	}
	if len(s.panel.leaks.Objects) < 2 {
		t.Error("nothing is told beside it")
	}
	s.toggleRehearsal()
	if s.strip.thumbs[0].red {
		t.Error("the frame stays after the rehearsal")
	}
}

func TestFieldsOfTheDeckAreRead(t *testing.T) {
	s, said := made(t)
	s.panel.committed("theme", "深色")
	settle()
	s.panel.committed("land_need", "30亩")
	settle()
	if d := s.Deck(); d.Theme != model.ThemeDark || d.LandNeed.Min != 30 {
		t.Errorf("theme %q, need %v; told %q", d.Theme, d.LandNeed, *said)
	}
}

func TestRecordsAreChosenAndTakenOff(t *testing.T) {
	a, b := model.NewID(), model.NewID()
	x := model.Slide{Kind: model.SlideCompare, Records: []model.ID{a}}
	if toggle(&x, b); len(x.Records) != 2 {
		t.Errorf("%d records", len(x.Records))
	}
	if toggle(&x, a); len(x.Records) != 1 || x.Records[0] != b {
		t.Errorf("left %v", x.Records)
	}
	c := model.Slide{Kind: model.SlideChain, Chain: a, Node: "A1"}
	if toggle(&c, b); c.Chain != b || c.Node != "" {
		t.Errorf("chain %v, node %q", c.Chain, c.Node)
	}
}

func TestATemplateIsCopied(t *testing.T) {
	s, _ := made(t)
	id := s.Deck().ID
	s.edit("存为模板", true, func(d *model.Deck) { d.Template = model.Yes })
	settle()
	s.make(ui.Result{ID: subject{kind: model.KindDeck, id: id, copy: true}})
	settle()
	if d := s.Deck(); d.ID == id || d.Template == model.Yes || len(d.Slides) == 0 {
		t.Errorf("copy %s of %s is a template %v with %d slides", d.ID, id, d.Template, len(d.Slides))
	}
}

func TestTheShowIsTheDeckAsVisitorsSeeIt(t *testing.T) {
	s, _ := made(t)
	s.editSlide(1, "隐藏", false, func(x *model.Slide) { x.Hidden = true })
	settle()
	s.selectSlide(2)
	slides, _, start := s.Slides()
	list, err := slides(t.Context(), model.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	if start != 1 || len(list) != len(s.Deck().Slides)-1 || list[0].Title != "欢迎来访公司" {
		t.Errorf("begins with %d of %d: %q", start, len(list), list[0].Title)
	}
}

// mapSlide chooses the map of a deck.
func mapSlide(t *testing.T) *Screen {
	t.Helper()
	s, _ := made(t)
	s.selectSlide(1)
	settle()
	if s.Deck().Slides[1].Kind != model.SlideMap || !s.preview.lens.pic.Visible() {
		t.Fatal("the second slide is no live map")
	}
	return s
}

func TestTheViewOfAMapIsKeptAndUndone(t *testing.T) {
	s := mapSlide(t)
	l := s.preview.lens
	if l.pic.Size().Width < 200 || l.wait {
		t.Fatalf("the map is %v large, or was moved by itself", l.pic.Size())
	}
	l.pic.Zoom(4)
	settle()
	view := s.Deck().Slides[1].View
	if view == nil || view[0] < 117 || view[2] > 119 || view[2]-view[0] > 0.4 {
		t.Fatalf("the view is %v", view)
	}
	at := l.pic.Viewport()
	settle()
	if l.pic.Viewport() != at {
		t.Error("the map jumped after its view was kept")
	}
	if _, err := s.desk.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	settle()
	if s.Deck().Slides[1].View != nil || l.pic.Viewport().Scale >= at.Scale*0.9 {
		t.Error("undo does not bring the view back")
	}
	l.pic.Zoom(2)
	s.selectSlide(0)
	settle()
	if s.Deck().Slides[1].View == nil {
		t.Error("a view is lost when another slide is chosen at once")
	}
	if s.preview.lens.pic.Visible() {
		t.Error("the welcome has a map")
	}
}

func TestASlideTakesTheViewOfTheMap(t *testing.T) {
	s := mapSlide(t)
	s.takeMapView(1)
	settle()
	one := s.Deck().Slides[1]
	if one.View == nil || *one.View != [4]float64{117.7, 36, 117.9, 36.2} || len(one.Layers) != 2 {
		t.Errorf("view %v, layers %v", one.View, one.Layers)
	}
	if b := s.preview.lens.pic.Viewport().Bound(); b.Max[0]-b.Min[0] > 60_000 {
		t.Errorf("the map shows %v", b)
	}
	if got := toggled(one.Layers, "site"); len(got) != 1 || len(toggled(got, "project")) != 1 {
		t.Errorf("layers are %v", got)
	}
}

func TestAClickedNodeStandsOut(t *testing.T) {
	s, _ := made(t)
	chain := &model.Chain{Base: model.Base{ID: model.NewID(), Name: "精品钢", Level: model.Public}, ChainKind: model.ProductChain,
		Nodes: model.Nodes{{Code: "A1", Name: "炼钢", Lane: "上游"}, {Code: "A2", Name: "锻件", Lane: "中游"}}, Edges: model.Edges{{From: "A1", To: "A2"}}}
	if _, err := s.desk.Store.Update("准备", func(tx *store.Tx) error { return tx.Put(chain) }); err != nil {
		t.Fatal(err)
	}
	s.addSlide(model.SlideChain)
	settle()
	at := s.Slide()
	s.editSlide(at, "选链", false, func(x *model.Slide) { x.Chain = chain.ID })
	settle()
	s.picked(mapping.Group{Kind: "node", ID: "A2"})
	settle()
	if got := s.Deck().Slides[at].Node; got != "A2" {
		t.Fatalf("node %q stands out", got)
	}
	s.preview.lens.pic.Zoom(1.5)
	settle()
	if v := s.Deck().Slides[at].View; v == nil || v[0] < -1 || v[2] > 2 {
		t.Errorf("the view of the chain is %v", v)
	}
	s.picked(mapping.Group{Kind: "node", ID: "A2"})
	settle()
	if one := s.Deck().Slides[at]; one.Node != "" || one.View != nil {
		t.Errorf("clicked again, %q stands out in %v", one.Node, one.View)
	}
}

func TestKeysCopyAndHideASlide(t *testing.T) {
	s, _ := made(t)
	n := len(s.Deck().Slides)
	press := func(k fyne.KeyName) {
		s.strip.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl})
		settle()
	}
	if press(fyne.KeyD); len(s.Deck().Slides) != n+1 || s.Slide() != 1 || s.Deck().Slides[1].Kind != model.SlideWelcome {
		t.Errorf("%d slides after Ctrl+D, slide %d", len(s.Deck().Slides), s.Slide())
	}
	if press(fyne.KeyH); !s.Deck().Slides[1].Hidden {
		t.Error("Ctrl+H hides nothing")
	}
	if press(fyne.KeyH); s.Deck().Slides[1].Hidden {
		t.Error("Ctrl+H does not show it again")
	}
}
