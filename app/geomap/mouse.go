package geomap

import (
	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/model"
)

func (s *Screen) tapped(px mapping.Pt, v mapping.Viewport) {
	if !s.picking.ID.IsZero() {
		s.placed(s.picking.ID, picked(v.Plane(px)))
		return
	}
	if s.pic.Expand(px, v) {
		s.card.hide()
		return
	}
	r, at, ok := s.under(px, v)
	if !ok {
		s.card.hide()
		return
	}
	id := r.Head().ID
	s.card.show(r, at, func() { s.desk.Open(id) })
}

// opened is a double click: on a record it opens, elsewhere the map comes nearer.
func (s *Screen) opened(px mapping.Pt, v mapping.Viewport) {
	if r, _, ok := s.under(px, v); ok && s.picking.ID.IsZero() {
		s.desk.Open(r.Head().ID)
		return
	}
	s.pic.SetViewport(v.Zoom(2, px))
}

func (s *Screen) hovered(px mapping.Pt, v mapping.Viewport) {
	if !s.picking.ID.IsZero() || s.card.held {
		return
	}
	if g, ok := s.pic.Hit(px, v); ok && g.ID == s.card.id.String() {
		return // the pointer trembles over what is told already
	}
	r, at, ok := s.under(px, v)
	s.pic.Point(ok)
	if !ok {
		s.card.hide()
		return
	}
	s.card.show(r, at, nil)
}

func (s *Screen) left() {
	if !s.card.held {
		s.card.hide()
	}
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
