package main

// repaired returns the ring open (the first point not repeated), without points that repeat, without spikes, and
// without the loops and knots in which it meets itself.
func repaired(ring []cell) []cell {
	for {
		next := withoutKnot(withoutLoops(withoutSpikes(ring)))
		if len(next) == len(ring) {
			return next
		}
		ring = next
	}
}

// withoutSpikes drops every point that repeats the one before or at which the ring turns back on itself.
func withoutSpikes(ring []cell) []cell {
	for i := 0; i < len(ring) && len(ring) > 3; {
		before, here, after := ring[(i+len(ring)-1)%len(ring)], ring[i], ring[(i+1)%len(ring)]
		if here == before || here == after || turnsBack(before, here, after) {
			ring = append(append([]cell{}, ring[:i]...), ring[i+1:]...)
			i = max(i-2, 0)
			continue
		}
		i++
	}
	return ring
}

func turnsBack(a, b, c cell) bool {
	return cross(a, b, c) == 0 && (b.x-a.x)*(c.x-b.x)+(b.y-a.y)*(c.y-b.y) < 0
}

// withoutLoops cuts the ring where it meets itself and keeps the largest part.
func withoutLoops(ring []cell) []cell {
	var best, path []cell
	at := map[cell]int{}
	for _, c := range ring {
		if i, met := at[c]; met {
			loop := append([]cell{}, path[i:]...)
			best = larger(best, loop)
			for _, gone := range path[i:] {
				delete(at, gone)
			}
			path = path[:i]
		}
		at[c] = len(path)
		path = append(path, c)
	}
	return larger(best, path)
}

// withoutKnot finds two sides that cross and drops the points between them, on the side with fewer.
func withoutKnot(ring []cell) []cell {
	n := len(ring)
	for i := range n {
		for j := i + 2; j < n; j++ {
			if i == 0 && j == n-1 || !crossing(ring[i], ring[i+1], ring[j], ring[(j+1)%n]) {
				continue
			}
			if j-i > n/2 {
				return append([]cell{}, ring[i+1:j+1]...)
			}
			return append(append([]cell{}, ring[:i+1]...), ring[j+1:]...)
		}
	}
	return ring
}

// crossing tells whether the sides ab and cd have a point in common.
func crossing(a, b, c, d cell) bool {
	return meet(a.lonLat(), b.lonLat(), c.lonLat(), d.lonLat()) // exact: the grid is binary
}

func larger(a, b []cell) []cell {
	if abs(twiceArea(a)) > abs(twiceArea(b)) {
		return a
	}
	return b
}

// twiceArea is positive for a counter-clockwise ring.
func twiceArea(ring []cell) int {
	sum := 0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		sum += a.x*b.y - b.x*a.y
	}
	return sum
}

// cross is positive where a, b, c turn left.
func cross(a, b, c cell) int { return (b.x-a.x)*(c.y-b.y) - (b.y-a.y)*(c.x-b.x) }

func abs(n int) int { return max(n, -n) }
