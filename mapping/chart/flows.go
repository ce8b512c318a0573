package chart

import (
	"slices"

	"chainatlas/mapping"
)

// Flows are what goes from one thing to another (a Sankey diagram): bands as thick as what flows. What would flow backwards
// is left out: a picture read from left to right has no way to show it.
type Flows struct {
	Nodes []FlowNode
	Links []FlowLink
}

// FlowNode is a place that things come from or go to.
type FlowNode struct {
	ID, Label string
	Text      string // beside the label; "" for none
}

// FlowLink is how much goes from one node to another, by their places in the list.
type FlowLink struct {
	From, To int
	Value    float64
}

// flowing is the layout of flows in pixels.
type flowing struct {
	Flows
	column []int
	boxes  []mapping.Rect
	scale  float32 // pixels for one
	out    []float32
	in     []float32 // where the next band leaves and arrives
}

const flowBar = 14 // width of a node in pixels

// Draw implements Chart.
func (f Flows) Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) {
	x := begin(c, m, box, s)
	l := f.layout(x)
	if l == nil {
		return
	}
	for i, link := range l.Links {
		x.mark("flow", "", f.Nodes[link.From].Label+" → "+f.Nodes[link.To].Label, func() { l.band(x, i) })
	}
	for i, n := range f.Nodes {
		if l.boxes[i].Empty() {
			continue
		}
		x.mark("node", n.ID, n.Label, func() {
			x.fill(l.boxes[i], s.color(0))
			l.name(x, i)
		})
	}
}

// layout puts nodes into columns by how far they are from a beginning; nil when nothing flows.
func (f Flows) layout(x *sheet) *flowing {
	l := &flowing{Flows: f, column: make([]int, len(f.Nodes)), boxes: make([]mapping.Rect, len(f.Nodes))}
	l.Links = forward(f)
	if len(l.Links) == 0 {
		return nil
	}
	for range f.Nodes {
		for _, k := range l.Links {
			l.column[k.To] = max(l.column[k.To], l.column[k.From]+1)
		}
	}
	sizes := make([]float64, len(f.Nodes))
	for i := range f.Nodes {
		var in, out float64
		for _, k := range l.Links {
			if k.To == i {
				in += k.Value
			}
			if k.From == i {
				out += k.Value
			}
		}
		sizes[i] = max(in, out)
	}
	l.place(x, sizes)
	return l
}

// forward leaves out what has no size or closes a circle.
func forward(f Flows) (out []FlowLink) {
	after := make([][]int, len(f.Nodes))
	var leads func(from, to int) bool
	leads = func(from, to int) bool {
		return from == to || slices.ContainsFunc(after[from], func(n int) bool { return leads(n, to) })
	}
	for _, k := range f.Links {
		inside := k.From >= 0 && k.To >= 0 && k.From < len(f.Nodes) && k.To < len(f.Nodes)
		if !inside || !(k.Value > 0) || leads(k.To, k.From) {
			continue
		}
		after[k.From] = append(after[k.From], k.To)
		out = append(out, k)
	}
	return out
}

// place stacks the nodes of each column with room for their names between them.
func (l *flowing) place(x *sheet, sizes []float64) {
	columns := slices.Max(l.column) + 1
	gap := x.height(x.s.face()) * 1.15
	totals, counts := make([]float64, columns), make([]int, columns)
	for i, size := range sizes {
		if size > 0 {
			totals[l.column[i]] += size
			counts[l.column[i]]++
		}
	}
	l.scale = -1
	for col, total := range totals {
		if k := (x.box.H() - gap*float32(counts[col]+1)) / float32(total); total > 0 && (l.scale < 0 || k < l.scale) {
			l.scale = k
		}
	}
	l.scale = max(l.scale, 0)
	names := x.box.W() * 0.16
	step := (x.box.W() - names - flowBar) / float32(max(columns-1, 1))
	y := make([]float32, columns)
	for col := range y {
		y[col] = x.box.Min.Y + (x.box.H()-l.scale*float32(totals[col])-gap*float32(max(counts[col]-1, 0)))/2
	}
	for i, size := range sizes {
		col := l.column[i]
		l.boxes[i] = mapping.R(x.box.Min.X+step*float32(col), y[col], flowBar, l.scale*float32(size))
		if size > 0 {
			y[col] += l.boxes[i].H() + gap
		}
	}
	l.out, l.in = make([]float32, len(sizes)), make([]float32, len(sizes))
}

// band draws what flows along a link, as thick as its value at both ends.
func (l *flowing) band(x *sheet, i int) {
	k := l.Links[i]
	from, to, thick := l.boxes[k.From], l.boxes[k.To], l.scale*float32(k.Value)
	a := mapping.Pt{X: from.Max.X, Y: from.Min.Y + l.out[k.From]}
	b := mapping.Pt{X: to.Min.X, Y: to.Min.Y + l.in[k.To]}
	l.out[k.From] += thick
	l.in[k.To] += thick
	mid := (a.X + b.X) / 2
	var p mapping.Path
	p.MoveTo(a.X, a.Y)
	p.CubeTo(mapping.Pt{X: mid, Y: a.Y}, mapping.Pt{X: mid, Y: b.Y}, b)
	p.LineTo(b.X, b.Y+thick)
	p.CubeTo(mapping.Pt{X: mid, Y: b.Y + thick}, mapping.Pt{X: mid, Y: a.Y + thick}, mapping.Pt{X: a.X, Y: a.Y + thick})
	ink := x.s.color(0)
	ink.A = 70
	x.c.Fill(&p, mapping.Fill{Color: ink})
}

func (l *flowing) name(x *sheet, i int) {
	n, box := l.Nodes[i], l.boxes[i]
	words := n.Label
	if n.Text != "" {
		words += "　" + n.Text
	}
	at := mapping.Pt{X: box.Max.X + 6, Y: box.Center().Y}
	room := x.box.Max.X - at.X
	if l.column[i] < slices.Max(l.column) {
		room = min(room, x.box.W()/float32(slices.Max(l.column)+1)*0.8)
	}
	x.write(x.cut(words, x.s.face(), room), at, mapping.AnchorLeft, x.s.face(), x.s.Ink)
}
