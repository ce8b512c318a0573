package diagram

import (
	"cmp"
	"slices"
)

// wire is the level piece of a right-angled line in a channel, between two upright pieces.
type wire struct {
	ends [2]float64
	down [2]bool // the upright piece at that end goes down from here
}

// lattice tells on which level each wire of a channel runs; level 0 is the uppermost.
type lattice struct {
	level []int
	count int
}

// newLattice gives wires levels so that none lie on each other and few cross.
func newLattice(wires []wire) lattice {
	order := make([]int, len(wires))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(wires[a].span(), wires[b].span()) })
	if len(wires) <= 150 {
		improve(order, wires)
	}
	return compact(order, wires)
}

func (w wire) span() float64 { return abs(w.ends[0] - w.ends[1]) }

func (w wire) low() float64  { return min(w.ends[0], w.ends[1]) }
func (w wire) high() float64 { return max(w.ends[0], w.ends[1]) }

// apart is the distance below which two parallel pieces look like one.
const apart = 6

// covers tells whether the wire's level piece passes x, ends included when wide.
func (w wire) covers(x float64) bool { return x > w.low()+1e-6 && x < w.high()-1e-6 }

// over is what a above b costs: crossings, and far worse, upright pieces that lie on each other.
func over(a, b wire) int {
	n := 0
	for i := range 2 {
		if a.down[i] && b.covers(a.ends[i]) {
			n++
		}
		if !b.down[i] && a.covers(b.ends[i]) {
			n++
		}
		for j := range 2 {
			if a.down[i] && !b.down[j] && abs(a.ends[i]-b.ends[j]) < apart {
				n += 10
			}
		}
	}
	return n
}

// improve moves wires to better places in the sequence until none gains.
func improve(order []int, wires []wire) {
	for range 20 {
		gained := false
		for _, w := range slices.Clone(order) {
			if reinsert(order, wires, w) {
				gained = true
			}
		}
		if !gained {
			return
		}
	}
}

func reinsert(order []int, wires []wire, w int) bool {
	at := slices.Index(order, w)
	best, place, sum := 0, at, 0
	for i := at - 1; i >= 0; i-- {
		sum += over(wires[w], wires[order[i]]) - over(wires[order[i]], wires[w])
		if sum < best {
			best, place = sum, i
		}
	}
	sum = 0
	for i := at + 1; i < len(order); i++ {
		sum += over(wires[order[i]], wires[w]) - over(wires[w], wires[order[i]])
		if sum < best {
			best, place = sum, i
		}
	}
	copy(order[at:], order[at+1:])
	copy(order[place+1:], order[place:len(order)-1])
	order[place] = w
	return best < 0
}

// compact gives every wire the uppermost level below all earlier wires that it would touch.
func compact(order []int, wires []wire) lattice {
	l := lattice{level: make([]int, len(wires))}
	for i, w := range order {
		if wires[w].span() < 1e-6 {
			continue // runs straight through
		}
		for _, u := range order[:i] {
			if wires[u].span() >= 1e-6 && wires[u].low() < wires[w].high()+apart && wires[w].low() < wires[u].high()+apart {
				l.level[w] = max(l.level[w], l.level[u]+1)
			}
		}
		l.count = max(l.count, l.level[w]+1)
	}
	return l
}
