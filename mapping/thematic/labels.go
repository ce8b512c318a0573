package thematic

import (
	"cmp"
	"slices"

	"chainatlas/mapping"
)

// mostLabels is how many names compete for room; beyond mostBlocks markers a map is a cloud, and names come with
// zooming in.
const (
	mostLabels = 400
	mostBlocks = 4000
	labelFace  = 12
)

// drawLabels writes the names of places and records, no two over each other.
func (p *MapPicture) drawLabels(c mapping.Canvas, v mapping.Viewport, reserved []mapping.Rect) {
	var placer mapping.Placer
	for _, r := range reserved {
		placer.Block(r)
	}
	seen := p.sightings(v, &placer)
	p.drawPlaces(c, v, &placer)
	if p.o.NoLabels {
		return
	}
	labels, groups := p.candidates(seen, v.Unit())
	u := v.Unit()
	for _, l := range placer.Place(labels, v.Box()) {
		g := groups[l.Index]
		c.Group(g, func() {
			c.Text(mapping.Text{S: g.Title, At: l.Box.Center(), Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: labelFace * u},
				Color: ink, Halo: withAlpha(paper, 235), HaloWidth: 2.2 * u})
		})
	}
}

// sightings are the markers in view, the heaviest first, or the selected alone where there are too many; names keep
// off all of them.
func (p *MapPicture) sightings(v mapping.Viewport, placer *mapping.Placer) []sighting {
	var seen []sighting
	u := v.Unit()
	for rank, layer := range p.m.Layers {
		if l, ok := layer.(*Points); ok {
			seen = l.sightings(v, rank, seen)
		}
	}
	if len(seen) > mostBlocks {
		seen = slices.DeleteFunc(seen, func(s sighting) bool { return !s.selected() })
	}
	for _, s := range seen {
		placer.Block(mapping.R(s.at.X-6*u, s.at.Y-6*u, 12*u, 12*u))
	}
	slices.SortFunc(seen, sighting.compare)
	return seen
}

// candidates are the names that ask for room.
func (p *MapPicture) candidates(seen []sighting, u float32) ([]mapping.Label, []mapping.Group) {
	var labels []mapping.Label
	var groups []mapping.Group
	for n, s := range seen[:min(len(seen), mostLabels)] {
		g := s.layer.group(&s.layer.marks[s.i])
		labels = append(labels, mapping.Label{ID: g.ID, At: s.at, W: p.o.Faces.Advance(g.Title, mapping.Face{Size: labelFace * u}) + 4*u,
			H: labelFace * 1.35 * u, Gap: 8 * u, Priority: float64(-n)})
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

func (l *Points) sightings(v mapping.Viewport, rank int, to []sighting) []sighting {
	l.visible(v, overhang*v.Unit(), func(i int32, at mapping.Pt) {
		if i != l.selected {
			to = append(to, sighting{l, rank, i, at})
		}
	})
	if l.selected >= 0 { // it may share its spot with another
		to = append(to, sighting{l, rank, l.selected, v.Px(l.marks[l.selected].at)})
	}
	return to
}

func (s sighting) selected() bool { return s.i == s.layer.selected }

// compare puts the selected first, then upper layers, then what weighs more.
func (s sighting) compare(t sighting) int {
	if s.selected() != t.selected() {
		return map[bool]int{true: -1, false: 1}[s.selected()]
	}
	return cmp.Or(t.rank-s.rank, cmp.Compare(t.layer.marks[t.i].weight, s.layer.marks[s.i].weight), int(s.i-t.i))
}

// overhang is how far outside the picture names still compete, so that those at its edge stay as it moves.
const overhang = 200
