package geomap

import (
	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/model"
)

func (s *Screen) tapped(px mapping.Pt, v mapping.Viewport) {
	if !s.picking.ID.IsZero() {
		s.placed(s.picking.ID, picked(v.Plane(px)))
		return
	}
	if s.tools.now != nil {
		s.tools.now.tap(s.spot(px, v))
		s.tools.show()
		return
	}
	if s.pic.Keys()&(fyne.KeyModifierShift|fyne.KeyModifierControl) != 0 && s.tapRecord(s.spot(px, v)) {
		return
	}
	if s.pic.Expand(px, v) {
		s.card.hide()
		return
	}
	r, at, ok := s.under(px, v)
	if !ok {
		if f, is := s.featureUnder(px, v); is {
			s.showFeature(f, v.Plane(px), true)
			return
		}
		s.card.hide()
		return
	}
	id := r.Head().ID
	s.card.show(r, at, func() { s.desk.Open(id) })
}

// opened is a double click: on a record it opens, elsewhere the map comes nearer.
func (s *Screen) opened(px mapping.Pt, v mapping.Viewport) {
	if s.tools.now != nil {
		s.tools.now.open(s.spot(px, v))
		s.tools.show()
		return
	}
	if r, _, ok := s.under(px, v); ok && s.picking.ID.IsZero() {
		s.desk.Open(r.Head().ID)
		return
	}
	s.pic.SetViewport(v.Zoom(2, px))
}

func (s *Screen) hovered(px mapping.Pt, v mapping.Viewport) {
	if s.tools.now != nil {
		s.tools.now.hover(s.spot(px, v))
		s.tools.show()
		return
	}
	if !s.picking.ID.IsZero() || s.card.held {
		return
	}
	if g, ok := s.pic.Hit(px, v); ok && g.ID == s.card.key {
		return // the pointer trembles over what is told already
	}
	r, at, ok := s.under(px, v)
	f, feature := s.featureUnder(px, v)
	s.pic.Point(ok || feature)
	switch {
	case ok:
		s.card.show(r, at, nil)
	case feature:
		s.showFeature(f, v.Plane(px), false)
	default:
		s.card.hide()
	}
}

func (s *Screen) left() {
	if !s.card.held {
		s.card.hide()
	}
}

// featureUnder is the feature of an imported layer under a pixel.
func (s *Screen) featureUnder(px mapping.Pt, v mapping.Viewport) (feature, bool) {
	g, ok := s.pic.Hit(px, v)
	if !ok {
		return feature{}, false
	}
	return s.featureOf(g)
}

// under is the record under a pixel, and where it stands.
func (s *Screen) under(px mapping.Pt, v mapping.Viewport) (model.Record, orb.Point, bool) {
	g, ok := s.pic.Hit(px, v)
	if !ok {
		return nil, orb.Point{}, false
	}
	id, err := model.ParseID(g.ID)
	if err != nil {
		return nil, orb.Point{}, false // a district or another thing that is no record
	}
	r, err := s.desk.Store.Get(id)
	if err != nil {
		return nil, orb.Point{}, false // deleted since the map was drawn
	}
	at, ok := placeOf(r)
	if !ok {
		at = v.Plane(px)
	}
	return r, at, true
}
