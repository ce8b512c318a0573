package match

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chainatlas/model"
)

// Weights say how much each need counts, by its key. The zero value counts them as Weighables says.
type Weights map[string]float64

// Weighable is a need whose weight can be set.
type Weighable struct {
	Key, Label string
	Usual      float64
}

// maxWeight keeps a slip of the finger from silencing all other needs.
const maxWeight = 1000

var weighables = []Weighable{
	{"area", "用地", 30}, {"floor_area", "厂房面积", 30}, {"site_kind", "载体类型", 8}, {"land_use", "规划用途", 8}, {"industry", "适用行业", 4},
	{"power", "供电容量", 14}, {"power_voltage", "供电电压", 4}, {"power_circuits", "供电回路", 4}, {"water", "供水", 6}, {"heat", "供热", 6}, {"gas", "供气", 6},
	{"discharge", "排污", 6}, {"floor_load", "承重", 6}, {"crane", "行车", 6}, {"height", "层高", 6},
	{"expressway", "距高速口", 4}, {"rail", "距铁路", 4}, {"station", "距车站", 3}, {"available", "可用时间", 6}, {"supply_status", "供应状态", 6},
}

// Weighables lists the needs that weigh something, in the order in which they are told.
func Weighables() []Weighable { return slices.Clone(weighables) }

func (w Weights) of(key string) float64 {
	if v, ok := w[key]; ok {
		return v
	}
	for _, x := range weighables {
		if x.Key == key {
			return x.Usual
		}
	}
	return 0
}

// ErrWeight is returned for weights that cannot be read: a need that does not exist, a number below 0 or above 1000.
var ErrWeight = errors.New("weight of a need cannot be read")

// ParseWeights reads 供电容量=30,area=10; what is not named keeps its usual weight.
func ParseWeights(text string) (Weights, error) {
	out := Weights{}
	for _, part := range strings.FieldsFunc(model.HalfWidth(text), func(r rune) bool { return strings.ContainsRune(",;、 \n", r) }) {
		name, value, ok := strings.Cut(part, "=")
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		i := slices.IndexFunc(weighables, func(x Weighable) bool { return x.Key == name || x.Label == name })
		if !ok || err != nil || math.IsNaN(v) || v < 0 || v > maxWeight || i < 0 {
			return nil, fmt.Errorf("%q: %w", part, ErrWeight)
		}
		out[weighables[i].Key] = v
	}
	return out, nil
}

// String writes the weights as ParseWeights reads them; usual ones are left out.
func (w Weights) String() string {
	var parts []string
	for _, x := range weighables {
		if v, ok := w[x.Key]; ok && v != x.Usual {
			parts = append(parts, x.Key+"="+strconv.FormatFloat(v, 'f', -1, 64))
		}
	}
	return strings.Join(parts, ",")
}

// Of is the weight of a need.
func (w Weights) Of(key string) float64 { return w.of(key) }
