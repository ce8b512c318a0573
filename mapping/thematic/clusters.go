package thematic

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
	"sync"

	"chainatlas/mapping"
	"chainatlas/mapping/cluster"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

const (
	// crowded is the number of markers from which a layer puts those that lie over each other into one sign.
	crowded = 200
	// together is the number of markers of the smallest sign; fewer are told apart as they are.
	together = 8
)

// clusters are the signs of a layer with many markers, made when first drawn.
type clusters struct {
	once  sync.Once
	index *cluster.Index

	mu      sync.Mutex
	tallies map[cluster.ID][]int32 // of those that were drawn
}

// of is the index of a layer's marks.
func (c *clusters) of(marks []mark) *cluster.Index {
	c.once.Do(func() {
		at := make([]orb.Point, len(marks))
		for i := range marks {
			at[i] = marks[i].at
		}
		c.index = cluster.New(at, cluster.Options{Smallest: together})
	})
	return c.index
}

// crowd are the clusters of the layer; nil for one of few markers.
func (l *Points) crowd() *cluster.Index {
	if len(l.marks) <= crowded {
		return nil
	}
	return l.clusters.of(l.marks)
}

// signs calls alone for the markers in view that stand for themselves, and several for the clusters.
func (l *Points) signs(v mapping.Viewport, margin float32, alone func(i int32, at mapping.Pt), several func(s cluster.Sign, at mapping.Pt)) {
	index := l.crowd()
	if l.apart(v) {
		l.visible(v, margin, alone)
		return
	}
	index.Box(zoomOf(index, v), v.Bound().Pad(float64(margin)/v.Scale), func(s cluster.Sign) {
		if s.Point >= 0 {
			alone(int32(s.Point), v.Px(l.marks[s.Point].at))
			return
		}
		several(s, v.Px(s.At))
	})
}

func zoomOf(index *cluster.Index, v mapping.Viewport) int {
	return index.Zoom(v.Scale / float64(v.Unit()))
}

// apart tells whether the view is so close that nothing is put together any more.
func (l *Points) apart(v mapping.Viewport) bool {
	index := l.crowd()
	return index == nil || zoomOf(index, v) > index.Closest()
}

const (
	mostRadius   = 26                          // of a cluster's disc, in logical pixels
	clusterReach = mostRadius + donutExtra + 2 // how far a cluster reaches from its place
)

// clusterRadius grows with the number of digits, in logical pixels.
func (l *Points) clusterRadius(count int) float32 {
	r := float32(min(10+4*math.Log10(float64(count)), mostRadius))
	if len(l.parts) > 0 {
		r += donutExtra
	}
	return r
}

// clusterCount is what stands in the disc; more digits than it has room for are rounded down.
func clusterCount(n int) string {
	if n >= 10_000 {
		return strconv.FormatFloat(math.Floor(float64(n)/1000)/10, 'f', -1, 64) + "万"
	}
	return strconv.Itoa(n)
}

func (l *Points) drawCluster(c mapping.Canvas, s cluster.Sign, at mapping.Pt, u float32) {
	if len(l.parts) > 0 {
		c.Group(l.clusterGroup(s), func() { l.drawDonut(c, s, at, u) })
		return
	}
	r := l.clusterRadius(s.Count) * u
	c.Group(l.clusterGroup(s), func() {
		var p mapping.Path
		circle(&p, at, r)
		c.Fill(&p, mapping.Fill{Color: withAlpha(l.clusterColor(), 225)})
		c.Stroke(&p, mapping.Stroke{Color: paper, Width: 2 * u, Closed: true})
		c.Text(mapping.Text{S: clusterCount(s.Count), At: at, Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: 12 * u, Bold: true}, Color: paper})
	})
}

func (l *Points) clusterColor() color.NRGBA {
	if l.kind == model.KindSite {
		return siteColor
	}
	return neutral
}

// ClusterKind is the kind of a group that is a cluster.
const ClusterKind = "cluster"

func (l *Points) clusterGroup(s cluster.Sign) mapping.Group {
	return mapping.Group{ID: l.clusterPrefix() + strconv.FormatUint(uint64(s.ID), 10), Kind: ClusterKind, Title: fmt.Sprintf("%d 个%s", s.Count, l.kind.Label())}
}

func (l *Points) clusterPrefix() string { return ClusterKind + "/" + string(l.kind) + "/" }

// clusterOf is the cluster with a group's ID, when it is of this layer.
func (l *Points) clusterOf(id string) (cluster.Sign, bool) {
	number, ok := strings.CutPrefix(id, l.clusterPrefix())
	n, err := strconv.ParseUint(number, 10, 32)
	if index := l.crowd(); ok && err == nil && index != nil {
		return index.Sign(cluster.ID(n))
	}
	return cluster.Sign{}, false
}

// Expand is where to look, and at which scale in logical pixels to a metre of the plane, for a cluster to fall apart. It knows
// the IDs of its own groups only.
func (l *Points) Expand(id string) (center orb.Point, scale float64, ok bool) {
	s, ok := l.clusterOf(id)
	if !ok {
		return orb.Point{}, 0, false
	}
	index := l.crowd()
	const beyond = 1.02 // not on the very border between two zooms
	return s.At, index.Scale(index.Expansion(s.ID)) * beyond, true
}

// Members are the records in a cluster of the layer.
func (l *Points) Members(id string) []model.ID {
	s, ok := l.clusterOf(id)
	if !ok {
		return nil
	}
	out := make([]model.ID, 0, s.Count)
	l.crowd().Members(s.ID, func(i int) bool {
		out = append(out, l.marks[i].id)
		return true
	})
	return out
}

// hitCluster is the cluster under a pixel.
func (l *Points) hitCluster(v mapping.Viewport, p mapping.Pt) (mapping.Group, bool) {
	best, found := math.Inf(1), mapping.Group{}
	reach := clusterReach * v.Unit()
	around := v
	around.Center, around.W, around.H = v.Plane(p), 0, 0
	l.signs(around, reach, func(int32, mapping.Pt) {}, func(s cluster.Sign, at mapping.Pt) {
		d := math.Hypot(float64(at.X), float64(at.Y))
		if d <= float64(l.clusterRadius(s.Count)*v.Unit()) && d < best {
			best, found = d, l.clusterGroup(s)
		}
	})
	return found, found.ID != ""
}
