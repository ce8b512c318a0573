package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"chainatlas/mapping"
)

// Lines are series over the same steps, named at their ends.
type Lines struct {
	Steps  []string // under the axis
	Series []Series
}

// Series is one line.
type Series struct {
	Label  string
	Values []float64 // one for each step, from the first
}

// Draw implements Chart.
func (l Lines) Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) {
	x := begin(c, m, box, s)
	whole, names := l.extent(x)
	foot := x.height(s.face()) + s.Size*0.5
	plot := mapping.R(box.Min.X, box.Min.Y+s.Size, box.W()-names, box.H()-foot-s.Size)
	if len(l.Steps) == 0 || plot.Empty() {
		return
	}
	at := func(step int, v float64) mapping.Pt {
		return mapping.Pt{X: plot.Min.X + s.Size*2 + (plot.W()-s.Size*4)*float32(step)/float32(max(len(l.Steps)-1, 1)), Y: plot.Max.Y - plot.H()*share(v, whole)}
	}
	x.line(s.Muted, 1.2, mapping.Pt{X: plot.Min.X, Y: plot.Max.Y}, mapping.Pt{X: plot.Max.X, Y: plot.Max.Y})
	for i, name := range l.Steps {
		x.write(name, mapping.Pt{X: at(i, 0).X, Y: plot.Max.Y + s.Size*0.3}, mapping.AnchorTop, s.face(), s.Muted)
	}
	for i, one := range l.Series {
		l.series(x, i, one, at)
	}
	l.ends(x, plot, at)
}

// extent is the largest value and the room for the names at the ends.
func (l Lines) extent(x *sheet) (whole float64, names float32) {
	for _, one := range l.Series {
		for _, v := range one.Values {
			whole = max(whole, v)
		}
		names = max(names, x.m.Advance(one.end(), x.s.bold()))
	}
	return whole, min(names+x.s.Size, x.box.W()*0.4)
}

// end is what stands beside the last value.
func (s Series) end() string {
	if len(s.Values) == 0 {
		return s.Label
	}
	return s.Label + " " + number(s.Values[len(s.Values)-1])
}

func (l Lines) series(x *sheet, i int, one Series, at func(int, float64) mapping.Pt) {
	x.mark("line", "", one.Label, func() {
		var p mapping.Path
		var pts []mapping.Pt
		for step, v := range one.Values[:min(len(one.Values), len(l.Steps))] {
			pts = append(pts, at(step, v))
		}
		p.Line(pts...)
		x.c.Stroke(&p, mapping.Stroke{Color: x.s.color(i), Width: 2.5, Cap: mapping.RoundCap})
		for _, q := range pts {
			x.fill(mapping.Rect{Min: q, Max: q}.Inset(-3), x.s.color(i))
		}
	})
}

// ends writes the names at the last values, pushed apart from above to below.
func (l Lines) ends(x *sheet, plot mapping.Rect, at func(int, float64) mapping.Pt) {
	order := make([]int, 0, len(l.Series))
	for i, one := range l.Series {
		if n := min(len(one.Values), len(l.Steps)); n > 0 {
			order = append(order, i)
		}
	}
	end := func(i int) mapping.Pt {
		n := min(len(l.Series[i].Values), len(l.Steps))
		return at(n-1, l.Series[i].Values[n-1])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(end(a).Y, end(b).Y) })
	least, step := x.box.Min.Y, x.height(x.s.bold())
	for _, i := range order {
		y := max(end(i).Y, least+step/2)
		x.write(x.cut(l.Series[i].end(), x.s.bold(), x.box.Max.X-plot.Max.X), mapping.Pt{X: plot.Max.X, Y: y}, mapping.AnchorLeft, x.s.bold(), x.s.color(i))
		least = y + step/2 + 0.5
	}
}

// Timeline are things that happened on days, along an axis of years.
type Timeline struct{ Events []Event }

// Event is something on a day.
type Event struct {
	ID    string
	Day   int // days since 1970
	Year  int // that the day lies in
	Label string
}

// Draw implements Chart.
func (t Timeline) Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) {
	x := begin(c, m, box, s)
	events := slices.Clone(t.Events)
	slices.SortStableFunc(events, func(a, b Event) int { return cmp.Compare(a.Day, b.Day) })
	if len(events) == 0 {
		return
	}
	first, last := events[0].Day, events[len(events)-1].Day
	axis := box.Center().Y
	at := func(day int) float32 {
		return box.Min.X + s.Size*3 + (box.W()-s.Size*6)*float32(day-first)/float32(max(last-first, 1))
	}
	x.line(s.Muted, 2, mapping.Pt{X: box.Min.X, Y: axis}, mapping.Pt{X: box.Max.X, Y: axis})
	t.years(x, events, axis, at)
	left := 0
	for i, e := range events {
		p := mapping.Pt{X: at(e.Day), Y: axis}
		x.mark("event", e.ID, e.Label, func() {
			x.fill(mapping.Rect{Min: p, Max: p}.Inset(-4.5), s.color(0))
			if !t.label(x, e, p, i%2 == 0) {
				left++
			}
		})
	}
	if left > 0 {
		x.write(s.Say.Word(fmt.Sprintf("另有 %d 项未写出名称", left)), mapping.Pt{X: box.Max.X, Y: box.Max.Y}, mapping.AnchorBaselineRight, s.face(), s.Muted)
	}
}

func (t Timeline) years(x *sheet, events []Event, axis float32, at func(int) float32) {
	year := 0
	for _, e := range events {
		if e.Year == year {
			continue
		}
		year = e.Year
		x.write(x.s.Say.Word(strconv.Itoa(year)+"年"), mapping.Pt{X: at(e.Day), Y: axis + 8}, mapping.AnchorTop, x.s.bold(), x.s.Muted)
	}
}

// label writes the name on the first step above or below the axis that has room.
func (t Timeline) label(x *sheet, e Event, p mapping.Pt, up bool) bool {
	step, first := x.height(x.s.face())+4, x.s.Size*2.2
	words := x.cut(e.Label, x.s.face(), x.box.W()*0.3)
	half := x.m.Advance(words, x.s.face()) / 2
	mid := min(max(p.X, x.box.Min.X+half), x.box.Max.X-half)
	for i := range int(x.box.H() / 2 / step) {
		for _, above := range []bool{up, !up} {
			d := first + float32(i)*step
			if above {
				d = -d
			}
			if x.write(words, mapping.Pt{X: mid, Y: p.Y + d}, mapping.AnchorCenter, x.s.face(), x.s.Ink) {
				return true
			}
		}
	}
	return false
}
