package profile

import (
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

const (
	mapHeight = 300
	mapWide   = 20_000 // metres of ground from side to side
	mapFine   = 3      // pixels of the map's markers on one of the page
)

// mapOf shows the site among what is around it. A site whose place the audience does not know has no map.
func (w *sheetWriter) mapOf(s *model.Site, height float32) {
	if w.o.Base == nil || s.Location.Point == nil {
		return
	}
	points := thematic.Sites(w.around(s), thematic.PointOptions{Audience: w.o.Audience, Redacted: true, Selected: s.ID, Say: w.o.Say})
	picture := thematic.SiteMap(thematic.MapOptions{Faces: w.o.Faces, Base: w.o.Base, Audience: w.o.Audience, Layers: []mapping.Layer{points}, Bare: true, Say: w.o.Say})
	box := w.down(height + 12)
	box.Max.Y -= 12
	v := viewOn(s, int(box.W()), int(box.H()))
	w.c.Clip(box, func() {
		picture.Draw(mapping.Placed{On: w.c, At: box.Min, Scale: 1.0 / mapFine}, v)
	})
	frame(w.c, box, hairline, 1)
}

// around are the site and the others, as far as the audience sees them.
func (w *sheetWriter) around(s *model.Site) []*model.Site {
	out := []*model.Site{s}
	for _, r := range w.o.Around {
		if other, err := w.o.shown(r); err == nil && other.ID != s.ID && other.Location.Point != nil {
			out = append(out, other)
		}
	}
	return out
}

// viewOn looks at a site from so high that its parcel is seen and the way to it is recognised.
func viewOn(s *model.Site, w, h int) mapping.Viewport {
	at := *s.Location.Point
	v := mapping.Viewport{W: w * mapFine, H: h * mapFine, DPR: mapFine, Center: crs.WebMercator.FromWGS84(at)}
	v.Scale = float64(v.W) / (mapWide / crs.GroundPerMercator(at[1]))
	if s.Location.Geometry != nil {
		b := s.Location.Geometry.Bound()
		parcel := orb.MultiPoint{crs.WebMercator.FromWGS84(b.Min), crs.WebMercator.FromWGS84(b.Max)}.Bound()
		v.Scale = min(v.Scale, v.Fit(parcel, float32(v.H)/4).Scale)
	}
	return v
}
