package mapping

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

var screen = R(0, 0, 800, 600)

func someLabels(n int) []Label {
	rnd := rand.New(rand.NewPCG(1, 9))
	out := make([]Label, n)
	for i := range out {
		out[i] = Label{ID: fmt.Sprint("id", i), At: Pt{float32(rnd.IntN(1000) - 100), float32(rnd.IntN(800) - 100)},
			W: float32(30 + rnd.IntN(80)), H: 16, Gap: 6, Priority: float64(rnd.IntN(5)), Centered: i%10 == 0}
	}
	return out
}

func TestLabelsNeverOverlap(t *testing.T) {
	var p Placer
	sign := R(100, 100, 200, 100)
	p.Block(sign)
	placed := p.Place(someLabels(800), screen)
	if len(placed) < 100 {
		t.Errorf("only %d labels found room", len(placed))
	}
	for i, a := range placed {
		if a.Box.Overlaps(sign) {
			t.Fatalf("label %d covers the blocked box", a.Index)
		}
		for _, b := range placed[:i] {
			if a.Box.Overlaps(b.Box) {
				t.Fatalf("labels %d and %d overlap", a.Index, b.Index)
			}
		}
	}
}

func TestImportantLabelWins(t *testing.T) {
	at := Pt{100, 100}
	crowd := []Label{
		{ID: "b", At: at, W: 50, H: 16, Centered: true, Priority: 1},
		{ID: "c", At: at, W: 50, H: 16, Centered: true, Priority: 2},
		{ID: "a", At: at, W: 50, H: 16, Centered: true, Priority: 2},
	}
	var p Placer
	placed := p.Place(crowd, screen)
	if len(placed) != 1 || crowd[placed[0].Index].ID != "a" {
		t.Errorf("placed %v, want a: the highest priority, then the first id", placed)
	}
}

func TestLabelsGoAroundTheirPoint(t *testing.T) {
	var same []Label
	for i := range 10 {
		same = append(same, Label{ID: fmt.Sprint(i), At: Pt{400, 300}, W: 40, H: 10, Gap: 5})
	}
	var p Placer
	placed := p.Place(same, screen)
	if len(placed) < 4 {
		t.Fatalf("%d labels around one point, want one on each side at least", len(placed))
	}
	if want := R(405, 295, 40, 10); placed[0].Box != want {
		t.Errorf("the first stands at %v, want %v", placed[0].Box, want)
	}
}

func TestDraggingMovesLabelsAlike(t *testing.T) {
	labels := someLabels(600)
	var p Placer
	before := map[int]Rect{}
	for _, l := range p.Place(labels, screen) {
		before[l.Index] = l.Box
	}
	d := Pt{-37, 12}
	for i := range labels {
		labels[i].At = labels[i].At.Add(d)
	}
	p.Reset()
	for _, l := range p.Place(labels, screen) {
		if was, ok := before[l.Index]; ok && hypot(was.Min.X+d.X-l.Box.Min.X, was.Min.Y+d.Y-l.Box.Min.Y) > 0.01 {
			t.Fatalf("label %d jumped from %v to %v", l.Index, was, l.Box)
		}
	}
}

func TestLabelsThatCannotBe(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	var p Placer
	p.Block(Rect{Pt{nan, 0}, Pt{1, inf}})
	placed := p.Place([]Label{
		{At: Pt{nan, 3}, W: 10, H: 10}, {At: Pt{inf, 3}, W: 10, H: 10}, {At: Pt{3, 3}, W: inf, H: 10},
		{At: Pt{3, 3}, W: 0, H: 10}, {At: Pt{3, 3}, W: -5, H: 10}, {At: Pt{5000, 3}, W: 10, H: 10},
	}, screen)
	if len(placed) != 0 {
		t.Errorf("placed %v", placed)
	}
}

func BenchmarkPlace2000(b *testing.B) {
	labels := someLabels(2000)
	var p Placer
	for b.Loop() {
		p.Reset()
		p.Place(labels, screen)
	}
}

// What is in view gets the same places wherever the border of the picture falls.
func TestSettledLabelsStayWhileTheMapIsDragged(t *testing.T) {
	views, shown := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		var all []Label
		for i := range 500 {
			all = append(all, Label{ID: strconv.Itoa(i), At: Pt{float32(r.IntN(2400)), float32(r.IntN(2000))}, W: float32(40 + r.IntN(80)), H: 16,
				Gap: 8, Priority: float64(r.IntN(50))})
		}
		const reach = SettleReach * 130
		seen := func(view Rect) map[string]Rect {
			var near []Label
			for _, l := range all {
				if view.Inset(-reach).Contains(l.At) {
					near = append(near, l)
				}
			}
			var p Placer
			out := map[string]Rect{}
			for _, l := range p.Settle(near, view) {
				for _, other := range out {
					if other.Overlaps(l.Box) {
						t.Fatalf("%v over %v", l.Box, other)
					}
				}
				out[near[l.Index].ID] = l.Box
			}
			return out
		}
		a := R(900, 900, 400, 250)
		b := R(float32(900+r.IntN(200)), float32(900+r.IntN(100)), 400, 250)
		first, second := seen(a), seen(b)
		both := Rect{Pt{max(a.Min.X, b.Min.X), max(a.Min.Y, b.Min.Y)}, Pt{min(a.Max.X, b.Max.X), min(a.Max.Y, b.Max.Y)}}
		for id, box := range first {
			if box.Overlaps(both) && second[id] != box {
				t.Fatalf("label %s stood at %v and then at %v", id, box, second[id])
			}
		}
		views, shown = views+1, shown+len(first)
	})
	if shown < 5*views {
		t.Errorf("only %d labels in %d views", shown, views)
	}
}
