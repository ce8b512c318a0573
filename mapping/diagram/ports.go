package diagram

import (
	"cmp"
	"slices"
)

// sideInset keeps ports away from the corners of a box, portPitch is their usual distance.
const (
	sideInset = 7
	portPitch = 12
)

// assignPorts spreads the ends of the edges along the left and right sides of the boxes, in the order of where they
// lead, and those of risers below them.
func (s *sketch) assignPorts() {
	risers := map[[2]int32][]int{}
	for i, r := range s.band.risers {
		if !r.bottom {
			risers[[2]int32{r.upper, int32(b2i(r.out))}] = append(risers[[2]int32{r.upper, int32(b2i(r.out))}], i)
		}
	}
	for v := range s.g.Nodes {
		if s.level[v] < 0 {
			continue
		}
		s.assignSide(int32(v), s.mesh.up, 1, risers[[2]int32{int32(v), 0}])
		s.assignSide(int32(v), s.mesh.down, 0, risers[[2]int32{int32(v), 1}])
	}
}

// assignSide spreads one side of v; end says which end of the segments lies there.
func (s *sketch) assignSide(v int32, a adjacency, end int, risers []int) {
	entries := make([]int32, 0, 16)
	for k := a.start[v]; k < a.start[v+1]; k++ {
		entries = append(entries, k)
	}
	slices.SortFunc(entries, func(x, y int32) int {
		return cmp.Or(cmp.Compare(s.mesh.pos[a.to[x]], s.mesh.pos[a.to[y]]), cmp.Compare(a.seg[x], a.seg[y]))
	})
	n := len(entries) + len(risers)
	for i, k := range entries {
		s.ports[a.seg[k]][end] = spread(i, n, s.g.Nodes[v].H)
	}
	for i, r := range risers {
		s.band.risers[r].port = spread(len(entries)+i, n, s.g.Nodes[v].H)
	}
}

// spread is the distance of port i of n from the middle of a side of the given length.
func spread(i, n int, side float64) float64 {
	if n < 2 {
		return 0
	}
	pitch := min(portPitch, max(side-2*sideInset, side/2)/float64(n-1))
	return (float64(i) - float64(n-1)/2) * pitch
}
