package diagram

import (
	"cmp"
	"slices"
)

// column is where one column of boxes stands. The space before it has three parts: tracks of risers that leave the
// column to the left, the bends between the columns, and tracks of risers that enter this column.
type column struct {
	x, w float64 // of the boxes
	from float64 // where bends that come into the column begin
	to   float64 // where they end
}

// Where the first track beside a box runs: far enough for an arrow head on the way in.
const (
	leadInset  = 16
	trailInset = 22
)

// emptyLane is the width of a lane without boxes.
const emptyLane = 120

// arrangeColumns places the columns from left to right and the tracks between them, with the bends widen times as wide
// as they need be.
func (s *sketch) arrangeColumns(widen float64) {
	s.columns = make([]column, len(s.mesh.order))
	s.edges = make([]float64, s.g.lanes()+1)
	leads, trails := s.tracks()
	climbs := s.climbs()
	x, lane := 0.0, 0
	for c := range s.columns {
		col := &s.columns[c]
		col.w = s.widest(c)
		col.from, col.to = x, x+s.o.Padding
		if c > 0 {
			col.from = x + zone(leads[c], leadInset, s.o.EdgeGap)
			col.to = col.from + s.bendWidth(climbs[c])*widen
		}
		opened := lane
		lane = s.openLanes(lane, c)
		col.x = col.to + zone(trails[c], trailInset, s.o.EdgeGap)
		if lane-opened < 2 {
			s.meetKnown(c)
		}
		if lane == opened+1 && c > 0 {
			s.edges[opened] = (col.from + col.to) / 2
		}
		x = col.x + col.w
	}
	s.closeLanes(lane)
	s.placeTracks()
}

// meetKnown moves column c to where the reader knows it. Less room for the bends is better than a picture that jumps,
// down to a point.
func (s *sketch) meetKnown(c int) {
	col := &s.columns[c]
	if x, ok := s.knownX(c); ok {
		least := s.o.LayerGap*narrowestGap - (col.to - col.from)
		shift := max(x-col.x, min(least, 0))
		col.x += shift
		col.to += shift
	}
}

// openLanes sets where the lanes up to that of column c begin, lane being the next one, and returns the one after
// them. A lane begins in the middle of the bends that lead to it.
func (s *sketch) openLanes(lane, c int) int {
	if s.first[lane] > c {
		return lane
	}
	col := &s.columns[c]
	at := 0.0
	if c > 0 {
		col.to += s.o.LaneGap
		at = (col.from + col.to) / 2
	}
	for ; s.first[lane+1] <= c; lane++ {
		s.edges[lane] = at
		at += s.emptyWidth(lane)
		col.to += s.emptyWidth(lane)
	}
	s.edges[lane] = at
	return lane + 1
}

// closeLanes sets where the empty lanes behind the last column begin, and where the last lane ends.
func (s *sketch) closeLanes(lane int) {
	at := s.right() + s.o.Padding
	for ; lane < s.g.lanes(); lane++ {
		s.edges[lane] = at
		at += s.emptyWidth(lane)
	}
	s.edges[lane] = at
}

// emptyWidth is the width of a lane without columns; the band of support takes none.
func (s *sketch) emptyWidth(lane int) float64 {
	if lane == s.support {
		return 0
	}
	return emptyLane
}

// zone is the width that n tracks take.
func zone(n int, inset, pitch float64) float64 {
	if n == 0 {
		return 0
	}
	return inset + float64(n-1)*pitch
}

func (s *sketch) widest(c int) float64 {
	w := 0.0
	for _, v := range s.mesh.order[c] {
		if int(v) < s.mesh.real {
			w = max(w, s.g.Nodes[v].W)
		}
	}
	return w
}

// bendWidth gives steep bends more room.
func (s *sketch) bendWidth(climb float64) float64 {
	return clamp(climb*0.22, s.o.LayerGap, 2.5*s.o.LayerGap)
}

// climbs is the largest height that an edge climbs in the gap before each column.
func (s *sketch) climbs() []float64 {
	out := make([]float64, len(s.mesh.order))
	for v, l := range s.level {
		if l >= 0 {
			s.climbsOf(int32(v), out)
		}
	}
	for v := s.mesh.real; v < len(s.y); v++ {
		s.climbsOf(int32(v), out)
	}
	return out
}

func (s *sketch) climbsOf(v int32, out []float64) {
	for _, w := range s.mesh.up.of(v) {
		l := s.mesh.layer[v]
		out[l] = max(out[l], abs(s.y[v]-s.y[w]))
	}
}

// tracks counts the tracks on both sides of each gap.
func (s *sketch) tracks() (leads, trails []int) {
	leads, trails = make([]int, len(s.mesh.order)+1), make([]int, len(s.mesh.order)+1)
	for _, r := range s.band.risers {
		switch {
		case r.bottom:
		case r.out:
			leads[r.gap]++
		default:
			trails[r.gap]++
		}
	}
	return leads, trails
}

// placeTracks gives every riser its way down: the lowest one runs nearest to the column.
func (s *sketch) placeTracks() {
	byHeight := make([]*riser, len(s.band.risers))
	for i := range s.band.risers {
		byHeight[i] = &s.band.risers[i]
	}
	slices.SortStableFunc(byHeight, func(a, b *riser) int {
		return -cmp.Compare(s.y[a.upper]+a.port, s.y[b.upper]+b.port)
	})
	leads, trails := make([]int, len(s.columns)+1), make([]int, len(s.columns)+1)
	for _, r := range byHeight {
		c := s.columns[s.level[r.upper]]
		switch {
		case r.bottom:
		case r.out:
			r.track = c.x + c.w + leadInset + float64(leads[r.gap])*s.o.EdgeGap
			leads[r.gap]++
		default:
			r.track = c.x - trailInset - float64(trails[r.gap])*s.o.EdgeGap
			trails[r.gap]++
		}
	}
	s.placeBottoms()
}

// placeBottoms spreads the risers that leave the bottom of a box along it.
func (s *sketch) placeBottoms() {
	per := map[int32][]*riser{}
	for i := range s.band.risers {
		if r := &s.band.risers[i]; r.bottom {
			per[r.upper] = append(per[r.upper], r)
		}
	}
	for v, rs := range per {
		c := s.columns[s.level[v]]
		slices.SortStableFunc(rs, func(a, b *riser) int { return cmp.Compare(s.band.place[a.lower], s.band.place[b.lower]) })
		for i, r := range rs {
			r.track = c.x + c.w/2 + spread(i, len(rs), s.g.Nodes[v].W)
		}
	}
}
