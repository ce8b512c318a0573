package thematic

import (
	"strings"

	"chainatlas/mapping"
	"chainatlas/model"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// overlayLabel is the name of a feature and where it stands.
type overlayLabel struct {
	at      orb.Point // Web Mercator
	feature int
	area    bool
	weight  float64 // larger things are named first
}

// collectLabels finds a place for the name of every feature that has one.
func (v *Overlay) collectLabels() {
	column := v.data.Column(v.layer.LabelField)
	if column == nil || v.layer.Unlabelled || v.heat != nil || v.layer.Level == model.Secret {
		return
	}
	for i, s := range v.data.Shapes {
		if s == nil || strings.TrimSpace(column.Text(i)) == "" {
			continue
		}
		if l, ok := featureLabel(s); ok {
			l.feature = i
			v.labels = append(v.labels, l)
		}
	}
}

// featureLabel is the middle of the largest area, else of the longest line, else the first point.
func featureLabel(s orb.Geometry) (l overlayLabel, ok bool) {
	areas, lines, points := parted(s)
	for _, a := range areas {
		if at, size := planar.CentroidArea(a); size > l.weight {
			if !planar.PolygonContains(a, at) {
				at = Inside(a)
			}
			l.at, l.weight, l.area, ok = mercator(at), size, true, true
		}
	}
	if ok {
		return l, true
	}
	for _, line := range lines {
		if length := planar.Length(line); length > l.weight {
			l.at, l.weight, ok = mercator(halfway(line, length/2)), length, true
		}
	}
	if !ok && len(points) > 0 && onMap(points[0]) {
		l.at, ok = mercator(points[0]), true
	}
	return l, ok
}

// Inside is a place within an area that its middle lies outside of: halfway through the widest stretch at middle height.
func Inside(a orb.Polygon) orb.Point {
	b := a.Bound()
	y := b.Center()[1]
	best, widest := b.Center(), 0.0
	const steps = 64
	from, in := b.Min[0], false
	for i := 0; i <= steps; i++ {
		x := b.Min[0] + (b.Max[0]-b.Min[0])*float64(i)/steps
		now := i < steps && planar.PolygonContains(a, orb.Point{x, y})
		switch {
		case now && !in:
			from = x
		case in && !now && x-from > widest:
			best, widest = orb.Point{(from + x) / 2, y}, x-from
		}
		in = now
	}
	return best
}

func halfway(l orb.LineString, rest float64) orb.Point {
	for i := 1; i < len(l); i++ {
		d := planar.Distance(l[i-1], l[i])
		if d >= rest && d > 0 {
			t := rest / d
			return orb.Point{l[i-1][0] + (l[i][0]-l[i-1][0])*t, l[i-1][1] + (l[i][1]-l[i-1][1])*t}
		}
		rest -= d
	}
	return l[len(l)-1]
}

// wishes are the labels in view that ask for room, behind those of records.
func (v *Overlay) wishes(view mapping.Viewport, m mapping.Measurer, after float64) (labels []mapping.Label, groups []mapping.Group) {
	if len(v.labels) == 0 || !v.shows(view) {
		return nil, nil
	}
	u := view.Unit()
	seen := view.Bound().Pad(float64(overhang*u) / view.Scale)
	for _, l := range v.labels {
		if !seen.Contains(l.at) || len(labels) >= mostLabels {
			continue
		}
		g := v.group(l.feature)
		w := m.Advance(g.Title, mapping.Face{Size: labelFace * u}) + 4*u
		labels = append(labels, mapping.Label{ID: g.ID, At: view.Px(l.at), W: w, H: labelFace * 1.35 * u, Gap: 6 * u, Priority: l.weight - after, Centered: l.area})
		groups = append(groups, g)
	}
	return labels, groups
}
