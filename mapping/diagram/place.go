package diagram

import "slices"

// Edges pull their ends to one height: long ones more, since a bend far from any box explains nothing. The ratios
// are those of Gansner, Koutsofios, North and Vo (1993).
const (
	pullShort = 1.0
	pullEnd   = 2.0
	pullLong  = 8.0
)

// placer finds the height of every item: as near to its neighbours as order and gaps allow.
type placer struct {
	*sketch
	gaps   [][]float64 // least distance of each item of a layer to the one above it
	anchor []float64   // weight with which an item holds on to its home
	home   []float64
	blocks []pool
	out    []float64
	want   []float64
	weight []float64
}

// place computes the heights of all items.
func (s *sketch) place() {
	p := &placer{sketch: s, anchor: make([]float64, len(s.mesh.pos)), home: make([]float64, len(s.mesh.pos))}
	p.measure()
	p.stack()
	p.keepPrevious()
	for i := range 4 {
		p.sweep(i%2 == 0, true, i%2 != 0)
	}
	rounds := 24
	if len(s.mesh.pos) > 2000 {
		rounds = 8
	}
	for i := range rounds {
		p.sweep(i%2 == 0, true, true)
	}
	p.straighten()
}

// measure fills the gaps.
func (p *placer) measure() {
	p.gaps = make([][]float64, len(p.mesh.order))
	for l, order := range p.mesh.order {
		p.gaps[l] = make([]float64, len(order))
		for i := 1; i < len(order); i++ {
			p.gaps[l][i] = p.gap(order[i-1], order[i])
		}
	}
}

// gap is the least distance between the middles of two items one above the other.
func (p *placer) gap(a, b int32) float64 {
	d := (p.height[a] + p.height[b]) / 2
	virtual := func(v int32) bool { return int(v) >= p.mesh.real }
	switch {
	case virtual(a) && virtual(b):
		d += p.o.EdgeGap
	case virtual(a) || virtual(b):
		d += max(p.o.EdgeGap, p.o.NodeGap*0.75)
	default:
		d += p.o.NodeGap
	}
	if g := p.mesh.group; g[a] != g[b] {
		d += blockPadding * float64(min(g[a], 1)+min(g[b], 1))
	}
	return d
}

// blockPadding is the space between a group's boxes and its border.
const blockPadding = 8

// stack begins with every column packed around the same middle.
func (p *placer) stack() {
	for l, order := range p.mesh.order {
		y := 0.0
		for i, v := range order {
			y += p.gaps[l][i]
			p.y[v] = y
		}
		for _, v := range order {
			p.y[v] -= y / 2
		}
	}
}

// keepPrevious lets items hold on to where the previous plan had them, and pinned ones to where the user put them.
func (p *placer) keepPrevious() {
	for v, n := range p.g.Nodes {
		if n.Lane == p.support {
			continue
		}
		if n.Pinned != nil {
			p.anchor[v], p.home[v] = pinWeight, n.Pinned[1]
		} else if box, ok := p.known[n.ID]; ok && box.Column >= 0 {
			p.anchor[v], p.home[v] = previousWeight, box.Y+box.H/2
		}
	}
}

const (
	pinWeight      = 1e6
	previousWeight = 40
)

// sweep places the layers one after the other, each by its neighbours up the chain, down the chain, or both.
func (p *placer) sweep(down, up, both bool) {
	n := len(p.mesh.order)
	for i := range n {
		l := i
		if !down {
			l = n - 1 - i
		}
		p.layerTo(l, both || down, both || !down)
	}
}

// layerTo moves layer l as near to its wishes as the gaps allow: least squares under an order, by pooling.
func (p *placer) layerTo(l int, byUp, byDown bool) {
	order := p.mesh.order[l]
	p.want, p.weight = p.want[:0], p.weight[:0]
	for _, v := range order {
		want, weight := p.wish(v, byUp, byDown)
		p.want = append(p.want, want)
		p.weight = append(p.weight, weight)
	}
	p.project(order, p.gaps[l])
}

// wish is the height that v's edges and its home pull it to, and how strongly.
func (p *placer) wish(v int32, byUp, byDown bool) (float64, float64) {
	const idle = 0.01 // an item without edges stays where it is unless pushed
	sum, weight := idle*p.y[v], idle
	if a := p.anchor[v]; a > 0 {
		sum += a * p.home[v]
		weight += a
	}
	if byUp {
		for k := p.mesh.up.start[v]; k < p.mesh.up.start[v+1]; k++ {
			w, at := p.meet(p.mesh.up, k, true)
			pull := p.pull(v, w)
			sum += pull * at
			weight += pull
		}
	}
	if byDown {
		for k := p.mesh.down.start[v]; k < p.mesh.down.start[v+1]; k++ {
			w, at := p.meet(p.mesh.down, k, false)
			pull := p.pull(v, w)
			sum += pull * at
			weight += pull
		}
	}
	return sum / weight, weight
}

// meet returns the neighbour at entry k and the height at which an item's edge to it runs straight.
func (p *placer) meet(a adjacency, k int32, up bool) (int32, float64) {
	w, port := a.to[k], p.ports[a.seg[k]]
	if up {
		return w, p.y[w] + port[0] - port[1]
	}
	return w, p.y[w] + port[1] - port[0]
}

func (p *placer) pull(v, w int32) float64 {
	long := 0
	for _, u := range [2]int32{v, w} {
		if int(u) >= p.mesh.real {
			long++
		}
	}
	return [...]float64{pullShort, pullEnd, pullLong}[long]
}

// project writes the heights nearest to the wishes that keep the gaps.
func (p *placer) project(order []int32, gaps []float64) {
	p.out = append(p.out[:0], p.want...)
	p.blocks = isotone(p.out, p.weight, gaps, p.blocks)
	for i, v := range order {
		p.y[v] = p.out[i]
	}
}

// limits is how far v may move without its neighbours in the column moving.
func (p *placer) limits(v int32) (low, high float64) {
	l, i := p.mesh.layer[v], p.mesh.pos[v]
	order := p.mesh.order[l]
	low, high = -1e18, 1e18
	if i > 0 {
		low = p.y[order[i-1]] + p.gaps[l][i]
	}
	if int(i)+1 < len(order) {
		high = p.y[order[i+1]] - p.gaps[l][i+1]
	}
	return low, high
}

// straighten takes the small kinks out that pulling leaves: long edges run level, and boxes move a little to meet
// an edge that comes nearly straight.
func (p *placer) straighten() {
	for range 4 {
		for i, chain := range p.chains {
			if len(chain) > 2 {
				p.straightenChain(i, chain)
			}
		}
		for _, order := range p.mesh.order {
			for _, v := range order {
				if int(v) < p.mesh.real {
					p.snap(v)
				}
			}
		}
	}
}

// straightenChain puts all virtual items of link i on one height if their columns leave room.
func (p *placer) straightenChain(i int, chain []int32) {
	low, high := -1e18, 1e18
	sum := 0.0
	inner := chain[1 : len(chain)-1]
	for _, v := range inner {
		a, b := p.limits(v)
		low, high = max(low, a), min(high, b)
		sum += p.y[v]
	}
	if low > high {
		return
	}
	last := len(chain) - 1
	left := p.y[chain[0]] + p.ports[p.segment[i]][0]
	right := p.y[chain[last]] + p.ports[int(p.segment[i])+last-1][1]
	at := clamp(sum/float64(len(inner)), low, high)
	// Level with one of its boxes is better still; the nearer one first.
	ends := []float64{left, right}
	slices.SortFunc(ends, func(a, b float64) int {
		if abs(a-at) < abs(b-at) {
			return -1
		}
		return 1
	})
	for _, end := range ends {
		if end >= low && end <= high && abs(end-at) < 3*p.o.NodeGap {
			at = end
			break
		}
	}
	for _, v := range inner {
		p.y[v] = at
	}
}

// snap moves a box up to a gap's width so that as many of its edges as possible run straight.
func (p *placer) snap(v int32) {
	if p.anchor[v] > 0 {
		return
	}
	low, high := p.limits(v)
	meets := p.meets(v)
	best, cost := p.y[v], p.strain(p.y[v])
	for _, at := range meets {
		if at < low || at > high || abs(at-p.y[v]) > p.o.NodeGap {
			continue
		}
		if c := p.strain(at); c < cost-1e-9 {
			best, cost = at, c
		}
	}
	p.y[v] = best
}

// meets lists the heights at which an edge of v runs straight.
func (p *placer) meets(v int32) []float64 {
	p.want = p.want[:0]
	p.weight = p.weight[:0]
	for i, a := range [2]adjacency{p.mesh.up, p.mesh.down} {
		for k := a.start[v]; k < a.start[v+1]; k++ {
			w, at := p.meet(a, k, i == 0)
			p.want = append(p.want, at)
			p.weight = append(p.weight, p.pull(v, w))
		}
	}
	return p.want
}

// strain is the weighted sum of how far the edges of v climb if it stands at y. It goes by the last meets.
func (p *placer) strain(y float64) float64 {
	sum := 0.0
	for i, at := range p.want {
		sum += p.weight[i] * abs(at-y)
	}
	return sum
}
