package scene

import (
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"strconv"
	"strings"

	"chainatlas/mapping"
)

// String is the drawing as text, one line a call, in tenths of a pixel: what a golden file holds.
func (s *Scene) String() string {
	var b strings.Builder
	writeNodes(&b, s.root.inside, 0)
	return b.String()
}

func writeNodes(b *strings.Builder, nodes []node, depth int) {
	for i := range nodes {
		n := &nodes[i]
		for range depth {
			b.WriteString("  ")
		}
		writeNode(b, n)
		b.WriteByte('\n')
		writeNodes(b, n.inside, depth+1)
	}
}

func writeNode(b *strings.Builder, n *node) {
	switch n.kind {
	case fillCall:
		fmt.Fprintf(b, "fill %s", hex(n.fill.Color))
		if n.fill.Hatch != mapping.NoHatch {
			fmt.Fprintf(b, " %s %s", n.fill.Hatch, hex(n.fill.Ink))
		}
		writePath(b, n.path, true)
	case strokeCall:
		fmt.Fprintf(b, "stroke %s %s%s", hex(n.stroke.Color), num(n.stroke.Width), strokeWords(n.stroke))
		writePath(b, n.path, n.stroke.Closed)
	case textCall:
		writeText(b, n.text)
	case imageCall:
		fmt.Fprintf(b, "image %s in %s", imageWords(n.image), box(n.box))
	case clipCall:
		fmt.Fprintf(b, "clip %s", box(n.box))
	case groupCall:
		fmt.Fprintf(b, "group %s %q %q", word(n.group.Kind), n.group.ID, n.group.Title)
	}
}

func strokeWords(s mapping.Stroke) string {
	var b strings.Builder
	if len(s.Dash) > 0 {
		b.WriteString(" dash")
		for i, d := range s.Dash {
			b.WriteString([]string{" ", ","}[min(i, 1)] + num(d))
		}
	}
	b.WriteString([]string{"", " round-cap", " square-cap"}[min(s.Cap, 2)])
	b.WriteString([]string{"", " miter", " bevel"}[min(s.Join, 2)])
	return b.String()
}

func writePath(b *strings.Builder, p *mapping.Path, closed bool) {
	for i := range p.Len() {
		for j, q := range p.Part(i) {
			b.WriteString([]string{" M", " L"}[min(j, 1)])
			b.WriteString(num(q.X) + "," + num(q.Y))
		}
		if closed {
			b.WriteString(" Z")
		}
	}
}

var anchorWords = [...]string{"baseline-left", "baseline-center", "baseline-right", "left", "center", "right", "top", "bottom"}

func writeText(b *strings.Builder, t mapping.Text) {
	fmt.Fprintf(b, "text %q at %s,%s %s %s %s", t.S, num(t.At.X), num(t.At.Y),
		anchorWords[min(int(t.Anchor), len(anchorWords)-1)], num(t.Face.Size), hex(t.Color))
	if t.Face.Bold {
		b.WriteString(" bold")
	}
	if t.Halo.A > 0 && t.HaloWidth > 0 {
		fmt.Fprintf(b, " halo %s %s", hex(t.Halo), num(t.HaloWidth))
	}
}

// imageWords names a picture by its size and a sum of its pixels.
func imageWords(img image.Image) string {
	h := fnv.New32a()
	r := img.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			h.Write([]byte{c.R, c.G, c.B, c.A})
		}
	}
	return fmt.Sprintf("%dx%d %08x", r.Dx(), r.Dy(), h.Sum32())
}

func box(r mapping.Rect) string {
	return num(r.Min.X) + "," + num(r.Min.Y) + " " + num(r.W()) + "x" + num(r.H())
}

func word(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func hex(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}

// num is a tenth of a pixel exact, without a useless zero.
func num(v float32) string {
	s := strings.TrimSuffix(strconv.FormatFloat(float64(v), 'f', 1, 32), ".0")
	if s == "-0" {
		return "0"
	}
	return s
}
