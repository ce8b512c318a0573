package chains

import (
	"slices"

	"fyne.io/fyne/v2"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/report"
)

// nodeFilter chooses which nodes stand out on the picture; the others go pale and stay where they are.
type nodeFilter struct {
	status, link, stage, scale *ui.Choice
	clear                      *ui.Button
}

// The choices that choose nothing are the first of each list.
const (
	anyStatus, anyLink, anyStage, anyScale = "全部状态", "强补延不限", "阶段不限", "规上不限"

	withScale, withoutScale = "有规上企业", "有企业无规上"
)

func newNodeFilter(changed func()) *nodeFilter {
	f := &nodeFilter{}
	choice := func(first string, others ...string) *ui.Choice {
		c := ui.NewChoice(append([]string{first}, others...), nil)
		c.Set(first)
		c.OnChanged = func(string) { f.mark(changed) }
		return c
	}
	statuses := []string{string(report.Strong), string(report.Weak), string(report.ToFill), string(report.Blank), string(report.Unchecked)}
	f.status = choice(anyStatus, statuses...)
	f.link = choice(anyLink, namesOf(model.LinkType("").Choices())...)
	f.stage = choice(anyStage, namesOf(model.Stage("").Choices())...)
	f.scale = choice(anyScale, withScale, withoutScale)
	f.clear = ui.Action{Text: "清除", Do: func() { f.reset(changed) }, Off: true}.Button()
	return f
}

func namesOf(choices []model.Choice) (out []string) {
	for _, c := range choices {
		out = append(out, c.Name)
	}
	return out
}

func (f *nodeFilter) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{ui.NewNote("突出显示"), f.status, f.link, f.stage, f.scale, f.clear, nil}
}

func (f *nodeFilter) on() bool {
	return f.status.Value() != anyStatus || f.link.Value() != anyLink || f.stage.Value() != anyStage || f.scale.Value() != anyScale
}

// mark lets what was chosen be cleared, and tells of it.
func (f *nodeFilter) mark(changed func()) {
	f.clear.Disable()
	if f.on() {
		f.clear.Enable()
	}
	changed()
}

func (f *nodeFilter) reset(changed func()) {
	f.status.Set(anyStatus)
	f.link.Set(anyLink)
	f.stage.Set(anyStage)
	f.scale.Set(anyScale)
	f.mark(changed)
}

// only is the set of nodes that stand out; nil when nothing was chosen.
func (f *nodeFilter) only(nodes map[string]report.NodeState) map[string]bool {
	if !f.on() {
		return nil
	}
	out := map[string]bool{}
	for code, n := range nodes {
		out[code] = f.keeps(n)
	}
	return out
}

// keeps tells whether a node answers everything that was chosen; link and stage have to be those of one project.
func (f *nodeFilter) keeps(n report.NodeState) bool {
	if v := f.status.Value(); v != anyStatus && v != string(n.Status) {
		return false
	}
	switch f.scale.Value() {
	case withScale:
		if n.AboveScale == 0 {
			return false
		}
	case withoutScale:
		if n.AboveScale > 0 || n.Enterprises == 0 {
			return false
		}
	}
	link, stage := f.link.Value(), f.stage.Value()
	return link == anyLink && stage == anyStage || slices.ContainsFunc(n.Projects, func(p *model.Project) bool {
		return (link == anyLink || string(p.LinkType) == link) && (stage == anyStage || p.Stage.String() == stage)
	})
}
