package diagram

// counter counts crossings between layers with an accumulator tree (Barth, Jünger, Mutzel): O(e log v) a gap.
type counter struct {
	tree  []int32
	lists []int32 // places of lower ends, by upper item, ascending
	start []int32
}

// all counts the crossings of the whole mesh.
func (c *counter) all(m *mesh) int {
	n := 0
	for l := 0; l+1 < len(m.order); l++ {
		n += c.between(m, l)
	}
	return n
}

// cost is what an order is judged by: the crossings of the mesh and those of the risers beside its columns.
func (c *counter) cost(m *mesh) int {
	n := c.all(m)
	if m.lead == nil {
		return n
	}
	for _, order := range m.order {
		up, down := 0, 0
		for i := len(order) - 1; i >= 0; i-- {
			v := order[i]
			n += int(m.lead[v])*down + int(m.trail[v])*up
			up += len(m.up.of(v))
			down += len(m.down.of(v))
		}
	}
	return n
}

// between counts the crossings of the edges between layers l and l+1. Edges that share an end do not cross.
func (c *counter) between(m *mesh, l int) int {
	lower := m.order[l+1]
	if len(lower) < 2 {
		return 0
	}
	c.lists, c.start = sortedPlaces(m.order[l], lower, m.down, m.up, m.pos, c.lists, c.start)
	size := 1
	for size < len(lower) {
		size *= 2
	}
	c.tree = zeroed(c.tree, 2*size)
	crossings := 0
	for _, at := range c.lists {
		crossings += c.insert(int(at) + size)
	}
	return crossings
}

// insert adds one edge whose lower end is leaf i and returns how many earlier edges end to the right of it. Edges of
// one upper item come in ascending order, so they do not count each other.
func (c *counter) insert(i int) int {
	above := 0
	for c.tree[i]++; i > 1; {
		if i&1 == 0 {
			above += int(c.tree[i+1])
		}
		i >>= 1
		c.tree[i]++
	}
	return above
}

// sortedPlaces lists, for every item of layer in its order, the places of its neighbours in the layer beside,
// ascending. Walking the neighbours in their order sorts them without a sort.
func sortedPlaces(layer, beside []int32, toBeside, toLayer adjacency, pos []int32, lists, start []int32) ([]int32, []int32) {
	start = zeroed(start, len(layer)+1)
	n := int32(0)
	for i, v := range layer {
		start[i] = n
		n += toBeside.start[v+1] - toBeside.start[v]
	}
	start[len(layer)] = n
	lists = zeroed(lists, int(n))
	for j, w := range beside {
		for _, v := range toLayer.of(w) {
			lists[start[pos[v]]] = int32(j)
			start[pos[v]]++
		}
	}
	copy(start[1:], start[:len(layer)]) // each start has moved on to the next one's
	start[0] = 0
	return lists, start
}

func zeroed(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	s = s[:n]
	clear(s)
	return s
}
