package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/app/maplayer"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// drawnLayer is a layer of a drawing: the records of a kind, or an imported file.
type drawnLayer struct {
	name, label string
	draw        mapping.Layer
	points      *thematic.Points // nil for a file
	features    int
	opacity     float64 // of what is not drawn into the layer itself
}

// entry counts what of the layer is in the picture. Of an imported layer only all or nothing is known.
func (d drawnLayer) entry(bound orb.Bound) layerEntry {
	e := layerEntry{Layer: d.name, label: d.label}
	switch {
	case d.points != nil:
		e.Drawn = d.points.Within(bound)
		e.Outside, e.Unplaced = d.points.Len()-e.Drawn, d.points.Unplaced()
	case d.draw.Bound().Intersects(bound):
		e.Drawn = d.features
	default:
		e.Outside = d.features
	}
	return e
}

// layers are those that were asked for, in the order they were written, looking as they do on the screen.
func (x mapDrawCommand) layers(s *store.Store, reviewed bool) ([]drawnLayer, error) {
	stored, err := store.Every[*model.Layer](s, model.KindLayer)
	if err != nil {
		return nil, err
	}
	var out []drawnLayer
	for _, name := range strings.FieldsFunc(x.Layers, func(r rune) bool { return r == ',' || r == '，' }) {
		d, err := x.layer(s, stored, strings.TrimSpace(name), reviewed)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// drawnKinds are the kinds whose records stand on a map.
var drawnKinds = []model.Kind{model.KindSite, model.KindProject, model.KindEnterprise}

func (x mapDrawCommand) layer(s *store.Store, stored []*model.Layer, name string, reviewed bool) (drawnLayer, error) {
	if k, err := model.ParseKind(name); err == nil && slices.Contains(drawnKinds, k) {
		return x.records(s, stored, k)
	}
	l := model.LayerCalled(name, stored)
	if l == nil || !model.LayerSeen(l, cmp.Or(x.audience(), model.Desk), reviewed) {
		return drawnLayer{}, mistake("没有图层「" + name + "」，或这张图不能画它；可用：site 载体、project 项目、enterprise 企业，及 chainatlas geo layers 列出的图层")
	}
	data, err := maplayer.Data(s, l)
	if err != nil {
		return drawnLayer{}, about{"图层「" + l.Name + "」", err}
	}
	o := thematic.OverlayOptions{}
	if l.Style.By == model.StyleByCount {
		points, err := pointsOf(s, model.Kind(l.Style.Field), thematic.PointOptions{Audience: x.audience(), Say: x.words})
		if err != nil {
			return drawnLayer{}, err
		}
		o.Counted = points.Places()
	}
	return drawnLayer{name: l.Name, label: l.Name, draw: thematic.Imported(l, data, o), features: data.Len(), opacity: 1}, nil
}

func (x mapDrawCommand) records(s *store.Store, stored []*model.Layer, k model.Kind) (drawnLayer, error) {
	o := thematic.PointOptions{Audience: x.audience(), Say: x.words}
	var own *model.Layer
	for _, l := range stored {
		if of, ok := l.Of.Records(); ok && of == k {
			own = l
			o.Style, o.NoNames = l.Style, l.Unlabelled
		}
	}
	points, err := pointsOf(s, k, o)
	if err != nil {
		return drawnLayer{}, err
	}
	d := drawnLayer{name: string(k), label: k.Label(), draw: points, points: points, opacity: 1}
	switch {
	case own == nil:
	case own.Style.By == model.StyleByHeat:
		d.draw = thematic.HeatOf(own, points)
	default:
		d.opacity = 1 - float64(own.Transparency)/100
	}
	return d, nil
}

// groundOf is what the panel says of the base map; nil where nobody said anything.
func groundOf(s *store.Store) (*model.Layer, error) {
	stored, err := store.Every[*model.Layer](s, model.KindLayer)
	if err != nil {
		return nil, err
	}
	for _, l := range stored {
		if l.Of == model.LayerOfBase {
			return l, nil
		}
	}
	return nil, nil
}

func pointsOf(s *store.Store, k model.Kind, o thematic.PointOptions) (*thematic.Points, error) {
	o.Redacted = true
	switch k {
	case model.KindSite:
		list, err := allSeen[*model.Site](s, k, o.Audience)
		return thematic.Sites(list, o), err
	case model.KindProject:
		list, err := allSeen[*model.Project](s, k, o.Audience)
		return thematic.Projects(list, o), err
	}
	list, err := allSeen[*model.Enterprise](s, k, o.Audience)
	return thematic.Enterprises(list, o), err
}

// origins are the lines from the provinces of investors.
func (x mapDrawCommand) origins(s *store.Store, base *thematic.Base, faces *mapping.Typeface) (*thematic.Origins, error) {
	all, err := allSeen[*model.Project](s, model.KindProject, x.audience())
	if err != nil {
		return nil, err
	}
	provinces, err := thematic.Provinces(assets.Provinces())
	return thematic.OriginsOf(all, thematic.OriginOptions{PointOptions: thematic.PointOptions{Audience: x.audience(), Redacted: true},
		Faces: faces, Provinces: provinces, To: base.Middle()}), err
}
