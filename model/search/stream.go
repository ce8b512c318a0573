package search

// stream lists the records that answer in one way, the one wanted first first, reading no more than it must.
type stream struct {
	shelf *shelf
	*question
	spans   []span
	runs    heap[run]
	cursors heap[cursor]
	last    int64 // the text taken last, -1 before the first
}

// run is a part of a span of which no position below low is left: a node of its tree, or positions lo to hi.
type run struct {
	low    uint32
	span   int32
	node   uint32
	lo, hi uint32
}

func (r run) key() uint32 { return r.low }

// cursor stands at a mention of a text.
type cursor struct{ slot, mention, to uint32 }

func (c cursor) key() uint32 { return c.slot }

func newStream(s *shelf, q *question, spans []span) *stream {
	t := &stream{shelf: s, question: q, spans: spans, last: -1}
	for i := range spans {
		t.cover(int32(i))
	}
	return t
}

// cover splits a span into nodes of its tree and the positions beside them.
func (t *stream) cover(i int32) {
	s := &t.spans[i]
	first, last := (s.lo+lowBlock-1)/lowBlock, s.hi/lowBlock
	if s.hi-s.lo <= 2*lowBlock || first >= last {
		t.positions(i, s.lo, s.hi, 0)
		return
	}
	t.positions(i, s.lo, first*lowBlock, 0)
	t.positions(i, last*lowBlock, s.hi, 0)
	width := uint32(len(s.lows) / 2)
	for l, r := first+width, last+width; l < r; l, r = l/2, r/2 {
		if l&1 == 1 {
			t.runs.push(run{low: s.lows[l], span: i, node: l})
			l++
		}
		if r&1 == 1 {
			r--
			t.runs.push(run{low: s.lows[r], span: i, node: r})
		}
	}
}

// positions adds those of a part that are not below a bound.
func (t *stream) positions(i int32, lo, hi, bound uint32) {
	low, found := uint32(0), false
	for _, p := range t.spans[i].at[lo:hi] {
		if p >= bound && (!found || p < low) {
			low, found = p, true
		}
	}
	if found {
		t.runs.push(run{low: low, span: i, lo: lo, hi: hi})
	}
}

// next is the next mention; a record comes once for each mention that answers, one after the other.
func (t *stream) next() (slot uint32, field uint16, ok bool) {
	for len(t.runs) > 0 && (len(t.cursors) == 0 || t.shelf.firstSlot(t.runs[0].low) <= t.cursors[0].slot) {
		t.advance()
	}
	if len(t.cursors) == 0 {
		return 0, 0, false
	}
	c := t.cursors[0]
	if next := c.mention + 1; next < c.to {
		t.cursors.replace(cursor{t.shelf.slots[next], next, c.to})
	} else {
		t.cursors.pop()
	}
	return c.slot, t.shelf.fields[c.mention], true
}

// advance takes the lowest run a step further: a node to its children, positions to the next.
func (t *stream) advance() {
	r := t.runs.pop()
	if r.node == 0 {
		t.take(r)
		t.positions(r.span, r.lo, r.hi, r.low+1)
		return
	}
	s := &t.spans[r.span]
	if width := uint32(len(s.lows) / 2); r.node >= width {
		lo := (r.node - width) * lowBlock
		t.positions(r.span, lo, min(lo+lowBlock, uint32(len(s.at))), 0)
		return
	}
	for _, child := range []uint32{2 * r.node, 2*r.node + 1} {
		t.runs.push(run{low: s.lows[child], span: r.span, node: child})
	}
}

// take puts a cursor on the text of a position. Positions come in ascending order, so a text that comes again comes at once.
func (t *stream) take(r run) {
	text := t.shelf.textAt(r.low)
	if int64(text) == t.last || !t.shelf.answers(t.question, &t.spans[r.span], r.low) {
		return
	}
	t.last = int64(text)
	from := t.shelf.from[text]
	t.cursors.push(cursor{t.shelf.slots[from], from, t.shelf.from[text+1]})
}

// answers reads a suffix of an open span to the end of the pattern.
func (s *shelf) answers(q *question, r *span, position uint32) bool {
	return !r.open || r.pattern.runs(q.alphabet, s.letters[position+uint32(r.depth):], r.state)
}

// heap keeps the least key first.
type heap[T interface{ key() uint32 }] []T

func (h *heap[T]) push(v T) {
	*h = append(*h, v)
	a := *h
	i := len(a) - 1
	for i > 0 && v.key() < a[(i-1)/2].key() {
		a[i] = a[(i-1)/2]
		i = (i - 1) / 2
	}
	a[i] = v
}

func (h *heap[T]) pop() T {
	a := *h
	top, last := a[0], a[len(a)-1]
	*h = a[:len(a)-1]
	if len(*h) > 0 {
		h.replace(last)
	}
	return top
}

// replace puts another in the place of the first.
func (h *heap[T]) replace(v T) {
	a, i := *h, 0
	for {
		child := 2*i + 1
		if child >= len(a) {
			break
		}
		if child+1 < len(a) && a[child+1].key() < a[child].key() {
			child++
		}
		if a[child].key() >= v.key() {
			break
		}
		a[i] = a[child]
		i = child
	}
	a[i] = v
}
