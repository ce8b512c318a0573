package pptx

import (
	"fmt"
	"strings"

	"chainatlas/mapping"
)

// lines are words under each other that stand and look alike: one box of words.
type lines struct {
	all   []mapping.Text
	faces *mapping.Typeface
}

// widest is the distance of lines, in sizes, up to which they belong together.
const widest = 1.8

// next tells whether a line goes on below the last one.
func (l *lines) next(t mapping.Text, m mapping.Measurer) bool {
	last := l.all[len(l.all)-1]
	step := t.Baseline(m) - last.Baseline(m)
	if t.Anchor != last.Anchor || t.Face != last.Face || t.Color != last.Color || t.Halo != last.Halo || step < 0.9*t.Face.Size || step > widest*t.Face.Size {
		return false
	}
	if d := t.At.X - last.At.X; d > 0.5 || d < -0.5 {
		return false
	}
	d := step - l.step()
	return len(l.all) == 1 || d < 0.5 && d > -0.5
}

// step is the distance of the lines; of one alone, what is usual.
func (l *lines) step() float32 {
	if len(l.all) < 2 {
		return l.all[0].Face.Size * 1.3
	}
	return l.all[1].Baseline(l.faces) - l.all[0].Baseline(l.faces)
}

// slack is added to the width of a line, in sizes: another typeface may be wider, and words must not wrap.
const slack = 1

// bounds is the box of the words: the middle of an ideograph is the middle of its line.
func (l *lines) bounds() mapping.Rect {
	first, step := l.all[0], l.step()
	w := float32(0)
	for _, t := range l.all {
		w = max(w, l.faces.Advance(t.S, t.Face))
	}
	w += slack * first.Face.Size
	x := first.At.X - w*float32(first.Anchor.Align()+1)/2
	top := first.Baseline(l.faces) - middle*first.Face.Size - step/2
	return mapping.R(x, top, w, step*float32(len(l.all)))
}

// middle is how far above the writing line the middle of an ideograph stands, in sizes.
const middle = 0.38

func (l *lines) xml(s *sheet, name string) string {
	first := l.all[0]
	var b strings.Builder
	fmt.Fprintf(&b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>`,
		s.id, escaped(name), frame("a:xfrm", l.bounds()))
	align := [...]string{"l", "ctr", "r"}[first.Anchor.Align()+1]
	space := ""
	if len(l.all) > 1 {
		space = fmt.Sprintf(`<a:lnSpc><a:spcPts val="%d"/></a:lnSpc>`, hundredths(l.step()))
	}
	for _, t := range l.all {
		fmt.Fprintf(&b, `<a:p><a:pPr algn="%s">%s<a:buNone/></a:pPr>%s</a:p>`, align, space, run(t.S, t.Face, t.Color, halo(t)))
	}
	b.WriteString(`</p:txBody></p:sp>`)
	return b.String()
}

// halo is light around words on a map.
func halo(t mapping.Text) string {
	if t.Halo.A == 0 || !(t.HaloWidth > 0) {
		return ""
	}
	return fmt.Sprintf(`<a:effectLst><a:glow rad="%d">%s</a:glow></a:effectLst>`, emu(t.HaloWidth), tint(t.Halo))
}
