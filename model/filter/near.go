package filter

import (
	"cmp"
	"slices"
	"strings"

	"chainatlas/model"
)

// nearFields lists up to three labels of fields that are called much like what was typed, the likest first.
func nearFields(kind model.Kind, typed string) []string {
	type candidate struct {
		label string
		like  float64
	}
	var all []candidate
	for _, f := range model.FieldsOf(kind) {
		names := append([]string{f.Key, f.Label}, f.Also...)
		for short, key := range shortNames {
			if key == f.Key && kind == model.KindProject {
				names = append(names, short)
			}
		}
		best := 0.0
		for _, n := range names {
			best = max(best, likeness(strings.ToLower(model.Squeeze(n)), strings.ToLower(model.Squeeze(typed))))
		}
		if best >= 0.5 {
			all = append(all, candidate{f.Label, best})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.like, a.like) })
	var out []string
	for _, c := range all[:min(3, len(all))] {
		out = append(out, c.label)
	}
	return out
}

// nearChoice offers the choice that is called much like what was typed; "" when none is.
func nearChoice(list []model.Choice, typed string) string {
	best, like := "", 0.5
	for _, c := range list {
		if l := likeness(strings.ToLower(model.Squeeze(c.Name)), strings.ToLower(model.Squeeze(typed))); l >= like {
			best, like = "，是否为「"+c.Name+"」", l
		}
	}
	return best
}

// likeness is 1 for the same, 0 for nothing in common: how little must be typed anew. A part of the other is like it.
func likeness(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	like := 1 - float64(distance(x, y))/float64(max(1, len(y)))
	if len(x) >= 2 && strings.Contains(string(y), string(x)) {
		like = max(like, 0.6)
	}
	return like
}

// distance counts the characters to put in, take out or change (Levenshtein).
func distance(x, y []rune) int {
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			cost := before
			if x[i] != y[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, before+1)
		}
	}
	return row[len(y)]
}
