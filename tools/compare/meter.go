package main

import (
	"math"
	"slices"
	"time"
)

// meter collects what repetitions took, in milliseconds. CPU counts every core and everything beside the work, such as the
// collector; a loaded machine distorts it less than the wall clock.
type meter struct{ CPU, Wall []float64 }

func (m *meter) measure(work func() error) error {
	cpu, wall := cpuTime(), time.Now()
	err := work()
	m.Wall = append(m.Wall, milliseconds(time.Since(wall)))
	m.CPU = append(m.CPU, milliseconds(cpuTime()-cpu))
	return err
}

// patience is how long one question is asked again and again.
const patience = 2 * time.Second

// repeat measures the work so many times. What takes long is done less often, and what it took counts as often.
func (m *meter) repeat(times int, work func() error) error {
	begun, from := time.Now(), len(m.CPU)
	for n := range times {
		if n > 0 && time.Since(begun) > patience {
			m.CPU, m.Wall = append(m.CPU, m.CPU[from+n%(len(m.CPU)-from)]), append(m.Wall, m.Wall[from+n%(len(m.Wall)-from)])
			continue
		}
		if err := m.measure(work); err != nil {
			return err
		}
	}
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// at is the least value that such a share does not exceed; NaN of nothing.
func at(values []float64, share float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	s := slices.Sorted(slices.Values(values))
	return s[max(0, int(math.Ceil(share*float64(len(s))))-1)]
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}
