package geomap

import (
	"cmp"

	"chainatlas/app/ui"
	"chainatlas/assets"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// from makes the lines from the provinces of investors to the district, anew only where projects changed.
func (r reading) from(base *thematic.Base) (*thematic.Origins, error) {
	k := model.KindProject
	if r.was != nil && r.was.origins != nil && r.was.at[k] == r.at[k] && r.was.only == r.only && r.was.base == base {
		return r.was.origins, nil
	}
	all, err := store.Every[*model.Project](r.store, k)
	if err != nil {
		return nil, err
	}
	o := thematic.OriginOptions{Faces: r.faces, PointOptions: thematic.PointOptions{Audience: cmp.Or(r.to, model.Desk)}}
	if r.to == "" {
		o.Unseen = ui.Around
	} else {
		o.Seen = r.store.Seen(r.to)
	}
	if o.Provinces, err = thematic.Provinces(assets.Provinces()); err != nil {
		return nil, err
	}
	o.To = base.Middle()
	return thematic.OriginsOf(kept(r.only, all), o), nil
}

// showOrigins switches the lines on or off.
func (s *Screen) showOrigins() {
	s.origins = !s.origins
	s.read()
}
