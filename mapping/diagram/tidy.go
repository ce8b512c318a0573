package diagram

import "math"

// tidyItems is up to which size a picture for people is tidied: every try places all boxes anew.
const tidyItems = 160

// tidy swaps neighbours in a column where that crosses nothing more and makes the edges climb less in all. Only a
// picture of a wanted aspect, which is one for people to look at, gets this care.
func (s *sketch) tidy() {
	if s.o.Aspect <= 0 || s.o.Previous != nil || len(s.mesh.pos) > tidyItems {
		return
	}
	var c counter
	cost, climb := c.cost(s.mesh), s.climb()
	for again, round := true, 0; again && round < 4; round++ {
		again = false
		for l, order := range s.mesh.order {
			for i := 0; i+1 < len(order); i++ {
				if !s.mayTrade(order, i) {
					continue
				}
				s.trade(l, i)
				now := c.cost(s.mesh)
				if now <= cost {
					s.settle()
					if by := s.climb(); by < climb*0.998 {
						cost, climb, again = now, by, true
						continue
					}
				}
				s.trade(l, i)
			}
		}
	}
	s.settle()
}

// mayTrade tells whether the items at places i and i+1 may change places without splitting a group.
func (s *sketch) mayTrade(order []int32, i int) bool {
	if !s.mesh.tied {
		return true
	}
	a, b := s.mesh.group[order[i]], s.mesh.group[order[i+1]]
	return a == b || s.alone(order, i) && s.alone(order, i+1)
}

// alone tells whether the item at place i has no neighbour of its group.
func (s *sketch) alone(order []int32, i int) bool {
	g := s.mesh.group[order[i]]
	if g == 0 {
		return true
	}
	return (i == 0 || s.mesh.group[order[i-1]] != g) && (i+1 == len(order) || s.mesh.group[order[i+1]] != g)
}

func (s *sketch) trade(l, i int) {
	order := s.mesh.order[l]
	order[i], order[i+1] = order[i+1], order[i]
	s.mesh.pos[order[i]], s.mesh.pos[order[i+1]] = int32(i), int32(i+1)
}

// climb sums up how far the edges climb or fall, the whole picture counting as one more. The power above 1 prefers
// several slight bends to a steep one.
func (s *sketch) climb() float64 {
	top, bottom := s.span()
	sum := math.Pow(bottom-top, 1.5)
	for v := range s.y {
		for k := s.mesh.up.start[v]; k < s.mesh.up.start[v+1]; k++ {
			port := s.ports[s.mesh.up.seg[k]]
			rise := abs(s.y[s.mesh.up.to[k]] + port[0] - s.y[v] - port[1])
			sum += rise * math.Sqrt(rise)
		}
	}
	return sum
}
