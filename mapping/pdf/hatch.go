package pdf

import (
	"math"

	"chainatlas/mapping"
)

// hatchPeriod is the side of the pattern's square in logical pixels, as in the other canvases.
const hatchPeriod = 8

// hatch draws the lines of a pattern over a box; the caller has cut them to the area. The pattern is tied to the
// picture's corner.
func (c *Canvas) hatch(box mapping.Rect, f mapping.Fill) {
	unit := f.Unit
	if !(unit > 0) {
		unit = 1
	}
	w, h := c.sheet.Size()
	box.Min = mapping.Pt{X: max(box.Min.X, 0), Y: max(box.Min.Y, 0)}
	box.Max = mapping.Pt{X: min(box.Max.X, float32(w)), Y: min(box.Max.Y, float32(h))}
	if box.Empty() {
		return
	}
	var lines mapping.Path
	step := hatchPeriod * unit
	if f.Hatch == mapping.Slashes || f.Hatch == mapping.Cross {
		slashes(&lines, box, step)
	}
	if f.Hatch == mapping.Backslashes || f.Hatch == mapping.Cross {
		backslashes(&lines, box, step)
	}
	stroke := mapping.Stroke{Color: f.Ink, Width: 1.2 * unit}
	if f.Hatch == mapping.Dots {
		dots(&lines, box, step)
		stroke.Width, stroke.Cap = 2.2*unit, mapping.RoundCap
	}
	c.Stroke(&lines, stroke)
}

// slashes adds the lines x + y = n·step that cross the box, a little longer than it.
func slashes(p *mapping.Path, b mapping.Rect, step float32) {
	from, to := b.Min.Y-step, b.Max.Y+step
	for n := first(b.Min.X+b.Min.Y, step); n*step < b.Max.X+b.Max.Y+step; n++ {
		p.Line(mapping.Pt{X: n*step - from, Y: from}, mapping.Pt{X: n*step - to, Y: to})
	}
}

// backslashes adds the lines x - y = n·step.
func backslashes(p *mapping.Path, b mapping.Rect, step float32) {
	from, to := b.Min.Y-step, b.Max.Y+step
	for n := first(b.Min.X-b.Max.Y, step); n*step < b.Max.X-b.Min.Y+step; n++ {
		p.Line(mapping.Pt{X: n*step + from, Y: from}, mapping.Pt{X: n*step + to, Y: to})
	}
}

// dots adds two dots a square, staggered.
func dots(p *mapping.Path, b mapping.Rect, step float32) {
	for row := first(b.Min.Y, step); row*step < b.Max.Y+step; row++ {
		for col := first(b.Min.X, step); col*step < b.Max.X+step; col++ {
			for _, at := range [2]float32{step / 4, step * 3 / 4} {
				p.MoveTo(col*step+at, row*step+at)
			}
		}
	}
}

// first is the number of the last line before a place.
func first(at, step float32) float32 { return float32(math.Floor(float64(at/step))) - 1 }
