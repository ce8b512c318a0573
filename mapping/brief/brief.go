// Package brief sets the 链情: what the head of a chain decides from, on one page.
//
// It is handed a board that was made from what the reader may see, and draws it; nothing is redacted here.
package brief

import (
	"fmt"
	"image/color"
	"strings"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/page"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"
)

// Options say what stands on the page beside the board.
type Options struct {
	Faces    *mapping.Typeface
	Audience model.Audience
	Nodes    map[string]report.NodeState
	Paper    pdf.Paper // zero means A3
	Date     time.Time // of printing
}

// A page keeps a margin that every printer keeps; pixels are quarters of a millimetre.
const (
	margin = 10
	pixel  = 0.25
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

// The inks of print: those of the maps.
var (
	ink      = rgb(0x1c272c)
	muted    = rgb(0x5c6b73)
	pale     = rgb(0x9aa6ac)
	accent   = rgb(0x0f5f76)
	hairline = rgb(0xd5dde1)
	stampInk = rgb(0xa13d2d)
)

// The styles of writing on A3; a smaller paper writes smaller.
var (
	title   = page.Style{Face: mapping.Face{Size: 34, Bold: true}, Color: ink, Leading: 1.3}
	section = page.Style{Face: mapping.Face{Size: 18, Bold: true}, Color: accent, Leading: 1.4}
	strong  = page.Style{Face: mapping.Face{Size: 15, Bold: true}, Color: ink}
	text    = page.Style{Face: mapping.Face{Size: 14}, Color: ink}
	small   = page.Style{Face: mapping.Face{Size: 12}, Color: muted, Leading: 1.4}
	figure  = page.Style{Face: mapping.Face{Size: 30, Bold: true}, Color: ink, Leading: 1.2}
)

const (
	gutter     = 30
	headHeight = 74
	footHeight = 34
	sideShare  = 0.36 // of the width, for what is to be decided
	cardHeight = 104
	goalHeight = 46
)

// brief is a page being drawn.
type brief struct {
	b report.Board
	o Options
	c *pdf.Canvas
}

// Page sets the page.
func Page(b report.Board, o Options) (*pdf.Document, error) {
	if o.Paper == (pdf.Paper{}) {
		o.Paper = pdf.A3
	}
	doc := pdf.New(pdf.Info{Title: Title(b.Chain), Subject: o.Audience.Mark(), Created: o.Date}, o.Faces)
	sheet := pdf.Sheet{Paper: o.Paper.Landscape(), Margin: margin, Pixel: pixel * o.Paper.Landscape().W / pdf.A3.Landscape().W}
	w, h := sheet.Size()
	p := brief{b, o, doc.Page(sheet)}
	whole := mapping.R(0, 0, float32(w), float32(h))
	p.head(whole)
	p.foot(whole)
	body := mapping.Rect{Min: mapping.Pt{Y: headHeight}, Max: mapping.Pt{X: whole.Max.X, Y: whole.Max.Y - footHeight}}
	side := body.W() * sideShare
	left := body
	left.Max.X -= side + gutter
	right := body
	right.Min.X = right.Max.X - side
	if err := p.chain(p.counts(left)); err != nil {
		return nil, err
	}
	p.side(right)
	return doc, nil
}

// Title names the page.
func Title(c *model.Chain) string { return c.Name + "产业链链情" }

func (p *brief) write(s page.Style, text string, at mapping.Pt, anchor mapping.Anchor) {
	p.c.Text(mapping.Text{S: text, At: at, Anchor: anchor, Face: s.Face, Color: s.Color})
}

func (p *brief) rule(y, from, to float32, c color.NRGBA, width float32) {
	var line mapping.Path
	line.Line(mapping.Pt{X: from, Y: y}, mapping.Pt{X: to, Y: y})
	p.c.Stroke(&line, mapping.Stroke{Color: c, Width: width})
}

func (p *brief) head(box mapping.Rect) {
	p.write(title, Title(p.b.Chain), mapping.Pt{Y: 24}, mapping.AnchorLeft)
	right := mapping.Pt{X: box.Max.X, Y: 16}
	p.write(page.Style{Face: mapping.Face{Size: 15, Bold: true}, Color: stampInk}, strings.Join(nonEmpty(p.o.Audience.Mark(), p.invented()), "　"), right, mapping.AnchorRight)
	right.Y = 40
	p.write(p.aged(small), report.AsOfWords(p.b.AsOf, p.b.Day), right, mapping.AnchorRight)
	p.rule(58, 0, box.Max.X, accent, 2.5)
}

// aged is a style, pale when the figures are old.
func (p *brief) aged(s page.Style) page.Style {
	if report.Stale(p.b.AsOf, p.b.Day) {
		s.Color = pale
	}
	return s
}

func (p *brief) invented() string {
	if p.b.Fictional > 0 {
		return fmt.Sprintf("含虚构项目 %d 个", p.b.Fictional)
	}
	return ""
}

func (p *brief) foot(box mapping.Rect) {
	y := box.Max.Y - 10
	p.rule(y-14, 0, box.Max.X, hairline, 1)
	words := nonEmpty(heads(p.b.Chain), source(p.b.Chain), "打印于 "+p.o.Date.Format("2006年1月2日"))
	p.write(small, strings.Join(words, "　·　"), mapping.Pt{Y: y}, mapping.AnchorLeft)
	p.write(small, report.LightRule+"　·　"+report.StaleRule, mapping.Pt{X: box.Max.X, Y: y}, mapping.AnchorRight)
}

func heads(c *model.Chain) string {
	var out []string
	for _, x := range []struct{ what, who string }{{"行政链长：", c.AdminHead.Name}, {"企业链长：", c.EnterpriseHead.Name}, {"链办：", c.Office}} {
		if x.who != "" {
			out = append(out, x.what+x.who)
		}
	}
	return strings.Join(out, "　")
}

func source(c *model.Chain) string {
	if c.Source == "" {
		return ""
	}
	return "图谱来源：" + c.Source
}

// counts draws how many projects stand where, and the year's targets, and returns the room below.
func (p *brief) counts(box mapping.Rect) mapping.Rect {
	width := box.W() / float32(max(len(p.b.Counts), 1))
	for i, t := range p.b.Counts {
		x := box.Min.X + float32(i)*width
		p.write(small, t.Label, mapping.Pt{X: x, Y: box.Min.Y + 8}, mapping.AnchorLeft)
		p.write(p.aged(figure), fmt.Sprint(t.Count), mapping.Pt{X: x, Y: box.Min.Y + 36}, mapping.AnchorLeft)
		room := p.o.Faces.Advance(fmt.Sprint(t.Count), figure.Face)
		p.write(text, "个　计划投资 "+t.Amount(), mapping.Pt{X: x + room + 6, Y: box.Min.Y + 40}, mapping.AnchorLeft)
		small.Write(p.c, p.o.Faces, t.Note, mapping.Pt{X: x, Y: box.Min.Y + 58}, width-12)
	}
	y := box.Min.Y + cardHeight
	for _, t := range p.b.Targets {
		p.goal(t, y, box)
		y += goalHeight
	}
	box.Min.Y = y + 6
	return box
}

var lightInks = map[report.Light]color.NRGBA{report.Green: rgb(0x2b7549), report.Yellow: rgb(0x9a5b00), report.Red: rgb(0xb0302a), report.NoLight: rgb(0x6b7780)}

// lightSigns tell the lights apart on prints without colour.
var lightSigns = map[report.Light]string{report.Green: "●", report.Yellow: "▲", report.Red: "■", report.NoLight: "○"}

// goal is a bar: how much of the year's target is done, with a mark where the year itself stands.
func (p *brief) goal(t report.Progress, y float32, box mapping.Rect) {
	c := lightInks[t.Light]
	p.write(page.Style{Face: strong.Face, Color: c}, lightSigns[t.Light]+" "+t.Light.Words(), mapping.Pt{X: box.Min.X, Y: y + 8}, mapping.AnchorLeft)
	p.write(text, t.Label+" "+report.Shown(t.Value, t.Unit)+" / 目标 "+report.Shown(t.Target, t.Unit)+"　完成 "+report.Shown(t.Completion, "%")+"　序时 "+report.Shown(p.b.Time, "%"),
		mapping.Pt{X: box.Max.X, Y: y + 8}, mapping.AnchorRight)
	bar := mapping.R(box.Min.X, y+20, box.W(), 8)
	var path mapping.Path
	path.Rect(bar)
	p.c.Fill(&path, mapping.Fill{Color: hairline})
	if t.Completion != nil {
		path.Reset()
		path.Rect(mapping.R(bar.Min.X, bar.Min.Y, bar.W()*float32(min(*t.Completion, 100)/100), bar.H()))
		p.c.Fill(&path, mapping.Fill{Color: c})
	}
	if p.b.Time != nil {
		x := bar.Min.X + bar.W()*float32(*p.b.Time/100)
		path.Reset()
		path.Line(mapping.Pt{X: x, Y: bar.Min.Y - 4}, mapping.Pt{X: x, Y: bar.Max.Y + 4})
		p.c.Stroke(&path, mapping.Stroke{Color: ink, Width: 2})
	}
}

// fine makes what a map paints on pixels sharp on paper.
const fine = 3

// chain draws the map of the chain into a box.
func (p *brief) chain(box mapping.Rect) error {
	chart, err := thematic.ChainMap(p.b.Chain, thematic.StatesOf(p.o.Nodes, p.o.Audience), thematic.ChainOptions{Faces: p.o.Faces, Audience: p.o.Audience,
		Aspect: float64(box.W() / box.H()), Title: "环节状态"})
	if err != nil {
		return err
	}
	chart = chart.Aged(p.b.Day)
	v := chart.Fit(int(box.W()*fine), int(box.H()*fine), fine)
	p.c.Clip(box, func() { chart.Draw(mapping.Placed{On: p.c, At: box.Min, Scale: 1.0 / fine}, v) })
	return nil
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}
