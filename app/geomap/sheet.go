package geomap

import (
	"context"
	"image/color"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/app/basemap"
	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// layerNames are what can be switched off, the lowest first.
var layerNames = []string{"底图", "项目", "载体", "名称"}

// The places in layerNames.
const (
	baseLayer = iota
	projectLayer
	siteLayer
	nameLayer
)

// sheet is everything the map shows, ready to draw; it does not change.
type sheet struct {
	base            *thematic.Base
	places          []*thematic.Points // at projectLayer and siteLayer
	missing         []model.Row
	faces           *mapping.Typeface
	sites, projects int    // on the map
	problem         string // what is wrong with a base map; "" for nothing
	only            *shortlist
}

func read(ctx context.Context, s *store.Store, maps *basemap.Shelf, faces *mapping.Typeface, only *shortlist) (*sheet, error) {
	base, err := maps.Base()
	if err != nil {
		return nil, err
	}
	sites, err := store.Every[*model.Site](s, model.KindSite)
	if err != nil {
		return nil, err
	}
	projects, err := store.Every[*model.Project](s, model.KindProject)
	if err != nil {
		return nil, err
	}
	sites, projects = kept(only, sites), kept(only, projects)
	out := &sheet{base: base, missing: missing(s), faces: faces, only: only, places: make([]*thematic.Points, len(layerNames))}
	out.places[projectLayer] = thematic.Projects(projects, thematic.PointOptions{Audience: model.Desk})
	out.places[siteLayer] = thematic.Sites(sites, thematic.PointOptions{Audience: model.Desk})
	out.projects, out.sites = out.places[projectLayer].Len(), out.places[siteLayer].Len()
	out.problem = passedOver(maps.Problems())
	return out, ctx.Err()
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

// scene is the map with the layers that are switched on, as layerNames counts them.
func (s *sheet) scene(on []bool) picture.Scene {
	m := &mapping.Map{Background: paper}
	o := thematic.MapOptions{Faces: s.faces, NoLabels: !on[nameLayer], Base: s.base, Floating: true}
	if on[baseLayer] {
		m.Layers = append(m.Layers, s.base.Layers()...)
	} else {
		o.Base = nil
	}
	for i, l := range s.places {
		if l != nil && on[i] {
			o.Layers = append(o.Layers, l)
		}
	}
	chart := thematic.SiteMap(o)
	m.Layers = append(append(m.Layers, o.Layers...), picture.Names{Layer: chart})
	return picture.Scene{Map: m, Home: s.home(chart), Furniture: picture.FurnitureOf(chart)}
}

// home is what the map shows at first: never nothing, or an empty map would stand still at the Gulf of Guinea.
func (s *sheet) home(chart *thematic.MapPicture) orb.Bound {
	if b := chart.Bound(); !b.IsZero() {
		return s.only.roomy(b)
	}
	return s.base.Bound()
}
