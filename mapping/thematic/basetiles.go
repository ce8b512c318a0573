package thematic

import (
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/tiles"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// Ground is what lies below a district: a base map in tiles.
type Ground struct {
	All         mapping.Layer
	Bare        mapping.Layer // without administrative borders; nil for pictures, from which nobody can take them
	Attribution string        // of its makers, who want it written on the map

	tiles  tiles.Source // what the layers draw; nil where that is not known
	system crs.CRS      // in which they were cut
}

// GroundOf is the ground of a tile set that was cut in a system. faces may be nil.
func GroundOf(source tiles.Source, system crs.CRS, faces mapping.Measurer) Ground {
	g := Ground{Attribution: source.Meta().Attribution, tiles: source, system: system}
	if source.Meta().Format.Vector() {
		l := tiles.Vector(source, system, faces)
		g.All, g.Bare = l, l.WithoutBorders()
		return g
	}
	g.All = tiles.Raster(source, system)
	return g
}

// Tiles are the tiles that an audience may be given, and the system in which they were cut; ok is false for none. Tiles that
// nobody reviewed hold borders, also where they are drawn without: visitors are not given them.
func (b *Base) Tiles(to model.Audience) (source tiles.Source, system crs.CRS, ok bool) {
	if b == nil || b.ground == nil || b.ground.tiles == nil || to == model.Visitors && b.ReviewNumber == "" {
		return nil, crs.CRS{}, false
	}
	return b.ground.tiles, b.ground.system, true
}

// OnGround is the district of a pack on the ground of another one, which m describes. Both keep their own review number:
// that of the ground says nothing about the district's border.
func OnGround(district *Base, m Manifest, g Ground) *Base {
	b := *district
	b.describe(m)
	b.ground, b.lines = &g, district
	return &b
}

// Layers are what staff sees: the neighbours and the district, or the ground and the district's outline.
func (b *Base) Layers() []mapping.Layer { return b.layersFor(model.Desk) }

// layersFor are what an audience may see: visitors see borders only under a review number, and a ground without one
// only as far as it can be drawn without borders.
func (b *Base) layersFor(a model.Audience) []mapping.Layer {
	var out []mapping.Layer
	switch {
	case b.ground == nil:
		if b.showsBorder(a) {
			return []mapping.Layer{b.neighbours, b.own}
		}
		return nil
	case a != model.Visitors || b.ReviewNumber != "":
		out = append(out, b.ground.All)
	case b.ground.Bare != nil:
		out = append(out, b.ground.Bare)
	}
	if b.showsBorder(a) {
		out = append(out, b.outline())
	}
	return out
}

// seenBy is the base map for an audience: visitors see a reviewed district rather than a ground that nobody reviewed.
func (b *Base) seenBy(a model.Audience) *Base {
	if b != nil && b.ground != nil && a == model.Visitors && b.ReviewNumber == "" && b.lines.ReviewNumber != "" {
		return b.lines
	}
	return b
}

// reviewed is the review numbers of all that is drawn, "" where the ground has none.
func (b *Base) reviewed() string {
	if b.ReviewNumber == "" || b.lines == nil || b.lines.ReviewNumber == "" || b.lines.ReviewNumber == b.ReviewNumber {
		return b.ReviewNumber
	}
	return b.ReviewNumber + "、" + b.lines.ReviewNumber
}

// showsBorder tells whether an audience sees the district's border.
func (b *Base) showsBorder(a model.Audience) bool {
	if b.lines != nil {
		return b.lines.showsBorder(a)
	}
	return a != model.Visitors || b.ReviewNumber != ""
}

// showsGround tells whether an audience sees tiles.
func (b *Base) showsGround(a model.Audience) bool {
	return b.ground != nil && (a != model.Visitors || b.ReviewNumber != "" || b.ground.Bare != nil)
}

// outline is the district without its fill, which would hide the ground.
func (b *Base) outline() mapping.Layer {
	return &mapping.AreaLayer{Title: b.own.Title, Areas: b.own.Areas, Style: mapping.AreaStyle{Outline: ownStyle.Outline}}
}

// FromBorder is how far a place in degrees lies from the district's border, in metres; more than reach when it is farther.
func (b *Base) FromBorder(lonLat orb.Point, reach float64) float64 {
	ground := crs.GroundPerMercator(lonLat[1])
	best := reach + 1
	for i := range b.own.Areas.Len() {
		best = min(best, b.own.Areas.Distance(i, mercator(lonLat), reach/ground)*ground)
	}
	return best
}

// Districts is how many areas the pack has: the district itself and its neighbours.
func (b *Base) Districts() int { return b.own.Areas.Len() + b.neighbours.Areas.Len() }

// Touches tells whether a box of degrees reaches the district's.
func (b *Base) Touches(low, high orb.Point) bool {
	return b.Bound().Intersects(orb.MultiPoint{mercator(low), mercator(high)}.Bound())
}
