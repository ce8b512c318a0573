package present

import (
	"context"
	"fmt"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// story is what a show begins with: its slides, and what a question may be answered from.
type story struct {
	slides []Slide
	words  wording
	known  visible
	base   *thematic.Base
}

// read looks at the records as visitors may see them, and draws the slides.
func read(ctx context.Context, o Options, l model.Language) (s story, err error) {
	if o.Store == nil {
		s.known.Sites = o.Sites
	} else if s.known, err = look(ctx, o.Store); err != nil {
		return s, err
	}
	s.words = wordsOf(l, s.known)
	if s.base, err = o.Base.Base(); err != nil {
		return s, err
	}
	if o.Slides != nil {
		s.slides, err = o.Slides(ctx, l)
	} else {
		s.slides, err = s.everything(ctx, o)
	}
	return s, err
}

// everything is what can be shown without a deck: the map, then the chains by name.
func (s story) everything(ctx context.Context, o Options) ([]Slide, error) {
	out := []Slide{s.known.mapSlide(s.base, o.Typeface, s.words.say)}
	for _, c := range s.known.Chains {
		one, err := s.known.chainSlide(c, o.Typeface, s.words.say)
		if err != nil {
			return nil, fmt.Errorf("present %s: %w", c.Name, err)
		}
		out = append(out, one)
	}
	return out, ctx.Err()
}
