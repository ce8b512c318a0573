package diagram

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"chainatlas/mapping"
)

// chainFile is one of the bureau's chains in testdata/chains.json.
type chainFile struct {
	ID, Name string
	Nodes    []struct{ ID, Label, Lane string }
	Edges    []Edge
}

func readChains(t testing.TB) []chainFile {
	b, err := os.ReadFile("testdata/chains.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []chainFile
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// square measures every Chinese character as a square and every other as a little more than half of one.
type square struct{}

func (square) Advance(s string, f mapping.Face) float32 {
	w := float32(0)
	for _, r := range s {
		if w += 0.55; r >= 0x2e80 {
			w += 0.45
		}
	}
	return w * f.Size
}

func (square) Metrics(f mapping.Face) (ascent, descent float32) { return f.Size * 0.9, f.Size * 0.25 }

// graph measures the chain as a chain map does: boxes nine characters wide.
func (c chainFile) graph() Graph {
	face := mapping.Face{Size: 16}
	g := Graph{Lanes: fourLanes, Edges: c.Edges}
	for _, n := range c.Nodes {
		_, h := NodeSize(square{}, WrapLabel(square{}, n.Label, face, 9*face.Size), face, 14, 9)
		g.Nodes = append(g.Nodes, Node{ID: n.ID, Label: n.Label, Lane: slices.Index(g.Lanes, n.Lane), W: 9*16 + 28, H: h})
	}
	return g
}

// screen is the aspect of what a projector of 1920×1080 leaves for a chain below its title.
var screen = Options{Aspect: 1860.0 / 970, PortGap: 9}

func TestChainsOfTheBureau(t *testing.T) {
	most := map[string]int{"JPG": 26, "BW": 1, "ZP": 5, "XQ": 1, "GZ": 3, "QN": 0, "XC": 0, "JN": 1}
	for _, c := range readChains(t) {
		t.Run(c.Name, func(t *testing.T) {
			g := c.graph()
			p, err := Layout(g, screen)
			if err != nil {
				t.Fatal(err)
			}
			inspect(t, g, p)
			if p.Crossings > most[c.ID] {
				t.Errorf("%d crossings, had %d", p.Crossings, most[c.ID])
			}
			if drawn := crossingsOf(p); drawn != p.Crossings {
				t.Errorf("states %d crossings, draws %d", p.Crossings, drawn)
			}
			// Labels of 16 units have to come out at 15 pixels or more on a screen of 1920×1080.
			w, h := p.Bound.Max[0]-p.Bound.Min[0], p.Bound.Max[1]-p.Bound.Min[1]
			if scale := min(1860/w, 970/h); scale*16 < 15 {
				t.Errorf("%.0f × %.0f units make labels of %.1f pixels", w, h, scale*16)
			}
		})
	}
}

func TestTallLanesWrap(t *testing.T) {
	g := Graph{Lanes: fourLanes}
	for i := range 40 {
		g.Nodes = append(g.Nodes, Node{ID: string(rune('A' + i)), Lane: i % 2, W: 160, H: 44})
		if i > 0 {
			g.Edges = append(g.Edges, Edge{string(rune('A' + i - i%2)), string(rune('A' + i - 1 + i%2))})
		}
	}
	tall, err := Layout(g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	wide, err := Layout(g, Options{Aspect: 16.0 / 9})
	if err != nil {
		t.Fatal(err)
	}
	inspect(t, g, wide)
	columns := func(p *Plan) int {
		n := 0
		for _, b := range p.Boxes {
			n = max(n, b.Column+1)
		}
		return n
	}
	if columns(tall) != 2 || columns(wide) < 4 {
		t.Errorf("%d columns without an aspect and %d with one", columns(tall), columns(wide))
	}
}
