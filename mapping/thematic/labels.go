package thematic

import (
	"math"

	"chainatlas/mapping"
	"chainatlas/mapping/cluster"
)

const (
	labelFace  = 12
	farBehind  = 1e9 // more than any weight: layers are named one after the other
	mostLabels = 400 // names of one imported layer that compete for room
)

// drawLabels writes the names of places and records, no two over each other.
func (p *MapPicture) drawLabels(c mapping.Canvas, v mapping.Viewport, reserved []mapping.Rect) {
	var placer mapping.Placer
	if !p.o.Floating {
		for _, r := range reserved {
			placer.Block(r)
		}
	}
	seen := p.sightings(v, &placer)
	for _, layer := range p.m.Layers {
		if l, ok := layer.(*Origins); ok {
			l.eachBox(v, func(_ string, box mapping.Rect) { placer.Block(box) })
		}
	}
	if !p.o.NoPlaces {
		p.drawPlaces(c, v, &placer)
	}
	if p.o.NoLabels {
		return
	}
	labels, groups := p.candidates(seen, v.Unit())
	for rank, layer := range p.m.Layers {
		if l, ok := layer.(*Overlay); ok {
			more, of := l.wishes(v, p.o.Faces, float64(len(p.m.Layers)-rank)*farBehind)
			labels, groups = append(labels, more...), append(groups, of...)
		}
	}
	u := v.Unit()
	for _, l := range placer.Settle(labels, v.Box()) {
		g := groups[l.Index]
		c.Group(g, func() {
			c.Text(mapping.Text{S: g.Title, At: l.Box.Center(), Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: labelFace * u},
				Color: ink, Halo: withAlpha(paper, 235), HaloWidth: 2.2 * u})
		})
	}
}

// sightings are the markers in view and around it; names keep off all of them, and off clusters.
func (p *MapPicture) sightings(v mapping.Viewport, placer *mapping.Placer) []sighting {
	var seen []sighting
	u := v.Unit()
	for rank, layer := range p.m.Layers {
		if l, ok := layer.(*Points); ok {
			seen = l.sightings(v, rank, seen, placer)
		}
	}
	for _, s := range seen {
		placer.Block(mapping.R(s.at.X-6*u, s.at.Y-6*u, 12*u, 12*u))
	}
	return seen
}

// candidates are the names that ask for room.
func (p *MapPicture) candidates(seen []sighting, u float32) ([]mapping.Label, []mapping.Group) {
	var labels []mapping.Label
	var groups []mapping.Group
	for _, s := range seen {
		if s.layer.nameless && !s.selected() {
			continue
		}
		g := s.layer.group(&s.layer.marks[s.i])
		labels = append(labels, mapping.Label{ID: g.ID, At: s.at, W: p.o.Faces.Advance(g.Title, mapping.Face{Size: labelFace * u}) + 4*u,
			H: labelFace * 1.35 * u, Gap: 8 * u, Priority: s.priority()})
		groups = append(groups, g)
	}
	return labels, groups
}

// sighting is a marker in view.
type sighting struct {
	layer *Points
	rank  int
	i     int32
	at    mapping.Pt
}

func (l *Points) sightings(v mapping.Viewport, rank int, to []sighting, placer *mapping.Placer) []sighting {
	u := v.Unit()
	l.signs(v, overhang*u, func(i int32, at mapping.Pt) {
		if i != l.selected {
			to = append(to, sighting{l, rank, i, at})
		}
	}, func(s cluster.Sign, at mapping.Pt) {
		r := l.clusterRadius(s.Count) * u
		placer.Block(mapping.R(at.X-r, at.Y-r, 2*r, 2*r))
	})
	if l.selected >= 0 { // it may share its spot with another
		to = append(to, sighting{l, rank, l.selected, v.Px(l.marks[l.selected].at)})
	}
	return to
}

func (s sighting) selected() bool { return s.i == s.layer.selected }

// priority is the same wherever the view is: the selected first, then upper layers, then what weighs more. Equals go by
// their ids.
func (s sighting) priority() float64 {
	const layer = 1e15 // more than any weight
	if s.selected() {
		return math.Inf(1)
	}
	return float64(s.rank)*layer + float64(s.layer.marks[s.i].weight)
}

// overhang is how far outside the picture names still compete, so that those at its edge stay as it moves: names of sixteen
// letters reach so far upon each other.
const overhang = mapping.SettleReach * 16 * labelFace
