package present

import (
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// mapSlide draws the sites and projects that visitors may know. Without a map review number the ground is a schematic
// without administrative borders.
func (v visible) mapSlide(base *thematic.Base, faces *mapping.Typeface, say mapping.Say) Slide {
	o := thematic.PointOptions{Audience: model.Visitors, Redacted: true, Say: say}
	projects, sites := thematic.Projects(v.Projects, o), thematic.Sites(v.Sites, o)
	return Slide{
		Title: say.Word("地图"),
		Scene: func(chosen string) picture.Scene {
			id, _ := model.ParseID(chosen)
			return mapScene(siteMap(base, faces, say, projects.Select(id), sites.Select(id)))
		},
		Lines: func(g mapping.Group) []string { return say.Words(v.placeLines(g)) },
	}
}

func siteMap(base *thematic.Base, faces *mapping.Typeface, say mapping.Say, layers ...mapping.Layer) *thematic.MapPicture {
	return thematic.SiteMap(thematic.MapOptions{Faces: faces, Base: base, Audience: model.Visitors, Layers: layers, Say: say})
}

func mapScene(chart *thematic.MapPicture) picture.Scene {
	s := picture.Scene{Map: &mapping.Map{Layers: []mapping.Layer{shaded{picture.Ground{Layer: chart}}}, Background: wall}, Home: home(chart)}
	for _, f := range picture.FurnitureOf(chart) {
		s.Furniture = append(s.Furniture, shadedPiece{f})
	}
	return s
}

// home is what the map shows at first; with nothing on it, what an empty map shows.
func home(chart *thematic.MapPicture) orb.Bound {
	if b := chart.Bound(); !b.IsZero() {
		return b
	}
	return chart.Fit(1600, 900, 1).Bound()
}

// placeLines are what a click on a site or a project tells: its name and what it is.
func (v visible) placeLines(g mapping.Group) []string {
	for _, s := range v.Sites {
		if s.ID.String() == g.ID {
			return siteLines(s)
		}
	}
	for _, p := range v.Projects {
		if p.ID.String() == g.ID {
			return said(p.Name, p.Chain.Name)
		}
	}
	return nil
}

func siteLines(s *model.Site) []string {
	return said(s.Name, s.SiteKind, s.Area.String(), s.FloorArea.String(), s.Supplies.String())
}

// said are the lines that say something.
func said(lines ...string) (out []string) {
	for _, s := range lines {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
