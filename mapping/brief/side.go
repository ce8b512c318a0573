package brief

import (
	"fmt"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/page"
	"chainatlas/model"
)

// side draws what is to be decided and what was ordered, one under the other. What finds no room is counted.
func (p *brief) side(box mapping.Rect) {
	blocks := p.decisions(box.W())
	blocks = append(blocks, p.tasks(box.W())...)
	flow := page.Flow{Measurer: p.o.Faces, Columns: 1}
	room := box
	room.Max.Y -= small.Face.Size * 2
	if rest := flow.Set(p.c, room, blocks); len(rest) > 0 {
		p.write(small, "本页容纳不下的内容，见软件中的「链长视图」", mapping.Pt{X: box.Min.X, Y: box.Max.Y - small.Face.Size}, mapping.AnchorLeft)
	}
}

func (p *brief) heading(words string) page.Block {
	return page.Heading{Text: words, Style: section, Rule: hairline, Above: 10}
}

// whole keeps lines that belong together in one block.
type whole []page.Block

// Height implements page.Block.
func (w whole) Height(m mapping.Measurer, width float32) (h float32) {
	for _, b := range w {
		h += b.Height(m, width)
	}
	return h
}

// Draw implements page.Block.
func (w whole) Draw(c mapping.Canvas, m mapping.Measurer, at mapping.Pt, width float32) {
	for _, b := range w {
		b.Draw(c, m, at, width)
		at.Y += b.Height(m, width)
	}
}

const (
	lineGap  = 2
	itemGap  = 9
	toldWide = 56
)

func (p *brief) running(words string, s page.Style, width, gap float32) whole {
	return page.Running(p.o.Faces, words, s, width, gap)
}

// told is a line such as 原因 with what is said, nothing when nothing is.
func told(what, words string) whole {
	if words == "" {
		return nil
	}
	return whole{page.Fact{Label: what, Text: words, LabelStyle: small, TextStyle: text, LabelWidth: toldWide, Gap: lineGap}}
}

func (p *brief) decisions(width float32) []page.Block {
	out := []page.Block{p.heading("需要决定的事项")}
	for i, d := range p.b.Decisions {
		item := p.running(fmt.Sprintf("%d　%s　%s", i+1, d.Matter.Label(), d.Title), strong, width, lineGap)
		item = append(item, told("原因", d.Why)...)
		item = append(item, told("自", d.Since)...)
		item = append(item, told("责任", d.Who)...)
		item = append(item, told("下步", d.Next)...)
		out = append(out, append(item, gap(itemGap)...))
	}
	if len(p.b.Decisions) == 0 {
		out = append(out, p.running("没有需要决定的缺口、逾期或受阻项目。", text, width, itemGap))
	}
	return out
}

func gap(height float32) whole { return whole{space(height)} }

// space is room between blocks.
type space float32

// Height implements page.Block.
func (s space) Height(mapping.Measurer, float32) float32 { return float32(s) }

// Draw implements page.Block.
func (space) Draw(mapping.Canvas, mapping.Measurer, mapping.Pt, float32) {}

func (p *brief) tasks(width float32) []page.Block {
	out := []page.Block{p.heading("批示督办")}
	for _, t := range p.b.Tasks {
		if t.Open() {
			out = append(out, append(p.running(taskHead(t, p.b.Day), strong, width, lineGap), append(told("内容", t.Content), append(told("承办", taskWho(t)), gap(itemGap)...)...)...))
		}
	}
	if len(out) == 1 {
		out = append(out, p.running("没有未办结的批示。", text, width, itemGap))
	}
	return out
}

func taskHead(t *model.Task, today model.Day) string {
	return strings.Join(nonEmpty(lateWords(t, today), t.Name), "　")
}

func lateWords(t *model.Task, today model.Day) string {
	if n := t.Overdue(today); n > 0 {
		return fmt.Sprintf("■ 逾期 %d 天", n)
	}
	return "○ 办理中"
}

func taskWho(t *model.Task) string {
	return strings.Join(nonEmpty(t.To, t.Officer, due(t)), "，")
}

func due(t *model.Task) string {
	if t.Due.IsZero() {
		return ""
	}
	return "时限 " + t.Due.String()
}
