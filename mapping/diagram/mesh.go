package diagram

// mesh is a layered graph ready for ordering: every edge leads from one layer to the next, long edges having been
// cut at virtual items. Items below real are nodes; the others are places where a long edge passes a layer.
type mesh struct {
	real  int
	layer []int32
	up    adjacency // towards upstream
	down  adjacency
	group []int32 // per item; 0 for none
	tied  bool    // some item has a group
	// Risers to the band of support run down beside a column and cross what the items below send across.
	lead  []int32 // risers that leave an item downstream; nil when there are none
	trail []int32 // risers that reach an item from upstream

	order [][]int32 // items of each layer from top to bottom
	pos   []int32   // place of an item in its layer
}

// adjacency holds the neighbours of every item in one flat array, and the segment that leads to each.
type adjacency struct{ start, to, seg []int32 }

func (a adjacency) of(v int32) []int32 { return a.to[a.start[v]:a.start[v+1]] }

// newAdjacency sorts pairs by their first end, keeping their order otherwise.
func newAdjacency(n int, pairs []link, reverse bool) adjacency {
	a := adjacency{start: make([]int32, n+1), to: make([]int32, len(pairs)), seg: make([]int32, len(pairs))}
	for _, p := range pairs {
		a.start[p.end(!reverse)+1]++
	}
	for i := 0; i < n; i++ {
		a.start[i+1] += a.start[i]
	}
	next := append([]int32(nil), a.start[:n]...)
	for i, p := range pairs {
		from := p.end(!reverse)
		a.to[next[from]] = p.end(reverse)
		a.seg[next[from]] = int32(i)
		next[from]++
	}
	return a
}

func (l link) end(first bool) int32 {
	if first {
		return l.from
	}
	return l.to
}

// newMesh builds the mesh of items in layers; segments lead from a layer to the next one.
func newMesh(layer []int32, layers, realItems int, segments []link) *mesh {
	m := &mesh{real: realItems, layer: layer, group: make([]int32, len(layer)), pos: make([]int32, len(layer))}
	m.down = newAdjacency(len(layer), segments, false)
	m.up = newAdjacency(len(layer), segments, true)
	m.order = make([][]int32, layers)
	for v, l := range layer {
		if l < 0 {
			continue // support is not ordered here
		}
		m.pos[v] = int32(len(m.order[l]))
		m.order[l] = append(m.order[l], int32(v))
	}
	return m
}

// renumber writes the places of a layer's items after its order changed.
func (m *mesh) renumber(l int) {
	for i, v := range m.order[l] {
		m.pos[v] = int32(i)
	}
}

// ordering is a copy of all orders in one flat array.
type ordering []int32

func (m *mesh) save(into ordering) ordering {
	into = into[:0]
	for _, o := range m.order {
		into = append(into, o...)
	}
	return into
}

func (m *mesh) restore(from ordering) {
	for l, o := range m.order {
		copy(o, from)
		from = from[len(o):]
		m.renumber(l)
	}
}
