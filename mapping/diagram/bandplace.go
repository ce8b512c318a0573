package diagram

import (
	"cmp"
	"slices"
)

// placeBand puts the band's boxes below what they serve and gives the lines to them their levels.
func (s *sketch) placeBand(left, right, bottom float64) {
	if s.support < 0 {
		return
	}
	if len(s.band.order) > 0 {
		s.placeBandBoxes(left, right)
		s.placeFeet()
	}
	wires := make([]wire, len(s.band.risers))
	for i, r := range s.band.risers {
		wires[i] = wire{ends: [2]float64{r.track, r.foot}, down: [2]bool{false, true}}
	}
	s.band.channel = newLattice(wires)
	s.band.below = newLattice(s.innerWires())
	s.band.top = bottom + s.o.LaneGap/2 + 2*s.o.Padding + float64(max(s.band.channel.count-1, 0))*s.o.EdgeGap
	for _, v := range s.band.order {
		s.band.height = max(s.band.height, s.g.Nodes[v].H)
	}
}

// placeBandBoxes finds the middles of the boxes: each below the middle of its tracks, in one row.
func (s *sketch) placeBandBoxes(left, right float64) {
	sum, n := map[int32]float64{}, map[int32]float64{}
	for _, r := range s.band.risers {
		x := r.track
		sum[r.lower] += x
		n[r.lower]++
	}
	order := s.band.order
	want, gaps, weight := make([]float64, len(order)), make([]float64, len(order)), make([]float64, len(order))
	for i, v := range order {
		want[i], weight[i] = (left+right)/2, 0.1
		if n[v] > 0 {
			want[i], weight[i] = sum[v]/n[v], n[v]
		} else if i > 0 {
			want[i] = want[i-1]
		}
		if x, ok := s.knownMiddle(v); ok {
			want[i], weight[i] = x, previousWeight*(1+n[v])
		}
		if i > 0 {
			gaps[i] = (s.g.Nodes[order[i-1]].W+s.g.Nodes[v].W)/2 + s.bandGap()
		}
	}
	isotone(want, weight, gaps, nil)
	confine(want, gaps, left+s.g.Nodes[order[0]].W/2, right-s.g.Nodes[order[len(order)-1]].W/2)
	for i, v := range order {
		s.band.x[v] = want[i]
	}
}

// placeFeet spreads the risers along the tops of their lower boxes: straight down where possible.
func (s *sketch) placeFeet() {
	per := map[int32][]*riser{}
	for i := range s.band.risers {
		r := &s.band.risers[i]
		per[r.lower] = append(per[r.lower], r)
	}
	for v, rs := range per {
		slices.SortStableFunc(rs, func(a, b *riser) int { return cmp.Compare(a.track, b.track) })
		w, middle := s.g.Nodes[v].W, s.band.x[v]
		want, gaps := make([]float64, len(rs)), make([]float64, len(rs))
		for i, r := range rs {
			want[i] = middle + spread(i, len(rs), w)
			if abs(r.track-middle) <= w/2-2*sideInset {
				want[i] = r.track
			}
			if i > 0 {
				gaps[i] = min(portPitch, max(w-2*sideInset, w/2)/float64(len(rs)-1))
			}
		}
		isotone(want, equal(len(rs)), gaps, nil)
		reach := w/2 - min(sideInset, w/4)
		confine(want, gaps, middle-reach, middle+reach)
		for i, r := range rs {
			r.foot = want[i]
		}
	}
}

// innerWires are the level pieces of the links inside the band, with their ends spread along the bottoms.
func (s *sketch) innerWires() []wire {
	type end struct {
		wire, side int
		other      float64
	}
	per := map[int32][]end{}
	wires := make([]wire, len(s.band.inner))
	for i, k := range s.band.inner {
		if l := s.links[k]; !s.besides(l) {
			per[l.from] = append(per[l.from], end{i, 0, s.band.x[l.to]})
			per[l.to] = append(per[l.to], end{i, 1, s.band.x[l.from]})
		}
	}
	for v, ends := range per {
		// Ends to the left come first, the farthest of them last of all: then lines to one box lie in each other.
		at := s.band.x[v]
		slices.SortStableFunc(ends, func(a, b end) int {
			return cmp.Or(cmp.Compare(b2i(a.other > at), b2i(b.other > at)), -cmp.Compare(a.other, b.other))
		})
		for i, e := range ends {
			wires[e.wire].ends[e.side] = at + spread(i, len(ends), s.g.Nodes[v].W)
		}
	}
	s.band.feet = make([][2]float64, len(wires))
	for i := range wires {
		s.band.feet[i] = wires[i].ends
	}
	return wires
}
