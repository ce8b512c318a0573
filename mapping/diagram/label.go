package diagram

import (
	"slices"
	"strings"

	"chainatlas/mapping"
)

// opening brackets: a label divides well before them.
const opening = "（(【《「『〈〔［｛{[“‘"

// breakAfter are the characters after which a label divides by its sense; before an opening bracket it does too.
const breakAfter = "）)】》」』〉〕］、，；：·・/／,;: "

// What a line costs, and the break before it: where the sense divides, between Chinese and other writing, and
// elsewhere. A break inside a word is worse than a line more.
const (
	oneLine       = 1.0
	sensibleBreak = 0.02
	scriptBreak   = 1.5
	plainBreak    = 1.9
)

// WrapLabel divides a label into few lines of at most maxWidth pixels, preferably at brackets and separators. Words
// of Latin letters and numbers stay whole unless one alone is wider than the line. A label always gives a line.
func WrapLabel(m mapping.Measurer, label string, face mapping.Face, maxWidth float32) []string {
	var lines []string
	for _, part := range strings.Split(label, "\n") {
		w := wrapper{measure: func(s string) float32 { return m.Advance(s, face) }, max: maxWidth}
		lines = append(lines, w.lines(strings.TrimSpace(part))...)
	}
	return lines
}

// NodeSize is the box around lines of writing with padding on all sides, in pixels.
func NodeSize(m mapping.Measurer, lines []string, face mapping.Face, padX, padY float32) (w, h float64) {
	for _, line := range lines {
		w = max(w, float64(m.Advance(line, face)))
	}
	return w + 2*float64(padX), float64(len(lines))*float64(LineHeight(m, face)) + 2*float64(padY)
}

// LineHeight is the distance of two lines of a label, in pixels.
func LineHeight(m mapping.Measurer, face mapping.Face) float32 {
	ascent, descent := m.Metrics(face)
	return (ascent + descent) * 1.15
}

// wrapper finds the cheapest division of one label.
type wrapper struct {
	measure func(string) float32
	max     float32
	units   []string  // what stays together
	before  []float32 // width of all units before each
	bare    []float32 // width of each without the space behind it
	cost    []float64
	prev    []int
}

func (w *wrapper) lines(label string) []string {
	w.units = w.cut(mapping.Unbroken(label))
	n := len(w.units)
	if n == 0 {
		return []string{""}
	}
	w.weigh()
	w.cost, w.prev = make([]float64, n+1), make([]int, n+1)
	for j := 1; j <= n; j++ {
		w.cost[j] = -1
		for i := j - 1; i >= 0 && w.consider(i, j); i-- {
		}
	}
	var out []string
	for j := n; j > 0; j = w.prev[j] {
		out = append(out, strings.TrimSpace(strings.Join(w.units[w.prev[j]:j], "")))
	}
	slices.Reverse(out)
	return out
}

func (w *wrapper) weigh() {
	sum := float32(0)
	for _, u := range w.units {
		w.before = append(w.before, sum)
		w.bare = append(w.bare, w.measure(strings.TrimSpace(u)))
		sum += w.measure(u)
	}
}

// consider tries a line of the units i to j and tells whether a longer one may fit too.
func (w *wrapper) consider(i, j int) bool {
	width := w.before[j-1] - w.before[i] + w.bare[j-1]
	if width > w.max && j-i > 1 {
		return false
	}
	spare := max(0, float64(1-width/w.max))
	cost := w.cost[i] + oneLine + spare*spare
	if i > 0 {
		cost += w.breakCost(i)
	}
	if w.cost[j] < 0 || cost < w.cost[j] {
		w.cost[j], w.prev[j] = cost, i
	}
	return j-i < longestLine
}

// longestLine bounds the search in a label that is a whole text.
const longestLine = 200

// breakCost is what a break before unit i costs.
func (w *wrapper) breakCost(i int) float64 {
	before := []rune(w.units[i-1])
	after := []rune(w.units[i])
	if strings.ContainsRune(breakAfter, before[len(before)-1]) || strings.ContainsRune(opening, after[0]) {
		return sensibleBreak
	}
	if mapping.InWord(before[len(before)-1]) != mapping.InWord(after[0]) {
		return scriptBreak
	}
	return plainBreak
}

// cut divides units that are wider than a line on their own.
func (w *wrapper) cut(units []string) []string {
	var out []string
	for _, u := range units {
		out = append(out, mapping.CutWide(u, w.max, w.measure)...)
	}
	return out
}
