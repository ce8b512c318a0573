// Package svg writes a drawing as SVG text that people can read and edit: text stays text, groups keep their names.
package svg

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strconv"
	"strings"

	"chainatlas/mapping"
)

// Canvas is a mapping.Canvas that collects SVG elements. The same calls give the same bytes.
type Canvas struct {
	// Family is the font family of all text; programs without it choose another.
	Family string

	w, h    float32
	bg      color.NRGBA
	measure mapping.Measurer
	body    strings.Builder
	depth   int
	defs    strings.Builder
	known   map[string]string // a definition → its id
	ids     map[string]int    // how often an id was used
}

// DefaultFamily is the program's own typeface with what comes near it elsewhere.
const DefaultFamily = "'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"

// New returns an empty drawing of w by h pixels. A transparent bg leaves the page clear; m may be nil, then text is
// placed by rough measures.
func New(w, h float32, bg color.NRGBA, m mapping.Measurer) *Canvas {
	if m == nil {
		m = mapping.RoughMeasurer{}
	}
	return &Canvas{Family: DefaultFamily, w: w, h: h, bg: bg, measure: m, depth: 1,
		known: map[string]string{}, ids: map[string]int{}}
}

// WriteTo writes the finished document.
func (c *Canvas) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, c.String())
	return int64(n), err
}

// String is the finished document.
func (c *Canvas) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" font-family="%s">`+"\n",
		num(c.w), num(c.h), escape(c.Family))
	if c.defs.Len() > 0 {
		b.WriteString("  <defs>\n" + c.defs.String() + "  </defs>\n")
	}
	if c.bg.A > 0 {
		fmt.Fprintf(&b, `  <rect width="%s" height="%s"%s/>`+"\n", num(c.w), num(c.h), paint("fill", c.bg))
	}
	b.WriteString(c.body.String())
	b.WriteString("</svg>\n")
	return b.String()
}

// Fill writes the area; a hatch is a second one with a pattern.
func (c *Canvas) Fill(p *mapping.Path, f mapping.Fill) {
	d := pathData(p, true)
	if d == "" {
		return
	}
	if f.Color.A > 0 {
		c.element(`<path d="%s" fill-rule="evenodd"%s/>`, d, paint("fill", f.Color))
	}
	if f.Hatch != mapping.NoHatch && f.Ink.A > 0 {
		c.element(`<path d="%s" fill-rule="evenodd" fill="url(#%s)"/>`, d, c.pattern(f))
	}
}

// Stroke writes the line.
func (c *Canvas) Stroke(p *mapping.Path, s mapping.Stroke) {
	d := pathData(p, s.Closed)
	if d == "" || s.Color.A == 0 || !(s.Width > 0) {
		return
	}
	c.element(`<path d="%s" fill="none"%s%s/>`, d, paint("stroke", s.Color), strokeStyle(s))
}

func strokeStyle(s mapping.Stroke) string {
	out := ` stroke-width="` + num(s.Width) + `"`
	out += [...]string{"", ` stroke-linecap="round"`, ` stroke-linecap="square"`}[min(s.Cap, 2)]
	out += [...]string{` stroke-linejoin="round"`, "", ` stroke-linejoin="bevel"`}[min(s.Join, 2)]
	if len(s.Dash) > 0 {
		out += ` stroke-dasharray="` + numbers(s.Dash) + `"`
	}
	return out
}

// Text writes one line as text.
func (c *Canvas) Text(t mapping.Text) {
	if t.S == "" || !(t.Face.Size > 0) {
		return
	}
	style := [...]string{"", ` text-anchor="middle"`, ` text-anchor="end"`}[t.Anchor.Align()+1]
	if t.Face.Bold {
		style += ` font-weight="bold"`
	}
	style += paint("fill", t.Color)
	if t.Halo.A > 0 && t.HaloWidth > 0 {
		style += fmt.Sprintf(` paint-order="stroke"%s stroke-width="%s" stroke-linejoin="round"`,
			paint("stroke", t.Halo), num(2*t.HaloWidth))
	}
	c.element(`<text x="%s" y="%s" font-size="%s"%s xml:space="preserve">%s</text>`,
		num(t.At.X), num(t.Baseline(c.measure)), num(t.Face.Size), style, escape(t.S))
}

// Image embeds the picture as PNG.
func (c *Canvas) Image(img image.Image, into mapping.Rect) {
	var buf bytes.Buffer
	if into.Empty() || img.Bounds().Empty() || png.Encode(&buf, img) != nil {
		return
	}
	c.element(`<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" href="data:image/png;base64,%s"/>`,
		num(into.Min.X), num(into.Min.Y), num(into.W()), num(into.H()), base64.StdEncoding.EncodeToString(buf.Bytes()))
}

// Clip limits what draw writes to the box.
func (c *Canvas) Clip(to mapping.Rect, draw func()) {
	id := c.define("clip", fmt.Sprintf(`<clipPath id="%%s"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath>`,
		num(to.Min.X), num(to.Min.Y), num(max(to.W(), 0)), num(max(to.H(), 0))))
	c.nest(`<g clip-path="url(#`+id+`)">`, draw)
}

// Group names what draw writes. The id is the kind and the id of the thing, with a number when it comes again.
func (c *Canvas) Group(g mapping.Group, draw func()) {
	open := "<g"
	if name := strings.Trim(g.Kind+"-"+g.ID, "-"); name != "" {
		open += ` id="` + escape(c.unique(name)) + `"`
	}
	if g.Kind != "" {
		open += ` class="` + escape(g.Kind) + `"`
	}
	c.nest(open+">", func() {
		if g.Title != "" {
			c.element(`<title>%s</title>`, escape(g.Title))
		}
		draw()
	})
}

func (c *Canvas) nest(open string, draw func()) {
	c.element("%s", open)
	c.depth++
	draw()
	c.depth--
	c.element("</g>")
}

func (c *Canvas) element(format string, args ...any) {
	c.body.WriteString(strings.Repeat("  ", c.depth))
	fmt.Fprintf(&c.body, format, args...)
	c.body.WriteByte('\n')
}

// unique makes an XML name of s that no group has yet.
func (c *Canvas) unique(s string) string {
	name := strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune(`"'<>&#()`, r) {
			return '_'
		}
		return r
	}, s)
	c.ids[name]++
	if n := c.ids[name]; n > 1 {
		return c.unique(name + "." + strconv.Itoa(n))
	}
	return name
}

// define writes a definition once and returns its id; %s in it stands for the id.
func (c *Canvas) define(kind, form string) string {
	if id, ok := c.known[form]; ok {
		return id
	}
	id := c.unique("_" + kind + strconv.Itoa(len(c.known)+1))
	c.known[form] = id
	fmt.Fprintf(&c.defs, "    "+form+"\n", id)
	return id
}
