package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strconv"
	"strings"

	"chainatlas/mapping"
)

// Canvas is a mapping.Canvas on a page.
type Canvas struct {
	doc   *Document
	sheet Sheet
	body  bytes.Buffer
	now   state
}

// state is what the page's drawing remembers from one step to the next, as it was written.
type state struct{ fill, stroke, alpha, width, line, dash string }

// limits of what is drawn, in pixels, as raster has them
const (
	thinnest = 1.0 / 512
	widest   = 1 << 14
	finest   = 0.5 // the shortest pattern of dashes that is not a line
)

// begin turns pixels with y down into points with y up, and limits everything to the frame.
func (c *Canvas) begin(w, h float64) {
	k := c.sheet.pixel() * pointsPerMM
	left := (c.sheet.Paper.W*pointsPerMM - w*k) / 2
	top := (c.sheet.Paper.H*pointsPerMM + h*k) / 2
	c.op("%s 0 0 %s %s %s cm", fine(k), fine(-k), fine(left), fine(top))
	c.op("0 0 %s %s re W n", fine(w), fine(h))
	c.op("4 M") // miters end where those of the other canvases do
}

// op writes one step.
func (c *Canvas) op(format string, args ...any) {
	fmt.Fprintf(&c.body, format, args...)
	c.body.WriteByte('\n')
}

// set writes a step unless the page is in that state already.
func (c *Canvas) set(was *string, step string) {
	if *was != step {
		c.op("%s", step)
		*was = step
	}
}

func (c *Canvas) ink(col color.NRGBA) {
	c.set(&c.now.fill, rgb(col)+" rg")
	c.alpha(col.A)
}

func (c *Canvas) pen(s mapping.Stroke) {
	c.set(&c.now.stroke, rgb(s.Color)+" RG")
	c.alpha(s.Color.A)
	c.set(&c.now.width, num(min(s.Width, widest))+" w")
	c.set(&c.now.line, strconv.Itoa(int(min(s.Cap, 2)))+" J "+[...]string{"1", "0", "2"}[min(s.Join, 2)]+" j")
	c.set(&c.now.dash, dashes(s.Dash))
}

// alpha chooses one of the states that every page has.
func (c *Canvas) alpha(a uint8) { c.set(&c.now.alpha, "/A"+strconv.Itoa(int(a))+" gs") }

// dashes is a pattern; one that says nothing sensible means a solid line.
func dashes(pattern []float32) string {
	sum := float32(0)
	var words []string
	for _, v := range pattern {
		if !(v >= 0) || v-v != 0 {
			return "[] 0 d"
		}
		sum += v
		words = append(words, num(v))
	}
	if sum*float32(1+len(pattern)%2) < finest {
		return "[] 0 d"
	}
	return "[" + strings.Join(words, " ") + "] 0 d"
}

// Fill paints the inside of the rings by the even-odd rule; a hatch is lines cut to them.
func (c *Canvas) Fill(p *mapping.Path, f mapping.Fill) {
	d := pathData(p, true)
	if d == "" {
		return
	}
	if f.Color.A > 0 {
		c.ink(f.Color)
		c.op("%sf*", d)
	}
	if f.Hatch != mapping.NoHatch && f.Ink.A > 0 {
		c.nest(func() {
			c.op("%sW* n", d)
			c.hatch(p.Bounds(), f)
		})
	}
}

// Stroke draws the lines of the path.
func (c *Canvas) Stroke(p *mapping.Path, s mapping.Stroke) {
	d := pathData(p, s.Closed)
	if d == "" || s.Color.A == 0 || !(s.Width > thinnest) {
		return
	}
	c.pen(s)
	c.op("%sS", d)
}

// Image paints the picture scaled into the box.
func (c *Canvas) Image(img image.Image, into mapping.Rect) {
	if into.Empty() || img.Bounds().Empty() || !finite(into.Min) || !finite(into.Max) {
		return
	}
	n := c.doc.art.add(img)
	c.nest(func() {
		c.alpha(255)
		c.op("%s 0 0 %s %s %s cm /I%d Do", num(into.W()), num(-into.H()), num(into.Min.X), num(into.Max.Y), n)
	})
}

// Clip limits what draw draws to the box.
func (c *Canvas) Clip(to mapping.Rect, draw func()) {
	if to.Empty() || !finite(to.Min) || !finite(to.Max) {
		return
	}
	c.nest(func() {
		c.op("%s %s %s %s re W n", num(to.Min.X), num(to.Min.Y), num(to.W()), num(to.H()))
		draw()
	})
}

// Group draws what draw draws: a printed page names nothing.
func (c *Canvas) Group(_ mapping.Group, draw func()) { draw() }

// nest returns to the state before when draw is done.
func (c *Canvas) nest(draw func()) {
	was := c.now
	c.op("q")
	draw()
	c.op("Q")
	c.now = was
}

// pathData is the path in steps. A point that is no number breaks its part, which then is not closed.
func pathData(p *mapping.Path, closed bool) string {
	var b strings.Builder
	for i := range p.Len() {
		from, pts := 0, p.Part(i)
		for k, q := range pts {
			if !finite(q) {
				line(&b, pts[from:k])
				from = k + 1
			}
		}
		line(&b, pts[from:])
		if closed && from == 0 {
			b.WriteString("h ")
		}
	}
	return b.String()
}

// line adds the steps through points; one alone is a dot where the cap is round.
func line(b *strings.Builder, pts []mapping.Pt) {
	step := " m "
	for _, q := range pts {
		b.WriteString(num(q.X) + " " + num(q.Y) + step)
		step = " l "
	}
	if len(pts) == 1 {
		b.WriteString(num(pts[0].X) + " " + num(pts[0].Y) + step)
	}
}

func finite(p mapping.Pt) bool { return p.X-p.X == 0 && p.Y-p.Y == 0 }

func rgb(c color.NRGBA) string {
	part := func(v uint8) string { return decimal(float64(v)/255, 4) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B)
}

// num has a thousandth of a pixel, fine what the page's own scale needs; neither has useless zeros.
func num(v float32) string  { return decimal(float64(v), 3) }
func fine(v float64) string { return decimal(v, 6) }

func decimal(v float64, places int) string {
	s := strconv.FormatFloat(v, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}
