package diagram

import (
	"cmp"
	"slices"
)

// learn notes what the previous plan had.
func (s *sketch) learn() {
	if s.o.Previous == nil {
		return
	}
	s.known = make(map[string]Box, len(s.o.Previous.Boxes))
	s.knownFirst = map[int]int{}
	for _, b := range s.o.Previous.Boxes {
		s.known[b.ID] = b
		if first, ok := s.knownFirst[b.Lane]; b.Column >= 0 && (!ok || b.Column < first) {
			s.knownFirst[b.Lane] = b.Column
		}
	}
}

// was is the column of its lane that v had in the previous plan, or -1.
func (s *sketch) was(v int32) int32 {
	n := s.g.Nodes[v]
	b, ok := s.known[n.ID]
	if !ok || b.Column < 0 || b.Lane != n.Lane {
		return -1
	}
	return int32(b.Column - s.knownFirst[n.Lane])
}

// knownRows is how many boxes a column may hold before its lane wraps anew: a few more than the reader has seen.
func (s *sketch) knownRows() int {
	const more = 2
	count := map[int]int{}
	rows := 1
	for _, b := range s.known {
		count[b.Column]++
		if b.Column >= 0 {
			rows = max(rows, count[b.Column])
		}
	}
	return rows + more
}

// compareKnown sorts nodes by the column of the previous plan; nodes that it did not have go anywhere.
func (s *sketch) compareKnown(a, b int32) int {
	if len(s.known) == 0 || s.was(a) < 0 || s.was(b) < 0 {
		return 0
	}
	return cmp.Compare(s.was(a), s.was(b))
}

// keepOrder sorts the columns by where the reader knows their boxes and finds places for what is new.
func (s *sketch) keepOrder(o *orderer) {
	height, sure := s.knownHeights()
	for l, order := range s.mesh.order {
		slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(height[a], height[b]) })
		s.mesh.renumber(l)
	}
	o.unite()
	for v := range s.g.Nodes {
		o.sifter.held[v] = sure[v]
	}
	o.sifter.pushAll()
	o.sifter.settle(s.mesh.budget())
}

// knownHeights tells where items stood or were pinned, and guesses for the others from their neighbours.
func (s *sketch) knownHeights() (height []float64, sure []bool) {
	height, sure = make([]float64, len(s.mesh.pos)), make([]bool, len(s.mesh.pos))
	told := make([]bool, len(s.mesh.pos))
	for v, n := range s.g.Nodes {
		if b, ok := s.known[n.ID]; ok && b.Column >= 0 {
			height[v], sure[v] = b.Y+b.H/2, true
		}
		if n.Pinned != nil {
			height[v], sure[v] = n.Pinned[1], true
		}
		told[v] = sure[v]
	}
	for range guesses {
		for v := range height {
			if !sure[v] {
				s.guess(int32(v), height, told)
			}
		}
	}
	return height, sure
}

// guesses is how often heights are handed on; one round already follows a long edge from its left end to its right.
const guesses = 12

func (s *sketch) guess(v int32, height []float64, told []bool) {
	sum, n := 0.0, 0.0
	for _, neighbours := range [2][]int32{s.mesh.up.of(v), s.mesh.down.of(v)} {
		for _, w := range neighbours {
			if told[w] {
				sum += height[w]
				n++
			}
		}
	}
	if n > 0 {
		height[v], told[v] = sum/n, true
	}
}

// drift is by how much to move all items up or down so that half of the boxes are no further from where the reader knows them.
func (s *sketch) drift() float64 {
	var by []float64
	for v, n := range s.g.Nodes {
		if b, ok := s.known[n.ID]; ok && b.Column >= 0 && s.level[v] >= 0 && n.Pinned == nil {
			by = append(by, b.Y+b.H/2-s.y[v])
		}
	}
	return middle(by)
}

// knownX is where the boxes of column c began in the previous plan, by the middle one of those that it had.
func (s *sketch) knownX(c int) (float64, bool) {
	var middles []float64
	for _, v := range s.mesh.order[c] {
		if int(v) >= s.mesh.real || s.g.Nodes[v].Pinned != nil {
			continue
		}
		if b, ok := s.known[s.g.Nodes[v].ID]; ok && b.Column >= 0 {
			middles = append(middles, b.X+b.W/2)
		}
	}
	if len(middles) == 0 {
		return 0, false
	}
	slices.Sort(middles)
	return middles[len(middles)/2] - s.columns[c].w/2, true
}

// knownMiddle is where a box of the band stood or was pinned.
func (s *sketch) knownMiddle(v int32) (float64, bool) {
	n := s.g.Nodes[v]
	if n.Pinned != nil {
		return n.Pinned[0], true
	}
	b, ok := s.known[n.ID]
	return b.X + b.W/2, ok && b.Column < 0
}

// keepBand puts those boxes of the band that the reader knows into the sequence in which they stood.
func (s *sketch) keepBand() {
	var places []int
	var nodes []int32
	for i, v := range s.band.order {
		if _, ok := s.knownMiddle(v); ok {
			places = append(places, i)
			nodes = append(nodes, v)
		}
	}
	slices.SortStableFunc(nodes, func(a, b int32) int {
		p, _ := s.knownMiddle(a)
		q, _ := s.knownMiddle(b)
		return cmp.Compare(p, q)
	})
	for i, at := range places {
		s.band.order[at] = nodes[i]
	}
}
