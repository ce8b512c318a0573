package thematic

import (
	"math"
	"strconv"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/layerfile"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// Overlay is an imported layer on the map: areas, then lines, then points. It is immutable and safe for concurrent use.
type Overlay struct {
	layer *model.Layer
	data  *layerfile.Layer
	bound orb.Bound
	paint *paints

	areas, lines     *mapping.Geometry
	areaOf, lineOf   []int // the feature of each
	areaL            *mapping.AreaLayer
	lineL            *mapping.LineLayer
	points           []orb.Point // Web Mercator
	pointOf          []int
	dots             *dots
	heat             *Heat // instead of all else; nil for none
	labels           []overlayLabel
	minZoom, maxZoom float64
}

// OverlayOptions are what an overlay needs beside the layer itself.
type OverlayOptions struct {
	Counted []orb.Point // Web Mercator: the records that StyleByCount counts
}

// Imported makes the layer of an imported file.
func Imported(l *model.Layer, data *layerfile.Layer, o OverlayOptions) *Overlay {
	v := &Overlay{layer: l, data: data, minZoom: float64(l.MinZoom), maxZoom: float64(l.MaxZoom)}
	v.sort()
	v.bound = union(v.areas.Bound(), v.lines.Bound())
	if len(v.points) > 0 {
		v.bound = union(v.bound, orb.MultiPoint(v.points).Bound())
	}
	v.paint = newPaints(l, data, v.counts(o.Counted))
	v.dress()
	v.collectLabels()
	return v
}

// sort puts the parts of each feature where they are drawn from.
func (v *Overlay) sort() {
	var areas, lines []orb.Geometry
	for i, s := range v.data.Shapes {
		a, l, p := parted(s)
		if len(a) > 0 {
			areas, v.areaOf = append(areas, a), append(v.areaOf, i)
		}
		if len(l) > 0 {
			lines, v.lineOf = append(lines, l), append(v.lineOf, i)
		}
		for _, at := range p {
			if onMap(at) {
				v.points, v.pointOf = append(v.points, mercator(at)), append(v.pointOf, i)
			}
		}
	}
	v.areas, v.lines = mapping.Prepare(areas, mercator), mapping.Prepare(lines, mercator)
}

// parted are the areas, lines and points of a shape. What reaches beyond the web map is left out.
func parted(s orb.Geometry) (a orb.MultiPolygon, l orb.MultiLineString, p orb.MultiPoint) {
	switch s := s.(type) {
	case orb.Point:
		p = orb.MultiPoint{s}
	case orb.MultiPoint:
		p = s
	case orb.LineString:
		l = orb.MultiLineString{s}
	case orb.MultiLineString:
		l = s
	case orb.Polygon:
		a = orb.MultiPolygon{s}
	case orb.MultiPolygon:
		a = s
	case orb.Collection:
		for _, g := range s {
			ga, gl, gp := parted(g)
			a, l, p = append(a, ga...), append(l, gl...), append(p, gp...)
		}
		return a, l, p
	}
	if s == nil {
		return nil, nil, nil
	}
	for _, c := range corners(s) {
		if !onMap(c) {
			return nil, nil, nil
		}
	}
	return a, l, p
}

// counts is how many of the points stand in the areas of each feature.
func (v *Overlay) counts(at []orb.Point) []float64 {
	if v.layer.Style.By != model.StyleByCount {
		return nil
	}
	out := make([]float64, v.data.Len())
	for _, p := range at {
		for i, feature := range v.areaOf {
			if v.areas.Contains(i, p) {
				out[feature]++
			}
		}
	}
	return out
}

func (v *Overlay) dress() {
	if v.layer.Style.By == model.StyleByHeat {
		v.heat = newHeat(v.layer, v.middles())
		return
	}
	v.areaL = &mapping.AreaLayer{Title: v.layer.Name, Areas: v.areas, Groups: v.groups(v.areaOf), Style: v.paint.area(-1),
		Of: func(i int) mapping.AreaStyle { return v.paint.area(v.areaOf[i]) }}
	v.lineL = &mapping.LineLayer{Title: v.layer.Name, Lines: v.lines, Groups: v.groups(v.lineOf), Style: v.paint.line(-1),
		Of: func(i int) mapping.Stroke { return v.paint.line(v.lineOf[i]) }}
	v.dots = &dots{made: map[dotKey]*dot{}}
}

// middles are where features count as points.
func (v *Overlay) middles() []orb.Point {
	out := append([]orb.Point(nil), v.points...)
	for _, g := range []*mapping.Geometry{v.areas, v.lines} {
		for i := range g.Len() {
			if b := g.FeatureBound(i); !b.IsEmpty() {
				out = append(out, b.Center())
			}
		}
	}
	return out
}

// FeatureKind is the kind of group that features of imported layers have.
const FeatureKind = "feature"

func (v *Overlay) groups(of []int) []mapping.Group {
	out := make([]mapping.Group, len(of))
	for i, feature := range of {
		out[i] = v.group(feature)
	}
	return out
}

func (v *Overlay) group(feature int) mapping.Group {
	return mapping.Group{ID: v.layer.ID.String() + "/" + strconv.Itoa(feature), Kind: FeatureKind, Title: v.title(feature)}
}

// title is what the drawing calls a feature. What is 保密 is told after a click, not on a picture.
func (v *Overlay) title(feature int) string {
	if v.layer.Level == model.Secret {
		return "（保密）"
	}
	return v.FeatureName(feature)
}

// FeatureName is what a feature is called: its label, else the layer and its number.
func (v *Overlay) FeatureName(feature int) string {
	if c := v.data.Column(v.layer.LabelField); c != nil {
		if t := strings.TrimSpace(c.Text(feature)); t != "" {
			return t
		}
	}
	return v.layer.Name + " 第 " + strconv.Itoa(feature+1) + " 个"
}

// FeatureOf reads the ID of a feature's group.
func FeatureOf(g mapping.Group) (layer model.ID, feature int, ok bool) {
	id, number, found := strings.Cut(g.ID, "/")
	if !found || g.Kind != FeatureKind {
		return model.ID{}, 0, false
	}
	layer, err := model.ParseID(id)
	feature, bad := strconv.Atoi(number)
	return layer, feature, err == nil && bad == nil
}

// Name is the layer's name.
func (v *Overlay) Name() string { return v.layer.Name }

// Bound is the box around all features, in Web Mercator; zero without any.
func (v *Overlay) Bound() orb.Bound { return v.bound }

// Layer is the record that the overlay was made from.
func (v *Overlay) Layer() *model.Layer { return v.layer }

// Data are the features of the overlay.
func (v *Overlay) Data() *layerfile.Layer { return v.data }

// zoomSize is how many logical pixels the earth is wide at zoom 0 of web maps, and earth how many metres on the plane.
const (
	zoomSize = 256
	earth    = 2 * 20037508.342789244
)

// shows tells whether the layer is drawn at the viewport's zoom.
func (v *Overlay) shows(view mapping.Viewport) bool {
	zoom := math.Log2(view.Scale / float64(view.Unit()) * earth / zoomSize)
	return (v.minZoom == 0 || zoom >= v.minZoom) && (v.maxZoom == 0 || zoom <= v.maxZoom)
}

// Draw paints areas, lines and points.
func (v *Overlay) Draw(c mapping.Canvas, view mapping.Viewport) {
	switch {
	case !v.shows(view):
	case v.heat != nil:
		v.heat.Draw(c, view)
	default:
		v.areaL.Draw(c, view)
		v.lineL.Draw(c, view)
		v.drawPoints(c, view)
	}
}

// Hit returns the topmost feature within reach of a pixel.
func (v *Overlay) Hit(view mapping.Viewport, p mapping.Pt) (mapping.Group, bool) {
	if v.heat != nil || !v.shows(view) {
		return mapping.Group{}, false
	}
	if feature, ok := v.pointAt(view, p); ok {
		return v.group(feature), true
	}
	if g, ok := v.lineL.Hit(view, p); ok {
		return g, true
	}
	return v.areaL.Hit(view, p)
}

// pointAt is the feature whose point is nearest, within reach.
func (v *Overlay) pointAt(view mapping.Viewport, p mapping.Pt) (feature int, ok bool) {
	q, best := view.Plane(p), float64(hitReach*view.Unit())/view.Scale
	for i, at := range v.points {
		if d := math.Hypot(at[0]-q[0], at[1]-q[1]); d <= best {
			best, feature, ok = d, v.pointOf[i], true
		}
	}
	return feature, ok
}

// drawPoints paints one point a spot: another on the same pixel would cover it anyway.
func (v *Overlay) drawPoints(c mapping.Canvas, view mapping.Viewport) {
	if len(v.points) == 0 {
		return
	}
	reach := markReach * view.Unit()
	seen, taken := view.Bound().Pad(float64(reach)/view.Scale), newSpots(view, reach, len(v.points))
	for i, at := range v.points {
		if !seen.Contains(at) {
			continue
		}
		px := view.Px(at)
		if taken.take(px) {
			v.dots.draw(c, px, v.paint.color(v.pointOf[i]), view.Unit(), v.group, v.pointOf[i])
		}
	}
}
