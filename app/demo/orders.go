package demo

import (
	"fmt"
	"math"
	"slices"

	"chainatlas/model"
	"chainatlas/model/report"
)

// order is what an invented head of a chain asked for, in days before or after today.
type order struct {
	about       func(*onChain) (subject string, of *model.Project, node model.NodeRef)
	words       string // of the subject
	given, due  int
	result      string
	done        int // 0 for still open
	onlyBiggest bool
}

// onChain is what the inventor put on a chain.
type onChain struct {
	chain    *model.Chain
	projects []*model.Project
}

var orders = []order{
	{about: delayed, words: "协调%s受阻事项", given: -48, due: -18},
	{about: vacant, words: "提出%s环节补链方案", given: -35, due: -5},
	{about: talked, words: "推进%s签约", given: -12, due: 10},
	{about: weak, words: "走访%s环节企业，提出强链措施", given: -6, due: 24, onlyBiggest: true},
	{about: talked, words: "落实%s用地和用电", given: -70, due: -40, result: "虚构：用地、供电方案已明确", done: -43, onlyBiggest: true},
}

// leaders makes up what heads of chains ordered, and the year's targets of their chains.
func (v *inventor) leaders(put func(model.Record) error) error {
	for i, c := range v.chains {
		on := &onChain{c, v.on[c.ID]}
		for j, o := range orders {
			if o.onlyBiggest && i > 0 {
				continue
			}
			if t := v.task(on, o, i*len(orders)+j); t != nil {
				if err := put(t); err != nil {
					return err
				}
			}
		}
		for _, f := range v.targets(on, i) {
			if err := put(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// task is nil where the chain has nothing to give it for.
func (v *inventor) task(on *onChain, o order, n int) *model.Task {
	subject, project, node := o.about(on)
	if subject == "" {
		return nil
	}
	words := fmt.Sprintf(o.words, subject)
	t := &model.Task{Base: v.base(model.KindTask, n, "示例批示："+words), Content: "虚构：请牵头" + words + "，按时限报送进展。"}
	t.From, t.To, t.Officer = "示例行政链长", pick(v, units), "示例经办人"+stem(v.chance.IntN(20))
	t.Given, t.Due, t.Status = v.after(o.given), v.after(o.due), model.TaskOpen
	t.Chain, t.Node = model.LinkTo(on.chain), node
	if project != nil {
		t.Project = model.LinkTo(project)
	}
	if o.done != 0 {
		t.Status, t.Done, t.Result = model.TaskDone, v.after(o.done), o.result
	}
	return t
}

func (v *inventor) after(days int) model.Date { return model.OnDay(v.today + model.Day(days)) }

func delayed(on *onChain) (string, *model.Project, model.NodeRef) {
	return first(on, func(p *model.Project) bool { return p.Status == model.Delayed })
}

func talked(on *onChain) (string, *model.Project, model.NodeRef) {
	return first(on, func(p *model.Project) bool { return p.Stage == model.StageTalk && p.Problems != "" })
}

func first(on *onChain, fits func(*model.Project) bool) (string, *model.Project, model.NodeRef) {
	for _, p := range on.projects {
		if fits(p) {
			return "「" + p.Name + "」", p, p.Node
		}
	}
	return "", nil, model.NodeRef{}
}

func vacant(on *onChain) (string, *model.Project, model.NodeRef) { return stands(on, vacated) }
func weak(on *onChain) (string, *model.Project, model.NodeRef)   { return stands(on, small) }

func stands(on *onChain, s standing) (string, *model.Project, model.NodeRef) {
	for i, n := range slices.Backward(on.chain.Nodes) { // what is real stands mostly upstream
		if standingOf(on.chain, i) == s {
			return "「" + n.Name + "」", nil, n.Ref()
		}
	}
	return "", nil, model.NodeRef{}
}

// paces are how far each chain's two targets are from 序时进度, in percentage points of the target: signed projects, agreed
// investment. A chain has a green and a yellow light, another two red ones.
var paces = [][2]float64{{4, -6}, {-28, -35}, {2, 3}, {-5, -7}, {8, -25}}

// targets are the year's targets of a chain, set from what the chain has reached so that its lights differ.
func (v *inventor) targets(on *onChain, i int) (out []*model.Figure) {
	signed, yi := 0.0, 0.0
	for _, p := range on.projects {
		if p.SignDate.Known() && p.SignDate.From.Year() == v.today.Year() {
			signed++
			yi += float64(p.AgreedInvestment.Min) / float64(model.Yi)
		}
	}
	passed, pace := *report.TimeProgress(v.today), paces[i%len(paces)]
	for j, reached := range [2]float64{signed, yi} {
		key, unit := report.BoardTargets()[j], [2]string{"个", "亿元"}[j]
		f := &model.Figure{FigureKind: model.KindTarget, Figure: key, Year: v.today.Year(), Chain: model.LinkTo(on.chain)}
		f.Base = v.base(model.KindTarget, i*2+j, "示例目标："+on.chain.Name+[2]string{"新签约项目", "新签约项目协议投资"}[j])
		f.ID = report.TargetID(on.chain.ID, key, f.Year)
		f.Value = model.Measured(goal(reached, passed+pace[j], j == 0), unit)
		out = append(out, f)
	}
	return out
}

// goal is a target of which reached is about percent.
func goal(reached, percent float64, whole bool) float64 {
	t := reached * 100 / max(percent, 5)
	if whole {
		return max(math.Floor(t), 1)
	}
	return max(math.Round(t*10)/10, 1)
}
