package diagram

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// chain makes a graph from words: "A0 B1 C1/g" are nodes in lanes (and groups), "A>B B>C" are edges.
func chain(nodes, edges string) Graph {
	var g Graph
	for _, w := range strings.Fields(nodes) {
		word, group, _ := strings.Cut(w, "/")
		lane := int(word[len(word)-1] - '0')
		g.Nodes = append(g.Nodes, Node{ID: word[:len(word)-1], Lane: lane, Group: group, W: 120, H: 40})
	}
	for _, w := range strings.Fields(edges) {
		from, to, _ := strings.Cut(w, ">")
		g.Edges = append(g.Edges, Edge{from, to})
	}
	return g
}

var fourLanes = []string{"上游", "中游", "下游", SupportTitle}

func TestShapesThatOthersRefuse(t *testing.T) {
	for _, c := range []struct {
		name  string
		graph Graph
		lanes []string
	}{
		{"no node at all", Graph{}, nil},
		{"no node but titles", Graph{}, fourLanes},
		{"a single node", chain("a0", ""), nil},
		{"an edge in a lane", chain("a0 b0", "a>b"), nil},
		{"a self-loop", chain("a0 b0 c1", "a>a a>c b>b"), nil},
		{"two loops on one node", chain("a0", "a>a a>a"), nil},
		{"a double edge", chain("a0 b1", "a>b a>b a>b"), nil},
		{"both directions", chain("a0 b1", "a>b b>a"), nil},
		{"both directions in a lane", chain("a0 b0", "a>b b>a"), nil},
		{"a cycle in a lane", chain("a0 b0 c0 d1", "a>b b>c c>a c>d"), nil},
		{"a cycle over lanes", chain("a0 b1 c2", "a>b b>c c>a"), nil},
		{"an edge over many lanes", chain("a0 b9 c5", "a>b"), nil},
		{"an empty lane between", chain("a0 b2", "a>b"), nil},
		{"support of everything", chain("a0 b1 c2 s3", "s>a s>b s>c c>s"), fourLanes},
		{"support alone", chain("s3 t3", "s>t"), fourLanes},
		{"support in front of the others", chain("a1 s0 b1", "a>b s>b"), []string{SupportTitle, "甲"}},
		{"support with a loop, a chain and a cycle", chain("a0 s3 t3 u3", "s>s s>t t>u u>s a>u"), fourLanes},
		{"support of a hub", chain("a0 b0 c0 s3 t3 u3", "a>s a>t a>u s>a b>s b>t c>u u>b"), fourLanes},
		{"groups", chain("a0/x b0/y c0/x d1/x e1 f1/x", "a>e b>d c>f a>f"), nil},
		{"a group over two columns", chain("a0/x b0/x c0/y d0/y", "a>b c>d a>d"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.graph.Lanes = c.lanes
			for _, o := range []Options{{}, {Aspect: 16.0 / 9, PortGap: 9}} {
				p, err := Layout(c.graph, o)
				if err != nil {
					t.Fatal(err)
				}
				inspect(t, c.graph, p)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	nan := orb.Point{math.NaN(), 0}
	for _, c := range []struct {
		name  string
		graph Graph
		want  error
		says  string
	}{
		{"an edge from nowhere", chain("a0", "x>a"), ErrUnknownNode, `"x"`},
		{"an edge to nowhere", chain("a0", "a>铁矿石"), ErrUnknownNode, `"铁矿石"`},
		{"both ends unknown", chain("a0", "u>v"), ErrUnknownNode, `"v"`},
		{"two nodes of one id", chain("a0 a1", ""), ErrDuplicateNode, `"a"`},
		{"a lane below zero", Graph{Nodes: []Node{{ID: "a", Lane: -1, W: 1, H: 1}}}, ErrBadNode, "-1"},
		{"a lane beyond reason", Graph{Nodes: []Node{{ID: "a", Lane: 1 << 40, W: 1, H: 1}}}, ErrBadNode, `"a"`},
		{"no size", Graph{Nodes: []Node{{ID: "a"}}}, ErrBadNode, "size"},
		{"a size that is no number", Graph{Nodes: []Node{{ID: "a", W: math.NaN(), H: 1}}}, ErrBadNode, "size"},
		{"pinned nowhere", Graph{Nodes: []Node{{ID: "a", W: 1, H: 1, Pinned: &nan}}}, ErrBadNode, "pinned"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Layout(c.graph, Options{})
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %v that says %s", err, c.want, c.says)
			}
		})
	}
}

func TestRandomGraphs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := randomGraph(r)
		o := Options{
			Aspect:  rapid.SampledFrom([]float64{0, 1, 16.0 / 9}).Draw(r, "aspect"),
			PortGap: rapid.SampledFrom([]float64{0, 9}).Draw(r, "port gap"),
		}
		p, err := Layout(g, o)
		if err != nil {
			r.Fatal(err)
		}
		inspect(r, g, p)
		again, _ := Layout(g, o)
		again.Elapsed = p.Elapsed
		if !reflect.DeepEqual(p, again) {
			r.Fatal("the same graph gave another plan")
		}
	})
}

// randomGraph draws a small graph of any shape: loops, cycles, double edges, groups, support, boxes of all sizes.
func randomGraph(r *rapid.T) Graph {
	var g Graph
	lanes := rapid.IntRange(1, 5).Draw(r, "lanes")
	if rapid.Bool().Draw(r, "support") {
		g.Lanes = fourLanes
	}
	grouped := rapid.Bool().Draw(r, "grouped")
	for i := range rapid.IntRange(1, 25).Draw(r, "nodes") {
		n := Node{ID: fmt.Sprint("n", i), Lane: rapid.IntRange(0, lanes-1).Draw(r, "lane")}
		n.W = float64(rapid.IntRange(20, 220).Draw(r, "w"))
		n.H = float64(rapid.IntRange(10, 120).Draw(r, "h"))
		if grouped {
			n.Group = rapid.SampledFrom([]string{"", "甲", "乙"}).Draw(r, "group")
		}
		g.Nodes = append(g.Nodes, n)
	}
	for range rapid.IntRange(0, 40).Draw(r, "edges") {
		a := rapid.IntRange(0, len(g.Nodes)-1).Draw(r, "from")
		b := rapid.IntRange(0, len(g.Nodes)-1).Draw(r, "to")
		g.Edges = append(g.Edges, Edge{g.Nodes[a].ID, g.Nodes[b].ID})
	}
	return g
}

type failer interface {
	Helper()
	Errorf(string, ...any)
}

// inspect checks what holds for every plan without pinned nodes.
func inspect(t failer, g Graph, p *Plan) {
	t.Helper()
	if len(p.Boxes) != len(g.Nodes) || len(p.Routes) != len(g.Edges) {
		t.Errorf("%d boxes and %d routes for %d nodes and %d edges", len(p.Boxes), len(p.Routes), len(g.Nodes), len(g.Edges))
		return
	}
	inspectBoxes(t, g, p)
	inspectRoutes(t, g, p)
	inspectGroups(t, g, p)
}

const slack = 1e-6

func inspectBoxes(t failer, g Graph, p *Plan) {
	t.Helper()
	for i, b := range p.Boxes {
		if b.ID != g.Nodes[i].ID || b.W != g.Nodes[i].W || b.H < g.Nodes[i].H {
			t.Errorf("box %d is %+v, node is %+v", i, b, g.Nodes[i])
		}
		if lane := p.Lanes[b.Lane].Bound; !inside(b.Bound(), lane) {
			t.Errorf("box %s at %v leaves its lane %v", b.ID, b.Bound(), lane)
		}
		for _, c := range p.Boxes[:i] {
			if overlap(b.Bound(), c.Bound()) {
				t.Errorf("boxes %s and %s overlap: %v and %v", b.ID, c.ID, b.Bound(), c.Bound())
			}
		}
	}
	for i, l := range p.Lanes {
		if !inside(l.Bound, p.Bound) || !inside(l.Head, l.Bound) {
			t.Errorf("lane %d: %v with head %v in %v", i, l.Bound, l.Head, p.Bound)
		}
		for _, other := range p.Lanes[:i] {
			if overlap(l.Bound, other.Bound) {
				t.Errorf("lanes %d and %d overlap: %v and %v", i, other.Lane, l.Bound, other.Bound)
			}
		}
	}
}

func inspectRoutes(t failer, g Graph, p *Plan) {
	t.Helper()
	for i, r := range p.Routes {
		if r.Edge != i || r.From != g.Edges[i].From || r.To != g.Edges[i].To || len(r.Points) < 4 || len(r.Points)%3 != 1 {
			t.Errorf("route %d is %+v, edge is %+v", i, r, g.Edges[i])
			continue
		}
		from, _ := p.Box(r.From)
		to, _ := p.Box(r.To)
		if !onBorder(from, r.Points[0]) || !onBorder(to, r.Points[len(r.Points)-1]) {
			t.Errorf("route %s → %s runs from %v to %v, boxes %v and %v", r.From, r.To, r.Points[0], r.Points[len(r.Points)-1], from.Bound(), to.Bound())
		}
		for _, b := range p.Boxes {
			if hits(r, b) {
				t.Errorf("%s route %s → %s runs through box %s %v: %v", r.Kind, r.From, r.To, b.ID, b.Bound(), r.Points)
			}
		}
		for _, q := range r.Line() {
			if !inside(orb.Bound{Min: q, Max: q}, p.Bound) {
				t.Errorf("route %s → %s leaves the picture at %v", r.From, r.To, q)
				break
			}
		}
	}
}

// hits tells whether the route runs through the inside of the box, its own boxes included.
func hits(r Route, b Box) bool {
	within := b.Bound().Pad(-slack * 10)
	line := r.Line()
	for i := 1; i < len(line); i++ {
		steps := 1 + int(math.Hypot(line[i][0]-line[i-1][0], line[i][1]-line[i-1][1])/2)
		for k := 0; k <= steps; k++ {
			if within.Contains(mix(line[i-1], line[i], float64(k)/float64(steps))) {
				return true
			}
		}
	}
	return false
}

func inspectGroups(t failer, g Graph, p *Plan) {
	t.Helper()
	for _, block := range p.Groups {
		for i, b := range p.Boxes {
			member := g.Nodes[i].Group == block.Group && b.Lane == block.Lane
			if !member && overlap(b.Bound(), block.Bound) {
				t.Errorf("box %s stands in a block of group %s", b.ID, block.Group)
			}
		}
		column := p.Boxes[block.Nodes[0]].Column
		for i, b := range p.Boxes {
			in := b.Column == column && b.Lane == block.Lane && g.Nodes[i].Group == block.Group
			if in && !inside(b.Bound(), block.Bound) {
				t.Errorf("box %s stands apart from its group %s", b.ID, block.Group)
			}
		}
	}
}

func inside(a, b orb.Bound) bool {
	return a.Min[0] >= b.Min[0]-slack && a.Min[1] >= b.Min[1]-slack && a.Max[0] <= b.Max[0]+slack && a.Max[1] <= b.Max[1]+slack
}

func overlap(a, b orb.Bound) bool {
	return a.Min[0] < b.Max[0]-slack && b.Min[0] < a.Max[0]-slack && a.Min[1] < b.Max[1]-slack && b.Min[1] < a.Max[1]-slack
}

func onBorder(b Box, p orb.Point) bool {
	bound := b.Bound()
	return bound.Pad(slack).Contains(p) && !bound.Pad(-slack).Contains(p)
}
