package decks

import (
	"context"

	"chainatlas/app/basemap"
	"chainatlas/app/desk"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/present"
	"chainatlas/app/story"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/slide"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/calk"
)

// Slides are what F5 shows: the deck as visitors see it, from the chosen slide on. Nil without a deck.
func (s *Screen) Slides() (slides func(context.Context, model.Language) ([]present.Slide, error), in model.Language, start int) {
	d := s.Deck()
	if d == nil {
		return nil, "", 0
	}
	s.commit()
	desk, id := s.desk, d.ID
	return func(ctx context.Context, l model.Language) ([]present.Slide, error) { return shown(ctx, desk, id, l) }, d.Language, s.start()
}

// start is the place of the chosen slide among those that are shown.
func (s *Screen) start() (n int) {
	for i, x := range s.now.slides {
		if i < s.at && x.Page != nil && i < len(s.now.deck.Slides) && !s.now.deck.Slides[i].Hidden {
			n++
		}
	}
	return n
}

// shown reads the deck anew: what was typed last is in it.
func shown(ctx context.Context, d *desk.Desk, id model.ID, l model.Language) ([]present.Slide, error) {
	r, err := d.Store.Get(id)
	if err != nil {
		return nil, err
	}
	o, err := options(d, model.Visitors)
	if err != nil {
		return nil, err
	}
	show, err := story.Tell(ctx, d.Store, r.(*model.Deck).In(l), o)
	if err != nil {
		return nil, err
	}
	if len(show.Slides) == 0 {
		return nil, story.ErrEmpty
	}
	return Presented(show, d.Typeface), nil
}

// Packaged is the show of a package, without any workspace.
func Packaged(f *story.Frozen, faces *mapping.Typeface) present.Options {
	return present.Options{Typeface: faces, Base: basemap.Given(f.Base(faces)), Sites: f.Sites(), Language: f.Language(), Slides: func(ctx context.Context, l model.Language) ([]present.Slide, error) {
		show, err := f.Tell(ctx, faces, l)
		if err != nil {
			return nil, err
		}
		return Presented(show, faces), nil
	}}
}

// Presented are the slides of a deck that is ready, for a show.
func Presented(show *story.Show, faces *mapping.Typeface) []present.Slide {
	out := make([]present.Slide, len(show.Slides))
	for i, one := range show.Slides {
		out[i] = presented(one, faces)
	}
	return out
}

func presented(one story.Told, faces *mapping.Typeface) present.Slide {
	p := present.Slide{Title: one.Title, Notes: one.Notes, W: one.W, H: one.H, Ground: one.Ground, Lines: one.Lines,
		Draw: func(c mapping.Canvas, scale float32) { one.Draw(c, faces, scale) }}
	if one.Live != nil {
		p.Scene = func(chosen string) picture.Scene { return sceneOf(one, one.Live(chosen)) }
		p.At, _ = drawingOf(one)
		p.Fly, p.Unit = one.Fly, slide.Readable
	}
	return p
}

// sceneOf is a map or a chain on its own, in the colours of the slide.
func sceneOf(one story.Told, what thematic.Picture) picture.Scene {
	s := picture.Scene{Home: one.Home, YDown: one.Down}
	if s.Home.IsZero() {
		s.Home = what.Bound()
	}
	if s.Home.IsZero() {
		s.Home = what.Fit(1600, 900, 1).Bound()
	}
	tint := func(l mapping.Layer) mapping.Layer { return l }
	if one.Ground == slide.Dark.Ground {
		tint = func(l mapping.Layer) mapping.Layer { return dusk{l} }
	}
	if one.Down {
		s.Map = &mapping.Map{Layers: []mapping.Layer{tint(what)}, Background: one.Ground}
		return s
	}
	s.Map = &mapping.Map{Layers: []mapping.Layer{tint(picture.Ground{Layer: what})}, Background: one.Ground}
	s.Furniture = picture.FurnitureOf(what)
	return s
}

// dusk is a layer in dark colours.
type dusk struct{ mapping.Layer }

// Draw implements mapping.Layer.
func (l dusk) Draw(c mapping.Canvas, v mapping.Viewport) { l.Layer.Draw(mapping.Dusk{On: c}, v) }

// Hit implements mapping.Hitter.
func (l dusk) Hit(v mapping.Viewport, p mapping.Pt) (mapping.Group, bool) {
	if h, ok := l.Layer.(mapping.Hitter); ok {
		return h.Hit(v, p)
	}
	return mapping.Group{}, false
}

// choosePackage asks for a package and shows it; nothing of it comes into the workspace.
func (s *Screen) choosePackage() {
	ui.OpenFile(s.desk.Window, []string{calk.Suffix}, func(path string, err error) {
		if s.desk.Fail(err); path != "" {
			s.desk.ShowPackage(path)
		}
	})
}
