package diagram

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// orderer looks for an order of every layer with few crossings: barycentre sweeps from several beginnings, each
// sifted, then neighbourhoods kicked elsewhere and settled again as long as its budget of work lasts. Work is
// counted, not timed, so that the same chain always looks the same.
type orderer struct {
	mesh    *mesh
	counter counter
	sifter  *sifter
	rnd     *rand.Rand
	keys    []key
	swept   ordering
	here    [][]int32 // the order that the search stands on
	now     int       // crossings of the present order
	stand   int       // crossings of here
	slack   int       // how much worse an order may be to stand on
	best    ordering
	fewest  int // crossings of best; -1 before there is one
	ball    []int32
	seen    []int32 // kick in which an item was last seen
	kicks   int32
}

type key struct {
	cluster float32
	group   int32
	at      float32
	item    int32
}

func newOrderer(m *mesh) *orderer {
	o := &orderer{mesh: m, sifter: newSifter(m), rnd: rand.New(rand.NewPCG(20, 24)), fewest: -1}
	o.seen = make([]int32, len(m.pos))
	for _, layer := range m.order {
		o.here = append(o.here, slices.Clone(layer))
	}
	return o
}

// budget is how many steps ordering a mesh may take, about 7 ns each: 5 ms up to 200 nodes, then growing with the
// power 1.3 of the items up to 1.5 s. Graphviz dot takes 10 ms for 200 nodes, 140 ms for 1,000 and 6.7 s for 5,000.
func (m *mesh) budget() int {
	const steps, items, least, most = 700e3, 280.0, 0.9, 200e6
	return int(min(steps*math.Pow(max(least, float64(len(m.pos))/items), 1.3), most))
}

// run leaves the best order found in the mesh and returns its crossings.
func (o *orderer) run(budget int) int {
	for _, begin := range []func(){o.asGiven, o.downstreamFirst, o.upstreamFirst} {
		begin()
		o.restart(0, budget)
		if o.fewest == 0 || o.sifter.work > budget {
			break
		}
	}
	o.back()
	first := o.sifter.work
	for o.fewest > 0 && o.sifter.work < budget {
		left := 1 - float64(o.sifter.work-first)/float64(budget-first)
		o.step(left, budget)
	}
	o.mesh.restore(o.best)
	return o.fewest
}

// What a try may lose for a while, as a share and at most; and how many in a hundred tries sweep anew.
const (
	slackShare = 0.1
	slackMost  = 6.0
	sweepShare = 2
)

// step tries one change. The less of the budget is left, the less may it make the picture worse.
func (o *orderer) step(left float64, budget int) {
	o.slack = int(min(slackShare*float64(o.fewest), slackMost) * left)
	if o.rnd.IntN(100) < sweepShare {
		o.slack = 0
		o.restart(shakes[o.rnd.IntN(len(shakes))], budget)
	} else {
		o.kick()
		o.now -= o.sifter.settle(budget)
		o.keep()
	}
	o.back()
}

var shakes = []float32{0.02, 0.05, 0.1, 0.2, 0.4}

// restart sweeps and sifts from the present order and keeps the result if it is good enough.
func (o *orderer) restart(shake float32, budget int) {
	o.sweeps(shake)
	o.sifter.pushAll()
	o.now -= o.sifter.settle(budget)
	for l := range o.sifter.touched {
		o.sifter.touched[l] = true
	}
	o.keep()
}

// keep stands on the present order if it is good enough, and remembers it if none was better.
func (o *orderer) keep() {
	if o.fewest >= 0 && o.now > o.stand+o.slack {
		return
	}
	o.stand = o.now
	for l, touched := range o.sifter.touched {
		if touched {
			copy(o.here[l], o.mesh.order[l])
			o.sifter.touched[l] = false
		}
	}
	if o.fewest < 0 || o.now < o.fewest {
		o.fewest = o.now
		o.best = o.mesh.save(o.best)
	}
}

// back returns to the order that the search stands on.
func (o *orderer) back() {
	o.now = o.stand
	for l, touched := range o.sifter.touched {
		if touched {
			copy(o.mesh.order[l], o.here[l])
			o.mesh.renumber(l)
			o.sifter.touched[l] = false
		}
	}
}

// sweeps runs barycentre sweeps up and down until they stop gaining and leaves the best order they met.
func (o *orderer) sweeps(shake float32) {
	fewest, patience := -1, 3
	for i := 0; patience > 0; i++ {
		o.sweep(i%2 == 0, shake)
		shake = 0
		n := o.counter.cost(o.mesh)
		o.sifter.work += 4 * len(o.mesh.pos)
		if fewest < 0 || n < fewest {
			fewest = n
			o.swept = o.mesh.save(o.swept)
			continue
		}
		patience--
	}
	o.mesh.restore(o.swept)
	o.now = fewest
}

// sweep orders every layer by the middle of its neighbours in the layer before. Shake moves each key by up to that
// share of the layer.
func (o *orderer) sweep(down bool, shake float32) {
	m := o.mesh
	for i := 1; i < len(m.order); i++ {
		if down {
			o.arrange(i, m.up, shake)
		} else {
			o.arrange(len(m.order)-1-i, m.down, shake)
		}
	}
}

// arrange sorts layer l by the barycentres of its items; items without neighbours keep their places.
func (o *orderer) arrange(l int, towards adjacency, shake float32) {
	m := o.mesh
	o.keys = o.keys[:0]
	for _, v := range m.order[l] {
		nb := towards.of(v)
		if len(nb) == 0 {
			if m.tied {
				o.keys = append(o.keys, key{at: float32(m.pos[v]), item: v})
			}
			continue
		}
		at := m.barycentre(nb)
		if shake > 0 {
			at += (o.rnd.Float32() - 0.5) * shake * float32(len(m.order[l]))
		}
		o.keys = append(o.keys, key{at: at, item: v})
	}
	if m.tied {
		o.sortTied(l)
		return
	}
	slices.SortStableFunc(o.keys, func(a, b key) int { return cmp.Compare(a.at, b.at) })
	next := 0
	for i, v := range m.order[l] {
		if len(towards.of(v)) > 0 {
			m.order[l][i] = o.keys[next].item
			next++
		}
	}
	m.renumber(l)
}

func (m *mesh) barycentre(neighbours []int32) float32 {
	sum := int32(0)
	for _, w := range neighbours {
		sum += m.pos[w]
	}
	return float32(sum) / float32(len(neighbours))
}

// sortTied gives layer l the order of the keys with the members of a group side by side at their common middle.
func (o *orderer) sortTied(l int) {
	m := o.mesh
	sums, counts := map[int32]float32{}, map[int32]float32{}
	for _, k := range o.keys {
		g := m.group[k.item]
		sums[g] += k.at
		counts[g]++
	}
	for i := range o.keys {
		k := &o.keys[i]
		k.cluster = k.at
		if k.group = m.group[k.item]; k.group != 0 {
			k.cluster = sums[k.group] / counts[k.group]
		}
	}
	slices.SortStableFunc(o.keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.cluster, b.cluster), cmp.Compare(a.group, b.group), cmp.Compare(a.at, b.at))
	})
	for i, k := range o.keys {
		m.order[l][i] = k.item
	}
	m.renumber(l)
}
