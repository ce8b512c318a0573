package thematic_test

import (
	"fmt"
	"image/color"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"

	"github.com/paulmach/orb"
)

func manyProjects(t testing.TB, n int) *thematic.Points {
	return thematic.Projects(projects(t, n), thematic.PointOptions{})
}

// crowdedView is the whole layer on a screen.
func crowdedView(l *thematic.Points) mapping.Viewport {
	return mapping.Viewport{W: 1280, H: 800}.Fit(l.Bound(), 20)
}

func groupsOf(t *testing.T, l mapping.Layer, v mapping.Viewport) map[mapping.Group]int {
	t.Helper()
	s := scene.New(nil)
	l.Draw(s, v)
	out := map[mapping.Group]int{}
	for _, g := range s.Groups() {
		out[g]++
	}
	return out
}

// All records are told: alone, or in a cluster that says how many it has; and a click on it brings them apart.
func TestACrowdStandsInClusters(t *testing.T) {
	l := manyProjects(t, 3000)
	v := crowdedView(l)
	alone, together := 0, 0
	var largest mapping.Group
	for g := range groupsOf(t, l, v) {
		if g.Kind != thematic.ClusterKind {
			alone++
			continue
		}
		if n := len(l.Members(g.ID)); n > len(l.Members(largest.ID)) {
			largest = g
		}
		together += len(l.Members(g.ID))
	}
	if alone+together != l.Len() || together < l.Len()/2 {
		t.Fatalf("%d alone and %d in clusters, of %d", alone, together, l.Len())
	}
	if want := fmt.Sprintf("%d 个项目", len(l.Members(largest.ID))); largest.Title != want {
		t.Errorf("the largest is called %q, not %q", largest.Title, want)
	}
	center, scale, ok := l.Expand(largest.ID)
	if got, hit := l.Hit(v, v.Px(center)); !ok || !hit || got != largest {
		t.Errorf("in its middle lies %+v", got)
	}
	v.Center, v.Scale = center, scale
	if _, still := groupsOf(t, l, v)[largest]; still || scale <= crowdedView(l).Scale {
		t.Errorf("it has not fallen apart at %v", scale)
	}
}

func TestFewMarkersStandAlone(t *testing.T) {
	l := manyProjects(t, 150)
	for g := range groupsOf(t, l, crowdedView(l)) {
		if g.Kind == thematic.ClusterKind {
			t.Fatalf("%+v", g)
		}
	}
}

func TestForeignClusterIDs(t *testing.T) {
	l := manyProjects(t, 3000)
	for _, id := range []string{"", "cluster/site/1", "cluster/project/", "cluster/project/x", "cluster/project/4294967295", "cluster/project/99999999999"} {
		if _, _, ok := l.Expand(id); ok || l.Members(id) != nil {
			t.Errorf("%q is known", id)
		}
	}
}

// Names and their places are the same wherever the border of the picture falls.
func TestNamesStayWhileTheMapIsDragged(t *testing.T) {
	l := manyProjects(t, 3000)
	m := thematic.SiteMap(thematic.MapOptions{Faces: typeface(t), Layers: []mapping.Layer{l}, Floating: true})
	r := rand.New(rand.NewPCG(1, 2))
	v := crowdedView(l)
	v.Scale *= 8
	names := func(v mapping.Viewport) map[string]orb.Point {
		s := &written{Scene: scene.New(nil)}
		m.Draw(s, v)
		out := map[string]orb.Point{}
		for _, text := range s.all {
			if text.At.X > 300 && text.At.X < float32(v.W)-300 && text.At.Y > 120 && text.At.Y < float32(v.H)-120 {
				out[text.S] = v.Plane(text.At)
			}
		}
		return out
	}
	first := names(v)
	if len(first) < 10 {
		t.Fatalf("only %d names", len(first))
	}
	for range 8 {
		moved := v.Pan(mapping.Pt{X: float32(r.IntN(400) - 200), Y: float32(r.IntN(300) - 150)})
		second := names(moved)
		for _, name := range slices.Sorted(maps.Keys(first)) {
			px := moved.Px(first[name])
			if px.X < 310 || px.X > float32(v.W)-310 || px.Y < 130 || px.Y > float32(v.H)-130 {
				continue
			}
			p, ok := second[name]
			if q := v.Px(p); !ok || abs32(q.X-v.Px(first[name]).X) > 1 || abs32(q.Y-v.Px(first[name]).Y) > 1 {
				t.Errorf("%s was at %v, and then at %v (%v)", name, first[name], p, ok)
			}
		}
	}
}

// written keeps what is written.
type written struct {
	*scene.Scene
	all []mapping.Text
}

// Text implements mapping.Canvas.
func (w *written) Text(t mapping.Text) { w.all = append(w.all, t) }

func abs32(v float32) float32 { return max(v, -v) }

// BenchmarkCrowdFrame draws markers, clusters and names of 100,000 records.
func BenchmarkCrowdFrame(b *testing.B) {
	l := thematic.Projects(projects(b, 100_000), thematic.PointOptions{})
	faces := typeface(b)
	m := thematic.SiteMap(thematic.MapOptions{Faces: faces, Layers: []mapping.Layer{l}, Floating: true})
	for _, zoom := range []float64{1, 4, 16, 64} {
		v := mapping.Viewport{W: 1920, H: 1080}.Fit(l.Bound(), 0)
		v.Scale *= zoom
		c := raster.New(v.W, v.H, color.NRGBA{0xff, 0xff, 0xff, 0xff}, faces)
		b.Run(fmt.Sprint("x", zoom), func(b *testing.B) {
			for b.Loop() {
				m.Draw(c, v)
			}
		})
	}
}
