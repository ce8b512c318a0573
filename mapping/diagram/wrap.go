package diagram

import (
	"cmp"
	"slices"
)

// wrap splits tall columns into several so that the picture comes near the wanted aspect; without one it does nothing.
func (s *sketch) wrap() {
	if s.o.Aspect <= 0 {
		return
	}
	columns := s.perColumn()
	rows := s.bestRows(columns)
	if s.o.Previous != nil {
		rows = s.knownRows()
	}
	for lane := range columns {
		shift := int32(0)
		for _, members := range columns[lane] {
			parts := (len(members) + rows - 1) / rows
			s.split(members, shift, parts)
			shift += int32(max(parts-1, 0))
		}
	}
}

// perColumn lists the nodes of each column of each upright lane.
func (s *sketch) perColumn() [][][]int32 {
	columns := make([][][]int32, s.g.lanes())
	for v := range s.g.Nodes {
		lane, level := s.lane(int32(v)), int(s.level[v])
		if lane == s.support {
			continue
		}
		for len(columns[lane]) <= level {
			columns[lane] = append(columns[lane], nil)
		}
		columns[lane][level] = append(columns[lane][level], int32(v))
	}
	return columns
}

// bestRows is the number of boxes on top of each other that lets the picture be shown largest.
func (s *sketch) bestRows(columns [][][]int32) int {
	tallest := 1
	for _, lane := range columns {
		for _, members := range lane {
			tallest = max(tallest, len(members))
		}
	}
	best, scale := tallest, 0.0
	for rows := tallest; rows >= 1; rows-- {
		// A narrower picture is preferred unless another column makes it clearly larger: every column costs detours.
		if now := s.scale(columns, rows); now > scale*1.08 {
			best, scale = rows, now
		}
	}
	return best
}

// scale estimates how large a picture of the wanted aspect and height 1 shows the plan.
func (s *sketch) scale(columns [][][]int32, rows int) float64 {
	w, h := s.meanSize()
	n := 0
	for _, lane := range columns {
		for _, members := range lane {
			n += (len(members) + rows - 1) / rows
		}
	}
	width := float64(n)*(w+s.o.LayerGap) + float64(len(columns))*s.o.LaneGap
	height := float64(rows)*(h+s.o.NodeGap) + s.o.Header + 2*s.o.Padding
	if s.support >= 0 {
		height += 2*h + 2*s.o.Padding
	}
	return min(s.o.Aspect/width, 1/height)
}

func (s *sketch) meanSize() (w, h float64) {
	for _, n := range s.g.Nodes {
		w += n.W / float64(len(s.g.Nodes))
		h += n.H / float64(len(s.g.Nodes))
	}
	return w, h
}

// split spreads the nodes of one column over parts columns, those with more suppliers than customers to the left,
// and moves all of them by shift.
func (s *sketch) split(members []int32, shift int32, parts int) {
	pull := map[int32]int{}
	if parts > 1 {
		for i := range s.links {
			l := s.ltr(i)
			pull[l.from]++
			pull[l.to]--
		}
		members = slices.Clone(members)
		slices.SortStableFunc(members, func(a, b int32) int {
			return cmp.Or(s.compareKnown(a, b), cmp.Compare(pull[a], pull[b]))
		})
	}
	for i, v := range members {
		s.level[v] += shift + int32(i*parts/len(members))
	}
}
