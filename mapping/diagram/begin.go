package diagram

// asGiven begins with the order of the nodes as they came.
func (o *orderer) asGiven() { o.unite() }

// downstreamFirst begins with the order in which a walk down the chain meets the items.
func (o *orderer) downstreamFirst() { o.walk(o.mesh.down, o.mesh.up) }

// upstreamFirst begins with the order in which a walk up the chain meets the items.
func (o *orderer) upstreamFirst() { o.walk(o.mesh.up, o.mesh.down) }

// walk fills the layers in the order of a breadth-first walk that begins at the ends of the chain.
func (o *orderer) walk(along, against adjacency) {
	m := o.mesh
	for l := range m.order {
		m.order[l] = m.order[l][:0]
	}
	seen := make([]bool, len(m.pos))
	var queue []int32
	visit := func(v int32) {
		if !seen[v] && m.layer[v] >= 0 {
			seen[v] = true
			queue = append(queue, v)
			m.order[m.layer[v]] = append(m.order[m.layer[v]], v)
		}
	}
	visitAll := func(neighbours []int32) {
		for _, w := range neighbours {
			visit(w)
		}
	}
	// The second round begins wherever a part of the graph has no end of its own.
	for round := 0; round < 2; round++ {
		for v := range m.pos {
			if round == 0 && len(against.of(int32(v))) > 0 {
				continue
			}
			for visit(int32(v)); len(queue) > 0; queue = queue[1:] {
				visitAll(along.of(queue[0]))
				visitAll(against.of(queue[0]))
			}
		}
	}
	for l := range m.order {
		m.renumber(l)
	}
	o.unite()
}

// unite brings the members of each group together.
func (o *orderer) unite() {
	if !o.mesh.tied {
		return
	}
	for l, layer := range o.mesh.order {
		o.keys = o.keys[:0]
		for i, v := range layer {
			o.keys = append(o.keys, key{at: float32(i), item: v})
		}
		o.sortTied(l)
	}
}

// kick moves a random neighbourhood together to another height and queues what it disturbed.
func (o *orderer) kick() {
	o.gather(1 + o.rnd.IntN(12))
	delta := o.rnd.Float32()*2 - 1
	if o.rnd.IntN(2) == 0 {
		delta *= 0.3
	}
	for _, v := range o.ball {
		order := o.mesh.order[o.mesh.layer[v]]
		place := o.mesh.pos[v] + int32(delta*float32(len(order)))
		o.kickItem(v, min(max(place, 0), int32(len(order)-1)))
	}
}

func (o *orderer) kickItem(v, place int32) {
	m := o.mesh
	before, after := place-1, place // what v would stand between
	if place > m.pos[v] {
		before, after = place, place+1
	}
	if place == m.pos[v] || m.fits(v, m.order[m.layer[v]], before, after) {
		o.now += int(o.sifter.shift(v, place))
		o.sifter.move(v, place)
		o.sifter.push(v)
	}
}

// gather fills the ball with the size items around a random one.
func (o *orderer) gather(size int) {
	m := o.mesh
	o.kicks++
	layer := m.order[o.rnd.IntN(len(m.order))]
	v := layer[o.rnd.IntN(len(layer))]
	o.ball = append(o.ball[:0], v)
	o.seen[v] = o.kicks
	for i := 0; i < len(o.ball); i++ {
		o.gatherFrom(m.up.of(o.ball[i]), size)
		o.gatherFrom(m.down.of(o.ball[i]), size)
	}
}

func (o *orderer) gatherFrom(neighbours []int32, size int) {
	for _, w := range neighbours {
		if o.seen[w] != o.kicks && len(o.ball) < size {
			o.seen[w] = o.kicks
			o.ball = append(o.ball, w)
		}
	}
}
