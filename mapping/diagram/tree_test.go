package diagram

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// Whatever the edges are, circles and strangers among them, boxes stand apart and branches do not run through them.
func TestTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "nodes")
		g := Graph{Lanes: []string{"集团", "板块", "子公司"}}
		for i := range n {
			g.Nodes = append(g.Nodes, Node{ID: strconv.Itoa(i), W: rapid.Float64Range(40, 200).Draw(t, "w"), H: rapid.Float64Range(20, 80).Draw(t, "h")})
		}
		var across []bool
		for range rapid.IntRange(0, 60).Draw(t, "edges") {
			g.Edges = append(g.Edges, Edge{strconv.Itoa(rapid.IntRange(0, n-1).Draw(t, "from")), strconv.Itoa(rapid.IntRange(0, n-1).Draw(t, "to"))})
			across = append(across, rapid.Bool().Draw(t, "across"))
		}
		plan, err := Tree(g, across, Options{Aspect: rapid.SampledFrom([]float64{0, 0.7, 16.0 / 9}).Draw(t, "aspect")})
		if err != nil {
			t.Fatal(err)
		}
		standsApart(t, plan)
		again, err := Tree(g, across, Options{Aspect: 1})
		if err != nil {
			t.Fatal(err)
		}
		twice, _ := Tree(g, across, Options{Aspect: 1})
		if d := cmp.Diff(again, twice, cmpopts.IgnoreFields(Plan{}, "Elapsed")); d != "" {
			t.Fatal(d)
		}
	})
}

func standsApart(t *rapid.T, plan *Plan) {
	for i, a := range plan.Boxes {
		if !plan.Bound.Contains(a.Bound().Min) || !plan.Bound.Contains(a.Bound().Max) {
			t.Fatalf("box %d leaves the picture: %+v", i, a)
		}
		for _, b := range plan.Boxes[:i] {
			if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
				t.Fatalf("boxes overlap: %+v %+v", a, b)
			}
		}
	}
	for _, r := range plan.Routes {
		if r.Kind != Forward {
			continue
		}
		for _, p := range r.Line() {
			for _, b := range plan.Boxes {
				if p[0] > b.X+1e-6 && p[0] < b.X+b.W-1e-6 && p[1] > b.Y+1e-6 && p[1] < b.Y+b.H-1e-6 {
					t.Fatalf("the branch %s → %s runs through %s", r.From, r.To, b.ID)
				}
			}
		}
	}
}

func TestTreeOfAFamily(t *testing.T) {
	g := Graph{Lanes: []string{"集团", "板块", "子公司"}}
	add := func(id string) { g.Nodes = append(g.Nodes, Node{ID: id, W: 120, H: 40}) }
	add("0")
	for s := range 3 {
		seg := strconv.Itoa(s + 1)
		add(seg)
		g.Edges = append(g.Edges, Edge{"0", seg})
		for k := range 4 {
			sub := seg + "-" + strconv.Itoa(k)
			add(sub)
			g.Edges = append(g.Edges, Edge{seg, sub})
		}
	}
	g.Edges = append(g.Edges, Edge{"1", "2"})
	plan, err := Tree(g, nil, Options{Aspect: 16.0 / 9})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range plan.Boxes {
		want := 1
		if b.ID == "0" {
			want = 0
		} else if len(b.ID) == 3 {
			want = 2
		}
		if b.Lane != want {
			t.Errorf("%+v, want lane %d", b, want)
		}
	}
	if last := plan.Routes[len(plan.Routes)-1]; last.Kind != Back {
		t.Errorf("a supply inside the family is drawn as a branch: %+v", last)
	}
	if len(plan.Lanes) != 3 || plan.Lanes[2].Title != "子公司" {
		t.Errorf("%+v", plan.Lanes)
	}
}
