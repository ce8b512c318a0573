// Package chart draws figures: bars, parts, lines, funnels, progress, flows and days on an axis.
//
// Every scale begins at zero, every mark has its words beside it, and no two words overlap: what has no room is left out or
// summed up and said so, never drawn smaller than it is.
package chart

import (
	"fmt"
	"image/color"
	"strconv"

	"chainatlas/mapping"
)

// Chart is figures that draw themselves into a box in pixels.
type Chart interface {
	Draw(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style)
}

// Style is how charts look.
type Style struct {
	Ink, Muted, Grid, Paper color.NRGBA
	Colors                  []color.NRGBA // of series and marks; the first is the one accent
	Size                    float32       // of the writing, pixels
	Say                     mapping.Say   // the reader's language; nil is Chinese
}

// color is the colour of a series.
func (s Style) color(i int) color.NRGBA {
	if len(s.Colors) == 0 {
		return s.Ink
	}
	return s.Colors[i%len(s.Colors)]
}

func (s Style) face() mapping.Face { return mapping.Face{Size: s.Size} }

func (s Style) bold() mapping.Face { return mapping.Face{Size: s.Size, Bold: true} }

// Item is one named value. A value below zero has no length; its words still stand.
type Item struct {
	ID    string // of the record behind it, for hits; "" for none
	Label string
	Value float64
	Text  string // the value in words; "" for the bare number
}

func (i Item) words() string {
	if i.Text != "" {
		return i.Text
	}
	return number(i.Value)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// sheet is a chart under way: the canvas with the words that stand already.
type sheet struct {
	c     mapping.Canvas
	m     mapping.Measurer
	box   mapping.Rect
	s     Style
	words []mapping.Rect
}

func begin(c mapping.Canvas, m mapping.Measurer, box mapping.Rect, s Style) *sheet {
	return &sheet{c: c, m: m, box: box, s: s}
}

// write puts a text where it neither leaves the box nor touches another; false when there is no room.
func (x *sheet) write(s string, at mapping.Pt, anchor mapping.Anchor, face mapping.Face, ink color.NRGBA) bool {
	t := mapping.Text{S: s, At: at, Anchor: anchor, Face: face, Color: ink}
	room := t.Box(x.m)
	if s == "" || room.Min.X < x.box.Min.X-1 || room.Max.X > x.box.Max.X+1 || room.Min.Y < x.box.Min.Y-1 || room.Max.Y > x.box.Max.Y+1 {
		return false
	}
	for _, w := range x.words {
		if w.Overlaps(room) {
			return false
		}
	}
	x.words = append(x.words, room)
	x.c.Text(t)
	return true
}

// height is how high a line of writing is.
func (x *sheet) height(f mapping.Face) float32 {
	up, down := x.m.Metrics(f)
	return up + down
}

// cut is a text with its end left out where it is wider than the room.
func (x *sheet) cut(s string, f mapping.Face, room float32) string {
	if x.m.Advance(s, f) <= room {
		return s
	}
	r := []rune(s)
	for n := len(r) - 1; n > 0; n-- {
		if short := string(r[:n]) + "…"; x.m.Advance(short, f) <= room {
			return short
		}
	}
	return ""
}

func (x *sheet) fill(r mapping.Rect, col color.NRGBA) {
	if r.Empty() {
		return
	}
	var p mapping.Path
	p.Rect(r)
	x.c.Fill(&p, mapping.Fill{Color: col})
}

func (x *sheet) mark(kind, id, title string, draw func()) {
	x.c.Group(mapping.Group{ID: id, Kind: kind, Title: title}, draw)
}

func (x *sheet) line(col color.NRGBA, width float32, pts ...mapping.Pt) {
	var p mapping.Path
	p.Line(pts...)
	x.c.Stroke(&p, mapping.Stroke{Color: col, Width: width})
}

// onto is the ink that is read on a ground: white on dark ones.
func onto(ground color.NRGBA) color.NRGBA {
	if 299*int(ground.R)+587*int(ground.G)+114*int(ground.B) < 150_000 {
		return color.NRGBA{255, 255, 255, 255}
	}
	return color.NRGBA{0x1c, 0x27, 0x2c, 255}
}

func most(items []Item) (v float64) {
	for _, i := range items {
		v = max(v, i.Value)
	}
	return v
}

// share is value of whole between 0 and 1; 0 where there is no whole.
func share(value, whole float64) float32 {
	if !(whole > 0) || !(value > 0) {
		return 0
	}
	return float32(min(value/whole, 1))
}

// few keeps as many items as there are rows; the rest becomes one row that says how many it sums up.
func (s Style) few(items []Item, rows int) []Item {
	if len(items) <= rows || rows < 1 {
		return items[:min(len(items), max(rows, 0))]
	}
	out := append([]Item{}, items[:rows-1]...)
	rest := Item{Label: s.Say.Word(fmt.Sprintf("其余 %d 项", len(items)-rows+1))}
	for _, i := range items[rows-1:] {
		rest.Value += max(i.Value, 0)
	}
	return append(out, rest)
}
