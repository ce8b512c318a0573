package leader

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/report"
)

// standing is where the chain is weak: how many nodes have each status; a click makes them stand out on the map.
func (s *Screen) standing() fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	for _, t := range s.now.Standing {
		b := ui.Action{Text: fmt.Sprintf("%s %d", t.Status, len(t.Nodes)), Do: func() {
			if s.lit == t.Status {
				s.lit = ""
			} else {
				s.lit = t.Status
			}
			s.pic.Update(s.scene(""))
			s.fill()
		}}.Button()
		b.Importance = widget.MediumImportance
		if s.lit == t.Status {
			b.Importance = widget.HighImportance
		}
		buttons = append(buttons, b)
	}
	return group("环节状态", ui.EqualGap(look.Half, buttons...))
}

// only is the nodes that stand out on the map; nil for all.
func (s *Screen) only() map[string]bool {
	for _, t := range s.now.Standing {
		if t.Status == s.lit {
			out := map[string]bool{}
			for _, code := range t.Nodes {
				out[code] = true
			}
			return out
		}
	}
	return nil
}

// gapsShown are the gaps that are listed before somebody asks for the others.
const gapsShown = 5

// gaps are the nodes to be filled, each with what would close it.
func (s *Screen) gaps() fyne.CanvasObject {
	out, shown := []fyne.CanvasObject{}, gapsShown
	if s.allGaps {
		shown = len(s.now.Gaps)
	}
	for i, g := range s.now.Gaps[:min(len(s.now.Gaps), shown)] {
		key := fmt.Sprint("g", i)
		out = append(out, s.item(key, joined("　", g.Node.Name, string(g.LinkType)), gapWords(g), gapTone(g)))
		if s.open == key {
			out = append(out, s.gap(g))
		}
	}
	switch rest := len(s.now.Gaps) - shown; {
	case len(s.now.Gaps) == 0:
		out = append(out, wrapped("没有缺口：空的和弱的环节旁边都没有本地企业。"))
	case rest > 0:
		out = append(out, atLeft(ui.Action{Text: fmt.Sprintf("其余 %d 处缺口", rest), Do: func() { s.allGaps = true; s.fill() }}))
	}
	return group(fmt.Sprintf("缺口与线索 %d", len(s.now.Gaps)), out...)
}

func gapTone(g report.Gap) look.Tone {
	if len(g.Leads)+len(g.Targets) == 0 {
		return look.Bad // nobody is on the way
	}
	return look.Plain
}

// gapWords say who would be served and who is on the way.
func gapWords(g report.Gap) string {
	lead := "没有线索"
	switch {
	case len(g.Leads) > 0:
		p := g.Leads[0]
		lead = fmt.Sprintf("线索在谈 %d：%s（%s）", len(g.Leads), p.Name, p.Stage)
	case len(g.Targets) > 0:
		lead = fmt.Sprintf("目标企业 %d：%s", len(g.Targets), g.Targets[0].Name)
	}
	return joined(" · ", string(g.State.Status), fmt.Sprintf("上下游本地企业 %d", g.Firms()), lead)
}

// leadsListed are the leads of a gap that are named.
const leadsListed = 4

func (s *Screen) gap(g report.Gap) fyne.CanvasObject {
	objects := []fyne.CanvasObject{wrapped(g.State.Why)}
	for _, p := range g.Leads[:min(len(g.Leads), leadsListed)] {
		objects = append(objects, s.lead(p))
	}
	buttons := append(s.order(subject{g.Node.Name + "环节" + string(g.LinkType), model.ID{}, g.Node.Ref()}),
		ui.Action{Text: "在图上看", Do: func() { s.pic.Update(s.scene(g.Node.Code)) }}.Button())
	return unfolded(append(objects, ui.EqualGap(look.Half, buttons...))...)
}

// lead is a project that may fill a gap: a click opens it.
func (s *Screen) lead(p *model.Project) fyne.CanvasObject {
	name, note := ui.NewLine(p.Name), ui.NewNote(joined(" · ", p.Stage.String(), p.TotalInvestment.String(), p.Unit, p.Officer, p.NextStep))
	name.Elide, note.Elide = true, true
	return newFold(ui.Stack(2, name, note), func() { s.desk.Open(p.ID) })
}
