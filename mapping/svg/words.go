package svg

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"chainatlas/mapping"
)

// pattern defines the hatch and returns its id. The lines are those of the raster canvas.
func (c *Canvas) pattern(f mapping.Fill) string {
	unit := f.Unit
	if !(unit > 0) {
		unit = 1
	}
	lines := [...]string{
		mapping.Slashes:     "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6",
		mapping.Backslashes: "M-2,6 L2,10 M0,0 L8,8 M6,-2 L10,2",
		mapping.Cross:       "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6 M-2,6 L2,10 M0,0 L8,8 M6,-2 L10,2",
		mapping.Dots:        "M2,2 h0 M6,6 h0",
	}[min(f.Hatch, mapping.Dots)]
	style := ` stroke-width="1.2"`
	if f.Hatch == mapping.Dots {
		style = ` stroke-width="2.2" stroke-linecap="round"`
	}
	return c.define("hatch", fmt.Sprintf(`<pattern id="%%s" width="8" height="8" patternUnits="userSpaceOnUse"`+
		` patternTransform="scale(%s)"><path d="%s" fill="none"%s%s/></pattern>`,
		num(unit), lines, paint("stroke", f.Ink), style))
}

// pathData is the path in absolute steps. Points that are no numbers are left out.
func pathData(p *mapping.Path, closed bool) string {
	var b strings.Builder
	for i := range p.Len() {
		step := "M"
		for _, q := range p.Part(i) {
			if q.X-q.X != 0 || q.Y-q.Y != 0 {
				continue
			}
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(step + num(q.X) + "," + num(q.Y))
			step = "L"
		}
		if step == "L" && len(p.Part(i)) == 1 {
			b.WriteString(" h0") // a dot, where the cap is round
		}
		if closed && step == "L" {
			b.WriteString(" Z")
		}
	}
	return b.String()
}

// paint is a colour attribute, with its opacity beside it: not every program reads #rrggbbaa.
func paint(what string, c color.NRGBA) string {
	out := fmt.Sprintf(` %s="#%02x%02x%02x"`, what, c.R, c.G, c.B)
	if c.A < 255 {
		out += fmt.Sprintf(` %s-opacity="%s"`, what, strconv.FormatFloat(math.Round(float64(c.A)/255*1000)/1000, 'g', -1, 64))
	}
	return out
}

func numbers(vs []float32) string {
	words := make([]string, len(vs))
	for i, v := range vs {
		words[i] = num(v)
	}
	return strings.Join(words, " ")
}

// num has a hundredth of a pixel and no useless zeros.
func num(v float32) string {
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(float64(v), 'f', 2, 32), "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return b.String()
}
