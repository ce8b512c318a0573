package diagram

import (
	"slices"

	"github.com/paulmach/orb"
)

// rowsOf is how many boxes stood in a row of a tree.
func rowsOf(p *Plan) int {
	cols := 1
	for _, b := range p.Boxes {
		cols = max(cols, b.Column-b.Lane+1)
	}
	return cols
}

// settle moves the tree to where the reader has most of it in mind, and puts what is pinned where it belongs.
func (t *tree) settle() {
	if was := t.o.Previous; was != nil {
		t.shift(middleShift(t.plan, was))
	}
	for i, n := range t.g.Nodes {
		if n.Pinned != nil {
			t.plan.Boxes[i].X, t.plan.Boxes[i].Y = n.Pinned[0]-n.W/2, n.Pinned[1]-n.H/2
		}
	}
	if t.g.pinned() {
		s := &sketch{g: t.g, o: t.o, plan: t.plan, y: make([]float64, len(t.g.Nodes))}
		s.stepAside(make([]bool, len(t.g.Nodes)))
	}
	for _, b := range t.plan.Boxes {
		t.plan.Bound = t.plan.Bound.Union(b.Bound())
	}
}

// middleShift is by how much half of the boxes that both plans have moved down, and no more.
func middleShift(now, was *Plan) float64 {
	var by []float64
	for _, b := range now.Boxes {
		if old, ok := was.Box(b.ID); ok {
			by = append(by, old.Center()[1]-b.Center()[1])
		}
	}
	return middle(by)
}

// middle is the one in the middle, 0 of none. It sorts the list.
func middle(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// shift moves boxes and bands up or down.
func (t *tree) shift(by float64) {
	for i := range t.plan.Boxes {
		t.plan.Boxes[i].Y += by
	}
	for i := range t.plan.Lanes {
		l := &t.plan.Lanes[i]
		l.Bound, l.Head = lowered(l.Bound, by), lowered(l.Head, by)
	}
	t.plan.Bound = lowered(t.plan.Bound, by)
}

func lowered(b orb.Bound, by float64) orb.Bound {
	b.Min[1], b.Max[1] = b.Min[1]+by, b.Max[1]+by
	return b
}
