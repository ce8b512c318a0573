package story

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/app/maplayer"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/layerfile"
	"chainatlas/mapping/profile"
	"chainatlas/mapping/slide"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/match"
	"chainatlas/model/store"
)

// siteMap is the map with the layers of the slide; with records, with those alone.
func (t *teller) siteMap(x model.Slide) (Told, bool) {
	chart := t.chart(x.Layers, x.Records, model.ID{})
	home := mapHome(x.View)
	v := slide.Drawing(t.frame.Theme, x.Title, chart, looking(home))
	live := func(chosen string) thematic.Picture {
		id, err := model.ParseID(chosen)
		if err != nil {
			return chart
		}
		return t.chart(x.Layers, x.Records, id)
	}
	return Told{Page: slide.View(t.frame, x.Title, x.Text, v, nil), Live: live, Home: home, Lines: t.placeLines}, true
}

// placeLines are what a click on a marker tells.
func (t *teller) placeLines(g mapping.Group) []string {
	for _, s := range t.cast.sites {
		if s.ID.String() == g.ID {
			return without(s.Name, s.SiteKind, s.Area.String(), s.FloorArea.String(), s.Supplies.String())
		}
	}
	for _, p := range t.cast.projects {
		if p.ID.String() == g.ID {
			return without(p.Name, p.Chain.Name)
		}
	}
	for _, e := range t.cast.firms {
		if e.ID.String() == g.ID {
			return without(e.Name, e.Products.String())
		}
	}
	return nil
}

// without are the lines that say something.
func without(lines ...string) []string {
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

func (t *teller) chart(kinds model.Words, only []model.ID, chosen model.ID) *thematic.MapPicture {
	return thematic.SiteMap(t.mapOptions(kinds, only, chosen))
}

func (t *teller) mapOptions(kinds model.Words, only []model.ID, chosen model.ID) thematic.MapOptions {
	o := thematic.PointOptions{Audience: t.o.Audience, Redacted: true, Selected: chosen, Say: t.say}
	if len(kinds) == 0 {
		kinds = model.Words{string(model.KindSite)}
	}
	var layers []mapping.Layer
	for _, k := range kinds {
		if l, ok := t.imported(k); ok {
			layers = append(layers, l)
			continue
		}
		switch model.Kind(k) {
		case model.KindSite:
			layers = append(layers, thematic.Sites(some(t.cast.sites, only), o))
		case model.KindProject:
			layers = append(layers, thematic.Projects(some(t.cast.projects, only), o))
		case model.KindEnterprise:
			layers = append(layers, thematic.Enterprises(some(t.cast.firms, only), o))
		}
	}
	return thematic.MapOptions{Faces: t.o.Faces, Base: t.o.Base, Audience: t.o.Audience, Layers: layers, Date: "截至 " + t.o.Now.Format(longDate), Say: t.say}
}

// imported is a layer that was imported, by its ID; false for one that the audience must not see, or whose file is damaged.
func (t *teller) imported(id string) (mapping.Layer, bool) {
	at, err := model.ParseID(id)
	if err != nil {
		return nil, false
	}
	if made, ok := t.layers[at]; ok {
		return made, made != nil
	}
	t.layers[at] = nil
	if t.openLayer == nil {
		return nil, false
	}
	l, data, err := t.openLayer(at)
	if l == nil || !model.LayerSeen(l, t.o.Audience, t.o.Base != nil && t.o.Base.ReviewNumber != "") {
		return nil, false
	}
	if err != nil {
		t.show.Missing = append(t.show.Missing, l.Name)
		return nil, false
	}
	o := thematic.OverlayOptions{}
	if l.Style.By == model.StyleByCount {
		o.Counted = t.spread(model.Kind(l.Style.Field))
	}
	made := thematic.Imported(l, data, o)
	t.layers[at] = made
	return made, true
}

// layerOf reads an imported layer with its data; nil for one that is gone.
func layerOf(s *store.Store, id model.ID) (*model.Layer, *layerfile.Layer, error) {
	r, err := s.Get(id)
	if err != nil {
		return nil, nil, nil // it was deleted: the map goes without it
	}
	l, ok := r.(*model.Layer)
	if !ok || l.Of != model.LayerOfFile {
		return nil, nil, nil
	}
	data, err := maplayer.Data(s, l)
	return l, data, err
}

// spread are the places of the records that colour areas by their number.
func (t *teller) spread(k model.Kind) []orb.Point {
	o := thematic.PointOptions{Audience: t.o.Audience, Redacted: true}
	switch k {
	case model.KindSite:
		return thematic.Sites(t.cast.sites, o).Places()
	case model.KindProject:
		return thematic.Projects(t.cast.projects, o).Places()
	}
	return thematic.Enterprises(t.cast.firms, o).Places()
}

// some is the list, or those of it that ids name.
func some[T model.Record](list []T, ids []model.ID) []T {
	if len(ids) == 0 {
		return list
	}
	return find(list, ids)
}

// mapHome is a box in degrees on the plane of the map; zero shows all.
func mapHome(box *[4]float64) orb.Bound {
	if box == nil || !(box[0] < box[2] && box[1] < box[3]) {
		return orb.Bound{}
	}
	low, high := orb.Point{box[0], box[1]}, orb.Point{box[2], box[3]}
	return orb.MultiPoint{crs.WebMercator.FromWGS84(low), crs.WebMercator.FromWGS84(high)}.Bound()
}

// looking looks at a part of a drawing; zero shows all.
func looking(at orb.Bound) func(mapping.Viewport) mapping.Viewport {
	if at.IsZero() {
		return nil
	}
	return func(v mapping.Viewport) mapping.Viewport { return v.Fit(at, 0) }
}

// mostFigures stand in one strip.
const mostFigures = 4

// strip are the facts that everybody asks for first.
var strip = []string{"area", "floor_area", "available_area", "land_use", "supply_status", "available"}

// site is one place with its figures, utilities, photos and map.
func (t *teller) site(x model.Slide) (Told, bool) {
	found := find(t.cast.sites, x.Records)
	if len(found) == 0 {
		return Told{}, false
	}
	s := found[0]
	var figures, facts []slide.Fact
	large := map[string]bool{"name": true}
	for _, key := range strip {
		f, err := model.FieldOf(model.KindSite, key)
		if err == nil && !f.Empty(s) && len(figures) < mostFigures {
			figures = append(figures, slide.Fact{Label: f.Label, Text: f.Text(s)})
			large[key] = true
		}
	}
	for _, r := range profile.Rows([]*model.Site{s}, t.say) {
		if said := r.Cells[0].Text; said != "" && !large[r.Key] {
			facts = append(facts, slide.Fact{Label: r.Label, Text: said})
		}
	}
	pictures := t.photos(s, 1)
	if m := t.around(s); m != nil {
		pictures = append(pictures, m)
	}
	title := x.Title
	if title == t.words.title(model.SlideSite) {
		title = s.Name
	}
	return t.page(slide.Site(t.frame, title, x.Text, figures, facts, pictures))
}

// around is the map around a site; nil for one whose place the audience does not know.
func (t *teller) around(s *model.Site) *slide.Picture {
	if s.Location.Point == nil {
		return nil
	}
	o := t.mapOptions(nil, nil, s.ID)
	o.Bare, o.NoLabels = true, true // small: the sign is the site that the slide is about
	if o.Date = ""; s.Location.Precision != model.PlaceExact {
		o.Date = t.words.roughly
	}
	chart := thematic.SiteMap(o)
	at := *s.Location.Point
	return slide.Drawing(t.frame.Theme, s.Name, chart, func(v mapping.Viewport) mapping.Viewport {
		v.Center = crs.WebMercator.FromWGS84(at)
		v.Scale = float64(v.W) / (wide / crs.GroundPerMercator(at[1]))
		return v
	})
}

// wide is how much ground the map of a site shows from side to side, in metres.
const wide = 16_000

// photos are the first pictures of a site that the audience may see.
func (t *teller) photos(s *model.Site, most int) (out []*slide.Picture) {
	for _, a := range s.Photos {
		if !a.IsPicture() || len(out) == most {
			continue
		}
		img, err := t.openPhoto(s, a)
		if err != nil {
			t.show.Missing = append(t.show.Missing, a.Name)
			continue
		}
		out = append(out, &slide.Picture{Name: s.Name, Photo: img})
	}
	return out
}

// photo is the first photo of the first site that a slide speaks of; nil for none.
func (t *teller) photo(x model.Slide) *slide.Picture {
	for _, s := range find(t.cast.sites, x.Records) {
		if list := t.photos(s, 1); len(list) > 0 {
			return list[0]
		}
	}
	return nil
}

// mostRows of a comparison are still read from the last row of a room.
const mostRows = 11

// compare holds sites beside each other: against what the visitor needs where that is stated, else fact by fact.
func (t *teller) compare(x model.Slide) (Told, bool) {
	sites := find(t.cast.sites, x.Records)
	sites = sites[:min(len(sites), profile.Most)]
	if len(sites) == 0 {
		return Told{}, false
	}
	var names []string
	for _, s := range sites {
		names = append(names, s.Name)
	}
	labels, rows := t.facts(sites)
	if wish, ok := wishOf(t.deck); ok {
		labels, rows = t.gaps(wish, sites)
	}
	n := min(len(labels), mostRows)
	return t.page(slide.Compare(t.frame, x.Title, x.Text, names, labels[:n], rows[:n]))
}

// wishOf is what the deck says that its visitor needs.
func wishOf(d *model.Deck) (*model.Project, bool) {
	p := &model.Project{LandNeed: d.LandNeed, FloorNeed: d.FloorNeed, Needs: d.Needs}
	return p, !d.LandNeed.IsZero() || !d.FloorNeed.IsZero() || !d.Needs.IsZero()
}

// gaps has a row for each need: what each site offers, and whether that is enough.
func (t *teller) gaps(wish *model.Project, sites []*model.Site) (labels []string, rows [][]slide.Judged) {
	for i, s := range sites {
		for j, g := range match.Compare(wish, s, nil).Gaps {
			if i == 0 {
				labels = append(labels, strings.TrimSpace(g.Label+" "+g.Wanted))
				rows = append(rows, make([]slide.Judged, len(sites)))
			}
			said := g.Offered
			if said == "" {
				said = t.words.none
			}
			rows[j][i] = slide.Judged{S: said, Good: g.Verdict == match.Met, Poor: g.Verdict == match.Short || g.Verdict == match.Partly}
		}
	}
	return labels, rows
}

func (t *teller) facts(sites []*model.Site) (labels []string, rows [][]slide.Judged) {
	for _, r := range profile.Rows(sites, t.say) {
		labels = append(labels, r.Label)
		row := make([]slide.Judged, len(sites))
		for i, c := range r.Cells {
			row[i] = slide.Judged{S: c.Text, Good: c.Best}
			if c.Text == "" {
				row[i].S = t.words.none
			}
		}
		rows = append(rows, row)
	}
	return labels, rows
}
