package thematic

import (
	"chainatlas/mapping"
)

// mostLabels is how many names compete for room, mostBlocks how many markers keep names off: beyond it a map is a
// cloud, and names come with zooming in.
const (
	mostLabels = 400
	mostBlocks = 4000
	labelFace  = 12
	placeFace  = 16
)

// drawLabels writes the names of places and records, no two over each other.
func (p *MapPicture) drawLabels(c mapping.Canvas, v mapping.Viewport, reserved []mapping.Rect) {
	var placer mapping.Placer
	for _, r := range reserved {
		placer.Block(r)
	}
	p.drawPlaces(c, v, &placer)
	if p.o.NoLabels {
		return
	}
	labels, groups := p.candidates(v, &placer)
	u := v.Unit()
	for _, l := range placer.Place(labels, v.Box()) {
		g := groups[l.Index]
		c.Group(g, func() {
			c.Text(mapping.Text{S: g.Title, At: l.Box.Center(), Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: labelFace * u},
				Color: ink, Halo: withAlpha(paper, 235), HaloWidth: 2.2 * u})
		})
	}
}

// drawPlaces writes the names of districts; a schematic has its middle's alone.
func (p *MapPicture) drawPlaces(c mapping.Canvas, v mapping.Viewport, placer *mapping.Placer) {
	if p.o.Base == nil {
		return
	}
	u := v.Unit()
	for _, n := range p.o.Base.names {
		if !p.border && !n.own {
			continue
		}
		tint := muted
		if !n.own {
			tint = rgb(0x98a4aa)
		}
		t := mapping.Text{S: n.name, At: v.Px(n.at), Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: placeFace * u, Bold: true},
			Color: tint, Halo: withAlpha(paper, 215), HaloWidth: 3 * u}
		box := t.Box(p.o.Faces)
		if !box.Overlaps(v.Box()) {
			continue
		}
		placer.Block(box)
		c.Group(mapping.Group{Kind: "place"}, func() { c.Text(t) })
	}
}

// candidates are the names that ask for room; their markers are kept free.
func (p *MapPicture) candidates(v mapping.Viewport, placer *mapping.Placer) ([]mapping.Label, []mapping.Group) {
	var labels []mapping.Label
	var groups []mapping.Group
	u, blocks := v.Unit(), 0
	for rank, layer := range p.m.Layers {
		l, ok := layer.(*Points)
		if !ok {
			continue
		}
		l.visible(v, overhang*u, func(i int32, at mapping.Pt) {
			if blocks++; blocks > mostBlocks {
				return
			}
			placer.Block(mapping.R(at.X-6*u, at.Y-6*u, 12*u, 12*u))
			if len(labels) >= mostLabels && i != l.selected {
				return
			}
			m := &l.marks[i]
			ask := mapping.Label{ID: m.id.String(), At: at, W: p.o.Faces.Advance(m.name, mapping.Face{Size: labelFace * u}) + 4*u,
				H: labelFace * 1.35 * u, Gap: 8 * u, Priority: float64(m.weight) + float64(rank)}
			if i == l.selected {
				ask.Priority = 1e12
			}
			labels, groups = append(labels, ask), append(groups, l.group(m))
		})
	}
	return labels, groups
}

// overhang is how far outside the picture names still compete, so that those at its edge stay as it moves.
const overhang = 200
