package story

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"math"
	"sync"

	"chainatlas/app/photo"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/calk"
)

// What a deck in a package may be: more is no deck that anybody shows, and would keep a computer busy.
const (
	mostSlides  = 500
	mostRecords = 20_000
	mostNodes   = 1_000
	photoSide   = 1400 // pixels
)

// Frozen is the deck of a package, read and ready to be told.
type Frozen struct {
	Manifest calk.Manifest

	bundle bundle
	deck   *model.Deck
	cast   cast
	lines  *thematic.Base // nil for none
	photos map[model.ID]image.Image
	files  *calk.Package // tiles are read when they are drawn

	once sync.Once
	base *thematic.Base // lines, on tiles where there are any
}

// OpenPack reads a package of a deck from a file, all of it: nothing is left open and nothing is written. It returns calk's
// errors for a file that is no whole package of this kind.
func OpenPack(ctx context.Context, file string) (*Frozen, error) {
	p, err := calk.Open(file, calk.Show)
	if err != nil {
		return nil, err
	}
	f, err := Unpack(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", file, err)
	}
	return f, nil
}

// Unpack reads a package of a deck.
func Unpack(ctx context.Context, p *calk.Package) (*Frozen, error) {
	f := &Frozen{Manifest: p.Manifest, files: p, photos: map[model.ID]image.Image{}}
	data, err := p.Data(showFile)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &f.bundle); err != nil {
		return nil, broken(err)
	}
	if err := errors.Join(f.readDeck(), f.readRecords()); err != nil {
		return nil, err
	}
	if f.bundle.Base != nil {
		if f.lines, err = thematic.FromParts(*f.bundle.Base); err != nil {
			return nil, broken(err)
		}
	}
	if g := f.bundle.Ground; g != nil && f.lines != nil {
		if err := g.sound(); err != nil {
			return nil, err
		}
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	return f, f.readPhotos(ctx, p)
}

func (f *Frozen) readPhotos(ctx context.Context, p *calk.Package) error {
	for id, name := range f.bundle.Photos {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := p.Data(name)
		if err != nil {
			return err
		}
		if f.photos[id], err = photo.Fit(bytes.NewReader(data), photoSide, photoSide); err != nil {
			return broken(err)
		}
	}
	return nil
}

func broken(err error) error { return fmt.Errorf("%w: %w", calk.ErrDamaged, err) }

// recordOf reads a record of the package. One that states what this version does not know was written by a newer one.
func recordOf(b json.RawMessage) (model.Record, error) {
	r, err := model.FromJSON(b)
	switch {
	case errors.Is(err, model.ErrUnknownField), errors.Is(err, model.ErrUnknownKind):
		return nil, fmt.Errorf("%w: %w", calk.ErrNewer, err)
	case err != nil:
		return nil, broken(err)
	}
	return r, nil
}

func (f *Frozen) readDeck() error {
	r, err := recordOf(f.bundle.Deck)
	if err != nil {
		return err
	}
	d, ok := r.(*model.Deck)
	if !ok || len(d.Slides) == 0 || len(d.Slides) > mostSlides {
		return fmt.Errorf("no deck, or one of too many slides: %w", calk.ErrDamaged)
	}
	for _, x := range d.Slides {
		if v := x.View; v != nil && !(math.Abs(v[0]) <= 180 && math.Abs(v[1]) <= 85 && math.Abs(v[2]) <= 180 && math.Abs(v[3]) <= 85 && v[0] <= v[2] && v[1] <= v[3]) {
			return fmt.Errorf("a map shows %v: %w", *v, calk.ErrDamaged)
		}
	}
	if f.bundle.Audience != model.Visitors && f.bundle.Audience != model.Staff {
		return fmt.Errorf("audience %q: %w", f.bundle.Audience, calk.ErrNewer)
	}
	f.deck = d
	return nil
}

func (f *Frozen) readRecords() error {
	if len(f.bundle.Records) > mostRecords {
		return fmt.Errorf("%d records: %w", len(f.bundle.Records), calk.ErrTooLarge)
	}
	for _, b := range f.bundle.Records {
		r, err := recordOf(b)
		if err != nil {
			return err
		}
		switch r := r.(type) {
		case *model.Chain:
			if len(r.Nodes) > mostNodes {
				return fmt.Errorf("a chain of %d nodes: %w", len(r.Nodes), calk.ErrTooLarge)
			}
			f.cast.chains = append(f.cast.chains, r)
		case *model.Enterprise:
			f.cast.firms = append(f.cast.firms, r)
		case *model.Project:
			f.cast.projects = append(f.cast.projects, r)
		case *model.Site:
			if f.bundle.Photos[r.ID] != "" {
				r.Photos = model.Attachments{{Name: r.Name, Type: model.JPEG}}
			}
			f.cast.sites = append(f.cast.sites, r)
		case *model.Policy:
			f.cast.policies = append(f.cast.policies, r)
		default:
			return fmt.Errorf("a record of kind %s: %w", r.Kind(), calk.ErrNewer)
		}
	}
	return nil
}

// Base is the base map that the package brings, written with faces; nil for none.
func (f *Frozen) Base(faces mapping.Measurer) *thematic.Base {
	f.once.Do(func() {
		if f.base = f.lines; f.lines != nil && f.bundle.Ground != nil {
			f.base = f.onTiles(f.lines, faces)
		}
	})
	return f.base
}

// Sites are what a question during the show may be answered from.
func (f *Frozen) Sites() []*model.Site { return f.cast.sites }

// Slides is how many there are.
func (f *Frozen) Slides() int { return len(f.deck.Slides) }

// Language is what the deck is written in.
func (f *Frozen) Language() model.Language { return f.deck.Language }

// Tell makes the slides in a language, "" for the deck's own, as Tell made them when the package was written.
func (f *Frozen) Tell(ctx context.Context, faces *mapping.Typeface, l model.Language) (*Show, error) {
	t := tellerOf(f.deck.In(l), f.cast, Options{Faces: faces, Base: f.Base(faces), Audience: f.bundle.Audience, Now: f.bundle.Told})
	if t.deck.Language == model.English {
		t.say = inEnglish(f.cast, nil)
	}
	t.frozen = &f.bundle.frozen
	t.openPhoto = func(s *model.Site, _ model.Attachment) (image.Image, error) {
		img, ok := f.photos[s.ID]
		if !ok {
			return nil, photo.ErrNotPicture
		}
		return img, nil
	}
	show, err := t.all(ctx)
	if err == nil && len(show.Slides) == 0 {
		err = ErrEmpty
	}
	return show, err
}
