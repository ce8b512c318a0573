package chart

import "chainatlas/mapping"

// Bars are horizontal bars, one under the other, in the order given.
type Bars struct{ Items []Item }

// Draw implements Chart.
func (b Bars) Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) {
	x := begin(c, m, box, s)
	items := s.few(b.Items, x.rows(1.7))
	if len(items) == 0 {
		return
	}
	row := min(box.H()/float32(len(items)), s.Size*3)
	labels := x.labelRoom(items)
	values := x.valueRoom(items)
	full, left := box.W()-labels-values, box.Min.X+labels
	whole := most(items)
	for i, item := range items {
		y := box.Min.Y + float32(i)*row
		bar := mapping.R(left, y+row*0.18, full*share(item.Value, whole), row*0.64)
		x.mark("bar", item.ID, item.Label, func() {
			x.fill(bar, s.color(0))
			mid := bar.Center().Y
			x.write(x.cut(item.Label, s.face(), labels-s.Size/2), mapping.Pt{X: left - s.Size/2, Y: mid}, mapping.AnchorRight, s.face(), s.Ink)
			x.write(item.words(), mapping.Pt{X: bar.Max.X + s.Size/2, Y: mid}, mapping.AnchorLeft, s.bold(), s.Ink)
		})
	}
	x.line(s.Muted, 1.2, mapping.Pt{X: left, Y: box.Min.Y}, mapping.Pt{X: left, Y: box.Min.Y + row*float32(len(items))})
}

// rows is how many lines of so many heights have room.
func (x *sheet) rows(heights float32) int { return int(x.box.H() / (x.s.Size * heights)) }

// labelRoom is the room for the names left of an axis: what they need, at most two fifths.
func (x *sheet) labelRoom(items []Item) float32 {
	w := float32(0)
	for _, i := range items {
		w = max(w, x.m.Advance(i.Label, x.s.face()))
	}
	return min(w+x.s.Size, x.box.W()*0.4)
}

// valueRoom is the room for the values right of the bars.
func (x *sheet) valueRoom(items []Item) float32 {
	w := float32(0)
	for _, i := range items {
		w = max(w, x.m.Advance(i.words(), x.s.bold()))
	}
	return min(w+x.s.Size, x.box.W()*0.35)
}

// Stack is bars of parts: each part is as long as its value, and the names of the series stand above the first bar.
type Stack struct {
	Series []string
	Rows   []StackRow
}

// StackRow is one bar with a value for each series.
type StackRow struct {
	Label string
	Parts []float64
}

func (r StackRow) sum() (v float64) {
	for _, p := range r.Parts {
		v += max(p, 0)
	}
	return v
}

// Draw implements Chart.
func (b Stack) Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) {
	x := begin(c, m, box, s)
	totals := make([]Item, len(b.Rows))
	for i, r := range b.Rows {
		totals[i] = Item{Label: r.Label, Value: r.sum()}
	}
	head := x.height(s.bold()) + s.Size*0.6
	n := min(len(b.Rows), int((box.H()-head)/(s.Size*1.7)))
	if n <= 0 {
		return
	}
	totals = totals[:n]
	row := min((box.H()-head)/float32(n), s.Size*3)
	labels, values := x.labelRoom(totals), x.valueRoom(totals)
	full, whole := box.W()-labels-values, most(totals)
	for i, r := range b.Rows[:n] {
		y := box.Min.Y + head + float32(i)*row
		strip := mapping.R(box.Min.X+labels, y+row*0.18, full, row*0.64)
		x.write(x.cut(r.Label, s.face(), labels-s.Size/2), mapping.Pt{X: strip.Min.X - s.Size/2, Y: strip.Center().Y}, mapping.AnchorRight, s.face(), s.Ink)
		end := b.parts(x, r, strip, whole, i == 0)
		x.write(number(r.sum()), mapping.Pt{X: end + s.Size/2, Y: strip.Center().Y}, mapping.AnchorLeft, s.bold(), s.Ink)
	}
}

// parts draws one bar and returns where it ends; the first carries the names of the series.
func (b Stack) parts(x *sheet, r StackRow, strip mapping.Rect, whole float64, first bool) float32 {
	at := strip.Min.X
	nameFrom := at
	for i, v := range r.Parts {
		part := mapping.R(at, strip.Min.Y, strip.W()*share(v, whole), strip.H())
		name := ""
		if i < len(b.Series) {
			name = b.Series[i]
		}
		x.mark("part", "", name, func() {
			x.fill(part, x.s.color(i))
			if words := number(v); v > 0 && x.m.Advance(words, x.s.face()) < part.W()-4 {
				x.write(words, part.Center(), mapping.AnchorCenter, x.s.face(), onto(x.s.color(i)))
			}
			if first && x.write(name, mapping.Pt{X: max(part.Min.X, nameFrom), Y: strip.Min.Y - x.s.Size*0.9}, mapping.AnchorLeft, x.s.bold(), x.s.color(i)) {
				nameFrom = max(part.Min.X, nameFrom) + x.m.Advance(name, x.s.bold()) + x.s.Size*0.6
			}
		})
		at = part.Max.X
	}
	return at
}

// Progress are values on their way to targets, each on a track that ends at whichever is larger.
type Progress struct{ Items []Goal }

// Goal is a value beside its target.
type Goal struct {
	Label         string
	Value, Target float64
	Text          string // "完成 32.5亿元，目标 60亿元"
}

// Draw implements Chart.
func (p Progress) Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) {
	x := begin(c, m, box, s)
	n := min(len(p.Items), x.rows(3.2))
	if n <= 0 {
		return
	}
	row := min(box.H()/float32(n), s.Size*5)
	for i, g := range p.Items[:n] {
		y := box.Min.Y + float32(i)*row
		whole := max(g.Value, g.Target)
		track := mapping.R(box.Min.X, y+s.Size*1.7, box.W(), max(row-s.Size*2.4, s.Size*0.6))
		x.mark("goal", "", g.Label, func() {
			text := x.m.Advance(g.Text, s.face())
			x.write(x.cut(g.Label, s.bold(), box.W()-text-s.Size), mapping.Pt{X: box.Min.X, Y: y + s.Size*0.9}, mapping.AnchorLeft, s.bold(), s.Ink)
			x.write(g.Text, mapping.Pt{X: box.Max.X, Y: y + s.Size*0.9}, mapping.AnchorRight, s.face(), s.Muted)
			x.fill(track, s.Grid)
			x.fill(mapping.R(track.Min.X, track.Min.Y, track.W()*share(g.Value, whole), track.H()), s.color(0))
			at := track.Min.X + track.W()*share(g.Target, whole)
			x.line(s.Ink, 2.5, mapping.Pt{X: at - 1, Y: track.Min.Y - 3}, mapping.Pt{X: at - 1, Y: track.Max.Y + 3})
		})
	}
}

// Funnel are steps that fewer and fewer reach: bands of one height whose areas are the values.
type Funnel struct{ Items []Item }

// Draw implements Chart.
func (f Funnel) Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) {
	x := begin(c, m, box, s)
	items := s.few(f.Items, x.rows(1.7))
	if len(items) == 0 {
		return
	}
	row := min(box.H()/float32(len(items)), s.Size*3.2)
	labels := x.labelRoom(items)
	full, whole := box.W()-labels, most(items)
	middle := box.Min.X + labels + full/2
	for i, item := range items {
		y, w := box.Min.Y+float32(i)*row, full*share(item.Value, whole)
		band := mapping.R(middle-w/2, y+1, w, row-2)
		x.mark("band", item.ID, item.Label, func() {
			x.fill(band, s.color(0))
			x.write(x.cut(item.Label, s.face(), labels-s.Size/2), mapping.Pt{X: box.Min.X, Y: band.Center().Y}, mapping.AnchorLeft, s.face(), s.Ink)
			x.inside(item.words(), band)
		})
	}
}

// inside writes into a band, or beside one that is too narrow.
func (x *sheet) inside(words string, band mapping.Rect) {
	if x.m.Advance(words, x.s.bold()) < band.W()-6 {
		x.write(words, band.Center(), mapping.AnchorCenter, x.s.bold(), onto(x.s.color(0)))
		return
	}
	x.write(words, mapping.Pt{X: band.Max.X + x.s.Size/2, Y: band.Center().Y}, mapping.AnchorLeft, x.s.bold(), x.s.Ink)
}
