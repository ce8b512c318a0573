package mapping

import (
	"cmp"
	"slices"
)

// SettleReach is how far from a label's place others may change what it gets, in widths of the widest label.
const SettleReach = 2 * settleRounds

const settleRounds = 3

// Settle is Place for more labels than are in view: what a label gets depends only on those within SettleReach of it, so that
// the labels of a map stay what they are while it is dragged, wherever its border falls.
//
// In each round every label that waits takes its first free place, and of those that overlap the most important one keeps
// it. What has found none after the last round is left out.
func (p *Placer) Settle(labels []Label, view Rect) []PlacedLabel {
	waiting := make([]waiter, len(labels))
	for i := range labels {
		waiting[i].label = i
	}
	slices.SortFunc(waiting, func(a, b waiter) int {
		x, y := &labels[a.label], &labels[b.label]
		return cmp.Or(cmp.Compare(y.Priority, x.Priority), cmp.Compare(x.ID, y.ID), a.label-b.label)
	})
	var out []PlacedLabel
	var rivals Placer
	for range settleRounds {
		rivals.Reset()
		waiting = slices.DeleteFunc(waiting, func(w waiter) bool { _, ok := p.room(&labels[w.label]); return !ok })
		for i := range waiting {
			w := &waiting[i]
			w.box, _ = p.room(&labels[w.label])
			w.won = rivals.fits(w.box) // those before it are more important, whether they win or not
			rivals.put(w.box)
		}
		for _, w := range waiting {
			if !w.won {
				continue
			}
			p.put(w.box)
			if w.box.Overlaps(view) {
				out = append(out, PlacedLabel{w.label, w.box})
			}
		}
		waiting = slices.DeleteFunc(waiting, func(w waiter) bool { return w.won })
	}
	return out
}

// waiter is a label without a place of its own.
type waiter struct {
	label int
	box   Rect // where it would stand
	won   bool
}
