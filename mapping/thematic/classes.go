package thematic

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"chainatlas/model"
)

// mostClasses is how many values get a colour of their own; a legend of more is read by nobody.
const mostClasses = 11

// ClassesByValue proposes a colour for each of the most frequent values; what is not among them has the layer's own colour.
func ClassesByValue(values []string) []model.StyleClass {
	count := map[string]int{}
	for _, v := range values {
		if v != "" {
			count[v]++
		}
	}
	var names []string
	for v := range count {
		names = append(names, v)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	var out []model.StyleClass
	for i, v := range names[:min(len(names), mostClasses)] {
		out = append(out, model.StyleClass{Value: v, Color: ColorText(chainColors[i%len(chainColors)])})
	}
	return out
}

// ramp goes from pale to dark, for amounts.
var ramp = [...]color.NRGBA{rgb(0xd6e6ec), rgb(0x0b4a5d)}

// ClassesByRange proposes n ranges that hold about as many numbers each, with round limits.
func ClassesByRange(numbers []float64, n int) []model.StyleClass {
	sorted := slices.DeleteFunc(slices.Clone(numbers), func(v float64) bool { return v-v != 0 })
	slices.Sort(sorted)
	if len(sorted) == 0 {
		return nil
	}
	var limits []float64
	for i := 1; i < n; i++ {
		limit := nice(sorted[i*len(sorted)/n], (sorted[len(sorted)-1]-sorted[0])/float64(4*n))
		if limit > sorted[0] && limit <= sorted[len(sorted)-1] && (len(limits) == 0 || limit > limits[len(limits)-1]) {
			limits = append(limits, limit)
		}
	}
	out := make([]model.StyleClass, len(limits)+1)
	for i := range out {
		share := float64(i) / math.Max(float64(len(limits)), 1)
		out[i].Color = ColorText(between(ramp[0], ramp[1], share))
		if i > 0 {
			out[i].Min = &limits[i-1]
		}
		if i < len(limits) {
			out[i].Max = &limits[i]
		}
	}
	return out
}

// nice rounds a limit to 1, 2 or 5 with zeros, no coarser than step.
func nice(v, step float64) float64 {
	if !(step > 0) {
		return v
	}
	ten := math.Pow(10, math.Floor(math.Log10(step)))
	for _, k := range []float64{5, 2, 1} {
		if k*ten <= step {
			n := math.Round(v / (k * ten))
			if ten < 1 { // 3 × 0.1 is not 0.3
				return n * k / math.Round(1/ten)
			}
			return n * k * ten
		}
	}
	return v
}

func between(a, b color.NRGBA, share float64) color.NRGBA {
	mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*share)) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), mix(a.A, b.A)}
}

// ColorText writes a colour as #rrggbb.
func ColorText(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// ParseColor reads #rrggbb.
func ParseColor(text string) (color.NRGBA, bool) {
	hex, found := strings.CutPrefix(text, "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	return rgb(uint32(n)), found && err == nil && len(hex) == 6
}

// StyleColors are the colours that a style editor offers.
func StyleColors() []color.NRGBA { return chainColors[:] }

// classed finds the class of a value or number.
type classed struct {
	style  model.LayerStyle
	colors []color.NRGBA // of the classes
	values map[string]int
}

func newClassed(s model.LayerStyle) *classed {
	c := &classed{style: s, values: map[string]int{}}
	for i, class := range s.Classes {
		tint, ok := ParseColor(class.Color)
		if !ok {
			tint = chainColors[i%len(chainColors)]
		}
		c.colors = append(c.colors, tint)
		c.values[class.Value] = i
	}
	return c
}

// ofValue is the class of a value; -1 for none.
func (c *classed) ofValue(v string) int {
	if i, ok := c.values[v]; ok && c.style.By == model.StyleByValue {
		return i
	}
	return -1
}

// ofNumber is the class of a number; -1 for none.
func (c *classed) ofNumber(v float64) int {
	return slices.IndexFunc(c.style.Classes, func(k model.StyleClass) bool { return k.Has(v) })
}
