// Package story turns a deck and the records that its audience may see into slides, proposes decks for visitors, and writes
// them as files.
//
// Every record comes through model.Redact before a slide knows of it, and every typed text loses the names that its audience
// must not read. What was hidden is told by Leaks, to staff alone.
package story

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"time"

	"github.com/paulmach/orb"

	"chainatlas/app/sitepage"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/layerfile"
	"chainatlas/mapping/slide"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// ErrFictional is returned when an invented deck is asked for before visitors.
var ErrFictional = errors.New("deck is fictional")

// ErrEmpty is returned when a deck has no slide that its audience may see.
var ErrEmpty = errors.New("deck has nothing to show")

// Options say who sees the slides.
type Options struct {
	Faces    *mapping.Typeface
	Base     *thematic.Base // of the maps; nil for none
	Audience model.Audience // Visitors or Staff
	Now      time.Time
}

// Told is a slide that is ready.
type Told struct {
	*slide.Page
	At int // its place in the deck

	// Live is the map or the chain of the slide with one thing chosen, "" for none, to be zoomed in a show; nil for a page
	// that stays a page. Down says that it is a chain, on a plane whose y grows downwards.
	Live func(chosen string) thematic.Picture
	Down bool
	Fly  bool      // a map is flown to from what the slide before showed
	Home orb.Bound // what is seen of Live at first, on its plane; zero for all
	// Lines are what a click on a thing of Live tells, its name first; nothing for what is not to be clicked.
	Lines func(g mapping.Group) []string
}

// View is a part of Live as a slide keeps it: degrees of a map, shares of a chain's picture.
func (t Told) View(b orb.Bound) (view [4]float64) {
	low, high, fine := crs.WebMercator.ToWGS84(b.Min), crs.WebMercator.ToWGS84(b.Max), 1e5
	if t.Down {
		all := t.Live("").Bound()
		share := func(p orb.Point) orb.Point {
			return orb.Point{(p[0] - all.Min[0]) / (all.Max[0] - all.Min[0]), (p[1] - all.Min[1]) / (all.Max[1] - all.Min[1])}
		}
		low, high, fine = share(b.Min), share(b.Max), 1e4
	}
	for i, v := range []float64{low[0], low[1], high[0], high[1]} {
		view[i] = math.Round(v*fine) / fine
	}
	return view
}

// Show is a deck that is ready.
type Show struct {
	Slides  []Told
	Left    []int    // places of slides that the audience must not see at all
	Missing []string // photos that cannot be read
}

// Pages are the slides' pages in order.
func (s *Show) Pages() []*slide.Page {
	out := make([]*slide.Page, len(s.Slides))
	for i, t := range s.Slides {
		out[i] = t.Page
	}
	return out
}

// Tell makes the slides of a deck that are not hidden. It reads records and photos, and belongs beside the UI thread.
func Tell(ctx context.Context, s *store.Store, d *model.Deck, o Options) (*Show, error) {
	if d.Fictional && o.Audience == model.Visitors {
		return nil, fmt.Errorf("show %s: %w", d.Name, ErrFictional)
	}
	t, err := newTeller(ctx, s, d, o)
	if err != nil {
		return nil, err
	}
	return t.all(ctx)
}

// all tells the slides in order.
func (t *teller) all(ctx context.Context) (*Show, error) {
	total := len(t.deck.Slides.Shown())
	for i, x := range t.deck.Slides {
		if x.Hidden {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t.at, t.frame.Number, t.frame.Total = i, len(t.show.Slides)+1, total
		if one, ok := t.tell(x); ok {
			t.speak(&one)
			one.At, one.Notes, one.Fly = i, x.Notes, x.Fly
			t.show.Slides = append(t.show.Slides, one)
		} else {
			t.show.Left = append(t.show.Left, i)
		}
	}
	return t.show, nil
}

// teller makes slides, one after the other.
type teller struct {
	o       Options
	deck    *model.Deck
	cast    cast
	hush    hush
	frame   slide.Frame
	words   fixed
	say     mapping.Say       // the language of the deck; nil is Chinese
	visitor map[string]string // their name and its English form
	show    *Show
	at      int // place of the slide that is told

	// What stands in a package already counted and is not to be counted again; nil for a workspace.
	frozen    *frozen
	openPhoto func(*model.Site, model.Attachment) (image.Image, error)
	openLayer func(model.ID) (*model.Layer, *layerfile.Layer, error) // nil, for a layer that is gone
	layers    map[model.ID]*thematic.Overlay                         // imported ones that were asked for; nil for what must not be seen
}

func newTeller(ctx context.Context, s *store.Store, d *model.Deck, o Options) (*teller, error) {
	c, err := read(ctx, s, needOf(d), o.Audience)
	if err != nil {
		return nil, err
	}
	t := tellerOf(d, c, o)
	t.openPhoto = func(_ *model.Site, a model.Attachment) (image.Image, error) {
		p, err := sitepage.OnePhoto(s, a)
		return p.Image, err
	}
	t.openLayer = func(id model.ID) (*model.Layer, *layerfile.Layer, error) { return layerOf(s, id) }
	if t.visitor = visitorOf(s, d); d.Language == model.English {
		t.say = inEnglish(c, t.visitor)
	}
	t.hush, err = hushOf(s, d, o.Audience)
	return t, err
}

func tellerOf(d *model.Deck, c cast, o Options) *teller {
	t := &teller{o: o, deck: d, cast: c, words: chinese, show: &Show{}, layers: map[model.ID]*thematic.Overlay{}}
	t.frame = slide.Frame{Theme: themeOf(d.Theme), W: 1280, H: 720, Mark: o.Audience.Mark(), Footer: t.footer()}
	if d.Ratio == model.Square {
		t.frame.W = 960
	}
	return t
}

// footer is the date, what the figures rest on, and before staff whether some of it is invented.
func (t *teller) footer() string {
	words := t.o.Now.Format(longDate) + "　" + t.words.source
	if t.cast.invented() {
		words += "　含虚构数据"
	}
	return words
}

func themeOf(t model.Theme) slide.Theme {
	switch t {
	case model.ThemeDark:
		return slide.Dark
	case model.ThemePlain:
		return slide.Plain
	}
	return slide.Steel
}

// tell makes one slide; false when its audience must not see it.
func (t *teller) tell(x model.Slide) (Told, bool) {
	x.Title, x.Text = t.typed(x.Title, x.TitleEn), t.typed(x.Text, x.TextEn)
	if x.Title == "" {
		x.Title = t.words.title(x.Kind)
	}
	switch x.Kind {
	case model.SlideWelcome:
		return t.page(slide.Welcome(t.frame, x.Title, x.Text, t.o.Now.Format(longDate)))
	case model.SlideContact:
		return t.page(slide.Contact(t.frame, x.Title, x.Text))
	case model.SlideMap:
		return t.siteMap(x)
	case model.SlideChain:
		return t.chain(x)
	case model.SlideSite:
		return t.site(x)
	case model.SlideCompare:
		return t.compare(x)
	case model.SlideFigures:
		return t.figures(x)
	case model.SlidePolicy:
		return t.policies(x)
	case model.SlideFlow:
		steps := t.say.Words(lines(x.Text))
		return Told{Page: slide.Flow(t.frame, x.Title, steps)}, len(steps) > 0
	}
	photo := t.photo(x)
	return Told{Page: slide.Words(t.frame, x.Title, x.Text, photo)}, x.Text != "" || photo != nil
}

func (t *teller) page(p *slide.Page) (Told, bool) { return Told{Page: p}, true }
