package diagram

import (
	"fmt"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// edited is the graph with one change as a person makes it.
func edited(r *rapid.T, g Graph, step int) Graph {
	g.Nodes, g.Edges = slices.Clone(g.Nodes), slices.Clone(g.Edges)
	node := func(what string) string { return g.Nodes[rapid.IntRange(0, len(g.Nodes)-1).Draw(r, what)].ID }
	switch what := rapid.IntRange(0, 4).Draw(r, "edit"); {
	case what == 0:
		id := fmt.Sprint("new", step)
		beside := node("beside")
		g.Nodes = append(g.Nodes, Node{ID: id, Lane: rapid.IntRange(0, 2).Draw(r, "lane"), W: 172, H: 66})
		g.Edges = append(g.Edges, Edge{beside, id})
	case what == 1 && len(g.Nodes) > 5:
		gone := node("gone")
		g.Nodes = slices.DeleteFunc(g.Nodes, func(n Node) bool { return n.ID == gone })
		g.Edges = slices.DeleteFunc(g.Edges, func(e Edge) bool { return e.From == gone || e.To == gone })
	case what == 2:
		g.Edges = append(g.Edges, Edge{node("from"), node("to")})
	case what == 3 && len(g.Edges) > 0:
		g.Edges = slices.Delete(g.Edges, 0, 1)
	default:
		g.Nodes[rapid.IntRange(0, len(g.Nodes)-1).Draw(r, "renamed")].H += 22 // a name of one line more
	}
	return g
}

// pitch is the width of a box with the gap beside it, at most.
const pitch = 300

// An edit or three leave half of a chain nearly at the height where it was and carry nothing far. Across it moves by a column for
// each at most, when a lane needs one more or one less.
func TestAnEditMovesLittle(t *testing.T) {
	chains := readChains(t)
	rapid.Check(t, func(r *rapid.T) {
		g := rapid.SampledFrom(chains).Draw(r, "chain").graph()
		mind, err := Layout(g, screen)
		if err != nil {
			r.Fatal(err)
		}
		o := screen
		o.Previous = mind
		edits := rapid.IntRange(1, 3).Draw(r, "edits")
		for step := range edits {
			g = edited(r, g, step)
		}
		now, err := Layout(g, o)
		if err != nil {
			r.Fatal(err)
		}
		var across, up []float64
		for _, b := range now.Boxes {
			if was, ok := mind.Box(b.ID); ok && b.Column >= 0 { // the band of support makes way for what grows above it
				p, q := b.Center(), was.Center()
				across, up = append(across, abs(p[0]-q[0])), append(up, abs(p[1]-q[1]))
			}
		}
		slices.Sort(across)
		slices.Sort(up)
		if half := len(up) / 2; len(up) > 0 && (up[half] > 60 || across[half] > pitch*float64(edits) || up[len(up)-1] > mind.Bound.Max[1]-mind.Bound.Min[1]) {
			r.Errorf("half of the boxes moved by %.0f across and %.0f up or down, one by %.0f", across[half], up[half], up[len(up)-1])
		}
	})
}

// family is a tree of companies: a head, segments, members.
func family(r *rapid.T) Graph {
	g := Graph{Lanes: []string{"集团", "板块", "子公司"}, Nodes: []Node{{ID: "0", W: 170, H: 60}}}
	for s := range rapid.IntRange(1, 5).Draw(r, "segments") {
		seg := fmt.Sprint("s", s)
		g.Nodes = append(g.Nodes, Node{ID: seg, W: 170, H: 60})
		g.Edges = append(g.Edges, Edge{"0", seg})
		for k := range rapid.IntRange(1, 7).Draw(r, "members") {
			id := fmt.Sprint(seg, "-", k)
			g.Nodes = append(g.Nodes, Node{ID: id, W: 170, H: float64(60 + 22*rapid.IntRange(0, 1).Draw(r, "lines"))})
			g.Edges = append(g.Edges, Edge{seg, id})
		}
	}
	return g
}

// A company more, or one less, moves nothing across, and nothing up or down by more than a row.
func TestAFamilyStays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := family(r)
		before, err := Tree(g, nil, Options{Aspect: 1.7})
		if err != nil {
			r.Fatal(err)
		}
		if rapid.Bool().Draw(r, "more") {
			g.Nodes = append(g.Nodes, Node{ID: "new", W: 170, H: 60})
			g.Edges = append(g.Edges, Edge{"s0", "new"})
		} else {
			g.Nodes, g.Edges = g.Nodes[:len(g.Nodes)-1], g.Edges[:len(g.Edges)-1]
		}
		after, err := Tree(g, nil, Options{Aspect: 1.7, Previous: before})
		if err != nil {
			r.Fatal(err)
		}
		for _, b := range after.Boxes {
			was, ok := before.Box(b.ID)
			if !ok || len(g.Nodes) < 4 {
				continue
			}
			if p, q := was.Center(), b.Center(); abs(p[0]-q[0]) > 0.01 || abs(p[1]-q[1]) > 150 {
				r.Errorf("%s moved from %v to %v", b.ID, p, q)
			}
		}
	})
}

// What a person put somewhere in a family stays there, and nobody stands on it.
func TestAPinnedCompanyStays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := family(r)
		pin := rapid.IntRange(0, len(g.Nodes)-1).Draw(r, "pin")
		at := orb.Point{float64(rapid.IntRange(-100, 1200).Draw(r, "x")), float64(rapid.IntRange(-100, 900).Draw(r, "y"))}
		g.Nodes[pin].Pinned = &at
		p, err := Tree(g, nil, Options{Aspect: 1.7})
		if err != nil {
			r.Fatal(err)
		}
		if c := p.Boxes[pin].Center(); abs(c[0]-at[0])+abs(c[1]-at[1]) > 1e-6 {
			r.Errorf("stands at %v, pinned to %v", c, at)
		}
		for i, b := range p.Boxes {
			if i != pin && overlap(b.Bound(), p.Boxes[pin].Bound()) {
				r.Errorf("%s stands on the pinned one", b.ID)
			}
		}
	})
}
