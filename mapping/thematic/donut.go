package thematic

import (
	"image/color"
	"math"
	"slices"

	"chainatlas/mapping"
	"chainatlas/mapping/cluster"
	"chainatlas/mapping/raster"
	"chainatlas/model"
)

// part is one of the parts into which the ring of a cluster may fall.
type part struct{ color color.NRGBA }

// stageColors are the steps of the stages as one scale: the further, the darker. They stand in the order of the shapes.
var stageColors = [...]color.NRGBA{rgb(0xb9d3dc), rgb(0x6fa8ba), rgb(0x2f7d95), rgb(0x0b4a5d)}

// divide says of each mark in which part of a ring it is counted: by stage, or by the colours of a style that was chosen.
// Only projects have rings.
func (b *builder) divide() {
	l := b.l
	if l.kind != model.KindProject {
		return
	}
	if b.style == nil {
		for _, c := range stageColors {
			l.parts = append(l.parts, part{c})
		}
		for i := range l.marks {
			l.marks[i].part = uint16(l.marks[i].look.shape)
		}
		return
	}
	for k, c := range b.style.classes.colors {
		if b.style.used[k] && !slices.ContainsFunc(l.parts, func(p part) bool { return p.color == c }) {
			l.parts = append(l.parts, part{c})
		}
	}
	l.parts = append(l.parts, part{noChain})
	for i := range l.marks {
		l.marks[i].part = uint16(slices.IndexFunc(l.parts, func(p part) bool { return p.color == l.marks[i].look.color }))
	}
}

// donutSigns are the row that explains rings; what their colours are stands beside the shapes, or a style explains it itself.
func (b *builder) donutSigns() []signRow {
	if !b.rings() {
		return nil
	}
	by := "按阶段"
	if b.style != nil {
		by = "按颜色"
	}
	return []signRow{{order: 50, text: "聚在一起的项目，" + by + "分段", look: markLook{shape: donut, color: muted}}}
}

// rings tells whether clusters of the layer may be rings.
func (b *builder) rings() bool { return len(b.l.parts) > 0 && b.l.crowd() != nil }

// ringColor is the colour that a shape's stages have in rings; none where there are none, or where a style gives others.
func (b *builder) ringColor(s markShape) color.NRGBA {
	if b.rings() && b.style == nil && int(s) < len(stageColors) {
		return stageColors[s]
	}
	return color.NRGBA{}
}

// sign is the picture of a row: the marker, and beside it the same in rings.
func (s *sprites) sign(r signRow, unit float32) *raster.Sprite {
	if r.ring.A == 0 {
		return s.sprite(r.look, unit)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k := spriteKey{r.look, r.ring, unit}
	if s.made[k] == nil {
		tall, wide := int(math.Ceil(float64(2*markReach*unit)))+1, int(math.Ceil(float64(26*unit)))
		c := raster.New(wide, tall, color.NRGBA{}, nil)
		middle := float32(tall) / 2
		r.look.draw(c, mapping.Pt{X: 7.5 * unit, Y: middle}, unit)
		markLook{shape: disc, color: r.ring}.draw(c, mapping.Pt{X: 20 * unit, Y: middle}, unit)
		s.made[k] = raster.NewSprite(c.Picture())
	}
	return s.made[k]
}

// tally is how many of a cluster's markers are of each part.
func (l *Points) tally(id cluster.ID) []int32 {
	index := l.crowd()
	l.clusters.mu.Lock()
	defer l.clusters.mu.Unlock()
	t, ok := l.clusters.tallies[id]
	if !ok {
		t = make([]int32, len(l.parts))
		index.Members(id, func(i int) bool {
			t[l.marks[i].part]++
			return true
		})
		if l.clusters.tallies == nil {
			l.clusters.tallies = map[cluster.ID][]int32{}
		}
		l.clusters.tallies[id] = t
	}
	return t
}

const (
	donutBand  = 5.5 // logical pixels
	donutExtra = 3   // by which a ring is larger than a disc
)

// drawDonut draws a cluster as a ring that is parted clockwise from the top, with the count in the middle. On pixels it stands on
// a whole one, so that it looks the same wherever the map is dragged.
func (l *Points) drawDonut(c mapping.Canvas, s cluster.Sign, at mapping.Pt, u float32) {
	if _, pixels := c.(*raster.Canvas); pixels {
		at = mapping.Pt{X: floor(at.X) + 0.5, Y: floor(at.Y) + 0.5}
	}
	r := l.clusterRadius(s.Count) * u
	var p mapping.Path
	circle(&p, at, r+1.5*u)
	c.Fill(&p, mapping.Fill{Color: withAlpha(paper, 240)})
	tally, done := l.tally(s.ID), int32(0)
	for i, n := range tally {
		if n == 0 {
			continue
		}
		p.Reset()
		sector(&p, at, r-donutBand*u, r, float64(done)/float64(s.Count), float64(done+n)/float64(s.Count))
		c.Fill(&p, mapping.Fill{Color: l.parts[i].color})
		if int(n) < s.Count {
			c.Stroke(&p, mapping.Stroke{Color: paper, Width: 0.8 * u, Closed: true})
		}
		done += n
	}
	c.Text(mapping.Text{S: clusterCount(s.Count), At: at, Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: 12 * u, Bold: true}, Color: ink})
}

// sector adds the stretch of a ring between two shares of its turn, clockwise from the top; the whole turn is a ring.
func sector(p *mapping.Path, at mapping.Pt, inner, outer float32, from, to float64) {
	if to-from >= 1 {
		circle(p, at, outer)
		circle(p, at, inner)
		return
	}
	const stepsOfATurn = 72
	steps := max(int(math.Ceil((to-from)*stepsOfATurn)), 1)
	pts := make([]mapping.Pt, 0, 2*steps+2)
	on := func(r float32, i int) {
		sin, cos := math.Sincos(2 * math.Pi * (from + (to-from)*float64(i)/float64(steps)))
		pts = append(pts, mapping.Pt{X: at.X + r*float32(sin), Y: at.Y - r*float32(cos)})
	}
	for i := 0; i <= steps; i++ {
		on(outer, i)
	}
	for i := steps; i >= 0; i-- {
		on(inner, i)
	}
	p.Line(pts...)
}
