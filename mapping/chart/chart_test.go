package chart

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chainatlas/mapping"
)

var style = Style{Ink: color.NRGBA{A: 255}, Muted: color.NRGBA{A: 255}, Colors: []color.NRGBA{{0, 90, 120, 255}, {200, 200, 0, 255}}, Size: 14}

// ledger keeps what was filled in each mark, and every word.
type ledger struct {
	mark  mapping.Group
	areas map[string][]float64 // kind → the areas of its marks in order
	words []mapping.Text
	lost  bool
}

func (l *ledger) Fill(p *mapping.Path, _ mapping.Fill) {
	l.areas[l.mark.Kind] = append(l.areas[l.mark.Kind], area(p))
	for _, q := range p.Points() {
		if math.IsNaN(float64(q.X)) || math.IsNaN(float64(q.Y)) {
			l.lost = true
		}
	}
}
func (l *ledger) Stroke(*mapping.Path, mapping.Stroke) {}
func (l *ledger) Text(t mapping.Text)                  { l.words = append(l.words, t) }
func (l *ledger) Image(image.Image, mapping.Rect)      {}
func (l *ledger) Clip(_ mapping.Rect, draw func())     { draw() }
func (l *ledger) Group(g mapping.Group, draw func()) {
	was := l.mark
	l.mark = g
	draw()
	l.mark = was
}

func area(p *mapping.Path) (sum float64) {
	pts := p.Part(0)
	for i, a := range pts {
		b := pts[(i+1)%len(pts)]
		sum += float64(a.X)*float64(b.Y) - float64(b.X)*float64(a.Y)
	}
	return math.Abs(sum) / 2
}

func drawn(c Chart, w, h float32) *ledger {
	l := &ledger{areas: map[string][]float64{}}
	c.Draw(l, mapping.RoughMeasurer{}, mapping.R(10, 20, w, h), style)
	return l
}

// check fails on words over each other or outside the box, and on places that are no numbers.
func (l *ledger) check(t *rapid.T, w, h float32) {
	var boxes []mapping.Rect
	for _, s := range l.words {
		b := s.Box(mapping.RoughMeasurer{})
		for i, other := range boxes {
			if b.Overlaps(other) {
				t.Fatalf("%q overlaps %q", s.S, l.words[i].S)
			}
		}
		if b.Min.X < 8 || b.Min.Y < 18 || b.Max.X > 12+w || b.Max.Y > 22+h {
			t.Fatalf("%q stands at %v, outside", s.S, b)
		}
		boxes = append(boxes, b)
	}
	if l.lost {
		t.Fatal("something is drawn nowhere")
	}
}

// proportional fails when areas are not as the values are.
func proportional(t *rapid.T, areas []float64, items []Item) {
	if len(areas) == 0 {
		return
	}
	shown := 0
	perOne := -1.0
	for _, i := range items {
		if !(i.Value > 0) {
			continue
		}
		if shown >= len(areas) {
			t.Fatalf("%d areas for %v", len(areas), items)
		}
		k := areas[shown] / i.Value
		if perOne >= 0 && math.Abs(k-perOne) > perOne*0.01+0.01 {
			t.Fatalf("%g is drawn %g large, others %g for one", i.Value, areas[shown], perOne)
		}
		perOne = k
		shown++
	}
}

func drawItems(t *rapid.T) (items []Item) {
	for i := range rapid.IntRange(0, 12).Draw(t, "n") {
		items = append(items, Item{Label: strings.Repeat("环节", rapid.IntRange(0, 6).Draw(t, "label")) + fmt.Sprint(i), Value: float64(rapid.IntRange(-3, 400).Draw(t, "value"))})
	}
	return items
}

// Whatever the values and the room, areas are as the values are, words never overlap, and everything stays in its box.
func TestBarsAndFunnelsAreTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := float32(rapid.IntRange(80, 900).Draw(t, "w")), float32(rapid.IntRange(0, 600).Draw(t, "h"))
		items := drawItems(t)
		for kind, c := range map[string]Chart{"bar": Bars{items}, "band": Funnel{items}} {
			l := drawn(c, w, h)
			l.check(t, w, h)
			x := begin(l, mapping.RoughMeasurer{}, mapping.R(0, 0, w, h), style)
			proportional(t, l.areas[kind], x.s.few(items, x.rows(1.7)))
		}
	})
}

func TestStacksAreTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := float32(rapid.IntRange(200, 900).Draw(t, "w")), float32(rapid.IntRange(200, 600).Draw(t, "h"))
		s := Stack{Series: []string{"在谈", "签约", "开工"}}
		var all []Item
		for i := range rapid.IntRange(1, 5).Draw(t, "rows") {
			r := StackRow{Label: fmt.Sprintf("链%d", i)}
			for range 3 {
				v := float64(rapid.IntRange(0, 90).Draw(t, "v"))
				r.Parts = append(r.Parts, v)
				all = append(all, Item{Value: v})
			}
			s.Rows = append(s.Rows, r)
		}
		l := drawn(s, w, h)
		l.check(t, w, h)
		proportional(t, l.areas["part"], all)
	})
}

func TestFlowsAreTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := float32(rapid.IntRange(300, 900).Draw(t, "w")), float32(rapid.IntRange(300, 600).Draw(t, "h"))
		n := rapid.IntRange(2, 6).Draw(t, "n")
		f := Flows{}
		for i := range n {
			f.Nodes = append(f.Nodes, FlowNode{Label: fmt.Sprintf("环节%d", i)})
		}
		for range rapid.IntRange(0, 12).Draw(t, "links") {
			f.Links = append(f.Links, FlowLink{rapid.IntRange(-1, n).Draw(t, "from"), rapid.IntRange(-1, n).Draw(t, "to"), float64(rapid.IntRange(-1, 30).Draw(t, "v"))})
		}
		l := drawn(f, w, h)
		l.check(t, w, h)
		var sizes []Item
		kept := forward(f)
		for i := range f.Nodes {
			var in, out float64
			for _, k := range kept {
				if k.To == i {
					in += k.Value
				}
				if k.From == i {
					out += k.Value
				}
			}
			sizes = append(sizes, Item{Value: max(in, out)})
		}
		proportional(t, l.areas["node"], sizes)
	})
}

func TestLinesTimelinesAndGoalsKeepTheirWordsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := float32(rapid.IntRange(100, 900).Draw(t, "w")), float32(rapid.IntRange(60, 600).Draw(t, "h"))
		lines := Lines{Steps: []string{"2021", "2022", "2023", "2024"}}
		var events []Event
		var goals []Goal
		for i := range rapid.IntRange(0, 9).Draw(t, "n") {
			v := float64(rapid.IntRange(0, 50).Draw(t, "v"))
			lines.Series = append(lines.Series, Series{Label: fmt.Sprintf("序列%d", i), Values: []float64{v, v * 2, v}})
			events = append(events, Event{Day: int(v) * 40, Year: 1970 + int(v)*40/365, Label: fmt.Sprintf("签约项目%d", i)})
			goals = append(goals, Goal{Label: "签约", Value: v, Target: 30, Text: "目标 30"})
		}
		for _, c := range []Chart{lines, Timeline{events}, Progress{goals}} {
			drawn(c, w, h).check(t, w, h)
		}
	})
}

func TestWhatHasNoRoomIsSummedUp(t *testing.T) {
	var items []Item
	for i := range 20 {
		items = append(items, Item{Label: fmt.Sprint(i), Value: 1})
	}
	got := Style{}.few(items, 5)
	if len(got) != 5 || got[4].Label != "其余 16 项" || got[4].Value != 16 {
		t.Errorf("%+v", got)
	}
}
