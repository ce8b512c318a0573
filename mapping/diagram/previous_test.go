package diagram

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// moved lists how far the boxes that both plans have moved, ascending.
func moved(a, b *Plan) []float64 {
	var out []float64
	for _, box := range a.Boxes {
		if other, ok := b.Box(box.ID); ok {
			p, q := box.Center(), other.Center()
			out = append(out, math.Hypot(p[0]-q[0], p[1]-q[1]))
		}
	}
	slices.Sort(out)
	return out
}

func TestAnAddedNodeMovesLittle(t *testing.T) {
	for _, c := range readChains(t) {
		t.Run(c.Name, func(t *testing.T) {
			g := c.graph()
			before, err := Layout(g, screen)
			if err != nil {
				t.Fatal(err)
			}
			o := screen
			o.Previous = before
			same, err := Layout(g, o)
			if err != nil {
				t.Fatal(err)
			}
			if d := moved(before, same); d[len(d)-1] > 30 {
				t.Errorf("nothing new moved a box by %.0f", d[len(d)-1])
			}
			g.Nodes = append(g.Nodes, Node{ID: "new", Lane: 1, W: 172, H: 44})
			g.Edges = append(g.Edges, Edge{g.Nodes[0].ID, "new"}, Edge{"new", g.Nodes[len(g.Nodes)-2].ID})
			after, err := Layout(g, o)
			if err != nil {
				t.Fatal(err)
			}
			inspect(t, g, after)
			// A lane that grows pushes the band of support down by a box.
			if d := moved(before, after); d[len(d)/2] > 60 || d[len(d)-1] > 120 {
				t.Errorf("a new box moved others by %.0f, half of them by %.0f", d[len(d)-1], d[len(d)/2])
			}
		})
	}
}

func TestADraggedNodeStays(t *testing.T) {
	for _, c := range []struct {
		name string
		id   string
		by   orb.Point
	}{
		{"up in its column", "JPG-M3", orb.Point{0, -150}},
		{"down in its column", "JPG-U4", orb.Point{0, 300}},
		{"between two columns", "JPG-M2", orb.Point{120, 60}},
		{"into another lane", "JPG-D2", orb.Point{-500, -40}},
		{"onto another box", "JPG-D1", orb.Point{0, 64}},
		{"out of the picture", "JPG-D5", orb.Point{400, -300}},
		{"out of the band of support", "JPG-S1", orb.Point{0, -100}},
		{"along the band of support", "JPG-S4", orb.Point{300, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := readChains(t)[0].graph()
			before, err := Layout(g, screen)
			if err != nil {
				t.Fatal(err)
			}
			box, _ := before.Box(c.id)
			at := orb.Point{box.Center()[0] + c.by[0], box.Center()[1] + c.by[1]}
			g.Nodes[box.Node].Pinned = &at
			o := screen
			o.Previous = before
			after, err := Layout(g, o)
			if err != nil {
				t.Fatal(err)
			}
			inspectRoutes(t, g, after)
			if got := after.Boxes[box.Node].Center(); math.Hypot(got[0]-at[0], got[1]-at[1]) > 1e-6 {
				t.Errorf("stands at %v, was dragged to %v", got, at)
			}
			if d := moved(before, after); d[len(d)/2] > 25 {
				t.Errorf("half of the boxes moved by %.0f and more", d[len(d)/2])
			}
		})
	}
}

func TestPinnedAnywhere(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := randomGraph(r)
		for i := range g.Nodes {
			if rapid.IntRange(0, 4).Draw(r, "pin") == 0 {
				g.Nodes[i].Pinned = &orb.Point{
					float64(rapid.IntRange(-200, 1500).Draw(r, "x")), float64(rapid.IntRange(-200, 900).Draw(r, "y")),
				}
			}
		}
		p, err := Layout(g, Options{})
		if err != nil {
			r.Fatal(err)
		}
		for i, n := range g.Nodes {
			b := p.Boxes[i]
			if n.Pinned != nil && math.Hypot(b.Center()[0]-n.Pinned[0], b.Center()[1]-n.Pinned[1]) > 1e-6 {
				r.Fatalf("%s stands at %v, pinned to %v", n.ID, b.Center(), *n.Pinned)
			}
			for j, m := range g.Nodes[:i] {
				if (n.Pinned == nil || m.Pinned == nil) && overlap(b.Bound(), p.Boxes[j].Bound()) {
					r.Errorf("boxes %s %v and %s %v overlap", n.ID, b.Bound(), m.ID, p.Boxes[j].Bound())
				}
			}
		}
		for i, route := range p.Routes {
			from, _ := p.Box(route.From)
			to, _ := p.Box(route.To)
			if len(route.Points) < 4 || !onBorder(from, route.Points[0]) || !onBorder(to, route.Points[len(route.Points)-1]) {
				r.Errorf("route %d %+v does not join %v and %v", i, route, from.Bound(), to.Bound())
			}
		}
	})
}
