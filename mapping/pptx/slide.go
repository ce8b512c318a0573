package pptx

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/slide"
)

// names are the namespaces of a slide.
const names = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`

const groupHead = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`

// sheet is one slide under way.
type sheet struct {
	*writer
	b     strings.Builder
	id    int
	links []string
	files map[string]int // what a picture's file holds → its link
}

func (w *writer) slide(n int, p *slide.Page) {
	s := &sheet{writer: w, id: 1, files: map[string]int{}, links: []string{"slideLayout", "../slideLayouts/slideLayout1.xml"}}
	fmt.Fprintf(&s.b, `<p:sld %s><p:cSld><p:bg><p:bgPr>%s<a:effectLst/></p:bgPr></p:bg><p:spTree>%s`, names, solid(p.Ground), groupHead)
	for _, e := range p.Elements {
		s.element(e)
	}
	s.b.WriteString(`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`)
	if p.Notes != "" {
		s.links = append(s.links, "notesSlide", fmt.Sprintf("../notesSlides/notesSlide%d.xml", n))
		w.notes(n, p.Notes)
	}
	w.part(fmt.Sprintf("ppt/slides/slide%d.xml", n), s.b.String())
	w.links(fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", n), s.links...)
}

func (s *sheet) element(e slide.Element) {
	s.id++
	switch e := e.(type) {
	case *slide.Shape:
		s.shape(e)
	case *slide.Text:
		s.text(e)
	case *slide.Table:
		s.table(e)
	case *slide.Picture:
		s.picture(e)
	}
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

func solid(c color.NRGBA) string {
	if c.A == 0 {
		return `<a:noFill/>`
	}
	return `<a:solidFill>` + tint(c) + `</a:solidFill>`
}

// tint is a colour, with how much of it covers what lies below where that is not all.
func tint(c color.NRGBA) string {
	if c.A < 0xff {
		return fmt.Sprintf(`<a:srgbClr val="%02X%02X%02X"><a:alpha val="%d"/></a:srgbClr>`, c.R, c.G, c.B, int(c.A)*100_000/255)
	}
	return fmt.Sprintf(`<a:srgbClr val="%02X%02X%02X"/>`, c.R, c.G, c.B)
}

func frame(tag string, r mapping.Rect) string {
	return fmt.Sprintf(`<%s><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></%s>`, tag, emu(r.Min.X), emu(r.Min.Y), max(emu(r.W()), 0), max(emu(r.H()), 0), tag)
}

func (s *sheet) shape(e *slide.Shape) {
	geometry, line := `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`, `<a:ln><a:noFill/></a:ln>`
	if e.Arrow {
		geometry = `<a:prstGeom prst="homePlate"><a:avLst><a:gd name="adj" fmla="val 28000"/></a:avLst></a:prstGeom>`
	}
	if e.Border.A > 0 {
		line = `<a:ln w="9525">` + solid(e.Border) + `</a:ln>`
	}
	fmt.Fprintf(&s.b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="形状 %d"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>%s%s%s%s</p:spPr></p:sp>`,
		s.id, s.id, frame("a:xfrm", e.Box), geometry, solid(e.Fill), line)
}

func (s *sheet) text(e *slide.Text) {
	anchor := "t"
	if e.Middle {
		anchor = "ctr"
	}
	name, box, place := fmt.Sprintf("文字 %d", s.id), `<p:cNvSpPr txBox="1"/>`, `<p:nvPr/>`
	if e.Title {
		name, box, place = "标题", `<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>`, `<p:nvPr><p:ph type="title"/></p:nvPr>`
	}
	fmt.Fprintf(&s.b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/>%s%s</p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="%s"><a:noAutofit/></a:bodyPr><a:lstStyle/>`,
		s.id, name, box, place, frame("a:xfrm", e.Box), anchor)
	k := e.Scale(s.faces)
	for i, p := range e.Paras {
		gap := p.Gap
		if i == 0 {
			gap = 0
		}
		s.paragraph(p, k, gap*k)
	}
	s.b.WriteString(`</p:txBody></p:sp>`)
}

// hundredths are of a point: 75 in a pixel.
func hundredths(px float32) int { return int(px*75 + 0.5) }

// leading is the distance of lines in sizes, as slides draw them.
const leading = 1.45

func (s *sheet) paragraph(p slide.Para, k, gap float32) {
	align := [...]string{"l", "ctr", "r"}[p.Align]
	indent, mark := "", `<a:buNone/>`
	if p.Mark {
		room := emu(p.Size * k * 1.1)
		indent = fmt.Sprintf(` marL="%d" indent="-%d"`, room, room)
		mark = `<a:buSzPct val="60000"/><a:buFont typeface="Arial"/><a:buChar char="■"/>`
	}
	fmt.Fprintf(&s.b, `<a:p><a:pPr algn="%s"%s><a:lnSpc><a:spcPts val="%d"/></a:lnSpc><a:spcBef><a:spcPts val="%d"/></a:spcBef>%s</a:pPr>`,
		align, indent, hundredths(p.Size*k*leading), hundredths(gap), mark)
	s.b.WriteString(run(p.S, mapping.Face{Size: p.Size * k, Bold: p.Bold}, p.Color, "") + `</a:p>`)
}

// run is words of one look; effect stands between their colour and their typeface.
func run(text string, face mapping.Face, ink color.NRGBA, effect string) string {
	b := 0
	if face.Bold {
		b = 1
	}
	look := fmt.Sprintf(`lang="zh-CN" sz="%d" b="%d" dirty="0"`, max(hundredths(face.Size), 100), b)
	const faces = `<a:latin typeface="Microsoft YaHei"/><a:ea typeface="Microsoft YaHei"/>`
	if text == "" {
		return fmt.Sprintf(`<a:endParaRPr %s>%s%s%s</a:endParaRPr>`, look, solid(ink), effect, faces)
	}
	return fmt.Sprintf(`<a:r><a:rPr %s>%s%s%s</a:rPr><a:t>%s</a:t></a:r>`, look, solid(ink), effect, faces, escaped(text))
}

func (s *sheet) table(e *slide.Table) {
	k, heights, pad := e.Layout(s.faces)
	fmt.Fprintf(&s.b, `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="%d" name="表格 %d"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>%s<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>`,
		s.id, s.id, frame("p:xfrm", e.Box))
	for _, w := range e.Widths() {
		fmt.Fprintf(&s.b, `<a:gridCol w="%d"/>`, emu(w))
	}
	s.b.WriteString(`</a:tblGrid>`)
	for i, h := range heights {
		fmt.Fprintf(&s.b, `<a:tr h="%d">`, emu(h))
		for _, c := range e.Rows[i] {
			s.cell(e, c, i == 0, k, pad)
		}
		s.b.WriteString(`</a:tr>`)
	}
	s.b.WriteString(`</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`)
}

func (s *sheet) cell(t *slide.Table, c slide.Cell, head bool, k, pad float32) {
	ground := c.Fill
	if head && ground.A == 0 {
		ground = t.Head
	}
	s.b.WriteString(`<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>`)
	s.paragraph(slide.Para{S: c.S, Size: t.Size, Bold: c.Bold, Color: c.Color}, k, 0)
	none := ""
	for _, side := range []string{"lnL", "lnR", "lnT"} {
		none += `<a:` + side + ` w="0"><a:noFill/></a:` + side + `>`
	}
	fmt.Fprintf(&s.b, `</a:txBody><a:tcPr marL="%d" marR="%d" marT="%d" marB="%d">%s<a:lnB w="9525">%s</a:lnB>%s</a:tcPr></a:tc>`,
		emu(9), emu(9), emu(pad), emu(pad), none, solid(t.Rule), solid(ground))
}
