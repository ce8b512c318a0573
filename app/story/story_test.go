package story

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"chainatlas/app/basemap"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/svg"
	"chainatlas/model"
	"chainatlas/model/store"
)

// planted stands in everything that visitors must not read; secretLon in every place that they must not know.
const (
	planted   = "泄密"
	secretLon = 117.7654321
)

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

// plant fills every field that visitors must not see with words that must not appear, and others with words that may.
func plant(r model.Record, n int, level model.Level, fictional bool) {
	h := r.Head()
	h.ID, h.Level, h.Fictional = model.NewID(), level, fictional
	h.Name = fmt.Sprintf("公开%s%d", r.Kind().Label(), n)
	for pass := range 2 {
		shown, ok := model.Redact(r, model.Visitors, nil)
		for _, f := range model.FieldsOf(r.Kind()) {
			hide := pass == 0 && f.Key != "name" || pass == 1 && (!ok || f.Empty(shown))
			if f.Key == "level" || f.Key == "levels" || f.Key == "fictional" || f.Key == "code_name" || f.Key == "slides" || f.Key == "as_of" {
				continue
			}
			word := fmt.Sprintf("公开内容%d", n)
			if hide {
				word = fmt.Sprintf("%s%s%d", planted, f.Key, n)
			}
			fillField(f, r, word)
		}
	}
}

func fillField(f *model.Field, r model.Record, word string) {
	switch f.Value(r).(type) {
	case string:
		f.SetValue(r, word)
	case model.Words:
		f.SetValue(r, model.Words{word})
	case model.Link:
		f.SetValue(r, model.Link{Name: word})
	case model.Quantity:
		f.SetValue(r, model.Quantity{Text: word})
	case model.Money:
		f.SetValue(r, model.Money{Text: word})
	}
}

// photograph is a JPEG whose camera wrote a secret beside the picture.
func photograph(t *testing.T, s *store.Store) model.Attachment {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 64, 48)), nil); err != nil {
		t.Fatal(err)
	}
	note := []byte("Exif\x00\x00" + planted + "拍摄地点")
	marked := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(note)+2))...)
	marked = append(append(marked, note...), b.Bytes()[2:]...)
	a, err := s.AddFile(bytes.NewReader(marked), planted+".jpg")
	if err != nil {
		t.Fatal(err)
	}
	a.Note = planted + "说明"
	return a
}

// world is a workspace of planted records and a deck that speaks of all of them.
func world(t *testing.T, s *store.Store, r *rand.Rand) *model.Deck {
	t.Helper()
	levels := []model.Level{model.Public, model.Public, model.Internal, model.Secret, ""}
	chain := &model.Chain{}
	plant(chain, 0, model.Public, false)
	chain.ChainKind, chain.Edges = model.ProductChain, model.Edges{{From: "A1", To: "A2"}, {From: "A2", To: "A3"}}
	chain.Nodes = model.Nodes{{Code: "A1", Name: "采选", Lane: "上游"}, {Code: "A2", Name: "炼钢", Lane: "中游"}, {Code: "A3", Name: "锻件", Lane: "下游"}}
	visitor := &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "来访甲公司", Notes: planted + "备注"}, Phone: planted + "电话"}
	all := []model.Record{chain, visitor}
	photo := photograph(t, s)
	for n := range 24 {
		var x model.Record
		switch n % 6 {
		case 0, 1:
			x = &model.Site{Photos: model.Attachments{photo}}
		case 2:
			x = &model.Enterprise{Local: model.Yes, AboveScale: model.Yes}
		case 3:
			x = &model.Project{Stage: model.StageTalk, SignDate: model.OnDay(19000 + model.Day(n))}
		case 4:
			x = &model.Policy{ValidFrom: model.OnDay(19000)}
		case 5:
			x = &model.Contact{}
		}
		plant(x, n+1, levels[r.IntN(len(levels))], r.IntN(4) == 0)
		finish(x, chain, r)
		if _, ok := model.Redact(x, model.Visitors, nil); !ok {
			x.Head().Name = fmt.Sprintf("%s%s%d", planted, x.Kind().Label(), n+1)
		}
		all = append(all, x)
	}
	put(t, s, all...)
	return deckOf(all, chain, visitor, r)
}

// finish gives places, roles and what is public by name.
func finish(x model.Record, chain *model.Chain, r *rand.Rand) {
	at := orb.Point{secretLon, 36.05}
	switch x := x.(type) {
	case *model.Site:
		x.Location = model.Location{Point: &at, Precision: model.PlaceExact, CRS: "WGS-84", Entered: planted + "坐标"}
		if r.IntN(2) == 0 {
			x.Location.Point, x.Location.Precision = &orb.Point{117.8, 36.06}, model.PlaceStreet
		}
		if r.IntN(2) == 0 {
			x.Levels = model.Levels{"photos": model.Public}
		}
	case *model.Enterprise:
		role := []model.RoleName{model.RoleLeader, model.RoleKey, model.RoleTarget}[r.IntN(3)]
		x.Location = model.Location{Point: &orb.Point{117.81, 36.07}, Precision: model.PlaceStreet}
		x.Roles = model.Roles{{Chain: model.LinkTo(chain), Node: chain.Nodes[r.IntN(3)].Ref(), Role: role}}
		if role == model.RoleTarget {
			x.Name = planted + x.Name // a firm that the bureau hopes for is nobody's business
		}
	case *model.Project:
		x.Chain, x.Node = model.LinkTo(chain), chain.Nodes[1].Ref()
		x.Location = model.Location{Point: &at, Precision: model.PlaceExact, Entered: planted}
	}
}

func deckOf(all []model.Record, chain *model.Chain, visitor *model.Enterprise, r *rand.Rand) *model.Deck {
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介", Notes: planted + "备注"}, Visitor: model.LinkTo(visitor),
		Theme: []model.Theme{"", model.ThemeDark, model.ThemePlain}[r.IntN(3)], Ratio: []model.Ratio{model.Wide, model.Square}[r.IntN(2)],
		LandNeed: model.Measured(30, "亩")}
	ids := map[model.Kind][]model.ID{}
	text := "欢迎来访甲公司"
	for _, x := range all {
		ids[x.Kind()] = append(ids[x.Kind()], x.Head().ID)
		if x.Kind() != model.KindEnterprise || x.(*model.Enterprise).Roles.IsZero() || !strings.HasPrefix(x.Head().Name, planted) {
			text += "，" + x.Head().Name
		}
		if e, ok := x.(*model.Site); ok {
			text += "，" + e.Contact
		}
	}
	d.Name += "：" + text
	add := func(x model.Slide) {
		x.Text, x.Notes, x.Title = text, planted+"备注", "标题"+text
		d.Slides = append(d.Slides, x)
	}
	for _, kind := range []model.SlideKind{model.SlideWelcome, model.SlideText, model.SlideCompare, model.SlideContact} {
		add(model.Slide{Kind: kind, Records: ids[model.KindSite]})
	}
	for _, chart := range []model.ChartKind{model.ChartChains, model.ChartStages, model.ChartFlows, model.ChartTimeline} {
		add(model.Slide{Kind: model.SlideFigures, Chart: chart, Chain: chain.ID})
	}
	for _, id := range ids[model.KindSite] {
		add(model.Slide{Kind: model.SlideSite, Records: []model.ID{id}})
	}
	add(model.Slide{Kind: model.SlideMap, Layers: model.Words{"site", "project", "enterprise"}})
	add(model.Slide{Kind: model.SlideChain, Chain: chain.ID, Node: "A2"})
	add(model.Slide{Kind: model.SlidePolicy, Records: ids[model.KindPolicy]})
	add(model.Slide{Kind: model.SlideFlow})
	return d
}

// Whatever is hidden in a workspace, nothing of it appears in what visitors get, in any form.
func TestNothingLeaks(t *testing.T) {
	o := telling(t, model.Visitors)
	for seed := range 4 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := newStore(t)
			d := world(t, s, rand.New(rand.NewPCG(uint64(seed), 7)))
			show, err := Tell(context.Background(), s, d, o)
			if err != nil {
				t.Fatal(err)
			}
			if len(show.Slides) < 10 {
				t.Fatalf("only %d slides are shown", len(show.Slides))
			}
			title, err := Title(s, d, o.Audience)
			if err != nil {
				t.Fatal(err)
			}
			clean(t, "title", title)
			drawings(t, show, o)
			pdfFile(t, show, title, o)
			pptxFile(t, show, title, o, seed == 0)
		})
	}
}

func clean(t *testing.T, where, text string) {
	t.Helper()
	for _, secret := range []string{planted, "117.765"} {
		if i := strings.Index(text, secret); i >= 0 {
			t.Errorf("%s holds %q: …%s…", where, secret, text[max(0, i-90):min(len(text), i+90)])
		}
	}
}

func drawings(t *testing.T, show *Show, o Options) {
	t.Helper()
	for _, one := range show.Slides {
		rec := scene.New(o.Faces)
		one.Draw(rec, o.Faces, 1)
		clean(t, "scene of "+one.Title, strings.Join(rec.Texts(), "\n"))
		for _, g := range rec.Groups() {
			clean(t, "group", g.ID+g.Title)
		}
		c := svg.New(one.W, one.H, one.Ground, o.Faces)
		one.Draw(c, o.Faces, 1)
		clean(t, "svg", c.String())
	}
}

func pdfFile(t *testing.T, show *Show, title string, o Options) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "v.pdf")
	var b bytes.Buffer
	if err := show.WritePDF(&b, title, o); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"pdftotext", path, "-"}, {"pdfinfo", path}} {
		out, err := exec.Command(args[0], args[1:]...).Output()
		if err != nil {
			t.Fatal(err)
		}
		clean(t, args[0], string(out))
		if args[0] == "pdftotext" && !strings.Contains(string(out), "来访甲公司") {
			t.Error("pdftotext does not find the visitor's own name")
		}
	}
	clean(t, "pdf bytes", b.String())
}

// pptxFile looks into every part; the pictures are whole only where pictures is true, as painting them takes long.
func pptxFile(t *testing.T, show *Show, title string, o Options, pictures bool) {
	t.Helper()
	if !pictures {
		show = &Show{Slides: slices.DeleteFunc(slices.Clone(show.Slides), func(x Told) bool { return x.Live != nil })}
	}
	var b bytes.Buffer
	if err := show.WritePPTX(&b, title, o); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		clean(t, "name of part", f.Name+f.Comment)
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		clean(t, f.Name, string(data))
		if strings.HasSuffix(f.Name, ".jpeg") && bytes.Contains(data, []byte("Exif")) || strings.HasSuffix(f.Name, ".png") && bytes.Contains(data, []byte("tEXt")) {
			t.Errorf("%s brings words of its own", f.Name)
		}
		if strings.Contains(f.Name, "notes") {
			t.Errorf("visitors get %s", f.Name)
		}
	}
}

func TestStaffReadWhatVisitorsDoNot(t *testing.T) {
	s := newStore(t)
	d := world(t, s, rand.New(rand.NewPCG(1, 7)))
	show, err := Tell(context.Background(), s, d, telling(t, model.Staff))
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
