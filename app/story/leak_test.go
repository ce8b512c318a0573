package story

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"strings"
	"testing"

	"chainatlas/app/leaktest"
	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/svg"
	"chainatlas/model"
)

// worlds is how many workspaces are planted; more are tried by hand: go test ./app/story -run Leaks -worlds 200.
var worlds = flag.Int("worlds", 5, "workspaces that TestNothingLeaks plants")

// deckOf is a deck that speaks of everything, in titles and texts too.
func deckOf(w *leaktest.World) *model.Deck {
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介", Notes: planted + "备注"}, Visitor: model.LinkTo(w.Visitor), LandNeed: model.Measured(30, "亩")}
	ids := map[model.Kind][]model.ID{}
	text := "欢迎来访甲公司"
	for _, x := range w.Records {
		ids[x.Kind()] = append(ids[x.Kind()], x.Head().ID)
		switch x := x.(type) {
		case *model.Site:
			text += "，" + strings.Join(append(englishNames(x), x.Name, x.Contact), "，")
		case *model.Enterprise, *model.Project, *model.Chain, *model.Contact:
			text += "，" + strings.Join(append(englishNames(x), x.Head().Name), "，")
		}
	}
	d.Name, d.English = d.Name+"："+text, "Deck "+text
	add := func(x model.Slide) {
		x.Text, x.Notes, x.Title, x.TitleEn, x.TextEn = text, planted+"备注", "标题"+text, "Title "+text, strings.ToUpper(text)
		d.Slides = append(d.Slides, x)
	}
	for _, kind := range []model.SlideKind{model.SlideWelcome, model.SlideText, model.SlideCompare, model.SlideContact} {
		add(model.Slide{Kind: kind, Records: ids[model.KindSite]})
	}
	for _, chart := range []model.ChartKind{model.ChartChains, model.ChartStages, model.ChartFlows, model.ChartTimeline} {
		add(model.Slide{Kind: model.SlideFigures, Chart: chart, Chain: w.Chain.ID})
	}
	for _, id := range ids[model.KindSite] {
		add(model.Slide{Kind: model.SlideSite, Records: []model.ID{id}})
	}
	for _, id := range ids[model.KindChain] {
		add(model.Slide{Kind: model.SlideChain, Chain: id, Node: "A2"})
	}
	layers := model.Words{"site", "project", "enterprise"}
	for _, l := range w.Layers {
		layers = append(layers, l.ID.String())
	}
	add(model.Slide{Kind: model.SlideMap, Layers: layers})
	add(model.Slide{Kind: model.SlidePolicy, Records: ids[model.KindPolicy]})
	add(model.Slide{Kind: model.SlideFlow})
	return d
}

// Whatever is hidden in a workspace, nothing of it appears in what visitors get of a deck, in any form.
func TestNothingLeaks(t *testing.T) {
	o := telling(t, model.Visitors)
	for seed := range *worlds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := newStore(t)
			w := leaktest.Fill(t, s, uint64(seed), 4)
			d := deckOf(w)
			d.Theme = []model.Theme{"", model.ThemeDark, model.ThemePlain}[seed%3]
			d.Ratio = []model.Ratio{model.Wide, model.Square}[seed%2]
			d.Language = []model.Language{model.Chinese, model.English}[seed/2%2]
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
			w.Text(t, "title", title)
			drawings(t, w, show, o)
			alive(t, w, show, o)
			files(t, w, show, title, o)
		})
	}
}

func drawings(t *testing.T, w *leaktest.World, show *Show, o Options) {
	t.Helper()
	for _, one := range show.Slides {
		rec := scene.New(o.Faces)
		one.Draw(rec, o.Faces, 1)
		w.Text(t, "scene of "+one.Title, strings.Join(rec.Texts(), "\n"))
		for _, g := range rec.Groups() {
			w.Text(t, "group", g.ID+" "+g.Title)
		}
		c := svg.New(one.W, one.H, one.Ground, o.Faces)
		one.Draw(c, o.Faces, 1)
		w.Check(t, "svg of "+one.Title, []byte(c.String()))
	}
}

// alive looks at the maps and chains that are zoomed into in a show: everything on them, clicked one by one, from near.
func alive(t *testing.T, w *leaktest.World, show *Show, o Options) {
	t.Helper()
	for _, one := range show.Slides {
		if one.Live == nil {
			continue
		}
		for _, zoom := range []float64{1, 30} {
			rec := scene.New(o.Faces)
			p := one.Live("")
			v := p.Fit(1280, 720, 1)
			v.Scale *= zoom
			p.Draw(rec, v)
			w.Text(t, "live "+one.Title, strings.Join(rec.Texts(), "\n"))
			for _, g := range rec.Groups() {
				w.Text(t, "a click on "+one.Title, g.ID+" "+g.Title+" "+strings.Join(one.Lines(g), "\n"))
			}
		}
		for _, x := range w.Records {
			w.Text(t, "a click on a record", strings.Join(one.Lines(mapping.Group{ID: x.Head().ID.String(), Kind: string(x.Kind())}), "\n"))
			chosen := scene.New(o.Faces)
			p := one.Live(x.Head().ID.String())
			p.Draw(chosen, p.Fit(1280, 720, 1))
			w.Text(t, "a chosen record", strings.Join(chosen.Texts(), "\n"))
		}
	}
}

func files(t *testing.T, w *leaktest.World, show *Show, title string, o Options) {
	t.Helper()
	var b bytes.Buffer
	if err := show.WritePDF(&b, title, o); err != nil {
		t.Fatal(err)
	}
	w.Check(t, "pdf", b.Bytes())
	b.Reset()
	if err := show.WritePPTX(&b, title, o); err != nil {
		t.Fatal(err)
	}
	w.Check(t, "pptx", b.Bytes())
	if all := b.String(); strings.Contains(all, "notesSlide") {
		t.Error("visitors get notes")
	}
	b.Reset()
	if err := WritePNG(&b, show.Slides[len(show.Slides)-1].Page, 0.5, o.Faces); err != nil {
		t.Fatal(err)
	}
	w.Check(t, "png", b.Bytes())
}
