package diagram

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

var askDot = flag.Bool("dot", false, "ask Graphviz dot (apt-get install graphviz) and rewrite testdata/contest.json")

// contest is one graph and what Graphviz dot made of it; see testdata/README.md.
type contest struct {
	Nodes, Lanes int
	Edges        int
	Skip         float64 // chance of an edge to pass a lane by
	Bias         float64 // above 1 the first nodes of a lane get more of the edges
	Seed         uint64
	Dot          int     // crossings
	Seconds      float64 // of its mincross phase
}

// graph makes the contest's graph: every node in a lane, no edge inside a lane.
func (c contest) graph() Graph {
	r := rand.New(rand.NewPCG(c.Seed, 7))
	by := make([][]string, c.Lanes)
	var g Graph
	for i := range c.Nodes {
		lane := i * c.Lanes / c.Nodes
		n := Node{ID: strconv.Itoa(i), Lane: lane, W: 120, H: 40}
		by[lane] = append(by[lane], n.ID)
		g.Nodes = append(g.Nodes, n)
	}
	seen := map[Edge]bool{}
	for len(g.Edges) < c.Edges {
		a := r.IntN(c.Lanes - 1)
		b := a + 1
		for b < c.Lanes-1 && r.Float64() < c.Skip {
			b++
		}
		pick := func(lane []string) string { return lane[int(float64(len(lane))*math.Pow(r.Float64(), c.Bias))] }
		e := Edge{pick(by[a]), pick(by[b])}
		if !seen[e] {
			seen[e] = true
			g.Edges = append(g.Edges, e)
		}
	}
	return g
}

// TestContest draws the graphs that dot drew and compares how often edges cross.
func TestContest(t *testing.T) {
	contests := readContests(t)
	if *askDot {
		for i := range contests {
			contests[i].ask(t)
		}
		writeContests(t, contests)
	}
	ratios := map[int][]float64{}
	for _, c := range contests {
		if testing.Short() && c.Nodes > 1000 {
			continue
		}
		p, err := Layout(c.graph(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		ratio := float64(p.Crossings) / float64(c.Dot)
		ratios[c.Nodes] = append(ratios[c.Nodes], ratio)
		t.Logf("%+v: %d crossings, %.3f of dot's, %v", c, p.Crossings, ratio, p.Elapsed)
		if ratio > 1.1 {
			t.Errorf("%+v: %d crossings are more than 1.1 times dot's", c, p.Crossings)
		}
	}
	for n, rs := range ratios {
		slices.Sort(rs)
		if median := rs[len(rs)/2]; median > 1 {
			t.Errorf("%d nodes: the median is %.3f times dot's crossings", n, median)
		}
	}
}

// TestCrossingsAreDrawn compares the number that a plan states with what its lines show.
func TestCrossingsAreDrawn(t *testing.T) {
	for _, c := range readContests(t) {
		if c.Nodes > 200 {
			continue
		}
		p, err := Layout(c.graph(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		// Now and then two bends meet exactly in a corner of their lines, which does not count as crossing.
		if drawn := crossingsOf(p); drawn > p.Crossings || drawn < p.Crossings-1-p.Crossings/400 {
			t.Errorf("%+v: states %d crossings, draws %d", c, p.Crossings, drawn)
		}
	}
}

// crossingsOf counts the crossings of every two routes by their lines.
func crossingsOf(p *Plan) int {
	n := 0
	lines := make([]drawn, len(p.Routes))
	for i, r := range p.Routes {
		lines[i] = newDrawn(r.Line())
		for _, earlier := range lines[:i] {
			n += lines[i].crossings(earlier)
		}
	}
	return n
}

func readContests(t testing.TB) []contest {
	b, err := os.ReadFile("testdata/contest.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []contest
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func writeContests(t *testing.T, contests []contest) {
	var b bytes.Buffer
	b.WriteString("[\n")
	for i, c := range contests {
		line, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		if i+1 < len(contests) {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	if err := os.WriteFile("testdata/contest.json", b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

var dotSays = regexp.MustCompile(`mincross .*: (\d+) crossings, ([0-9.]+) secs`)

// ask runs dot on the graph and notes what it reports.
func (c *contest) ask(t *testing.T) {
	cmd := exec.Command("dot", "-v", "-Tplain", "-o", os.DevNull)
	cmd.Stdin = bytes.NewReader(dotSource(c.graph(), c.Lanes))
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("dot: %v", err)
	}
	m := dotSays.FindSubmatch(said)
	if m == nil {
		t.Fatal("dot does not say how many crossings it left")
	}
	c.Dot, _ = strconv.Atoi(string(m[1]))
	c.Seconds, _ = strconv.ParseFloat(string(m[2]), 64)
}

// dotSource writes the graph for dot with every lane as one rank.
func dotSource(g Graph, lanes int) []byte {
	var b bytes.Buffer
	b.WriteString("digraph { rankdir=LR;\n")
	for lane := range lanes {
		b.WriteString("{rank=same;")
		for _, n := range g.Nodes {
			if n.Lane == lane {
				fmt.Fprintf(&b, " %s;", n.ID)
			}
		}
		b.WriteString("}\n")
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "%s -> %s;\n", e.From, e.To)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func BenchmarkLayout(b *testing.B) {
	for _, n := range []int{50, 200, 1000, 5000} {
		g := contest{Nodes: n, Lanes: 5, Edges: n * 3 / 2, Skip: 0.2, Bias: 1, Seed: 1}.graph()
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				p, err := Layout(g, Options{})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(p.Crossings), "crossings")
			}
		})
	}
}
