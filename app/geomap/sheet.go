package geomap

import (
	"cmp"
	"context"
	"image/color"
	"reflect"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/app/basemap"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/maplayer"
	speech "chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// sheet is everything the map shows, ready to draw; it does not change.
type sheet struct {
	base    *thematic.Base
	faces   *mapping.Typeface
	layers  []*model.Layer // all of them, the lowest first
	made    map[model.ID]made
	missing []model.Row
	counts  map[model.Kind]int // records that have a place
	over    mapping.Layer      // what is about to be imported; nil for nothing
	at      map[model.Kind]int // how often records of each kind had changed
	only    *shortlist         // nil for all records
	inset   bool               // the overview is shown
	bare    bool               // the legend is not
	origins *thematic.Origins  // lines from the provinces of investors; nil for none
	problem string             // what is wrong with a base map; "" for nothing
}

// made is a layer as it is drawn, with the record that it was made from.
type made struct {
	of   *model.Layer
	draw mapping.Layer // *thematic.Points, *thematic.Heat or *thematic.Overlay; nil for the base map and what cannot be drawn
	err  error         // why it cannot
}

// reading makes a sheet. What is as it was is taken from the one before.
type reading struct {
	store *store.Store
	maps  *basemap.Shelf
	faces *mapping.Typeface
	was   *sheet             // nil for none
	at    map[model.Kind]int // how often records of each kind have changed
	draft *model.Layer       // stands in the place of the stored one while somebody tries styles; nil for none
	only  *shortlist
	to    model.Audience // "" is the desk

	origins bool // where investors come from is shown
}

func (r reading) sheet(ctx context.Context) (*sheet, error) {
	out := &sheet{faces: r.faces, made: map[model.ID]made{}, counts: map[model.Kind]int{}, at: r.at, only: r.only}
	base, err := r.maps.Base()
	if err != nil {
		return nil, err
	}
	out.base, out.problem = base, passedOver(r.maps.Problems())
	stored, err := store.Every[*model.Layer](r.store, model.KindLayer)
	if err != nil {
		return nil, err
	}
	out.layers = model.Layers(r.withDraft(stored))
	out.missing = missing(r.store)
	for _, k := range placedKinds {
		out.counts[k] = placed(r.store, k)
	}
	for _, l := range out.layers {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !l.Hidden {
			out.made[l.ID] = r.make(l)
		}
	}
	r.keepHidden(out)
	if r.origins {
		out.origins, err = r.from(base)
	}
	return out, err
}

// keepHidden keeps what is hidden for a moment: it comes back at once.
func (r reading) keepHidden(out *sheet) {
	for _, l := range out.layers {
		if l.Hidden && r.was != nil && r.was.made[l.ID].of != nil {
			out.made[l.ID] = r.was.made[l.ID]
		}
	}
}

func (r reading) withDraft(stored []*model.Layer) []*model.Layer {
	if r.draft == nil {
		return stored
	}
	out := make([]*model.Layer, 0, len(stored)+1)
	for _, l := range stored {
		if l.ID != r.draft.ID {
			out = append(out, l)
		}
	}
	return append(out, r.draft)
}

// placedKinds are the kinds whose records stand on the map.
var placedKinds = []model.Kind{model.KindSite, model.KindProject, model.KindEnterprise}

func placed(s *store.Store, k model.Kind) (n int) {
	for _, r := range s.Rows(k) {
		if r.HasPoint {
			n++
		}
	}
	return n
}

// make draws a layer, or says why that cannot be.
func (r reading) make(l *model.Layer) made {
	if r.was != nil {
		k := countedBy(l)
		fresh := r.at[k] == r.was.at[k] && (k == "" || r.only == r.was.only)
		if old, ok := r.was.made[l.ID]; ok && old.err == nil && fresh && looksSame(old.of, l) {
			old.of = l
			return old
		}
	}
	m := made{of: l}
	k, records := l.Of.Records()
	switch {
	case records:
		m.draw, m.err = r.records(l, k)
	case l.Of == model.LayerOfFile:
		m.draw, m.err = r.file(l)
	}
	return m
}

// looksSame tells whether two states of a layer are drawn alike.
func looksSame(a, b *model.Layer) bool {
	key := func(l *model.Layer) any {
		return []any{l.Name, l.Level, l.Data, l.Borders, l.Style, l.LabelField, l.Unlabelled, shade(l), l.MinZoom, l.MaxZoom}
	}
	return reflect.DeepEqual(key(a), key(b))
}

// shade is the transparency that is drawn into the layer itself.
func shade(l *model.Layer) int {
	if l.Of == model.LayerOfFile || l.Style.By == model.StyleByHeat {
		return l.Transparency
	}
	return 0
}

// countedBy is the kind whose records a layer's look depends on.
func countedBy(l *model.Layer) model.Kind {
	if k, ok := l.Of.Records(); ok {
		return k
	}
	if l.Style.By == model.StyleByCount {
		return model.Kind(l.Style.Field)
	}
	return ""
}

func (r reading) file(l *model.Layer) (mapping.Layer, error) {
	data, err := maplayer.Data(r.store, l)
	if err != nil {
		return nil, err
	}
	o := thematic.OverlayOptions{}
	if l.Style.By == model.StyleByCount {
		points, err := r.points(model.Kind(l.Style.Field), thematic.PointOptions{})
		if err != nil {
			return nil, err
		}
		o.Counted = points.Places()
	}
	return thematic.Imported(l, data, o), nil
}

func (r reading) records(l *model.Layer, k model.Kind) (mapping.Layer, error) {
	points, err := r.points(k, thematic.PointOptions{Style: l.Style, NoNames: l.Unlabelled})
	if err != nil {
		return nil, err
	}
	if l.Style.By == model.StyleByHeat {
		return thematic.HeatOf(l, points), nil
	}
	return points, nil
}

func (r reading) points(k model.Kind, o thematic.PointOptions) (*thematic.Points, error) {
	o.Say = speech.Pictures()
	if o.Audience = cmp.Or(r.to, model.Desk); r.to != "" {
		o.Seen = r.store.Seen(r.to)
	}
	switch k {
	case model.KindSite:
		all, err := store.Every[*model.Site](r.store, k)
		return thematic.Sites(kept(r.only, all), o), err
	case model.KindProject:
		all, err := store.Every[*model.Project](r.store, k)
		return thematic.Projects(kept(r.only, all), o), err
	}
	all, err := store.Every[*model.Enterprise](r.store, k)
	return thematic.Enterprises(kept(r.only, all), o), err
}

// passedOver says which base maps cannot be drawn.
func passedOver(all []basemap.Problem) string {
	var names []string
	for _, p := range all {
		names = append(names, "「"+p.Name+"」")
	}
	if len(names) == 0 {
		return ""
	}
	return "底图" + strings.Join(names, "、") + "不能使用，已换用下一个；见「设置」"
}

// paper is the ground under the map.
var paper = color.NRGBA{0xf1, 0xf4, 0xf5, 0xff}

// scene is the map with the layers that are switched on.
func (s *sheet) scene() picture.Scene {
	m := &mapping.Map{Background: paper}
	o := thematic.MapOptions{Faces: s.faces, Floating: true, NoLegend: s.bare, Say: speech.Pictures()}
	for _, l := range s.layers {
		if l.Hidden {
			continue
		}
		if l.Of == model.LayerOfBase {
			o.Base, o.NoPlaces = s.base, l.Unlabelled
			for _, ground := range s.base.Layers() {
				m.Layers = append(m.Layers, mapping.Fade(ground, opacity(l)))
			}
			continue
		}
		if d := s.made[l.ID].draw; d != nil {
			o.Layers = append(o.Layers, d)
			m.Layers = append(m.Layers, shaded(d, l))
		}
	}
	if s.origins != nil {
		o.Layers, m.Layers = append(o.Layers, s.origins), append(m.Layers, s.origins)
	}
	if s.over != nil {
		o.Layers, m.Layers = append(o.Layers, s.over), append(m.Layers, s.over)
	}
	chart := thematic.SiteMap(o)
	m.Layers = append(m.Layers, picture.Names{Layer: chart})
	all := picture.FurnitureOf(chart)
	if s.inset {
		all = append(all, thematic.Overview{Base: s.base})
	}
	return picture.Scene{Map: m, Home: s.home(chart), Furniture: all}
}

// shaded is a layer as strong as its record says.
func shaded(d mapping.Layer, l *model.Layer) mapping.Layer {
	return mapping.Fade(d, 1-float64(l.Transparency-shade(l))/100)
}

func opacity(l *model.Layer) float64 { return 1 - float64(l.Transparency)/100 }

// home is what the map shows at first: never nothing, or an empty map would stand still at the Gulf of Guinea.
func (s *sheet) home(chart *thematic.MapPicture) orb.Bound {
	if b := chart.Bound(); !b.IsZero() {
		return s.only.roomy(b)
	}
	return s.base.Bound()
}

// layer finds a layer by its ID; nil when it is gone.
func (s *sheet) layer(id model.ID) *model.Layer {
	for _, l := range s.layers {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// bound is where a layer has something, on the plane; zero for nothing.
func (s *sheet) bound(l *model.Layer) orb.Bound {
	if l.Of == model.LayerOfBase {
		return s.base.Bound()
	}
	if d := s.made[l.ID].draw; d != nil {
		return d.Bound()
	}
	return orb.Bound{}
}
