package diagram

import "slices"

// sketch is a layout in the making.
type sketch struct {
	g       Graph
	o       Options
	links   []link
	support int // lane along the bottom, or -1

	level   []int32 // column of each node, counted over all lanes; -1 in the band of support
	first   []int   // first column of each lane, one more entry at the end
	kinds   []RouteKind
	chains  [][]int32 // items of each link from left to right, its ends included; nil for support and loops
	mesh    *mesh
	height  []float64    // of each item
	y       []float64    // middle of each item
	segment []int32      // first segment of each link; the others of its chain follow
	ports   [][2]float64 // of each segment: how far its left and its right end lie below the middle of their items
	columns []column
	top     float64 // of the lanes

	known      map[string]Box // what the previous plan had
	knownFirst map[int]int    // first column of each of its lanes
	edges      []float64      // where each lane begins, and the last one ends
	band       band
	plan       *Plan
}

// inLane tells whether both ends of a link lie in the same upright lane.
func (s *sketch) inLane(l link) bool {
	return s.lane(l.from) == s.lane(l.to) && l.from != l.to && s.lane(l.from) != s.support
}

func (s *sketch) lane(v int32) int { return s.g.Nodes[v].Lane }

// layer gives every node a column: lanes from left to right, and in a lane so many columns that its own edges run
// from left to right too.
func (s *sketch) layer() {
	s.classify()
	depth := s.depths()
	s.settleLevels(depth)
	s.wrap()
	s.number()
}

// classify tells loops, support and the edges that have to be drawn against the flow.
func (s *sketch) classify() {
	s.kinds = make([]RouteKind, len(s.links))
	for i, l := range s.links {
		a, b := s.lane(l.from), s.lane(l.to)
		switch {
		case l.from == l.to:
			s.kinds[i] = Loop
		case a == s.support || b == s.support:
			s.kinds[i] = Support
		case a > b:
			s.kinds[i] = Back
		}
	}
	s.breakCycles()
}

// breakCycles turns those edges inside lanes back that close a cycle, as met by a walk in the order of the nodes.
func (s *sketch) breakCycles() {
	out := s.inner(false)
	const unseen, open, done = 0, 1, 2
	state := make([]uint8, len(s.g.Nodes))
	type step struct {
		v    int32
		next int
	}
	for root := range s.g.Nodes {
		if state[root] != unseen {
			continue
		}
		state[root] = open
		for stack := []step{{v: int32(root)}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if top.next == len(out[top.v]) {
				state[top.v] = done
				stack = stack[:len(stack)-1]
				continue
			}
			e := out[top.v][top.next]
			top.next++
			switch w := s.links[e].to; state[w] {
			case open:
				s.kinds[e] = Back
			case unseen:
				state[w] = open
				stack = append(stack, step{v: w})
			}
		}
	}
}

// inner lists, per node, the edges inside its lane that leave it (or reach it).
func (s *sketch) inner(reaching bool) [][]int {
	lists := make([][]int, len(s.g.Nodes))
	for i, l := range s.links {
		if s.inLane(l) {
			end := l.end(!reaching)
			lists[end] = append(lists[end], i)
		}
	}
	return lists
}

// ltr returns link i in the direction in which it is drawn from left to right.
func (s *sketch) ltr(i int) link {
	if l := s.links[i]; s.kinds[i] == Back {
		return link{l.to, l.from}
	} else {
		return l
	}
}

// depths places every node as far left in its lane as its suppliers in the lane allow, and returns how many columns
// each lane has.
func (s *sketch) depths() []int32 {
	s.level = make([]int32, len(s.g.Nodes))
	depth := make([]int32, s.g.lanes())
	waiting := make([]int, len(s.g.Nodes))
	next := make([][]int32, len(s.g.Nodes))
	for i := range s.links {
		if l := s.ltr(i); s.inLane(l) {
			waiting[l.to]++
			next[l.from] = append(next[l.from], l.to)
		}
	}
	var ready []int32
	for v := range s.g.Nodes {
		if waiting[v] == 0 {
			ready = append(ready, int32(v))
		}
	}
	for ; len(ready) > 0; ready = ready[1:] {
		v := ready[0]
		depth[s.lane(v)] = max(depth[s.lane(v)], s.level[v]+1)
		for _, w := range next[v] {
			s.level[w] = max(s.level[w], s.level[v]+1)
			if waiting[w]--; waiting[w] == 0 {
				ready = append(ready, w)
			}
		}
	}
	return depth
}

// settleLevels moves nodes within their freedom to where their edges become shorter, and where that makes no
// difference to the emptiest column.
func (s *sketch) settleLevels(depth []int32) {
	fill := make([][]int, len(depth))
	for lane, d := range depth {
		fill[lane] = make([]int, d)
	}
	for v := range s.g.Nodes {
		fill[s.lane(int32(v))][s.level[v]]++
	}
	touching := make([][]link, len(s.g.Nodes))
	for i := range s.links {
		if l := s.ltr(i); l.from != l.to {
			touching[l.from] = append(touching[l.from], l)
			touching[l.to] = append(touching[l.to], l)
		}
	}
	for range 3 {
		for v := len(s.g.Nodes) - 1; v >= 0; v-- {
			lane := s.lane(int32(v))
			if lane != s.support && depth[lane] > 1 {
				s.settleLevel(int32(v), touching[v], fill[lane])
			}
		}
	}
}

func (s *sketch) settleLevel(v int32, touching []link, fill []int) {
	low, high, pull := s.freedom(v, touching, int32(len(fill)-1))
	to := s.level[v]
	switch {
	case pull > 0:
		to = high
	case pull < 0:
		to = low
	case s.was(v) >= low && s.was(v) <= high:
		to = s.was(v)
	default:
		for l := low; l <= high; l++ {
			if fill[l]+1 < fill[to] {
				to = l
			}
		}
	}
	fill[s.level[v]]--
	s.level[v] = to
	fill[to]++
}

// freedom returns the columns that v may have and whether its edges pull to the right (> 0) or to the left.
func (s *sketch) freedom(v int32, touching []link, last int32) (low, high int32, pull int) {
	high = last
	for _, l := range touching {
		other, right := l.to, true
		if l.to == v {
			other, right = l.from, false
		}
		switch {
		case s.lane(other) == s.support:
			continue
		case s.lane(other) != s.lane(v):
		case right:
			high = min(high, s.level[other]-1)
		default:
			low = max(low, s.level[other]+1)
		}
		if right {
			pull++
		} else {
			pull--
		}
	}
	return low, high, pull
}

// number turns the columns of lanes into columns of the picture.
func (s *sketch) number() {
	s.first = make([]int, s.g.lanes()+1)
	for v := range s.g.Nodes {
		if lane := s.lane(int32(v)); lane != s.support {
			s.first[lane+1] = max(s.first[lane+1], int(s.level[v])+1)
		}
	}
	for lane := range s.first[1:] {
		s.first[lane+1] += s.first[lane]
	}
	for v := range s.g.Nodes {
		if lane := s.lane(int32(v)); lane == s.support {
			s.level[v] = -1
		} else {
			s.level[v] += int32(s.first[lane])
		}
	}
}

// weave builds the mesh: items for the nodes of the upright lanes and for every place where an edge passes a column.
// Item numbers of nodes are the nodes' own; support has none in any order.
func (s *sketch) weave() {
	layer := slices.Clone(s.level)
	s.chains = make([][]int32, len(s.links))
	s.segment = make([]int32, len(s.links))
	var segments []link
	for i := range s.links {
		if s.kinds[i] == Loop || s.kinds[i] == Support {
			continue
		}
		l := s.ltr(i)
		chain := []int32{l.from}
		for k := s.level[l.from] + 1; k < s.level[l.to]; k++ {
			chain = append(chain, int32(len(layer)))
			layer = append(layer, k)
		}
		chain = append(chain, l.to)
		for k := 1; k < len(chain); k++ {
			segments = append(segments, link{chain[k-1], chain[k]})
		}
		s.chains[i] = chain
		s.segment[i] = int32(len(segments) - len(chain) + 1)
	}
	s.mesh = newMesh(layer, s.first[len(s.first)-1], len(s.g.Nodes), segments)
	s.ports = make([][2]float64, len(segments))
	s.y = make([]float64, len(layer))
	s.tie()
	s.tellRisers()
}

// tellRisers counts the lines to the band of support at each item, for the order to mind them.
func (s *sketch) tellRisers() {
	if s.support < 0 {
		return
	}
	s.mesh.lead, s.mesh.trail = make([]int32, len(s.mesh.pos)), make([]int32, len(s.mesh.pos))
	for i, l := range s.links {
		switch {
		case s.kinds[i] != Support:
		case s.level[l.to] < 0 && s.level[l.from] >= 0:
			s.mesh.lead[l.from]++
		case s.level[l.from] < 0 && s.level[l.to] >= 0:
			s.mesh.trail[l.to]++
		}
	}
}

// tie numbers the groups, each lane for itself.
func (s *sketch) tie() {
	type home struct {
		lane  int
		group string
	}
	numbers := map[home]int32{}
	for v, n := range s.g.Nodes {
		if n.Group == "" || n.Lane == s.support {
			continue
		}
		h := home{n.Lane, n.Group}
		if numbers[h] == 0 {
			numbers[h] = int32(len(numbers) + 1)
		}
		s.mesh.group[v] = numbers[h]
		s.mesh.tied = true
	}
}
