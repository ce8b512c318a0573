package tiles

import (
	"fmt"
	"math"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
)

// vectorSide is how large a vector tile is meant to be seen, in logical pixels.
const vectorSide = 512

// VectorTiles is a layer of vector tiles of the schemas OpenMapTiles, Shortbread or Protomaps, in a quiet style of our
// own. It decodes on the goroutine that draws, which may be any.
type VectorTiles struct {
	*vectorSet
	bare  bool // without administrative borders and the names of areas
	faces mapping.Measurer
}

// vectorSet is what a layer and its form without borders share.
type vectorSet struct {
	title  string
	source Source
	shift  shift
	cache  cache[*drawn]
	trouble
}

// drawn is a tile ready for drawing.
type drawn struct {
	shapes [classes]*mapping.Geometry
	names  []placeName
}

// placeName is a place that is written on the map.
type placeName struct {
	rank
	text string
	at   orb.Point // on the plane
}

// Vector makes a layer of a set of vector tiles that were cut in a system. Without faces (nil) names get room by rough
// measures.
func Vector(s Source, system crs.CRS, faces mapping.Measurer) *VectorTiles {
	if faces == nil {
		faces = mapping.RoughMeasurer{}
	}
	return &VectorTiles{vectorSet: &vectorSet{title: s.Meta().Name, source: s, shift: shiftFrom(system), cache: cache[*drawn]{limit: memory}}, faces: faces}
}

// WithoutBorders is the layer without administrative borders and the names of administrative areas.
func (l *VectorTiles) WithoutBorders() *VectorTiles {
	return &VectorTiles{vectorSet: l.vectorSet, bare: true, faces: l.faces}
}

// Name is the title.
func (l *VectorTiles) Name() string { return l.title }

// Bound is where the set says that it has tiles.
func (l *VectorTiles) Bound() orb.Bound { return l.shift.onMap(l.source.Meta()) }

// piece is a tile in view: its content, or that of a tile above, within its box.
type piece struct {
	*drawn
	box mapping.Rect
}

// Draw paints class by class, so that a road goes over the water of the next tile, and the names above all.
func (l *VectorTiles) Draw(c mapping.Canvas, v mapping.Viewport) {
	pieces := l.pieces(v)
	zoom := math.Log2(v.Scale / float64(v.Unit()) * 2 * half / vectorSide)
	for k := range looks {
		if l.hides(class(k)) || zoom < looks[k].from-0.5 {
			continue
		}
		if k == int(minorRoad) { // below all roads, or a small one would cut into a large one at their crossing
			for road := minorRoad; road <= motorway; road++ {
				l.paint(c, v, pieces, road, zoom, true)
			}
		}
		l.paint(c, v, pieces, class(k), zoom, false)
	}
	l.write(c, v, pieces, zoom)
}

func (l *VectorTiles) hides(k class) bool { return l.bare && (k == districtBorder || k == cityBorder) }

func (l *VectorTiles) paint(c mapping.Canvas, v mapping.Viewport, pieces []piece, k class, zoom float64, casing bool) {
	if zoom < looks[k].from-0.5 {
		return
	}
	for _, p := range pieces {
		if g := p.shapes[k]; g != nil {
			c.Clip(p.box, func() { looks[k].draw(c, v, g, zoom, casing) })
		}
	}
}

func (l *VectorTiles) pieces(v mapping.Viewport) []piece {
	m := l.source.Meta()
	z := uint32(min(max(zoomFor(v, vectorSide), int(m.Min)), int(m.Max)))
	var out []piece
	for _, id := range l.shift.seen(m, z, v) {
		for up := uint32(0); up <= z-min(m.Min, z); up++ {
			if d := l.cache.get(id.parent(up), l.load); d != nil {
				out = append(out, piece{d, rect(v, l.shift.box(id))})
				break
			}
		}
	}
	return out
}

// write puts the names of places where there is room, the larger ones first.
func (l *VectorTiles) write(c mapping.Canvas, v mapping.Viewport, pieces []piece, zoom float64) {
	var labels []mapping.Label
	var texts []mapping.Text
	u := v.Unit()
	for _, p := range pieces {
		for _, n := range p.names {
			at := v.Px(n.at)
			if zoom < n.from-0.5 || l.bare && n.area || !p.box.Contains(at) {
				continue
			}
			t := mapping.Text{S: n.text, At: at, Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: n.size * u}, Color: placeInk, Halo: placeHalo, HaloWidth: 1.8 * u}
			w := l.faces.Advance(n.text, t.Face)
			labels = append(labels, mapping.Label{ID: n.text, At: at, W: w + 8*u, H: n.size * 1.6 * u, Priority: float64(n.size), Centered: true})
			texts = append(texts, t)
		}
	}
	var placer mapping.Placer
	for _, got := range placer.Place(labels, v.Box()) {
		c.Text(texts[got.Index])
	}
}

func (l *vectorSet) load(id ID) (*drawn, int) {
	data, ok, err := l.source.Tile(id)
	if err == nil && ok {
		var layers []mvtLayer
		if layers, err = decodeMVT(data, known); err == nil {
			return l.prepare(id, layers)
		}
		err = fmt.Errorf("tile %v: %w", id, err)
	}
	if err != nil {
		l.note(err)
	}
	return nil, 0
}

// prepare sorts the features of a tile by class and puts them on the plane.
func (l *vectorSet) prepare(id ID, layers []mvtLayer) (*drawn, int) {
	var shapes [classes][]orb.Geometry
	d, size := &drawn{}, 0
	for i := range layers {
		layer := &layers[i]
		for j := range layer.features {
			f := &layer.features[j]
			switch k := layerSorts[layer.name](layer, f); k {
			case unseen:
			case place:
				d.name(id, layer, f, l.shift)
			default:
				shapes[k] = append(shapes[k], f.geom)
			}
		}
	}
	project := func(p orb.Point) orb.Point { return l.shift.true(id.at(p[0], p[1])) }
	for k, list := range shapes {
		if len(list) > 0 {
			d.shapes[k] = mapping.Prepare(list, project)
			size += d.shapes[k].Vertices() * perVertex
		}
	}
	return d, size + len(d.names)*100
}

// perVertex is what a point takes in memory with the boxes around it, at two fidelities.
const perVertex = 40

// name keeps a place of the tile itself; its neighbours bring those in the strip around it.
func (d *drawn) name(id ID, l *mvtLayer, f *mvtFeature, s shift) {
	p, ok := f.geom.(orb.Point)
	if !ok || p[0] < 0 || p[1] < 0 || p[0] >= 1 || p[1] >= 1 {
		return
	}
	r, ok := rankOf(l, f)
	text := nameOf(l, f)
	if ok && text != "" {
		d.names = append(d.names, placeName{rank: r, text: text, at: s.true(id.at(p[0], p[1]))})
	}
}
