package pptx

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"chainatlas/mapping"
)

// figure is an area, a line, or both.
type figure struct {
	path  *mapping.Path
	fill  mapping.Fill
	line  mapping.Stroke // no width for none
	arrow bool           // at the end of the line
}

// bordered tells whether a line runs around what was filled.
func (f *figure) bordered(p *mapping.Path, s mapping.Stroke) bool {
	return f.fill.Visible() && f.line.Width == 0 && s.Closed && f.path.Len() == p.Len() && slices.Equal(f.path.Points(), p.Points())
}

// pointed tells whether a filled triangle is the head of the line that was drawn.
func (f *figure) pointed(p *mapping.Path, fill mapping.Fill) bool {
	if f.fill.Visible() || f.line.Closed || f.path.Len() != 1 || p.Len() != 1 || len(p.Part(0)) != 3 || fill.Color != f.line.Color {
		return false
	}
	line := f.path.Part(0)
	end, tip := line[len(line)-1], p.Part(0)[0]
	return math.Hypot(float64(end.X-tip.X), float64(end.Y-tip.Y)) < 1
}

func (f *figure) bounds() mapping.Rect { return f.path.Bounds() }

func (f *figure) xml(id int, name string) string {
	geometry := f.geometry()
	return fmt.Sprintf(`<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>%s%s%s%s</p:spPr></p:sp>`,
		id, escaped(name), frame("a:xfrm", f.bounds()), geometry, f.paint(), f.border())
}

// geometry is a shape that people know where it is one, else the path itself.
func (f *figure) geometry() string {
	if f.fill.Visible() || f.line.Closed {
		if r, ok := corner(f.path); ok {
			return preset(f.bounds(), r)
		}
	}
	return custom(f.path, f.fill.Visible() || f.line.Closed)
}

// preset is a rectangle, a rounded one, or an ellipse.
func preset(b mapping.Rect, r float32) string {
	side := min(b.W(), b.H())
	switch {
	case r < 0.2:
		return `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`
	case r > side*0.48 && max(b.W(), b.H()) < side*1.05:
		return `<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>`
	}
	return fmt.Sprintf(`<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val %d"/></a:avLst></a:prstGeom>`, min(int(r/side*100000), 50000))
}

// corner is the radius of an upright box with round corners; false for any other path.
func corner(p *mapping.Path) (r float32, ok bool) {
	if p.Len() != 1 || len(p.Part(0)) < 4 {
		return 0, false
	}
	b := p.Bounds()
	r = min(b.W(), b.H()) / 2
	pts := p.Part(0)
	for _, q := range pts {
		if q.Y == b.Min.Y {
			r = min(r, max(q.X-b.Min.X, 0), max(b.Max.X-q.X, 0))
		}
	}
	for _, q := range pts {
		if dx, dy := reach(q.X, b.Min.X, b.Max.X, r), reach(q.Y, b.Min.Y, b.Max.Y, r); off(dx, dy, r) > 0.5 {
			return 0, false
		}
	}
	return r, len(pts) == 4 || r > 0.2
}

// reach is how far a place lies beyond the straight part of a side.
func reach(v, low, high, r float32) float32 { return max(low+r-v, v-(high-r), 0) }

// off is how far a point of the outline is from where a round corner has it.
func off(dx, dy, r float32) float64 {
	if dx == 0 || dy == 0 {
		return math.Abs(float64(max(dx, dy) - r))
	}
	return math.Abs(math.Hypot(float64(dx), float64(dy)) - float64(r))
}

// custom is a path in English metric units from the corner of its box.
func custom(p *mapping.Path, closed bool) string {
	b := p.Bounds()
	var out strings.Builder
	fmt.Fprintf(&out, `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%d" h="%d"%s>`,
		max(emu(b.W()), 1), max(emu(b.H()), 1), map[bool]string{false: ` fill="none"`}[closed])
	for i := range p.Len() {
		for j, q := range p.Part(i) {
			tag := "lnTo"
			if j == 0 {
				tag = "moveTo"
			}
			fmt.Fprintf(&out, `<a:%s><a:pt x="%d" y="%d"/></a:%s>`, tag, emu(q.X-b.Min.X), emu(q.Y-b.Min.Y), tag)
		}
		if closed {
			out.WriteString(`<a:close/>`)
		}
	}
	out.WriteString(`</a:path></a:pathLst></a:custGeom>`)
	return out.String()
}

// patterns are the hatches as presentations know them.
var patterns = map[mapping.Hatch]string{mapping.Slashes: "wdUpDiag", mapping.Backslashes: "wdDnDiag", mapping.Cross: "openDmnd", mapping.Dots: "pct20"}

func (f *figure) paint() string {
	if name := patterns[f.fill.Hatch]; name != "" && f.fill.Ink.A > 0 {
		ground := f.fill.Color
		if ground.A == 0 {
			return solid(f.fill.Ink)
		}
		return fmt.Sprintf(`<a:pattFill prst="%s"><a:fgClr>%s</a:fgClr><a:bgClr>%s</a:bgClr></a:pattFill>`, name, tint(f.fill.Ink), tint(ground))
	}
	return solid(f.fill.Color)
}

func (f *figure) border() string {
	if f.line.Width == 0 {
		return `<a:ln><a:noFill/></a:ln>`
	}
	dash, join, end := "", `<a:round/>`, ""
	if len(f.line.Dash) > 0 {
		dash = `<a:prstDash val="dash"/>`
		if f.line.Dash[0] <= 2*f.line.Width {
			dash = `<a:prstDash val="sysDot"/>`
		}
	}
	if f.line.Join == mapping.MiterJoin {
		join = `<a:miter lim="800000"/>`
	}
	if f.arrow {
		end = `<a:tailEnd type="triangle" w="med" len="med"/>`
	}
	return fmt.Sprintf(`<a:ln w="%d">%s%s%s%s</a:ln>`, emu(f.line.Width), solid(f.line.Color), dash, join, end)
}

// cutArea is what of an area lies in a box.
func cutArea(p *mapping.Path, box mapping.Rect) *mapping.Path {
	var out mapping.Path
	for i := range p.Len() {
		ring := points(p.Part(i), true)
		if got := clip.Ring(bound(box), ring); len(got) > 3 {
			out.Line(pixels(got[:len(got)-1])...)
		}
	}
	return &out
}

// cutLine is what of lines lies in a box.
func cutLine(p *mapping.Path, closed bool, box mapping.Rect) *mapping.Path {
	var out mapping.Path
	for i := range p.Len() {
		for _, part := range clip.LineString(bound(box), orb.LineString(points(p.Part(i), closed))) {
			if len(part) > 1 {
				out.Line(pixels(part)...)
			}
		}
	}
	return &out
}

func bound(r mapping.Rect) orb.Bound {
	return orb.Bound{Min: orb.Point{float64(r.Min.X), float64(r.Min.Y)}, Max: orb.Point{float64(r.Max.X), float64(r.Max.Y)}}
}

func points(pts []mapping.Pt, closed bool) orb.Ring {
	out := make(orb.Ring, 0, len(pts)+1)
	for _, q := range pts {
		out = append(out, orb.Point{float64(q.X), float64(q.Y)})
	}
	if closed && len(out) > 0 {
		out = append(out, out[0])
	}
	return out
}

func pixels[T ~[]orb.Point](pts T) []mapping.Pt {
	out := make([]mapping.Pt, len(pts))
	for i, q := range pts {
		out[i] = mapping.Pt{X: float32(q[0]), Y: float32(q[1])}
	}
	return out
}
