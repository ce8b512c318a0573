package thematic

import (
	"image/color"
	"math"
	"sync"

	"chainatlas/mapping"
	"chainatlas/mapping/cluster"
	"chainatlas/mapping/raster"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// PointOptions say how records become markers.
type PointOptions struct {
	Audience model.Audience // "" is staff at their desk
	Seen     model.Seen     // what visitors may know of linked records; nil is nothing
	Selected model.ID       // gets a ring; the zero ID is none

	Style   model.LayerStyle // colours by a field of the records; the zero style is the layer's own way
	NoNames bool             // markers without names, but for the selected
	Say     mapping.Say      // the reader's language; nil is Chinese

	// Redacted says that the records come out of model.Redact for this audience already. Twice would take away what
	// is 公开 by name, such as the exact place of a site: a redacted record no longer tells its levels.
	Redacted bool
}

// shownTo is what the audience of the layer sees of a record.
func shownTo[R model.Record](r R, o PointOptions) (R, bool) {
	if !o.Redacted {
		return redacted(r, o.Audience, o.Seen)
	}
	h := r.Head()
	return r, o.Audience != model.Visitors || h.Level != model.Secret && !h.Fictional
}

// Points is a layer of markers. It is immutable and safe for concurrent use.
type Points struct {
	title    string
	kind     model.Kind
	audience model.Audience
	marks    []mark
	grid     *grid
	bound    orb.Bound
	selected int32 // index of the mark with the ring; -1 for none
	unplaced int
	invented int // 虚构
	parcels  *mapping.AreaLayer
	sprites  *sprites
	legend   []signRow
	clusters *clusters
	parts    []part // of the rings of clusters; none for clusters that are discs
	nameless bool
}

// mark is one record on the map.
type mark struct {
	at     orb.Point // Web Mercator
	id     model.ID
	name   string
	weight float32 // labels of heavier ones go first
	look   markLook
	part   uint16 // of the layer's parts
}

// Sites makes the layer of sites: a marker each, and the outline of a parcel where one is known.
func Sites(records []*model.Site, o PointOptions) *Points {
	b := newBuilder("载体", model.KindSite, o)
	for _, r := range records {
		s, ok := shownTo(r, o)
		if !ok {
			continue
		}
		b.add(s, s.Location, float32(s.Area.Min), markLook{shape: house, color: b.styled(s, func() color.NRGBA { return siteColor })})
		b.outline(s)
	}
	return b.layer()
}

// Projects makes the layer of projects: colour by chain, shape by stage.
func Projects(records []*model.Project, o PointOptions) *Points {
	b := newBuilder("项目", model.KindProject, o)
	for _, r := range records {
		p, ok := shownTo(r, o)
		if !ok {
			continue
		}
		look := markLook{shape: shapeOf(p.Stage), color: b.styled(p, func() color.NRGBA { return b.color(p.Chain) })}
		b.add(p, p.Location, float32(p.TotalInvestment.Min/model.Wan), look)
	}
	return b.layer()
}

// Enterprises makes the layer of enterprises: colour by the chain of their first role.
func Enterprises(records []*model.Enterprise, o PointOptions) *Points {
	b := newBuilder("企业", model.KindEnterprise, o)
	for _, r := range records {
		e, ok := shownTo(r, o)
		if !ok {
			continue
		}
		var chain model.Link
		if len(e.Roles) > 0 {
			chain = e.Roles[0].Chain
		}
		b.add(e, e.Location, 0, markLook{shape: disc, color: b.styled(e, func() color.NRGBA { return b.color(chain) })})
	}
	return b.layer()
}

// Name is what the layer panel calls the layer.
func (l *Points) Name() string { return l.title }

// Local implements mapping.Local.
func (l *Points) Local() {}

// Bound is the box around all markers and outlines, in Web Mercator; zero without any.
func (l *Points) Bound() orb.Bound { return l.bound }

// Len is the number of markers; records without a place have none.
func (l *Points) Len() int { return len(l.marks) }

// Places are where all markers stand, in Web Mercator.
func (l *Points) Places() []orb.Point {
	out := make([]orb.Point, len(l.marks))
	for i := range l.marks {
		out[i] = l.marks[i].at
	}
	return out
}

// Within is the number of markers that stand in a box of the Web Mercator plane.
func (l *Points) Within(b orb.Bound) int {
	n := 0
	for i := range l.marks {
		if b.Contains(l.marks[i].at) {
			n++
		}
	}
	return n
}

// Each calls found for every record that stands in a box of the Web Mercator plane.
func (l *Points) Each(b orb.Bound, found func(id model.ID, at orb.Point)) {
	for i := range l.marks {
		if b.Contains(l.marks[i].at) {
			found(l.marks[i].id, l.marks[i].at)
		}
	}
}

// Kind is what records the markers stand for.
func (l *Points) Kind() model.Kind { return l.kind }

// Unplaced is how many of the records that the audience sees have no place on the map (位置待核).
func (l *Points) Unplaced() int { return l.unplaced }

// At is where a record stands, in Web Mercator.
func (l *Points) At(id model.ID) (orb.Point, bool) {
	for i := range l.marks {
		if l.marks[i].id == id {
			return l.marks[i].at, true
		}
	}
	return orb.Point{}, false
}

// Select is the same layer with a ring around another record; the zero ID is none.
func (l *Points) Select(id model.ID) *Points {
	q := *l
	q.selected = -1
	for i := range l.marks {
		if l.marks[i].id == id && !id.IsZero() {
			q.selected = int32(i)
		}
	}
	return &q
}

// Draw paints outlines, then markers, then clusters; of markers on the same spot one is painted.
func (l *Points) Draw(c mapping.Canvas, v mapping.Viewport) {
	if l.parcels != nil {
		l.parcels.Draw(c, v)
	}
	paint := l.painter(c, v.Unit())
	var several []func()
	l.signs(v, clusterReach*v.Unit(), func(i int32, at mapping.Pt) { paint(&l.marks[i], at) }, func(s cluster.Sign, at mapping.Pt) {
		several = append(several, func() { l.drawCluster(c, s, at, v.Unit()) })
	})
	for _, draw := range several {
		draw()
	}
	if l.selected >= 0 {
		m := &l.marks[l.selected]
		at := v.Px(m.at)
		selection(c, at, v.Unit())
		paint(m, at)
	}
}

// markReach is how far a marker reaches from its place, in logical pixels.
const markReach = 9

// visible calls draw for the markers in view, one for each spot.
func (l *Points) visible(v mapping.Viewport, margin float32, draw func(i int32, at mapping.Pt)) {
	view := v.Bound().Pad(float64(margin) / v.Scale)
	spots := newSpots(v, margin, l.grid.count(view))
	l.grid.within(view, func(i int32, plane orb.Point) {
		if at := v.Px(plane); spots.take(at) {
			draw(i, at)
		}
	})
}

// hitReach is how far beside a marker a pointer still means it, in logical pixels.
const hitReach = 11

// Hit returns the cluster under a pixel, else the nearest marker within reach, else the outline around it.
func (l *Points) Hit(v mapping.Viewport, p mapping.Pt) (mapping.Group, bool) {
	if g, ok := l.hitCluster(v, p); ok {
		return g, true
	}
	best, found := float64(hitReach*v.Unit()), int32(-1)
	l.near(v, p, func(i int32, d float64) {
		if d < best || d == best && i > found {
			best, found = d, i
		}
	})
	if found >= 0 {
		return l.group(&l.marks[found]), true
	}
	if l.parcels != nil {
		return l.parcels.Hit(v, p)
	}
	return mapping.Group{}, false
}

// HitAll returns every marker within reach of a pixel: several records may stand on one spot.
func (l *Points) HitAll(v mapping.Viewport, p mapping.Pt) []mapping.Group {
	var out []mapping.Group
	l.near(v, p, func(i int32, _ float64) { out = append(out, l.group(&l.marks[i])) })
	return out
}

func (l *Points) near(v mapping.Viewport, p mapping.Pt, found func(i int32, px float64)) {
	reach := hitReach * v.Unit()
	around := v
	around.Center, around.W, around.H = v.Plane(p), 0, 0
	within := func(i int32, at mapping.Pt) {
		if d := math.Hypot(float64(at.X), float64(at.Y)); d <= float64(reach) {
			found(i, d)
		}
	}
	if l.apart(v) { // every marker of a spot, not the one that is painted
		l.grid.within(around.Bound().Pad(float64(reach)/v.Scale), func(i int32, at orb.Point) { within(i, around.Px(at)) })
		return
	}
	l.signs(around, reach, within, func(cluster.Sign, mapping.Pt) {})
}

func (l *Points) group(m *mark) mapping.Group {
	return mapping.Group{ID: m.id.String(), Kind: string(l.kind), Title: m.name}
}

// builder collects marks.
type builder struct {
	l        *Points
	selected model.ID
	colors   map[model.Link]chainSign
	style    *recordStyle // nil for the layer's own way
	outlines []orb.Geometry
	groups   []mapping.Group
	say      mapping.Say
}

func newBuilder(title string, kind model.Kind, o PointOptions) *builder {
	return &builder{
		l: &Points{title: o.Say.Word(title), kind: kind, audience: o.Audience, selected: -1, nameless: o.NoNames, clusters: &clusters{},
			sprites: &sprites{made: map[spriteKey]*raster.Sprite{}}},
		selected: o.Selected, colors: map[model.Link]chainSign{}, style: newRecordStyle(kind, o.Style), say: o.Say,
	}
}

// add places a record; without a point it is counted as 位置待核.
func (b *builder) add(r model.Record, at model.Location, weight float32, look markLook) {
	h := r.Head()
	if h.Fictional {
		b.l.invented++
	}
	if at.Point == nil || !onMap(*at.Point) {
		b.l.unplaced++
		return
	}
	look.hollow = at.Precision != model.PlaceExact
	b.l.marks = append(b.l.marks, mark{at: mercator(*at.Point), id: h.ID, name: b.say.Word(shownName(h)), weight: weight, look: look})
}

// shownName is what a marker is called: the name of a secret record is told after a click, not on a picture.
func shownName(h *model.Base) string {
	if h.Level == model.Secret {
		return "（保密）"
	}
	return h.Name
}

func onMap(p orb.Point) bool { return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 85 }

// outline keeps the parcel of a site.
func (b *builder) outline(s *model.Site) {
	switch g := s.Location.Geometry.(type) {
	case orb.Polygon, orb.MultiPolygon:
		for _, p := range corners(g) {
			if !onMap(p) {
				return
			}
		}
		b.outlines = append(b.outlines, g)
		b.groups = append(b.groups, mapping.Group{ID: s.ID.String(), Kind: string(model.KindSite), Title: b.say.Word(shownName(s.Head()))})
	}
}

// corners are the ends of a geometry's bound: where they are on the map, all of it is.
func corners(g orb.Geometry) [2]orb.Point {
	b := g.Bound()
	return [2]orb.Point{b.Min, b.Max}
}

func (b *builder) layer() *Points {
	l := b.l
	b.divide()
	l.grid, l.marks = newGrid(l.marks)
	l.bound = l.grid.bound
	if len(b.outlines) > 0 {
		l.parcels = &mapping.AreaLayer{Title: "地块", Areas: mapping.Prepare(b.outlines, mercator), Groups: b.groups, Style: mapping.AreaStyle{
			Fill: mapping.Fill{Color: withAlpha(siteColor, 40)}, Outline: mapping.Stroke{Color: siteColor, Width: 1.5},
		}}
		l.bound = union(l.bound, l.parcels.Bound())
	}
	l.legend = b.signs()
	return l.Select(b.selected)
}

// sprites are markers as pixels, made when first needed.
type sprites struct {
	mu   sync.Mutex
	made map[spriteKey]*raster.Sprite
}
