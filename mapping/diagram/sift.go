package diagram

// sifter moves single items to their best places. It keeps a queue of the items that may gain: everything at first,
// then the neighbours of what moved, so that a small disturbance costs little to settle.
type sifter struct {
	mesh    *mesh
	queue   []int32
	queued  []bool
	held    []bool // items that keep their places
	touched []bool // layers whose order changed since somebody cleared it

	// The neighbours of v on both sides are near[start[v]:start[v+1]]. For the item that is being moved, tilt tells of
	// every item beside its layer how many more crossings an edge from there makes with the item's edges when the
	// item stands above that edge's other end than when it stands below.
	near  []int32
	start []int32
	tilt  []int32
	work  int // steps done, the measure of every budget
}

func newSifter(m *mesh) *sifter {
	s := &sifter{
		mesh:    m,
		queued:  make([]bool, len(m.pos)),
		held:    make([]bool, len(m.pos)),
		touched: make([]bool, len(m.order)),
		near:    make([]int32, 0, len(m.up.to)+len(m.down.to)),
		start:   make([]int32, len(m.pos)+1),
		tilt:    make([]int32, len(m.pos)),
	}
	for v := range m.pos {
		s.near = append(s.near, m.up.of(int32(v))...)
		s.near = append(s.near, m.down.of(int32(v))...)
		s.start[v+1] = int32(len(s.near))
	}
	return s
}

// push queues v unless it waits already or is held.
func (s *sifter) push(v int32) {
	if !s.queued[v] && !s.held[v] {
		s.queued[v] = true
		s.queue = append(s.queue, v)
	}
}

// pushAll queues every item, layer by layer.
func (s *sifter) pushAll() {
	for _, layer := range s.mesh.order {
		for _, v := range layer {
			s.push(v)
		}
	}
}

// settle moves queued items until none gains or the work reaches the limit; it returns the crossings saved.
func (s *sifter) settle(limit int) int {
	var saved int32
	head := 0
	for ; head < len(s.queue) && s.work < limit; head++ {
		v := s.queue[head]
		s.queued[v] = false
		place, change := s.best(v)
		if change < 0 {
			s.move(v, place)
			saved -= change
		}
	}
	for _, v := range s.queue[head:] {
		s.queued[v] = false
	}
	s.queue = s.queue[:0]
	return int(saved)
}

// move puts v at a place of its layer and queues the neighbours.
func (s *sifter) move(v, place int32) {
	m := s.mesh
	l := m.layer[v]
	order, at := m.order[l], m.pos[v]
	for ; at < place; at++ {
		order[at] = order[at+1]
		m.pos[order[at]] = at
	}
	for ; at > place; at-- {
		order[at] = order[at-1]
		m.pos[order[at]] = at
	}
	order[place], m.pos[v] = v, place
	s.touched[l] = true
	for _, w := range s.near[s.start[v]:s.start[v+1]] {
		s.push(w)
	}
}

// hill is how many crossings an edge of an item may lose on the way to a better place. Few good moves lead over
// higher ones, and not looking beyond saves half of the time.
const hill = 3

// best returns the place where v costs the fewest crossings and the change that moving there makes.
func (s *sifter) best(v int32) (place int32, change int32) {
	m := s.mesh
	order, at := m.order[m.layer[v]], m.pos[v]
	s.tabulate(v)
	place = at
	steep := hill * (1 + s.start[v+1] - s.start[v])
	sum := int32(0)
	i := at - 1
	for ; i >= 0 && sum < steep; i-- {
		sum += s.above(v, order[i])
		if sum < change && m.fits(v, order, i-1, i) {
			change, place = sum, i
		}
	}
	s.work += int(at - i)
	sum = 0
	for i = at + 1; i < int32(len(order)) && sum < steep; i++ {
		sum -= s.above(v, order[i])
		if sum < change && m.fits(v, order, i, i+1) {
			change, place = sum, i
		}
	}
	s.work += int(i - at)
	return place, change
}

// shift tells what moving v to a place changes.
func (s *sifter) shift(v, place int32) (change int32) {
	m := s.mesh
	order, at := m.order[m.layer[v]], m.pos[v]
	s.tabulate(v)
	for i := at - 1; i >= place; i-- {
		change += s.above(v, order[i])
	}
	for i := at + 1; i <= place; i++ {
		change -= s.above(v, order[i])
	}
	s.work += int(max(at-place, place-at))
	return change
}

// tabulate fills the tilt of the layers beside v's.
func (s *sifter) tabulate(v int32) {
	m := s.mesh
	if l := m.layer[v]; l > 0 {
		s.tiltLayer(m.order[l-1], m.up.of(v))
	}
	if l := m.layer[v]; int(l)+1 < len(m.order) {
		s.tiltLayer(m.order[l+1], m.down.of(v))
	}
}

// tiltLayer writes, per item of a layer, how many of the neighbours stand below it less how many stand above.
func (s *sifter) tiltLayer(order, neighbours []int32) {
	for _, w := range order {
		s.tilt[w] = 0
	}
	s.work += len(order) / 2
	if len(neighbours) == 0 {
		return
	}
	for _, w := range neighbours {
		s.tilt[w]++
	}
	sum := int32(len(neighbours))
	for _, w := range order {
		here := s.tilt[w]
		sum -= here
		s.tilt[w] = sum
		sum -= here
	}
}

// above is the cost of v standing above u rather than below it, v being the item that was tabulated.
func (s *sifter) above(v, u int32) int32 {
	sum := int32(0)
	for _, w := range s.near[s.start[u]:s.start[u+1]] {
		sum += s.tilt[w]
	}
	if m := s.mesh; m.lead != nil {
		sum += m.lead[v]*int32(len(m.down.of(u))) - m.lead[u]*int32(len(m.down.of(v)))
		sum += m.trail[v]*int32(len(m.up.of(u))) - m.trail[u]*int32(len(m.up.of(v)))
	}
	return sum
}

// fits tells whether v may stand between the items at places i and j = i+1 of an order: a group is not split.
func (m *mesh) fits(v int32, order []int32, i, j int32) bool {
	if !m.tied {
		return true
	}
	var before, after int32
	if i >= 0 {
		before = m.group[order[i]]
	}
	if j < int32(len(order)) {
		after = m.group[order[j]]
	}
	if g := m.group[v]; g != 0 {
		return before == g || after == g
	}
	return before == 0 || before != after
}
