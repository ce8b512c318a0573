package diagram

import (
	"cmp"
	"slices"
)

// band is the lane of support along the bottom: its boxes from left to right and the lines that go up from them.
type band struct {
	order   []int32           // nodes from left to right
	risers  []riser           // lines between the band and an upright lane
	inner   []int             // links between two boxes of the band
	place   map[int32]int     // of a node in the order
	x       map[int32]float64 // middle of a node's box
	channel lattice           // levels of the risers above the boxes
	below   lattice           // levels of the inner links below them
	top     float64           // of the boxes
	height  float64           // of the tallest box
	feet    [][2]float64      // where the inner links meet the bottoms of their boxes
}

// riser is a line between an upright lane and the band. It leaves its upper box on the side where the flow of its
// column comes in or goes out and runs down beside the column, or straight from its bottom where nothing is below.
type riser struct {
	link         int
	upper, lower int32
	out          bool // the upper box supplies the lower one
	bottom       bool
	gap          int     // the gap beside the column that it runs down in
	port         float64 // where it leaves the upper box, from the middle of the side
	track        float64 // abscissa of the long way down
	foot         float64 // abscissa at which it meets the lower box
}

// gatherBand finds the risers and orders the band by what its boxes serve.
func (s *sketch) gatherBand() {
	if s.support < 0 {
		return
	}
	s.band = band{}
	for v, n := range s.g.Nodes {
		if n.Lane == s.support {
			s.band.order = append(s.band.order, int32(v))
		}
	}
	for i, l := range s.links {
		switch {
		case s.kinds[i] != Support:
		case s.level[l.from] < 0 && s.level[l.to] < 0:
			s.band.inner = append(s.band.inner, i)
		default:
			s.band.risers = append(s.band.risers, s.newRiser(i, l))
		}
	}
	s.orderBand()
	s.orderRisers()
}

func (s *sketch) newRiser(i int, l link) riser {
	r := riser{link: i, upper: l.from, lower: l.to, out: true}
	if s.level[l.from] < 0 {
		r = riser{link: i, upper: l.to, lower: l.from}
	}
	column := s.mesh.order[s.level[r.upper]]
	r.bottom = column[len(column)-1] == r.upper
	r.gap = int(s.level[r.upper])
	if r.out {
		r.gap++
	}
	return r
}

// spot is roughly where a riser comes down, in columns.
func (s *sketch) spot(r riser) float64 {
	if r.bottom {
		return float64(s.level[r.upper])
	}
	return float64(r.gap) - 0.5
}

// orderBand sorts the boxes by the middle of what they serve; boxes that serve only one another follow their own.
func (s *sketch) orderBand() {
	sum, n := map[int32]float64{}, map[int32]float64{}
	for _, r := range s.band.risers {
		sum[r.lower] += s.spot(r)
		n[r.lower]++
	}
	at := map[int32]float64{}
	for _, v := range s.band.order {
		at[v] = float64(len(s.mesh.order)) / 2
		if n[v] > 0 {
			at[v] = sum[v] / n[v]
		}
	}
	for range s.band.inner {
		for _, i := range s.band.inner {
			if l := s.links[i]; n[l.to] == 0 {
				at[l.to] = at[l.from] + 0.01
			} else if n[l.from] == 0 {
				at[l.from] = at[l.to] - 0.01
			}
		}
		if len(s.band.order) > 50 {
			break
		}
	}
	slices.SortStableFunc(s.band.order, func(a, b int32) int { return cmp.Compare(at[a], at[b]) })
	s.keepBand()
	s.band.x = at
	s.band.place = map[int32]int{}
	for i, v := range s.band.order {
		s.band.place[v] = i
	}
}

// orderRisers sorts the risers of each box side so that they do not cross on their way out: the lowest port takes
// the nearest track, which is the leftmost one on the right of a box and the rightmost one on its left.
func (s *sketch) orderRisers() {
	place := s.band.place
	slices.SortStableFunc(s.band.risers, func(a, b riser) int {
		byFoot := cmp.Compare(place[a.lower], place[b.lower])
		if a.out && !a.bottom {
			byFoot = -byFoot
		}
		return cmp.Or(cmp.Compare(a.upper, b.upper), cmp.Compare(b2i(a.out), b2i(b.out)), byFoot)
	})
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
