package diagram

import "math"

func abs(x float64) float64 { return math.Abs(x) }

func clamp(x, low, high float64) float64 { return min(max(x, low), high) }

// pool is a run of things that stand as close as they may.
type pool struct {
	sum, weight float64
	n           int
}

func (b pool) mean() float64 { return b.sum / b.weight }

// isotone replaces the wishes by the places nearest to them (weighted least squares) at which each thing stands at
// least its gap after the one before. The pools are scratch memory, given back for the next call.
func isotone(places, weight, gaps []float64, pools []pool) []pool {
	pools = pools[:0]
	shift := 0.0
	for i, want := range places {
		shift += gaps[i]
		b := pool{(want - shift) * weight[i], weight[i], 1}
		for k := len(pools); k > 0 && pools[k-1].mean() >= b.mean(); k-- {
			last := pools[k-1]
			b = pool{b.sum + last.sum, b.weight + last.weight, b.n + last.n}
			pools = pools[:k-1]
		}
		pools = append(pools, b)
	}
	i := 0
	shift = 0
	for _, b := range pools {
		for range b.n {
			shift += gaps[i]
			places[i] = b.mean() + shift
			i++
		}
	}
	return pools
}

// equal returns n equal weights.
func equal(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	return w
}

// confine moves places with their gaps into the room from low to high; what finds no room there goes beyond high.
func confine(places, gaps []float64, low, high float64) {
	for i := len(places) - 1; i >= 0; i-- {
		places[i] = min(places[i], high)
		high = places[i] - gaps[i]
	}
	for i := range places {
		low += gaps[i]
		places[i] = max(places[i], low)
		low = places[i]
	}
}
